"""Statistics Dashboard, OECD, World Bank and FRED."""

import json

import pytest
from hypothesis import given, settings

from etl.download.errors import (
    Incomplete,
    NoData,
    RateLimited,
    RequestRefused,
    ServerFailing,
    SourceError,
    TableGone,
    Unexpected,
    Unreadable,
)
from etl.sources.connector import Request, Series
from etl.sources.estat_dashboard import EStatDashboard
from etl.sources.oecd import Oecd
from etl.sources.places import Places
from etl.sources.rates import FederalReserve, WorldBank
from tests.etl.publishers import dashboard_reply, dashboard_values, oecd_csv, oecd_dataflow
from tests.etl.sources.conftest import PLACES, answer, one, only_our_errors, spoiled, table

CODE = "0201010000000010000"
AREAS = [f"{number:02d}000" for number in range(1, 48)]
DASHBOARD, OECD, BANK, FRED = EStatDashboard(), Oecd(), WorldBank(), FederalReserve()
PEOPLE = table(Series(CODE, "ssds_population", "population_total"), id=CODE, period="CY")


def people(year: int = 2020) -> list[dict[str, str]]:
    return dashboard_values([(CODE, area, year, str(int(area) + 5)) for area in AREAS])


# Statistics Dashboard


def test_dashboard_rows_of_other_cycles_ranks_and_seasons_are_left_out(places: Places) -> None:
    others = [
        {**people()[0], **other, "$": "999"}
        for other in ({"@cycle": "4"}, {"@regionRank": "2"}, {"@isSeasonal": "2"}, {"@time": "2020FY00"})
    ]
    frame = DASHBOARD.rows(PEOPLE, [answer(dashboard_reply(people() + others).body)], places)
    assert len(frame) == 47
    assert one(frame, "JP-13", 2020)["value"] == "13005"


def test_dashboard_census_and_estimate_of_one_year_are_not_mixed(places: Places) -> None:
    twice = [*people(), {**people()[12], "@stat": "20020102", "$": "14000000"}]
    with pytest.raises(Unexpected, match="two values for population_total, JP-13, 2020"):
        DASHBOARD.rows(PEOPLE, [answer(dashboard_reply(twice).body)], places)


def test_dashboard_marks_are_kept(places: Places) -> None:
    marked = [*people()[:-1], {**people()[-1], "$": "***"}]
    assert (
        one(DASHBOARD.rows(PEOPLE, [answer(dashboard_reply(marked).body)], places), "JP-47", 2020)["mark"]
        == "***"
    )


@pytest.mark.parametrize("keys", [("status", "errorMsg"), ("STATUS", "ERRORMSG")])
@pytest.mark.parametrize(("code", "error"), [("1", NoData), ("103", RequestRefused), ("299", ServerFailing)])
def test_dashboard_status(keys: tuple[str, str], code: str, error: type[SourceError]) -> None:
    content = {"GET_STATS": {"RESULT": {keys[0]: code, keys[1]: "message"}}}
    with pytest.raises(error, match=f"status {code} message"):
        DASHBOARD.judge(answer(json.dumps(content)))


def test_dashboard_a_missing_prefecture_is_noticed(places: Places) -> None:
    with pytest.raises(Incomplete, match="JP-47"):
        DASHBOARD.rows(PEOPLE, [answer(dashboard_reply(people()[:-1]).body)], places)


@settings(max_examples=150, deadline=None)
@given(spoiled(json.loads(dashboard_reply(people()[:2]).body)))
def test_dashboard_raises_only_our_own_errors(content: bytes) -> None:
    only_our_errors(
        lambda: DASHBOARD.judge(answer(content)), lambda: DASHBOARD.rows(PEOPLE, [answer(content)], PLACES)
    )


# OECD

SHARES = table(
    [Series("KR", "mois", "population_registered"), Series("JP", "ssds", "population_total")],
    id="DSD@DF", agency="OECD.CFE.EDS", key="A.TL3.JPD13+KR011._Z.POP",
)  # fmt: skip


def test_oecd_codes_and_multiplier(places: Places) -> None:
    rows = [("KR011", 2022, "9428.5", "3"), ("JPD13", 2022, "14038000", "0"), ("JPD14", 2022, "", "0"),
            ("JPD", 2022, "99", "0"), ("UKG13", 2022, "1", "0")]  # fmt: skip
    frame = OECD.rows(SHARES, [answer(oecd_dataflow()), answer(b"\xef\xbb\xbf" + oecd_csv(rows))], places)
    assert len(frame) == 2
    assert one(frame, "KR-11", 2022)["value"] == "9428500"
    assert one(frame, "JP-13", 2022)["value"] == "14038000"


def test_oecd_asks_for_the_newest_version_first() -> None:
    asked = []

    def ask(request: Request):  # type: ignore[no-untyped-def]
        asked.append(request.path)
        return answer(oecd_dataflow("2.7") if "dataflow" in request.path else oecd_csv([]))

    list(OECD.answers(SHARES, None, ask))
    assert asked == [
        "dataflow/OECD.CFE.EDS/DSD@DF/latest",
        "data/OECD.CFE.EDS,DSD@DF,2.7/A.TL3.JPD13+KR011._Z.POP",
    ]


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        ("You have exceeded the number of requests for data downloads", 429, RateLimited),
        ("You have exceeded the number of requests for data downloads", 200, RateLimited),
        ("NoRecordsFound", 404, NoData),
        ("Could not find requested structures", 404, TableGone),
        ("Value cannot be null. (Parameter 'maintainableReference')", 500, RequestRefused),
        ("Internal Server Error", 500, ServerFailing),
        ("<html>sign in</html>", 200, Unreadable),
        ("", 200, Unreadable),
    ],
)
def test_oecd_texts_are_told_apart(body: str, status: int, error: type[SourceError]) -> None:
    with pytest.raises(error):
        OECD.judge(answer(body, status))


@settings(max_examples=150, deadline=None)
@given(spoiled(oecd_csv([("KR011", 2022, "1", "0"), ("JPD13", 2022, "2", "0")]).decode()))
def test_oecd_raises_only_our_own_errors(content: bytes) -> None:
    text = content[1:] if content[:1] == b'"' else content
    text = text.replace(b"\\n", b"\n")
    only_our_errors(lambda: OECD.judge(answer(text)), lambda: OECD.rows(SHARES, [answer(text)], PLACES))


# Rates

PPP = table(
    [Series(country, "world_bank_ppp", "ppp_gdp", nation=True) for country in ("JP", "KR")], id="PA.NUS.PPP"
)
YEN = table(
    Series("JP", "federal_reserve_exchange_rates", "exchange_rate_annual_average", nation=True), id="AEXJPUS"
)


def bank(pages: int = 1) -> list[object]:
    rows = [
        {"country": {"id": country, "value": country}, "date": str(year), "value": value}
        for country, value in (("JP", 94.462599), ("KR", 809.26722))
        for year in (2024, 2023)
    ]
    return [
        {"page": 1, "pages": pages, "per_page": "1000", "total": 4},
        [*rows, {**rows[0], "date": "2025", "value": None}],
    ]


def test_world_bank_rates(places: Places) -> None:
    frame = BANK.rows(PPP, [answer(json.dumps(bank()))], places)
    assert one(frame, "KR", 2024)["value"] == "809.26722"
    assert len(frame) == 4  # years without a value are left out


def test_world_bank_asks_for_every_page() -> None:
    asked: list[str] = []

    def ask(request: Request):  # type: ignore[no-untyped-def]
        asked.append(str(request.parameters["page"]))
        return answer(json.dumps(bank(pages=3)))

    list(BANK.answers(PPP, None, ask))
    assert asked == ["1", "2", "3"]


def test_world_bank_reports_errors_with_http_200() -> None:
    with pytest.raises(RequestRefused, match="not valid"):
        BANK.judge(answer('[{"message":[{"id":"120","value":"The indicator is not valid"}]}]'))
    with pytest.raises(Unreadable):
        BANK.judge(answer("<html></html>"))


def test_exchange_rates(places: Places) -> None:
    csv = "observation_date,AEXJPUS\n2023-01-01,140.4911\n2024-01-01,151.3533\n2025-01-01,.\n"
    frame = FRED.rows(YEN, [answer(csv)], places)
    assert one(frame, "JP", 2024)["value"] == "151.3533"
    assert len(frame) == 2


@pytest.mark.parametrize(
    "csv",
    ["<html></html>", "", "observation_date,AEXKOUS\n2024-01-01,1\n",
     "observation_date,AEXJPUS\n2024-02-01,1\n",
     "observation_date,AEXJPUS\n2024-01-01,abc\n", "observation_date,AEXJPUS\n2024-01-01,1,2\n"],
)  # fmt: skip
def test_other_csv_is_not_taken_for_rates(places: Places, csv: str) -> None:
    with pytest.raises(SourceError):
        FRED.rows(YEN, [answer(csv)], places)


@settings(max_examples=150, deadline=None)
@given(spoiled(bank()))
def test_rates_raise_only_our_own_errors(content: bytes) -> None:
    only_our_errors(
        lambda: BANK.judge(answer(content)),
        lambda: list(zip(range(3), BANK.answers(PPP, None, lambda _: answer(content)), strict=False)),
        lambda: BANK.rows(PPP, [answer(content)], PLACES),
        lambda: FRED.judge(answer(content)),
        lambda: FRED.rows(YEN, [answer(content)], PLACES),
    )
