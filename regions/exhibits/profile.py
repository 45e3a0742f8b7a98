"""The rows of the region profile and its peers as exhibits, so that they can be taken along as figures."""

import pandas as pd

from i18n.messages import messages
from regions.asking.view import View, default_currency
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.memory import per_build
from regions.database.places import country_of
from regions.figures.groups import Group, comparison_group
from regions.figures.likeness import PeerGroup, contribution_rows
from regions.figures.peers import similar_regions
from regions.figures.profile import Row, profile_rows
from regions.shapes.exhibit import Exhibit, Remark
from regions.shapes.frames import observed
from regions.shapes.maker import Wording, make_exhibit
from regions.words.sentences import render
from regions.words.wording import group_label, peers_note, theme_label

ROW_DIMENSIONS = (
    *("unit", "rank_country", "n_country", "group_year", "group_value", "rank_group", "n_group"),
    *("group_lowest", "group_median", "group_highest", "missing"),
)
PEER_DIMENSIONS = ("unit", "scope", "rank", "distance", "coverage", "weight", "gap", "share", "own_value")
SCOPES = ("across", "own")


def chosen_group(view: View, build: Build) -> Group:
    """Return the comparison group of the View, which may be empty."""
    kind = view.chosen("group") or "all"
    return comparison_group(build, view.regions[0], kind, view.all_chosen("picked"))


@per_build(128)
def rows_exhibit(view: View, build: Build) -> Exhibit:
    """Return the latest figure of every indicator with its ranks and its place in the comparison group.

    The frame has one row an indicator: the columns of `observations` plus `ROW_DIMENSIONS`. Those without
    a figure stand with the reason in `missing`.
    """
    group = chosen_group(view, build)
    language = view.language
    t = messages(language)
    rows = profile_rows(build, group)
    code = view.regions[0]
    data = observed(
        pd.DataFrame([_row_record(row, build.catalogue, view) for row in rows]),
        region_code=code,
        country=country_of(code),
    )
    sources = [
        source
        for row in rows
        if row.year is not None
        for source in build.catalogue.indicators[row.indicator_id].sources_in(country_of(code))
    ]
    name = build.catalogue.place_short(code)[language]
    compared = t("region.rows_subtitle", group=render(group_label(group.kind), build.catalogue, language))
    return make_exhibit(
        "region-rows",
        view,
        build,
        build.catalogue.indicators["population_total"],
        data,
        Wording(t("region.rows_title", region=name), compared),
        sources=sources,
        dimensions=ROW_DIMENSIONS,
        compares=Remark("mixed", t("region.comparability_mixed")),
        warnings=(),
        dated_changes=False,
    )


def _row_record(row: Row, catalogue: Catalogue, view: View) -> dict[str, object]:
    country = country_of(view.regions[0])
    indicator = catalogue.indicators[row.indicator_id]
    coverage = indicator.countries.get(country)
    place = row.place
    record: dict[str, object] = {
        "indicator_id": row.indicator_id,
        "year": row.year,
        "value": row.value,
        "status": row.status,
        "source_id": coverage.source_ids[0] if coverage and row.year else "",
        "unit": indicator.unit_for(country, row.currency)[view.language],
        "rank_country": row.in_country and row.in_country.rank,
        "n_country": row.in_country and row.in_country.of,
        "missing": row.missing or "",
    }
    if place is not None:
        record |= {
            "group_year": place.year,
            "group_value": place.value,
            "rank_group": place.standing and place.standing.rank,
            "n_group": place.n,
            "group_lowest": place.lowest,
            "group_median": place.median,
            "group_highest": place.highest,
        }
    return dict.fromkeys(ROW_DIMENSIONS) | record


def peer_groups(view: View, build: Build) -> tuple[PeerGroup, ...]:
    """Return the peers in the other country and in the own, by the theme of the View."""
    theme = view.chosen("theme") or "all"
    return tuple(
        similar_regions(build, view.regions[0], theme, "own" if scope == "own" else "across")
        for scope in SCOPES
    )


@per_build(128)
def peers_exhibit(view: View, build: Build) -> Exhibit:
    """Return the most similar regions and what each indicator adds to their distance.

    The frame has one row a peer and indicator: the columns of `observations` (figure of the peer) plus
    `PEER_DIMENSIONS`.
    """
    t = messages(view.language)
    groups = peer_groups(view, build)
    known = build.catalogue.indicators
    records = [
        {**row, "unit": indicator.unit_for(row["country"], default_currency(indicator))[view.language]}
        for row in contribution_rows(groups)
        for indicator in [known[row["indicator_id"]]]
    ]
    used = {str(record["indicator_id"]) for record in records}
    sources = [source for code in sorted(used) for source in known[code].sources_in(*known[code].countries)]
    name = build.catalogue.place_short(view.regions[0])[view.language]
    theme = render(theme_label(view.chosen("theme") or "all"), build.catalogue, view.language)
    title = t("region.peers_title", region=name, theme=theme)
    columns = ["indicator_id", "region_code", "country", "year", "value", "status", *PEER_DIMENSIONS]
    return make_exhibit(
        "region-peers",
        view,
        build,
        known["population_total"],
        observed(pd.DataFrame(records, columns=columns)),
        Wording(title, render(peers_note(groups[0]), build.catalogue, view.language)),
        sources=sources,
        dimensions=PEER_DIMENSIONS,
        compares=Remark("mixed", t("region.comparability_mixed")),
        warnings=(),
        dated_changes=False,
    )
