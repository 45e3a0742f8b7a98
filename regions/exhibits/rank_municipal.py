"""The rank page of municipalities: those within some regions by one indicator, as bars or dots among all."""

from dataclasses import replace

import pandas as pd

from i18n.lists import listed
from i18n.messages import messages
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Indicator, names_of
from regions.database.memory import per_build
from regions.exhibits.municipal_figures import indicator_shown, places_around
from regions.exhibits.municipalities import (
    dated_title,
    made_of_municipalities,
    municipal_ranking_exhibit,
    year_shown,
)
from regions.exhibits.rank_selection import Hint, asked_for, both_ends, not_ranked
from regions.figures.municipal import municipal_year, rows_within
from regions.figures.statements import may_compare, may_quote
from regions.shapes.exhibit import Exhibit, subtitle_of
from regions.shapes.maker import Wording
from regions.shapes.units import figure_text
from regions.words.municipal import municipal_claim
from regions.words.sentences import render
from regions.words.wording import rank_text

# As many bars as anyone reads; of more municipalities both ends are drawn.
MOST_BARS = 100
_MOST_NAMED = 3


def municipal_bars(view: View, build: Build) -> list[Exhibit]:
    """Return the municipalities asked for, highest first, both ends where they are too many for bars.

    The frame has the columns of `municipal_exhibit`, ranks being those among all.
    """
    indicator = indicator_shown(view, build)
    whole = _shown(view, build)
    data, parts = whole, ""
    if view.chosen("part") == "ends" or len(whole) > MOST_BARS:
        data = both_ends(whole, view, may_compare(indicator, None))
        parts = "_ends" if len(data) < len(whole) else ""
    exhibit = made_of_municipalities(
        "rank-municipalities", "municipal_bar", view, build, data, _wording(view, build, whole, parts)
    )
    return [exhibit]


def municipal_dots(view: View, build: Build) -> list[Exhibit]:
    """Return all municipalities of both countries, those asked for to stand out."""
    exhibit = municipal_ranking_exhibit(view, build)
    claim = _claim(view, build, _shown(view, build))
    return [replace(exhibit, id="rank-municipalities-all", claim=claim)]


def municipal_hints(exhibit: Exhibit, build: Build) -> tuple[Hint, ...]:
    """Say what the ranking does not show: one order of both countries, the middle of a long list."""
    view, t = exhibit.view, messages(exhibit.language)
    hints = [Hint(note) for note in not_ranked(indicator_shown(view, build), view)]
    if exhibit.chart == "municipal_bar" and len(_shown(view, build)) > MOST_BARS:
        hints.append(Hint(t("rank.too_many_bars", count=f"{len(_shown(view, build)):,}"), is_notice=True))
    return tuple(hints)


@per_build(16)
def _shown(view: View, build: Build) -> pd.DataFrame:
    """Return the municipalities asked for, highest first: those within the regions, and those picked."""
    indicator = indicator_shown(view, build)
    everyone = municipal_year(build, indicator.id, year_shown(view, build))
    parts = [rows_within(everyone, code) for code in places_around(view)]
    parts.append(everyone[everyone.region_code.isin(view.regions)])
    data = pd.concat(parts).drop_duplicates("region_code")
    return data[asked_for(data, view)].sort_values("value", ascending=False, kind="stable", ignore_index=True)


def _wording(view: View, build: Build, whole: pd.DataFrame, parts: str) -> Wording:
    indicator = indicator_shown(view, build)
    names = listed(names_of(places_around(view), build.catalogue, view.language), view.language)
    what = messages(view.language)(
        f"municipalities.title{parts}", indicator=indicator.called(view.language), regions=names
    )
    title = dated_title(what, view, indicator, whole)
    return Wording(title, subtitle_of(indicator, view), _claim(view, build, whole))


def _claim(view: View, build: Build, whole: pd.DataFrame) -> str:
    """Say where the municipalities picked stand, else what all of those shown are like."""
    indicator = indicator_shown(view, build)
    if places := _places(view, build, whole, indicator):
        return places
    said = municipal_claim(indicator, whole, places_around(view))
    return render(said, build.catalogue, view.language) if said else ""


def _places(view: View, build: Build, whole: pd.DataFrame, indicator: Indicator) -> str:
    """Say where the municipalities picked stand; empty if none has a rank or its year is a break."""
    t, catalogue = messages(view.language), build.catalogue
    ranked = {row["region_code"]: row for row in whole.dropna(subset=["rank_region"]).to_dict("records")}
    found = []
    for code in (code for code in view.regions if code in ranked):
        row = ranked[code]
        if not may_quote(indicator, row["country"], int(row["year"])):
            continue
        rank = {
            name: rank_text(int(row[f"rank_{name}"]), False, view.language) for name in ("region", "country")
        }
        found.append(
            t(
                f"rank.municipal_place.{row['country']}",
                place=catalogue.place_short(code)[view.language],
                value=figure_text(float(row["value"]), indicator, row["country"], None, view.language),
                rank_region=rank["region"],
                count_region=int(row["n_region"]),
                region=catalogue.place_short(row["parent_code"])[view.language],
                rank_country=rank["country"],
                count_country=f"{int(row['n_country']):,}",
                country=t(f"country.{row['country']}"),
            )
        )
    if not found:
        return ""
    title = dated_title(indicator.called(view.language), view, indicator, whole)
    return t("rank.places", title=title, places=t("claim.extremes_joint").join(found[:_MOST_NAMED]))
