"""Checks of the rows as shipped: keys, region codes, empty values, years, regions in force."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from etl.checks.context import Context
from etl.columns import EMPTY
from etl.models.indicators import MUNICIPALITY, REGION
from etl.problems import Problem, Rule
from etl.snapshots import Dataset

DUPLICATE_KEY = Rule("duplicate_key", "Keep one of the rows.")
UNKNOWN_REGION = Rule(
    "unknown_region",
    "Correct the code, or add the region to regions.csv (of municipalities: municipalities.csv).",
)
EMPTY_VALUE = Rule("empty_value", "Write the number, or the publisher's mark in the column `mark`.")
FUTURE_YEAR = Rule(
    "future_year", "Correct the year; years to come belong to series with `status: projection`."
)
REGION_NOT_IN_FORCE = Rule(
    "region_not_in_force",
    "Correct code or year; `back_cast: true` in the dataset's YAML if the publisher gives such figures.",
)
METI_BUREAU = "METI-"
REGION_COLUMNS = ("region_code", "origin_code", "kr_region_code", "jp_region_code")


def duplicate_keys(context: Context) -> Iterator[Problem]:
    """No two rows of a dataset may be about the same figure."""
    for dataset in context.snapshots.figures:
        key = dataset.numbered(dataset.key_columns)
        double = np.bincount(key)[key] > 1
        if not double.any():
            continue
        for _, group in dataset.frame[double].groupby(key[double], sort=False):
            values = ", ".join(f"{value:.12g}" for value in group["value"])
            message = f"{len(group)} rows with the same key (values {values})"
            yield dataset.broken(DUPLICATE_KEY, message, group.iloc[0].to_dict(), group["line"])


def unknown_regions(context: Context) -> Iterator[Problem]:
    """Every region code is one of regions.csv; METI's bureaus may only stand in lists."""
    regions = context.catalogue.regions["region_code"]
    known = {REGION: {*regions}, MUNICIPALITY: {*context.catalogue.municipality_codes}}
    for dataset in context.snapshots:
        for column in (name for name in REGION_COLUMNS if name in dataset.frame):
            codes, listed = dataset.coded(column), dataset.kind == "list"
            there = known[dataset.meta.level]
            fits = [code in there or (listed and code.startswith(METI_BUREAU)) for code in codes.texts]
            for row in dataset.records(~np.array([*fits, listed])[codes.codes]):
                code = "" if pd.isna(row[column]) else row[column]
                message = f"{column} {code!r} is not known"
                yield UNKNOWN_REGION.broken(message, dataset.shown, [row["line"]])


def empty_values(context: Context) -> Iterator[Problem]:
    """A row without a number carries the publisher's mark."""
    for dataset in context.snapshots.figures:
        for row in dataset.records(np.isnan(dataset.values) & (dataset.marks.codes == EMPTY)):
            yield dataset.broken(EMPTY_VALUE, "neither value nor mark", row)


def future_years(context: Context) -> Iterator[Problem]:
    """Only projections reach beyond the current year."""
    projected = {
        (leaf.dataset, leaf.quantity)
        for one in context.series
        if one.block.status == "projection"
        for leaf in one.block.leaves
    }
    for dataset in context.snapshots.figures:
        if dataset.meta.status == "projection":
            continue
        for row in dataset.records(dataset.years > context.this_year):
            if (dataset.name, row["indicator"]) not in projected:
                message = f"the year {row['year']} lies ahead (newest allowed: {context.this_year})"
                yield dataset.broken(FUTURE_YEAR, message, row)
    for one in context.series:
        for year in one.values.index[one.values.index > context.this_year]:
            if one.status(int(year)) != "projection":
                message = f"{year} lies ahead but is not marked as a projection"
                yield context.blame(FUTURE_YEAR, one, [one.country], year, message)


def regions_in_force(context: Context) -> Iterator[Problem]:
    """A figure belongs to a region that existed in its year."""
    for dataset in context.snapshots.figures:
        if not dataset.meta.back_cast:
            yield from _out_of_force(dataset, context)


def _out_of_force(dataset: Dataset, context: Context) -> Iterator[Problem]:
    codes = dataset.coded("region_code")
    first = np.array([*(context.first_years.get(code, -np.inf) for code in codes.texts), -np.inf])
    last = np.array([*(context.last_years.get(code, np.inf) for code in codes.texts), np.inf])
    outside = (dataset.years < first[codes.codes]) | (dataset.years > last[codes.codes])
    for row in dataset.records(outside & ~np.isnan(dataset.values)):
        message = f"{row['region_code']} did not exist in {row['year']}"
        yield dataset.broken(REGION_NOT_IN_FORCE, message, row)
