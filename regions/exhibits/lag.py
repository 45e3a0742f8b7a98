"""The time shift as exhibits: when the other country was like this, by how much, and how that changes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import pandas as pd

from i18n.messages import messages
from i18n.numbers import quantity
from regions.asking.view import View, default_currency
from regions.build.catalogue import Catalogue, Indicator, names_of
from regions.build.database import Build
from regions.build.languages import Language
from regions.build.memory import per_build
from regions.build.places import COUNTRIES, are_regions, countries_of, country_of, other_country
from regions.figures.alignment import AGEING, PEAK, aligned
from regions.figures.observations import observations
from regions.figures.reach import Status
from regions.figures.timeshift import counterparts, lag, lag_table, lag_trend, lags_over_time, refusal
from regions.shapes.exhibit import Exhibit, unit_phrase
from regions.shapes.frames import observed
from regions.shapes.maker import Scale, Wording, computed_exhibit
from regions.words.sentences import render
from regions.words.wording import event_label, lag_sentence, lag_trend_sentence


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


def lag_exhibits(view: View, build: Build) -> list[Exhibit]:
    """Return the exhibits of the part chosen (`shift`); none where the indicator has no time shift.

    Frames have the columns of `observations`:
    `when`: the series of the region, of the other nation and of picked regions there, with `role`; then a
    second exhibit with one row for each region of the other country: `value` is the lag in years (missing if
    never reached), with `reach` and `reached_year`;
    `ranking`: the same against the other nation for every region of the own country;
    `trend`: the lag in every year, with `role`;
    `aligned`: series with `offset`, years since the event.
    """
    return list(_exhibits(view, build))


@per_build(128)
def _exhibits(view: View, build: Build) -> tuple[Exhibit, ...]:
    asked = question_of(view, build)
    own = replace(view, currency=default_currency(asked.indicator))
    shift = str(view.chosen("shift"))
    if asked.refusal and shift != "aligned":
        return ()
    return tuple(one for one in _SHIFTS[shift](own, asked, build) if not one.data.empty)


def _when(view: View, asked: Question, build: Build) -> list[Exhibit]:
    t, language = messages(view.language), view.language
    indicator = asked.indicator
    found = lag(build, indicator.id, asked.region_code, asked.other)
    picks = [code for code in view.regions[1:] if country_of(code) == asked.other and code != asked.other]
    codes = [asked.region_code, asked.other, *picks]
    frame = observations(build, indicator, view.currency)
    data = frame[frame.region_code.isin(codes)].dropna(subset=["value"]).copy()
    data["role"] = data.region_code.map(lambda code: "reference" if code == asked.other else "pick")
    name = build.catalogue.place_short(asked.region_code)[language]
    claim, flagged = "", found is not None and (found.is_break or found.crosses_break)
    lines = _lines_exhibit(view, asked, build, data)
    if found is not None and not flagged:
        claim = t(
            "lag.claim",
            region=name,
            indicator=indicator.name[language],
            year=found.year,
            value=lines.format(found.value, country_of(asked.region_code)),
            sentence=render(lag_sentence(found), build.catalogue, language),
        )
    alternative = t("rank.alternative_text", title=lines.title, picture=t("lag.picture.when"), claim=claim)
    lines = replace(lines, claim=claim, alternative_text=" ".join(alternative.split()))
    return [lines, _counterparts(view, asked, build)]


def _lines_exhibit(view: View, asked: Question, build: Build, data: pd.DataFrame) -> Exhibit:
    t, language = messages(view.language), view.language
    title = t(
        "lag.when_title",
        indicator=asked.indicator.name[language],
        region=build.catalogue.place_short(asked.region_code)[language],
        other=build.catalogue.place_short(asked.other)[language],
    )
    words = Wording(
        title, _subtitle(view, asked.indicator, "lag.interpolated"), picture=t("lag.picture.when")
    )
    return computed_exhibit(f"lag-when-{asked.indicator.id}", view, (asked.indicator,), build, data, words)


def _counterparts(view: View, asked: Question, build: Build) -> Exhibit:
    t, language = messages(view.language), view.language
    frame = counterparts(build, asked.indicator.id, asked.region_code)
    data = _lag_rows(frame, "reference", asked.indicator)
    words = Wording(
        title=t(
            "lag.counterparts_title",
            indicator=asked.indicator.name[language],
            region=build.catalogue.place_short(asked.region_code)[language],
            other=build.catalogue.place_short(asked.other)[language],
        ),
        subtitle=t("lag.subtitle", definition=asked.indicator.definition[language]),
        claim="",
        picture=t("rank.picture.bars"),
        notes=_unreached(data, build.catalogue, view),
    )
    return _lag_exhibit("counterparts", view, asked, build, data, words)


def _ranking(view: View, asked: Question, build: Build) -> list[Exhibit]:
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
            indicator=asked.indicator.name[language],
            other=build.catalogue.place_short(asked.other)[language],
            nearest=build.catalogue.place_short(str(least.region_code))[language],
            least=_years(float(least.value), view),
            farthest=build.catalogue.place_short(str(most.region_code))[language],
            most=_years(float(most.value), view),
        )
    words = Wording(
        title=t(
            "lag.ranking_title",
            indicator=asked.indicator.name[language],
            other=build.catalogue.place_short(asked.other)[language],
        ),
        subtitle=t("lag.subtitle", definition=asked.indicator.definition[language]),
        claim=claim,
        picture=t("rank.picture.bars"),
        notes=_unreached(data, build.catalogue, view),
    )
    return [_lag_exhibit("ranking", view, asked, build, data, words)]


def _trend(view: View, asked: Question, build: Build) -> list[Exhibit]:
    t, language = messages(view.language), view.language
    own_nation = country_of(asked.region_code)
    codes = dict.fromkeys((asked.region_code, own_nation))
    frames = {code: lags_over_time(build, asked.indicator.id, code, asked.other) for code in codes}
    rows = [_lag_rows(frame, "region_code", asked.indicator) for frame in frames.values()]
    data = pd.concat(rows, ignore_index=True).dropna(subset=["value"])
    data["role"] = data.region_code.map(lambda code: "pick" if code == asked.region_code else "reference")
    lags = frames[asked.region_code]
    trend = lag_trend(lags[~(lags.is_break | lags.crosses_break)])
    claim = ""
    if trend is not None:
        claim = t(
            "lag.trend_claim",
            region=build.catalogue.place_short(asked.region_code)[language],
            indicator=asked.indicator.name[language],
            other=build.catalogue.place_short(asked.other)[language],
            sentence=render(lag_trend_sentence(trend), build.catalogue, language),
        )
    words = Wording(
        title=t(
            "lag.trend_title",
            indicator=asked.indicator.name[language],
            region=build.catalogue.place_short(asked.region_code)[language],
            other=build.catalogue.place_short(asked.other)[language],
        ),
        subtitle=t("lag.subtitle", definition=asked.indicator.definition[language]),
        claim=claim,
        picture=t("rank.picture.lines"),
        notes=(t("lag.trend_reading"),),
    )
    return [_lag_exhibit("trend", view, asked, build, data, words)]


def _aligned(view: View, asked: Question, build: Build) -> list[Exhibit]:
    t, language = messages(view.language), view.language
    event = str(view.chosen("event"))
    picks = view.regions if asked.indicator.is_regional else ()
    found = aligned(build, asked.indicator.id, dict.fromkeys((*picks, *COUNTRIES)), event)
    data = observed(found.data, asked.indicator)
    data["role"] = data.region_code.map(lambda code: "pick" if code in picks else "reference")
    label = render(event_label(event), build.catalogue, language)
    notes = []
    for status in (Status.NEVER, Status.BEYOND, Status.NO_DATA):
        codes = [code for code, held in found.left_out.items() if held is status]
        if codes:
            notes.append(
                t(f"lag.left_out.{status}", regions=", ".join(names_of(codes, build.catalogue, language)))
            )
    years = [
        t("lag.event_year", region=build.catalogue.place_short(code)[language], year=round(reached.year or 0))
        for code, reached in found.events.items()
    ]
    words = Wording(
        title=t("lag.aligned_title", indicator=asked.indicator.name[language], event=label),
        subtitle=_subtitle(view, asked.indicator, "lag.aligned_subtitle"),
        claim=t("lag.aligned_claim", event=event_name(event, language), years=", ".join(years))
        if years
        else "",
        picture=t("rank.picture.lines"),
        notes=tuple(notes),
    )
    return [
        computed_exhibit(f"lag-aligned-{asked.indicator.id}", view, (asked.indicator,), build, data, words)
    ]


def event_name(event: str, language: Language) -> str:
    """Return the name of an event that series are aligned on."""
    t = messages(language)
    if event == PEAK:
        return t("lag.event_peak")
    return t("lag.event_threshold", level=event.removeprefix(f"{AGEING}_"))


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
) -> Exhibit:
    scale = Scale(messages(view.language)("unit.years"), 1)
    exhibit_id = f"lag-{part}-{asked.indicator.id}"
    missing = tuple(data[data.value.isna()].region_code)
    return computed_exhibit(exhibit_id, view, (asked.indicator,), build, data, words, scale, missing)


def _unreached(data: pd.DataFrame, catalogue: Catalogue, view: View) -> tuple[str, ...]:
    """Say plainly where the level was never reached, or already past when the figures begin, or flagged."""
    t = messages(view.language)

    def named(codes: Iterable[str]) -> str:
        return ", ".join(names_of(codes, catalogue, view.language))

    notes = []
    for status in (Status.NEVER, Status.BEYOND):
        codes = data[data.reach == str(status)].region_code.tolist()
        if codes:
            notes.append(t(f"lag.unreached.{status}", regions=named(codes), number=len(codes)))
    flagged = data[data.flagged & data.value.notna()].region_code.tolist()
    if flagged:
        notes.append(t("lag.across_break", regions=named(flagged)))
    return tuple(notes)


def _years(value: float, view: View) -> str:
    t = messages(view.language)
    return quantity(value, t("unit.years"), view.language, 1)


def _subtitle(view: View, indicator: Indicator, message_id: str) -> str:
    t = messages(view.language)
    definition = indicator.definition[view.language]
    return f"{t('figure.subtitle', definition=definition, unit=unit_phrase(indicator, view))} {t(message_id)}"


_SHIFTS: dict[str, Callable[[View, Question, Build], list[Exhibit]]] = {
    "when": _when,
    "ranking": _ranking,
    "trend": _trend,
    "aligned": _aligned,
}
