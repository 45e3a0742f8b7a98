"""The key figures of a briefing: which indicators a theme asks for, and what each region has of them."""

from dataclasses import dataclass

from i18n.numbers import NOT_AVAILABLE
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Catalogue, Indicator
from regions.database.languages import Language
from regions.database.places import COUNTRIES, country_of, is_region
from regions.figures.statements import Standing
from regions.words.headlines import Headline, headline_of
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


@dataclass(frozen=True)
class Subject:
    """What a briefing is about.

    Attributes:
        view: The View asked.
        regions: One province or prefecture, or two.
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
    def compared(self) -> tuple[str, str]:
        """The two columns of its table: the regions of a pair, else the region and its nation."""
        first = self.regions[0]
        return (first, self.regions[1] if len(self.regions) > 1 else country_of(first))

    @property
    def is_across(self) -> bool:
        """Say whether a region of each country meets."""
        return {country_of(code) for code in self.regions} == set(COUNTRIES)


@dataclass(frozen=True)
class KeyFigure:
    """A row of the table: an indicator, and what each column has of it (None without a figure)."""

    indicator: Indicator
    held: tuple[Headline | None, ...]

    @property
    def is_whole(self) -> bool:
        """Say whether every column has a figure."""
        return None not in self.held


def subject_of(view: View, build: Build) -> Subject | None:
    """Return what a briefing is about; None where no province or prefecture is asked for."""
    codes = tuple(code for code in view.regions if is_region(code) and code in build.catalogue.regions)
    theme = view.chosen("theme") or "all"
    return Subject(view, codes, theme, build) if codes else None


def key_figures(subject: Subject) -> tuple[KeyFigure, ...]:
    """Return the figures of the theme that the regions have; general ones fill what is missing."""
    known = subject.build.catalogue.indicators
    ids = [code for code in dict.fromkeys((*_ASKED[subject.theme], *_GENERAL)) if code in known]
    rows = [_row(subject, known[code]) for code in ids]
    held = [row for row in rows if any(row.held[: len(subject.regions)])]
    own = [row for row in held if row.indicator.id in _ASKED[subject.theme]]
    whole = [row for row in held if row.is_whole]
    partial = [row for row in own if not row.is_whole][:_MOST_PARTIAL]
    wanted = [*(row for row in own if row.is_whole), *partial, *whole, *held]
    chosen = list({row.indicator.id: row for row in wanted})[:MOST_FIGURES]
    return tuple(row for row in held if row.indicator.id in chosen)


def _row(subject: Subject, indicator: Indicator) -> KeyFigure:
    return KeyFigure(
        indicator,
        tuple(
            headline_of(subject.build, indicator.id, code)
            if country_of(code) in indicator.countries
            else None
            for code in subject.compared
        ),
    )


def value_text(one: Headline | None, code: str, catalogue: Catalogue, language: Language) -> str:
    """Return a figure as the reader writes it, its unit standing elsewhere; a dash for a missing one."""
    if one is None:
        return NOT_AVAILABLE
    amount = Amount(one.value, one.indicator_id, country_of(code), one.currency, bare=True)
    return amount_text(amount, catalogue, language)


def standing_text(found: Standing | None, language: Language) -> str:
    """Return a rank and out of how many; a dash where there is none."""
    return f"{rank_text(found.rank, found.tied, language)}/{found.of}" if found else NOT_AVAILABLE
