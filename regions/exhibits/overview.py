"""The overview: one indicator, one year, all 64 regions."""

import pandas as pd

from i18n.lists import listed_years
from i18n.messages import messages
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Indicator
from regions.database.memory import per_build
from regions.database.places import are_regions
from regions.figures.observations import observations
from regions.figures.statements import with_ranks
from regions.shapes.exhibit import (
    Exhibit,
    missing_notes,
    subtitle_of,
)
from regions.shapes.maker import Wording, make_exhibit
from regions.words.claims import claim
from regions.words.sentences import render


def years_held(build: Build, indicator: Indicator, currency: str | None) -> list[int]:
    """Return the years in which any region (or, for national indicators, a nation) has a figure."""
    return list(_years_held(build, indicator.id, currency))


@per_build(256)
def _years_held(build: Build, indicator_id: str, currency: str | None) -> tuple[int, ...]:
    indicator = build.catalogue.indicators[indicator_id]
    frame = observations(build, indicator, currency).dropna(subset=["value"])
    return tuple(sorted(int(year) for year in frame.year.unique()))


@per_build(256)
def overview_exhibit(view: View, build: Build) -> Exhibit:
    """Return all regions in one year, ranked.

    The frame holds one row for each region in force (value missing where nothing is published) and each
    nation, columns as `observations` plus `rank_country` and `rank_all`. With no year in the View each
    country shows its own latest year with full coverage.
    """
    indicator = build.catalogue.indicators[view.indicators[0]]
    data = with_ranks(_snapshot(view, indicator, build), indicator, view.currency, build.catalogue)
    shown = data.dropna(subset=["value"])
    missing = tuple(data[data.value.isna() & are_regions(data.region_code)].region_code)
    exhibit = make_exhibit(
        "overview",
        view,
        build,
        indicator,
        data,
        Wording(_title(shown, view, indicator), subtitle_of(indicator, view)),
        missing=missing,
        chart="map" if indicator.is_regional else "bar",
    )
    said = claim(indicator, data, build.catalogue, view.currency, view.language)
    sentence = render(said, build.catalogue, view.language) if said else ""
    return exhibit.saying(
        sentence,
        messages(view.language)("overview.picture"),
        missing_notes(missing, build.catalogue, view.year, view.language),
    )


def _snapshot(view: View, indicator: Indicator, build: Build) -> pd.DataFrame:
    frame = observations(build, indicator, view.currency)
    parts = []
    for country, coverage in indicator.countries.items():
        year = view.year or coverage.default_year
        codes = [country]
        if indicator.is_regional:
            codes += [region.code for region in build.catalogue.regions_of(country, year)]
        own = frame[(frame.year == year) & (frame.country == country)]
        whole = own.drop_duplicates("region_code").set_index("region_code").reindex(codes).reset_index()
        parts.append(whole.assign(country=country, year=year, indicator_id=indicator.id))
    return pd.concat(parts, ignore_index=True)


def _title(shown: pd.DataFrame, view: View, indicator: Indicator) -> str:
    t = messages(view.language)
    name = indicator.called(view.language)
    by_country = shown.groupby("country").year.first()
    if by_country.nunique() > 1:
        years = listed_years(
            ((t(f"country.{country}"), year) for country, year in by_country.items()), view.language
        )
        return t("overview.figure_title_by_country", indicator=name, years=years)
    year = view.year or "" if shown.empty else by_country.iloc[0]
    return t("overview.figure_title", indicator=name, year=year)
