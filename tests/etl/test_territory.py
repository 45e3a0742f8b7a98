"""What counts as the nation where regions were founded, merged or carried back by the publisher."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from etl.columns import Numbers
from etl.region_codes import are_nations, country_of, is_nation
from etl.territory import Territory, territories

YEARS = range(2018, 2023)


def territory(**rows: dict[str, Any]) -> Territory:
    frame = pd.DataFrame(
        {"region_code": f"XX-{code}", "country": "XX", "level": "region", "position": position,
         "capital_area": "false", "valid_from": None, "valid_to": None, "predecessors": None, **row}
        for position, (code, row) in enumerate(rows.items())
    )  # fmt: skip
    return territories(frame)["XX"]


def figures(own: Territory, **values: dict[int, float]) -> Numbers:
    table = pd.DataFrame(np.nan, index=list(YEARS), columns=own.columns)
    for code, of_year in values.items():
        for year, value in of_year.items():
            table.loc[year, f"XX-{code}"] = value
    return table.to_numpy()


def total(own: Territory, **values: dict[int, float]) -> dict[int, float]:
    """Return the sums there are, by year."""
    found = own.complete_sum(figures(own, **values), np.array(YEARS), own.regions)
    return {year: float(value) for year, value in zip(YEARS, found, strict=True) if not np.isnan(value)}


MERGED = {
    "A": {"valid_to": "2020-06-30"},
    "B": {"valid_to": "2020-06-30"},
    "C": {"valid_from": "2020-07-01", "predecessors": "XX-A;XX-B"},
}
FOUNDED = {"A": {}, "D": {"valid_from": "2020-07-01", "predecessors": "XX-A"}}


def test_a_merged_region_carried_back_is_not_counted_beside_its_predecessors() -> None:
    own = territory(**MERGED)
    assert total(own, A={2018: 1, 2019: 1}, B={2018: 2, 2019: 2}, C={2018: 3, 2019: 3, 2021: 3}) == {
        2018: 3, 2019: 3, 2021: 3,
    }  # fmt: skip


def test_a_merged_region_alone_is_not_the_nation_before_it_existed() -> None:
    assert total(territory(**MERGED), C={2019: 3, 2021: 3}) == {2021: 3}


@pytest.mark.parametrize("of_merger", [{"A": {2020: 1}, "B": {2020: 2}}, {"C": {2020: 3}}])
def test_in_the_year_of_a_merger_either_makeup_is_the_nation(of_merger: dict[str, dict[int, float]]) -> None:
    own = territory(**MERGED)
    assert total(own, **of_merger) == {2020: 3}
    assert own.complete(figures(own, **of_merger), np.array(YEARS)).tolist() == [
        False,
        False,
        True,
        False,
        False,
    ]
    assert total(own, A={2020: 1}) == {}


def test_a_founded_region_carried_back_counts_and_is_needed_from_its_year_on() -> None:
    own = territory(**FOUNDED)
    assert total(own, A=dict.fromkeys(YEARS, 5.0), D={2019: 1, 2020: 1, 2022: 1}) == {
        2018: 5, 2019: 6, 2020: 6, 2022: 6,
    }  # fmt: skip


def test_a_region_counts_until_the_day_before_its_end_of_year() -> None:
    own = territory(A={}, B={"valid_to": "2020-12-31"}, C={"valid_to": "2020-12-30"})
    values = {"A": dict.fromkeys(YEARS, 1.0), "B": {2019: 1.0}, "C": {2019: 1.0}}
    assert total(own, **values) == {2019: 3, 2021: 1, 2022: 1}
    assert total(own, **{**values, "B": {2020: 1.0}}) == {2020: 2, 2021: 1, 2022: 1}


def test_codes_say_nation_and_country() -> None:
    assert [is_nation(code) for code in ("KR", "JP", "KR-11", "JP-01202")] == [True, True, False, False]
    assert country_of("JP-01202") == "JP"
    column = pd.Series(["KR", "JP-01", None], index=[7, 8, 9], dtype="str")
    assert country_of(column).dropna().to_dict() == {7: "KR", 8: "JP"}
    assert are_nations(column).to_dict() == {7: True, 8: False, 9: False}
