"""How old figures are, as the page says it: the day on which the month of release is over decides."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from regions.database.build import Build
from regions.database.releases import releases, with_state


@pytest.mark.parametrize(
    ("day", "state"), [("2026-04-30", "current"), ("2026-05-01", "due"), ("2026-05-02", "due")]
)
def test_figures_are_due_from_the_day_on_which_the_month_is_over(day: str, state: str) -> None:
    frame = pd.DataFrame({"indicator_id": ["a", "b"], "due_from": [None, date(2026, 5, 1)]})
    found = with_state(frame, date.fromisoformat(day))
    assert found.state.tolist() == [state, "unknown"]
    assert found.released_by.tolist() == ["2026-04", None]


def test_every_series_but_projections_has_its_newest_year(build: Build) -> None:
    expected = build.query(
        "SELECT indicator_id, country, last_year FROM indicator_country"
        " WHERE (indicator_id, country) NOT IN (SELECT DISTINCT indicator_id, left(region_code, 2)"
        " FROM observation WHERE status = 'projection') AND level = 'region'"
    )
    frame = releases(build)
    rows = {(*key, year) for *key, year in expected.itertuples(index=False)}
    assert {(one.indicator_id, one.country, one.newest_year) for one in frame.itertuples()} == rows
    known = frame[frame.due_from.notna()]
    assert len(known) > 150
    assert (known.next_year > known.newest_year).all()
    register: Any = known.set_index(["indicator_id", "country"]).loc[("registered_share_65plus", "KR")]
    assert (register.next_year, register.due_from) == (2026, date(2027, 2, 1))
    assert register.command == "python -m etl refresh kosis"
