"""Checks of the rows as shipped: keys, region codes, empty values, years, regions in force."""

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


def duplicate_keys(context: Context) -> list[Problem]:
    """No two rows of a dataset may be about the same figure."""
    problems = []
    for dataset in context.snapshots.figures:
        key = dataset.numbered(dataset.key_columns)
        double = np.bincount(key)[key] > 1
        if not double.any():
            continue
        for _, group in dataset.frame[double].groupby(key[double], sort=False):
            values = ", ".join(f"{value:.12g}" for value in group["value"])
            problems.append(
                DUPLICATE_KEY.broken(
                    f"{len(group)} rows with the same key (values {values})",
                    dataset.shown,
                    group["line"],
                    dataset.key_text(group.iloc[0].to_dict()),
                )
            )
    return problems


def unknown_regions(context: Context) -> list[Problem]:
    """Every region code is one of regions.csv; METI's bureaus may only stand in lists."""
    regions = context.catalogue.regions["region_code"]
    known = {REGION: {*regions}, MUNICIPALITY: {*context.catalogue.municipality_codes}}
    problems = []
    for dataset in context.snapshots:
        for column in (name for name in REGION_COLUMNS if name in dataset.frame):
            codes, listed = dataset.coded(column), dataset.kind == "list"
            there = known[dataset.meta.level]
            fits = [code in there or (listed and code.startswith(METI_BUREAU)) for code in codes.texts]
            for row in dataset.records(~np.array([*fits, listed])[codes.codes]):
                code = "" if pd.isna(row[column]) else row[column]
                message = f"{column} {code!r} is not known"
                problems.append(UNKNOWN_REGION.broken(message, dataset.shown, [row["line"]]))
    return problems


def empty_values(context: Context) -> list[Problem]:
    """A row without a number carries the publisher's mark."""
    problems = []
    for dataset in context.snapshots.figures:
        empty = np.isnan(dataset.values) & (dataset.marks.codes == EMPTY)
        problems += [
            EMPTY_VALUE.broken("neither value nor mark", dataset.shown, [row["line"]], dataset.key_text(row))
            for row in dataset.records(empty)
        ]
    return problems


def future_years(context: Context) -> list[Problem]:
    """Only projections reach beyond the current year."""
    projected = {
        (leaf.dataset, leaf.quantity)
        for one in context.series
        if one.block.status == "projection"
        for leaf in one.block.leaves
    }
    problems = []
    for dataset in context.snapshots.figures:
        if dataset.meta.status == "projection":
            continue
        for row in dataset.records(dataset.years > context.this_year):
            if (dataset.name, row["indicator"]) not in projected:
                problems.append(
                    FUTURE_YEAR.broken(
                        f"the year {row['year']} lies ahead (newest allowed: {context.this_year})",
                        dataset.shown,
                        [row["line"]],
                        dataset.key_text(row),
                    )
                )
    problems += [
        context.blame(
            FUTURE_YEAR, one, [one.country], year, f"{year} lies ahead but is not marked as a projection"
        )
        for one in context.series
        for year in one.values.index[one.values.index > context.this_year]
        if one.status(int(year)) != "projection"
    ]
    return problems


def regions_in_force(context: Context) -> list[Problem]:
    """A figure belongs to a region that existed in its year."""
    problems = []
    for dataset in context.snapshots.figures:
        if not dataset.meta.back_cast:
            problems += _out_of_force(dataset, context)
    return problems


def _out_of_force(dataset: Dataset, context: Context) -> list[Problem]:
    codes = dataset.coded("region_code")
    first = np.array([*(context.first_years.get(code, -np.inf) for code in codes.texts), -np.inf])
    last = np.array([*(context.last_years.get(code, np.inf) for code in codes.texts), np.inf])
    outside = (dataset.years < first[codes.codes]) | (dataset.years > last[codes.codes])
    return [
        REGION_NOT_IN_FORCE.broken(
            f"{row['region_code']} did not exist in {row['year']}",
            dataset.shown,
            [row["line"]],
            dataset.key_text(row),
        )
        for row in dataset.records(outside & ~np.isnan(dataset.values))
    ]
