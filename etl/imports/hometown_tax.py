"""MIC's workbook of hometown tax received (受入額及び受入件数): all years, a row a local government."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

import pandas as pd

from etl.imports.figures import FigureFormat, cell, figure, refuse_formula, step_of
from etl.imports.formats import JAPANESE, Reading, Tally
from etl.imports.headings import plain
from etl.imports.hometown_layout import AMOUNT, COUNT, Layout, layout_of
from etl.imports.places import PlaceNames
from etl.imports.refusal import Refused
from etl.imports.sheets import Sheet
from etl.imports.words import years_named

OF_MUNICIPALITIES = "_municipalities"
_INDICATORS = tuple(kind + of for kind in (AMOUNT, COUNT) for of in ("", OF_MUNICIPALITIES))
_TOTAL = re.compile(r"合計|集計|総計|小計|[都道府県市区町村分]計$|^計$|^全国計?$")
_SPAN = re.compile(r"[~〜]|から")
# No year's total was ever more than five times the one before; another unit is a thousand times.
_STEADY = 10


@dataclass
class _Sums:
    """Sums over local governments by indicator, prefecture and year.

    Attributes:
        figures: The sums.
        bodies: How many local governments gave a figure.
        steps: The last decimal of each year's column.
    """

    figures: dict[tuple[str, str, int], Decimal] = field(default_factory=dict)
    bodies: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    steps: dict[tuple[str, int], Decimal] = field(default_factory=dict)

    def add(self, kind: str, region: str, year: int, number: Decimal, municipal: bool) -> None:
        for indicator in (kind, kind + OF_MUNICIPALITIES) if municipal else (kind,):
            key = (indicator, region, year)
            self.figures[key] = self.figures.get(key, Decimal(0)) + number
            self.bodies[key] += 1
        self.steps[kind, year] = min(step_of(number), self.steps.get((kind, year), Decimal(1)))


def read_history(sheets: Sequence[Sheet], context: Reading, tally: Tally) -> pd.DataFrame:
    """Add up the local governments of each prefecture.

    `hometown_tax_received` is the prefectural government and its municipalities together,
    `hometown_tax_received_municipalities` the municipalities alone; `hometown_tax_donation_count` likewise. A
    local government without a figure contributes nothing. Rows of totals are left out.

    Returns:
        As `FigureFormat.read` says, all 47 prefectures in each year.

    Raises:
        Refused: If the headings or the places are not understood, a figure cannot be read, a prefecture lacks
            figures, or a year's total is of another size than its neighbours'.
    """
    found = [(sheet, layout) for sheet in sheets if (layout := layout_of(sheet)) is not None]
    if not found:
        raise Refused(
            f"{sheets[0].file if sheets else 'the file'}: no sheet has years (平成20年度 …) with 金額 "
            "and 件数 below them. Take the workbook of 受入額及び受入件数 of all years."
        )
    sheet, layout = found[0]
    others = [one.name for one, _ in found[1:]]
    if others:
        tally.notices.append(
            f"{sheet.file}: {', '.join(others)} not read; the first sheet with figures counts"
        )
    tally.headings[sheet.label] = layout.report()
    sums = _add_up(sheet, layout, context, tally)
    regions = sorted(context.japan.shown)
    _expect_whole(sheet, sums, layout.years, regions)
    _expect_steady(sheet, sums, layout.years)
    return _rows(sheet, layout, sums)


def _add_up(sheet: Sheet, layout: Layout, context: Reading, tally: Tally) -> _Sums:
    sums, seen, totals = _Sums(), set[tuple[str, str]](), 0
    for number in range(layout.first_row, len(sheet.rows)):
        row = sheet.rows[number]
        if any(_TOTAL.search(_bare(text)) for text in row[: layout.end]):
            totals += 1
            continue
        body = _body(row, layout, context.japan)
        if body is None:
            _expect_no_figures(sheet, number, layout)
            continue
        figures = dict(_figures(sheet, number, layout))
        if not figures:
            continue
        region, municipality = body
        if (region, municipality) in seen:
            raise Refused(
                f"{sheet.place(number)}: {municipality or 'the prefecture'} stands twice in {region}."
            )
        seen.add((region, municipality))
        for (year, kind), value in figures.items():
            sums.add(kind, region, year, value, bool(municipality))
    tally.notices.append(f"{sheet.label}: {len(seen):,} local governments; rows of totals left out: {totals}")
    return sums


def _figures(sheet: Sheet, number: int, layout: Layout) -> Iterator[tuple[tuple[int, str], Decimal]]:
    for key, place in layout.columns.items():
        refuse_formula(sheet, number, place)
        try:
            value = figure(cell(sheet.rows[number], place))
        except ValueError as error:
            raise Refused(f"{sheet.place(number, place)}: {error}.") from None
        if value is not None:
            yield key, value


def _expect_no_figures(sheet: Sheet, number: int, layout: Layout) -> None:
    """Check that a row of no prefecture is a note or empty, so that no figure is missing in the sums.

    Raises:
        Refused: If it has figures.
    """
    for place in layout.columns.values():
        try:
            value = figure(cell(sheet.rows[number], place))
        except ValueError:
            continue
        if value is not None:
            name = cell(sheet.rows[number], layout.prefecture)
            raise Refused(f"{sheet.place(number)}: {name!r} is not a prefecture, and the row has figures.")


def _body(row: Sequence[str], layout: Layout, known: PlaceNames) -> tuple[str, str] | None:
    """Return the prefecture of a row and its municipality, which is empty for the prefectural government."""
    prefecture, municipality = (_bare(cell(row, place)) for place in (layout.prefecture, layout.municipality))
    region = known.region(prefecture)
    if region is None:
        return None
    return region, "" if known.region(municipality) == region else municipality


def _bare(text: str) -> str:
    return plain(text).replace(" ", "")


def _expect_whole(sheet: Sheet, sums: _Sums, years: Sequence[int], regions: Sequence[str]) -> None:
    for year in years:
        for indicator in _INDICATORS:
            missing = [code for code in regions if (indicator, code, year) not in sums.figures]
            if missing:
                raise Refused(
                    f"{sheet.label}: no figure of {', '.join(missing[:5])} in {year} ({indicator}); all "
                    f"{len(regions)} prefectures are needed."
                )


def _expect_steady(sheet: Sheet, sums: _Sums, years: Sequence[int]) -> None:
    for kind in (AMOUNT, COUNT):
        total = {
            year: sum(
                value for (name, _, when), value in sums.figures.items() if (name, when) == (kind, year)
            )
            for year in years
        }
        for before, after in pairwise(years):
            low, high = sorted((total[before], total[after]))
            if high > _STEADY * low:
                raise Refused(
                    f"{sheet.label}: {kind} adds up to {total[before]:,f} in {before} and {total[after]:,f} "
                    f"in {after}; one of the two is in another unit."
                )


def _rows(sheet: Sheet, layout: Layout, sums: _Sums) -> pd.DataFrame:
    expected = _expected(sheet, layout.years)
    records = []
    for (indicator, region, year), value in sorted(sums.figures.items()):
        is_amount = indicator.startswith(AMOUNT)
        step = sums.steps[AMOUNT, year] if is_amount else Decimal(0)
        records.append(
            {
                "indicator": indicator,
                "region_code": region,
                "year": year,
                "value": f"{value.normalize():f}",
                "within": f"{sums.bodies[indicator, region, year] * step:f}",
                "unit": layout.unit if is_amount else "1",
                "provisional": True if year in expected else None,
            }
        )
    return pd.DataFrame(records)


def _expected(sheet: Sheet, years: Sequence[int]) -> set[int]:
    """Return the years that the sheet calls 決算見込; a span of years in the same clause says nothing."""
    clauses = {
        clause
        for row in sheet.rows
        for text in row
        if "見込" in text
        for clause in re.split(r"[、。,;]", plain(text))
        if "見込" in clause and not _SPAN.search(clause)
    }
    return {year for clause in clauses for year in years_named(clause)}.intersection(years)


HOMETOWN_TAX = FigureFormat(
    name="mic-hometown-tax",
    dataset="soumu_hometown_tax",
    source="soumu_hometown_tax_history",
    indicators=_INDICATORS,
    encodings=JAPANESE,
    read=read_history,
    agree=True,
)
