"""MIC's workbook of hometown tax received, for tests: the shipped sums, divided among made-up towns."""

import csv
import io
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import openpyxl

from tests.etl.imports.conftest import REPOSITORY

AMOUNT, COUNT = "hometown_tax_received", "hometown_tax_donation_count"
TOWNS = ("テスト市", "テスト 町")
Figures = Mapping[tuple[str, int, str], Decimal]
Rows = list[list[Any]]


@cache
def shipped() -> dict[tuple[str, int, str], Decimal]:
    """Return the shipped figures by region, year and indicator."""
    path = REPOSITORY / "data/snapshots/soumu_hometown_tax.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row["region_code"], int(row["year"]), row["indicator"]): Decimal(row["value"])
            for row in csv.DictReader(file)
        }


@cache
def prefectures() -> dict[str, str]:
    with (REPOSITORY / "data/catalogue/regions.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["region_code"]: row["name_ja"]
            for row in csv.DictReader(file)
            if row["region_code"].startswith("JP-")
        }


def more_years(*years: int) -> dict[tuple[str, int, str], Decimal]:
    """Return the shipped figures and those of further years, which are made up: a tenth more each year."""
    found = dict(shipped())
    for (region, year, indicator), value in shipped().items():
        if year == 2024:
            found |= {(region, more, indicator): value + (more - 2024) * (value // 10) for more in years}
    return found


def fiscal_year(year: int) -> str:
    """Return the heading of a year as MIC writes it: the years of Reiwa with full-width digits."""
    if year < 2019:
        return f"平成{year - 1988}年度"
    digits = str(year - 2018).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    return "令和元年度" if year == 2019 else f"令和{digits}年度"


def grid(
    figures: Figures,
    unit: int = 1000,
    title: str = "ふるさと納税受入額及び受入件数（平成20年度～）",
    name: Callable[[int], str] = fiscal_year,
    note: str = "",
) -> Rows:
    """Return the cells: title, years over pairs of columns, three bodies a prefecture, a total, a note.

    The prefectural government gets what the sums leave it; the second town has a figure only where the first
    cannot have all.
    """
    years = sorted({year for _, year, indicator in figures if indicator == AMOUNT})
    rows: Rows = [[title], ["団体名", "", *(text for year in years for text in (name(year), ""))]]
    rows += [[], ["", "", *("金額", "件数") * len(years)]]
    for code, prefecture in prefectures().items():
        rows.append([prefecture, "　", *_cells(figures, years, unit, _own(code))])
        for place, town in enumerate(TOWNS):
            rows.append([prefecture, town, *_cells(figures, years, unit, _town(code, place))])
    return [*rows, ["全国合計", "", *_cells(figures, years, unit, _nation)], [], [note]]


def written(rows: Rows, years: int = 0, first: str = "受入額") -> bytes:
    """Return the rows as a workbook, the headings of the years merged as MIC's are."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = first
    for row in rows:
        sheet.append(row)
    for place in range(years):
        sheet.merge_cells(start_row=2, end_row=2, start_column=3 + 2 * place, end_column=4 + 2 * place)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


Share = Callable[[Figures, int, str], Decimal | None]


def _cells(figures: Figures, years: list[int], unit: int, share: Share) -> list[Any]:
    found: list[Any] = []
    for year in years:
        amount, count = share(figures, year, AMOUNT), share(figures, year, COUNT)
        found += ["－" if amount is None else float(amount / unit), "" if count is None else int(count)]
    return found


def _nation(figures: Figures, year: int, indicator: str) -> Decimal:
    return sum((figures[code, year, indicator] for code in prefectures()), Decimal(0))


def _own(code: str) -> Share:
    return lambda figures, year, indicator: (
        figures[code, year, indicator] - figures[code, year, f"{indicator}_municipalities"]
    )


def _town(code: str, place: int) -> Share:
    def share(figures: Figures, year: int, indicator: str) -> Decimal | None:
        whole = figures[code, year, f"{indicator}_municipalities"]
        second = whole // 3 if year % 2 else None
        return second if place else whole - (second or 0)

    return share
