"""The finding of one year as a sentence, by rules. No sentence where the data do not carry one."""

from collections.abc import Callable

import pandas as pd

from regions.database.catalogue import Catalogue, CountClaim, Indicator
from regions.database.languages import Language
from regions.figures.observations import extremes
from regions.shapes.exhibit import countries_in_order
from regions.words.sentences import IndicatorName, Joined, Number, RegionName, Sentence, counting, sentence
from regions.words.snapshot import Snapshot, beyond_a_level, beyond_the_prefectures, both_nations

# A sentence names the two countries in the reader's order.
Rule = Callable[[Snapshot, tuple[str, str]], Sentence | None]


def claim(
    indicator: Indicator, frame: pd.DataFrame, catalogue: Catalogue, currency: str | None, language: Language
) -> Sentence | None:
    """Return the finding of one year; None where the figures do not carry one.

    Args:
        indicator: The indicator.
        frame: One row a region (and nation), columns as `observations`; one year, or one for each country.
        catalogue: Which regions were in force.
        currency: Variant of money of the figures.
        language: Decides which country stands first.
    """
    snapshot = Snapshot(indicator, currency, catalogue, frame.dropna(subset=["value"]))
    if snapshot.frame.empty or snapshot.has_break:
        return None
    order = countries_in_order(language)
    return next((found for rule in _rules_for(snapshot) if (found := rule(snapshot, order))), None)


def _rules_for(snapshot: Snapshot) -> list[Rule]:
    indicator = snapshot.indicator
    rules = [_counted(indicator.claim)] if indicator.claim else []
    if not indicator.is_regional:
        rules.append(_two_nations)
    elif snapshot.compares:
        rules += [_beyond_the_other_country, _against_the_japanese_nation]
    return [*rules, _extremes]


def _counted(claim: CountClaim) -> Rule:
    """Make a rule that counts the regions of each country below a level."""

    def rule(snapshot: Snapshot, order: tuple[str, str]) -> Sentence | None:
        parts = []
        for country in order:
            below = beyond_a_level(snapshot, country, claim.below)
            if below is None:
                return None
            total = len(snapshot.regional(country))
            parts.append(counting(f"claim.count.{country}", total, below=Number(len(below))))
        return sentence(f"claim.{claim.message}", year=snapshot.years, first=parts[0], second=parts[1])

    return rule


def _two_nations(snapshot: Snapshot, order: tuple[str, str]) -> Sentence | None:
    values = both_nations(snapshot)
    if values is None:
        return None
    first, second = (
        sentence(
            "claim.nation_value", country=_country(country), value=snapshot.amount(values[country], country)
        )
        for country in order
    )
    return sentence(
        "claim.two_nations",
        indicator=IndicatorName(snapshot.indicator.id),
        year=snapshot.years,
        first=first,
        second=second,
    )


def _beyond_the_other_country(snapshot: Snapshot, _: tuple[str, str]) -> Sentence | None:
    """Most Korean provinces lie outside the whole range of the prefectures."""
    for side, message_id in (("below", "claim.below_lowest"), ("above", "claim.above_highest")):
        beyond = beyond_the_prefectures(snapshot, side)
        if beyond:
            return counting(
                message_id,
                beyond.total,
                beyond=Number(beyond.count),
                region=RegionName(beyond.edge.region_code),
                value=snapshot.amount(beyond.edge.value, "JP"),
                indicator=IndicatorName(snapshot.indicator.id),
                year=snapshot.years,
            )
    return None


def _against_the_japanese_nation(snapshot: Snapshot, _: tuple[str, str]) -> Sentence | None:
    """Count the provinces above Japan as a whole; a mean is not defined for counts, so those are left out."""
    indicator, nation = snapshot.indicator, snapshot.national("JP")
    if nation is None or indicator.kind in ("level", "flow"):
        return None
    if indicator.unit_code.startswith("currency") and indicator.id.endswith("nominal"):
        return None
    above = beyond_a_level(snapshot, "KR", nation, "above")
    if above is None:
        return None
    return counting(
        "claim.above_japan" if above else "claim.none_above_japan",
        len(snapshot.regional("KR")),
        above=Number(len(above)),
        value=snapshot.amount(nation, "JP"),
        indicator=IndicatorName(indicator.id),
        year=snapshot.years,
    )


def _extremes(snapshot: Snapshot, order: tuple[str, str]) -> Sentence | None:
    parts = []
    for country in order:
        own = snapshot.regional(country)
        if len(own) < 2 or own.value.min() == own.value.max():
            continue
        lowest, highest = extremes(own)
        parts.append(
            sentence(
                "claim.extremes",
                country=_country(country),
                highest=RegionName(highest.region_code),
                highest_value=snapshot.amount(highest.value, country),
                lowest=RegionName(lowest.region_code),
                lowest_value=snapshot.amount(lowest.value, country),
            )
        )
    if not parts:
        return None
    return sentence(
        "claim.extremes_in_year",
        indicator=IndicatorName(snapshot.indicator.id),
        year=snapshot.years,
        sentences=Joined(tuple(parts), "claim.extremes_joint"),
    )


def _country(country: str) -> Sentence:
    return sentence(f"country.{country}")
