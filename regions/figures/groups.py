"""Whom a region is compared with: all 64, its country, kind, peers, sister regions, hand-picked ones."""

from collections.abc import Iterable
from dataclasses import dataclass

from regions.database.build import Build
from regions.database.memory import per_build
from regions.database.places import COUNTRIES
from regions.database.regions import Region
from regions.figures.peers import similar_regions

GROUPS = ("all", "country", "kind", "peers", "sisters", "picked")
MOST_PICKED = 10
PEER_THEME = "all"
# Kinds that two countries with other names for their regions have in common.
CAPITAL_AREA, METROPOLITAN, PROVINCE = "capital_area", "metropolitan", "province"
_METROPOLITAN_KINDS = (
    *("special_city", "metropolitan_city", "special_self_governing_city"),
    *("to", "fu"),
)


@dataclass(frozen=True)
class Group:
    """A comparison group.

    Attributes:
        kind: One of `GROUPS`.
        region_code: The region compared; not a member of `others`.
        others: The regions it is compared with, nearest first for peers, else in catalogue order.
        basis: For sister regions `province` (ties between the two regional governments) or `municipality`
            (only ties between cities, towns or districts of the two); for `kind` the kind; else empty.
    """

    kind: str
    region_code: str
    others: tuple[str, ...]
    basis: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether there is nobody to be compared with."""
        return not self.others


def kind_of(region: Region) -> str:
    """Return `capital_area`, `metropolitan` or `province`."""
    if region.capital_area:
        return CAPITAL_AREA
    return METROPOLITAN if region.kind in _METROPOLITAN_KINDS else PROVINCE


def comparison_group(build: Build, region_code: str, kind: str, picked: Iterable[str] = ()) -> Group:
    """Return whom a region is compared with; empty where there is nobody.

    Args:
        build: The build to read.
        region_code: The region.
        kind: One of `GROUPS`.
        picked: For `picked`: up to ten regions; unknown ones, nations and the region itself are left out.

    Raises:
        ValueError: If the kind is not one of `GROUPS`.
    """
    if kind not in GROUPS:
        raise ValueError(f"{kind} is not one of {GROUPS}")
    chosen = tuple(picked) if kind == "picked" else ()
    return _comparison_group(build, region_code, kind, chosen)


@per_build(512)
def _comparison_group(build: Build, region_code: str, kind: str, picked: tuple[str, ...]) -> Group:
    catalogue = build.catalogue
    own = catalogue.regions[region_code]
    everyone = [region for country in COUNTRIES for region in catalogue.regions_of(country)]
    if kind == "sisters":
        others, basis = _sisters(build, region_code)
    elif kind == "kind":
        basis = kind_of(own)
        others = [region.code for region in everyone if kind_of(region) == basis]
    elif kind == "peers":
        basis = ""
        found = () if own.is_country else similar_regions(build, region_code, PEER_THEME, "across").peers
        others = [peer.region_code for peer in found]
    elif kind == "picked":
        known = {region.code for region in everyone} - {region_code}
        others, basis = [code for code in dict.fromkeys(picked) if code in known][:MOST_PICKED], ""
    else:
        basis = ""
        others = [region.code for region in everyone if kind == "all" or region.country == own.country]
    return Group(kind, region_code, tuple(code for code in others if code != region_code), basis)


def offered_groups(build: Build, region_code: str) -> tuple[str, ...]:
    """Return the kinds of group in which a region has somebody to be compared with, `picked` always."""
    return tuple(
        kind for kind in GROUPS if kind == "picked" or not comparison_group(build, region_code, kind).is_empty
    )


def _sisters(build: Build, region_code: str) -> tuple[list[str], str]:
    rows = build.query(
        "SELECT kr_region_code, jp_region_code, level FROM tie WHERE ? IN (kr_region_code, jp_region_code)",
        (region_code,),
    )
    for basis, part in (("province", rows[rows.level == "province"]), ("municipality", rows)):
        codes = {*part.kr_region_code.dropna(), *part.jp_region_code.dropna()} - {region_code}
        if codes:
            return sorted(codes), basis
    return [], ""
