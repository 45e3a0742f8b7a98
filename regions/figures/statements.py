"""What may be said of figures: the one place that decides it.

Headlines, findings, claims, ranks, alternative texts, titles of slides, speaker notes and the open data ask
here before they speak. Every rule is about figures, none about words; `docs/statements.md` tells them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from regions.database.catalogue import Catalogue, Coverage, Indicator, Measure
from regions.database.places import COUNTRIES, are_regions, is_region
from regions.figures.measures import LEAST_PAIRS, Floats, linear_trend
from regions.figures.panel import break_years
from regions.shapes.units import one_scale

# A coefficient of at least this size, by figures and by ranks, is called a relation.
CLEAR = 0.4
# A fitted change of less than this share of the mean, from first to last year, is called steady.
STEADY = 0.05
# The rank correlation with time that a movement needs, in every measure, to be called one.
DIRECTED = 0.7

# Quantities that are a mere number of residents.
RESIDENTS = frozenset(
    {"population_registered", "population_total", "population_japanese_nationals", "midyear_population"}
)

Movement = Literal["falling", "rising", "steady", "unclear"]
Direction = Literal["positive", "negative"]


def may_quote(measure: Measure, country: str, year: int) -> bool:
    """Say whether a figure of one year stands for itself: not in a year in which its series breaks."""
    return year not in break_years(measure, country)


def may_quote_all(measure: Measure, countries: Iterable[str], year: int) -> bool:
    """Say whether the figures of one year stand for themselves in each of the countries."""
    return all(may_quote(measure, country, year) for country in countries)


def may_span(measure: Measure, country: str, years: Iterable[float]) -> bool:
    """Say whether figures of several years may be set against each other.

    A change, a trend, a passage or a lag needs a series without a break from the first year to the last,
    both included.
    """
    span = list(years)
    return not any(min(span) <= year <= max(span) for year in break_years(measure, country))


def may_compare(indicator: Indicator, currency: str | None) -> bool:
    """Say whether regions of the two countries may be set against each other and ranked together.

    They must share a scale. A share of the own nation, or a figure relative to it, tells how a region stands
    at home: it is not held against the other nation, and what is not ranked at home is not ranked across.
    """
    return one_scale(indicator, currency) and indicator.is_rankable and not indicator.own_nation


def is_complete(frame: pd.DataFrame, country: str, catalogue: Catalogue) -> bool:
    """Say whether every region of a country in force has a figure: "n of 17" holds for no fewer.

    Args:
        frame: One row a region or nation, columns `region_code, country, year, value`; one year a country.
        country: The country.
        catalogue: Which regions were in force.
    """
    # Every list, sentence and rank asks this of some seventy rows: one pass costs a quarter of masks.
    rows = zip(frame.region_code, frame.country, frame.year, frame.value.notna(), strict=True)
    own = {code: int(year) for code, of, year, has in rows if has and of == country and is_region(code)}
    if not own:
        return False
    expected = catalogue.regions_of(country, next(iter(own.values())))
    return {region.code for region in expected} <= own.keys()


def with_ranks(
    frame: pd.DataFrame, indicator: Indicator, currency: str | None, catalogue: Catalogue
) -> pd.DataFrame:
    """Add `rank_country` and `rank_all`, 1 being the highest value; ties share the better rank.

    Nations have no rank, nor has any region of a country with a partial list, nor what must not be ranked.
    `rank_all` needs two complete countries that may be compared.

    Args:
        frame: One row a region or nation, columns `region_code, country, year, value`; one year a country.
        indicator: What the figures are of.
        currency: Variant of money.
        catalogue: Which regions were in force.
    """
    complete = [country for country in COUNTRIES if is_complete(frame, country, catalogue)]
    listed = frame.country.isin(complete) & are_regions(frame.region_code) & indicator.is_rankable
    values = frame.value.where(listed)
    together = len(complete) == len(COUNTRIES) and may_compare(indicator, currency)
    return frame.assign(
        rank_country=values.groupby(frame.country).rank(ascending=False, method="min"),
        rank_all=values.rank(ascending=False, method="min") if together else values * np.nan,
    )


def tied_regions(frame: pd.DataFrame) -> dict[str, frozenset[str]]:
    """Return which regions share their rank with others, by the column of ranks.

    Args:
        frame: As returned by `with_ranks`; a column of ranks it lacks is left out.
    """
    keys = {"rank_country": ["country", "rank_country"], "rank_all": ["rank_all"]}
    return {
        column: frozenset(frame.region_code[frame.duplicated(same, keep=False) & frame[column].notna()])
        for column, same in keys.items()
        if column in frame
    }


@dataclass(frozen=True)
class Standing:
    """The rank of a figure in a complete list: 1 is the highest.

    Attributes:
        rank: The rank.
        of: Length of the list.
        tied: Whether others share the rank.
    """

    rank: int
    of: int
    tied: bool


def standing(value: float, everyone: Floats) -> Standing | None:
    """Return where a figure stands among all of a list, itself included; None out of a partial list."""
    if not len(everyone) or not np.isfinite(everyone).all():
        return None
    return Standing(int((everyone > value).sum()) + 1, len(everyone), bool((everyone == value).sum() > 1))


def movement(years: Floats, measured: Iterable[Floats]) -> Movement:
    """Say where something has gone over a whole span: in every measure the same way, or nowhere clearly.

    Each measure must change by `STEADY` of its mean along its least-squares line and rise or fall with time
    (rank correlation of `DIRECTED`); all must agree. One year more or less at the ends does not decide.

    Args:
        years: The years.
        measured: Measures of the same thing, one figure a year each; NaN where there is none.
    """
    directions = {_direction(years, values) for values in measured}
    return directions.pop() if len(directions) == 1 else "unclear"


def _direction(years: Floats, values: Floats) -> Movement:
    trend = linear_trend(years, values)
    if trend is None:
        return "unclear"
    if abs(trend.relative_change) < STEADY:
        return "steady"
    held = np.isfinite(values)
    ranks = pd.Series(values[held]).rank()
    if abs(np.corrcoef(years[held], ranks)[0, 1]) < DIRECTED:
        return "unclear"
    return "falling" if trend.slope < 0 else "rising"


@dataclass(frozen=True)
class Association:
    """How two indicators go together within one country.

    Attributes:
        country: The country.
        pearson: Correlation of the figures, of a skewed one's logarithms.
        spearman: Correlation of the ranks.
        low: Lower end of the 95 % interval of `pearson` (Fisher's transformation).
        high: Upper end.
        n: Regions.
    """

    country: str
    pearson: float
    spearman: float
    low: float
    high: float
    n: int

    @property
    def is_clear(self) -> bool:
        """Say whether both coefficients are of one sign and `CLEAR`, and the interval leaves out zero."""
        same = self.pearson * self.spearman > 0
        large = min(abs(self.pearson), abs(self.spearman)) >= CLEAR
        return same and large and self.low * self.high > 0


def interval(coefficient: float, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a correlation by Fisher's transformation; (-1, 1) below five pairs."""
    if n < LEAST_PAIRS:
        return -1.0, 1.0
    if abs(coefficient) >= 1:
        return coefficient, coefficient
    middle, reach = np.arctanh(coefficient), 1.959964 / np.sqrt(n - 3)
    return float(np.tanh(middle - reach)), float(np.tanh(middle + reach))


def shared_direction(found: Iterable[Association], x: Indicator, y: Indicator) -> Direction | None:
    """Say whether two indicators rise together, or one as the other falls, in both countries.

    None unless both coefficients are clear in both and it does not follow from how the two are made.
    """
    held = list(found)
    signs = {one.pearson > 0 for one in held}
    both = {one.country for one in held} == set(COUNTRIES) and all(one.is_clear for one in held)
    if not both or len(signs) > 1 or by_construction(x, y):
        return None
    return "positive" if signs == {True} else "negative"


def by_construction(x: Indicator, y: Indicator) -> bool:
    """Say whether two indicators go together because of how they are made.

    Both grow with the size of a region, or both are computed from the same published figures; a mere number
    of residents, which rates are divided by, makes no two of them alike.
    """
    if _depends_on_size(x) and _depends_on_size(y):
        return True
    return any(
        (_quantities(x.countries[country]) & _quantities(y.countries[country])) - RESIDENTS
        for country in set(x.countries) & set(y.countries)
    )


def _depends_on_size(indicator: Indicator) -> bool:
    return indicator.counted or indicator.aggregation.method == "sum"


def _quantities(held: Coverage) -> frozenset[str]:
    return frozenset(source.partition("/")[2] for source in held.inputs)
