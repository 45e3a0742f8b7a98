"""The checks: each a small function that looks at the data and returns problems."""

from collections.abc import Callable, Iterable

from etl.checks import (
    balances,
    catalogue,
    history,
    insights,
    integrity,
    lists,
    mixing,
    municipal,
    names,
    parts,
    plausible,
    rows,
    sums,
    table_rows,
    units,
    values,
    zeros,
)
from etl.checks.context import Context
from etl.problems import Problem, Rule

__all__ = ["CHECKS", "Context", "run_checks"]

# In the order in which problems are reported.
CHECKS: tuple[Callable[[Context], Iterable[Problem]], ...] = (
    integrity.altered_files,
    integrity.altered_outlines,
    rows.duplicate_keys,
    rows.unknown_regions,
    rows.empty_values,
    rows.future_years,
    rows.regions_in_force,
    zeros.zeros_at_start,
    integrity.anchors,
    plausible.usual_figures,
    plausible.usual_levels,
    balances.balanced,
    sums.regions_sum,
    parts.sexes_sum,
    parts.ages_sum,
    sums.incomplete_nation,
    values.ranges,
    values.coverage,
    values.default_years,
    history.against_current_build,
    mixing.one_basis,
    mixing.one_edition,
    integrity.known_sources,
    catalogue.translations,
    catalogue.licences,
    catalogue.unique_ids,
    catalogue.names_in_sentences,
    catalogue.references,
    catalogue.formula_names,
    insights.aggregations,
    insights.insights,
    insights.outlines,
    municipal.listed,
    municipal.municipal_outlines,
    municipal.small_places_told,
    municipal.marked_places,
    names.region_names,
    units.units_agree,
    table_rows.rows_fit,
    lists.addresses,
    lists.company_numbers,
    lists.dates,
    table_rows.ages_complete,
)


CAUSES = (plausible.SWAPPED, plausible.REPEATED, plausible.UNUSUAL_STEP, plausible.UNUSUAL_LEVEL)
# What follows from a wrong figure: of each row by itself, or of a sum if one of its rows is explained.
ECHOES: dict[Rule, Callable[[Iterable[bool]], bool]] = {
    values.OUT_OF_RANGE: all,
    history.CHANGED: all,
    sums.REGIONS_SUM: any,
    parts.SEXES_SUM: any,
    parts.AGES_SUM: any,
    balances.BALANCE: any,
}


def run_checks(context: Context) -> tuple[list[Problem], int]:
    """Run every check.

    Returns:
        All problems, and the number of checks that found none.
    """
    found = [list(check(context)) for check in CHECKS]
    problems = [problem for part in found for problem in part]
    return without_echoes(problems), sum(not part for part in found)


def without_echoes(problems: list[Problem]) -> list[Problem]:
    """Leave out what only repeats, of rows named with their cause, that something is wrong with them."""
    explained = {
        (problem.file, line) for problem in problems if problem.rule in CAUSES for line in problem.lines
    }
    return [
        problem
        for problem in problems
        if problem.rule not in ECHOES
        or not problem.lines
        or not ECHOES[problem.rule]((problem.file, line) in explained for line in problem.lines)
    ]
