"""Which years the rank page offers in its ways of showing, and whether there are enough of them."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from i18n.lists import sentences
from i18n.messages import messages
from regions.asking.selection import MUNICIPALITY
from regions.asking.view import View
from regions.database.build import Build
from regions.database.places import COUNTRIES
from regions.exhibits.municipalities import municipal_years_of_each, replaced_year
from regions.exhibits.overview import years_held
from regions.exhibits.relation import pair_of
from regions.figures.panel import covered_years, panel
from regions.figures.relations import shared_years


def ranked_years(view: View, build: Build) -> list[int]:
    """Return the years held of the indicator ranked."""
    return years_held(build, build.catalogue.indicators[view.indicators[0]], view.currency)


def covered(view: View, build: Build) -> list[int]:
    """Return the years covered in each country asked for; in one of them where they share fewer than two."""
    by_country = list(_covered_of_each(view, build).values())
    shared = set.intersection(*by_country)
    if len(shared) > 1:
        return sorted(shared)
    return max((sorted(held) for held in by_country), key=len)


def _covered_of_each(view: View, build: Build) -> dict[str, set[int]]:
    """Return the years covered in each country asked for that has figures."""
    indicator = build.catalogue.indicators[view.indicators[0]]
    figures = panel(build, indicator.id, view.currency)
    whom = view.chosen("among")
    return {
        country: set(covered_years(build, figures, country))
        if indicator.is_regional
        else {int(year) for year in figures.years if np.isfinite(figures.at(country, int(year)))}
        for country in ((whom,) if whom in indicator.countries else indicator.countries)
    }


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


def years_note(asked: View, shown: View, build: Build) -> str:
    """Say which years stand for those asked for, and for want of whose figures; empty where it is those."""
    if shown.show == "change" and not _are_two(asked, covered(shown, build)):
        held = covered(shown, build)
        return messages(asked.language)(
            "rank.years_replaced",
            first=asked.year_from or held[0],
            last=asked.year_to or held[-1],
            shown_first=shown.year_from,
            shown_last=shown.year_to,
        )
    pairs = ((asked.year, shown.year), (asked.year_from, shown.year_from), (asked.year_to, shown.year_to))
    told = [_year_note(one, other, shown, build) for one, other in pairs if one and other and one != other]
    return told[0] if len(told) == 1 else sentences(told, asked.language)


def two_years(view: View, years: Sequence[int]) -> tuple[int, int]:
    """Return the years held nearest to those asked for, then and now; the whole span where that is one."""
    first = nearest_held(view.year_from or years[0], years)
    last = nearest_held(view.year_to or years[-1], years)
    return (first, last) if first < last else (years[0], years[-1])


def _are_two(asked: View, years: Sequence[int]) -> bool:
    """Say whether the years asked for stand for two that are held."""
    ends = (asked.year_from or years[0], asked.year_to or years[-1])
    return nearest_held(ends[0], years) < nearest_held(ends[1], years)


def _year_note(asked: int, year: int, shown: View, build: Build) -> str:
    if shown.show == "relation":
        return messages(shown.language)("rank.year_not_shared", asked=asked, shown=year)
    by_country: Mapping[str, Collection[int]] = {}
    if shown.level == MUNICIPALITY:
        by_country = municipal_years_of_each(shown, build)
    elif shown.show == "change":
        by_country = _covered_of_each(shown, build)
    return replaced_year(asked, year, by_country, shown.language)
