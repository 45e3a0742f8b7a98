"""Concentration as an exhibit: the capital area's share over time, or how far the regions are apart."""

from dataclasses import replace

import pandas as pd

from i18n.lists import sentences
from i18n.messages import messages
from i18n.numbers import quantity
from i18n.numbers import years as year_span
from regions.asking.view import View, default_currency
from regions.database.build import Build
from regions.database.catalogue import Indicator
from regions.database.languages import Language
from regions.database.places import COUNTRIES
from regions.figures.concentration import (
    capital_shares,
    dispersion,
    dispersion_trends,
    measures_of,
    shareable,
)
from regions.figures.statements import may_quote, may_span
from regions.shapes.exhibit import Exhibit, counted, countries_in_order
from regions.shapes.frames import observed
from regions.shapes.maker import Scale, Wording, computed_exhibit
from regions.shapes.units import unit_of_change
from regions.words.sentences import render
from regions.words.wording import dispersion_sentence, measure_label

# Measures relative to the mean; the others are in the unit of the indicator.
_RELATIVE = {"cv": Scale("%", 1), "weighted_cv": Scale("%", 1), "theil": Scale("", 4), "gini": Scale("", 3)}


def concentration_exhibits(view: View, build: Build) -> list[Exhibit]:
    """Return the capital area's share of what adds up, else the dispersion of what does not.

    Frames have the columns of `observations`, one row a nation and year, `role` being `pick`: `value` is the
    share (%), with `capital_area` and `nation` in the unit of the indicator, or the measure of dispersion
    chosen, with `n` and `mean`. Empty where neither is defined.
    """
    indicator = build.catalogue.indicators[view.indicators[0]]
    own = replace(view, currency=default_currency(indicator), regions=())
    if indicator.id in shareable(build):
        return _shares(own, indicator, build)
    return _dispersion(own, indicator, build)


def holds_shares(view: View, build: Build) -> bool:
    """Say whether the capital area's share is shown rather than dispersion."""
    return view.indicators[0] in shareable(build)


def holds_concentration(view: View, build: Build) -> bool:
    """Say whether there is a share or a dispersion to show of the countries asked for."""
    indicator = build.catalogue.indicators[view.indicators[0]]
    if holds_shares(view, build):
        return not _of_countries(capital_shares(build, indicator.id), view).empty
    return not _dispersed(view, indicator, build).empty


def _dispersed(view: View, indicator: Indicator, build: Build) -> pd.DataFrame:
    """Return `dispersion` of the countries asked for, `value` being the measure chosen."""
    measures = measures_of(indicator, view.chosen("measure")) if indicator.is_regional else ()
    if not measures:
        return pd.DataFrame()
    frame = _of_countries(dispersion(build, indicator.id), view)
    return frame.assign(value=frame[measures[0]].astype(float)).dropna(subset=["value"])


def _shares(view: View, indicator: Indicator, build: Build) -> list[Exhibit]:
    frame = _of_countries(capital_shares(build, indicator.id), view)
    if frame.empty:
        return []
    t = messages(view.language)
    data = observed(frame.assign(region_code=frame.country, role="pick"), indicator)
    words = Wording(
        title=t(
            "concentration.share_title", indicator=indicator.called(view.language), year=_span(data, view)
        ),
        subtitle=sentences(
            (
                t("concentration.share_subtitle", definition=indicator.definition[view.language]),
                counted(indicator, view.language),
            ),
            view.language,
        ),
        claim=_share_claim(data, indicator, view),
        picture=t("rank.picture.lines"),
        notes=(t("concentration.share_note"),),
    )
    return [
        computed_exhibit("rank-share", view, (indicator,), build, data, words, Scale("%", 1), chart="line")
    ]


def _share_claim(data: pd.DataFrame, indicator: Indicator, view: View) -> str:
    """Tell the first and the last share of each country, the last alone where a break lies between them."""
    t = messages(view.language)
    parts = []
    for country in countries_in_order(view.language):
        own = data[data.country == country].sort_values("year")
        if len(own) < 2:
            continue
        ends = [(int(year), float(value)) for year, value in own[["year", "value"]].iloc[[0, -1]].to_numpy()]
        (first, first_text), (last, last_text) = (
            (year, quantity(value, "%", view.language, 1)) for year, value in ends
        )
        area = t(f"concentration.area.{country}")
        if may_span(indicator, country, (first, last)):
            texts = {"first_value": first_text, "last_value": last_text}
            parts.append(t("concentration.share_of_country", area=area, first=first, last=last, **texts))
        elif may_quote(indicator, country, last):
            parts.append(t("concentration.share_of_year", area=area, year=last, value=last_text))
    if not parts:
        return ""
    joined = t("claim.extremes_joint").join(parts)
    return t("concentration.share_claim", indicator=indicator.called(view.language), parts=joined)


def _dispersion(view: View, indicator: Indicator, build: Build) -> list[Exhibit]:
    frame = _dispersed(view, indicator, build)
    if frame.empty:
        return []
    measure = measures_of(indicator, view.chosen("measure"))[0]
    frame = frame.assign(region_code=frame.country, role="pick")
    t, language = messages(view.language), view.language
    data = observed(frame[["region_code", "country", "year", "value", "n", "mean", "role"]], indicator)
    scale = _scale(measure, indicator, language)
    found = {one.country: one for one in dispersion_trends(build, indicator.id, measure)}
    told = [
        render(
            dispersion_sentence(found[country], indicator.id, scale.decimals, scale.unit),
            build.catalogue,
            language,
        )
        for country in countries_in_order(language)
        if country in found and country in set(data.country) and not found[country].crosses_break
    ]
    title = t(
        "concentration.dispersion_title",
        indicator=indicator.called(language),
        measure=render(measure_label(measure), build.catalogue, language),
        year=_span(data, view),
    )
    words = Wording(
        title=title,
        subtitle=sentences(
            (t(f"concentration.explained.{measure}", unit=scale.unit), counted(indicator, language)), language
        ),
        claim=t("claim.extremes_joint").join(told),
        picture=t("rank.picture.lines"),
        notes=(t("concentration.complete_years"), t("concentration.criterion")),
    )
    return [computed_exhibit("rank-dispersion", view, (indicator,), build, data, words, scale, chart="line")]


def _scale(measure: str, indicator: Indicator, language: Language) -> Scale:
    """Return unit and decimals of a measure: relative to the mean, or in the indicator's own unit."""
    if measure in _RELATIVE:
        return _RELATIVE[measure]
    return Scale(unit_of_change(indicator.unit[language], indicator, language), indicator.decimals + 1)


def _of_countries(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    among = view.chosen("among")
    return frame[frame.country == among] if among in COUNTRIES else frame


def _span(data: pd.DataFrame, view: View) -> str:
    return year_span(int(data.year.min()), int(data.year.max()), view.language)
