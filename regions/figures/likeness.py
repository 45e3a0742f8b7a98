"""How alike places are: the distance on named indicators with printed weights, whatever the places are.

Distance = sum(w * |z_a - z_b|) / sum(w): the mean gap in standard deviations, over the indicators that both
places have figures for. z is taken over all places on one scale, after a logarithm where the weights say so,
so the unit of an indicator does not matter.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np

from regions.database.places import COUNTRIES, country_of
from regions.figures.measures import Floats
from regions.figures.panel import Panel
from regions.shapes.units import one_scale

Scope = Literal["across", "own"]
NUMBER_OF_PEERS = 5


@dataclass(frozen=True)
class Weight:
    """One line of a theme: an indicator, its share of the theme's weight (0 to 1) and how it is measured."""

    indicator_id: str
    weight: float
    measure: str


@dataclass(frozen=True)
class Contribution:
    """What one indicator adds to a distance.

    Attributes:
        indicator_id: The indicator.
        year: Year of the figure of the region asked about.
        peer_year: Year of the peer's figure (differs only where each country has its own latest year).
        value: Figure of the region, in the unit shown to both countries.
        peer_value: Figure of the peer.
        gap: |z_a - z_b| in standard deviations.
        weight: Weight among the indicators both have; they sum to 1.
        share: Share of the distance; they sum to 1 (0 each where the distance is zero).
    """

    indicator_id: str
    year: int
    peer_year: int
    value: float
    peer_value: float
    gap: float
    weight: float
    share: float


@dataclass(frozen=True)
class Peer:
    """A similar region: rank 1 is the nearest; `coverage` is the share of the weight both have."""

    region_code: str
    rank: int
    distance: float
    coverage: float
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True)
class PeerGroup:
    """The nearest regions and how they were found.

    Attributes:
        region_code: The region asked about.
        theme: Theme of the table.
        scope: `across` (the other country) or `own`.
        weights: The indicators used in this scope, weights summing to 1.
        peers: Nearest first; empty when nobody can be compared.
        compared: How many regions could be compared.
        not_compared: Regions left out because too much of the weight is missing.
        least_weight: The share of the weight that two regions must both have figures for.
    """

    region_code: str
    theme: str
    scope: Scope
    weights: tuple[Weight, ...]
    peers: tuple[Peer, ...]
    compared: int
    not_compared: tuple[str, ...]
    least_weight: float


def contribution_rows(groups: Sequence[PeerGroup]) -> list[dict[str, Any]]:
    """Return one row a peer and indicator: the peer's figure, and what it adds to the distance.

    Columns `indicator_id, region_code, country, year, value, status` of `observations`, then `scope, rank,
    distance, coverage` of the peer and `weight, gap, share, own_value` of the indicator.
    """
    return [
        {
            "indicator_id": part.indicator_id,
            "region_code": peer.region_code,
            "country": country_of(peer.region_code),
            "year": part.peer_year,
            "value": part.peer_value,
            "status": "",
            "scope": group.scope,
            "rank": peer.rank,
            "distance": peer.distance,
            "coverage": peer.coverage,
            "weight": part.weight,
            "gap": part.gap,
            "share": part.share,
            "own_value": part.value,
        }
        for group in groups
        for peer in group.peers
        for part in peer.contributions
    ]


@dataclass(frozen=True, eq=False)
class Measurements:
    """Places on the indicators of a theme: one row a place, one column an indicator.

    Attributes:
        codes: The places.
        countries: Country of each.
        weights: The indicators.
        shared: Whether an indicator counts across the border.
        years: Year of the figures by indicator and country.
        values: Figures in the unit shown to both countries.
        scores: Figures as they are measured: in standard deviations from the mean.
    """

    codes: tuple[str, ...]
    countries: tuple[str, ...]
    weights: tuple[Weight, ...]
    shared: tuple[bool, ...]
    years: dict[tuple[str, str], int]
    values: Floats
    scores: Floats

    @cached_property
    def places(self) -> dict[str, int]:
        """The row of each place."""
        return {code: number for number, code in enumerate(self.codes)}


def measured_on(
    codes: Sequence[str],
    weights: Sequence[Weight],
    panels: Sequence[Panel],
    latest: Callable[[Panel, Sequence[str]], int | None],
) -> Measurements:
    """Return places as they are measured on the indicators of a theme.

    Args:
        codes: The places.
        weights: The indicators.
        panels: The figures of each.
        latest: Returns the year in which the figures of some countries are taken; None where there is none.
    """
    countries = tuple(country_of(code) for code in codes)
    values = np.full((len(codes), len(weights)), np.nan)
    scores = values.copy()
    years: dict[tuple[str, str], int] = {}
    shared = []
    for column, (line, figures) in enumerate(zip(weights, panels, strict=True)):
        together = one_scale(figures.indicator, figures.currency)
        shared.append(together)
        for group in (COUNTRIES,) if together else tuple((country,) for country in COUNTRIES):
            year = latest(figures, group)
            if year is None:
                continue
            rows = [n for n, country in enumerate(countries) if country in group]
            values[rows, column] = figures.row(year, [codes[n] for n in rows])
            scores[rows, column] = standard_scores(_as_measured(values[rows, column], line.measure))
            years.update({(line.indicator_id, country): year for country in group})
    return Measurements(tuple(codes), countries, tuple(weights), tuple(shared), years, values, scores)


def most_alike(
    measured: Measurements, code: str, theme: str, scope: Scope, least: float, number: int
) -> PeerGroup:
    """Return the places most like one.

    Args:
        measured: All places on the indicators of the theme.
        code: The place asked about.
        theme: The theme.
        scope: `across` for the other country, `own` for the rest of the own country.
        least: Share of the weight that two places must both have figures for.
        number: How many to return at most.

    Raises:
        KeyError: If the place is not among those measured.
    """
    position = measured.places[code]
    home = measured.countries[position]
    used = np.array([scope == "own" or shared for shared in measured.shared])
    candidates = [
        number
        for number, country in enumerate(measured.countries)
        if number != position and (country == home) == (scope == "own")
    ]
    weights = np.array([line.weight for line in measured.weights]) * used
    gaps = np.abs(measured.scores[candidates] - measured.scores[position])
    distance, coverage = mean_gaps(gaps, weights, least)
    able = [n for n in np.argsort(distance, kind="stable") if np.isfinite(distance[n])]
    compared = set(able)
    peers = tuple(
        Peer(
            region_code=measured.codes[candidates[n]],
            rank=rank,
            distance=float(distance[n]),
            coverage=float(coverage[n]),
            contributions=_contributions(measured, position, candidates[n], gaps[n], weights),
        )
        for rank, n in enumerate(able[:number], 1)
    )
    total = float(weights.sum())
    return PeerGroup(
        region_code=code,
        theme=theme,
        scope=scope,
        weights=tuple(
            Weight(line.indicator_id, float(weight) / total, line.measure)
            for line, weight in zip(measured.weights, weights, strict=True)
            if weight > 0
        ),
        peers=peers,
        compared=len(able),
        not_compared=tuple(measured.codes[c] for n, c in enumerate(candidates) if n not in compared),
        least_weight=least,
    )


def mean_gaps(gaps: Floats, weights: Floats, least: float) -> tuple[Floats, Floats]:
    """Return distance and coverage of each row of gaps.

    Args:
        gaps: One row a candidate, one column an indicator: |z_a - z_b|, NaN where either has no figure.
        weights: One weight an indicator, 0 for indicators that do not count.
        least: Share of the weight that must be present.

    Returns:
        The weighted mean gap over the indicators present, NaN where they carry less than `least` of the
        weight; and the share of the weight that is present (0 to 1).
    """
    present = np.isfinite(gaps) & (weights > 0)
    held = (present * weights).sum(axis=1)
    total = weights.sum()
    coverage = held / total if total > 0 else np.zeros(len(gaps))
    enough = (held > 0) & (coverage >= least - 1e-9)
    sums = (np.where(present, gaps, 0.0) * weights).sum(axis=1)
    distance = np.divide(sums, held, out=np.full(len(gaps), np.nan), where=enough)
    return distance, coverage


def standard_scores(values: Floats) -> Floats:
    """Return (x - mean) / standard deviation over the figures present; all NaN if they are alike."""
    present = values[np.isfinite(values)]
    if len(present) < 2 or np.ptp(present) <= 1e-12 * np.abs(present).max():
        return np.full(len(values), np.nan)
    scores: Floats = (values - present.mean()) / present.std()
    return scores


def _contributions(
    measured: Measurements, own: int, other: int, gaps: Floats, weights: Floats
) -> tuple[Contribution, ...]:
    present = np.isfinite(gaps) & (weights > 0)
    held = float(weights[present].sum())
    total = float((gaps[present] * weights[present]).sum())
    found = [
        Contribution(
            indicator_id=line.indicator_id,
            year=measured.years[line.indicator_id, measured.countries[own]],
            peer_year=measured.years[line.indicator_id, measured.countries[other]],
            value=float(measured.values[own, column]),
            peer_value=float(measured.values[other, column]),
            gap=float(gaps[column]),
            weight=float(weights[column]) / held,
            share=float(weights[column] * gaps[column]) / total if total > 0 else 0.0,
        )
        for column, line in enumerate(measured.weights)
        if present[column]
    ]
    return tuple(sorted(found, key=lambda one: -one.share))


def _as_measured(values: Floats, measure: str) -> Floats:
    """Return figures as they are measured: `log` takes the logarithm of positive ones, else as they are."""
    if measure != "log":
        return values
    return np.log(np.where(values > 0, values, np.nan))
