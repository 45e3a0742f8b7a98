"""Ties on a slide: both maps with a native line for each pair of places, or the matrix."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.util import Emu, Inches, Pt

from charts.theme import LIGHT
from exports.matrices import ties_matrix
from exports.powerpoint.design import Box, inches_of, rgb
from exports.powerpoint.matrix import add_matrix
from exports.powerpoint.outlines import (
    add_label,
    inset_shape,
    on_slide,
    panel_group,
    region_shape,
    side_by_side,
)
from exports.powerpoint.text import add_text, describe
from exports.powerpoint.xml import solid
from i18n.messages import messages
from regions.database.catalogue import Catalogue
from regions.database.places import COUNTRIES
from regions.shapes.listing import Listing

_BETWEEN = 2.4
_STRONG, _THIN = Pt(1.25), Pt(0.5)
_LEGEND, _LEGEND_SIZE = 0.3, 12.0
_NAMED_AT_MOST = 5
_SHAPES = {"KR": MSO_SHAPE.OVAL, "JP": MSO_SHAPE.RECTANGLE}
_COLUMNS = {"KR": "kr_code", "JP": "jp_code"}


def add_ties_map(shapes: Any, box: Box, listing: Listing, pairs: pd.DataFrame, catalogue: Catalogue) -> None:
    """Draw both countries, Korea in the west, and a line for each pair of places with a tie.

    Lines between regional governments are strong.

    Args:
        shapes: The shapes of the slide.
        box: Where they may stand.
        listing: What is shown (`ties_listing`); if its View has regions, their pairs alone are drawn.
        pairs: One row a pair of places (`tie_places.place_pairs`).
        catalogue: For names.
    """
    picked = listing.view.regions
    chosen = pairs[pairs.kr_region_code.isin(picked) | pairs.jp_region_code.isin(picked)]
    shown = chosen if len(chosen) else pairs
    below = Box(box.left, box.top + _LEGEND, box.width, box.height - _LEGEND)
    places = side_by_side(below, catalogue.panels, COUNTRIES, _BETWEEN)
    for country, place in places.items():
        panel = catalogue.panels[country]
        name = messages(listing.language)(f"country.{country}")
        group = panel_group(shapes, place, panel, name, name)
        for number, code in enumerate(panel.drawing_order, shapes._next_shape_id):
            label = f"{catalogue.place_short(code)[listing.language]} ({code})"
            group.append(region_shape(panel, code, solid(LIGHT.missing), number, label, label))
        group.append(inset_shape(panel, shapes._next_shape_id))
    points = _points(shown, places, catalogue)
    # Each is numbered after the last: to look through all for the highest number is a third of the work.
    shapes.turbo_add_enabled = True
    # Strong lines are drawn last, so that they lie on top.
    for pair in shown.sort_values("provinces", kind="stable").to_dict("records"):
        _add_line(shapes, pair, points, listing, catalogue)
    _add_dots(shapes, shown, points, listing, catalogue)
    _add_labels(shapes, shown, points, listing, catalogue, picked)
    _add_legend(shapes, box, listing)
    shapes.turbo_add_enabled = False


def _points(
    pairs: pd.DataFrame, places: dict[str, Box], catalogue: Catalogue
) -> dict[str, tuple[float, float]]:
    """Return where each place with a tie stands on the slide."""
    points: dict[str, tuple[float, float]] = {}
    for country, column in _COLUMNS.items():
        side = country.lower()
        rows = pairs[[column, f"{side}_x", f"{side}_y"]].drop_duplicates().itertuples(index=False, name=None)
        points |= {code: on_slide(catalogue.panels[country], places[country], (x, y)) for code, x, y in rows}
    return points


def add_ties_matrix(
    shapes: Any, box: Box, listing: Listing, pairs: pd.DataFrame, catalogue: Catalogue
) -> None:
    """Draw the 17 × 47 matrix as a native table; `pairs` are of regions (`ties.pair_counts`)."""
    matrix = ties_matrix(listing, pairs, catalogue)
    add_matrix(shapes, box, matrix, listing.language, listing.alternative_text)


def _add_line(
    shapes: Any,
    pair: Any,
    points: dict[str, tuple[float, float]],
    listing: Listing,
    catalogue: Catalogue,
) -> None:
    codes = (pair["kr_code"], pair["jp_code"])
    ends = [Inches(part) for code in codes for part in points[code]]
    line = _line(shapes, ends, strong=bool(pair["provinces"]))
    one, other = (catalogue.place_short(code)[listing.language] for code in codes)
    text = messages(listing.language).plural("ties.cell", int(pair["ties"]), one=one, other=other)
    describe(line, f"{one} – {other}", text)


def _line(shapes: Any, ends: Sequence[int], *, strong: bool) -> Any:
    line = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
    # The style that comes along casts a shadow.
    for style in line._element.xpath("./p:style"):
        style.getparent().remove(style)
    line.line.width = _STRONG if strong else _THIN
    line.line.color.rgb = rgb(LIGHT.text if strong else LIGHT.muted)
    return line


def _add_dots(
    shapes: Any,
    pairs: pd.DataFrame,
    points: dict[str, tuple[float, float]],
    listing: Listing,
    catalogue: Catalogue,
) -> None:
    """Put a mark on each place with a tie, the larger the more ties, a circle or a square by country."""
    t = messages(listing.language)
    for country, column in _COLUMNS.items():
        for code, ties in pairs.groupby(column).ties.sum().items():
            across = 0.05 + 0.035 * float(ties) ** 0.5
            left, top = (part - across / 2 for part in points[str(code)])
            dot = shapes.add_shape(_SHAPES[country], *Box(left, top, across, across).emu)
            dot.fill.solid()
            dot.fill.fore_color.rgb = rgb(LIGHT.country(country))
            dot.line.color.rgb = rgb(LIGHT.page)
            dot.line.width = Emu(6350)
            dot.shadow.inherit = False
            name = catalogue.place_short(str(code))[listing.language]
            describe(dot, name, f"{name}: {t.plural('ties.count', int(ties))}")


def _add_labels(
    shapes: Any,
    pairs: pd.DataFrame,
    points: dict[str, tuple[float, float]],
    listing: Listing,
    catalogue: Catalogue,
    picked: Sequence[str],
) -> None:
    """Name the regions picked and their partners, else those with the most ties of each country."""
    codes: list[str] = [code for code in picked if code in points]
    for column in _COLUMNS.values():
        totals = pairs.groupby(column).ties.sum().sort_values(ascending=False, kind="stable")
        codes += [str(code) for code in totals.index[: None if picked else _NAMED_AT_MOST]]
    taken: list[Box] = []
    for code in dict.fromkeys(codes):
        text = catalogue.place_short(code)[listing.language]
        # Beside the mark, away from the lines: Korea's and Japan's outer sides.
        outer = points[code][0] < _middle(points)
        shift = (inches_of(text, 11.0) / 2 + 0.2) * (-1 if outer else 1)
        add_label(shapes, (points[code][0] + shift, points[code][1]), text, listing.language, taken)


def _middle(points: dict[str, tuple[float, float]]) -> float:
    across = [left for left, _ in points.values()]
    return (min(across) + max(across)) / 2


def _add_legend(shapes: Any, box: Box, listing: Listing) -> None:
    t = messages(listing.language)
    left = box.left
    for key, strong in (("ties.between_governments", True), ("ties.between_municipalities", False)):
        words, middle = t(key), box.top + 0.12
        ends = [Inches(part) for part in (left, middle, left + 0.4, middle)]
        line = _line(shapes, ends, strong=strong)
        describe(line, words, words)
        room = inches_of(words, _LEGEND_SIZE) + 0.1
        add_text(shapes, Box(left + 0.5, box.top, room, 0.26), [words], listing.language, _LEGEND_SIZE)
        left += room + 0.85
