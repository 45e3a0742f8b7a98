"""The time shift as exhibits: when the other country was like this, by how much, and how that changes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from i18n.lists import listed, sentences
from i18n.messages import messages
from regions.asking.view import View, default_currency
from regions.database.build import Build
from regions.database.catalogue import Indicator, names_of
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.database.places import COUNTRIES, country_of
from regions.exhibits.lag_years import (
    Question,
    counterparts_exhibit,
    holds_trend,
    question_of,
    ranking_exhibits,
    trend_exhibits,
)
from regions.figures.alignment import AGEING, PEAK, aligned
from regions.figures.observations import observations
from regions.figures.reach import Status
from regions.figures.timeshift import told_lag
from regions.shapes.exhibit import Exhibit, counted, unit_phrase
from regions.shapes.frames import observed
from regions.shapes.maker import Wording, computed_exhibit
from regions.words.sentences import render
from regions.words.wording import event_label, lag_sentence


@dataclass(frozen=True)
class Shift:
    """A part of the time shift, by its value of `shift=`; its name is the message `shift.<value>`.

    Attributes:
        exhibits: Makes what is shown.
        follows_event: Whether series are laid over each other from an event on: any indicator and several
            regions can be chosen then, while a lag needs one region and a level that the other country met.
        holds: Says whether there is something to show of an indicator that has a lag.
        nothing: Message where there is nothing to draw.
    """

    exhibits: Callable[[View, Question, Build], list[Exhibit]]
    follows_event: bool = False
    holds: Callable[[Question, Build], bool] = lambda _asked, _build: True
    nothing: str = "lag.nothing"


def shift_of(view: View) -> Shift:
    """Return the part of the time shift that a View asks for."""
    return _SHIFTS[str(view.chosen("shift"))]


def shifts_of(view: View, build: Build) -> tuple[str, ...]:
    """Return the parts there are of the indicator that a View asks for."""
    asked = question_of(view, build)
    return tuple(
        name
        for name, shift in _SHIFTS.items()
        if shift.follows_event or (not asked.refusal and shift.holds(asked, build))
    )


def settled_shift(view: View, build: Build) -> View:
    """Return the View as it is shown: the part asked for, else one that there is of the indicator."""
    offered = shifts_of(view, build)
    if view.chosen("shift") in offered:
        return view
    others = (pair for pair in view.choices if pair[0] != "shift")
    return replace(view, choices=(("shift", offered[:1]), *others))


def lag_exhibits(view: View, build: Build) -> list[Exhibit]:
    """Return the exhibits of the part chosen (`shift`); where the indicator has no lag, the series aligned.

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
    own = replace(settled_shift(view, build), currency=default_currency(asked.indicator))
    return tuple(exhibit for exhibit in shift_of(own).exhibits(own, asked, build) if not exhibit.data.empty)


def _when(view: View, asked: Question, build: Build) -> list[Exhibit]:
    t, language = messages(view.language), view.language
    indicator = asked.indicator
    picks = [code for code in view.regions[1:] if country_of(code) == asked.other and code != asked.other]
    # Of two regions the answer is about these two; of more, and of one, about the other country as a whole.
    partner = picks[0] if len(picks) == 1 and indicator.is_regional else asked.other
    found = told_lag(build, indicator.id, asked.region_code, partner)
    if found is None:
        return []
    codes = [asked.region_code, asked.other, *picks]
    frame = observations(build, indicator, view.currency)
    data = frame[frame.region_code.isin(codes)].dropna(subset=["value"]).copy()
    data["role"] = data.region_code.map(lambda code: "reference" if code == asked.other else "pick")
    name = build.catalogue.place_short(asked.region_code)[language]
    claim = ""
    lines = _lines_exhibit(view, asked, partner, build, data, found.year)
    if not (found.is_break or found.crosses_break):
        claim = t(
            "lag.claim",
            region=name,
            indicator=indicator.called(language),
            year=found.year,
            value=lines.format(found.value, country_of(asked.region_code)),
            sentence=render(lag_sentence(found), build.catalogue, language),
        )
    alternative = t(
        "rank.alternative_text",
        title=lines.title,
        picture=t("lag.picture.when"),
        claim=sentences((claim,), language),
    )
    notes = (*_the_other_way(view, asked, partner, build, lines), *lines.notes)
    lines = replace(lines, claim=claim, notes=notes, alternative_text=" ".join(alternative.split()))
    # What is drawn is what is told: the figure of the same year.
    return [lines, counterparts_exhibit(view, asked, build, found.year)]


def _the_other_way(
    view: View, asked: Question, partner: str, build: Build, lines: Exhibit
) -> tuple[str, ...]:
    """Return when the region asked about was where its partner is now; nothing where that may not be told."""
    found = (
        told_lag(build, asked.indicator.id, partner, asked.region_code) if partner != asked.other else None
    )
    if found is None or found.is_break or found.crosses_break:
        return ()
    words = messages(view.language)(
        "lag.the_other_way",
        region=build.catalogue.place_short(partner)[view.language],
        year=found.year,
        value=lines.format(found.value, country_of(partner)),
        sentence=render(lag_sentence(found), build.catalogue, view.language),
    )
    return (words,)


def _lines_exhibit(
    view: View, asked: Question, partner: str, build: Build, data: pd.DataFrame, year: int
) -> Exhibit:
    t, language = messages(view.language), view.language
    title = t(
        "lag.when_title",
        indicator=asked.indicator.called(language),
        region=build.catalogue.place_short(asked.region_code)[language],
        other=build.catalogue.place_short(partner)[language],
        year=year,
    )
    words = Wording(
        title, _subtitle(view, asked.indicator, "lag.interpolated"), picture=t("lag.picture.when")
    )
    exhibit_id = f"lag-when-{asked.indicator.id}"
    return computed_exhibit(exhibit_id, view, (asked.indicator,), build, data, words, chart="line")


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
                t(
                    f"lag.left_out.{status}",
                    regions=listed(names_of(codes, build.catalogue, language), language),
                )
            )
    years = [
        t("lag.event_year", region=build.catalogue.place_short(code)[language], year=round(reached.year or 0))
        for code, reached in found.events.items()
    ]
    words = Wording(
        title=t("lag.aligned_title", indicator=asked.indicator.called(language), event=label),
        subtitle=_subtitle(view, asked.indicator, "lag.aligned_subtitle"),
        claim=t("lag.aligned_claim", event=event_name(event, language), years=listed(years, language))
        if years
        else "",
        picture=t("rank.picture.lines"),
        notes=tuple(notes),
    )
    exhibit_id = f"lag-aligned-{asked.indicator.id}"
    return [computed_exhibit(exhibit_id, view, (asked.indicator,), build, data, words, chart="aligned")]


def event_name(event: str, language: Language) -> str:
    """Return the name of an event that series are aligned on."""
    t = messages(language)
    if event == PEAK:
        return t("lag.event_peak")
    return t("lag.event_threshold", level=event.removeprefix(f"{AGEING}_"))


def _subtitle(view: View, indicator: Indicator, message_id: str) -> str:
    t = messages(view.language)
    definition = indicator.definition[view.language]
    subtitle = t("figure.subtitle", definition=definition, unit=unit_phrase(indicator, view))
    # What is interpolated is said before who is counted: a slide has room for two lines.
    return sentences((subtitle, t(message_id), counted(indicator, view.language)), view.language)


_SHIFTS: Mapping[str, Shift] = {
    "when": Shift(_when),
    "ranking": Shift(ranking_exhibits),
    "trend": Shift(trend_exhibits, holds=holds_trend),
    "aligned": Shift(_aligned, follows_event=True, nothing="lag.nothing_aligned"),
}
