"""Which rows the rank page keeps, among whom and how many, and what it says of those not shown."""

from dataclasses import dataclass

import pandas as pd

from i18n.messages import messages
from regions.asking.page_specs import PAGES
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Indicator
from regions.database.places import COUNTRIES, are_nations
from regions.figures.ranking import top_and_bottom
from regions.figures.statements import may_compare
from regions.shapes.exhibit import Exhibit
from regions.words.sentences import render
from regions.words.wording import aggregation_refusal

# How many regions stand at each end: of all, or of each country where the two are not ranked together.
ENDS_TOGETHER, ENDS_OF_EACH = 10, 5


@dataclass(frozen=True)
class Hint:
    """What a reader of the page is told before the figure.

    Attributes:
        text: A sentence.
        is_notice: Whether something asked for is not shown; else it says how to read what is.
    """

    text: str
    is_notice: bool = False


def amongs_of(view: View, build: Build) -> tuple[str, ...]:
    """Return among whom may be ranked: all, a country that has figures, the regions picked."""
    countries = build.catalogue.indicators[view.indicators[0]].countries
    every = PAGES["rank"].choices["among"].allowed_fixed
    return tuple(one for one in every if one not in COUNTRIES or one in countries)


def asked_for(data: pd.DataFrame, view: View) -> pd.Series:
    """Say which rows are of the country asked for, or of the places picked; all without either."""
    whom = view.chosen("among")
    if whom in COUNTRIES:
        return data.country == whom
    is_picked = whom == "picked" and bool(view.regions)
    return data.region_code.isin(view.regions) if is_picked else pd.Series(True, data.index)


def among(data: pd.DataFrame, view: View) -> pd.DataFrame:
    """Keep the regions asked for, and the nations they belong to; highest first, nations last."""
    nation = are_nations(data.region_code) & (view.chosen("among") == "picked")
    kept = data[asked_for(data, view) | nation]
    order = kept.assign(_nation=are_nations(kept.region_code))
    order = order.sort_values(["_nation", "value"], ascending=[True, False], kind="stable")
    return order.drop(columns="_nation").reset_index(drop=True)


def ends_only(data: pd.DataFrame, view: View, together: bool) -> pd.DataFrame:
    """Keep the highest, the lowest, the picked regions and the nations, if asked to."""
    return both_ends(data, view, together) if view.chosen("part") == "ends" else data


def both_ends(data: pd.DataFrame, view: View, together: bool) -> pd.DataFrame:
    """Keep the highest, the lowest, the picked places and the nations."""
    parts = [data] if together else [own for _, own in data.groupby("country", sort=False)]
    number = ENDS_TOGETHER if together else ENDS_OF_EACH
    codes = {code for part in parts for end in top_and_bottom(part, number) for code in end.region_code}
    kept = data.region_code.isin(codes | set(view.regions)) | are_nations(data.region_code)
    return data[kept].reset_index(drop=True)


def not_ranked(indicator: Indicator, view: View) -> tuple[str, ...]:
    """Return why regions are not ranked, or those of the two countries not together, where they are not."""
    if not indicator.is_regional or (indicator.is_rankable and may_compare(indicator, view.currency)):
        return ()
    if indicator.unranked:
        return (indicator.unranked[view.language],)
    if len(indicator.countries) < len(COUNTRIES):
        return ()
    t = messages(view.language)
    if indicator.own_nation:
        return (t("rank.own_nation"),)
    return (t("rank.not_together") if not indicator.is_comparable else t("rank.two_units"),)


def hints_of_ranking(exhibit: Exhibit, build: Build) -> tuple[Hint, ...]:
    """Say what a ranking does not show: regions, one order of both countries, blocks."""
    t = messages(exhibit.language)
    view, indicator = exhibit.view, build.catalogue.indicators[exhibit.view.indicators[0]]
    if not indicator.is_regional:
        return (Hint(t("rank.nations_only"), is_notice=True),)
    hints = [Hint(note) for note in not_ranked(indicator, view)]
    if view.chosen("among") == "picked" and not view.regions:
        hints.insert(0, Hint(t("rank.nothing_picked"), is_notice=True))
    if view.show == "bars" and view.chosen("by") != "region" and exhibit.id != "rank-groups":
        reason = aggregation_refusal(indicator.aggregation.reason or "not_additive")
        refusal = render(reason, build.catalogue, exhibit.language)
        hints.append(Hint(f"{refusal}. {t('rank.regions_instead')}", is_notice=True))
    return tuple(hints)
