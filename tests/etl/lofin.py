"""Answers of 지방재정365 made again from the shipped figures; field names are made up."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from etl import files
from tests.etl.replay import Reply

DATA = Path(__file__).resolve().parents[2] / "data"
TOTAL, HEADQUARTERS = "province_total_net", "province_headquarters_gross"
AMOUNTS = ("general_account_initial_budget", "local_tax_initial_budget", "own_revenue_initial_budget")
NONE = "해당없음"
Row = dict[str, Any]
Figures = dict[tuple[str, str, str], str]  # region, basis, indicator


@cache
def shipped_years() -> dict[int, Figures]:
    """Return the shipped figures by year, amounts in thousand won as they are published."""
    csv = DATA / "snapshots/mois_initial_budgets.csv"
    years: dict[int, Figures] = {}
    for row in files.read_csv(csv.read_bytes(), csv.name).to_dict("records"):
        value = row["value"]
        if row["indicator"] in AMOUNTS:
            value = f"{Decimal(value) / 1000:f}"
        years.setdefault(int(row["year"]), {})[row["region_code"], row["basis"], row["indicator"]] = value
    return years


def later(year: int = 2026, factor: str = "1.02") -> Figures:
    """Return figures of a year that does not exist: those of another one, two per cent larger."""
    return {
        key: f"{(Decimal(value) * Decimal(factor)).quantize(Decimal(value)):f}"
        for key, value in shipped_years()[year].items()
    }


@cache
def short_names() -> dict[str, str]:
    csv = DATA / "catalogue/regions.csv"
    rows = files.read_csv(csv.read_bytes(), csv.name).to_dict("records")
    return {row["region_code"]: row["short_ko"] for row in rows if row["region_code"].startswith("KR-")}


@cache
def full_names() -> dict[str, str]:
    csv = DATA / "catalogue/regions.csv"
    rows = files.read_csv(csv.read_bytes(), csv.name).to_dict("records")
    return {row["region_code"]: row["name_ko"] for row in rows if row["region_code"].startswith("KR-")}


def one_field(region: str, basis: str) -> Row:
    name = "전국" if region == "KR" else short_names()[region]
    return {"lafNm": f"{name}본청" if basis == HEADQUARTERS else f"{name}계", "waLafNm": name}


def two_fields(region: str, basis: str) -> Row:
    kind = "본청" if basis == HEADQUARTERS else "합계" if region == "KR" else "시도계"
    return {"SIDO": "전국" if region == "KR" else full_names()[region], "GUBUN": kind}


def with_brackets(region: str, basis: str) -> Row:
    name = "전국" if region == "KR" else full_names()[region]
    return {"자치단체": f"{name} (본청)" if basis == HEADQUARTERS else name}


@dataclass(frozen=True)
class Spelling:
    """How an answer might be written.

    Attributes:
        label: Names whose figures a row holds.
        names: Field by indicator.
        number: How a figure is written.
        wrapped: What stands around the list.
        year: Name of the year.
    """

    label: Callable[[str, str], Row] = one_field
    names: Mapping[str, str] = field(
        default_factory=lambda: {
            "fiscal_independence_rate": "firRt",
            "fiscal_autonomy_rate": "fartRt",
            "general_account_initial_budget": "genAcntAmt",
            "local_tax_initial_budget": "lcltxAmt",
            "own_revenue_initial_budget": "selfRvAmt",
        }
    )
    number: Callable[[str], Any] = str
    wrapped: Callable[[list[Row]], Any] = lambda rows: {"anIxInqRsltDto": rows}
    year: str = "fyr"


USUAL = Spelling()
SPELLINGS = {
    "one field": USUAL,
    "two fields, numbers": Spelling(
        two_fields,
        dict(zip(USUAL.names, ("A1", "A2", "B1", "B2", "B3"), strict=True)),
        float,
        lambda rows: {"result": {"code": "0", "list": rows}, "messages": []},
        "year",
    ),
    "brackets, thousands separators": Spelling(
        with_brackets,
        dict(zip(USUAL.names, ("자립도", "자주도", "예산", "지방세", "자체수입"), strict=True)),
        lambda text: f"{Decimal(text):,f}",
        lambda rows: rows,
    ),
}


def rows_of(figures: Figures, indicators: Sequence[str], year: int, spelling: Spelling = USUAL) -> list[Row]:
    """Return the rows of one year: nation, provinces, their governments, and some municipalities."""
    rows: dict[tuple[str, str], Row] = {}
    for (region, basis, indicator), value in figures.items():
        if indicator in indicators:
            row = rows.setdefault(
                (region, basis), {spelling.year: str(year), **spelling.label(region, basis), "rnk": None}
            )
            row[spelling.names[indicator]] = spelling.number(value)
    return [*rows.values(), *_municipalities(spelling, indicators, year)]


def _municipalities(spelling: Spelling, indicators: Sequence[str], year: int) -> list[Row]:
    label = spelling.label("KR-41", HEADQUARTERS)
    names = ("경기시계", "경기군계", "경기광주시", "경기수원시")
    numbers = {spelling.names[one]: spelling.number("1") for one in indicators}
    rows = [{spelling.year: str(year), **dict.fromkeys(label, name), **numbers} for name in names]
    return [*rows, {**rows[-1], **dict.fromkeys(label, "경기고양시"), **dict.fromkeys(numbers, NONE)}]


def reply(rows: list[Row], spelling: Spelling = USUAL) -> Reply:
    return Reply(
        json.dumps(spelling.wrapped(rows), ensure_ascii=False).encode(), "application/json;charset=UTF-8"
    )
