"""How old the newest figures are against what their publishers should have released."""

from datetime import date, timedelta

import pandas as pd

from regions.database.build import Build
from regions.database.memory import per_build

STATES = ("due", "current", "unknown")


@per_build(1)
def releases(build: Build) -> pd.DataFrame:
    """Return the newest year of every indicator and country, and when which figures are due.

    Columns as the table `indicator_release`; dates are dates. Projections have no row.
    """
    frame = build.query("SELECT * FROM indicator_release")
    for name in ("basis", "dataset", "command"):
        frame[name] = frame[name].astype(object).where(frame[name].notna(), None)
    frame["due_from"] = [None if pd.isna(day) else pd.Timestamp(day).date() for day in frame.due_from]
    return frame


def with_state(frame: pd.DataFrame, today: date) -> pd.DataFrame:
    """Add `state` to releases, those first whose next figures should be out.

    It is `due` from the day on which the month of release is over, `current` before, and `unknown` where the
    calendar of the publisher is not known; `released_by` is that month as `YYYY-MM`.
    """
    days = frame.due_from
    states = ["unknown" if day is None else "due" if today >= day else "current" for day in days]
    months = [None if day is None else f"{day - timedelta(days=1):%Y-%m}" for day in days]
    found = frame.assign(
        state=pd.Categorical(states, STATES, ordered=True),
        released_by=pd.Series(months, frame.index, dtype=object),
    )
    return found.sort_values("state", kind="stable").reset_index(drop=True)
