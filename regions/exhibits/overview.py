"""The overview: one indicator, one year, all 64 regions."""

from dataclasses import replace

import pandas as pd

from i18n.messages import messages
from regions.asking.view import View
from regions.build.catalogue import Catalogue, Indicator
from regions.build.database import Build
from regions.build.memory import per_build
from regions.build.places import are_regions
from regions.figures.observations import observations, with_ranks
from regions.shapes.exhibit import (
    Exhibit,
    citation,
    comparability,
    missing_notes,
    region_notes,
    remarks,
    source_line,
    subtitle_of,
    unit_texts,
)
from regions.words.claims import claim


def years_held(build: Build, indicator: Indicator, currency: str | None) -> list[int]:
    """Return the years in which any region (or, for national indicators, a nation) has a figure."""
    return list(_years_held(build, indicator.id, currency))


@per_build(256)
def _years_held(build: Build, indicator_id: str, currency: str | None) -> tuple[int, ...]:
    indicator = build.catalogue.indicators[indicator_id]
    frame = observations(build, indicator, currency).dropna(subset=["value"])
    return tuple(sorted(int(year) for year in frame.year.unique()))


def one_scale(indicator: Indicator, view: View) -> bool:
    """Say whether all 64 regions may be ranked together: comparable definitions, one unit."""
    return indicator.is_comparable and len(set(unit_texts(indicator, view).values())) == 1


@per_build(256)
def overview_exhibit(view: View, build: Build) -> Exhibit:
    """Return all regions in one year, ranked.

    The frame holds one row for each region in force (value missing where nothing is published) and each
    nation, columns as `observations` plus `rank_country` and `rank_all`. With no year in the View each
    country shows its own latest year with full coverage.
    """
    indicator = build.catalogue.indicators[view.indicators[0]]
    t = messages(view.language)
    data = with_ranks(_snapshot(view, indicator, build))
    if not one_scale(indicator, view):
        data = data.assign(rank_all=float("nan"))
    shown = data.dropna(subset=["value"])
    missing = tuple(data[data.value.isna() & are_regions(data.region_code)].region_code)
    year = _year_phrase(shown, view)
    title = t("overview.figure_title", indicator=indicator.name[view.language], year=year)
    exhibit = Exhibit(
        id="overview",
        view=view,
        indicator=indicator,
        data=data,
        title=title,
        subtitle=subtitle_of(indicator, view),
        claim="",
        units=unit_texts(indicator, view),
        comparability=comparability(indicator, view.language),
        remarks=remarks(indicator, shown, view.language),
        notes=region_notes(build.catalogue, shown, view.language),
        source_line=source_line(indicator, build.catalogue, view),
        citation=citation(indicator, build, view),
        alternative_text="",
        missing=missing,
        base_year=None,
        build_id=build.id,
        chart="map" if indicator.is_regional else "bar",
    )
    sentence = claim(indicator, data, build.catalogue, view.language, exhibit.format)
    return _with_texts(exhibit, build.catalogue, sentence)


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


def _year_phrase(shown: pd.DataFrame, view: View) -> str:
    if shown.empty:
        return str(view.year or "")
    t = messages(view.language)
    by_country = shown.groupby("country").year.first()
    if by_country.nunique() == 1:
        return str(by_country.iloc[0])
    return ", ".join(f"{t(f'country.{country}')} {year}" for country, year in by_country.items())


def _with_texts(exhibit: Exhibit, catalogue: Catalogue, sentence: str) -> Exhibit:
    t = messages(exhibit.language)
    missing = missing_notes(exhibit.missing, catalogue, exhibit.view.year, exhibit.language)
    alternative = t("overview.alternative_text", title=exhibit.title, claim=sentence)
    return replace(
        exhibit,
        claim=sentence,
        notes=(*exhibit.notes, *missing),
        alternative_text=" ".join(alternative.split()),
    )
