"""Codes of the comparison as sentences: lags, trends, refusals, names of groups and themes."""

from i18n.english import ordinal
from i18n.messages import Forms, messages
from i18n.numbers import number
from regions.database.languages import Language
from regions.figures.alignment import PEAK, level_of
from regions.figures.concentration import DispersionTrend
from regions.figures.likeness import PeerGroup
from regions.figures.reach import Status
from regions.figures.statements import Association
from regions.figures.timeshift import Lag, LagTrend
from regions.words.sentences import IndicatorName, Measured, Number, RegionName, Sentence, Year, sentence


def lag_sentence(found: Lag) -> Sentence:
    """Say when the reference stood there, or plainly that it never did or was already past it."""
    reference = RegionName(found.reference)
    if found.reach.status is Status.REACHED and found.reach.year is not None and found.lag is not None:
        message_id = "shift.reached_before" if found.lag >= 0 else "shift.reached_after"
        year, years = Year(found.reach.year), Number(abs(found.lag), 1)
        return sentence(message_id, reference=reference, year=year, lag=years)
    if found.reach.status is Status.NEVER and found.reference_span:
        return sentence("shift.never_reached", reference=reference, last=Year(found.reference_span[1]))
    if found.reach.status is Status.BEYOND and found.reference_span:
        return sentence("shift.beyond_at_start", reference=reference, first=Year(found.reference_span[0]))
    return sentence("shift.no_data", reference=reference)


def lag_trend_sentence(trend: LagTrend) -> Sentence:
    """Say whether a lag is closing, with years per decade and n."""
    return sentence(
        f"shift.trend.{trend.verdict}",
        first=Year(trend.first_year),
        last=Year(trend.last_year),
        change=Number(abs(10 * trend.slope), 1),
        n=Number(trend.n),
    )


def refusal_sentence(code: str) -> Sentence:
    """Say why an indicator has no time shift (a code of `timeshift.refusal`)."""
    return sentence(f"shift.refused.{code}")


def event_label(event: str) -> Sentence:
    """Return the axis title of series aligned on an event (one of `page_specs.EVENTS`)."""
    if event == PEAK:
        return sentence("shift.since_peak")
    return sentence("shift.since_threshold", level=Number(level_of(event)))


def dispersion_sentence(found: DispersionTrend, indicator_id: str, decimals: int, unit: str) -> Sentence:
    """Say where the distance between the regions of a country has gone, with first and last year."""
    return sentence(
        f"concentration.{found.movement}",
        country=RegionName(found.country),
        indicator=IndicatorName(indicator_id),
        measure=measure_label(found.measure),
        first=Year(found.first_year),
        first_value=Measured(found.first, unit, decimals),
        last=Year(found.last_year),
        last_value=Measured(found.last, unit, decimals),
    )


def measure_label(measure: str) -> Sentence:
    """Return the name of a measure of dispersion."""
    return sentence(f"measure.{measure}")


def association_sentence(found: Association, *, briefly: bool = False) -> Sentence:
    """State both coefficients within one country with n, and the interval unless it stands elsewhere."""
    return sentence(
        "relation.coefficients_told" if briefly else "relation.coefficients",
        country=RegionName(found.country),
        pearson=Number(found.pearson, 2),
        low=Number(found.low, 2),
        high=Number(found.high, 2),
        spearman=Number(found.spearman, 2),
        n=Number(found.n),
    )


def rank_text(rank: int, tied: bool, language: Language) -> Forms:
    """Return a rank as the reader writes it, one that several regions share as such."""
    plain = Forms(number(rank, language), ordinal=ordinal(rank))
    if not tied:
        return plain
    t = messages(language)
    return Forms(t("standing.tied", rank=plain), ordinal=t("standing.tied_ordinal", rank=plain))


def aggregation_refusal(reason: str) -> Sentence:
    """Say why an indicator is not shown for blocks (a reason of `Aggregation`)."""
    return sentence(f"aggregation.refused.{reason}")


def group_label(kind: str) -> Sentence:
    """Return the name of a comparison group (one of `groups.GROUPS`)."""
    return sentence(f"group.{kind}")


def kind_label(kind: str) -> Sentence:
    """Return the name of a kind of region that both countries have."""
    return sentence(f"kind.{kind}")


def theme_label(theme: str) -> Sentence:
    """Return the name of a theme of similarity."""
    return sentence(f"theme.{theme}")


def peers_note(group: PeerGroup) -> Sentence:
    """Say how similar regions were found, or plainly that nobody could be compared."""
    if not group.peers:
        return sentence("peers.nobody")
    least = Number(100 * group.least_weight)
    return sentence(
        "peers.method", n=Number(len(group.weights)), compared=Number(group.compared), least=least
    )


def rest_note(country: str) -> Sentence:
    """Say what the rest of the population accounts holds in a country."""
    return sentence(f"population.rest.{country}")
