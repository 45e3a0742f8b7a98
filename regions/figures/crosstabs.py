"""Selected figures crossed: indicators side by side, regions by years, indicators by regions."""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from regions.asking.selection import MUNICIPALITY, Selection, indicators_of, regions_of, select
from regions.database.build import Build
from regions.database.places import COUNTRIES, country_of
from regions.figures.measures import LEAST_PAIRS, correlation
from regions.figures.panel import shared_panel


def count_wide(
    build: Build,
    selection: Selection,
) -> int:
    """Return how many rows `wide` has without a limit."""
    sql, parameters = select(selection, build.catalogue)
    return int(
        build.query(
            f"SELECT count(*) AS n FROM (SELECT DISTINCT region_code, year, status FROM ({sql}))", parameters
        ).n.iloc[0]
    )


def wide(
    build: Build,
    selection: Selection,
    descending: bool = False,
    limit: int = 1_000_000,
    offset: int = 0,
) -> pd.DataFrame:
    """Return a row for each region, year and status, and a column for each indicator.

    Returns:
        Columns `region_code, country, year, status` and one for each indicator of the selection, named by
        its id, in its unit; sorted by region and year.
    """
    sql, parameters = select(selection, build.catalogue)
    columns = _columns("indicator_id", indicators_of(selection, build.catalogue))
    direction = "DESC" if descending else "ASC"
    return build.query(
        f"SELECT region_code, country, year, status{columns} FROM ({sql}) GROUP BY ALL"
        f" ORDER BY region_code {direction}, year {direction}, status LIMIT $limit OFFSET $offset",
        {**parameters, "limit": limit, "offset": offset},
    )


def by_years(build: Build, selection: Selection, indicator_id: str) -> pd.DataFrame:
    """Return one indicator with a row for each region and a column for each year that has any figure.

    Returns:
        Columns `region_code`, `country` and the years as integers; regions in the catalogue's order. Where a
        year has figures of several statuses, the one that is most certain.
    """
    sql, parameters = select(replace(selection, indicators=(indicator_id,)), build.catalogue)
    held = build.query(
        f"SELECT region_code, year, arg_min(value, status) AS value FROM ({sql})"
        " WHERE value IS NOT NULL GROUP BY ALL",
        parameters,
    )
    table = held.pivot(index="region_code", columns="year", values="value")
    table = table.reindex([code for code in _known(build, selection) if code in table.index])
    table.columns = pd.Index([int(year) for year in table.columns], dtype=object)
    table.insert(0, "country", [country_of(code) for code in table.index])
    return table.reset_index(names="region_code")


def by_indicators(
    build: Build,
    selection: Selection,
) -> pd.DataFrame:
    """Return a row for each indicator and country and a column for each region, each row of one year.

    The year is the latest in which most of the country's regions chosen have a figure, so a row never mixes
    years.

    Returns:
        Columns `indicator_id, country, year` and the region codes; without regions that have nothing.
    """
    sql, parameters = select(selection, build.catalogue)
    found = build.query(
        f"""
        WITH known AS (
            SELECT indicator_id, country, region_code, year, arg_min(value, status) AS value
            FROM ({sql}) WHERE value IS NOT NULL GROUP BY ALL
        )
        SELECT * FROM known JOIN (
            SELECT indicator_id, country, max(year) AS year FROM (
                SELECT indicator_id, country, year FROM known GROUP BY indicator_id, country, year
                QUALIFY count(*) = max(count(*)) OVER (PARTITION BY indicator_id, country)
            ) GROUP BY ALL
        ) USING (indicator_id, country, year)""",
        parameters,
    )
    table = found.pivot(index=["indicator_id", "country", "year"], columns="region_code", values="value")
    columns = [code for code in _known(build, selection) if code in table.columns]
    held = build.catalogue.indicators_at(selection.level)
    place = {code: number for number, code in enumerate(held)}
    rows = table[columns].rename_axis(columns=None).reset_index()
    return rows.sort_values("indicator_id", key=lambda column: column.map(place), ignore_index=True)


def _known(build: Build, selection: Selection) -> Iterable[str]:
    """Return every place of the level of a selection, in the catalogue's order."""
    catalogue = build.catalogue
    return catalogue.municipal.places if selection.level == MUNICIPALITY else catalogue.regions


def correlations(build: Build, selection: Selection, indicators: Iterable[str]) -> pd.DataFrame:
    """Return how indicators go together within each country; never across the border.

    Pearson's coefficient over the regions chosen, in the latest year in which at least five of them have
    figures of both indicators (within the years chosen). Money in purchasing power.

    Returns:
        Columns `country, x, y, coefficient, n, year`, each pair once.
    """
    codes = [code for code in indicators if build.catalogue.indicators[code].is_regional]
    rows = []
    for country in COUNTRIES:
        own = [
            r.code
            for r in regions_of(selection, build.catalogue)
            if r.country == country and not r.is_country
        ]
        for place, x in enumerate(codes):
            for y in codes[place + 1 :]:
                found = _latest(build, selection, own, (x, y))
                if found:
                    rows.append((country, x, y, *found))
    return pd.DataFrame(rows, columns=["country", "x", "y", "coefficient", "n", "year"])


def _latest(
    build: Build, selection: Selection, codes: list[str], pair: tuple[str, str]
) -> tuple[float, int, int] | None:
    first, second = (shared_panel(build, code) for code in pair)
    years = sorted(set(first.years.tolist()) & set(second.years.tolist()), reverse=True)
    for year in years:
        if not (selection.year_from or year) <= year <= (selection.year_to or year):
            continue
        answer = correlation(first.row(year, codes), second.row(year, codes), "pearson")
        if answer and answer[1] >= LEAST_PAIRS:
            return *answer, year
    return None


def _columns(key: str, codes: list[str]) -> str:
    """Return the columns of a crossing; the codes are those of the catalogue."""
    return "".join(f""", max(value) FILTER ({key} = '{code}') AS "{code}" """ for code in codes)
