"""The rows of a list's sheets: headings found, cells named, what cannot be placed noted."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import pandas as pd

from etl.imports.formats import Elsewhere, ListFormat, Reading, Row, Tally, Unplaced
from etl.imports.headings import Column, Headings, find_headings
from etl.imports.refusal import Refused
from etl.imports.sheets import Sheet, sheets_of
from etl.imports.words import is_nothing

FORMULAS_NAMED = 5
Step = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done and how much there is."""


def quiet(_text: str, _done: int, _total: int) -> None:
    """Take no notice of a step."""


def list_frame(
    name: str, content: bytes, chosen: ListFormat, reading: Reading, tally: Tally, step: Step = quiet
) -> pd.DataFrame:
    """Return the rows of a file of a list.

    Args:
        name: Name of the file.
        content: Its bytes.
        chosen: What list it is.
        reading: What its rows are read with.
        tally: Headings and notices are noted here.
        step: Told of the progress.

    Returns:
        Columns dataset, place, reject (why a row cannot be used, else missing) and those of the list's
        dataset, as text.

    Raises:
        Refused: If the file cannot be read, no sheet has the headings needed, or a column that is read holds
            formulas.
    """
    rows: list[Row] = []
    usable = False
    for sheet, headings in headed(sheets_of(name, content, chosen.encodings), chosen.columns, tally):
        usable = True
        hinted = replace(reading, hint=f"{reading.hint} {sheet.name}")
        rows += _rows(sheet, headings, chosen, hinted, tally, step)
    if not usable:
        wanted = "; ".join(
            f"{c.name}: {', '.join(c.wordings.split()[:4])}…" for c in chosen.columns if c.required
        )
        raise Refused(
            f"{name}: no sheet has the headings needed ({wanted}). "
            "docs/data.md lists the wordings understood."
        )
    return pd.DataFrame(rows).assign(dataset=chosen.dataset)


def headed(
    sheets: Iterable[Sheet], columns: Sequence[Column], tally: Tally
) -> Iterator[tuple[Sheet, Headings]]:
    """Go through the sheets that have the headings needed; these, and sheets without them, are noted.

    Raises:
        Refused: If a column that is read holds formulas.
    """
    for sheet in sheets:
        headings = find_headings(sheet, columns)
        if headings is None:
            tally.notices.append(f"{sheet.label}: no row of headings with the columns needed; not read")
            continue
        tally.headings[sheet.label] = headings.report(columns)
        _refuse_formulas(sheet, headings)
        yield sheet, headings


def _refuse_formulas(sheet: Sheet, headings: Headings) -> None:
    """Refuse a sheet with formulas in columns that are read: their results may be out of date.

    Raises:
        Refused: If there are any.
    """
    used = set(headings.places.values())
    cells = sorted(place for place in sheet.formulas if place[1] in used and place[0] >= headings.first_row)
    if cells:
        shown = ", ".join(sheet.place(*cell).split()[-1] for cell in cells[:FORMULAS_NAMED])
        raise Refused(
            f"{sheet.file} [{sheet.name}]: {len(cells)} cells hold formulas instead of values ({shown}…). "
            "Copy the list and paste it as values."
        )


def _rows(
    sheet: Sheet, headings: Headings, chosen: ListFormat, reading: Reading, tally: Tally, step: Step
) -> Iterator[Row]:
    total = len(sheet.rows) - headings.first_row
    elsewhere = 0
    needed = {column.name for column in chosen.columns if column.required}
    for done, number in enumerate(range(headings.first_row, len(sheet.rows)), 1):
        step(sheet.file, done, total)
        cells = sheet.rows[number]
        named = {
            name: cells[place]
            for name, place in headings.places.items()
            if place < len(cells) and not is_nothing(cells[place], words=name not in needed)
        }
        if not named or not any(cells):
            continue
        try:
            yield {"place": sheet.place(number), **chosen.read(named, reading)}
        except Unplaced as problem:
            yield {"place": sheet.place(number), "reject": str(problem)}
        except Elsewhere:
            elsewhere += 1
    if elsewhere:
        tally.notices.append(f"{sheet.file}: {elsewhere:,} rows about neither Korea nor Japan left out")
