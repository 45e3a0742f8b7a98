"""A table whose definition is not confirmed counts only if its figures are those held."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from etl.refresh.agreement import FEWEST_IN_COMMON
from tests.etl.fictional import REGIONS, YEARS, population
from tests.etl.refresh.conftest import FEEDS, Desk, write_feeds

Runner = Callable[..., Any]


@pytest.fixture
def unconfirmed(desk: Desk) -> Desk:
    feeds = json.loads(json.dumps(FEEDS))
    feeds["estat"]["tables"][0]["options"]["agree"] = True
    write_feeds(desk.sample, feeds)
    return desk


def test_figures_that_agree_bring_a_new_year(unconfirmed: Desk, run: Runner) -> None:
    unconfirmed.publish_year(2025)
    answer = run("refresh", "estat")
    assert answer.code == 0, answer.err
    assert unconfirmed.value("population_total", "YY-03", 2025) == population("YY-03", 2025)


def test_another_definition_is_not_used(unconfirmed: Desk, run: Runner) -> None:
    unconfirmed.publish_year(2025)
    for region in REGIONS["YY"]:
        for year in YEARS:
            unconfirmed.publish("A1", region, year, population(region, year) * 1.02)
    answer = run("refresh", "estat")
    assert answer.code == 4
    assert "differ from those held" in answer.err and "population" in answer.err
    assert unconfirmed.value("population_total", "YY-03", 2025) is None
    reason = next(one for one in unconfirmed.report["sources"] if one["source"] == "estat")["reason"]
    assert "이미 있는 값과" in reason["ko"] and "一致しない" in reason["ja"]


def test_too_few_figures_to_compare_prove_nothing(unconfirmed: Desk, run: Runner) -> None:
    unconfirmed.people = [row for row in unconfirmed.people if row[2] == YEARS[-1]]
    assert len(REGIONS["YY"]) + 1 < FEWEST_IN_COMMON
    answer = run("refresh", "estat")
    assert answer.code == 4
    assert "figures of regions and years that are held can be compared" in answer.err


def test_a_few_revisions_are_no_contradiction(unconfirmed: Desk, run: Runner) -> None:
    unconfirmed.publish("A1", "YY-02", 2020, population("YY-02", 2020) * 1.02)
    nation = sum(population(region, 2020) for region in REGIONS["YY"]) + population("YY-02", 2020) * 0.02
    unconfirmed.publish("A1", "YY", 2020, nation)
    answer = run("refresh", "estat", "--accept")
    assert answer.code == 0, answer.err
    assert unconfirmed.value("population_total", "YY-02", 2020) == population("YY-02", 2020) * 1.02
