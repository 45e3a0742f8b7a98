"""The shipped figures, served again in the shape of e-Stat and KOSIS, come back as they were."""

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from etl import files
from etl.catalogue import read_catalogue
from etl.download.archive import Archive
from etl.download.client import Client, Manners
from etl.paths import Paths
from etl.refresh.collect import Collector
from etl.refresh.feeds import Feed, read_feeds, wrong_targets
from etl.refresh.merge import merge
from etl.refresh.state import State
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
    frame = shipped(series.dataset)
    frame = frame[frame["indicator"] == series.indicator]
    for name, value in series.dimensions.items():
        frame = frame[frame[name] == value]
    for row in frame.to_dict("records"):
        yield {str(name): value for name, value in row.items()}


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
                kosis_row(table.id, item, code[region], name[region], int(row["year"]), row["value"], **more)
            )
    return found


def serve(server: Replay, feed: Feed) -> None:
    if feed.source == "estat":
        units = {one.item: one.unit for table in feed.tables for one in table.series if one.unit}
        tables = {table.id: estat_table(as_estat(table), table.id, units=units) for table in feed.tables}
        serve_estat(server, tables)
    else:
        serve_kosis(server, {table.id: as_kosis(table) for table in feed.tables})


@pytest.mark.parametrize("source", ["estat", "kosis"])
def test_what_the_publisher_holds_is_what_is_shipped(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue, problems = read_catalogue(PATHS)
    assert catalogue is not None, problems
    region_codes = files.read_csv((DATA / "catalogue/region_codes.csv").read_bytes(), "region_codes.csv")
    feed = read_feeds(PATHS)[source]
    assert feed.key_env is not None
    monkeypatch.setenv(feed.key_env, "key")
    with serving() as server:
        serve(server, feed)
        monkeypatch.setenv(CONNECTORS[source].base_env, f"{server.url}/{source}")
        collected = Collector(
            CONNECTORS[source], feed, Client(Manners(pause=0.0)), Archive(tmp_path), State(),
            read_places(region_codes, catalogue.regions), shipped,
        ).collect(lambda *_: None)  # fmt: skip
    assert collected.failed == {}
    assert {one.table.id for one in collected.brought} == {table.id for table in feed.tables}
    for brought in collected.brought:
        for dataset, rows in brought.rows.groupby("dataset"):
            own = rows.drop(columns="dataset").dropna(axis="columns", how="all").assign(mark=rows["mark"])
            merged = merge(shipped(str(dataset)), own, brought.table.source_id, NATIONS, "shipped")
            assert not merged.changed, dataset
            assert merged.vanished.empty, dataset
            assert len(merged.frame) == len(shipped(str(dataset))), dataset
            assert merged.frame["source"].eq(brought.table.source_id).any(), dataset


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
            if "list" in table.options:  # the same list, brought by a person or from the page
                assert catalogue.sources[table.source_id]["publisher"] == feed.publisher
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
    assert codes_in_use - {"source_error", "may_heal"} | {"rejected"} == set(words.texts["failures"])
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
