"""What exhibits of municipalities share: the indicator as it is of them, their warnings, their courses."""

import pandas as pd

from regions.asking.page_specs import PAGES
from regions.asking.selection import MUNICIPALITY
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Indicator
from regions.database.languages import Language
from regions.database.places import countries_of, is_municipality, parent_of
from regions.figures.municipal import marked
from regions.figures.observations import municipal_observations, observations
from regions.figures.tidy import MARKED
from regions.shapes.exhibit import Remark, remarks


def indicator_shown(view: View, build: Build) -> Indicator:
    """Return the first indicator of a View as it is at the level of its places."""
    return build.catalogue.indicators_at(view.level)[view.indicators[0]]


def places_around(view: View) -> tuple[str, ...]:
    """Return the provinces, prefectures and nations whose municipalities a View shows."""
    return view.all_chosen("within") if "within" in PAGES[view.page].choices else view.regions


def places_asked(view: View) -> tuple[str, ...]:
    """Return those and the municipalities picked, which stand out among the others."""
    return tuple(dict.fromkeys((*view.regions, *places_around(view))))


def municipal_remarks(indicator: Indicator, shown: pd.DataFrame, language: Language) -> tuple[Remark, ...]:
    """Return the warnings of figures of municipalities; what concerns single ones where one is shown."""
    told = remarks(indicator, shown.dropna(subset=["value"]), language)
    return tuple(one for one in told if one.code not in MARKED or marked(shown, MARKED[one.code]).any())


def municipal_courses(view: View, indicator: Indicator, build: Build) -> pd.DataFrame:
    """Return the years of the municipalities of a View, and of regions and nations within the same years.

    Those of a country whose figures count other people at the two levels are left out.

    Args:
        view: Of which some regions are municipalities.
        indicator: As it is of municipalities.
        build: The build.
    """
    picks = [code for code in view.regions if is_municipality(code)]
    within = tuple(sorted({parent_of(code) for code in picks}))
    every = municipal_observations(build, indicator, within)
    own = every[every.region_code.isin(picks)]
    regional = build.catalogue.indicators.get(indicator.id)
    if regional is None or own.empty:
        return own
    around = observations(build, regional)
    alike = around.country.isin(countries_alike(indicator, regional))
    around = around[alike & around.year.between(own.year.min(), own.year.max())]
    return pd.concat([around, own], ignore_index=True)


def countries_alike(municipal: Indicator, regional: Indicator) -> frozenset[str]:
    """Return the countries in which an indicator counts the same people at both levels."""
    return frozenset(
        country
        for country, held in municipal.countries.items()
        if country in regional.countries
        and regional.countries[country].population_basis == held.population_basis
    )


def left_out_countries(view: View, build: Build) -> frozenset[str]:
    """Return the countries whose regions and nation a View of municipalities leaves out for that reason."""
    if view.level != MUNICIPALITY:
        return frozenset()
    municipal = indicator_shown(view, build)
    regional = build.catalogue.indicators.get(municipal.id)
    shown = set(countries_of(pd.Series(view.regions, dtype=object)))
    if regional is None:
        return frozenset()
    return (
        frozenset(municipal.countries)
        & shown
        & frozenset(regional.countries) - countries_alike(municipal, regional)
    )
