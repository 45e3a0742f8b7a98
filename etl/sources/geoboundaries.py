"""geoBoundaries: outlines of provinces and prefectures, to compare those of the map with."""

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd
import shapely

from etl.download.client import Answer
from etl.download.errors import Incomplete, TableGone, Unexpected, Unreadable
from etl.sources.connector import Ask, Connector, Request, Table
from etl.sources.contents import as_list, as_mapping, parsed
from etl.sources.places import Places

NOT_FOUND = 404
LARGE_FILE_POINTER = b"version https://git-lfs"
LINK = "simplifiedGeometryGeoJSON"


class GeoBoundaries(Connector):
    """The open release (gbOpen); a table is the first level of one country."""

    name = "geoboundaries"
    base_url = "https://www.geoboundaries.org/api/current/gbOpen"
    rank = 95

    def judge(self, answer: Answer) -> None:
        """Refuse the pointer that stands for a large file where the store of large files was not asked."""
        if answer.body.startswith(LARGE_FILE_POINTER):
            raise Unexpected(f"{answer.url}: a pointer to a large file instead of the file")
        if answer.status == NOT_FOUND:
            raise TableGone(f"{answer.url}: HTTP 404")

    def version(self, table: Table, ask: Ask) -> str | None:
        """Return id and date of the build."""
        about = _about(ask(_description(table)))
        return f"{about['boundaryID']} {about.get('buildDate', '')}".strip()

    def answers(self, table: Table, since: int | None, ask: Ask) -> Iterator[Answer]:
        """Ask for the description, then for the outlines it links."""
        description = ask(_description(table))
        yield description
        yield ask(Request(str(_about(description)[LINK]), {}, _hosts(table)))

    def rows(self, table: Table, answers: Iterable[Answer], places: Places) -> pd.DataFrame:
        """Return one row a region: region_code, outline (shapely geometry in degrees).

        Raises:
            SourceError: If there are more or fewer regions than ours, or one is not known.
        """
        description, outlines = answers
        regions = places.regions[str(table.options["country"])]
        features = as_list(as_mapping(parsed(outlines)).get("features"))
        stated = str(_about(description).get("admUnitCount", len(features)))
        if {str(len(features)), stated} != {str(len(regions))}:
            raise Unexpected(
                f"{table.id}: {len(features)} outlines, {stated} announced; there are {len(regions)} regions"
            )
        known = _codes(places, regions)
        rows = [_row(as_mapping(one), known, outlines.url) for one in features]
        missing = sorted(set(regions) - {row["region_code"] for row in rows})
        if missing:
            raise Incomplete(f"{table.id}: no outline of {', '.join(missing)}")
        return pd.DataFrame(rows)


def _hosts(table: Table) -> tuple[str, ...]:
    return tuple(table.options["hosts"])


def _description(table: Table) -> Request:
    return Request(f"{table.options['iso']}/ADM1/", {}, _hosts(table), leads_on=True)


def _about(answer: Answer) -> dict[str, Any]:
    """Return the description of a release, which links the outlines."""
    about = dict(as_mapping(parsed(answer)))
    if not str(about.get(LINK, "")).startswith(("https://", "http://")) or "boundaryID" not in about:
        raise Unreadable(f"{answer.url}: no description of outlines with a link to them")
    return about


def _codes(places: Places, regions: tuple[str, ...]) -> dict[str, str]:
    """Return the region by ISO code and by each of its names."""
    rows = places.catalogue[places.catalogue["region_code"].isin(regions)].to_dict("records")
    named = {
        _bare(str(row[column])): str(row["region_code"])
        for row in rows
        for column in ("name_ko", "short_ko", "name_ja", "short_ja", "name_en", "short_en")
        if isinstance(row.get(column), str)
    }
    return named | {_bare(code): code for code in regions}


def _bare(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _row(feature: Any, known: dict[str, str], url: str) -> dict[str, Any]:
    properties = as_mapping(feature.get("properties"))
    written = [str(properties.get(name) or "") for name in ("shapeISO", "shapeName")]
    code = next((known[_bare(text)] for text in written if _bare(text) in known), None)
    if code is None:
        raise Unexpected(f"{url}: {' '.join(written).strip() or 'an outline without a name'} is no region")
    try:
        outline = shapely.make_valid(shapely.geometry.shape(feature["geometry"]))
    except (shapely.errors.ShapelyError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable(f"{url}: the outline of {code} cannot be read ({type(error).__name__})") from None
    return {"region_code": code, "outline": outline}


CONNECTORS = (GeoBoundaries(),)
