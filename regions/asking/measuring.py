"""Selected figures as levels, for each person, as an index or as a change: the SQL, so it works on millions.

The rules are those of `regions.observations.rebase`, which a test compares them with.
"""

from collections.abc import Mapping

from regions.database.catalogue import Indicator
from regions.database.places import OF_REGIONS

_WHOLE_MONEY = "currency"
PER_PEOPLE = 1000

# Whom figures are told for: of regions the population, of municipalities those registered.
_POPULATION = """
    SELECT region_code, year, arg_min(value, status) AS people FROM observation
    WHERE indicator_id = '{indicator}' AND value > 0 AND status <> 'projection' AND {places}
    GROUP BY ALL"""
_OF_REGIONS = _POPULATION.format(indicator="population_total", places=OF_REGIONS)
_OF_MUNICIPALITIES = _POPULATION.format(indicator="registered_population", places=f"NOT {OF_REGIONS}")


def measured(
    chosen: str, mode: str, indicators: Mapping[str, Indicator], of_municipalities: bool = False
) -> str:
    """Return the SELECT of chosen figures in a mode, with the column `base_year`.

    Args:
        chosen: A SELECT with the columns of `regions.selection.COLUMNS` but `base_year`.
        mode: `level`; `per_head` (counts for 1,000 people, money for each person; population of the same
            region and year; indicators that are not counts or sums are left out); `index` (base year = 100);
            `change` (per cent or difference, as the indicator tells it). The base year of an indicator is
            the first in which most of the regions chosen have a figure; regions without one are left out.
        indicators: Those of the level asked for, which say what changes in per cent.
        of_municipalities: Whether the figures are theirs.
    """
    if mode == "per_head":
        return _per_head(chosen, _OF_MUNICIPALITIES if of_municipalities else _OF_REGIONS)
    if mode in ("index", "change"):
        return _rebased(chosen, mode, indicators)
    return f"SELECT *, NULL::INTEGER AS base_year FROM ({chosen})"


def _per_head(chosen: str, population: str) -> str:
    return f"""
        SELECT f.* REPLACE (
            value / people * CASE WHEN unit_code = '{_WHOLE_MONEY}' THEN 1 ELSE {PER_PEOPLE} END AS value
        ), NULL::INTEGER AS base_year
        FROM ({chosen}) f JOIN indicator i USING (indicator_id)
        LEFT JOIN ({population}) USING (region_code, year)
        WHERE i.per_head"""


def _rebased(chosen: str, mode: str, indicators: Mapping[str, Indicator]) -> str:
    told = [f"'{code}'" for code, held in indicators.items() if held.changes_in_per_cent]
    relative = "TRUE" if mode == "index" else f"indicator_id IN ({', '.join(told)})"
    shift = 0 if mode == "index" else 100
    return f"""
        WITH known AS ({chosen}),
        held AS (
            SELECT indicator_id, year FROM known WHERE value IS NOT NULL GROUP BY indicator_id, year
            QUALIFY count(DISTINCT region_code)
                = max(count(DISTINCT region_code)) OVER (PARTITION BY indicator_id)
        ),
        base_years AS (SELECT indicator_id, min(year) AS base_year FROM held GROUP BY indicator_id),
        bases AS (
            SELECT indicator_id, region_code, base_year, arg_min(value, status) AS base
            FROM known JOIN base_years USING (indicator_id)
            WHERE year = base_year AND value IS NOT NULL GROUP BY ALL
        )
        SELECT f.* REPLACE (
            CASE WHEN {relative} THEN 100 * value / base - {shift} ELSE value - base END AS value
        ), base_year
        FROM known f JOIN bases USING (indicator_id, region_code)
        WHERE value IS NOT NULL AND (base > 0 OR NOT {relative})"""
