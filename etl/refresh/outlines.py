"""The outlines of the map compared with those of another publisher, told in one line; none is replaced."""

from pathlib import Path
from typing import Any

import pandas as pd
import shapely

from etl.boundaries import TOPOLOGY_FORM, polygons
from etl.languages import LANGUAGES
from etl.refresh.changes import Change
from etl.refresh.feeds import Feed
from etl.refresh.words import Words

OUTLINES = Path("boundaries") / "regions.topojson"
# Ours are generalised and leave out small islands, so that the same region overlaps to 80 or 90 %; far less
# is another region, another territory, or a shift.
LEAST_OVERLAP = 0.6


def overlaps(theirs: pd.DataFrame, data: Path) -> pd.Series:
    """Return by region code the area two outlines share, divided by the area either covers (0 to 1).

    Args:
        theirs: Columns region_code and outline, as from the connector.
        data: The data folder; its outlines are the map's.
    """
    ours = _read(data / OUTLINES)
    shares = {
        code: ours[code].intersection(outline).area / ours[code].union(outline).area if code in ours else 0.0
        for code, outline in theirs[["region_code", "outline"]].itertuples(index=False)
    }
    return pd.Series(shares, dtype=float).sort_values()


def outline_change(theirs: pd.DataFrame, data: Path, feed: Feed, words: Words) -> Change:
    """Return the line that says how well the outlines agree."""
    shares = overlaps(theirs, data)
    differ = shares[shares < LEAST_OVERLAP]
    kind = "outlines_differ" if len(differ) else "outlines_agree"
    told = shares.head(max(1, len(differ)))
    names = {
        language: ", ".join(
            f"{words.regions.get(str(code), {}).get(language, code)} {share:.0%}"
            for code, share in told.items()
        )
        for language in LANGUAGES
    }
    text = words.change(kind, name=dict(feed.names), count=str(len(shares)), examples=names)
    return Change(feed.source, kind, "", "", text)


def _read(file: Path) -> dict[str, Any]:
    """Return the outlines of a TopoJSON file by region code."""
    regions = polygons(TOPOLOGY_FORM.validate_json(file.read_bytes()))
    return {
        code: shapely.make_valid(
            shapely.MultiPolygon([shapely.Polygon(outer, holes) for outer, *holes in parts])
        )
        for code, parts in regions.items()
    }
