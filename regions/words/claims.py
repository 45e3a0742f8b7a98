"""Findings as sentences, generated from the figures by rules. No sentence where the data do not carry one."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from i18n.messages import Messages, messages
from regions.build.catalogue import Catalogue, Indicator
from regions.build.languages import Language
from regions.figures.observations import extremes
from regions.shapes.exhibit import countries_in_order

EXTINCTION_RISK_THRESHOLD = 0.5


@dataclass(frozen=True)
class _Facts:
    """One year (or each country's own year) of an indicator, split for the rules."""

    indicator: Indicator
    catalogue: Catalogue
    language: Language
    frame: pd.DataFrame
    format: Callable[[float, str], str]

    @property
    def t(self) -> Messages:
        return messages(self.language)

    def regional(self, country: str) -> pd.DataFrame:
        own = self.frame[(self.frame.country == country) & (self.frame.region_code != country)]
        return own.dropna(subset=["value"])

    def national(self, country: str) -> float | None:
        values = self.frame[self.frame.region_code == country].value.dropna()
        return float(values.iloc[0]) if len(values) else None

    def is_complete(self, country: str) -> bool:
        """Say whether every region in force has a figure: "n of 17" holds for no fewer."""
        own = self.regional(country)
        if own.empty:
            return False
        expected = self.catalogue.regions_of(country, int(own.year.iloc[0]))
        return {region.code for region in expected} <= set(own.region_code)

    def name(self, code: str) -> str:
        return self.catalogue.regions[code].short[self.language]

    def period(self) -> str:
        first, last = int(self.frame.year.min()), int(self.frame.year.max())
        return str(first) if first == last else f"{first}/{last}"


def claim(
    indicator: Indicator,
    frame: pd.DataFrame,
    catalogue: Catalogue,
    language: Language,
    format_value: Callable[[float, str], str],
) -> str:
    """Return the finding of one year as a sentence, or an empty string.

    Args:
        indicator: The indicator.
        frame: One row a region (and nation), columns as `observations`; one year, or one for each country.
        catalogue: For names.
        language: Language of the sentence.
        format_value: Formats a value of a country with its unit.
    """
    facts = _Facts(indicator, catalogue, language, frame.dropna(subset=["value"]), format_value)
    if facts.frame.empty or _flagged(indicator, facts.frame):
        return ""
    rules = [_COUNTING_RULES[indicator.id]] if indicator.id in _COUNTING_RULES else []
    if not indicator.is_regional:
        rules.append(_two_nations)
    elif indicator.is_comparable:
        rules += [_beyond_the_other_country, _against_the_japanese_nation]
    rules.append(_extremes)
    return next((sentence for rule in rules if (sentence := rule(facts))), "")


def _flagged(indicator: Indicator, frame: pd.DataFrame) -> bool:
    """Say whether a year shown is itself a break, so that no sentence should be built on it."""
    return any(
        caveat.code == "break_in_series"
        and caveat.year_from is not None
        and caveat.year_from == caveat.year_to
        and ((frame.year == caveat.year_from) & (frame.country == (caveat.country or frame.country))).any()
        for caveat in indicator.caveats
    )


def _counted(message_id: str, threshold: float) -> Callable[[_Facts], str]:
    """Make a rule that counts the regions of each country below a threshold."""

    def rule(facts: _Facts) -> str:
        parts = []
        for country in countries_in_order(facts.language):
            own = facts.regional(country)
            if not facts.is_complete(country):
                return ""
            below = int((own.value < threshold).sum())
            parts.append(facts.t.plural(f"claim.count.{country}", len(own), below=below))
        return facts.t(message_id, year=facts.period(), first=parts[0], second=parts[1])

    return rule


_COUNTING_RULES: dict[str, Callable[[_Facts], str]] = {
    "population_change_rate": _counted("claim.lost_population", 0),
    "natural_change_rate": _counted("claim.more_deaths_than_births", 0),
    "net_migration_rate": _counted("claim.more_left_than_came", 0),
    "net_migration": _counted("claim.more_left_than_came", 0),
    "extinction_risk_index": _counted("claim.below_extinction_threshold", EXTINCTION_RISK_THRESHOLD),
}


def _two_nations(facts: _Facts) -> str:
    values = {country: facts.national(country) for country in countries_in_order(facts.language)}
    if any(value is None for value in values.values()):
        return ""
    first, second = (
        facts.t("claim.nation_value", country=facts.t(f"country.{c}"), value=facts.format(v, c))
        for c, v in values.items()
        if v is not None
    )
    return facts.t(
        "claim.two_nations",
        indicator=facts.indicator.name[facts.language],
        year=facts.period(),
        first=first,
        second=second,
    )


def _beyond_the_other_country(facts: _Facts) -> str:
    """Most Korean provinces lie outside the whole range of the prefectures."""
    korean, japanese = facts.regional("KR"), facts.regional("JP")
    if not facts.is_complete("KR") or not facts.is_complete("JP"):
        return ""
    lowest, highest = extremes(japanese)
    for message_id, edge, beyond in (
        ("claim.below_lowest", lowest, int((korean.value < lowest.value).sum())),
        ("claim.above_highest", highest, int((korean.value > highest.value).sum())),
    ):
        if 2 * beyond > len(korean):
            return facts.t.plural(
                message_id,
                len(korean),
                beyond=beyond,
                region=facts.name(edge.region_code),
                value=facts.format(edge.value, "JP"),
                indicator=facts.indicator.name[facts.language],
                year=facts.period(),
            )
    return ""


def _against_the_japanese_nation(facts: _Facts) -> str:
    """Count the provinces above Japan as a whole; a mean is not defined for counts, so those are left out."""
    korean, nation = facts.regional("KR"), facts.national("JP")
    if not facts.is_complete("KR") or nation is None or facts.indicator.kind in ("level", "flow"):
        return ""
    if facts.indicator.unit_code.startswith("currency") and facts.indicator.id.endswith("nominal"):
        return ""
    above = int((korean.value > nation).sum())
    message_id = "claim.none_above_japan" if above == 0 else "claim.above_japan"
    return facts.t.plural(
        message_id,
        len(korean),
        above=above,
        value=facts.format(nation, "JP"),
        indicator=facts.indicator.name[facts.language],
        year=facts.period(),
    )


def _extremes(facts: _Facts) -> str:
    sentences = []
    for country in countries_in_order(facts.language):
        own = facts.regional(country)
        if len(own) < 2 or own.value.min() == own.value.max():
            continue
        lowest, highest = extremes(own)
        sentences.append(
            facts.t(
                "claim.extremes",
                country=facts.t(f"country.{country}"),
                highest=facts.name(highest.region_code),
                highest_value=facts.format(highest.value, country),
                lowest=facts.name(lowest.region_code),
                lowest_value=facts.format(lowest.value, country),
            )
        )
    if not sentences:
        return ""
    return facts.t(
        "claim.extremes_in_year",
        indicator=facts.indicator.name[facts.language],
        year=facts.period(),
        sentences=facts.t("claim.extremes_joint").join(sentences),
    )
