"""The five headline figures of a region: value, ten years' change, ranks, and plain sentences."""

from dataclasses import dataclass

import numpy as np

from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.memory import per_build
from regions.database.places import COUNTRIES, are_regions, country_of, is_region, other_country
from regions.figures.panel import Panel, codes_of, latest_shared_year, shared_panel
from regions.figures.ranking import changed_territory
from regions.figures.reach import Status
from regions.figures.statements import Standing, may_compare, may_quote_all, may_span, standing
from regions.figures.timeshift import counterparts, refusal, rises
from regions.words.sentences import Number, RegionName, Sentence, Year, sentence

# Headlines that move slowly and one way, so that the year in which another region was there says something,
# and the series that reaches back far enough to find it.
SHIFTED = {
    "registered_share_65plus": "share_65plus",
    "share_65plus": "share_65plus",
    "total_fertility_rate": "total_fertility_rate",
}
TREND_YEARS = 10
LEAST_TREND_YEARS = 5


@dataclass(frozen=True)
class Change:
    """How a figure has changed.

    Attributes:
        from_year: Ten years before the figure, or the earliest year since then, at least five years before.
        value_then: The figure of that year.
        change: Per cent for counts and money, else the difference in the indicator's unit.
        relative: Whether `change` is in per cent.
        crosses_break: Whether the series breaks in between.
        territory_changed: Whether the region's territory changed in between.
    """

    from_year: int
    value_then: float
    change: float
    relative: bool
    crosses_break: bool
    territory_changed: bool


@dataclass(frozen=True)
class Headline:
    """One headline figure.

    Attributes:
        indicator_id: The indicator.
        currency: Variant of money (`ppp` where two countries meet).
        value: Figure of the latest year that both countries cover, else of the region's latest year.
        year: That year.
        status: `actual`, `provisional` or `projection`.
        newer: (year, figure) of the region where a later one is published; None otherwise.
        change: Change over ten years; None where the series is too short.
        in_country: Rank in the country; None for a nation, out of a partial list or where nothing is ranked.
        in_both: Rank among the regions of both countries; None too where they do not compare.
        facts: Plain sentences; none where the year is a break or the other country is incomplete.
    """

    indicator_id: str
    currency: str | None
    value: float
    year: int
    status: str
    newer: tuple[int, float] | None
    change: Change | None
    in_country: Standing | None
    in_both: Standing | None
    facts: tuple[Sentence, ...]


def headline_indicators(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the indicators whose figures stand at the head of a region's profile."""
    return tuple(code for code, indicator in catalogue.indicators.items() if indicator.profile)


@per_build(128)
def headlines(build: Build, region_code: str) -> tuple[Headline, ...]:
    """Return the headline figures of a region or nation; those without a figure are left out."""
    found = (headline_of(build, code, region_code) for code in headline_indicators(build.catalogue))
    return tuple(one for one in found if one is not None)


def headline_of(build: Build, indicator_id: str, region_code: str) -> Headline | None:
    """Return the figure of one indicator as a headline tells it; None without a figure."""
    figures = shared_panel(build, indicator_id)
    latest = figures.latest_year(region_code)
    if latest is None:
        return None
    shared = latest_shared_year(build, figures, COUNTRIES)
    year = shared if shared and not np.isnan(figures.at(region_code, shared)) else latest
    value = figures.at(region_code, year)
    own = figures.row(year, codes_of(build, country_of(region_code), year))
    everyone = figures.row(year, [code for c in COUNTRIES for code in codes_of(build, c, year)])
    ranked = is_region(region_code) and figures.indicator.is_rankable
    together = ranked and may_compare(figures.indicator, figures.currency)
    return Headline(
        indicator_id=indicator_id,
        currency=figures.currency,
        value=value,
        year=year,
        status=figures.status(region_code, year),
        newer=(latest, figures.at(region_code, latest)) if latest > year else None,
        change=_change(build, figures, region_code, year),
        in_country=standing(value, own) if ranked else None,
        in_both=standing(value, everyone) if together else None,
        facts=facts(build, indicator_id, region_code, year) if together else (),
    )


def _change(build: Build, figures: Panel, region_code: str, year: int) -> Change | None:
    years, _ = figures.known(region_code)
    early = years[(years >= year - TREND_YEARS) & (years <= year - LEAST_TREND_YEARS)]
    if not len(early):
        return None
    start = int(early[0])
    then, now = figures.at(region_code, start), figures.at(region_code, year)
    relative = figures.indicator.changes_in_per_cent and then > 0
    change = 100 * (now / then - 1) if relative else now - then
    broken = not may_span(figures.indicator, country_of(region_code), (start, year))
    changed = region_code in changed_territory(build.catalogue, start, year)
    return Change(start, then, change, relative, broken, changed)


def facts(build: Build, indicator_id: str, region_code: str, year: int) -> tuple[Sentence, ...]:
    """Return plain sentences that set a figure beside the other country's regions.

    The first counts the regions it lies above; the second names the other country's most advanced region (the
    highest of a rising indicator, the lowest of a falling one) and when it stood there.

    Returns:
        None, one or two sentences: none where the countries do not compare, the year is a break in either
        series, or a region of the other country lacks a figure.
    """
    figures = shared_panel(build, indicator_id)
    value = figures.at(region_code, year)
    other = other_country(region_code)
    codes = codes_of(build, other, year)
    theirs = figures.row(year, codes)
    quotable = may_quote_all(figures.indicator, COUNTRIES, year)
    comparable = may_compare(figures.indicator, figures.currency)
    if np.isnan(value) or np.isnan(theirs).any() or not quotable or not comparable or not len(codes):
        return ()
    below = int((theirs < value).sum())
    everywhere = sentence(f"fact.regions.{other}", total=Number(len(codes)))
    if 0 < below < len(codes):
        some = sentence(f"fact.some.{other}", beyond=Number(below), total=Number(len(codes)))
        first = sentence(f"fact.above.some.{indicator_id}", regions=some)
    else:
        amount = "all" if below else "none"
        first = sentence(f"fact.above.{amount}.{indicator_id}", regions=everywhere)
    second = _shift_fact(build, indicator_id, region_code, year, everywhere)
    return (first,) if second is None else (first, second)


def _shift_fact(
    build: Build, indicator_id: str, region_code: str, year: int, regions: Sentence
) -> Sentence | None:
    """Return when the other country's most advanced region was there, by the series that reaches back."""
    series = SHIFTED.get(indicator_id)
    if series is None or refusal(build, series) is not None:
        return None
    figures = shared_panel(build, series)
    if series != indicator_id:
        year = latest_shared_year(build, figures, COUNTRIES) or year
    variant = "" if series == indicator_id else ".long"
    others = counterparts(build, series, region_code, year)
    others = others[are_regions(others.reference)]
    if len(others) and (others.status == Status.NEVER).all():
        return sentence(f"fact.shift.never{variant}", regions=regions)
    other = other_country(region_code)
    codes = codes_of(build, other, year)
    values = figures.row(year, codes)
    leader = codes[int(np.argmax(values) if rises(build, series, other) else np.argmin(values))]
    found = others[(others.reference == leader) & (others.status == Status.REACHED) & ~others.crosses_break]
    if found.empty:
        return None
    reached = float(found.reached_year.iloc[0])
    return sentence(f"fact.shift.reached{variant}", reference=RegionName(leader), year=Year(reached))
