"""`refresh` against publishers on a socket: what is new arrives, what is wrong does not, nothing is lost."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from filelock import FileLock

from etl.overlay import current_overlay
from etl.publish import current_file
from tests.etl import replay as faults
from tests.etl.fictional import REGIONS, population
from tests.etl.refresh.conftest import CODE, FEEDS, KEY, Desk, write_feeds

Runner = Callable[..., Any]


def test_a_new_year_arrives_in_the_database(desk: Desk, run: Runner) -> None:
    before = desk.shipped()
    desk.publish_year(2025)
    answer = run("refresh", "estat")
    assert answer.code == 0, answer.err
    assert desk.value("population_total", "YY-03", 2025) == population("YY-03", 2025)
    assert desk.value("population_total", "XX-03", 2024) == population("XX-03", 2024)
    assert "population_total (en): figures of 2025 added" in answer.out
    assert desk.shipped() == before
    overlay = current_overlay(desk.refreshed)
    assert overlay is not None
    meta = yaml.safe_load((overlay / "office_population.yaml").read_text(encoding="utf-8"))
    assert meta["coverage"]["last_year"] == 2025
    assert meta["described_sources"]["estat_people"]["publisher"] == "office"


def test_the_database_names_the_source_and_the_day(desk: Desk, run: Runner) -> None:
    import duckdb

    run("refresh", "estat")
    file = current_file(desk.sample.build_folder)
    with duckdb.connect(str(file), read_only=True) as connection:
        source = connection.execute("SELECT * FROM source WHERE source_id = 'estat_people'").df()
        observed = connection.execute(
            "SELECT DISTINCT source_id FROM observation WHERE indicator_id = 'population_total' "
            "AND region_code = 'YY-01'"
        ).fetchall()
    assert len(source) == 1
    assert source["obtained"].iloc[0].startswith("fetched from the publisher's interface")
    assert observed == [("estat_people",)]


def test_only_what_changed_is_fetched_again(desk: Desk, run: Runner) -> None:
    run("refresh", "estat", "world_bank", "estat_dashboard")
    pages, bank = desk.asked("/estat/json/getStatsData"), desk.asked("/world_bank")
    again = run("refresh", "estat", "world_bank", "estat_dashboard", "--json")
    assert again.code == 0
    assert desk.asked("/estat/json/getStatsData") == pages
    assert desk.asked("/world_bank") == bank + 1  # no date of change there: asked, and found the same
    assert {one["outcome"] for one in json.loads(again.out)["sources"]} == {"unchanged"}
    assert json.loads(again.out)["build_id"] is None


def test_not_modified_is_enough(desk: Desk, run: Runner) -> None:
    route = desk.server.routes["/world_bank/country/XX;YY/indicator/PPP"]
    tagged = lambda query: faults.Reply(route(query).body, headers={"ETag": '"v1"'})  # noqa: E731
    desk.server.routes["/world_bank/country/XX;YY/indicator/PPP"] = tagged
    run("refresh", "world_bank")
    desk.server.always["/world_bank/country/XX;YY/indicator/PPP"] = lambda handler, _: faults.send(
        handler, faults.Reply(b"", status=304 if handler.headers["If-None-Match"] == '"v1"' else 500)
    )
    again = run("refresh", "world_bank")
    assert again.code == 0
    assert "world_bank: unchanged" in again.err


def test_a_revision_is_told_in_three_languages(desk: Desk, run: Runner) -> None:
    old = population("YY-02", 2020)
    desk.publish("A1", "YY-02", 2020, old + 500)
    desk.publish("A1", "YY", 2020, sum(population(f"YY-{n:02d}", 2020) for n in range(1, 5)) + 500)
    answer = run("refresh", "estat")
    assert answer.code == 0, answer.err
    assert desk.value("population_total", "YY-02", 2020) == old + 500
    change = next(one for one in desk.report["changes"] if one["kind"] == "revised")
    assert f"YY-02 en 2020: {old:,} → {old + 500:,}" in change["text"]["en"]
    assert "2개 값 수정" in change["text"]["ko"] and "2件の数値を改定" in change["text"]["ja"]
    for language in ("ko", "ja", "en"):
        log = (desk.sample.build_folder / f"changes.{language}.md").read_text(encoding="utf-8")
        assert change["text"][language] in log


def test_an_anchor_follows_a_revision_but_not_a_mistake(desk: Desk, run: Runner) -> None:
    desk.sample.meta["office_population"]["anchors"] = [
        {"region_code": "YY-02", "year": 2020, "indicator": "population", "value": population("YY-02", 2020)}
    ]
    desk.sample.meta["office_population"].pop("parts_sum_to_total")
    desk.sample.write()
    desk.publish("A1", "YY-02", 2020, population("YY-02", 2020) + 500)
    assert run("refresh", "estat").code == 0
    desk.publish("A1", "YY-02", 2020, 3 * population("YY-02", 2020))
    desk.updated = "2025-12-31"
    wrong = run("refresh", "estat")
    assert wrong.code == 1
    assert "officially" in wrong.err
    assert desk.value("population_total", "YY-02", 2020) == population("YY-02", 2020) + 500


def test_a_figure_withdrawn_stays_and_is_named(desk: Desk, run: Runner) -> None:
    desk.publish("A2", "YY-02", 2015, "***")
    answer = run("refresh", "estat")
    assert answer.code == 0, answer.err
    assert desk.value("share_elderly", "YY-02", 2015) is not None
    assert [one["kind"] for one in desk.report["changes"]] == ["vanished"]


def test_without_a_key_the_keyless_sources_are_used(
    desk: Desk, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ESTAT_APP_ID")
    desk.counted += [(CODE, f"{n:02d}000", 2025, str(population(f"YY-{n:02d}", 2025))) for n in range(1, 5)]
    answer = run("refresh")
    assert answer.code == 0, answer.err
    assert "estat: skipped" in answer.err
    assert "ESTAT_APP_ID (free registration at https://example.org/key)" in answer.err
    assert desk.value("population_total", "YY-03", 2025) == population("YY-03", 2025)
    assert desk.asked("/estat/") == 0
    outcome = {one["source"]: one for one in desk.report["sources"]}["estat"]
    assert outcome["outcome"] == "skipped"
    assert "ESTAT_APP_ID" in outcome["reason"]["ko"]


def test_a_filling_source_revises_nothing_but_says_what_differs(desk: Desk, run: Runner) -> None:
    desk.counted = [(*row[:3], str(int(row[3]) + 1)) if row[2] == 2020 else row for row in desk.counted]
    answer = run("refresh", "estat_dashboard")
    assert answer.code == 0, answer.err
    assert desk.value("population_total", "YY-01", 2020) == population("YY-01", 2020)
    assert "figures that differ from Dashboard (en): 4" in answer.out
    assert current_overlay(desk.refreshed) is None


def test_one_failing_source_does_not_hurt_the_others(desk: Desk, run: Runner) -> None:
    desk.publish_year(2025)
    desk.rates.append(("XX", 2025, 2.1))
    desk.rates.append(("YY", 2025, 101.0))
    desk.server.always["/estat_dashboard/Json/getData"] = faults.instead(b"<html>maintenance</html>")
    answer = run("refresh", "--json")
    outcomes = {one["source"]: one for one in json.loads(answer.out)["sources"]}
    assert answer.code == 4
    assert [outcomes[name]["outcome"] for name in ("estat", "world_bank", "estat_dashboard")] == [
        "refreshed", "refreshed", "failed",
    ]  # fmt: skip
    assert outcomes["estat_dashboard"]["code"] == "unreadable"
    assert desk.value("population_total", "YY-03", 2025) == population("YY-03", 2025)
    status = {one["source_id"]: one for one in json.loads(run("status", "--json").out)}
    assert status["estat_people"]["refreshed_by"] == "estat"
    assert status["estat_people"]["refresh"]["age_days"] == 0
    assert status["estat_people"]["refresh"]["key_present"] is True
    table = run("status").out.splitlines()
    (line,) = [one for one in table if one.startswith("estat_dashboard ")]
    assert "not needed" in line and "never" in line and "failed" in line
    assert "not in the documented form" in line


def test_figures_that_fail_a_check_are_left_out_and_the_rest_is_used(desk: Desk, run: Runner) -> None:
    desk.publish_year(2025)
    desk.publish("A1", "YY-04", 2025, 5)  # the regions no longer add up to the nation
    desk.rates += [("XX", 2025, 2.1), ("YY", 2025, 101.0)]
    before = current_file(desk.sample.build_folder)
    answer = run("refresh", "estat", "world_bank")
    assert answer.code == 1
    assert "estat: rejected" in answer.err and "world_bank: refreshed" in answer.err
    assert "the national row is" in answer.err
    assert desk.value("population_total", "YY-03", 2025) is None
    assert current_file(desk.sample.build_folder) != before
    overlay = current_overlay(desk.refreshed)
    assert overlay is not None
    assert {file.stem for file in overlay.glob("*.csv")} == {"bank_rates"}


def test_rejected_alone_leaves_everything_as_it_was(desk: Desk, run: Runner) -> None:
    desk.publish("A1", "YY-04", 2024, 5)
    before = current_file(desk.sample.build_folder)
    answer = run("refresh", "estat")
    assert answer.code == 1
    assert current_file(desk.sample.build_folder) == before
    assert current_overlay(desk.refreshed) is None
    reason = desk.report["sources"][0]["reason"]
    for text in reason.values():
        assert "unusual_figures.yaml" in text and "--accept" not in text


@pytest.mark.parametrize("factor", [10, 0.1], ids=["ten times", "a tenth"])
def test_a_wild_figure_is_refused_even_where_large_changes_are_meant(
    desk: Desk, run: Runner, factor: float
) -> None:
    """The nation agrees with it, so that nothing but the course of the series speaks against it."""
    old, before = population("YY-02", 2020), current_file(desk.sample.build_folder)
    wild = int(old * factor)
    desk.publish("A1", "YY-02", 2020, wild)
    desk.publish(
        "A1", "YY", 2020, sum(population(f"YY-{n:02d}", 2020) for n in range(1, 5)) + wild - int(old)
    )
    for arguments in ([], ["--accept"]):
        answer = run("refresh", "estat", *arguments)
        assert answer.code == 1
        assert "YY-02, 2020" in answer.err and "off the years before and after" in answer.err
        assert desk.value("population_total", "YY-02", 2020) == old
    assert current_file(desk.sample.build_folder) == before
    assert current_overlay(desk.refreshed) is None


def test_a_large_revision_needs_to_be_accepted(desk: Desk, run: Runner) -> None:
    for year in (2022, 2023, 2024):
        for number in range(1, 5):
            desk.publish("A2", f"YY-{number:02d}", year, 2 * int(population(f"YY-{number:02d}", year) * 0.1))
    refused = run("refresh", "estat")
    assert refused.code == 1
    assert all("--accept" in text for text in desk.report["sources"][0]["reason"].values())
    pages = desk.asked("/estat/json/getStatsData")
    accepted = run("refresh", "estat", "--accept")
    assert accepted.code == 0, accepted.err
    assert desk.asked("/estat/json/getStatsData") == pages  # the stored answer is read, not fetched again
    assert "figures revised" in accepted.out


def test_dry_run_asks_nobody(desk: Desk, run: Runner) -> None:
    answer = run("refresh", "--dry-run")
    assert answer.code == 0
    assert desk.server.asked == []
    assert "world_bank: planned, 1 table" in answer.err


def test_from_snapshots_works_without_a_network(
    desk: Desk, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.publish_year(2025)
    run("refresh", "estat")
    (desk.refreshed / "current.json").unlink()
    monkeypatch.delenv("ESTAT_APP_ID")
    asked = len(desk.server.asked)
    answer = run("refresh", "estat", "--from-snapshots", "--accept")
    assert answer.code == 0, answer.err
    assert len(desk.server.asked) == asked
    assert desk.value("population_total", "YY-03", 2025) == population("YY-03", 2025)
    nothing = run("refresh", "world_bank", "--from-snapshots")
    assert nothing.code == 4
    assert "no stored answer" in nothing.err


def test_since_and_indicator_narrow_what_is_taken(desk: Desk, run: Runner) -> None:
    desk.publish("A1", "YY-02", 2012, 1)
    desk.publish_year(2025)
    assert run("refresh", "estat", "--since", "2025", "--indicator", "population_total").code == 0
    assert desk.server.asked[-1][1]["cdCat01"] == "A1"
    assert desk.value("population_total", "YY-02", 2012) == population("YY-02", 2012)
    assert desk.value("population_total", "YY-02", 2025) == population("YY-02", 2025)
    assert desk.value("share_elderly", "YY-02", 2025) is None
    unknown = run("refresh", "--indicator", "nothing_like_it")
    assert unknown.code == 1
    assert "there is no indicator nothing_like_it" in unknown.err


def test_two_refreshes_do_not_collide(desk: Desk, run: Runner) -> None:
    with FileLock(desk.refreshed / "refresh.lock"):
        answer = run("refresh", "estat")
    assert answer.code == 3
    assert "another refresh or import runs" in answer.err
    assert desk.server.asked == []


def test_an_unknown_source_is_a_wrong_argument(desk: Desk, run: Runner) -> None:
    answer = run("refresh", "estatt")
    assert answer.code == 2
    assert "there are estat, estat_dashboard, world_bank" in answer.err


@pytest.mark.parametrize(
    "fault",
    [faults.status(500), faults.reset, faults.instead(KEY.encode()), faults.status(404, KEY.encode())],
    ids=["500", "reset", "echo", "404"],
)  # fmt: skip
def test_the_key_is_written_nowhere(desk: Desk, run: Runner, fault: faults.Fault) -> None:
    run("refresh", "estat")
    desk.updated = "2026-01-01"
    desk.server.always["/estat/json/getStatsData"] = fault
    answer = run("refresh", "estat", "--json")
    assert answer.code == 4
    assert any(query.get("appId") == KEY for _, query in desk.server.asked)
    assert KEY not in desk.everything_written()
    assert KEY not in answer.out + answer.err + run("status").out


def test_a_newer_shipped_file_wins_over_an_older_refresh(desk: Desk, run: Runner) -> None:
    desk.publish_year(2025)
    run("refresh", "estat")
    desk.sample.set("office_population", population("YY-01", 2024) + 1, region_code="YY-01", year=2024)
    nation = sum(population(region, 2024) for region in REGIONS["YY"])
    desk.sample.set("office_population", nation + 1, region_code="YY", year=2024)
    desk.sample.write()
    assert run("build", "--accept-changes").code == 0
    assert desk.value("population_total", "YY-01", 2024) == population("YY-01", 2024) + 1
    assert run("refresh", "estat", "--from-snapshots", "--accept").code == 0
    assert desk.value("population_total", "YY-03", 2025) == population("YY-03", 2025)


def test_a_feed_that_points_nowhere_is_named(desk: Desk, run: Runner) -> None:
    feeds = json.loads(json.dumps(FEEDS))
    feeds["estat"]["tables"][0]["series"][0]["indicator"] = "peeple"
    write_feeds(desk.sample, feeds)
    answer = run("refresh")
    assert answer.code == 1
    assert "office_population has no indicator peeple" in answer.err
    feeds["estat"]["role"] = "guess"
    write_feeds(desk.sample, feeds)
    assert re.search(r"estat\.yaml row \d+ \(role\)", run("refresh").err)
