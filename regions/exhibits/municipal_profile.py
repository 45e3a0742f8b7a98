"""The profile of a municipality: its figures among four lists, its course, its counterparts."""

from dataclasses import replace

import pandas as pd

from i18n.lists import listed
from i18n.messages import messages
from regions.asking.view import View
from regions.database.build import Build
from regions.database.memory import per_build
from regions.database.places import country_of, parent_of
from regions.figures.counterparts import alike_municipalities
from regions.figures.likeness import PeerGroup, Scope, contribution_rows
from regions.figures.municipal import LISTS, RESIDENTS
from regions.figures.municipal_profile import MunicipalRow, municipal_rows
from regions.figures.panel import municipal_figures, panel
from regions.policy.ties import municipal_partners
from regions.shapes.exhibit import Exhibit, Remark, subtitle_of
from regions.shapes.frames import observed
from regions.shapes.maker import Wording, make_exhibit
from regions.words.sentences import render
from regions.words.wording import peers_note

STANDING_DIMENSIONS = ("unit", *(f"{what}_{name}" for name in LISTS for what in ("rank", "n", "year")))
COUNTERPART_DIMENSIONS = (
    *("unit", "scope", "rank", "distance", "coverage", "weight", "gap", "share", "own_value", "partners"),
)
_SCOPES: tuple[Scope, Scope] = ("across", "own")


def municipal_profile_exhibits(view: View, build: Build) -> list[Exhibit]:
    """Return what the profile of a municipality shows, as far as there are figures."""
    bare = view.only()
    found = [
        standing_exhibit(bare, build),
        trend_exhibit(bare, build),
        municipal_counterparts_exhibit(bare, build),
    ]
    return [one for one in found if len(one.data)]


@per_build(128)
def standing_exhibit(view: View, build: Build) -> Exhibit:
    """Return the latest figure of every indicator with its places.

    The frame has one row an indicator: the columns of `observations` plus `STANDING_DIMENSIONS`.
    """
    code = view.regions[0]
    rows = municipal_rows(build, code)
    records = [_record(row, view, build) for row in rows]
    columns = ["indicator_id", "year", "value", "status", "mark", "source_id", *STANDING_DIMENSIONS]
    data = pd.DataFrame(records, columns=columns).assign(region_code=code, country=country_of(code))
    places = [name for name in STANDING_DIMENSIONS if name != "unit"]
    data[places] = data[places].astype("Int64")
    t = messages(view.language)
    title = t("municipality.standing_title", place=build.catalogue.place_name(code)[view.language])
    return _table(
        "municipal-standing", view, build, data, STANDING_DIMENSIONS, title, t("municipality.ranks")
    )


def _record(row: MunicipalRow, view: View, build: Build) -> dict[str, object]:
    country = country_of(view.regions[0])
    indicator = build.catalogue.municipal.indicators[row.indicator_id]
    places = {
        name: value
        for among, place in row.placings.items()
        for name, value in (
            (f"rank_{among}", place.standing.rank),
            (f"n_{among}", place.standing.of),
            (f"year_{among}", place.year),
        )
    }
    return dict.fromkeys(STANDING_DIMENSIONS) | {
        "indicator_id": row.indicator_id,
        "year": row.year,
        "value": row.value,
        "status": row.status,
        "source_id": ";".join(indicator.sources_in(country)),
        "unit": indicator.unit_for(country, None)[view.language],
        "mark": ";".join(row.marks),
        **places,
    }


@per_build(128)
def trend_exhibit(view: View, build: Build) -> Exhibit:
    """Return the registered population of a municipality, its region and its nearest counterpart as an index.

    The first year in which all have a figure is 100. The frame has the columns of `observations` plus `role`.
    """
    code = view.regions[0]
    indicator = build.catalogue.municipal.indicators[RESIDENTS]
    nearest = [peer.region_code for peer in alike_municipalities(build, code, "across").peers[:1]]
    own = municipal_figures(build, RESIDENTS)
    above = panel(build, RESIDENTS)
    courses = {one: own.known(one) for one in (code, *nearest)}
    courses[parent_of(code)] = above.known(parent_of(code))
    frame = pd.concat(
        pd.DataFrame({"region_code": one, "country": country_of(one), "year": years, "value": values})
        for one, (years, values) in courses.items()
    )
    shared = frame.groupby("year").region_code.nunique()
    base_year = int(shared.index[shared == shared.max()].min())
    frame = frame[frame.year >= base_year]
    base = frame[frame.year == base_year].set_index("region_code").value
    data = observed(
        frame.assign(
            value=100 * frame.value / frame.region_code.map(base),
            role=["reference" if one == parent_of(code) else "pick" for one in frame.region_code],
        ).dropna(subset=["value"]),
        indicator,
    )
    t = messages(view.language)
    names = listed((build.catalogue.place_name(one)[view.language] for one in courses), view.language)
    title = t("municipality.trend_title", indicator=indicator.called(view.language), base=base_year)
    return make_exhibit(
        "municipal-trend",
        replace(view, mode="index"),
        build,
        indicator,
        data,
        Wording(
            title, subtitle_of(indicator, view, t("municipality.index_unit", base=base_year)), picture=names
        ),
        dated_changes=False,
        dimensions=("role",),
        base_year=base_year,
        chart="line",
    )


def counterpart_groups(view: View, build: Build) -> tuple[PeerGroup, ...]:
    """Return the counterparts of a municipality in the other country and in its own."""
    return tuple(
        alike_municipalities(build, view.regions[0], "own" if scope == "own" else "across")
        for scope in _SCOPES
    )


@per_build(128)
def municipal_counterparts_exhibit(view: View, build: Build) -> Exhibit:
    """Return the municipalities most like one and what each indicator adds to their distance.

    The frame has one row a counterpart and indicator: the columns of `observations` (figure of the
    counterpart) plus `COUNTERPART_DIMENSIONS`; `partners` are its partners across the strait, joined by ';'.
    """
    groups = counterpart_groups(view, build)
    known, partners = build.catalogue.municipal.indicators, municipal_partners(build)
    records = [
        {
            **row,
            "source_id": ";".join(known[row["indicator_id"]].sources_in(row["country"])),
            "unit": known[row["indicator_id"]].unit_for(row["country"], None)[view.language],
            "partners": ";".join(partners.get(row["region_code"], ())),
        }
        for row in contribution_rows(groups)
    ]
    columns = ["indicator_id", "region_code", "country", "year", "value", "status", "source_id"]
    data = pd.DataFrame(records, columns=[*columns, *COUNTERPART_DIMENSIONS])
    name = build.catalogue.place_name(view.regions[0])[view.language]
    title = messages(view.language)("municipality.counterparts_title", place=name)
    method = render(peers_note(groups[0]), build.catalogue, view.language)
    return _table("municipal-counterparts", view, build, data, COUNTERPART_DIMENSIONS, title, method)


def _table(
    identifier: str,
    view: View,
    build: Build,
    data: pd.DataFrame,
    dimensions: tuple[str, ...],
    title: str,
    subtitle: str,
) -> Exhibit:
    """Return an exhibit of figures of many indicators."""
    sources = [code for joined in data.source_id for code in str(joined).split(";") if code]
    return make_exhibit(
        identifier,
        view,
        build,
        build.catalogue.municipal.indicators[RESIDENTS],
        observed(data),
        Wording(title, subtitle),
        sources=sources,
        compares=Remark("mixed", messages(view.language)("region.comparability_mixed")),
        warnings=(),
        dated_changes=False,
        dimensions=dimensions,
    )
