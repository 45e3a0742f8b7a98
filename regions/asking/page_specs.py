"""The pages and the parameters that each understands in its address."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from regions.asking.selection import (
    COMPARABILITIES,
    FIGURE_MODES,
    LEVELS,
    MUNICIPALITY,
    REGION,
    REGION_KINDS,
    STATUSES,
    TIDY_COLUMNS,
)
from regions.database.catalogue import Catalogue, Indicator
from regions.database.places import COUNTRIES

MODES = ("level", "index", "change", "lag")
SCALES = ("linear", "log")
CURRENCIES = ("national", "usd", "ppp")
# Years of pyramids, flows and hometown tax, whatever a build may hold of them.
_YEARS = tuple(str(year) for year in range(1950, 2101))
# Korea's counterparts of Japan's designated companies, the nearest first.
PROGRAMMES = (
    *("kr_regional_innovation_leader_100", "kr_regional_representative_midsize", "kr_regional_star"),
    *("kr_global_small_giant", "kr_world_class_300", "kr_baby_unicorn", "kr_hundred_year_store"),
    *("kr_hundred_year_artisan", "kr_regulation_free_zone", "kr_opportunity_development_zone"),
    "kr_legend_50plus",
)
# A slide is an address with title and note behind it: 1,200 letters, up to twelve signs each once encoded.
MOST_SLIDES, LONGEST_SLIDE = 60, 16_000
LONGEST_PLACE, LONGEST_DATE = 80, 30
MOST_ABOUT = 2
# As many provinces and prefectures whose municipalities are asked for together.
MOST_WITHIN = 12
# A province and a prefecture both of whose municipalities are nearly all at risk.
_A_TELLING_PAIR = ("KR-47", "JP-32")
# What a page of its own offers; the domain module beside each name computes it.
DISPERSION_MEASURES = ("weighted_cv", "cv", "theil", "gini", "weighted_sd", "sd", "range")  # concentration
SHIFTS = ("when", "ranking", "trend", "aligned")  # lag_exhibits
BRIEF_THEMES = ("all", "population", "economy", "exchange")  # briefing_figures
EVENTS = (*(f"share_65plus_{level}" for level in (20, 7, 14, 30)), "peak_population")  # alignment


@dataclass(frozen=True)
class Choice:
    """A parameter that one page alone understands, such as `group=` on the region profile.

    Attributes:
        values: What may be chosen, the first being the default unless `optional`; a function of the
            catalogue where the codes are data; None for any text up to `max_length` letters.
        many: Whether several values may stand in the address.
        optional: Whether nothing chosen is the default.
        max_values: How many values are kept where `many`.
        max_length: How many letters a free text may have.
    """

    values: tuple[str, ...] | Callable[[Catalogue], Iterable[str]] | None
    many: bool = False
    optional: bool = False
    max_values: int = 100
    max_length: int = 2000

    def allowed(self, catalogue: Catalogue) -> tuple[str, ...]:
        """Return the codes that may be chosen; empty for free text."""
        return tuple(self.values(catalogue)) if callable(self.values) else self.allowed_fixed

    @property
    def default(self) -> tuple[str, ...]:
        """What holds when the address says nothing: the first of a fixed list, else nothing."""
        fixed = isinstance(self.values, tuple) and not self.optional and not self.many
        return self.allowed_fixed[:1] if fixed else ()

    @property
    def allowed_fixed(self) -> tuple[str, ...]:
        """The codes of a fixed list; empty where they are data or free text."""
        return self.values if isinstance(self.values, tuple) else ()


@dataclass(frozen=True)
class PageSpec:
    """Which parts of a View a page uses, and what it shows when nothing is asked.

    Attributes:
        path: Address of the page.
        max_indicators: How many indicators it takes; 0 means none.
        max_regions: How many regions it takes.
        of_municipalities: Whether its indicators are those held of municipalities; its regions are those
            they lie in.
        takes_municipalities: Whether a region may be a municipality.
        of_one_level: Whether municipalities stand on it without provinces and prefectures.
        default_within: Regions whose municipalities a page that takes `within=` opens with; empty means all.
        of_regions_alone: Modes and ways of showing that it does not offer of municipalities.
        single_year: Whether it shows one year (`year=`).
        year_range: Whether it shows a span of years (`from=`, `to=`).
        modes: Modes it offers, the first being the default.
        shows: Ways of drawing it offers (`show=`), the first being the default.
        lists: Those of the ways of drawing that are lists and show no indicator.
        scales: Scales it offers (`scale=`), the first being the default.
        default_regions: Regions of the opening view.
        optional_indicator: Whether it may show no indicator at all.
        single_years: Whether its span of years may be one year.
        choices: Parameters of its own, by name.
    """

    path: str
    max_indicators: int = 0
    max_regions: int = 0
    of_municipalities: bool = False
    takes_municipalities: bool = False
    of_one_level: bool = False
    default_within: tuple[str, ...] = ()
    of_regions_alone: tuple[str, ...] = ()
    single_year: bool = False
    year_range: bool = False
    modes: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    scales: tuple[str, ...] = ()
    default_regions: tuple[str, ...] = ()
    optional_indicator: bool = False
    single_years: bool = False
    choices: Mapping[str, Choice] = field(default_factory=dict)

    @property
    def fields(self) -> frozenset[str]:
        """Return the parameters that it takes of those which several pages share."""
        takes = {
            "lang": True,
            "indicator": self.max_indicators,
            "region": self.max_regions,
            "year": self.single_year,
            "from": self.year_range,
            "to": self.year_range,
            "mode": self.modes,
            "scale": self.scales,
            "currency": self.max_indicators,
            "show": self.shows,
        }
        return frozenset(name for name, taken in takes.items() if taken)

    def indicators(self, catalogue: Catalogue, level: str = REGION) -> Mapping[str, Indicator]:
        """Return the indicators that the page can show of places of a level, by id."""
        return catalogue.indicators_at(MUNICIPALITY if self.of_municipalities else level)

    def default_indicator(self, catalogue: Catalogue, level: str = REGION) -> Indicator:
        """Return the indicator that the page opens with where it shows places of a level."""
        municipal = self.of_municipalities or level == MUNICIPALITY
        return (catalogue.municipal if municipal else catalogue).default_indicator


def _provinces_and_prefectures(catalogue: Catalogue) -> Iterable[str]:
    return (region.code for region in catalogue.regions.values() if not region.is_country)


# In the order of the navigation.
PAGES: dict[str, PageSpec] = {
    "overview": PageSpec("/", max_indicators=1, max_regions=12, single_year=True, shows=("map", "tiles")),
    "compare": PageSpec(
        "/compare",
        max_indicators=4,
        max_regions=12,
        takes_municipalities=True,
        of_regions_alone=("lag",),
        year_range=True,
        modes=MODES,
        scales=SCALES,
        default_regions=("KR-47", "JP-05"),
        choices={"shift": Choice(SHIFTS), "event": Choice(EVENTS)},
    ),
    "region": PageSpec(
        "/region",
        max_regions=1,
        takes_municipalities=True,
        shows=("page", "print"),
        default_regions=("KR-47",),
        choices={
            "group": Choice(("all", "country", "kind", "peers", "sisters", "picked")),
            "picked": Choice(_provinces_and_prefectures, many=True, max_values=10),
            "theme": Choice(("all", "demography", "economy", "society")),
            "reference": Choice(lambda catalogue: catalogue.regions, optional=True),
            "pyramid_year": Choice(_YEARS, optional=True),
            "flow_year": Choice(_YEARS, optional=True),
        },
    ),
    "municipalities": PageSpec(
        "/municipalities",
        max_indicators=1,
        max_regions=4,
        of_municipalities=True,
        single_year=True,
        shows=("maps", "risk"),
        lists=("risk",),
        default_regions=_A_TELLING_PAIR,
    ),
    "rank": PageSpec(
        "/rank",
        max_indicators=2,
        max_regions=12,
        takes_municipalities=True,
        default_within=_A_TELLING_PAIR,
        of_regions_alone=("change", "relation", "concentration"),
        single_year=True,
        year_range=True,
        shows=("bars", "swarm", "change", "relation", "concentration"),
        choices={
            "level": Choice(LEVELS),
            "within": Choice(lambda catalogue: catalogue.regions, many=True, max_values=MOST_WITHIN),
            "among": Choice(("all", "KR", "JP", "picked")),
            "by": Choice(("region", "block", "megaregion")),
            "part": Choice(("whole", "ends")),
            "log": Choice(("x", "y"), many=True),
            "trail": Choice(("on", "off")),
            "measure": Choice(DISPERSION_MEASURES),
        },
    ),
    "companies": PageSpec(
        "/companies",
        max_regions=20,
        shows=("japan", "act", "list", "korea", "hometown"),
        choices={
            "count": Choice(("all", "FY2017", "FY2018", "FY2020")),
            "per": Choice(("establishments", "number", "people")),
            "programme": Choice(PROGRAMMES),
            "of": Choice(("jp_regional_future_leading_company", *PROGRAMMES), many=True),
            "round": Choice(tuple(str(year) for year in range(2016, 2027)), many=True),
            "q": Choice(None, max_length=80),
            "fiscal_year": Choice(_YEARS, optional=True),
        },
    ),
    "exchange": PageSpec(
        "/exchange", max_regions=3, shows=("ties", "matrix", "partners", "meetings", "federations")
    ),
    "explore": PageSpec(
        "/explore",
        max_indicators=20,
        max_regions=66,
        takes_municipalities=True,
        of_regions_alone=("correlation", "missing"),
        year_range=True,
        single_years=True,
        modes=FIGURE_MODES,
        shows=("long", "wide", "years", "indicators", "correlation", "missing"),
        optional_indicator=True,
        choices={
            "level": Choice(LEVELS),
            "within": Choice(lambda catalogue: catalogue.regions, many=True, max_values=MOST_WITHIN),
            "country": Choice(COUNTRIES, many=True),
            "block": Choice(lambda catalogue: catalogue.blocks, many=True),
            "kind": Choice(REGION_KINDS, many=True),
            "topic": Choice(lambda catalogue: catalogue.topics, many=True),
            "comparability": Choice(COMPARABILITIES, many=True),
            "status": Choice(STATUSES, many=True),
            "column": Choice(TIDY_COLUMNS, many=True),
            "sort": Choice(("indicator_id", "region_code", "year", "value", "status")),
            "order": Choice(("ascending", "descending")),
            "page": Choice(tuple(str(number) for number in range(1, 10_000))),
        },
    ),
    "deck": PageSpec(
        "/deck",
        choices={
            # Whom slides were asked of: the deck fills itself.
            "about": Choice(lambda catalogue: catalogue.regions, many=True, max_values=MOST_ABOUT),
            "slide": Choice(None, many=True, max_values=MOST_SLIDES, max_length=LONGEST_SLIDE),
            "name": Choice(None, max_length=200),
            "place": Choice(None, max_length=LONGEST_PLACE),
            "date": Choice(None, max_length=LONGEST_DATE),
        },
    ),
    "brief": PageSpec(
        "/brief",
        max_regions=2,
        takes_municipalities=True,
        of_one_level=True,
        default_regions=("KR-47", "JP-22"),
        choices={"theme": Choice(BRIEF_THEMES)},
    ),
    "sources": PageSpec("/sources", max_indicators=1, optional_indicator=True),
}
