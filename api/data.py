"""`/data/{indicator}.{format}` and `/figures.{format}`: figures, filtered, in four formats."""

from dataclasses import dataclass, replace

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response

from api.answers import answer
from api.descriptions import describe_indicator, describe_source, json_bytes, notes_of, records, sources_of
from api.errors import ApiError, shortened, unknown_name
from api.parameters import language, one, refuse_unknown, several, year_span
from exports.tables import Note, csv_file, parquet_file, xlsx_file
from regions.asking.page_specs import CURRENCIES
from regions.asking.selection import (
    COMPARABILITIES,
    FIGURE_MODES,
    REGION_KINDS,
    STATUSES,
    Selection,
    count,
    figures,
    indicators_of,
)
from regions.build.catalogue import Catalogue
from regions.build.database import Build, current_build
from regions.build.languages import Language
from regions.build.places import COUNTRIES
from regions.figures.tidy import tidy

PARAMETERS = ("region", "country", "from", "to", "status", "currency", "lang")
FILTERS = ("indicator", "topic", "comparability", "block", "kind", "mode")
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# One answer is made in memory; whoever wants everything takes the database.
MOST_FIGURES = 50_000


@dataclass(frozen=True)
class _Query:
    """One request, understood."""

    name: str
    selection: Selection
    language: Language
    kind: str


async def data(request: Request) -> Response:
    """The figures of one indicator."""
    build = current_build()
    catalogue = build.catalogue
    code, kind = request.path_params["indicator"], _format(request)
    if code not in catalogue.indicators:
        raise unknown_name("unknown_indicator", code, catalogue.indicators, "/api/v1/indicators")
    refuse_unknown(request, PARAMETERS)
    selection = replace(_common_filters(request, catalogue), indicators=(code,))
    return await _answer(request, build, _Query(code, selection, language(request), kind))


async def any_figures(request: Request) -> Response:
    """The figures of any combination of filters: what the page /explore shows."""
    build = current_build()
    catalogue = build.catalogue
    kind = _format(request)
    refuse_unknown(request, (*FILTERS, *PARAMETERS))
    selection = replace(
        _common_filters(request, catalogue),
        indicators=several(request, "indicator", catalogue.indicators),
        topics=several(request, "topic", catalogue.topics),
        comparabilities=several(request, "comparability", COMPARABILITIES),
        blocks=several(request, "block", catalogue.blocks),
        kinds=several(request, "kind", REGION_KINDS),
        mode=one(request, "mode", FIGURE_MODES, FIGURE_MODES[0]),
    )
    return await _answer(request, build, _Query("figures", selection, language(request), kind))


def _format(request: Request) -> str:
    kind: str = request.path_params["format"]
    if kind not in MEDIA_TYPES:
        raise ApiError(404, "unknown_format", value=shortened(kind), allowed=list(MEDIA_TYPES))
    return kind


def _common_filters(request: Request, catalogue: Catalogue) -> Selection:
    first, last = year_span(request)
    return Selection(
        countries=several(request, "country", COUNTRIES),
        regions=several(request, "region", catalogue.regions),
        statuses=several(request, "status", STATUSES),
        year_from=first,
        year_to=last,
        currency=one(request, "currency", CURRENCIES, CURRENCIES[0]),
    )


async def _answer(request: Request, build: Build, query: _Query) -> Response:
    name = f"{query.name}_{query.language}.{query.kind}"
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "Content-Language": query.language,
        "Link": '</api/v1/indicators>; rel="describedby", </api/v1/sources>; rel="license"',
        "X-Data-Version": build.id,
    }
    # The name belongs to the key: a workbook of one indicator has other notes than one of many.
    key = (f"data.{query.kind}", query.name, repr(query.selection), query.language)
    return await answer(request, build, key, lambda: _file(query, build), MEDIA_TYPES[query.kind], headers)


def _file(query: _Query, build: Build) -> bytes:
    catalogue = build.catalogue
    number = count(build, query.selection)
    if number > MOST_FIGURES:
        limit = str(MOST_FIGURES)
        raise ApiError(400, "too_many_figures", count=str(number), limit=limit)
    frame = figures(build, query.selection)
    table = tidy(frame, catalogue, query.language, query.selection)
    if query.kind == "csv":
        return csv_file(table)
    if query.kind == "parquet":
        return parquet_file(table)
    if query.kind == "xlsx":
        return xlsx_file(table, _notes(query, build))
    return json_bytes(_document(query, table, build))


def _notes(query: _Query, build: Build) -> tuple[Note, ...]:
    codes = indicators_of(query.selection, build.catalogue)
    notes = [notes_of(build.catalogue.indicators[code], build, query.language) for code in codes]
    return tuple(dict.fromkeys(note for held in notes for note in held))


def _document(query: _Query, table: pd.DataFrame, build: Build) -> dict[str, object]:
    held = [build.catalogue.indicators[code] for code in indicators_of(query.selection, build.catalogue)]
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
