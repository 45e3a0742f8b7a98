"""Which years the rank page offers in its ways of showing, and whether there are enough of them."""

from collections.abc import Sequence

import numpy as np

from i18n.messages import messages
from regions.asking.view import View
from regions.database.build import Build
from regions.database.places import COUNTRIES
from regions.exhibits.overview import years_held
from regions.exhibits.relation import pair_of
from regions.figures.panel import covered_years, panel
from regions.figures.relations import shared_years


def ranked_years(view: View, build: Build) -> list[int]:
    """Return the years held of the indicator ranked."""
    return years_held(build, build.catalogue.indicators[view.indicators[0]], view.currency)


def covered(view: View, build: Build) -> list[int]:
    """Return the years covered in both countries; in one of them where they share fewer than two."""
    indicator = build.catalogue.indicators[view.indicators[0]]
    figures = panel(build, indicator.id, view.currency)
    by_country: list[set[int]] = [
        set(covered_years(build, figures, country))
        if indicator.is_regional
        else {int(year) for year in figures.years if np.isfinite(figures.at(country, int(year)))}
        for country in indicator.countries
    ]
    shared = set.intersection(*by_country)
    if len(shared) > 1:
        return sorted(shared)
    return max((sorted(held) for held in by_country), key=len)


def relation_years(view: View, build: Build) -> list[int]:
    """Return the years that can be drawn of all countries asked for; where there are none, of either."""
    x, y = pair_of(view, build.catalogue)
    whom = [country for country in COUNTRIES if view.chosen("among") in (country, "all", "picked")]
    return shared_years(build, x.id, y.id, whom) or shared_years(build, x.id, y.id)


def nearest_held(asked: int, years: Sequence[int]) -> int:
    """Return the last year held up to the one asked for, else the first."""
    return max((year for year in years if year <= asked), default=years[0])


def holds_change(view: View, build: Build) -> bool:
    """Say whether there are two years between which regions can have changed."""
    return len(covered(view, build)) > 1


def holds_relation(view: View, build: Build) -> bool:
    """Say whether regions have figures of both indicators; of a chosen pair, not of the same year."""
    indicators = pair_of(view, build.catalogue)
    return all(one.is_regional for one in indicators) and (
        len(view.indicators) > 1 or bool(relation_years(view, build))
    )


def year_note(asked: View, shown: View) -> str:
    """Say which year stands for one asked for; empty where it is that."""
    t = messages(asked.language)
    pairs = ((asked.year, shown.year), (asked.year_from, shown.year_from), (asked.year_to, shown.year_to))
    replaced = [(one, other) for one, other in pairs if one and one != other]
    if not replaced:
        return ""
    return t("rank.year_replaced", asked=replaced[0][0], shown=replaced[0][1])
