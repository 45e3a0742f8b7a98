"""Concentration as an exhibit: the capital area's share over time, or how far the regions are apart."""

from dataclasses import replace

import pandas as pd

from i18n.messages import messages
from i18n.numbers import quantity
from i18n.numbers import years as year_span
from regions.asking.view import View, default_currency
from regions.database.build import Build
from regions.database.catalogue import Indicator
from regions.database.places import COUNTRIES
from regions.figures.concentration import capital_shares, dispersion, dispersion_trends, shareable
from regions.figures.panel import is_break, panel
from regions.shapes.exhibit import Exhibit, countries_in_order
from regions.shapes.frames import observed
from regions.shapes.maker import Scale, Wording, computed_exhibit
from regions.words.sentences import render
from regions.words.wording import dispersion_sentence, measure_label

_SCALES = {"cv": Scale("%", 1), "weighted_cv": Scale("%", 1), "theil": Scale("", 4), "gini": Scale("", 3)}


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
        subtitle=t("concentration.share_subtitle", definition=indicator.definition[view.language]),
        claim=_share_claim(data, indicator, view),
        picture=t("rank.picture.lines"),
        notes=(t("concentration.share_note"),),
    )
    return [
        computed_exhibit("rank-share", view, (indicator,), build, data, words, Scale("%", 1), chart="line")
    ]


def _share_claim(data: pd.DataFrame, indicator: Indicator, view: View) -> str:
    """Tell the first and the last share of each country; no sentence on a break."""
    t = messages(view.language)
    parts = []
    for country in countries_in_order(view.language):
        own = data[data.country == country].sort_values("year")
        if len(own) < 2:
            continue
        ends = [(int(year), float(value)) for year, value in own[["year", "value"]].iloc[[0, -1]].to_numpy()]
        if any(is_break(indicator, country, year) for year, _ in ends):
            return ""
        parts.append(
            t(
                "concentration.share_of_country",
                area=t(f"concentration.area.{country}"),
                first=ends[0][0],
                first_value=quantity(ends[0][1], "%", view.language, 1),
                last=ends[1][0],
                last_value=quantity(ends[1][1], "%", view.language, 1),
            )
        )
    if not parts:
        return ""
    joined = t("claim.extremes_joint").join(parts)
    return t("concentration.share_claim", indicator=indicator.called(view.language), parts=joined)


def _dispersion(view: View, indicator: Indicator, build: Build) -> list[Exhibit]:
    measure = str(view.chosen("measure"))
    if not indicator.is_regional or _falls_below_zero(indicator, build):
        return []
    frame = _of_countries(dispersion(build, indicator.id), view)
    frame = frame.assign(value=frame[measure].astype(float), region_code=frame.country, role="pick")
    frame = frame.dropna(subset=["value"])
    if frame.empty:
        return []
    t = messages(view.language)
    data = observed(frame[["region_code", "country", "year", "value", "n", "mean", "role"]], indicator)
    name = render(measure_label(measure), build.catalogue, view.language)
    trends = {one.country: one for one in dispersion_trends(build, indicator.id, measure)}
    found = [trends[country] for country in countries_in_order(view.language) if country in trends]
    found = [one for one in found if one.country in set(data.country)]
    sentences = [
        render(dispersion_sentence(one, indicator.id), build.catalogue, view.language)
        for one in found
        if not one.crosses_break
    ]
    title = t(
        "concentration.dispersion_title",
        indicator=indicator.called(view.language),
        measure=name,
        year=_span(data, view),
    )
    words = Wording(
        title=title,
        subtitle=t(f"concentration.explained.{measure}"),
        claim=t("claim.extremes_joint").join(sentences),
        picture=t("rank.picture.lines"),
        notes=(t("concentration.complete_years"),),
    )
    scale = _SCALES[measure]
    return [computed_exhibit("rank-dispersion", view, (indicator,), build, data, words, scale, chart="line")]


def _falls_below_zero(indicator: Indicator, build: Build) -> bool:
    """Say whether a region's figure is negative: relative to a mean near zero, no two years compare."""
    return bool((panel(build, indicator.id).values < 0).any())


def _of_countries(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    among = view.chosen("among")
    return frame[frame.country == among] if among in COUNTRIES else frame


def _span(data: pd.DataFrame, view: View) -> str:
    return year_span(int(data.year.min()), int(data.year.max()), view.language)
