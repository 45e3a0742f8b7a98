"""Figures by any combination of filters, selected, counted, sorted and cut into pages inside DuckDB."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from regions.asking.measuring import measured
from regions.database.build import Build
from regions.database.catalogue import Catalogue, conversion_of
from regions.database.memory import per_build
from regions.database.places import OF_REGIONS
from regions.database.regions import Municipality, Region

STATUSES = ("actual", "provisional", "projection")
COMPARABILITIES = ("same", "near", "differs", "single_country")
REGION_KINDS = (
    "country",
    "special_city",
    "metropolitan_city",
    "special_self_governing_city",
    "province",
    "special_self_governing_province",
    "to",
    "do",
    "fu",
    "ken",
)
MUNICIPALITY_KINDS = (
    "city",
    "county",
    "district",
    "administrative_city",
    "special_self_governing_city",
    "designated_city",
    "special_ward",
    "town",
    "village",
)
REGION, MUNICIPALITY = LEVELS = ("region", "municipality")
KINDS_OF = {REGION: REGION_KINDS, MUNICIPALITY: MUNICIPALITY_KINDS}
# Ways of showing a figure: as published, for each person, against a base year.
FIGURE_MODES = ("level", "per_head", "index", "change")
COLUMNS = (
    "indicator_id", "region_code", "country", "year", "value", "status", "mark", "source_id", "base_year",
)  # fmt: skip
TIDY_COLUMNS = (
    "indicator_id", "indicator", "region_code", "region", "country", "year", "value", "unit", "status",
    "mark", "comparability", "warnings", "source_id", "source", "base_year",
)  # fmt: skip
# Beyond the shipped figures by far; a guard against a database of another kind.
MOST_ROWS = 1_000_000


@dataclass(frozen=True)
class Selection:
    """What is asked of all figures. An empty tuple or None means: no restriction.

    Attributes:
        indicators: Indicator ids.
        topics: Topic codes.
        comparabilities: Codes of comparability.
        countries: `KR`, `JP`.
        blocks: Codes of blocks or mega-regions; their regions count beside `regions`.
        kinds: Kinds of region, e.g. `ken`.
        regions: Region codes.
        statuses: `actual`, `provisional`, `projection`.
        year_from: First year.
        year_to: Last year.
        level: One of `LEVELS`: of the nations, provinces and prefectures, or of municipalities, never both.
        within: Of municipalities: the provinces, prefectures or nations they lie in.
        currency: `national`, `usd` or `ppp`; figures that are not money are the same in all three.
        mode: One of `FIGURE_MODES`; see `regions.measuring`.
    """

    indicators: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    comparabilities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    level: str = REGION
    within: tuple[str, ...] = ()
    currency: str = "national"
    mode: str = "level"


_FIGURES = """
    SELECT indicator_id, region_code, left(region_code, 2) AS country, year, value, status, mark, source_id
    FROM observation"""
_PUBLISHED = f"{_FIGURES} WHERE {OF_REGIONS}"
_OF_MUNICIPALITIES = f"{_FIGURES} WHERE NOT {OF_REGIONS}"  # money as published: none of it is converted
_CONVERTED = f"""
    {_PUBLISHED} AND indicator_id NOT IN (SELECT indicator_id FROM observation_converted)
    UNION ALL
    SELECT indicator_id, region_code, left(region_code, 2), year, value, status, NULL, source_id
    FROM observation_converted WHERE currency = $currency"""


@per_build(512)
def count(
    build: Build,
    selection: Selection,
) -> int:
    """Return how many figures a selection holds, those without a value (marked by the publisher) included."""
    sql, parameters = select(selection, build.catalogue)
    return int(build.query(f"SELECT count(*) AS n FROM ({sql})", parameters).n.iloc[0])


def figures(
    build: Build,
    selection: Selection,
    sort: str = "indicator_id",
    descending: bool = False,
    limit: int = MOST_ROWS,
    offset: int = 0,
    leading_country: str = "KR",
) -> pd.DataFrame:
    """Return the figures of a selection.

    Args:
        build: The build to read.
        selection: The filters.
        sort: Column of `COLUMNS` to sort by; the key (indicator, region, year, status) settles ties.
        descending: Whether the largest comes first; missing values always come last.
        limit: How many rows at most.
        offset: How many rows to pass over.
        leading_country: The country that comes first where regions are in order.

    Returns:
        Columns `COLUMNS`, values in the unit of the indicator (or the currency and mode asked for);
        `base_year` is the base of an index or change.

    Raises:
        ValueError: If `sort` is not a column.
    """
    if sort not in COLUMNS:
        raise ValueError(f"{sort} is not one of {', '.join(COLUMNS)}")
    sql, parameters = select(selection, build.catalogue)
    direction = "DESC" if descending else "ASC"
    first = "country <> $leading, region_code" if sort == "region_code" else sort
    return build.query(
        f"SELECT * FROM ({sql}) ORDER BY {first} {direction} NULLS LAST,"
        " indicator_id, country <> $leading, region_code, year, status LIMIT $limit OFFSET $offset",
        {**parameters, "limit": limit, "offset": offset, "leading": leading_country},
    )


def regions_of(selection: Selection, catalogue: Catalogue) -> list[Region]:
    """Return the regions that pass the filters on regions, in the catalogue's order."""
    return [region for region in catalogue.regions.values() if _passes(region, selection, catalogue)]


def municipalities_of(selection: Selection, catalogue: Catalogue) -> list[Municipality]:
    """Return the municipalities that pass the filters, in the catalogue's order."""
    around = {code for block in selection.blocks for code in catalogue.blocks[block].members}
    return [
        one
        for one in catalogue.municipal.places.values()
        if (not selection.countries or one.country in selection.countries)
        and (not selection.within or {one.parent_code, one.country} & {*selection.within})
        and (not selection.blocks or one.parent_code in around)
        and (not selection.kinds or one.kind in selection.kinds)
        and (not selection.regions or one.code in selection.regions)
    ]


def places_of(selection: Selection, catalogue: Catalogue) -> Sequence[Region | Municipality]:
    """Return the regions or the municipalities that pass the filters, in the catalogue's order."""
    of_level = municipalities_of if selection.level == MUNICIPALITY else regions_of
    return of_level(selection, catalogue)


def indicators_of(selection: Selection, catalogue: Catalogue) -> list[str]:
    """Return the ids of the indicators that pass the filters on indicators, in the catalogue's order."""
    return [
        indicator.id
        for indicator in catalogue.indicators_at(selection.level).values()
        if (not selection.indicators or indicator.id in selection.indicators)
        and (not selection.topics or indicator.topic in selection.topics)
        and (not selection.comparabilities or indicator.comparability in selection.comparabilities)
    ]


def _passes(region: Region, selection: Selection, catalogue: Catalogue) -> bool:
    # A block stands for its regions: those of a block and single ones beside it are asked for together.
    places = {code for block in selection.blocks for code in catalogue.blocks[block].members}
    places.update(selection.regions)
    return (
        (not selection.countries or region.country in selection.countries)
        and (not places or region.code in places)
        and (not selection.kinds or region.kind in selection.kinds)
    )


def select(selection: Selection, catalogue: Catalogue) -> tuple[str, dict[str, object]]:
    """Return the SELECT and its parameters; every value of the reader's is a parameter."""
    of_municipalities = selection.level == MUNICIPALITY
    converted = conversion_of(selection.currency) is not None and not of_municipalities
    parameters: dict[str, object] = {"currency": selection.currency} if converted else {}
    conditions = list(_conditions(selection, catalogue, parameters))
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    figures_of = _OF_MUNICIPALITIES if of_municipalities else _CONVERTED if converted else _PUBLISHED
    chosen = f"SELECT * FROM ({figures_of}){where}"
    indicators = catalogue.indicators_at(selection.level)
    return measured(chosen, selection.mode, indicators, of_municipalities), parameters


def _conditions(selection: Selection, catalogue: Catalogue, parameters: dict[str, object]) -> Iterator[str]:
    if selection.indicators or selection.topics or selection.comparabilities:
        parameters["indicators"] = indicators_of(selection, catalogue)
        yield "indicator_id = ANY($indicators)"
    if any((selection.countries, selection.blocks, selection.kinds, selection.regions, selection.within)):
        parameters["regions"] = [place.code for place in places_of(selection, catalogue)]
        yield "region_code = ANY($regions)"
    if selection.statuses:
        parameters["statuses"] = list(selection.statuses)
        yield "status = ANY($statuses)"
    if selection.year_from is not None:
        parameters["first"] = selection.year_from
        yield "year >= $first"
    if selection.year_to is not None:
        parameters["last"] = selection.year_to
        yield "year <= $last"
