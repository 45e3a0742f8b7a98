"""The rank page: all regions or a chosen set by one indicator, then and now, blocks and mega-regions."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd

from i18n.messages import messages
from i18n.numbers import quantity
from regions.aggregation import Aggregation, aggregate, groups_of, rule_of
from regions.catalogue import COUNTRIES, Catalogue, Indicator, names_of
from regions.claims import claim
from regions.computed import Words, computed_exhibit, observed
from regions.concentration_exhibits import concentration_exhibits
from regions.exhibit import Exhibit, countries_in_order, missing_notes, region_notes, unit_phrase
from regions.languages import Language
from regions.observations import observations
from regions.overview import one_scale, overview_exhibit, years_held
from regions.panel import Panel, covered_years, panel
from regions.ranking import changed_territory, then_and_now, top_and_bottom
from regions.relation_exhibits import pair_of, relation_exhibits
from regions.relations import shared_years
from regions.store import Store
from regions.view import View

# How many regions stand at each end: of all, or of each country where the two are not ranked together.
ENDS_TOGETHER, ENDS_OF_EACH = 10, 5
MOST_NAMED = 3


def rank_exhibits(view: View, catalogue: Catalogue, store: Store) -> list[Exhibit]:
    """Return the exhibits of the rank page in the way of drawing chosen (`show`).

    Frames hold the columns of `observations` and, for `bars` and `swarm`, `rank_country` and `rank_all`
    (those among all regions, whatever is filtered; `rank_all` is missing where the two countries are not on
    one scale), highest first, nations last; blocks and mega-regions as rows of their own (`by`); for `change`
    two rows a region and `change, rank_then, rank_now`; for `relation` see `relation_exhibits`, for
    `concentration` see `concentration_exhibits`.
    """
    return list(_exhibits(view, catalogue, store))


@lru_cache(maxsize=128)
def _exhibits(view: View, catalogue: Catalogue, store: Store) -> tuple[Exhibit, ...]:
    asked = settled(view, catalogue, store)
    exhibits = _SHOWS[asked.show or "bars"](asked, catalogue, store)
    note = _year_note(view, asked)
    return tuple(replace(one, notes=(note, *one.notes)) if note else one for one in exhibits)


def held_years(view: View, catalogue: Catalogue, store: Store) -> list[int]:
    """Return the years that can be chosen for a View of the rank page."""
    indicator = catalogue.indicators[view.indicators[0]]
    if view.show == "relation":
        return shared_years(store, *(one.id for one in pair_of(view, catalogue)))
    if view.show == "change":
        return _covered(indicator, view, store)
    return years_held(store, indicator, view.currency)


def settled(view: View, catalogue: Catalogue, store: Store) -> View:
    """Return the View with years that hold figures: the asked one, else the nearest before it."""
    years = held_years(view, catalogue, store)
    if not years or view.show == "concentration":
        return view
    if view.show == "change":
        first = _nearest(view.year_from or years[0], years)
        last = _nearest(view.year_to or years[-1], years)
        if first >= last:
            first, last = years[0], years[-1]
        return replace(view, year_from=first, year_to=last)
    if view.year is None:
        return replace(view, year=years[-1]) if view.show == "relation" else view
    return replace(view, year=_nearest(view.year, years))


def _nearest(asked: int, years: Sequence[int]) -> int:
    return max((year for year in years if year <= asked), default=years[0])


def _year_note(asked: View, shown: View) -> str:
    t = messages(asked.language)
    pairs = ((asked.year, shown.year), (asked.year_from, shown.year_from), (asked.year_to, shown.year_to))
    replaced = [(one, other) for one, other in pairs if one and one != other]
    if not replaced:
        return ""
    return t("rank.year_replaced", asked=replaced[0][0], shown=replaced[0][1])


def _covered(indicator: Indicator, view: View, store: Store) -> list[int]:
    """Return the years covered in both countries; in either where they share fewer than two."""
    figures = panel(store, indicator.id, view.currency)
    if not indicator.is_regional:
        return [int(year) for year in figures.years]
    by_country = [set(covered_years(store, figures, country)) for country in indicator.countries]
    shared = set.intersection(*by_country)
    return sorted(shared if len(shared) > 1 else set.union(*by_country))


def _ranking(view: View, catalogue: Catalogue, store: Store) -> list[Exhibit]:
    indicator = catalogue.indicators[view.indicators[0]]
    if view.chosen("by") != "region" and view.show == "bars" and indicator.is_regional:
        groups = _groups(view, indicator, catalogue, store)
        if groups:
            return [groups]
    whole = overview_exhibit(view, catalogue, store)
    data = _cut(_among(whole.data, view), view, one_scale(indicator, view))
    shown = data.dropna(subset=["value"])
    missing = tuple(data[data.value.isna() & (data.region_code.str.len() > 2)].region_code)
    everything = len(data) == len(whole.data)
    sentence = whole.claim
    if not everything:
        sentence = claim(indicator, shown, catalogue, view.language, whole.format)
    if sentence:
        sentence = _places(whole, catalogue) or sentence
    t = messages(view.language)
    alternative = t(
        "rank.alternative_text",
        title=whole.title,
        picture=t("rank.picture.swarm") if view.show == "swarm" else t("rank.picture.bars"),
        claim=sentence,
    )
    exhibit = replace(
        whole,
        id=f"rank-{view.show}",
        chart="bar",
        data=data,
        claim=sentence,
        missing=missing,
        notes=(
            *_not_one_scale(indicator, view),
            *region_notes(catalogue, shown, view.language),
            *missing_notes(missing, catalogue, view.year, view.language),
        ),
        alternative_text=" ".join(alternative.split()),
    )
    return [exhibit]


def _among(data: pd.DataFrame, view: View) -> pd.DataFrame:
    """Keep the regions asked for, and the nations they belong to; highest first, nations last."""
    among = view.chosen("among")
    nation = data.region_code.str.len() == 2
    kept = data
    if among in COUNTRIES:
        kept = data[data.country == among]
    elif among == "picked" and view.regions:
        kept = data[data.region_code.isin(view.regions) | nation]
    order = kept.assign(_nation=kept.region_code.str.len() == 2)
    order = order.sort_values(["_nation", "value"], ascending=[True, False], kind="stable")
    return order.drop(columns="_nation").reset_index(drop=True)


def _cut(data: pd.DataFrame, view: View, together: bool) -> pd.DataFrame:
    """Keep the highest, the lowest, the picked regions and the nations, if asked to."""
    if view.chosen("part") != "ends":
        return data
    parts = [data] if together else [own for _, own in data.groupby("country", sort=False)]
    number = ENDS_TOGETHER if together else ENDS_OF_EACH
    codes = {code for part in parts for end in top_and_bottom(part, number) for code in end.region_code}
    kept = data.region_code.isin(codes | set(view.regions)) | (data.region_code.str.len() == 2)
    return data[kept].reset_index(drop=True)


def _not_one_scale(indicator: Indicator, view: View) -> tuple[str, ...]:
    if not indicator.is_regional or len(indicator.countries) < 2 or one_scale(indicator, view):
        return ()
    t = messages(view.language)
    return (t("rank.not_together") if not indicator.is_comparable else t("rank.two_units"),)


def _places(exhibit: Exhibit, catalogue: Catalogue) -> str:
    """Say where the picked regions stand; empty if none has a rank."""
    t = messages(exhibit.language)
    data = exhibit.data.set_index("region_code")
    count = data.rank_country.notna().groupby(data.country).sum()
    found = []
    for code in exhibit.view.regions:
        if code not in data.index or pd.isna(data.rank_country[code]):
            continue
        country = str(data.country[code])
        whole = int(count[country]) == len(catalogue.regions_of(country, int(data.year[code])))
        group = f"fact.regions.{country}" if whole else f"rank.of_those.{country}"
        message_id = "rank.place" if pd.isna(data.rank_all[code]) else "rank.place_of_all"
        found.append(
            t(
                message_id,
                region=catalogue.regions[code].short[exhibit.language],
                value=exhibit.format(float(data["value"][code]), country),
                regions=t(group, total=int(count[country])),
                rank=int(data.rank_country[code]),
                rank_all=0 if pd.isna(data.rank_all[code]) else int(data.rank_all[code]),
                all=int(data.rank_all.notna().sum()),
            )
        )
    if not found:
        return ""
    return t("rank.places", title=exhibit.title, places=t("claim.extremes_joint").join(found[:MOST_NAMED]))


def _groups(view: View, indicator: Indicator, catalogue: Catalogue, store: Store) -> Exhibit | None:
    """Return blocks or mega-regions; None where the figures may not be aggregated."""
    kind = str(view.chosen("by"))
    found = [
        aggregate(
            store,
            indicator.id,
            groups_of(catalogue, kind, country),
            view.year or indicator.countries[country].default_year,
            view.currency,
        )
        for country in countries_in_order(view.language)
        if country in indicator.countries and view.chosen("among") in ("all", "picked", country)
    ]
    found = [one for one in found if one.reason is None and len(one.data)]
    if not found:
        return None
    t = messages(view.language)
    figures = panel(store, indicator.id, view.currency)
    frame = pd.concat([_group_rows(one, catalogue, figures) for one in found], ignore_index=True)
    data = observed(frame, indicator)
    years = " / ".join(dict.fromkeys(str(one.year) for one in found))
    missing = tuple(data[data.value.isna()].region_code)
    notes = [*_not_one_scale(indicator, view)]
    if missing:
        names = ", ".join(catalogue.place_short(code)[view.language] for code in missing)
        notes.append(t("note.no_figures", regions=names))
    title = t("rank.groups_title", indicator=indicator.name[view.language], kind=t(f"by.{kind}"), year=years)
    words = Words(
        title=title,
        subtitle=f"{_subtitle(indicator, view)} {t(f'rank.grouped.{rule_of(indicator.id).method}')}",
        claim=_extremes_of_groups(data, indicator, catalogue, view),
        picture=t("rank.picture.bars"),
        notes=tuple(notes),
    )
    made = computed_exhibit("rank-groups", view, (indicator,), catalogue, store, data, words, missing=missing)
    return replace(made, chart="bar")


def _group_rows(found: Aggregation, catalogue: Catalogue, figures: Panel) -> pd.DataFrame:
    data = found.data.rename(columns={"group_code": "region_code", "rank": "rank_country"})
    statuses = []
    for code in data.region_code:
        held = {figures.status(member, found.year) for member in catalogue.blocks[code].members}
        statuses.append(next((one for one in ("projection", "provisional") if one in held), "actual"))
    return data.assign(year=found.year, status=statuses, rank_all=np.nan)


def _extremes_of_groups(data: pd.DataFrame, indicator: Indicator, catalogue: Catalogue, view: View) -> str:
    """Name the highest and lowest group of each country."""
    t, language = messages(view.language), view.language
    parts = []
    for country, own in data.dropna(subset=["value"]).groupby("country", sort=False):
        if len(own) < 2:
            continue
        order = own.sort_values("value", ascending=False, kind="stable")
        ends = [order.iloc[0], order.iloc[-1]]
        names = [catalogue.place_short(str(row.region_code))[language] for row in ends]
        values = [_amount(float(row.value), indicator, str(country), view) for row in ends]
        parts.append(
            t(
                "claim.extremes",
                country=t(f"country.{country}"),
                highest=names[0],
                highest_value=values[0],
                lowest=names[1],
                lowest_value=values[1],
            )
        )
    years = " / ".join(str(year) for year in data.year.unique())
    sentences = t("claim.extremes_joint").join(parts)
    name = indicator.name[language]
    return t("claim.extremes_in_year", indicator=name, year=years, sentences=sentences) if parts else ""


def _amount(value: float, indicator: Indicator, country: str, view: View) -> str:
    decimals = 0 if view.currency in ("usd", "ppp") else indicator.decimals
    return quantity(value, indicator.unit_for(country, view.currency)[view.language], view.language, decimals)


def _change(view: View, catalogue: Catalogue, store: Store) -> list[Exhibit]:
    indicator = catalogue.indicators[view.indicators[0]]
    first, last = view.year_from or 0, view.year_to or 0
    moved = then_and_now(store, indicator.id, first, last, view.currency)
    moved = moved.rename(columns={"change": "value"})
    kept = _cut(_among(moved, view), view, one_scale(indicator, view)).rename(columns={"value": "change"})
    held = observations(store, indicator, view.currency)
    both = held[held.year.isin((first, last)) & held.region_code.isin(kept.region_code)]
    columns = ["region_code", "change", "rank_then", "rank_now", "rank_change"]
    data = kept[columns].merge(both, on="region_code").sort_values("change", ascending=False, kind="stable")
    t = messages(view.language)
    expected = [r.code for country in indicator.countries for r in catalogue.regions_of(country, last)]
    missing = tuple(code for code in _wanted(expected, view) if code not in set(moved.region_code))
    notes = [*_not_one_scale(indicator, view), *_territory(catalogue, kept, first, last, view.language)]
    notes += missing_notes(missing, catalogue, last, view.language)
    broken = [c for c in countries_in_order(view.language) if kept[kept.country == c].crosses_break.any()]
    if broken:
        names = ", ".join(t(f"country.{country}") for country in broken)
        notes.insert(0, t("rank.across_break", countries=names))
    subtitle = _subtitle(indicator, view)
    if indicator.changes_in_per_cent:
        subtitle = f"{subtitle} {t('rank.log_scale')}"
    words = Words(
        title=t("rank.change_title", indicator=indicator.name[view.language], first=first, last=last),
        subtitle=subtitle,
        claim=_claim_of_change(kept, indicator, catalogue, view),
        picture=t("rank.picture.change"),
        notes=tuple(notes),
    )
    ordered = [*data.columns[data.columns.isin(both.columns)], *columns[1:]]
    shown = data[ordered]
    made = computed_exhibit(
        "rank-change", view, (indicator,), catalogue, store, shown, words, missing=missing
    )
    return [replace(made, chart="dumbbell")]


def _wanted(codes: list[str], view: View) -> list[str]:
    among = view.chosen("among")
    if among in COUNTRIES:
        return [code for code in codes if code[:2] == among]
    if among == "picked" and view.regions:
        return [code for code in codes if code in view.regions]
    return codes


def _territory(
    catalogue: Catalogue, kept: pd.DataFrame, first: int, last: int, language: Language
) -> list[str]:
    changed = changed_territory(catalogue, first, last)
    codes = [code for code in kept.region_code if code in changed]
    t = messages(language)
    return [t("rank.territory", regions=", ".join(names_of(codes, catalogue, language)))] if codes else []


def _claim_of_change(kept: pd.DataFrame, indicator: Indicator, catalogue: Catalogue, view: View) -> str:
    """Name the regions with the largest and smallest change; no sentence across a break."""
    known = kept[(kept.region_code.str.len() > 2) & kept.change.notna()]
    if len(known) < 2 or kept.crosses_break.any() or not one_scale(indicator, view):
        return ""
    ends = [known.sort_values("change", kind="stable").iloc[place] for place in (-1, 0)]
    (top, top_change), (low, low_change) = (
        (
            catalogue.regions[str(row.region_code)].short[view.language],
            change_text(float(row.change), indicator, str(row.country), view),
        )
        for row in ends
    )
    return messages(view.language)(
        "rank.claim_change",
        indicator=indicator.name[view.language],
        first=view.year_from,
        last=view.year_to,
        highest=top,
        highest_change=top_change,
        lowest=low,
        lowest_change=low_change,
    )


def change_text(change: float, indicator: Indicator, country: str, view: View) -> str:
    """Return a change as the reader writes it: per cent for counts and money, else the unit."""
    if indicator.changes_in_per_cent:
        return quantity(change, "%", view.language, 1, signed=True)
    unit = indicator.unit_for(country, view.currency)[view.language]
    if unit == "%":
        unit = messages(view.language)("unit.percentage_points")
    return quantity(change, unit, view.language, indicator.decimals, signed=True)


def _subtitle(indicator: Indicator, view: View) -> str:
    return messages(view.language)(
        "figure.subtitle", definition=indicator.definition[view.language], unit=unit_phrase(indicator, view)
    )


_SHOWS: dict[str, Callable[[View, Catalogue, Store], list[Exhibit]]] = {
    "bars": _ranking,
    "swarm": _ranking,
    "change": _change,
    "relation": relation_exhibits,
    "concentration": concentration_exhibits,
}
