"""The question of the time shift, and lags in years as exhibits: regions there, regions here, over time."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from i18n.lists import listed, sentences
from i18n.messages import messages
from i18n.numbers import quantity
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Catalogue, Indicator, names_of
from regions.database.languages import Language
from regions.database.places import are_regions, countries_of, country_of, other_country
from regions.figures.reach import Status
from regions.figures.timeshift import counterparts, lag_table, lag_trend, lags_over_time, refusal
from regions.shapes.exhibit import ChartKind, Exhibit, counted
from regions.shapes.frames import observed
from regions.shapes.maker import Scale, Wording, computed_exhibit
from regions.words.sentences import render
from regions.words.wording import lag_trend_sentence


@dataclass(frozen=True)
class Question:
    """What the time shift is asked: an indicator, a region, and the other country it looks to.

    Attributes:
        indicator: The indicator.
        region_code: The region (or nation) asked about.
        other: The other nation.
        refusal: Why there is no time shift (a code of `timeshift.refusal`); None if there is one.
    """

    indicator: Indicator
    region_code: str
    other: str
    refusal: str | None


def question_of(view: View, build: Build) -> Question:
    """Return what a View in the mode `lag` asks: its first indicator and its first region."""
    indicator = build.catalogue.indicators[view.indicators[0]]
    code = view.regions[0]
    if not indicator.is_regional:
        code = country_of(code)
    other = other_country(code)
    return Question(indicator, code, other, refusal(build, indicator.id))


def counterparts_exhibit(view: View, asked: Question, build: Build, year: int) -> Exhibit:
    """Return the lag to each region of the other country, from the region's figure of a year."""
    t, language = messages(view.language), view.language
    frame = counterparts(build, asked.indicator.id, asked.region_code, year)
    data = _lag_rows(frame, "reference", asked.indicator)
    words = Wording(
        title=t(
            "lag.counterparts_title",
            indicator=asked.indicator.called(language),
            region=build.catalogue.place_short(asked.region_code)[language],
            other=build.catalogue.place_short(asked.other)[language],
            year=year,
        ),
        subtitle=_subtitle(asked.indicator, language),
        claim="",
        picture=t("rank.picture.bars"),
        notes=_unreached(data, build.catalogue, view),
    )
    return _lag_exhibit("counterparts", view, asked, build, data, words)


def _subtitle(indicator: Indicator, language: Language) -> str:
    reading = messages(language)("lag.subtitle", definition=indicator.definition[language])
    return sentences((reading, counted(indicator, language)), language)


def ranking_exhibits(view: View, asked: Question, build: Build) -> list[Exhibit]:
    """Return the lag of each region of the own country to the other nation."""
    t, language = messages(view.language), view.language
    data = _lag_rows(lag_table(build, asked.indicator.id, asked.other), "region_code", asked.indicator)
    # Shown as published by each region, whose latest years may differ: the year stands beside the lag.
    known = data[are_regions(data.region_code) & data.value.notna() & ~data.flagged]
    claim = ""
    if len(known) > 1:
        order = known.sort_values("value", kind="stable")
        least, most = order.iloc[0], order.iloc[-1]
        claim = t(
            "lag.ranking_claim",
            indicator=asked.indicator.called(language),
            other=build.catalogue.place_short(asked.other)[language],
            nearest=build.catalogue.place_short(str(least.region_code))[language],
            least=_years(float(least.value), view),
            farthest=build.catalogue.place_short(str(most.region_code))[language],
            most=_years(float(most.value), view),
        )
    words = Wording(
        title=t(
            "lag.ranking_title",
            indicator=asked.indicator.called(language),
            other=build.catalogue.place_short(asked.other)[language],
        ),
        subtitle=_subtitle(asked.indicator, language),
        claim=claim,
        picture=t("rank.picture.bars"),
        notes=_unreached(data, build.catalogue, view),
    )
    return [_lag_exhibit("ranking", view, asked, build, data, words)]


def holds_trend(asked: Question, build: Build) -> bool:
    """Say whether there is a lag in any year, of the region or its nation."""
    codes = (asked.region_code, country_of(asked.region_code))
    return any(
        lags_over_time(build, asked.indicator.id, code, asked.other).lag.notna().any() for code in codes
    )


def trend_exhibits(view: View, asked: Question, build: Build) -> list[Exhibit]:
    """Return the lag of the region and its nation in every year."""
    t, language = messages(view.language), view.language
    own_nation = country_of(asked.region_code)
    codes = dict.fromkeys((asked.region_code, own_nation))
    frames = {code: lags_over_time(build, asked.indicator.id, code, asked.other) for code in codes}
    rows = [_lag_rows(frame, "region_code", asked.indicator) for frame in frames.values()]
    data = pd.concat(rows, ignore_index=True).dropna(subset=["value"])
    data["role"] = data.region_code.map(lambda code: "pick" if code == asked.region_code else "reference")
    lags = frames[asked.region_code]
    trend = lag_trend(build, asked.indicator.id, lags)
    claim = ""
    if trend is not None:
        claim = t(
            "lag.trend_claim",
            region=build.catalogue.place_short(asked.region_code)[language],
            indicator=asked.indicator.called(language),
            other=build.catalogue.place_short(asked.other)[language],
            sentence=render(lag_trend_sentence(trend), build.catalogue, language),
        )
    words = Wording(
        title=t(
            "lag.trend_title",
            indicator=asked.indicator.called(language),
            region=build.catalogue.place_short(asked.region_code)[language],
            other=build.catalogue.place_short(asked.other)[language],
        ),
        subtitle=_subtitle(asked.indicator, language),
        claim=claim,
        picture=t("rank.picture.lines"),
        notes=(t("lag.trend_reading"), *(() if claim else (t("lag.trend_broken"),))),
    )
    return [_lag_exhibit("trend", view, asked, build, data, words, "line")]


def _lag_rows(frame: pd.DataFrame, place: str, indicator: Indicator) -> pd.DataFrame:
    """Return lags as figures of the regions in a column: `value` in years, missing unless reached."""
    rows = pd.DataFrame(
        {
            "region_code": frame[place].to_numpy(),
            "country": countries_of(frame[place]).to_numpy(),
            "year": frame.year.to_numpy(dtype=int),
            "value": frame.lag.to_numpy(dtype=float),
            "level": frame.value.to_numpy(dtype=float),
            "reach": frame.status.to_numpy(),
            "reached_year": frame.reached_year.to_numpy(dtype=float),
            "interpolated": frame.interpolated.to_numpy(dtype=bool),
            "flagged": (frame.crosses_break | frame.is_break).to_numpy(dtype=bool),
        }
    )
    return observed(rows, indicator)


def _lag_exhibit(
    part: str,
    view: View,
    asked: Question,
    build: Build,
    data: pd.DataFrame,
    words: Wording,
    chart: ChartKind = "bar",
) -> Exhibit:
    scale = Scale(messages(view.language)("unit.years"), 1)
    exhibit_id = f"lag-{part}-{asked.indicator.id}"
    missing = tuple(data[data.value.isna()].region_code)
    return computed_exhibit(exhibit_id, view, (asked.indicator,), build, data, words, scale, missing, chart)


def _unreached(data: pd.DataFrame, catalogue: Catalogue, view: View) -> tuple[str, ...]:
    """Say plainly where the level was never reached, or already past when the figures begin, or flagged."""
    t = messages(view.language)

    def named(codes: Iterable[str]) -> str:
        return listed(names_of(codes, catalogue, view.language), view.language)

    notes = []
    for status in (Status.NEVER, Status.BEYOND):
        codes = data[data.reach == str(status)].region_code.tolist()
        if codes:
            notes.append(t(f"lag.unreached.{status}", regions=named(codes), number=len(codes)))
    return (*notes, *across_a_break(data, catalogue, view.language))


def across_a_break(data: pd.DataFrame, catalogue: Catalogue, language: Language) -> tuple[str, ...]:
    """Return who is shown though a break lies between: no headline tells of them.

    Args:
        data: Lags; of a frame without `flagged` there is nothing to tell.
        catalogue: For names.
        language: Of the words.
    """
    codes = data[data.flagged & data.value.notna()].region_code if "flagged" in data else ()
    names = names_of(dict.fromkeys(codes), catalogue, language)
    return (messages(language)("lag.across_break", regions=listed(names, language)),) if names else ()


def _years(value: float, view: View) -> str:
    t = messages(view.language)
    return quantity(value, t("unit.years"), view.language, 1)
