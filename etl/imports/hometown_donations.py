"""Korea's hometown love donations (고향사랑기부금): a table a person made of the ministry's release."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import pandas as pd

from etl.imports.figures import FigureFormat, figure, step_of
from etl.imports.formats import KOREAN, Reading, Reject, Tally, Unplaced
from etl.imports.headings import Column, Headings, plain
from etl.imports.reading import headed
from etl.imports.refusal import Refused
from etl.imports.sheets import Sheet
from etl.imports.words import western_years
from etl.merger import merged, merged_sentence

AMOUNT, COUNT = "hometown_donation_amount", "hometown_donation_count"
COLUMNS = (
    Column("province", "시도 시도명 시·도 지역 자치단체 광역자치단체 구분", required=True),
    Column("amount", "모금액 모금실적 기부금액 기부액 금액", required=True),
    Column("count", "건수 모금건수 기부건수"),
    Column("year", "연도 년도 기준연도 기준년도"),
)
_WON = {
    "원": 1,
    "천원": 10**3,
    "만원": 10**4,
    "백만원": 10**6,
    "천만원": 10**7,
    "억원": 10**8,
    "십억원": 10**9,
}
_DONATIONS = {"건": 1, "천건": 10**3, "만건": 10**4}
_NATION = frozenset(("전국", "합계", "총합계", "총계", "계", "전국합계", "전국계"))
PROVINCES = 17

Key = tuple[str, str, int]


def read_donations(sheets: Sequence[Sheet], context: Reading, tally: Tally) -> pd.DataFrame:
    """Read a table of provinces; a row 전국 or 합계 is the nation.

    The year stands in a column, else in the name of the sheet or file. Amounts stay as exact as they were
    published: 197.6억원 is 19,760,000,000 won.

    Returns:
        As `FigureFormat.read` says.

    Raises:
        Refused: If no sheet has the headings needed, the heading of the amount names no unit, a province has
            two figures of a year, or the nation is not the sum of its provinces.
    """
    found: dict[Key, tuple[Decimal, Decimal]] = {}
    usable = False
    for sheet, headings in headed(sheets, COLUMNS, tally):
        usable = True
        _read(sheet, headings, context, found, tally)
    if not usable:
        raise Refused(
            f"{sheets[0].file if sheets else 'the file'}: no sheet has the headings needed, 시도 and 모금액 "
            "with its unit, e.g. 모금액(백만원). docs/data.md lists the wordings understood."
        )
    _expect_sums(found)
    return pd.DataFrame(
        [
            {
                "indicator": indicator,
                "region_code": region,
                "year": year,
                "value": f"{value.normalize():f}",
                "within": f"{step.normalize():f}",
            }
            for (indicator, region, year), (value, step) in sorted(found.items())
        ],
        columns=["indicator", "region_code", "year", "value", "within"],
    )


def _read(
    sheet: Sheet,
    headings: Headings,
    context: Reading,
    found: dict[Key, tuple[Decimal, Decimal]],
    tally: Tally,
) -> None:
    units = {AMOUNT: _unit(sheet, headings.texts["amount"], _WON)}
    if "count" in headings.places:
        units[COUNT] = _unit(sheet, headings.texts["count"], _DONATIONS, usual="건")
    figures = list[tuple[int, Key, Decimal]]()
    for number in range(headings.first_row, len(sheet.rows)):
        row = sheet.rows[number]
        named = {
            name: row[place] for name, place in headings.places.items() if place < len(row) and row[place]
        }
        if not named or set(named) == {"year"}:
            continue
        try:
            figures += [(number, *one) for one in _figures(sheet, named, units, context)]
        except Unplaced as problem:
            tally.rejects.append(Reject(sheet.place(number), str(problem)))
    for number, key, value in figures:
        # 152 beside 197.6 is 152.0: the column says how exact its figures are.
        step = min(step_of(one / units[key[0]]) for _, (name, *_), one in figures if name == key[0])
        if found.setdefault(key, (value, step * units[key[0]]))[0] != value:
            raise Refused(
                f"{sheet.place(number)}: {key[1]} {key[2]} has two figures, {found[key][0]:,f} and "
                f"{value:,f}."
            )


def _figures(
    sheet: Sheet, named: Mapping[str, str], units: Mapping[str, int], context: Reading
) -> Iterator[tuple[Key, Decimal]]:
    """Go through the figures of a row.

    Raises:
        Unplaced: If the row cannot be used.
    """
    region, year = _province(named.get("province", ""), context), _year(named.get("year"), sheet, context)
    for indicator, name in ((AMOUNT, "amount"), (COUNT, "count")):
        try:
            value = figure(named.get(name, ""))
        except ValueError as error:
            raise Unplaced(str(error)) from None
        if value is None and indicator == AMOUNT:
            raise Unplaced("no amount; what is not known is left out, not zero")
        if value is not None:
            yield (indicator, region, year), value * units[indicator]


def _province(text: str, context: Reading) -> str:
    words = plain(text).replace(" ", "")
    if words in _NATION:
        return "KR"
    code = context.korea.region(words)
    if code is None:
        merger = merged(words)
        raise Unplaced(f"{text!r} is not a province" + (f"; {merged_sentence(merger)}" if merger else ""))
    return code


def _year(text: str | None, sheet: Sheet, context: Reading) -> int:
    """Return the year of a row: its own, else that of the sheet, else that of the file.

    Raises:
        Unplaced: If none is named, or several are.
    """
    for words in (text, sheet.name, context.hint):
        years = set(western_years(words or ""))
        if len(years) == 1:
            return years.pop()
        if years or (words and words is text):
            raise Unplaced(f"year {words!r} is not one year")
    raise Unplaced("no year: add a column 연도, or name the sheet or the file after it, e.g. 2025.csv")


def _unit(sheet: Sheet, heading: str, units: Mapping[str, int], usual: str = "") -> int:
    """Return what one of a column is worth, from its heading.

    Raises:
        Refused: If the heading does not name just one unit.
    """
    text = plain(heading).replace(" ", "")
    ending = "|".join(sorted(units, key=len, reverse=True))
    written = set(re.findall(rf"[(\[](?:단위:?)?({ending})[)\]]", text))
    if usual and not re.search(rf"[(\[][^)\]]*{usual}[)\]]", text):
        written = {usual}
    if len(written) != 1:
        raise Refused(
            f"{sheet.label}: the heading {heading!r} names no unit. Write it in brackets: "
            f"{', '.join(f'({unit})' for unit in units)}."
        )
    return units[written.pop()]


def _expect_sums(found: Mapping[Key, tuple[Decimal, Decimal]]) -> None:
    """Check that the nation is the sum of its provinces, as exactly as they were rounded.

    Raises:
        Refused: If it is not, or some provinces alone are more.
    """
    for (indicator, region, year), (nation, step) in found.items():
        if region != "KR":
            continue
        parts = [
            one for key, one in found.items() if (key[0], key[2]) == (indicator, year) and key[1] != "KR"
        ]
        total = sum((value for value, _ in parts), Decimal(0))
        rounding = step + sum((step for _, step in parts), Decimal(0))
        whole = len(parts) == PROVINCES
        if total > nation + rounding or (whole and total < nation - rounding):
            raise Refused(
                f"{year}, {indicator}: the provinces add up to {total:,f}, the nation is given as "
                f"{nation:,f}. Correct the row that was copied wrongly."
            )


HOMETOWN_DONATIONS = FigureFormat(
    name="mois-hometown-donations",
    dataset="press_hometown_donation",
    source="mois_hometown_donations_list",
    indicators=(AMOUNT, COUNT),
    encodings=KOREAN,
    read=read_donations,
)
