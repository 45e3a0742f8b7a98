"""The key figures of a briefing: which indicators a theme asks for, and what each place has of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from i18n.numbers import NOT_AVAILABLE, number
from regions.asking.selection import MUNICIPALITY
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Catalogue, Indicator
from regions.database.languages import Language
from regions.database.places import COUNTRIES, country_of, is_municipality, is_region
from regions.figures.counterparts import alike_municipalities
from regions.figures.municipal import LISTS, RESIDENTS
from regions.figures.municipal_profile import municipal_rows
from regions.figures.statements import Standing
from regions.words.headlines import headline_of
from regions.words.sentences import Amount, amount_text
from regions.words.wording import rank_text

FEWEST_FIGURES, MOST_FIGURES = 10, 14
_MOST_PARTIAL = 3  # figures of the theme that one of the two columns lacks
_GENERAL = (
    *("population_total", "population_change_rate", "share_65plus", "total_fertility_rate"),
    *("natural_change_rate", "net_migration_rate", "youth_cohort_change_20_29", "extinction_risk_index"),
    *("one_person_household_share", "projected_population_index", "grdp_per_capita"),
    *("manufacturing_share", "unemployment_rate", "foreign_residents_share"),
)
# What municipalities of both countries have on one definition, then what is held of one country alone.
_MUNICIPAL = (
    *(RESIDENTS, "registered_population_change_5y", "registered_share_0_14", "registered_share_15_64"),
    *("registered_share_65plus", "registered_share_75plus", "registered_extinction_risk_index"),
    *("registered_women_20_39_change_5y", "net_migration_rate", "crude_birth_rate"),
    *("projected_population_change_2025_2040", "registered_women_20_39", "registered_population_change_rate"),
)
_MUNICIPAL_MONEY = (
    *("fiscal_strength_index", "fiscal_independence_rate", "taxable_income_per_taxpayer", "wages_per_earner"),
    *("establishments", "employees", "hometown_tax_received"),
)
# What each theme (`page_specs.BRIEF_THEMES`) asks for; where the two regions have too little of it, the
# general figures fill the table.
_ASKED = {
    "all": _GENERAL,
    "population": (
        *("population_total", "population_change_rate", "population_density", "share_65plus", "share_75plus"),
        *("share_0_14", "total_fertility_rate", "births", "natural_change_rate", "net_migration_rate"),
        *("youth_cohort_change_20_29", "one_person_household_share", "extinction_risk_index"),
        "projected_population_index",
    ),
    "economy": (
        *("grdp_per_capita", "grdp_nominal", "grdp_real_growth", "grdp_per_worker", "manufacturing_share"),
        *("agriculture_share", "services_share", "ict_share", "unemployment_rate", "employment_rate"),
        *("businesses_per_1000", "foreign_residents_share", "share_15_64", "population_total"),
    ),
    "exchange": (
        *("population_total", "share_65plus", "foreign_residents_share", "korean_nationals_per_1000"),
        *("foreign_overnight_guests", "foreign_guest_share", "sister_ties", "marriage_migrants_per_1000"),
        *("net_international_migration_rate", "grdp_per_capita", "manufacturing_share"),
    ),
}
# The same of municipalities, of which each country publishes economic figures of its own.
_ASKED_OF_MUNICIPALITIES = {
    "all": (*_MUNICIPAL[:11], *_MUNICIPAL_MONEY[:2]),
    "population": _MUNICIPAL,
    "economy": (RESIDENTS, "registered_share_15_64", *_MUNICIPAL_MONEY),
    "exchange": (*_MUNICIPAL[:11], "hometown_tax_received"),
}


@dataclass(frozen=True)
class Subject:
    """What a briefing is about.

    Attributes:
        view: The View asked.
        regions: One province or prefecture, or two; or two municipalities.
        theme: One of `page_specs.BRIEF_THEMES`.
        build: The build to read.
    """

    view: View
    regions: tuple[str, ...]
    theme: str
    build: Build

    @property
    def language(self) -> Language:
        """Language of the texts."""
        return self.view.language

    @property
    def is_municipal(self) -> bool:
        """Say whether it is about municipalities."""
        return is_municipality(self.regions[0])

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        """The indicators with figures of its places, by id."""
        return self.build.catalogue.indicators_at(self.view.level)

    @property
    def compared(self) -> tuple[str, str]:
        """The two columns of its table: the regions of a pair, else the region and its nation."""
        first = self.regions[0]
        return (first, self.regions[1] if len(self.regions) > 1 else country_of(first))

    @property
    def is_across(self) -> bool:
        """Say whether a region of each country meets."""
        return {country_of(code) for code in self.regions} == set(COUNTRIES)


@dataclass(frozen=True)
class HeldFigure:
    """A figure of the table.

    Attributes:
        value: The figure: of the latest year of both countries, else of the latest the place has.
        currency: Variant of money.
        year: Its year.
        status: `actual`, `provisional` or `projection`.
        standings: Its rank in each list: country and both countries; of municipalities `municipal.LISTS`.
        marks: What must be known of it alone: `small_count`, `evacuated`.
    """

    value: float
    currency: str | None
    year: int
    status: str
    standings: tuple[Standing | None, ...]
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class KeyFigure:
    """A row of the table: an indicator, and what each column has of it (None without a figure)."""

    indicator: Indicator
    held: tuple[HeldFigure | None, ...]

    @property
    def is_whole(self) -> bool:
        """Say whether every column has a figure."""
        return None not in self.held


def subject_of(view: View, build: Build) -> Subject | None:
    """Return what a briefing is about; None where no place that has one is asked for.

    One municipality is set beside the one most like it in the other country.
    """
    theme = view.chosen("theme") or "all"
    if view.level == MUNICIPALITY:
        codes = tuple(filter(is_municipality, view.regions))
        if without_figures(codes, build):
            return None
        nearest = alike_municipalities(build, codes[0], "across", 1).peers if len(codes) == 1 else ()
        codes = (*codes, *(peer.region_code for peer in nearest))
        return Subject(view, codes, theme, build) if len(codes) > 1 else None
    codes = tuple(code for code in view.regions if is_region(code) and code in build.catalogue.regions)
    return Subject(view, codes, theme, build) if codes else None


def without_figures(regions: tuple[str, ...], build: Build) -> tuple[str, ...]:
    """Return the municipalities among some regions of which too little is held for a briefing."""
    municipalities = filter(is_municipality, regions)
    return tuple(
        code
        for code in municipalities
        if not any(row.indicator_id == RESIDENTS for row in municipal_rows(build, code, together=True))
    )


def key_figures(subject: Subject) -> tuple[KeyFigure, ...]:
    """Return the figures of the theme that the places have; general ones fill what is missing."""
    known = subject.indicators
    by_theme = _ASKED_OF_MUNICIPALITIES if subject.is_municipal else _ASKED
    general = _MUNICIPAL if subject.is_municipal else _GENERAL
    asked = by_theme[subject.theme]
    ids = [code for code in dict.fromkeys((*asked, *general)) if code in known]
    rows = [_row(subject, known[code]) for code in ids]
    held = [row for row in rows if any(row.held[: len(subject.regions)])]
    own = [row for row in held if row.indicator.id in asked]
    whole = [row for row in held if row.is_whole]
    partial = [row for row in own if not row.is_whole][:_MOST_PARTIAL]
    wanted = [*(row for row in own if row.is_whole), *partial, *whole, *held]
    chosen = list({row.indicator.id: row for row in wanted})[:MOST_FIGURES]
    return tuple(row for row in held if row.indicator.id in chosen)


def amount_of(one: HeldFigure, indicator: Indicator, code: str, *, bare: bool = False) -> Amount:
    """Return a figure of a place as a sentence writes it: of municipalities with decimals of their own."""
    decimals = indicator.decimals if is_municipality(code) else None
    return Amount(one.value, indicator.id, country_of(code), one.currency, decimals=decimals, bare=bare)


def _row(subject: Subject, indicator: Indicator) -> KeyFigure:
    held = _held_by_municipality if subject.is_municipal else _held_by_region
    return KeyFigure(
        indicator,
        tuple(
            held(subject.build, indicator.id, code) if country_of(code) in indicator.countries else None
            for code in subject.compared
        ),
    )


def _held_by_region(build: Build, indicator_id: str, code: str) -> HeldFigure | None:
    one = headline_of(build, indicator_id, code)
    if one is None:
        return None
    return HeldFigure(one.value, one.currency, one.year, one.status, (one.in_country, one.in_both))


def _held_by_municipality(build: Build, indicator_id: str, code: str) -> HeldFigure | None:
    rows = municipal_rows(build, code, together=True)
    row = next((one for one in rows if one.indicator_id == indicator_id), None)
    if row is None:
        return None
    places = (row.placings.get(name) for name in LISTS)
    # Of what is counted in a year of its own, a rank of another year would stand beside it.
    standings = tuple(place.standing if place and place.year == row.year else None for place in places)
    return HeldFigure(row.value, None, row.year, row.status, standings, row.marks)


def value_text(
    one: HeldFigure | None, indicator: Indicator, code: str, catalogue: Catalogue, language: Language
) -> str:
    """Return a figure as the reader writes it, its unit standing elsewhere; a dash for a missing one."""
    if one is None:
        return NOT_AVAILABLE
    return amount_text(amount_of(one, indicator, code, bare=True), catalogue, language)


def standing_text(found: Standing | None, language: Language) -> str:
    """Return a rank and out of how many; a dash where there is none."""
    if found is None:
        return NOT_AVAILABLE
    rank = rank_text(found.rank, True, language) if found.tied else number(found.rank, language)
    return f"{rank}/{number(found.of, language)}"
