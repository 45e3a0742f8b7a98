"""Decks that fill themselves: a region, a pair, the forum's regions, two countries, designated companies.

A template is a function from region codes to slides, entered in `TEMPLATES`; another page adds its own there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from regions.database.build import Build
from regions.database.places import is_nation
from regions.exhibits.deck import Deck, Slide
from regions.figures.groups import comparison_group

FORUM = "forum_2021"
NATIONS = ("KR", "JP")


# Takes the regions chosen and the build to read.
Fill = Callable[[tuple[str, ...], Build], list[Slide]]


@dataclass(frozen=True)
class Template:
    """A deck that fills itself.

    Attributes:
        id: Stable id; its name is the message `template.<id>`.
        takes: How many regions it asks for.
        fill: Makes the slides.
    """

    id: str
    takes: int
    fill: Fill


def filled(template: Template, regions: Sequence[str], build: Build) -> Deck:
    """Return the deck of a template for the regions chosen; its automatic title names them."""
    return Deck(tuple(template.fill(tuple(regions[: template.takes]), build)))


def template_about(regions: Sequence[str]) -> Template:
    """Return the template for a region, for two, or for a nation and whatever else is asked for with it."""
    if any(is_nation(code) for code in regions):
        return TEMPLATES["countries"]
    return TEMPLATES["pair" if len(regions) > 1 else "region"]


def _address(path: str, **query: object) -> str:
    return f"{path}?{urlencode(query, doseq=True)}"


def _compare(indicators: str | Sequence[str], regions: Sequence[str], **more: object) -> Slide:
    return Slide(_address("/compare", indicator=indicators, region=list(regions), **more))


def _map(indicator: str, regions: Sequence[str]) -> Slide:
    return Slide(_address("/", indicator=indicator, **({"region": list(regions)} if regions else {})))


def _plate(name: str, regions: Sequence[str]) -> Slide:
    return Slide(_address(f"/deck/{name}", region=list(regions)))


def _one_region(regions: tuple[str, ...], build: Build) -> list[Slide]:
    code = regions[0]
    peers = comparison_group(build, code, "peers").others[:2]
    beside = [code, *peers]
    return [
        _plate("numbers", [code]),
        _map("registered_share_65plus", [code]),
        _plate("pyramid", [code, *peers[:1]]),
        _compare("population_total", beside, mode="index"),
        _compare("share_65plus", beside),
        _compare(["total_fertility_rate", "net_migration_rate"], beside),
        _compare("projected_population_index", beside),
        _compare("grdp_per_capita", beside),
        _plate("peers", [code]),
    ]


def _pair(regions: tuple[str, ...], _build: Build) -> list[Slide]:
    pair = list(regions)
    return [
        _plate("numbers", pair),
        _map("registered_share_65plus", pair),
        _plate("pyramid", pair),
        _compare("population_total", pair, mode="index"),
        _compare("share_65plus", pair),
        _compare(["total_fertility_rate", "net_migration_rate"], pair),
        _compare("births", pair, mode="index"),
        _compare("projected_population_index", pair),
        _compare("grdp_per_capita", pair),
        _compare("manufacturing_share", pair),
    ]


def _forum(_regions: tuple[str, ...], build: Build) -> list[Slide]:
    codes = build.catalogue.region_sets[FORUM].members
    return [
        _map("registered_population_change_rate", codes),
        _plate("numbers", codes),
        _compare("population_total", codes, mode="index"),
        _compare("share_65plus", codes),
        _map("registered_extinction_risk_index", codes),
        _compare("total_fertility_rate", codes),
        _compare("net_migration_rate", codes),
        _compare("grdp_per_capita", codes),
    ]


def _two_countries(_regions: tuple[str, ...], _build: Build) -> list[Slide]:
    return [
        _plate("numbers", NATIONS),
        _plate("pyramid", NATIONS),
        _map("registered_population_change_rate", ()),
        _compare(["population_total", "births"], NATIONS, mode="index"),
        _map("registered_share_65plus", ()),
        _compare("share_65plus", NATIONS),
        _compare("total_fertility_rate", NATIONS),
        _compare("capital_area_population_share", NATIONS),
        _map("grdp_per_capita", ()),
        _compare("projected_share_65plus", NATIONS),
    ]


def _companies_of(per: str = "number", count: str = "all") -> Slide:
    return Slide(_address("/companies", count=count, per=per))


def _designated(_regions: tuple[str, ...], _build: Build) -> list[Slide]:
    """Japan's designations as far as published, their conditions, and Korea's schemes beside them."""
    return [
        _companies_of(),
        _companies_of("establishments"),
        _companies_of("people"),
        _companies_of(count="FY2020"),
        _map("manufacturing_share", ()),
        _map("grdp_per_capita", ()),
        Slide(_address("/companies", show="korea", programme="kr_regional_innovation_leader_100")),
        Slide(_address("/rank", indicator=["manufacturing_share", "grdp_per_capita"], show="relation")),
    ]


TEMPLATES: dict[str, Template] = {
    one.id: one
    for one in (
        Template("region", 1, _one_region),
        Template("pair", 2, _pair),
        Template("forum", 0, _forum),
        Template("countries", 0, _two_countries),
        Template("companies", 0, _designated),
    )
}
