"""gBizINFO: one company an answer, of the number and name asked for, in whatever notation its values come."""

import json
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.download.client import Answer
from etl.download.errors import KeyRefused, RequestRefused, SourceError, Unreadable
from etl.sources.connector import Request, Table
from etl.sources.gbizinfo import GBizInfo, NotUnderstood, day, text_value, whole_number
from tests.etl.registry import (
    ALPHA,
    BETA,
    DELTA,
    GAMMA,
    NAMES,
    bad_request,
    certification,
    company,
    envelope,
    not_found,
    unauthorized,
)
from tests.etl.replay import Reply
from tests.etl.sources.conftest import PLACES, answer, only_our_errors, spoiled

SERVICE = GBizInfo()


def list_of(*numbers: str) -> Table:
    options = {
        "companies_of": "list", "details": "details", "certifications": "certifications",
        "companies": {number: [NAMES[number]] for number in numbers},
    }  # fmt: skip
    return Table("hojin", "gbizinfo_hojin", "title", (), options, {})


def told(number: str, reply: Reply, part: str = "") -> Answer:
    return answer(reply.body, reply.status, f"https://example.org/hojin/v2/hojin/{number}{part}")


def rows(*answers: Answer, table: Table | None = None) -> pd.DataFrame:
    frame = SERVICE.rows(table or list_of(*NAMES), answers, PLACES).astype(object)
    return frame.where(frame.notna(), None)


def about(number: str, certifications: Any = (), **fields: Any) -> list[Answer]:
    info = company(number, **fields)
    certified = {**info, "certification": list(certifications) if certifications == () else certifications}
    return [told(number, envelope([info])), told(number, envelope([certified]), "/certification")]


def detail(*answers: Answer) -> dict[Any, Any]:
    (row,) = (row for row in rows(*answers).to_dict("records") if row["dataset"] == "details")
    return row


def test_a_company_is_read_as_it_is_answered() -> None:
    frame = rows(*about(ALPHA, [certification(category="A", target="B")]))
    one, other = frame.iloc[0], frame.iloc[1]
    assert (one["fate"], one["certified"], one["unread"]) == ("used", "yes", None)
    assert (one["name"], one["location"]) == (f"株式会社{NAMES[ALPHA]}", "北海道（架空）市一番町１−１")
    assert (one["employees"], one["capital_stock_yen"]) == ("120", "98000000")
    assert (one["established_on"], one["founding_year"], one["updated_on"]) == (
        "1961-04-01",
        "1955",
        "2026-10-30",
    )
    assert one["closed_on"] is None
    assert (one["retrieved_on"], one["source"]) == ("2026-11-01", "gbizinfo_hojin")
    assert (other["dataset"], other["title"]) == ("certifications", "（架空）テスト認定")
    assert (other["approved_on"], other["department"], other["category"], other["target"]) == (
        "2017-12-22",
        "（架空）テスト省",
        "A",
        "B",
    )


@pytest.mark.parametrize("nothing", [None, "Null", "null", "NULL", "", " ", "-", "－", "absent"])
def test_nothing_in_any_notation_is_missing_and_never_zero(nothing: Any) -> None:
    names = ("location", "employee_number", "capital_stock", "date_of_establishment", "founding_year")
    info = company(ALPHA, **dict.fromkeys(names, nothing))
    if nothing == "absent":
        info = {name: value for name, value in info.items() if name not in names}
    row = detail(told(ALPHA, envelope([info])))
    columns = ("location", "employees", "capital_stock_yen", "established_on", "founding_year")
    assert [row[name] for name in columns] == [None] * len(columns)
    assert row["unread"] is None and row["fate"] == "used"


@pytest.mark.parametrize("value", [1200, "1200", "1,200", "１２００", 1200.0, "1200.0", " 1200 "], ids=repr)
def test_numbers_come_as_numbers_and_as_texts(value: Any) -> None:
    assert whole_number(value) == "1200"


@pytest.mark.parametrize(
    "value", ["1200人", "約1200", -3, 1.5, True, [], {}, float("nan"), "9" * 19, 1e30], ids=repr
)
def test_what_is_no_number_is_not_guessed(value: Any) -> None:
    with pytest.raises(NotUnderstood):
        whole_number(value)


def test_zero_stays_zero() -> None:
    assert whole_number(0) == "0" == whole_number("0")


@pytest.mark.parametrize(
    "value",
    ["2017-12-22", "20171222", 20171222, "2017-12-22T00:00:00", "2017-12-22 00:00:00.000",
     "2017-12-22T00:00:00+09:00", "2017-12-21T15:00:00Z"],
    ids=repr,
)  # fmt: skip
def test_a_day_in_three_notations(value: Any) -> None:
    assert day(value) == "2017-12-22"


@pytest.mark.parametrize(
    "value",
    ["2017", "2017-13-01", "2017-02-30", "平成29年", 20171399, [], True, "0001-01-01T00:00:00+23:00"],
    ids=repr,
)
def test_what_is_no_day_is_not_guessed(value: Any) -> None:
    with pytest.raises(NotUnderstood):
        day(value)


def test_the_first_days_of_the_calendar_do_not_overflow() -> None:
    assert day("1889-03-01") == "1889-03-01"


def test_a_value_that_is_not_understood_is_left_empty_and_named() -> None:
    row = detail(*about(ALPHA, [certification(date_of_approval="近日")], employee_number="約百人"))
    assert row["fate"] == "used" and row["employees"] is None and row["capital_stock_yen"] == "98000000"
    assert row["unread"] == "employee_number '約百人'; date_of_approval '近日'"


def test_texts_come_in_one_line_and_can_be_written() -> None:
    assert text_value(" a\r\n　b\ud800\x00\u200bc ") == "a bc"
    assert text_value("架空　製作所  ①") == "架空　製作所  ①"  # as published
    assert text_value("―") is None


@pytest.mark.parametrize("held", [None, [], "Null", ""])
def test_a_company_without_certifications(held: Any) -> None:
    frame = rows(*about(ALPHA, held))
    assert frame["dataset"].tolist() == ["details"] and frame["certified"].tolist() == ["yes"]


@pytest.mark.parametrize("infos", [None, [], "Null"])
def test_certifications_without_a_company_are_none(infos: Any) -> None:
    frame = rows(about(ALPHA)[0], told(ALPHA, envelope(infos), "/certification"))
    assert frame["certified"].tolist() == ["yes"]


def test_certifications_that_are_not_found_say_nothing() -> None:
    frame = rows(about(ALPHA)[0], told(ALPHA, not_found(), "/certification"))
    assert frame["fate"].tolist() == ["used"] and frame["certified"].isna().all()


def test_the_same_certification_twice_is_one_and_a_single_object_is_a_list() -> None:
    assert len(rows(*about(ALPHA, [certification(), certification(), certification("（架空）別")]))) == 3
    assert len(rows(*about(ALPHA, certification()))) == 2


def test_a_certification_without_a_title_is_named() -> None:
    row = detail(*about(ALPHA, [certification(title="Null")]))
    assert row["unread"] == "certification without a title"


def test_a_number_that_is_not_found_does_not_hurt_the_others() -> None:
    frame = rows(told(ALPHA, not_found()), *about(BETA), told(GAMMA, envelope([])))
    assert dict(zip(frame["corporate_number"], frame["fate"], strict=True)) == {
        ALPHA: "no_entry",
        BETA: "used",
        GAMMA: "no_entry",
    }


def test_no_number_found_at_all_is_a_failure() -> None:
    with pytest.raises(RequestRefused, match="none of 2 corporate numbers"):
        rows(told(ALPHA, not_found()), told(BETA, not_found()))


def test_an_answer_of_another_number_is_not_used() -> None:
    frame = rows(told(ALPHA, envelope([company(BETA)])), told(ALPHA, envelope([]), "/certification"))
    assert frame[["fate", "reason"]].to_numpy().tolist() == [["unplaced", "another number"]]
    assert frame["name"].isna().all()


def test_certifications_of_another_number_are_not_used() -> None:
    other = {**company(BETA), "certification": [certification()]}
    frame = rows(about(ALPHA)[0], told(ALPHA, envelope([other]), "/certification"))
    assert frame["fate"].tolist() == ["unplaced"]


def test_an_answer_of_another_name_is_not_used() -> None:
    frame = rows(*about(ALPHA, [certification()], name="株式会社（架空）まったく別"))
    assert frame[["fate", "reason"]].to_numpy().tolist() == [
        ["unplaced", "another name: 株式会社（架空）まったく別"]
    ]


@pytest.mark.parametrize("name", [None, "Null", []])
def test_an_answer_without_a_name_is_not_used(name: Any) -> None:
    assert detail(*about(ALPHA, name=name))["fate"] == "unplaced"


@pytest.mark.parametrize(
    "name", ["（株）（架空）アルファ製作所", "(架空)ｱﾙﾌｧ製作所株式会社", "㈱　（架空）アルファ　製作所"]
)
def test_legal_form_width_and_spaces_make_no_other_name(name: str) -> None:
    assert detail(*about(ALPHA, name=name))["fate"] == "used"


def test_what_was_stored_of_companies_no_longer_asked_for_is_left_out() -> None:
    frame = rows(*about(ALPHA), *about(DELTA), table=list_of(ALPHA))
    assert frame["corporate_number"].tolist() == [ALPHA]


def test_certifications_are_asked_for_where_there_is_a_company() -> None:
    asked = list[Request]()

    def ask(request: Request) -> Answer:
        asked.append(request)
        return told(ALPHA, not_found() if ALPHA in request.path else envelope([]))

    list(SERVICE.answers(list_of(ALPHA, BETA), 2020, ask))
    assert [one.path for one in asked] == [
        f"v2/hojin/{ALPHA}",
        f"v2/hojin/{BETA}",
        f"v2/hojin/{BETA}/certification",
    ]
    assert all(one.parameters == {} and not one.path.endswith("/") for one in asked)


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (unauthorized(), KeyRefused),
        (Reply(b'{"message":"Unauthorized"}'), KeyRefused),
        (bad_request(), RequestRefused),
        (Reply(b"", status=400), RequestRefused),
        (Reply(b"<!DOCTYPE html><html>maintenance</html>"), Unreadable),
        (Reply(envelope([company(ALPHA)]).body[:80]), Unreadable),
        (Reply(b"[]"), Unreadable),
        (Reply(b'{"message":"200 - OK."}'), Unreadable),
        (envelope(["text"]), Unreadable),
        (envelope(7), Unreadable),
        (Reply(b""), Unreadable),
    ],
)
def test_failures_are_named(reply: Reply, error: type[SourceError]) -> None:
    with pytest.raises(error) as caught:
        SERVICE.judge(told(ALPHA, reply))
    assert ALPHA in caught.value.detail


def test_a_refused_request_says_what_was_wrong() -> None:
    with pytest.raises(RequestRefused, match="corporate_number: 法人番号の形式が不正です。"):
        SERVICE.judge(told(ALPHA, bad_request()))


@pytest.mark.parametrize("reply", [not_found(), Reply(b"<html>", status=404), Reply(b"busy", status=503)])
def test_the_status_of_the_others_speaks_for_itself(reply: Reply) -> None:
    SERVICE.judge(told(ALPHA, reply))


VALID = json.loads(envelope([{**company(ALPHA), "certification": [certification()]}]).body)


@settings(max_examples=300, deadline=None)
@given(spoiled(VALID), spoiled(VALID), st.sampled_from([200, 400, 401, 404]))
def test_anything_at_all_raises_only_our_errors(first: bytes, second: bytes, status: int) -> None:
    company_answer = told(ALPHA, Reply(first, status=status))
    certified = told(ALPHA, Reply(second), "/certification")
    only_our_errors(
        lambda: SERVICE.judge(company_answer),
        lambda: rows(company_answer, certified),
        lambda: rows(*about(BETA)[:1], company_answer, certified),
    )


@settings(max_examples=100, deadline=None)
@given(spoiled(VALID))
def test_what_is_used_can_be_written_and_is_of_the_company(body: bytes) -> None:
    try:
        frame = rows(told(ALPHA, Reply(body)), told(ALPHA, Reply(body), "/certification"))
    except SourceError:
        return
    frame.to_csv(index=False).encode()
    used = frame[frame["fate"] == "used"]
    assert set(used["corporate_number"]) <= {ALPHA}
    named = used.loc[used["dataset"] == "details", "name"]
    assert all(NAMES[ALPHA] in name for name in named)
