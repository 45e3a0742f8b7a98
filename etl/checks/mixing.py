"""Checks that a formula does not mix what must not be mixed: bases of the register, editions of accounts."""

from collections.abc import Iterable, Iterator
from typing import Literal

import numpy as np

from etl.checks.context import Context
from etl.columns import EMPTY
from etl.derive import Series
from etl.inputs import dataset_of, rows_of
from etl.models.inputs import ChainInput, CountInput, FigureInput, Leaf, leaves
from etl.problems import Problem, Rule

MIXED_BASES = Rule("mixed_bases", "Use inputs of one basis (`where: {basis: …}` or another dataset).")
CHAINED_EDITIONS = Rule(
    "chained_editions",
    "Use one edition, or declare `break_in_series` where the later one begins: they do not compare.",
)
Stated = Literal["basis", "edition"]
EXCLUDING = "_excl_"  # registered_all_excl_gunwi is registered_all without one county


def one_basis(context: Context) -> Iterator[Problem]:
    """Korean figures of different register bases never meet in one formula."""
    for series in context.series:
        found = {
            basis.split(EXCLUDING)[0]
            for leaf in series.block.leaves
            if dataset_of(leaf, context.snapshots).kind != "list"  # there the word has another meaning
            for basis in _values(leaf, "basis", series, context)
            if basis is not None
        }
        if len(found) > 1:
            message = f"the inputs have the bases {', '.join(sorted(found))}"
            yield MIXED_BASES.broken(message, series.indicator.file, key=series.name)


def one_edition(context: Context) -> Iterator[Problem]:
    """Parts of a chain, and inputs of the same quantity, are of one edition, but for declared breaks."""
    for series in context.series:
        groups: dict[str, list[Leaf]] = {}
        for name, spec in series.block.inputs.items():
            continuous = _continuous(spec, series, context)
            if isinstance(spec, ChainInput):
                groups[f"the chain {name}"] = continuous
            for leaf in continuous:
                if isinstance(leaf, FigureInput):
                    groups.setdefault(f"the inputs {leaf.indicator}", []).append(leaf)
        for group, specs in groups.items():
            editions = _editions(specs, series, context)
            if len(editions) > 1:
                shown = ", ".join(sorted(str(edition or "none stated") for edition in editions))
                message = f"{group} mix the editions {shown}"
                yield CHAINED_EDITIONS.broken(message, series.indicator.file, key=series.name)


def _continuous(spec: Leaf | ChainInput, series: Series, context: Context) -> list[Leaf]:
    """Return the parts of an input without those that begin with a break the indicator declares."""
    country = series.territory.country
    breaks = {
        warning.year_from
        for warning in series.warnings
        if warning.code == "break_in_series" and warning.country in (None, country)
    }
    first, *later = leaves([spec])
    return [first, *(part for part in later if _first_year(part, series, context) not in breaks)]


def _first_year(leaf: Leaf, series: Series, context: Context) -> int:
    if isinstance(leaf, CountInput):
        return leaf.as_year
    dataset = dataset_of(leaf, context.snapshots)
    return int(dataset.years[rows_of(leaf, dataset, series.territory)].min())


def _editions(specs: Iterable[Leaf], series: Series, context: Context) -> set[str | None]:
    return {edition for spec in specs for edition in _values(spec, "edition", series, context)}


def _values(leaf: Leaf, name: Stated, series: Series, context: Context) -> set[str | None]:
    """Return the bases or editions of the rows an input asks for; None stands for not stated."""
    dataset = dataset_of(leaf, context.snapshots)
    stated = dataset.meta.basis if name == "basis" else dataset.meta.edition
    if name not in dataset.frame or isinstance(leaf, CountInput):
        return {stated}
    column = dataset.coded(name)
    codes = np.unique(column.codes[rows_of(leaf, dataset, series.territory)])
    return {stated if code == EMPTY else column.texts[code] for code in codes}
