"""The shipped figures, served again in the shape of e-Stat and KOSIS, come back as they were."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path

import pandas as pd
import pytest

from etl import files
from etl.catalogue import read_catalogue
from etl.download.archive import Archive
from etl.download.client import Client, Manners
from etl.download.errors import Disagrees
from etl.paths import Paths
from etl.refresh.collect import Collected, Collector
from etl.refresh.feeds import Feed, read_feeds, wrong_targets
from etl.refresh.merge import merge
from etl.refresh.words import read_words
from etl.snapshots import read_snapshots
from etl.sources import CONNECTORS
from etl.sources.connector import Series, Table
from etl.sources.places import read_places
from tests.etl.publishers import Row, estat_table, kosis_row, serve_estat, serve_kosis
from tests.etl.replay import Replay, serving

DATA = Path(__file__).resolve().parents[3] / "data"
PATHS = Paths(DATA, DATA / "build")
NATIONS = ("KR", "JP")


@cache
def shipped(dataset: str) -> pd.DataFrame:
    file = DATA / "snapshots" / f"{dataset}.csv"
    return files.read_csv(file.read_bytes(), file.name)


@cache
def codes(scheme: str) -> dict[str, str]:
    frame = pd.read_csv(DATA / "catalogue/region_codes.csv", dtype=str)
    own = frame[frame["scheme"] == scheme]
    return dict(zip(own["region_code"], own["code"], strict=True))


def rows_of(series: Series) -> Iterator[dict[str, str]]:
    """Yield the shipped rows of a series; where not every province is held, the others without a figure."""
    frame = shipped(series.dataset)
    frame = frame[frame["indicator"] == series.indicator]
    for name, value in series.dimensions.items():
        frame = frame[frame[name] == value]
    for row in frame.to_dict("records"):
        yield {str(name): value for name, value in row.items()}
    if series.dataset == "press_one_person_households":
        held = set(zip(frame["region_code"], frame["year"], strict=True))
        regions = [code for code in codes("kostat") if code.startswith("KR-")]
        for region, year in product(regions, sorted(set(frame["year"]))):
            if (region, year) not in held:
                yield {"region_code": region, "year": year, "value": "-"}


def as_estat(table: Table) -> list[Row]:
    area = codes("estat_area")
    return [
        (
            one.item,
            area[row["region_code"]],
            int(row["year"]),
            str(Decimal(row["value"]) / Decimal(one.scale)),
        )
        for one in table.series
        for row in rows_of(one)
    ]


def as_kosis(table: Table) -> list[dict[str, str]]:
    code = codes(table.options["scheme"])
    regions = pd.read_csv(DATA / "catalogue/regions.csv", dtype=str)
    name = {**dict(zip(regions["region_code"], regions["name_ko"], strict=True)), "KR": "전국"}
    found = []
    for place, one in enumerate(table.series):
        # Where names are looked up, the codes behind them are any.
        item, called = (f"N{place}", one.item) if table.options.get("named") else (one.item, one.name)
        for row in rows_of(one):
            more = {"ITM_NM": called} if called else {}
            region = row["region_code"]
            if one.select:
                more |= {"C2": one.select["C2"], "C2_NM": "-"}
            if "age_axis" in table.options:
                ages = row["age_group"]
                more["C2"] = ages
                more["C2_NM"] = f"{ages[:-1]}세 이상" if ages[-1] == "+" else f"{ages.replace('-', ' - ')}세"
            if "origin_axis" in table.options:
                more |= {"C2": code[region], "C2_NM": name[region]}
                region = row["origin_code"]
            found.append(
                kosis_row(
                    table.code, item, code[region], name[region], int(row["year"]), row["value"], **more
                )
            )
    return found


def serve(server: Replay, feed: Feed) -> None:
    if feed.source == "estat":
        units = {one.item: one.unit for table in feed.tables for one in table.series if one.unit}
        values: dict[str, list[Row]] = defaultdict(list)
        for table in feed.tables:
            values[table.code] += as_estat(table)
        serve_estat(server, {code: estat_table(own, code, units=units) for code, own in values.items()})
    else:
        rows: dict[str, list[dict[str, str]]] = defaultdict(list)
        for table in feed.tables:
            rows[table.code] += as_kosis(table)
        serve_kosis(server, rows)


def collect(feed: Feed, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Collected:
    """Collect a feed from a server with the shipped figures."""
    catalogue, problems = read_catalogue(PATHS)
    assert catalogue is not None, problems
    region_codes = files.read_csv((DATA / "catalogue/region_codes.csv").read_bytes(), "region_codes.csv")
    assert feed.key_env is not None
    monkeypatch.setenv(feed.key_env, "key")
    with serving() as server:
        serve(server, feed)
        monkeypatch.setenv(CONNECTORS[feed.source].base_env, f"{server.url}/{feed.source}")
        return Collector(
            CONNECTORS[feed.source], feed, Client(Manners(pause=0.0)), Archive(folder), {},
            read_places(region_codes, catalogue.regions, catalogue.municipalities), shipped,
        ).collect(lambda *_: None)  # fmt: skip


@pytest.mark.parametrize("source", ["estat", "kosis"])
def test_what_the_publisher_holds_is_what_is_shipped(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = read_feeds(PATHS)[source]
    collected = collect(feed, tmp_path, monkeypatch)
    assert collected.failed == {}
    assert {one.table.id for one in collected.brought} == {table.id for table in feed.tables}
    for brought in collected.brought:
        fills = bool(brought.table.options.get("fill"))
        for dataset, rows in brought.rows.groupby("dataset"):
            own = rows.drop(columns="dataset").dropna(axis="columns", how="all").assign(mark=rows["mark"])
            old = shipped(str(dataset))
            merged = merge(old, own, brought.table.source_id, NATIONS, "shipped", fills)
            assert not merged.changed, dataset
            assert merged.vanished.empty, dataset
            assert len(merged.frame) == len(old), dataset
            assert merged.frame["source"].eq(brought.table.source_id).any() != fills, dataset


@pytest.mark.parametrize("source", ["estat", "kosis"])
def test_another_definition_of_an_unconfirmed_table_is_refused(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = read_feeds(PATHS)[source]
    unconfirmed = tuple(table for table in feed.tables if table.options.get("agree"))
    series = {table.id: tuple(replace(one, scale="1.02") for one in table.series) for table in unconfirmed}
    other = tuple(replace(table, series=series[table.id]) for table in unconfirmed)
    monkeypatch.setattr(f"{__name__}.as_estat", unscaled(as_estat))
    failed = collect(replace(feed, tables=other), tmp_path, monkeypatch).failed
    assert set(failed) == set(series)
    for error in failed.values():
        assert isinstance(error, Disagrees)
        assert "figures differ from those held" in error.detail and " in the table" in error.detail


def unscaled(made: Callable[[Table], list[Row]]) -> Callable[[Table], list[Row]]:
    """Have a server send the figures held although the catalogue asks for them two per cent larger."""
    return lambda table: made(replace(table, series=tuple(replace(one, scale="1") for one in table.series)))


def test_a_rounded_source_that_fills_revises_nothing_and_differs_in_nothing() -> None:
    old = shipped("mois_initial_budgets")
    rates = old[(old["indicator"] == "fiscal_independence_rate") & (old["basis"] == "province_total_net")]
    rounded = rates.assign(value=[f"{Decimal(value):.1f}" for value in rates["value"]])
    newer = rates[rates["year"] == "2026"].assign(year="2027")
    both = pd.concat([rounded, newer])
    rows = both.assign(nation=True, fill_gaps=False, mark=pd.Series(pd.NA, index=both.index))
    merged = merge(old, rows, "kosis", NATIONS, "shipped", fill_only=True)
    assert merged.revised.empty
    assert set(merged.added["year"]) == {"2027"} and len(merged.added) == 18
    other = rows.assign(value=[f"{Decimal(value) + 1:.1f}" for value in rows["value"]])
    assert len(merge(old, other, "kosis", NATIONS, "shipped", fill_only=True).revised) == 36


def test_every_feed_names_a_dataset_an_indicator_and_a_publisher_that_exist() -> None:
    feeds = read_feeds(PATHS)
    assert list(feeds) and set(feeds) == set(CONNECTORS)
    snapshots, _ = read_snapshots(PATHS)
    assert wrong_targets(feeds.values(), snapshots.datasets) == []
    catalogue, _ = read_catalogue(PATHS)
    assert catalogue is not None
    for feed in feeds.values():
        for table in feed.tables:
            assert table.entry.get("publisher", feed.publisher) in catalogue.publishers
            # The same, brought by a person or from the page; a dataset that has no rows until refreshed.
            if {"list", "figures", "companies_of"} & set(table.options):
                assert catalogue.sources[table.source_id].publisher == feed.publisher
            else:
                assert table.source_id not in catalogue.sources


def test_there_are_words_for_every_reason_and_change() -> None:
    from etl.download import errors

    catalogue, _ = read_catalogue(PATHS)
    assert catalogue is not None
    words = read_words(PATHS, catalogue)
    codes_in_use = {
        one.code
        for one in vars(errors).values()
        if isinstance(one, type) and issubclass(one, errors.SourceError)
    }
    assert codes_in_use - {"source_error", "may_heal"} | {"rejected", "large_changes"} == set(
        words.texts["failures"]
    )
    for group in ("failures", "changes", "titles", "series"):
        for texts in words.texts[group].values():
            assert set(texts) == {"ko", "ja", "en"} and all(texts.values())
    targets = {
        f"{one.dataset}/{one.indicator}"
        for feed in read_feeds(PATHS).values()
        for table in feed.tables
        for one in table.series
    }
    assert set(words.texts["series"]) <= targets
    assert words.name("world_bank_ppp", "ppp_gdp")["en"] == "Purchasing power parity, GDP"
    assert json.dumps(words.failure("key_missing", key="K", url="U"))
