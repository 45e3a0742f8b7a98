"""Municipalities of both countries that are alike and have no recorded tie: whom one might talk to."""

from dataclasses import dataclass

from regions.database.build import Build
from regions.database.memory import per_build
from regions.figures.counterparts import alike_municipalities
from regions.figures.likeness import Contribution
from regions.policy.ties import municipal_partners, nearest

# Counterparts looked through for one without a partner.
_LOOKED_AT = 30


@dataclass(frozen=True)
class MunicipalPair:
    """Two municipalities without a recorded tie across the strait.

    Attributes:
        own: The municipality in the region asked about.
        other: Its nearest counterpart in the other country that has no partner either.
        rank: How near the other is among all of its country, 1 the nearest.
        compared: How many were compared.
        distance: Mean gap in standard deviations.
        reasons: The indicators in which the two are nearest.
    """

    own: str
    other: str
    rank: int
    compared: int
    distance: float
    reasons: tuple[Contribution, ...]


@per_build(64)
def municipal_pairs(build: Build, region_code: str, number: int = 5) -> tuple[MunicipalPair, ...]:
    """Return the pairs that are most alike, nearest first; each municipality stands in one pair at most.

    Args:
        build: The build to read.
        region_code: A province or prefecture, or one municipality.
        number: How many to return at most.
    """
    tied, municipal = municipal_partners(build), build.catalogue.municipal
    places = [place.code for place in municipal.within(region_code)] or [region_code]
    found = (pair for code in places if code not in tied for pair in _pairs(build, code, frozenset(tied)))
    kept: dict[str, MunicipalPair] = {}
    for pair in sorted(found, key=lambda one: one.distance):
        if not {pair.own, pair.other} & {code for one in kept.values() for code in (one.own, one.other)}:
            kept[pair.own] = pair
    return tuple(kept.values())[:number]


def _pairs(build: Build, code: str, tied: frozenset[str]) -> list[MunicipalPair]:
    group = alike_municipalities(build, code, "across", _LOOKED_AT)
    return [
        MunicipalPair(
            code, peer.region_code, peer.rank, group.compared, peer.distance, nearest(peer.contributions)
        )
        for peer in group.peers
        if peer.region_code not in tied
    ]
