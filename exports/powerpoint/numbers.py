"""Headline figures in large letters, one beside the other."""

from typing import Any

from charts.theme import LIGHT
from exports.figures import currency_of, is_missing, unit_of, written_value
from exports.powerpoint.design import MUTED, Box, fitted
from exports.powerpoint.text import add_text
from i18n.messages import messages
from i18n.numbers import quantity
from regions.database.catalogue import Catalogue
from regions.shapes.exhibit import Exhibit
from regions.words.wording import rank_text

_MOST_NUMBERS = 5


def add_numbers(shapes: Any, box: Box, exhibit: Exhibit, catalogue: Catalogue) -> list[str]:
    """Write up to five figures in large letters, each with its name, year, rank and change.

    Returns:
        Nothing that a reader must be told of it.
    """
    rows = exhibit.data.to_dict("records")[:_MOST_NUMBERS]
    gap = 0.3
    width = (box.width - gap * (len(rows) - 1)) / len(rows)
    for number, row in enumerate(rows):
        left = box.left + number * (width + gap)
        country = str(row["country"])
        indicator = catalogue.indicator(str(row["indicator_id"]))
        name, size = fitted(indicator.called(exhibit.language), (16.0, 14.0, 13.0), width, 3)
        add_text(
            shapes, Box(left, box.top + 0.5, width, 0.8), [name], exhibit.language, size, anchor="bottom"
        )
        unit = unit_of(exhibit, indicator, country, currency_of(exhibit, row))
        whole = written_value(exhibit, row, catalogue)
        bare = whole if unit == "%" else whole.removesuffix(unit).rstrip()
        value, large = fitted(bare, (40.0, 36.0, 32.0, 28.0, 24.0, 20.0), width * 0.85, 1)
        add_text(
            shapes, Box(left, box.top + 1.4, width, 0.85), [value], exhibit.language, large,
            bold=True, colour=LIGHT.country(country), anchor="middle",
        )  # fmt: skip
        lines = ([unit] if bare != whole else []) + _about(exhibit, row, catalogue)
        add_text(shapes, Box(left, box.top + 2.4, width, 2.0), lines, exhibit.language, 13, colour=MUTED)
    return []


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
