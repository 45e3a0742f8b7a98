"""The rows of a list's sheets: headings found, cells named, what cannot be placed noted."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from etl.imports.formats import Context, Elsewhere, ListFormat, Unplaced
from etl.imports.headings import Headings, find_headings
from etl.imports.merge import Outcome, Reject, Row
from etl.imports.sheets import Refused, Sheet

FORMULAS_NAMED = 5
Step = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done and how much there is."""


def rows_of(
    name: str,
    sheets: Sequence[Sheet],
    chosen: ListFormat,
    reading: Context,
    outcome: Outcome,
    step: Step = lambda _text, _done, _total: None,
) -> Iterable[tuple[str, Row]]:
    """Go through the rows of a file, each with its place.

    Args:
        name: Name of the file, for messages.
        sheets: Its sheets.
        chosen: What list it is.
        reading: What its rows are read with.
        outcome: Headings, notices and rejects are noted here.
        step: Told of the progress.

    Raises:
        Refused: If no sheet has the headings needed, or a column that is read holds formulas.
    """
    usable = 0
    for sheet in sheets:
        headings = find_headings(sheet, chosen.columns)
        if headings is None:
            outcome.notices.append(f"{sheet.label}: no row of headings with the columns needed; not read")
            continue
        usable += 1
        outcome.headings[sheet.label] = headings.report(chosen.columns)
        refuse_formulas(sheet, headings)
        own = replace(reading, hint=f"{reading.hint} {sheet.name}")
        yield from _read(sheet, headings, chosen, own, outcome, step)
    if not usable:
        wanted = "; ".join(f"{c.name}: {', '.join(c.wordings[:4])}…" for c in chosen.columns if c.required)
        raise Refused(
            f"{name}: no sheet has the headings needed ({wanted}). "
            "docs/data.md lists the wordings understood."
        )


def refuse_formulas(sheet: Sheet, headings: Headings) -> None:
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


def _read(
    sheet: Sheet, headings: Headings, chosen: ListFormat, reading: Context, outcome: Outcome, step: Step
) -> Iterable[tuple[str, Row]]:
    total = len(sheet.rows) - headings.first_row
    elsewhere = 0
    for done, number in enumerate(range(headings.first_row, len(sheet.rows)), 1):
        step(sheet.file, done, total)
        cells = sheet.rows[number]
        named = {
            name: cells[place]
            for name, place in headings.places.items()
            if place < len(cells) and cells[place]
        }
        if not named or not any(cells):
            continue
        try:
            yield sheet.place(number), chosen.read(named, reading)
        except Unplaced as problem:
            outcome.rejects.append(Reject(sheet.place(number), str(problem)))
        except Elsewhere:
            elsewhere += 1
    if elsewhere:
        outcome.notices.append(f"{sheet.file}: {elsewhere:,} rows about neither Korea nor Japan left out")
