"""지방재정365: fields are recognised by the figures held, and refused where that is not certain."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings

from etl import files
from etl.download.archive import Archive
from etl.download.client import Client, Manners
from etl.download.errors import (
    Disagrees,
    Incomplete,
    NoData,
    RequestRefused,
    SourceError,
    Unexpected,
    Unreadable,
)
from etl.paths import Paths
from etl.refresh.collect import Collected, Collector
from etl.refresh.feeds import Feed, read_feeds
from etl.refresh.merge import merge
from etl.refresh.recognition import recognised
from etl.sources import CONNECTORS
from etl.sources.connector import Series, Table
from etl.sources.mois import Mois
from tests.etl import lofin
from tests.etl import replay as faults
from tests.etl.lofin import SPELLINGS, USUAL, Figures, Spelling, later, rows_of, shipped_years
from tests.etl.replay import Reply, serving
from tests.etl.sources.conftest import PLACES, answer, only_our_errors, spoiled

DATA = lofin.DATA
FEED = read_feeds(Paths(DATA, DATA / "build"))["mois"]
INDEPENDENCE, AUTONOMY = FEED.tables
PATHS = {table.id: f"/mois/{table.options['path']}" for table in FEED.tables}
YEARS = {2025: shipped_years()[2025], 2026: shipped_years()[2026], 2027: later()}
Change = Callable[[int, list[lofin.Row]], list[lofin.Row]]


def indicators(table: Table) -> list[str]:
    return list(dict.fromkeys(one.indicator for one in table.series))


def held(dataset: str) -> pd.DataFrame:
    csv = DATA / "snapshots" / f"{dataset}.csv"
    return files.read_csv(csv.read_bytes(), csv.name)


def collect(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    years: dict[int, Figures] = YEARS,
    spelling: Spelling = USUAL,
    change: Change = lambda _, rows: rows,
    feed: Feed = FEED,
    fault: faults.Fault | None = None,
    ours: Callable[[str], pd.DataFrame] | None = None,
) -> Collected:
    """Collect the feed from a server that answers for these years and with nothing for others."""
    with serving() as server:

        def route(table: Table) -> Callable[[Any], Reply]:
            def answer(_: Any) -> Reply:
                asked = server.posted[-1]
                assert {name: asked[name] for name in table.options["form"]} == table.options["form"]
                year = int(asked["srchYr"])
                rows = rows_of(years[year], indicators(table), year, spelling) if year in years else []
                return lofin.reply(change(year, rows), spelling)

            return answer

        for table in feed.tables:
            server.routes[PATHS[table.id]] = route(table)
        if fault:
            server.always["*"] = fault
        monkeypatch.setenv("MOIS_BASE_URL", f"{server.url}/mois")
        monkeypatch.setattr("etl.sources.mois.this_year", lambda: 2027)
        quick = Manners(pause=0.0, attempts=1, timeout=2.0)
        return Collector(
            CONNECTORS["mois"], feed, Client(quick), Archive(folder), {}, PLACES, ours or held
        ).collect(lambda *_: None)


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
def test_the_shipped_figures_come_back_and_a_new_year_with_them(
    spelling: Spelling, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collected = collect(tmp_path, monkeypatch, spelling=spelling)
    assert collected.failed == {}
    old = held("mois_initial_budgets")
    for brought in collected.brought:
        merged = merge(old, brought.rows.drop(columns="dataset"), "source", ("KR", "JP"), "shipped")
        assert merged.revised.empty and merged.vanished.empty
        new = {
            (row["region_code"], row["basis"], row["indicator"]): float(row["new"])
            for row in merged.added.to_dict("records")
        }
        expected = {
            key: float(value) * (1000 if key[2] in lofin.AMOUNTS else 1)
            for key, value in YEARS[2027].items()
            if key[2] in indicators(brought.table)
        }
        assert new == expected
        assert set(merged.added["year"]) == {"2027"}


def test_a_year_not_yet_published_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    collected = collect(tmp_path, monkeypatch, shipped_years())
    assert collected.failed == {}
    old = held("mois_initial_budgets")
    for brought in collected.brought:
        assert not merge(old, brought.rows.drop(columns="dataset"), "s", ("KR", "JP"), "m").changed


def renamed(year: int, **names: str) -> Change:
    """Exchange fields in one year."""
    return lambda at, rows: [
        {names.get(name, name): value for name, value in row.items()} if at == year else row for row in rows
    ]


def without(year: int, *labels: str) -> Change:
    return lambda at, rows: [row for row in rows if at != year or row["lafNm"] not in labels]


def has_figure(row: lofin.Row, name: str) -> bool:
    return bool(row.get(name, lofin.NONE) != lofin.NONE)


def changed(year: int, name: str, by: Callable[[str], Any]) -> Change:
    return lambda at, rows: [
        {**row, name: by(row[name])} if at == year and has_figure(row, name) else row for row in rows
    ]


REFUSED: dict[str, tuple[Change, type[SourceError], str]] = {
    "two fields exchanged in a year held": (
        renamed(2026, lcltxAmt="selfRvAmt", selfRvAmt="lcltxAmt"),
        Disagrees,
        "local_tax_initial_budget: no field of the answer gives the figures held; there are .*genAcntAmt",
    ),
    "another unit in a year held": (
        changed(2025, "genAcntAmt", lambda text: f"{text}000"),
        Disagrees,
        "genAcntAmt with 18 of 36",
    ),
    "another unit in the new year": (
        changed(2027, "genAcntAmt", lambda text: f"{text}000"),
        Disagrees,
        "the unit may have changed",
    ),
    "another unit everywhere": (
        lambda _, rows: [{**row, "selfRvAmt": f"{row.get('selfRvAmt') or 0}00"} for row in rows],
        Disagrees,
        "own_revenue_initial_budget: no field",
    ),
    "two per cent more": (
        changed(2026, "firRt", lambda text: f"{float(text) * 1.02:.2f}"),
        Disagrees,
        "nearest is firRt with 35 of 70",
    ),
    "a province missing in the new year": (
        without(2027, "경북계"),
        Incomplete,
        "KR-47 .province_total_net. in 2027",
    ),
    "its government missing": (
        without(2027, "경북본청"),
        Incomplete,
        "KR-47 .province_headquarters_gross. in 2027",
    ),
    "the nation missing": (without(2027, "전국계"), Incomplete, "KR .province_total_net. in 2027"),
    "a province missing in a year held": (
        without(2025, "경북계"),
        Disagrees,
        "KR-47 2025: .* held, nan in the answer",
    ),
    "a figure missing": (
        changed(
            2027,
            "firRt",
            lambda text: (
                None if text == YEARS[2027]["KR-47", lofin.TOTAL, "fiscal_independence_rate"] else text
            ),
        ),
        Incomplete,
        "firRt has no figure for KR-47 in 2027",
    ),
    "another field with the same figures until now": (
        lambda at, rows: [
            {**row, "firRt2": f"{float(row['firRt']) + (at == 2027):.2f}"}
            if has_figure(row, "firRt")
            else row
            for row in rows
        ],
        Disagrees,
        "firRt and firRt2 both give the figures held",
    ),
    "one year only": (
        lambda at, rows: rows if at == 2026 else [],
        Disagrees,
        "figures of 2 years held; .* have 1",
    ),
    "nothing at all": (lambda *_: [], NoData, "no year has any rows"),
    "the same answer for each year": (
        lambda *_: rows_of(YEARS[2026], indicators(INDEPENDENCE), 2026),
        Unexpected,
        "asked for 2025, the rows say 2026",
    ),
    "the same rows without a year": (
        lambda *_: [{**row, "fyr": ""} for row in rows_of(YEARS[2026], indicators(INDEPENDENCE), 2026)],
        Unexpected,
        "the answers for 2025 and 2026 are the same",
    ),
    "the merged region": (
        lambda at, rows: [
            {**row, "lafNm": row["lafNm"].replace("전남", "전남광주")} if at == 2027 else row for row in rows
        ],
        Unexpected,
        "merged region 전남광주.* cannot be divided",
    ),
    "no names": (
        lambda _, rows: [{**row, "lafNm": "", "waLafNm": ""} for row in rows],
        Unreadable,
        "no field names the provinces",
    ),
}


@pytest.mark.parametrize(("change", "error", "told"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_certain_is_refused_and_told(
    change: Change, error: type[SourceError], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failure = collect(tmp_path, monkeypatch, change=change).failed[INDEPENDENCE.id]
    assert type(failure) is error
    with pytest.raises(error, match=told):
        raise failure


def test_the_other_table_is_not_this_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {**USUAL.names, "fiscal_independence_rate": "fartRt", "fiscal_autonomy_rate": "firRt"}
    swapped = {
        year: {(*key[:2], dict(RATES).get(key[2], key[2])): value for key, value in figures.items()}
        for year, figures in YEARS.items()
    }
    failed = collect(tmp_path, monkeypatch, swapped, Spelling(names=names)).failed
    assert "fiscal_independence_rate: no field" in failed[INDEPENDENCE.id].detail
    assert "fiscal_autonomy_rate: no field" in failed[AUTONOMY.id].detail


RATES = (
    ("fiscal_independence_rate", "fiscal_autonomy_rate"),
    ("fiscal_autonomy_rate", "fiscal_independence_rate"),
)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (faults.instead(b"<!DOCTYPE html><html>login</html>"), Unreadable),
        (faults.instead(b"", code=405), RequestRefused),
        (faults.instead(b'{"message": "error"}', "application/json"), Unreadable),
        (faults.instead(b"[1, 2]", "application/json"), Unreadable),
    ],
    ids=["html", "405", "no list", "a list of numbers"],
)
def test_what_is_no_answer_is_said_to_be_none(
    fault: faults.Fault, error: type[SourceError], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = collect(tmp_path, monkeypatch, fault=fault).failed
    assert {type(one) for one in failed.values()} == {error}


def refreshed(dataset: str) -> pd.DataFrame:
    """The figures held once the year 2027 has been brought."""
    new = [
        (
            region,
            "2027",
            indicator,
            basis,
            f"{float(value) * (1000 if indicator in lofin.AMOUNTS else 1):.12g}",
        )
        for (region, basis, indicator), value in YEARS[2027].items()
    ]
    old = held(dataset)
    return pd.concat([old, pd.DataFrame(new, columns=["region_code", "year", "indicator", "basis", "value"])])


def test_a_year_brought_before_may_be_revised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seoul = YEARS[2027]["KR-11", lofin.TOTAL, "fiscal_independence_rate"]
    revised = changed(2027, "firRt", lambda text: f"{float(text) + 1:.2f}" if text == seoul else text)
    collected = collect(tmp_path / "a", monkeypatch, change=revised, ours=refreshed)
    assert collected.failed == {}
    rows = collected.brought[0].rows.drop(columns="dataset")
    merged = merge(refreshed("mois_initial_budgets"), rows, "s", ("KR", "JP"), "m")
    assert merged.revised[["region_code", "year"]].to_numpy().tolist() == [["KR-11", "2027"]]
    assert merged.added.empty
    swapped = renamed(2027, lcltxAmt="selfRvAmt", selfRvAmt="lcltxAmt")
    failed = collect(tmp_path / "b", monkeypatch, change=swapped, ours=refreshed).failed
    assert "differ from those held" in failed[INDEPENDENCE.id].detail


def fixed(item: str, scale: str = "1000") -> Feed:
    series = tuple(
        replace(one, item=item, scale=scale) if one.indicator == "local_tax_initial_budget" else one
        for one in INDEPENDENCE.series
    )
    return replace(FEED, tables=(replace(INDEPENDENCE, series=series),))


def test_a_person_may_name_the_field(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def several(at: int, rows: list[lofin.Row]) -> list[lofin.Row]:
        more = "1" if at == 2027 else ""
        return [
            {**row, "taxAmt": f"{row['lcltxAmt']}{more}"} if has_figure(row, "lcltxAmt") else row
            for row in rows
        ]

    assert INDEPENDENCE.id in collect(tmp_path / "a", monkeypatch, change=several).failed
    named = collect(tmp_path / "b", monkeypatch, change=several, feed=fixed("lcltxAmt"))
    assert named.failed == {}
    wrong = collect(tmp_path / "c", monkeypatch, feed=fixed("genAcntAmt")).failed
    assert (
        isinstance(wrong[INDEPENDENCE.id], Disagrees)
        and "differ from those held" in wrong[INDEPENDENCE.id].detail
    )
    absent = collect(tmp_path / "d", monkeypatch, feed=fixed("tax")).failed[INDEPENDENCE.id]
    assert isinstance(absent, Unexpected) and "there is no field tax; there are firRt" in absent.detail


SMALL = Table(
    "table", "source", "title",
    (Series("*", "mois_initial_budgets", "fiscal_independence_rate", dimensions={"basis": lofin.TOTAL}),),
    INDEPENDENCE.options, {},
)  # fmt: skip
SEVERAL = [
    row
    for row in rows_of(YEARS[2026], ["fiscal_independence_rate"], 2026)
    if row["lafNm"] in ("전국계", "서울계", "서울본청", "세종계")
]


@settings(max_examples=200, deadline=None)
@given(spoiled({"anIxInqRsltDto": SEVERAL}))
def test_whatever_arrives_only_our_own_errors_are_raised(content: bytes) -> None:
    mois = Mois()
    replies = [answer(content, url=f"https://example.org/x#srchYr={year}") for year in (2025, 2026)]
    only_our_errors(
        lambda: mois.judge(replies[0]),
        lambda: mois.rows(SMALL, replies, PLACES),
        lambda: recognised(SMALL, mois.rows(SMALL, replies, PLACES), held),
    )


@settings(max_examples=100, deadline=None)
@given(spoiled(rows_of(YEARS[2026], ["fiscal_independence_rate"], 2026)))
def test_whole_answers_spoiled_in_one_place_either_agree_or_are_refused(content: bytes) -> None:
    mois = Mois()
    other = json.dumps(rows_of(YEARS[2025], ["fiscal_independence_rate"], 2025))
    replies = [
        answer(other, url="https://example.org/x#srchYr=2025"),
        answer(content, url="https://example.org/x#srchYr=2026"),
    ]
    try:
        rows = recognised(SMALL, mois.rows(SMALL, replies, PLACES), held)
    except SourceError:
        return
    old = held("mois_initial_budgets")
    assert merge(old, rows.drop(columns="dataset"), "s", ("KR", "JP"), "m").revised.empty
