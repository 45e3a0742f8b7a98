"""`/data/{indicator}.{format}` and `/figures.{format}`: figures, filtered, in four formats."""

from dataclasses import dataclass, replace

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response

from api.answers import deliver_file
from api.descriptions import describe_indicator, describe_source, notes_of, records, sources_of
from api.errors import ApiError, unknown_name
from api.links import link
from api.parameters import format_asked, language, one, refuse_unknown, several, year_span
from api.places import PARAMETERS as PLACES
from api.places import places_asked, require_level
from exports.formats import Format, TableOrder
from exports.tables import Note
from regions.asking.page_specs import CURRENCIES
from regions.asking.selection import (
    COMPARABILITIES,
    FIGURE_MODES,
    KINDS_OF,
    STATUSES,
    Selection,
    count,
    figures,
    indicators_of,
)
from regions.database.build import Build, current_build
from regions.database.catalogue import Catalogue
from regions.database.languages import Language
from regions.database.places import COUNTRIES
from regions.figures.tidy import tidy
from regions.shapes.units import decimals_of

PARAMETERS = (*PLACES, "country", "from", "to", "status", "currency", "lang")
FILTERS = ("indicator", "topic", "comparability", "block", "kind", "mode")
# One answer is made in memory; whoever wants everything takes the database.
MOST_FIGURES = 50_000


@dataclass(frozen=True)
class _Query:
    """One request, understood."""

    name: str
    selection: Selection
    language: Language
    format: Format


async def data(request: Request) -> Response:
    """The figures of one indicator."""
    build = current_build()
    catalogue = build.catalogue
    code, format_ = request.path_params["indicator"], format_asked(request, "figures")
    if not catalogue.levels_of(code):
        raise unknown_name("unknown_indicator", code, catalogue.indicators, "/api/v1/indicators")
    refuse_unknown(request, PARAMETERS)
    selection = replace(_common_filters(request, catalogue), indicators=(code,))
    require_level((code,), selection.level, catalogue)
    return await _answer(request, build, _Query(code, selection, language(request), format_))


async def any_figures(request: Request) -> Response:
    """The figures of any combination of filters: what the page /explore shows."""
    build = current_build()
    catalogue = build.catalogue
    format_ = format_asked(request, "figures")
    refuse_unknown(request, (*FILTERS, *PARAMETERS))
    common = _common_filters(request, catalogue)
    held = require_level(request.query_params.getlist("indicator"), common.level, catalogue)
    selection = replace(
        common,
        indicators=several(request, "indicator", held),
        topics=several(request, "topic", catalogue.topics),
        comparabilities=several(request, "comparability", COMPARABILITIES),
        blocks=several(request, "block", catalogue.blocks),
        kinds=several(request, "kind", KINDS_OF[common.level]),
        mode=one(request, "mode", FIGURE_MODES, FIGURE_MODES[0]),
    )
    return await _answer(request, build, _Query("figures", selection, language(request), format_))


def _common_filters(request: Request, catalogue: Catalogue) -> Selection:
    first, last = year_span(request)
    level, within, regions = places_asked(request, catalogue)
    return Selection(
        countries=several(request, "country", COUNTRIES),
        level=level,
        within=within,
        regions=regions,
        statuses=several(request, "status", STATUSES),
        year_from=first,
        year_to=last,
        currency=one(request, "currency", CURRENCIES, CURRENCIES[0]),
    )


async def _answer(request: Request, build: Build, query: _Query) -> Response:
    described, licensed = link("/api/v1/indicators"), link("/api/v1/sources")
    headers = {"Link": f'<{described}>; rel="describedby", <{licensed}>; rel="license"'}
    name, key = f"{query.name}_{query.language}", (repr(query.selection),)
    return await deliver_file(
        request, build, query.format, query.language, name, key, lambda: _file(query, build), headers
    )


def _file(query: _Query, build: Build) -> bytes:
    catalogue = build.catalogue
    number = count(build, query.selection)
    if number > MOST_FIGURES:
        limit = str(MOST_FIGURES)
        raise ApiError(400, "too_many_figures", count=str(number), limit=limit)
    frame = figures(build, query.selection)
    table = tidy(frame, catalogue, query.language, query.selection)
    asked = query.selection
    known = catalogue.indicators_at(asked.level)
    decimals = tuple(decimals_of(known[code], asked.currency, asked.mode) for code in table.indicator_id)
    order = TableOrder(
        table, lambda: _notes(query, build), lambda: _document(query, order.written, build), decimals
    )
    return query.format.make_table(order)


def _notes(query: _Query, build: Build) -> tuple[Note, ...]:
    codes = indicators_of(query.selection, build.catalogue)
    known = build.catalogue.indicators_at(query.selection.level)
    notes = [notes_of(known[code], build, query.language) for code in codes]
    return tuple(dict.fromkeys(note for held in notes for note in held))


def _document(query: _Query, table: pd.DataFrame, build: Build) -> dict[str, object]:
    known = build.catalogue.indicators_at(query.selection.level)
    held = [known[code] for code in indicators_of(query.selection, build.catalogue)]
    sources = dict.fromkeys(source for indicator in held for source in sources_of(indicator, build.catalogue))
    return {
        "data_version": build.id,
        "indicators": [describe_indicator(indicator) for indicator in held],
        "sources": [describe_source(source) for source in sources],
        "currency": query.selection.currency,
        "mode": query.selection.mode,
        "count": len(table),
        "data": records(table),
    }
