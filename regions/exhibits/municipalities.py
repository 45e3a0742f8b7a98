"""The page of municipalities: those of up to four provinces and prefectures, and their place among all."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

import pandas as pd

from i18n.lists import listed, listed_years
from i18n.messages import messages
from regions.asking.page_specs import PAGES
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Catalogue, Indicator, names_of
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.database.places import COUNTRIES, country_of
from regions.exhibits.municipal_figures import indicator_shown, municipal_remarks, places_around
from regions.figures.municipal import LISTS, municipal_year, rows_within, years_covered
from regions.shapes.exhibit import Exhibit, countries_in_order, named_countries, subtitle_of
from regions.shapes.frames import observed
from regions.shapes.maker import Wording, make_exhibit
from regions.words.municipal import municipal_claim
from regions.words.sentences import render

DIMENSIONS = ("parent_code", *(f"{what}_{name}" for name in LISTS for what in ("rank", "n")))
# So many municipalities without a figure are named in a note, of more their number.
_NAMED = 8


def municipalities_exhibits(view: View, build: Build) -> list[Exhibit]:
    """Return the maps of the municipalities asked for, and the strip of all where they can be ranked.

    Lists have no exhibits.
    """
    if view.show in PAGES[view.page].lists:
        return []
    maps = municipal_exhibit(view, build)
    return (
        [maps, municipal_ranking_exhibit(view, build)] if indicator_shown(view, build).is_rankable else [maps]
    )


def municipal_years(view: View, build: Build) -> list[int]:
    """Return the years that can be chosen: those covered in every country asked for that has figures."""
    indicator = indicator_shown(view, build)
    return list(years_covered(build, indicator.id, _countries_asked(view, indicator)))


def municipal_years_of_each(view: View, build: Build) -> dict[str, tuple[int, ...]]:
    """Return the years covered in each country asked for that has figures."""
    indicator = indicator_shown(view, build)
    countries = _countries_asked(view, indicator)
    return {country: years_covered(build, indicator.id, (country,)) for country in countries}


def _countries_asked(view: View, indicator: Indicator) -> tuple[str, ...]:
    asked = {country_of(code) for code in places_around(view)}
    countries = tuple(c for c in COUNTRIES if c in asked and c in indicator.countries)
    return countries or tuple(indicator.countries)


def replaced_year(
    asked: int, shown: int, years_of_each: Mapping[str, Collection[int]], language: Language
) -> str:
    """Say that a year stands for the one asked for, and of which country figures are missing if not of all.

    Args:
        asked: The year asked for.
        shown: The year shown.
        years_of_each: The years held of each country shown; none if they are shown each in years of its own.
        language: Language of the sentence.
    """
    t = messages(language)
    lacking = [country for country, years in years_of_each.items() if asked not in years]
    if 0 < len(lacking) < len(years_of_each):
        names = named_countries(lacking, language)
        return t("rank.year_replaced_of", countries=names, asked=asked, shown=shown)
    return t("rank.year_replaced", asked=asked, shown=shown)


def year_shown(view: View, build: Build) -> int | None:
    """Return the year asked for, or the nearest before it that has figures; the last where none is asked.

    None where the countries have no year in common: each shows its own.
    """
    years = municipal_years(view, build)
    if not years:
        return None
    asked = view.year or years[-1]
    return max((year for year in years if year <= asked), default=years[0])


@per_build(128)
def municipal_exhibit(view: View, build: Build) -> Exhibit:
    """Return the municipalities of the regions asked for in one year.

    The frame has one row a municipality: the columns of `observations` and `DIMENSIONS`.
    """
    indicator = indicator_shown(view, build)
    everyone = municipal_year(build, indicator.id, year_shown(view, build))
    parts = [rows_within(everyone, code) for code in view.regions]
    data = pd.concat(parts).drop_duplicates("region_code")
    names = listed(names_of(view.regions, build.catalogue, view.language), view.language)
    what = messages(view.language)(
        "municipalities.title", indicator=indicator.called(view.language), regions=names
    )
    title = dated_title(what, view, indicator, data)
    said = municipal_claim(indicator, data, view.regions)
    claim = render(said, build.catalogue, view.language) if said else ""
    return made_of_municipalities(
        "municipalities",
        "municipal_map",
        view,
        build,
        data,
        Wording(title, subtitle_of(indicator, view), claim),
    )


@per_build(128)
def municipal_ranking_exhibit(view: View, build: Build) -> Exhibit:
    """Return every municipality of both countries in one year (frame as `municipal_exhibit`)."""
    indicator = indicator_shown(view, build)
    data = municipal_year(build, indicator.id, year_shown(view, build))
    what = messages(view.language)("municipalities.ranking_title", indicator=indicator.called(view.language))
    title = dated_title(what, view, indicator, data)
    return made_of_municipalities(
        "municipalities-all",
        "municipal_strip",
        view,
        build,
        data,
        Wording(title, subtitle_of(indicator, view)),
    )


def dated_title(what: str, view: View, indicator: Indicator, data: pd.DataFrame) -> str:
    """Return what is shown with its year, or that of each country; without one where there are no figures."""
    t = messages(view.language)
    years = data.groupby("country").year.first()
    if years.empty:
        return what
    if years.nunique() == 1:
        return t("overview.figure_title", indicator=what, year=int(years.iloc[0]))
    by_country = (
        (t(f"country.{country}"), int(years[country])) for country in indicator.countries if country in years
    )
    return t(
        "overview.figure_title_by_country", indicator=what, years=listed_years(by_country, view.language)
    )


def made_of_municipalities(
    identifier: str, chart: str, view: View, build: Build, data: pd.DataFrame, wording: Wording
) -> Exhibit:
    """Return an exhibit of municipalities, with the places that have no figure and those of few residents."""
    indicator, t = indicator_shown(view, build), messages(view.language)
    whole = observed(data)
    missing = tuple(whole.region_code[whole.value.isna()])
    told = municipal_remarks(indicator, whole, view.language)
    notes = _notes(view, build, missing)
    alternative = t("municipalities.alternative_text", title=wording.title, claim=wording.claim)
    return make_exhibit(
        identifier,
        view,
        build,
        indicator,
        whole,
        replace(wording, alternative=alternative, notes=notes),
        warnings=told,
        dated_changes=False,
        dimensions=DIMENSIONS,
        missing=missing,
        chart=chart,
    )


def _notes(view: View, build: Build, missing: tuple[str, ...]) -> tuple[str, ...]:
    """Say that another year is shown than the one asked for, and where there is no figure."""
    t, shown = messages(view.language), year_shown(view, build)
    notes = []
    if view.year and shown and view.year != shown:
        notes.append(replaced_year(view.year, shown, municipal_years_of_each(view, build), view.language))
    for country in countries_in_order(view.language):
        own = [code for code in missing if country_of(code) == country]
        if own and country not in indicator_shown(view, build).countries:
            notes.append(t("note.no_figures_in_country", country=t(f"country.{country}")))
        elif own:
            notes.append(t("note.no_figures", regions=_named(own, build.catalogue, view.language)))
    return tuple(notes)


def _named(codes: Iterable[str], catalogue: Catalogue, language: Language) -> str:
    """Return the names of some municipalities, or of the first and the number of the others."""
    names = [catalogue.place_name(code)[language] for code in codes]
    if len(names) <= _NAMED:
        return listed(names, language)
    t = messages(language)
    return t.plural("sentence.and_others", len(names) - _NAMED, first=listed(names[:_NAMED], language))
