"""Addresses, numbers and dates of lists, units and numbers of the change log."""

from types import SimpleNamespace
from typing import Any, cast

import pandas as pd
import pytest

from etl.checks import Context, lists
from etl.checks.units import Unit, unit_of, units_agree
from etl.models.inputs import FigureInput
from etl.refresh.words import grouped


def holding(**columns: Any) -> Context:
    """Return what a check sees of one list of companies."""
    frame = pd.DataFrame({name: [value] for name, value in columns.items()})
    tables = {"company": frame.assign(file="companies.csv", line=2)}
    return cast(Context, SimpleNamespace(tables=tables))


@pytest.mark.parametrize(("url", "right"), [
    ("https://example.org", True), ("http://www.city.example.jp/a?b=c#d", True),
    ("https://example.org:8080/", True), ("javascript:alert(1)", False), ("data:text/html,x", False),
    ("ftp://example.org", False), ("www.example.org", False), ("https://", False),
    ("https://example.org/a b", False), ("https://user@example.org", False), ("https:////a.example", False),
])  # fmt: skip
def test_an_address_of_a_list_is_one_of_the_web(url: str, right: bool) -> None:
    assert [problem.file for problem in lists.addresses(holding(url=url))] == (
        [] if right else ["companies.csv"]
    )


@pytest.mark.parametrize(("number", "right"), [
    ("1460302003439", True), ("2460302003439", False), ("1460302003493", False), ("146030200343", False),
    ("1248100998", True), ("1248100989", False), (None, True),
])  # fmt: skip
def test_the_check_digit_of_a_number_fits(number: str | None, right: bool) -> None:
    assert (list(lists.company_numbers(holding(corporate_number=number))) == []) is right


@pytest.mark.parametrize(("date", "right"), [
    ("2013-02-28", True), ("2013-02", True), ("2013", True), ("2012-02-29", True),
    ("2013-02-29", False), ("2013-02-30", False), ("2099-13-45", False), ("2013-00-10", False),
    ("2013-13", False), ("2099-01-01", False), ("1066-10-14", False), ("13-02-28", False),
    ("2013-2-8", False), ("2013-02-28x", False),
])  # fmt: skip
def test_a_date_is_in_the_calendar_and_has_come(date: str, right: bool) -> None:
    assert (list(lists.dates(holding(agreed_date=date))) == []) is right


def test_a_company_may_be_older_than_any_statistic() -> None:
    assert list(lists.dates(holding(established_on="0578-01-01"))) == []
    assert list(lists.dates(holding(established_on="0578-02-30"))) != []


@pytest.mark.parametrize(("text", "unit"), [
    ("persons", Unit(1, "persons")), ("krw_million", Unit(1e6, "krw")),
    ("thousand_persons", Unit(1e3, "persons")),
    ("percent", Unit(0.01, "")), ("per_1000", Unit(0.001, "")), ("index_2015_100", Unit(0.01, "")),
    ("per_100_aged_0_14", Unit(0.01, "")), ("currency_per_person", Unit(1, "krw_per_person")),
    ("males_per_100_females", Unit(0.01, "")), ("hhi", Unit(1e-4, "")), ("ha", Unit(1e4, "m2")),
    ("index", Unit(1, "index")), ("persons_per_km2", Unit(1, "persons_per_km2")),
])  # fmt: skip
def test_units_are_understood(text: str, unit: Unit) -> None:
    assert unit_of(text, "KR") == unit


@pytest.mark.parametrize(("text", "shown"), [
    ("1155738.9000000001", "1,155,738.9"), ("0.30000000000000004", "0.3"), ("1155.7389", "1,155.7389"),
    ("179956535849", "179,956,535,849"), ("123456789012345", "123,456,789,012,345"),
    ("***", "***"), ("-0", "-0"),
])  # fmt: skip
def test_the_change_log_shows_numbers_without_the_noise_of_a_program(text: str, shown: str) -> None:
    assert grouped(text) == shown


@pytest.mark.parametrize(
    ("formula", "agrees"),
    [("b/((x+p)/2)", True), ("b/x", True), ("b/(x+p)*2", False), ("b/((x+p)/3)", False)],
)
def test_the_mean_of_two_figures_has_their_unit(formula: str, agrees: bool) -> None:
    inputs = {name: FigureInput(dataset="office", indicator=name) for name in "bxp"}
    meta = SimpleNamespace(units=dict.fromkeys(inputs, "persons"))
    block = SimpleNamespace(inputs=inputs, formula=f"1000*{formula}", leaves=list(inputs.values()))
    series = SimpleNamespace(
        name="births KR", country="KR", block=block, indicator=SimpleNamespace(unit_code="per_1000")
    )
    context: Any = SimpleNamespace(
        series=[series],
        snapshots=SimpleNamespace(datasets={"office": SimpleNamespace(meta=meta)}),
        meta_file=lambda dataset: "office.yaml",
    )
    assert (list(units_agree(context)) == []) == agrees
