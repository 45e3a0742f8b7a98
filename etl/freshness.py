"""How old the newest figures of each indicator are against what their publishers should have released."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import duckdb

from etl.status import aligned

STATES = ("newer figures are out", "up to date", "calendar not known")


@dataclass(frozen=True)
class IndicatorStatus:
    """How old an indicator's newest figures are against what the publisher should have released.

    Attributes:
        indicator_id: The indicator.
        country: KR or JP.
        newest_year: The newest year held.
        next_year: The figures awaited, or None if the calendar is not known.
        due_from: From when on they should be out (YYYY-MM-DD).
        basis: How that is known: announced, last_release or usual.
        state: One of `STATES`.
        to_do: What to do.
    """

    indicator_id: str
    country: str
    newest_year: int
    next_year: int | None
    due_from: str | None
    basis: str | None
    state: str
    to_do: str


def indicator_status(file: Path, today: date) -> list[IndicatorStatus]:
    """Return the state of each indicator and country of a build, those with newer figures first.

    Args:
        file: The database.
        today: The day.
    """
    with duckdb.connect(str(file), read_only=True) as connection:
        rows = connection.execute("SELECT * EXCLUDE (lag) FROM indicator_release").fetchall()
    found = [_indicator_status(*row, today=today) for row in rows]
    return sorted(found, key=lambda one: STATES.index(one.state))


def _indicator_status(
    indicator_id: str,
    country: str,
    newest_year: int,
    next_year: int | None,
    due: date | None,
    basis: str | None,
    dataset: str | None,
    command: str | None,
    *,
    today: date,
) -> IndicatorStatus:
    state, to_do = "calendar not known", "nothing"
    if due is not None:
        state = "newer figures are out" if today >= due else "up to date"
    if state == STATES[0]:
        to_do = command or f"enter the new release in data/snapshots/{dataset}.csv"
    due_text = due.isoformat() if due else None
    return IndicatorStatus(indicator_id, country, newest_year, next_year, due_text, basis, state, to_do)


def indicator_table(status: Iterable[IndicatorStatus]) -> str:
    """Return the states of indicators as an aligned text table."""
    header = ("indicator", "country", "newest", "next", "out by", "known from", "state", "to do")
    lines = [header] + [
        (
            one.indicator_id,
            one.country,
            str(one.newest_year),
            str(one.next_year or "-"),
            one.due_from or "-",
            one.basis or "-",
            one.state,
            one.to_do,
        )
        for one in status
    ]
    return aligned(lines, right={2, 3}, widest=80)


def indicators_as_json(status: Iterable[IndicatorStatus]) -> str:
    """Return the states of indicators as JSON text."""
    return json.dumps([asdict(one) for one in status], ensure_ascii=False, indent=2)
