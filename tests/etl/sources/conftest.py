"""Connectors are tested on answers without a server; the regions are the real ones."""

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import strategies as st

from etl import files
from etl.download.client import Answer
from etl.download.errors import SourceError
from etl.sources.connector import Series, Table
from etl.sources.places import Places, read_places

CATALOGUE = Path(__file__).resolve().parents[3] / "data" / "catalogue"


def real_places() -> Places:
    names = ("region_codes.csv", "regions.csv", "municipalities.csv")
    return read_places(*(files.read_csv((CATALOGUE / name).read_bytes(), name) for name in names))


PLACES = real_places()


@pytest.fixture(scope="session")
def places() -> Places:
    return PLACES


def answer(body: bytes | str, status: int = 200, url: str = "https://example.org/x") -> Answer:
    content = body.encode() if isinstance(body, str) else body
    return Answer(url, status, {}, content, "2026-11-01T00:00:00+00:00")


def table(series: list[Series] | Series, **options: Any) -> Table:
    chosen = tuple(series) if isinstance(series, list) else (series,)
    return Table(options.pop("id", "0000010101"), "source", "title", chosen, options, {})


def one(frame: pd.DataFrame, region: str, year: int, indicator: str | None = None) -> "pd.Series[Any]":
    rows = frame[(frame["region_code"] == region) & (frame["year"] == year)]
    if indicator:
        rows = rows[rows["indicator"] == indicator]
    assert len(rows) == 1
    return rows.iloc[0]


LEAVES: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6) | st.just([]) | st.just({})
)


def spoiled(valid: Any) -> st.SearchStrategy[bytes]:
    """Arbitrary bytes, a valid document cut off, or one with a single element replaced by something else."""
    text = json.dumps(valid, ensure_ascii=False).encode()
    places = list(_paths(valid))
    cut = st.integers(0, len(text)).map(lambda end: text[:end])
    replaced = st.tuples(st.sampled_from(places), LEAVES).map(lambda one: _replaced(valid, *one))
    return st.binary(max_size=200) | cut | replaced


def only_our_errors(*steps: Callable[[], object]) -> None:
    for step in steps:
        with contextlib.suppress(SourceError):
            step()


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for name, child in children:
        yield from _paths(child, (*path, name))


def _replaced(value: Any, path: tuple[Any, ...], leaf: Any) -> bytes:
    copy = json.loads(json.dumps(value))
    if not path:
        return json.dumps(leaf).encode()
    target = copy
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = leaf
    return json.dumps(copy).encode()
