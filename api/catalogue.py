"""`/indicators`, `/regions`, `/regions/{code}.json`, `/sources`: what there is."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from api.answers import deliver_json
from api.descriptions import (
    describe_indicator,
    describe_municipality,
    describe_place,
    describe_region,
    describe_source,
    records,
    texts,
)
from api.errors import unknown_name
from api.parameters import one, refuse_unknown
from api.places import municipality, places_asked
from regions.asking.selection import LEVELS, MUNICIPALITY, REGION, Selection, municipalities_of
from regions.database.build import Build, current_build
from regions.database.catalogue import Catalogue
from regions.database.places import country_of, is_municipality


async def indicators(request: Request) -> Response:
    """Every indicator, in the order of the catalogue; with `level=municipality` those of municipalities."""
    refuse_unknown(request, ("level",))
    level = one(request, "level", LEVELS, REGION)
    return await _listing(request, lambda catalogue: indicators_document(catalogue, level), level)


async def regions(request: Request) -> Response:
    """The 64 regions and two nations, blocks and mega-regions; or municipalities, of all or within some."""
    refuse_unknown(request, ("level", "within"))
    level, within, _ = places_asked(request, current_build().catalogue)
    if level == MUNICIPALITY:
        asked = Selection(level=level, within=within)
        return await _listing(
            request,
            lambda catalogue: {
                "municipalities": [describe_municipality(one) for one in municipalities_of(asked, catalogue)]
            },
            repr(asked),
        )
    return await _listing(request, regions_document)


async def sources(request: Request) -> Response:
    """Every source with its terms."""
    refuse_unknown(request, ())
    return await _listing(
        request,
        lambda catalogue: {"sources": [describe_source(source) for source in catalogue.sources.values()]},
    )


def indicators_document(catalogue: Catalogue, level: str = REGION) -> dict[str, object]:
    """Return topics and the indicators of a level."""
    return {
        "topics": [{"id": topic.code, "name": texts(topic.name)} for topic in catalogue.topics.values()],
        "indicators": [describe_indicator(held) for held in catalogue.indicators_at(level).values()],
    }


def regions_document(catalogue: Catalogue) -> dict[str, object]:
    """Return regions, nations, blocks and mega-regions."""
    return {
        "regions": [describe_region(region) for region in catalogue.regions.values()],
        "blocks": [
            {
                "id": block.code,
                "kind": block.kind,
                "country": block.country,
                "name": texts(block.name),
                "regions": list(block.members),
            }
            for block in catalogue.blocks.values()
        ],
    }


async def region(request: Request) -> Response:
    """One region or municipality and its latest figure of every indicator."""
    refuse_unknown(request, ())
    build = current_build()
    catalogue = build.catalogue
    code = request.path_params["code"]
    if is_municipality(code):
        municipality(code, request, catalogue)
    elif code not in catalogue.regions:
        raise unknown_name("unknown_region", code, catalogue.regions, "/api/v1/regions")
    return await deliver_json(request, build, ("region", code), lambda: _region_document(code, build))


def _region_document(code: str, build: Build) -> dict[str, object]:
    latest = build.query(
        "SELECT indicator_id, year, value, status, source_id FROM observation"
        " WHERE region_code = ? AND value IS NOT NULL AND status <> 'projection'"
        " QUALIFY row_number() OVER (PARTITION BY indicator_id ORDER BY year DESC, status) = 1",
        (code,),
    )
    catalogue = build.catalogue
    known = catalogue.indicators_at(MUNICIPALITY if is_municipality(code) else REGION)
    place = {held: number for number, held in enumerate(known)}
    latest = latest.sort_values("indicator_id", key=lambda column: column.map(place))
    rows = records(latest)
    for row in rows:
        indicator = known[row["indicator_id"]]
        row["name"] = texts(indicator.name)
        row["unit"] = texts(indicator.unit_for(country_of(code), None))
        row["comparability"] = indicator.comparability
    changes = [
        {"date": f"{change.date:%Y-%m-%d}", "kind": change.kind, "text": texts(change.text)}
        for change in catalogue.changes
        if change.region_code == code
    ]
    return {
        "data_version": build.id,
        "region": describe_place(code, catalogue),
        "changes": changes,
        "latest": rows,
    }


async def _listing(
    request: Request, describe: Callable[[Catalogue], dict[str, object]], asked: str = ""
) -> Response:
    build = current_build()
    key = (request.url.path, asked)
    return await deliver_json(
        request, build, key, lambda: {"data_version": build.id, **describe(build.catalogue)}
    )
