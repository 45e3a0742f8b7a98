"""The regions then and now: how much each changed between two years, and what the largest changes are."""

import pandas as pd

from i18n.lists import listed, sentences
from i18n.messages import messages
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Catalogue, Indicator, names_of
from regions.database.languages import Language
from regions.database.places import COUNTRIES, are_regions, country_of
from regions.exhibits.rank_selection import among, ends_only, not_ranked
from regions.figures.observations import observations
from regions.figures.ranking import changed_territory, then_and_now
from regions.figures.statements import may_compare
from regions.shapes.exhibit import Exhibit, missing_notes, named_countries, subtitle_of
from regions.shapes.maker import Wording, computed_exhibit
from regions.shapes.units import change_text


def change_exhibits(view: View, build: Build) -> list[Exhibit]:
    """Return two rows a region and `change, rank_then, rank_now, rank_change`, largest change first.

    There is no exhibit where figures of one year alone are held, or no region has figures of both years.
    """
    indicator = build.catalogue.indicators[view.indicators[0]]
    first, last = view.year_from or 0, view.year_to or 0
    moved = then_and_now(build, indicator.id, first, last, view.currency)
    moved = moved.rename(columns={"change": "value"})
    kept = ends_only(among(moved, view), view, may_compare(indicator, view.currency)).rename(
        columns={"value": "change"}
    )
    if first >= last or kept.change.isna().all():
        return []
    held = observations(build, indicator, view.currency)
    both = held[held.year.isin((first, last)) & held.region_code.isin(kept.region_code)]
    columns = ["region_code", "change", "rank_then", "rank_now", "rank_change"]
    data = kept[columns].merge(both, on="region_code").sort_values("change", ascending=False, kind="stable")
    t = messages(view.language)
    expected = [r.code for country in indicator.countries for r in build.catalogue.regions_of(country, last)]
    missing = tuple(code for code in _wanted(expected, view) if code not in set(moved.region_code))
    notes = [*not_ranked(indicator, view), *_territory(build.catalogue, kept, first, last, view.language)]
    notes += missing_notes(missing, build.catalogue, last, view.language)
    broken = set(kept.country[kept.crosses_break.astype(bool)])
    if broken:
        notes.insert(0, t("rank.across_break", countries=named_countries(broken, view.language)))
    subtitle = subtitle_of(indicator, view)
    if indicator.changes_in_per_cent:
        subtitle = sentences((subtitle, t("rank.log_scale")), view.language)
    words = Wording(
        title=t("rank.change_title", indicator=indicator.called(view.language), first=first, last=last),
        subtitle=subtitle,
        claim=_claim_of_change(kept, indicator, build.catalogue, view),
        picture=t("rank.picture.change"),
        notes=tuple(notes),
    )
    ordered = [*data.columns[data.columns.isin(both.columns)], *columns[1:]]
    shown = data[ordered]
    return [
        computed_exhibit(
            "rank-change", view, (indicator,), build, shown, words, missing=missing, chart="dumbbell"
        )
    ]


def _wanted(codes: list[str], view: View) -> list[str]:
    among = view.chosen("among")
    if among in COUNTRIES:
        return [code for code in codes if country_of(code) == among]
    if among == "picked" and view.regions:
        return [code for code in codes if code in view.regions]
    return codes


def _territory(
    catalogue: Catalogue, kept: pd.DataFrame, first: int, last: int, language: Language
) -> list[str]:
    changed = changed_territory(catalogue, first, last)
    codes = [code for code in kept.region_code if code in changed]
    t = messages(language)
    return (
        [t("rank.territory", regions=listed(names_of(codes, catalogue, language), language))] if codes else []
    )


def _claim_of_change(kept: pd.DataFrame, indicator: Indicator, catalogue: Catalogue, view: View) -> str:
    """Name the regions with the largest and smallest change; none across a break or out of a partial list."""
    known = kept[are_regions(kept.region_code)]
    is_whole = known.rank_then.notna().all() and known.change.notna().all()
    one_list = known.country.nunique() == 1 or may_compare(indicator, view.currency)
    if len(known) < 2 or kept.crosses_break.any() or not is_whole or not one_list:
        return ""
    ends = [known.sort_values("change", kind="stable").iloc[place] for place in (-1, 0)]
    (top, top_change), (low, low_change) = (
        (
            catalogue.regions[str(row.region_code)].short[view.language],
            change_text(float(row.change), indicator, str(row.country), view.currency, view.language),
        )
        for row in ends
    )
    return messages(view.language)(
        "rank.claim_change",
        indicator=indicator.called(view.language),
        first=view.year_from,
        last=view.year_to,
        highest=top,
        highest_change=top_change,
        lowest=low,
        lowest_change=low_change,
    )
