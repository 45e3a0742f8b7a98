"""Maps of municipalities as native shapes: a freeform each, named, filled by class, a group a region."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from charts.classes import Classes, classes_of
from charts.theme import LIGHT, readable_on
from exports.figures import written_value
from exports.powerpoint.design import Box
from exports.powerpoint.maps import MapScale, add_map_legend, class_fill, map_legend_height
from exports.powerpoint.outlines import panel_group, region_shape, size
from exports.powerpoint.text import add_text
from exports.powerpoint.xml import hatched
from regions.database.catalogue import Catalogue
from regions.database.outlines import MapPanel
from regions.database.places import COUNTRIES
from regions.figures.municipal import marked, rows_within
from regions.shapes.exhibit import Exhibit

# Shapes of a whole nation would be more than a slide can carry; its ends are bars.
MOST_SHAPES = 400
_HEAD, _GAP, _COLUMNS = 0.3, 0.25, 3
_IN_PART = "_partial"
_STRIPES, _DOTS = "wdUpDiag", "dotGrid"


def draw_municipal_maps(
    shapes: Any, box: Box, exhibit: Exhibit, catalogue: Catalogue, panels: Mapping[str, MapPanel]
) -> None:
    """Draw the map of each region asked for, all on one scale of classes and of lengths, and the legend."""
    classes = classes_of(exhibit, exhibit.data.value, LIGHT)
    scale = MapScale(dict.fromkeys(COUNTRIES, classes))
    deep = map_legend_height(exhibit, scale, box.width, _COLUMNS)
    above = Box(box.left, box.top, box.width, box.height - deep - 0.1)
    for code, place in _places(above, panels).items():
        name = catalogue.place_short(code)[exhibit.language]
        head = Box(place.left - _GAP / 2, box.top, place.width + _GAP, _HEAD)
        add_text(shapes, head, [name], exhibit.language, 13, bold=True, align="center")
        _add_panel(
            shapes, place, panels[code], name, exhibit, rows_within(exhibit.data, code), classes, catalogue
        )
    add_map_legend(
        shapes, Box(box.left, box.top + box.height - deep, box.width, deep), exhibit, scale, _COLUMNS
    )


def _places(box: Box, panels: Mapping[str, MapPanel]) -> dict[str, Box]:
    """Return where each map stands, side by side in the middle, units of all equally long."""
    sizes = {code: size(panel) for code, panel in panels.items()}
    room, high = box.width - _GAP * (len(sizes) - 1), box.height - _HEAD
    unit = min(room / sum(wide for wide, _ in sizes.values()), high / max(tall for _, tall in sizes.values()))
    left = box.left + (room - unit * sum(wide for wide, _ in sizes.values())) / 2
    places = {}
    for code, (wide, tall) in sizes.items():
        places[code] = Box(left, box.top + _HEAD + (high - tall * unit) / 2, wide * unit, tall * unit)
        left += wide * unit + _GAP
    return places


def _add_panel(
    shapes: Any,
    place: Box,
    panel: MapPanel,
    name: str,
    exhibit: Exhibit,
    rows: pd.DataFrame,
    classes: Classes,
    catalogue: Catalogue,
) -> None:
    group = panel_group(shapes, place, panel, name, f"{name}. {exhibit.alternative_text}")
    # Outlines are drawn from the top of the panel's frame, which need not begin at zero.
    offset = group.xpath("./p:grpSpPr/a:xfrm/a:chOff")[0]
    offset.set("x", str(int(panel.frame[0])))
    offset.set("y", str(-int(panel.frame[1])))
    fills = _fills(exhibit, rows, classes)
    records = {row["region_code"]: row for row in rows.to_dict("records")}
    drawn = [code for code in panel.drawing_order if code in records and _is_in_sight(panel, code)]
    for number, code in enumerate(drawn, shapes._next_shape_id):
        label = catalogue.place_name(code)[exhibit.language]
        value = written_value(exhibit, records[code], catalogue)
        group.append(region_shape(panel, code, fills[code], number, f"{label} ({code})", f"{label}: {value}"))


def _is_in_sight(panel: MapPanel, code: str) -> bool:
    """Say whether a municipality lies within the frame; far islands do not."""
    left, bottom, right, top = panel.frame
    x, y = panel.outlines[code].label
    return left <= x <= right and bottom <= y <= top


def _fills(exhibit: Exhibit, rows: pd.DataFrame, classes: Classes) -> dict[str, str]:
    """Return the fill of each municipality: striped where a part is designated, dotted of few residents."""
    partial = {one.value for one in exhibit.indicator.classes if one.code.endswith(_IN_PART)}
    small: Sequence[bool] = marked(rows, "small_count").tolist()
    found = {}
    for code, value, is_small in zip(rows.region_code, rows.value, small, strict=True):
        if pd.isna(value):
            found[code] = hatched(LIGHT.muted, LIGHT.missing, "ltUpDiag")
            continue
        colour = classes.colour(float(value))
        pattern = _STRIPES if value in partial else _DOTS if is_small else ""
        found[code] = (
            hatched(readable_on(colour), colour, pattern)
            if pattern
            else class_fill(classes, classes.index(float(value)))
        )
    return found
