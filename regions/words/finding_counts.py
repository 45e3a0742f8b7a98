"""Rules of findings that count regions or name the highest and lowest in one year."""

import numpy as np
import pandas as pd

from regions.build.database import Build
from regions.build.places import COUNTRIES, country_of
from regions.figures.flows import flow_years, flows
from regions.figures.measures import Floats
from regions.figures.panel import Panel, codes_of, crosses_the_border, panel, shared_panel
from regions.figures.peers import similar_regions
from regions.figures.relations import correlations, relation, shared_years
from regions.words.finding_kit import Draft, Spec, both, lines, points, rows, shared_complete_year
from regions.words.sentences import Amount, Number, RegionName, RegionNames, Value, Year


def beyond(build: Build, spec: Spec) -> Draft | None:
    """How many provinces lie beyond the whole range of the prefectures; only if most of them do."""
    figures = shared_panel(build, spec.indicator)
    year = shared_complete_year(build, figures)
    if year is None or not crosses_the_border(figures.indicator, figures.currency):
        return None
    provinces, prefectures = codes_of(build, "KR", year), codes_of(build, "JP", year)
    korean, japanese = figures.row(year, provinces), figures.row(year, prefectures)
    below = spec.option("side") == "below"
    edge = int(np.argmin(japanese) if below else np.argmax(japanese))
    count = int((korean < japanese[edge]).sum() if below else (korean > japanese[edge]).sum())
    if 2 * count <= len(provinces):
        return None
    values: dict[str, Value] = {
        "beyond": Number(count),
        "total": Number(len(provinces)),
        "region": RegionName(prefectures[edge]),
        "value": Amount(float(japanese[edge]), spec.indicator, "JP", bare=bool(spec.option("bare"))),
        "year": Year(year),
    }
    return Draft(
        values,
        both(spec.indicator, year),
        points(build, spec.indicator, year),
        (prefectures[edge],),
        year,
        variant=".all" if count == len(provinces) else ".most",
    )


def few(build: Build, spec: Spec) -> Draft | None:
    """The regions of both countries beyond a threshold, by name; only if there are one to `most`."""
    figures = shared_panel(build, spec.indicator)
    year = shared_complete_year(build, figures)
    if year is None or not crosses_the_border(figures.indicator, figures.currency):
        return None
    codes = [code for country in COUNTRIES for code in codes_of(build, country, year)]
    hits = tuple(code for code, hit in zip(codes, _hits(spec, figures.row(year, codes)), strict=True) if hit)
    if not 1 <= len(hits) <= int(spec.option("most")):
        return None
    values: dict[str, Value] = {
        "count": Number(len(hits)),
        "total": Number(len(codes)),
        "names": RegionNames(hits),
        "year": Year(year),
    }
    return Draft(values, both(spec.indicator, year), points(build, spec.indicator, year), hits, year)


def counts(build: Build, spec: Spec) -> Draft | None:
    """How many regions of each country lie beyond a threshold, and the region farthest beyond it.

    With `names: n` (for an index of a base year) the provinces are named; it needs one to n of them.
    """
    figures = shared_panel(build, spec.indicator)
    year = shared_complete_year(build, figures)
    if year is None:
        return None
    values: dict[str, Value] = {"year": Year(year), "threshold": Number(float(spec.option("threshold")), 1)}
    hits: dict[str, tuple[str, ...]] = {}
    for name, country in (("korea", "KR"), ("japan", "JP")):
        codes = codes_of(build, country, year)
        beyond_it = _hits(spec, figures.row(year, codes))
        hits[country] = tuple(code for code, hit in zip(codes, beyond_it, strict=True) if hit)
        values |= {name: Number(len(hits[country])), f"{name}_total": Number(len(codes))}
    farthest = _farthest(spec, figures, year, [*hits["KR"], *hits["JP"]])
    most = spec.option("names")
    if farthest is None or (most and not 1 <= len(hits["KR"]) <= most):
        return None
    values["region"] = RegionName(farthest)
    values["value"] = Amount(figures.at(farthest, year), spec.indicator, country_of(farthest))
    if most:
        values["names"] = RegionNames(hits["KR"])
        values["loss"] = Number(100 - float(spec.option("threshold")))
        values["base"] = Year(build.catalogue.indicators[spec.indicator].aggregation.base_year or year)
    frame = points(build, spec.indicator, year)
    return Draft(values, both(spec.indicator, year), frame, (farthest,), year)


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
    figures = shared_panel(build, spec.indicator)
    year = shared_complete_year(build, figures)
    if year is None or not crosses_the_border(figures.indicator, figures.currency):
        return None
    korea, japan = figures.at("KR", year), figures.at("JP", year)
    if spec.option("expect") == "korea_higher" and not korea > japan:
        return None
    values: dict[str, Value] = {
        "year": Year(year),
        "korea": Amount(korea, spec.indicator, "KR"),
        "japan": Amount(japan, spec.indicator, "JP"),
    }
    return Draft(values, both(spec.indicator, year), lines(build, spec.indicator), year=year)


def correlation_finding(build: Build, spec: Spec) -> Draft | None:
    """How two indicators go together within each country; only if both coefficients are as expected."""
    x, y = spec.indicators
    complete = [
        year
        for year in shared_years(build, x, y)
        if len(relation(build, x, y, year)) == _regions(build, year)
    ]
    if not complete:
        return None
    year = complete[-1]
    found = {one.country: one for one in correlations(relation(build, x, y, year))}
    sign = -1 if spec.option("expect") == "negative" else 1
    least = float(spec.option("least"))
    if set(found) != set(COUNTRIES) or any(sign * c.coefficient < least for c in found.values()):
        return None
    values: dict[str, Value] = {"year": Year(year)}
    for name, country in (("korea", "KR"), ("japan", "JP")):
        values |= {name: Number(found[country].coefficient, 2), f"{name}_n": Number(found[country].n)}
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


def _hits(spec: Spec, values: Floats) -> list[bool]:
    threshold = float(spec.option("threshold"))
    found = values < threshold if spec.option("side") == "below" else values > threshold
    return [bool(hit) for hit in found]


def _farthest(spec: Spec, figures: Panel, year: int, codes: list[str]) -> str | None:
    if not codes:
        return None
    values = figures.row(year, codes)
    return codes[int(np.argmin(values) if spec.option("side") == "below" else np.argmax(values))]


def _regions(build: Build, year: int) -> int:
    return sum(len(codes_of(build, country, year)) for country in COUNTRIES)


def ratio_of_nations(build: Build, spec: Spec) -> Draft | None:
    """Money of both nations in one currency and how many times Korea's amount Japan's is."""
    currency = str(spec.option("currency"))
    figures = panel(build, spec.indicator, currency)
    years = set(figures.known("KR")[0].tolist()) & set(figures.known("JP")[0].tolist())
    if not years:
        return None
    year = max(years)
    korea, japan = figures.at("KR", year), figures.at("JP", year)
    values: dict[str, Value] = {
        "year": Year(year),
        "korea": Amount(korea, spec.indicator, "KR", currency),
        "japan": Amount(japan, spec.indicator, "JP", currency),
        "ratio": Number(japan / korea),
    }
    frame = rows(spec.indicator, [("KR", year, korea), ("JP", year, japan)])
    return Draft(values, both(spec.indicator, year), frame, year=year, currency=currency)
