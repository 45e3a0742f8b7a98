"""The maps of the municipalities: one a province or prefecture, one a nation, each read when asked for."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from regions.database.build import Build
from regions.database.memory import per_build
from regions.database.outlines import Box, MapPanel, outline
from regions.database.places import country_of


@dataclass(frozen=True, eq=False)
class MunicipalPanel(MapPanel):
    """The map of the municipalities of a province, prefecture or nation; its outlines are by municipality.

    All panels of provinces and prefectures, of both countries, have one scale: drawn with as many pixels a
    unit they can be compared. `frame` is what the axes show; the panel of a province or prefecture has no
    inset, and its `inset_frame` is empty (all zero).

    Attributes:
        beyond: Codes of the municipalities on far islands, which `frame` leaves out.
    """

    beyond: tuple[str, ...]


@per_build(16)
def municipal_panel(build: Build, code: str) -> MunicipalPanel | None:
    """Return the map of the municipalities of a place; None where none is held.

    Args:
        build: The build to read.
        code: A province or prefecture (`KR-47`), or a nation for the simplified overview (`JP`).
    """
    frames = build.query("SELECT * FROM municipal_panel WHERE panel_code = ?", (code,)).to_dict("records")
    if not frames:
        return None
    frame = frames[0]
    rows = build.query(
        "SELECT * FROM municipal_outline WHERE panel_code = ? ORDER BY drawing_order", (code,)
    ).to_dict("records")
    drawn = {
        str(row["region_code"]): outline(
            row["x"], row["y"], (row["label_x"], row["label_y"]), row["hit_radius"]
        )
        for row in rows
    }
    return MunicipalPanel(
        country=country_of(code),
        outlines=drawn,
        drawing_order=tuple(drawn),
        frame=_box(frame, ""),
        inset_frame=_box(frame, "inset_"),
        beyond=tuple(frame["beyond"].split(";")) if isinstance(frame["beyond"], str) else (),
    )


def _box(row: dict[Hashable, Any], prefix: str) -> Box:
    left, bottom, right, top = (float(row[prefix + side]) for side in ("left", "bottom", "right", "top"))
    return left, bottom, right, top
