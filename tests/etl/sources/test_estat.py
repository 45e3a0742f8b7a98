"""e-Stat: pages, marks, single objects, units, statuses, damaged answers."""

import json
from typing import Any

import pytest
from hypothesis import given, settings

from etl.download.client import Answer
from etl.download.errors import (
    Incomplete,
    KeyRefused,
    NoData,
    RequestRefused,
    ServerFailing,
    SourceError,
    TableGone,
    Unexpected,
    Unreadable,
)
from etl.sources.connector import Request, Series
from etl.sources.estat import EStat
from etl.sources.places import Places
from tests.etl.publishers import estat_status, estat_table
from tests.etl.replay import Reply
from tests.etl.sources.conftest import PLACES, answer, one, only_our_errors, spoiled, table

PEOPLE = Series("A1101", "ssds_population", "population_total", unit="人")
AREAS = [f"{number:02d}000" for number in range(1, 48)]
ESTAT = EStat()


def rows(item: str = "A1101", years: tuple[int, ...] = (2023, 2024)) -> list[tuple[str, str, int, str]]:
    return [(item, area, year, str(1000 + year)) for year in years for area in ["00000", *AREAS]]


def served(routes: dict[str, Any]) -> Any:
    def ask(request: Request) -> Answer:
        reply: Reply = routes[request.path.removeprefix("json/")](
            {name: str(value) for name, value in request.parameters.items()}
        )
        return answer(reply.body, reply.status)

    return ask


def test_two_pages_become_rows_of_all_prefectures(places: Places) -> None:
    ask = served(estat_table(rows(), units={"A1101": "人"}, page=50))
    pages = list(ESTAT.answers(table(PEOPLE), None, ask))
    assert len(pages) == 2
    frame = ESTAT.rows(table(PEOPLE), pages, places)
    assert len(frame) == 96
    assert one(frame, "JP-13", 2024)["value"] == "3024"
    assert one(frame, "JP", 2024)["value"] == "3024"
    assert frame["region_code"].str.fullmatch(r"JP(-\d\d)?").all()


def test_a_single_value_comes_as_an_object(places: Places) -> None:
    ask = served(estat_table([("A1101", "13000", 2024, "14178000")]))
    with pytest.raises(Incomplete, match="no row for JP-01"):  # read, but one prefecture is not all of them
        ESTAT.rows(table(PEOPLE), ESTAT.answers(table(PEOPLE), None, ask), places)


@pytest.mark.parametrize("mark", ["***", "-", "X", "x", "…", "...", ""])
def test_marks_stay_beside_the_missing_value(places: Places, mark: str) -> None:
    data = [row if row[1] != "47000" or row[2] != 2023 else (*row[:3], mark) for row in rows()]
    ask = served(estat_table(data))
    found = one(ESTAT.rows(table(PEOPLE), ESTAT.answers(table(PEOPLE), None, ask), places), "JP-47", 2023)
    assert found[["value"]].isna().all()
    assert found["mark"] == (mark or "(empty)")


def test_scale_is_exact(places: Places) -> None:
    money = Series("A1101", "ssds_public_finance", "prefectural_revenue", scale="1000")
    data = [(item, area, year, "932266646.1") for item, area, year, _ in rows()]
    ask = served(estat_table(data))
    frame = ESTAT.rows(table(money), ESTAT.answers(table(money), None, ask), places)
    assert one(frame, "JP-01", 2024)["value"] == "932266646100"


def test_another_unit_than_declared_stops(places: Places) -> None:
    ask = served(estat_table(rows(), units={"A1101": "千人"}))
    with pytest.raises(Unexpected, match="千人, the catalogue expects 人"):
        ESTAT.rows(table(PEOPLE), ESTAT.answers(table(PEOPLE), None, ask), places)


def test_a_next_key_that_does_not_grow_stops() -> None:
    reply = estat_table(rows(), page=50)["getStatsData"]({"cdCat01": "A1101", "limit": "100000"})
    content = json.loads(reply.body)
    content["GET_STATS_DATA"]["STATISTICAL_DATA"]["RESULT_INF"]["NEXT_KEY"] = 1
    with pytest.raises(Unreadable, match="NEXT_KEY"):
        list(ESTAT.answers(table(PEOPLE), None, lambda _: answer(json.dumps(content))))


def test_a_lost_page_is_noticed(places: Places) -> None:
    pages = list(ESTAT.answers(table(PEOPLE), None, served(estat_table(rows(), page=50))))
    with pytest.raises(Incomplete, match="50 of 96"):
        ESTAT.rows(table(PEOPLE), pages[:1], places)


def test_version_is_the_date_of_change_and_lost_items_are_named() -> None:
    ask = served(estat_table(rows(), updated="2026-03-31"))
    assert ESTAT.version(table(PEOPLE), ask) == "2026-03-31"
    with pytest.raises(Unexpected, match="A9999"):
        ESTAT.version(table([PEOPLE, Series("A9999", "d", "i")]), ask)


@pytest.mark.parametrize(
    ("code", "error"),
    [(1, NoData), (100, KeyRefused), (101, RequestRefused), (300, TableGone), (999, ServerFailing)],
)
@pytest.mark.parametrize("http", [200, 403])
def test_status_stands_in_the_body(code: int, error: type[SourceError], http: int) -> None:
    with pytest.raises(error, match=f"STATUS {code}"):
        ESTAT.judge(answer(estat_status(code, "message").body, http))


def test_a_refused_key_comes_as_xml_under_403() -> None:
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?><GET_STATS_LIST><RESULT><STATUS>100</STATUS>'
        "<ERROR_MSG>認証に失敗しました。</ERROR_MSG></RESULT></GET_STATS_LIST>"
    )
    with pytest.raises(KeyRefused, match="認証"):
        ESTAT.judge(answer(xml, 403))


def test_data_under_403_is_data() -> None:
    reply = estat_table(rows())["getStatsData"]({"cdCat01": "A1101", "limit": "100000"})
    ESTAT.judge(answer(reply.body, 403))


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE html><html>maintenance</html>",
        b"",
        b"[]",
        '{"GET_STATS_DATA": "総人口"}'.encode("cp932"),
        b'{"GET_STATS_DATA": {"RESULT": {"STATUS": 0}',
    ],
)
def test_what_is_not_the_documented_json_is_said_to_be_so(body: bytes) -> None:
    with pytest.raises(Unreadable):
        ESTAT.judge(answer(body))


VALID = json.loads(
    estat_table([("A1101", area, 2024, "1") for area in AREAS[:2]])["getStatsData"](
        {"cdCat01": "A1101", "limit": "9"}
    ).body
)


@settings(max_examples=200, deadline=None)
@given(spoiled(VALID))
def test_whatever_arrives_only_our_own_errors_are_raised(body: bytes) -> None:
    only_our_errors(
        lambda: ESTAT.judge(answer(body)),
        lambda: list(zip(range(3), ESTAT.answers(table(PEOPLE), None, lambda _: answer(body)), strict=False)),
        lambda: ESTAT.version(table(PEOPLE), lambda _: answer(body)),
        lambda: ESTAT.rows(table(PEOPLE), [answer(body)], PLACES),
    )
