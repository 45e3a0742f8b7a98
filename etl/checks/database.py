"""Checks of a finished database file: tables, references, vocabulary, coverage."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import duckdb

from etl.models.provenance import ListTable
from etl.problems import Problem, Rule
from etl.schema import tables, tables_in

NO_DATABASE = Rule("no_database", "Name a file made by `python -m etl build`.")
TABLES = Rule("tables", "Build again; the file was made by other code.")
DATABASE = Rule("database", "Build again from checked data.")

MAY_BE_EMPTY = frozenset(
    {
        *get_args(ListTable),
        "warning",
        "region_change",
        "migration_flow",
        "observation_converted",
        "currency_unit",
        "conversion_rate",
        "population_by_age",
        "block",
        "bureau",
        "region_set",
        "aggregation",
        "peer_theme",
        "peer_weight",
        "finding",
        "municipal_panel",
        "indicator_class",
        "municipal_outline",
    }
)

# Each query returns one row a problem: a text that names it.
QUERIES: dict[str, str] = {
    "observations of unknown indicators": """
        SELECT DISTINCT indicator_id FROM observation ANTI JOIN indicator USING (indicator_id)""",
    "observations of unknown regions": """
        SELECT DISTINCT region_code FROM observation ANTI JOIN region USING (region_code)""",
    "observations without a described source": """
        SELECT DISTINCT source_id FROM observation ANTI JOIN source USING (source_id)""",
    "sources of indicators that are not described": """
        SELECT DISTINCT source_id FROM indicator_source ANTI JOIN source USING (source_id)""",
    "observations with an unknown status": """
        SELECT DISTINCT status FROM observation
        WHERE status NOT IN ('actual', 'provisional', 'projection')""",
    "observations with neither value nor mark": """
        SELECT indicator_id || ', ' || region_code || ', ' || year FROM observation
        WHERE value IS NULL AND mark IS NULL""",
    "values that are no numbers": """
        SELECT indicator_id || ', ' || region_code || ', ' || year FROM observation
        WHERE NOT isfinite(value)""",
    "actual figures of years to come": """
        SELECT indicator_id || ', ' || region_code || ', ' || year FROM observation
        WHERE status != 'projection' AND year > $this_year""",
    "indicators without observations": """
        SELECT indicator_id || ' ' || country FROM indicator_country i WHERE NOT EXISTS (
            SELECT 1 FROM observation o JOIN region r USING (region_code)
            WHERE o.indicator_id = i.indicator_id AND r.country = i.country
                AND (r.level = 'municipality') = (i.level = 'municipality'))""",
    "coverage that is not the observations'": """
        SELECT i.indicator_id || ' ' || i.country || ' ' || i.level FROM indicator_country i JOIN (
            SELECT indicator_id, r.country, if(level = 'municipality', level, 'region') AS level,
                   min(year) AS first, max(year) AS last,
                   count(DISTINCT region_code) FILTER (r.level != 'country') AS n
            FROM observation JOIN region r USING (region_code) WHERE value IS NOT NULL GROUP BY ALL
        ) o ON o.indicator_id = i.indicator_id AND o.country = i.country AND o.level = i.level
        WHERE (o.first, o.last, o.n) != (i.first_year, i.last_year, i.n_regions)""",
    "certifications of companies of which nothing else is known": """
        SELECT DISTINCT corporate_number FROM company_certification
        ANTI JOIN company_detail USING (corporate_number)""",
    "findings and similar regions by indicators that are not there": """
        SELECT DISTINCT indicator_id FROM (
            SELECT indicator_id FROM peer_weight UNION ALL SELECT indicator_id FROM aggregation
            UNION ALL SELECT unnest(string_split(indicators, ';')) FROM finding
        ) ANTI JOIN indicator USING (indicator_id)""",
    "regions without an outline": """
        SELECT region_code FROM region ANTI JOIN outline USING (region_code) WHERE level = 'region'""",
    "municipalities without an outline in the map of their region": """
        SELECT r.region_code FROM region r ANTI JOIN municipal_outline o
            ON o.region_code = r.region_code AND o.panel_code = r.parent_code
        WHERE level = 'municipality'""",
    "conversions of figures that are not there": """
        SELECT DISTINCT indicator_id || ', ' || region_code || ', ' || year
        FROM observation_converted ANTI JOIN observation USING (indicator_id, region_code, year, status)""",
}


def check_database(file: Path) -> tuple[list[Problem], int]:
    """Check a database file.

    Returns:
        All problems, and the number of checks that found none.
    """
    shown = file.name
    if not file.is_file():
        return [NO_DATABASE.broken("the file is missing", str(file))], 0
    try:
        with duckdb.connect(str(file), read_only=True) as connection:
            problems = list(_tables(connection, shown))
            if problems:
                return problems, 0
            found = [list(_query(connection, name, sql, shown)) for name, sql in QUERIES.items()]
            found.append(list(_row_counts(connection, shown)))
    except duckdb.Error as error:
        return [NO_DATABASE.broken(f"cannot be read: {str(error).splitlines()[0]}", shown)], 0
    return [problem for part in found for problem in part], 1 + sum(not part for part in found)


def _tables(connection: duckdb.DuckDBPyConnection, shown: str) -> Iterator[Problem]:
    there = tables_in(connection)
    for name, table in tables().items():
        missing = [
            column for column in table.columns if name not in there or column not in there[name].columns
        ]
        if missing:
            yield TABLES.broken(f"the table {name} lacks {', '.join(missing)}", shown)
        elif name not in MAY_BE_EMPTY and not _number_of_rows(connection, name):
            yield TABLES.broken(f"the table {name} is empty", shown)


def _query(connection: duckdb.DuckDBPyConnection, name: str, sql: str, shown: str) -> Iterator[Problem]:
    parameters = {"this_year": datetime.now(UTC).year} if "$this_year" in sql else {}
    for row in connection.execute(sql, parameters).fetchall():
        yield DATABASE.broken(f"{name}: {row[0]}", shown)


def _row_counts(connection: duckdb.DuckDBPyConnection, shown: str) -> Iterator[Problem]:
    stated = connection.execute("SELECT row_counts FROM build").fetchone()
    counts: dict[str, int] = json.loads(stated[0]) if stated else {}
    for name, n_stated in counts.items():
        n_there = _number_of_rows(connection, name)
        if n_there != n_stated:
            yield DATABASE.broken(f"the table {name} has {n_there} rows instead of {n_stated}", shown)


def _number_of_rows(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    number: int = connection.execute(f'SELECT count(*) FROM "{table}"').fetchall()[0][0]
    return number
