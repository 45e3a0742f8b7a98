"""The rank page: its ways of showing (`SHOWS`), each declared once, and the exhibits they make."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from i18n.lists import sentences
from i18n.messages import messages
from regions.asking.selection import MUNICIPALITY, REGION
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Catalogue, Indicator
from regions.database.memory import per_build
from regions.database.places import are_regions
from regions.exhibits.blocks import group_exhibit
from regions.exhibits.changes import change_exhibits
from regions.exhibits.concentration import concentration_exhibits, holds_concentration, holds_shares
from regions.exhibits.municipalities import municipal_years
from regions.exhibits.overview import overview_exhibit
from regions.exhibits.rank_municipal import municipal_bars, municipal_dots, municipal_hints
from regions.exhibits.rank_selection import Hint, among, amongs_of, ends_only, hints_of_ranking, not_ranked
from regions.exhibits.rank_years import (
    covered,
    holds_change,
    holds_relation,
    nearest_held,
    ranked_years,
    relation_years,
    two_years,
    years_note,
)
from regions.exhibits.relation import relation_exhibits
from regions.figures.statements import may_compare, may_quote, tied_regions
from regions.shapes.exhibit import Exhibit, missing_notes, region_notes, text_alternative
from regions.words.claims import claim
from regions.words.sentences import render
from regions.words.wording import rank_text

MOST_NAMED = 3

Years = Callable[[View, Build], list[int]]


def _no_years(_view: View, _build: Build) -> list[int]:
    return []


@dataclass(frozen=True)
class Show:
    """A way of showing on the rank page, by its value of `show=`.

    Figure and table follow from the kind of its exhibits (`chart`), its name on the page is the message
    `show.<value>`.

    Attributes:
        exhibits: Makes what is shown; the View has years that hold figures.
        hints: Returns what is said before the figure.
        years: Returns the years that can be chosen.
        takes_two_years: Whether a first and a last year are chosen (`from=`, `to=`), not one (`year=`).
        takes_two_indicators: Whether an indicator is set against another.
        latest_of_each: Whether each country shows its own latest year where none is asked for.
        picks_regions: Whether regions can be picked out.
        in_currencies: Whether money can be shown in another currency.
        options: Parameters of the page's own that it takes, in the order of their controls.
        holds: Says whether there is something to show of the indicator and the countries asked for.
        nothing: Message where there is nothing to draw, or where another way is shown because there is not.
    """

    exhibits: Callable[[View, Build], list[Exhibit]]
    hints: Callable[[Exhibit, Build], tuple[Hint, ...]]
    years: Years = _no_years
    takes_two_years: bool = False
    takes_two_indicators: bool = False
    latest_of_each: bool = True
    picks_regions: bool = True
    in_currencies: bool = True
    options: tuple[str, ...] = ()
    holds: Callable[[View, Build], bool] = lambda _view, _build: True
    nothing: str = "compare.nothing_to_draw"


@per_build(256)
def shows_of(view: View, build: Build) -> tuple[str, ...]:
    """Return the ways of showing that have something to show of what a View asks for."""
    ways = MUNICIPAL_SHOWS if view.level == MUNICIPALITY else SHOWS
    return tuple(name for name, show in ways.items() if show.holds(view, build))


def show_of(view: View) -> Show:
    """Return the way of showing that a View of the rank page asks for."""
    offered = MUNICIPAL_SHOWS if view.level == MUNICIPALITY else SHOWS
    return offered[view.show or next(iter(offered))]


def rank_exhibits(view: View, build: Build) -> list[Exhibit]:
    """Return the exhibits of the rank page in the way of drawing chosen (`show`).

    Frames hold the columns of `observations` and, for `bars` and `swarm`, `rank_country` and `rank_all`
    (those among all regions, whatever is filtered; `rank_all` is missing where the two countries are not on
    one scale), highest first, nations last; blocks and mega-regions as rows of their own (`by`); for `change`
    two rows a region and `change, rank_then, rank_now`; for `relation` see `relation_exhibits`, for
    `concentration` see `concentration_exhibits`, for municipalities `municipal_bars`.
    """
    return list(_exhibits(view, build))


@per_build(128)
def _exhibits(view: View, build: Build) -> tuple[Exhibit, ...]:
    asked = settled(view, build)
    exhibits = show_of(asked).exhibits(asked, build)
    note = instead(view, asked) or years_note(view, asked, build)
    return tuple(replace(one, notes=(note, *one.notes)) if note else one for one in exhibits)


def instead(asked: View, shown: View) -> str:
    """Say why another way of showing, or all regions, stand where others were asked for; else nothing."""
    t = messages(asked.language)
    if asked.chosen("among") != shown.chosen("among"):
        return t("rank.all_instead", country=t(f"country.{asked.chosen('among')}"))
    if asked.show == shown.show:
        return ""
    return sentences((t(show_of(asked).nothing), t("rank.ranked_instead")), asked.language)


def held_years(view: View, build: Build) -> list[int]:
    """Return the years that can be chosen for a View of the rank page."""
    view = _shown(view, build)
    return show_of(view).years(view, build)


def settled(view: View, build: Build) -> View:
    """Return the View as it is shown.

    Where the way of showing has nothing to show it is the first that has; years are those asked for, else the
    nearest before them that hold figures.
    """
    view = _shown(view, build)
    show, years = show_of(view), held_years(view, build)
    if not years:
        return view
    if show.takes_two_years:
        first, last = two_years(view, years)
        return replace(view, year_from=first, year_to=last)
    if view.year is None:
        return view if show.latest_of_each else replace(view, year=years[-1])
    return replace(view, year=nearest_held(view.year, years))


def _shown(view: View, build: Build) -> View:
    """Return the View among countries that have figures, in a way of showing that has something to show."""
    if view.level == REGION and view.chosen("among") not in amongs_of(view, build):
        view = replace(view, choices=tuple(pair for pair in view.choices if pair[0] != "among"))
    offered = shows_of(view, build)
    return view if view.show is None or view.show in offered else replace(view, show=offered[0])


def _ranking(view: View, build: Build) -> list[Exhibit]:
    indicator = build.catalogue.indicators[view.indicators[0]]
    if view.chosen("by") != "region" and view.show == "bars" and indicator.is_regional:
        groups = group_exhibit(view, indicator, build)
        if groups:
            return [groups]
    whole = overview_exhibit(view, build)
    wanted = among(whole.data, view)
    data = ends_only(wanted, view, may_compare(indicator, view.currency))
    shown = data.dropna(subset=["value"])
    missing = tuple(data[data.value.isna() & are_regions(data.region_code)].region_code)
    said = claim(indicator, wanted, build.catalogue, view.currency, view.language)
    sentence = _places(whole, indicator, build.catalogue) or (
        render(said, build.catalogue, view.language) if said else ""
    )
    t = messages(view.language)
    picture = t("rank.picture.swarm") if view.show == "swarm" else t("rank.picture.bars")
    exhibit = replace(
        whole,
        id=f"rank-{view.show}",
        chart="bar",
        data=data,
        claim=sentence,
        missing=missing,
        notes=(
            *not_ranked(indicator, view),
            *region_notes(build.catalogue, shown, view.language, whole.remarks),
            *missing_notes(missing, build.catalogue, view.year, view.language),
        ),
        alternative_text=text_alternative(whole.title, picture, sentence, view.language),
    )
    return [exhibit]


def _places(exhibit: Exhibit, indicator: Indicator, catalogue: Catalogue) -> str:
    """Say where the picked regions stand; empty if none has a rank, or its year is a break."""
    t = messages(exhibit.language)
    tied = tied_regions(exhibit.data)
    data = exhibit.data.set_index("region_code")
    count = data.rank_country.notna().groupby(data.country).sum()
    told = [
        code
        for code in exhibit.view.regions
        if code in data.index
        and pd.notna(data.rank_country[code])
        and may_quote(indicator, str(data.country[code]), int(data.year[code]))
    ][:MOST_NAMED]
    values = exhibit.format_alike(data.value[told].tolist(), data.country[told].tolist())
    found = []
    for code, value in zip(told, values, strict=True):
        country = str(data.country[code])
        ranks = {
            name: rank_text(int(data[column][code]), code in tied[column], exhibit.language)
            for name, column in (("rank", "rank_country"), ("rank_all", "rank_all"))
            if pd.notna(data[column][code])
        }
        found.append(
            t(
                "rank.place_of_all" if "rank_all" in ranks else "rank.place",
                region=catalogue.regions[code].short[exhibit.language],
                value=value,
                regions=t(f"fact.regions.{country}", total=int(count[country])),
                all=int(data.rank_all.notna().sum()),
                **ranks,
            )
        )
    if not found:
        return ""
    return t("rank.places", title=exhibit.title, places=t("claim.extremes_joint").join(found))


def _hints_of_change(exhibit: Exhibit, build: Build) -> tuple[Hint, ...]:
    view = exhibit.view
    reading = messages(view.language)("rank.change_reading", first=view.year_from, last=view.year_to)
    first_note = () if exhibit.claim else exhibit.notes[:1]
    absent = missing_notes(exhibit.missing, build.catalogue, view.year_to, view.language)
    hints = hints_of_ranking(exhibit, build)
    told = [one for one in dict.fromkeys((*first_note, *absent)) if one not in (hint.text for hint in hints)]
    return (*hints, Hint(sentences((reading, *told), view.language)))


def _hints_of_relation(exhibit: Exhibit, _build: Build) -> tuple[Hint, ...]:
    if exhibit.view.regions:
        return ()
    return (Hint(messages(exhibit.language)("rank.pick_for_trails")),)


def _hints_of_concentration(exhibit: Exhibit, build: Build) -> tuple[Hint, ...]:
    t = messages(exhibit.language)
    shares = holds_shares(exhibit.view, build)
    return (Hint(t("concentration.no_dispersion") if shares else t("concentration.no_share")),)


SHOWS: Mapping[str, Show] = {
    "bars": Show(_ranking, hints_of_ranking, ranked_years, options=("by", "part")),
    "swarm": Show(_ranking, hints_of_ranking, ranked_years),
    "change": Show(
        change_exhibits,
        _hints_of_change,
        covered,
        takes_two_years=True,
        options=("part",),
        holds=holds_change,
        nothing="rank.no_change",
    ),
    "relation": Show(
        relation_exhibits,
        _hints_of_relation,
        relation_years,
        takes_two_indicators=True,
        latest_of_each=False,
        in_currencies=False,
        options=("log", "trail"),
        holds=holds_relation,
        nothing="rank.nothing_shared",
    ),
    "concentration": Show(
        concentration_exhibits,
        _hints_of_concentration,
        picks_regions=False,
        in_currencies=False,
        options=("measure",),
        holds=holds_concentration,
        nothing="concentration.nothing",
    ),
}
# Of municipalities each country has figures of other years: the last both have is shown, if there is one.
MUNICIPAL_SHOWS: Mapping[str, Show] = {
    name: Show(
        exhibits,
        municipal_hints,
        municipal_years,
        latest_of_each=False,
        in_currencies=False,
        options=options,
    )
    for name, exhibits, options in (("bars", municipal_bars, ("part",)), ("swarm", municipal_dots, ()))
}
