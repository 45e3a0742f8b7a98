"""Headline figures in large letters, one beside the other, or below it where there is less room."""

from typing import Any

from charts.theme import LIGHT
from exports.figures import currency_of, is_missing, unit_of, written_value
from exports.powerpoint.design import MUTED, Box, fitted, height_of
from exports.powerpoint.text import add_text
from i18n.messages import messages
from i18n.numbers import quantity
from regions.database.catalogue import Catalogue
from regions.shapes.exhibit import Exhibit
from regions.words.wording import rank_text

_MOST_NUMBERS = 5
_GAP, _COLUMN = 0.3, 1.6  # inches between two figures, and the least width in which one stands whole
_SIZES, _FILLED = (40.0, 36.0, 32.0, 28.0, 24.0, 20.0), 0.73  # of the height of its place at most
_SHARE = 0.36  # of the width of a row for the figure itself


def add_numbers(shapes: Any, box: Box, exhibit: Exhibit, catalogue: Catalogue) -> list[str]:
    """Write up to five figures in large letters, each with its name, year, rank and change.

    They stand side by side, or one below the other where a column would be too narrow for a whole figure.

    Returns:
        Nothing that a reader must be told of it.
    """
    rows = exhibit.data.to_dict("records")[:_MOST_NUMBERS]
    width = (box.width - _GAP * (len(rows) - 1)) / len(rows)
    high = box.height / len(rows)
    for number, row in enumerate(rows):
        if width >= _COLUMN:
            place = Box(box.left + number * (width + _GAP), box.top, width, box.height)
            _add_column(shapes, place, exhibit, row, catalogue)
        else:
            place = Box(box.left, box.top + number * high, box.width, high)
            _add_row(shapes, place, exhibit, row, catalogue)
    return []


def _add_column(shapes: Any, box: Box, exhibit: Exhibit, row: Any, catalogue: Catalogue) -> None:
    name, size = fitted(_name(exhibit, row, catalogue), (16.0, 14.0, 13.0), box.width, 3)
    place = Box(box.left, box.top + 0.5, box.width, 0.8)
    add_text(shapes, place, [name], exhibit.language, size, anchor="bottom")
    bare, unit = _figure(exhibit, row, catalogue)
    _add_figure(shapes, Box(box.left, box.top + 1.4, box.width, 0.85), exhibit, row, bare)
    lines = [*unit, *_about(exhibit, row, catalogue)]
    place = Box(box.left, box.top + 2.4, box.width, 2.0)
    add_text(shapes, place, lines, exhibit.language, 13, colour=MUTED)


def _add_row(shapes: Any, box: Box, exhibit: Exhibit, row: Any, catalogue: Catalogue) -> None:
    """Write a figure with its name and the rest at its right."""
    language = exhibit.language
    bare, unit = _figure(exhibit, row, catalogue)
    _add_figure(shapes, Box(box.left, box.top, box.width * _SHARE, box.height), exhibit, row, bare)
    left, width = box.left + box.width * _SHARE + 0.1, box.width * (1 - _SHARE) - 0.1
    name, size = fitted(_name(exhibit, row, catalogue), (14.0, 13.0, 12.0, 11.0), width, 1, 2)
    half = box.height / 2
    add_text(shapes, Box(left, box.top, width, half), [name], language, size, anchor="bottom")
    words = " · ".join([*unit, *_about(exhibit, row, catalogue)])
    about, size = fitted(words, (11.0, 10.0, 9.0), width, 1, 3)
    place = Box(left, box.top + half, width, half)
    add_text(shapes, place, [about], language, size, colour=MUTED, anchor="top")


def _add_figure(shapes: Any, box: Box, exhibit: Exhibit, row: Any, bare: str) -> None:
    sizes = tuple(size for size in _SIZES if height_of(1, size) <= box.height * _FILLED)
    # However low its place, a figure is written.
    value, large = fitted(bare, sizes or _SIZES[-1:], box.width * 0.85, 1)
    colour = LIGHT.country(str(row["country"]))
    add_text(shapes, box, [value], exhibit.language, large, bold=True, colour=colour, anchor="middle")


def _name(exhibit: Exhibit, row: Any, catalogue: Catalogue) -> str:
    return catalogue.indicator(str(row["indicator_id"])).called(exhibit.language)


def _figure(exhibit: Exhibit, row: Any, catalogue: Catalogue) -> tuple[str, list[str]]:
    """Return a figure without its unit, and the unit where it is left out."""
    indicator = catalogue.indicator(str(row["indicator_id"]))
    unit = unit_of(exhibit, indicator, str(row["country"]), currency_of(exhibit, row))
    whole = written_value(exhibit, row, catalogue)
    bare = whole if unit == "%" else whole.removesuffix(unit).rstrip()
    return bare, [unit] if bare != whole else []


def _about(exhibit: Exhibit, row: Any, catalogue: Catalogue) -> list[str]:
    """Return year, ranks and change of a headline figure, each where there is one."""
    t = messages(exhibit.language)
    lines = [t("slide.year", year=int(row["year"]))]
    if not is_missing(row.get("rank_country")):
        country = t(f"country.{row['country']}")
        rank = rank_text(int(row["rank_country"]), bool(row["tied_country"]), exhibit.language)
        lines.append(t("slide.rank_country", country=country, rank=rank, n=int(row["n_country"])))
    if not is_missing(row.get("rank_all")):
        rank = rank_text(int(row["rank_all"]), bool(row["tied_all"]), exhibit.language)
        lines.append(t("slide.rank_all", rank=rank, n=int(row["n_all"])))
    if not is_missing(row.get("change")):
        indicator = catalogue.indicator(str(row["indicator_id"]))
        per_cent = bool(row["change_is_per_cent"])
        decimals = 1 if per_cent else indicator.decimals
        points = t("slide.points") if indicator.unit_code == "percent" else ""
        change = quantity(row["change"], "%" if per_cent else points, exhibit.language, decimals, signed=True)
        lines.append(t("slide.change", year=int(row["change_from_year"]), change=change))
    return lines
