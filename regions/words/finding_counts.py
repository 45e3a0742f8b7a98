"""Rules of findings that count regions or name the highest and lowest in one year."""

import numpy as np
import pandas as pd

from regions.database.build import Build
from regions.database.places import COUNTRIES
from regions.figures.flows import flow_years, flows
from regions.figures.observations import extremes
from regions.figures.panel import codes_of, shared_panel
from regions.figures.peers import similar_regions
from regions.figures.relations import associations, relation, shared_years, skewed_axes
from regions.figures.statements import may_quote_all, shared_direction
from regions.words.finding_kit import (
    Draft,
    Spec,
    both,
    latest_snapshot,
    lines,
    points,
    rows,
    shared_complete_year,
)
from regions.words.sentences import Amount, Number, RegionName, RegionNames, Value, Year
from regions.words.snapshot import Snapshot, beyond_a_level, beyond_the_prefectures, both_nations
from regions.words.wording import association_sentence


def beyond(build: Build, spec: Spec) -> Draft | None:
    """How many provinces lie beyond the whole range of the prefectures; only if most of them do."""
    snapshot = latest_snapshot(build, spec.indicator)
    if snapshot is None or not snapshot.compares:
        return None
    found = beyond_the_prefectures(snapshot, str(spec.option("side")))
    if found is None:
        return None
    year, edge = snapshot.years.last, found.edge
    values: dict[str, Value] = {
        "beyond": Number(found.count),
        "total": Number(found.total),
        "region": RegionNames(edge.codes),
        "value": Amount(edge.value, spec.indicator, "JP"),
        "year": Year(year),
    }
    return Draft(
        values,
        both(spec.indicator, year),
        points(build, spec.indicator, year),
        edge.codes,
        year,
        variant=".all" if found.count == found.total else ".most",
    )


def few(build: Build, spec: Spec) -> Draft | None:
    """The regions of both countries beyond a threshold, by name; only if there are one to `most`."""
    snapshot = latest_snapshot(build, spec.indicator)
    if snapshot is None or not snapshot.compares:
        return None
    hits = _hits(spec, snapshot)
    names, year = (*hits["KR"], *hits["JP"]), snapshot.years.last
    if not 1 <= len(names) <= int(spec.option("most")):
        return None
    values: dict[str, Value] = {
        "count": Number(len(names)),
        "total": Number(sum(len(snapshot.regional(country)) for country in COUNTRIES)),
        "names": RegionNames(names),
        "year": Year(year),
    }
    return Draft(values, both(spec.indicator, year), points(build, spec.indicator, year), names, year)


def counts(build: Build, spec: Spec) -> Draft | None:
    """How many regions of each country lie beyond a threshold, and the region farthest beyond it.

    With `names: n` (for an index of a base year) the provinces are named; it needs one to n of them.
    """
    snapshot = latest_snapshot(build, spec.indicator)
    if snapshot is None:
        return None
    hits, year = _hits(spec, snapshot), snapshot.years.last
    threshold = float(spec.option("threshold"))
    decimals = 0 if threshold.is_integer() else 1
    values: dict[str, Value] = {"year": Year(year), "threshold": Number(threshold, decimals)}
    for name, country in (("korea", "KR"), ("japan", "JP")):
        total = len(snapshot.regional(country))
        values |= {name: Number(len(hits[country])), f"{name}_total": Number(total)}
    everyone = snapshot.frame[snapshot.frame.region_code.isin((*hits["KR"], *hits["JP"]))]
    most = spec.option("names")
    if everyone.empty or (most and not 1 <= len(hits["KR"]) <= most):
        return None
    lowest, highest = extremes(everyone)
    farthest = lowest if spec.option("side") == "below" else highest
    values["region"] = RegionNames(farthest.codes)
    values["value"] = Amount(farthest.value, spec.indicator, farthest.country)
    if most:
        values["names"] = RegionNames(hits["KR"])
        values["loss"] = Number(100 - float(spec.option("threshold")))
        values["base"] = Year(build.catalogue.indicators[spec.indicator].aggregation.base_year or year)
    frame = points(build, spec.indicator, year)
    return Draft(values, both(spec.indicator, year), frame, farthest.codes, year)


def lowest_of_each(build: Build, spec: Spec) -> Draft | None:
    """The lowest region of each country: side by side, never subtracted."""
    figures = shared_panel(build, spec.indicator)
    year = shared_complete_year(build, figures)
    if year is None:
        return None
    values: dict[str, Value] = {"year": Year(year)}
    picked = []
    for name, country in (("korea", "KR"), ("japan", "JP")):
        codes = codes_of(build, country, year)
        lowest = codes[int(np.argmin(figures.row(year, codes)))]
        picked.append(lowest)
        amount = Amount(figures.at(lowest, year), spec.indicator, country, signed=True)
        values |= {f"{name}_region": RegionName(lowest), f"{name}_value": amount}
    frame = points(build, spec.indicator, year)
    return Draft(values, both(spec.indicator, year), frame, tuple(picked), year)


def two_nations(build: Build, spec: Spec) -> Draft | None:
    """Both nations in the latest year they share; with `expect: korea_higher` only if Korea is above."""
    snapshot = latest_snapshot(build, spec.indicator)
    nations = both_nations(snapshot) if snapshot is not None and snapshot.compares else None
    if snapshot is None or nations is None:
        return None
    if spec.option("expect") == "korea_higher" and not nations["KR"] > nations["JP"]:
        return None
    year = snapshot.years.last
    values: dict[str, Value] = {
        "year": Year(year),
        "korea": Amount(nations["KR"], spec.indicator, "KR"),
        "japan": Amount(nations["JP"], spec.indicator, "JP"),
    }
    return Draft(values, both(spec.indicator, year), lines(build, spec.indicator), year=year)


def correlation_finding(build: Build, spec: Spec) -> Draft | None:
    """How two indicators go together within each country in the latest unbroken year; only if clear."""
    x, y = spec.indicators
    pair = (build.catalogue.indicators[x], build.catalogue.indicators[y])
    complete = [
        year
        for year in shared_years(build, x, y)
        if len(relation(build, x, y, year)) == _regions(build, year)
        and all(may_quote_all(one, COUNTRIES, year) for one in pair)
    ]
    if not complete:
        return None
    year = complete[-1]
    frame = relation(build, x, y, year)
    found = {one.country: one for one in associations(frame, skewed_axes(frame))}
    if shared_direction(found.values(), *pair) != spec.option("expect"):
        return None
    values: dict[str, Value] = {"year": Year(year)}
    for name, country in (("korea", "KR"), ("japan", "JP")):
        values[name] = association_sentence(found[country])
    frame = points(build, y, year)
    return Draft(values, (*both(x, year), *both(y, year)), frame, year=year)


def nearest_pair(build: Build, spec: Spec) -> Draft | None:
    """The province and prefecture that are most alike by a theme."""
    theme = str(spec.option("theme"))
    groups = [similar_regions(build, code, theme, "across") for code in codes_of(build, "KR")]
    nearest = min((g for g in groups if g.peers), key=lambda g: g.peers[0].distance, default=None)
    if nearest is None:
        return None
    peer = nearest.peers[0]
    values: dict[str, Value] = {
        "region": RegionName(nearest.region_code),
        "peer": RegionName(peer.region_code),
        "distance": Number(peer.distance, 2),
        "n": Number(len(peer.contributions)),
    }
    pair = (nearest.region_code, peer.region_code)
    frame = rows(
        "",
        [
            figure
            for c in peer.contributions
            for figure in ((pair[0], c.year, c.value), (pair[1], c.peer_year, c.peer_value))
        ],
    )
    frame["indicator_id"] = [c.indicator_id for c in peer.contributions for _ in pair]
    return Draft(values, (), frame, pair)


def largest_stream(build: Build, _: Spec) -> Draft | None:
    """The largest balance of moves between two provinces in the latest year."""
    codes = [code for code in build.catalogue.regions if flow_years(build, code)]
    if not codes:
        return None
    year = max(flow_years(build, codes[0]))
    both_ways = pd.concat([flows(build, code, year).data for code in codes], ignore_index=True)
    if both_ways.net.isna().all():
        return None
    largest = both_ways.sort_values("net", ascending=False).iloc[0]
    net, origin, destination = float(largest["net"]), str(largest["partner"]), str(largest["region_code"])
    values: dict[str, Value] = {
        "year": Year(year),
        "origin": RegionName(origin),
        "destination": RegionName(destination),
        "net": Amount(net, "net_migration", "KR"),
    }
    partners = flows(build, origin, year).data
    nets = zip(partners.partner.tolist(), partners.net.tolist(), strict=True)
    frame = rows("net_migration", [(partner, year, balance) for partner, balance in nets])
    return Draft(values, (), frame, (origin,), year)


def _hits(spec: Spec, snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """Return the regions of each country beyond the threshold of a finding."""
    level, side = float(spec.option("threshold")), "below" if spec.option("side") == "below" else "above"
    return {country: beyond_a_level(snapshot, country, level, side) or () for country in COUNTRIES}


def _regions(build: Build, year: int) -> int:
    return sum(len(codes_of(build, country, year)) for country in COUNTRIES)
