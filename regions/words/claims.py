"""The finding of one year as a sentence, by rules. No sentence where the data do not carry one."""

from collections.abc import Callable

import pandas as pd

from regions.database.catalogue import Catalogue, CountClaim, Indicator
from regions.database.languages import Language
from regions.figures.observations import extremes
from regions.shapes.exhibit import countries_in_order
from regions.words.sentences import IndicatorName, Joined, Number, RegionNames, Sentence, sentence
from regions.words.snapshot import Snapshot, beyond_a_level, beyond_the_prefectures, both_nations

# So many regions that share a figure are named, of more the first.
NAMED_TIES = 3
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
    if not indicator.is_regional:
        return [_two_nations]
    if not indicator.is_rankable:
        return []
    rules = [_counted(indicator.claim)] if indicator.claim else []
    if snapshot.compares:
        rules += [_beyond_the_other_country, _against_the_japanese_nation]
    return [*rules, _extremes]


def _counted(claim: CountClaim) -> Rule:
    """Make a rule that counts the regions of each country below a level."""

    def rule(snapshot: Snapshot, order: tuple[str, str]) -> Sentence | None:
        counts = {}
        for country in order:
            below = beyond_a_level(snapshot, country, claim.below)
            if below is None:
                return None
            counts[country] = len(below)
        first, second = (
            how_many(country, count, len(snapshot.regional(country))) for country, count in counts.items()
        )
        if all(counts.values()):
            return sentence(f"claim.{claim.message}", year=snapshot.years, first=first, second=second)
        if not any(counts.values()):
            return sentence(f"claim.{claim.message}.none", year=snapshot.years, first=first, second=second)
        some, none = (first, second) if counts[order[0]] else (second, first)
        return sentence(f"claim.{claim.message}.some", year=snapshot.years, some=some, none=none)

    return rule


def how_many(country: str, number: int, total: int) -> Sentence:
    """Return "12 of 17 Korean provinces", or that it is all or none of them."""
    amount = "all" if number == total else ("none" if number == 0 else "some")
    return sentence(f"claim.count.{country}.{amount}", number=Number(number), total=Number(total))


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
            return sentence(
                message_id,
                provinces=how_many("KR", beyond.count, beyond.total),
                region=RegionNames(beyond.edge.codes, NAMED_TIES),
                value=snapshot.amount(beyond.edge.value, "JP"),
                indicator=IndicatorName(snapshot.indicator.id),
                year=snapshot.years,
            )
    return None


def _against_the_japanese_nation(snapshot: Snapshot, _: tuple[str, str]) -> Sentence | None:
    """Count the provinces above Japan as a whole; a mean is not defined for counts, so those are left out."""
    indicator, nation = snapshot.indicator, snapshot.national("JP")
    if nation is None or indicator.kind in ("level", "flow") or indicator.aggregation.method == "sum":
        return None
    above = beyond_a_level(snapshot, "KR", nation, "above")
    if above is None:
        return None
    if not above:
        return sentence(
            "claim.none_above_japan",
            total=Number(len(snapshot.regional("KR"))),
            value=snapshot.amount(nation, "JP"),
            indicator=IndicatorName(indicator.id),
            year=snapshot.years,
        )
    return sentence(
        "claim.above_japan",
        provinces=how_many("KR", len(above), len(snapshot.regional("KR"))),
        value=snapshot.amount(nation, "JP"),
        indicator=IndicatorName(indicator.id),
        year=snapshot.years,
    )


def _extremes(snapshot: Snapshot, order: tuple[str, str]) -> Sentence | None:
    """Name highest and lowest of each country; of a partial list say how much of it there is."""
    parts = []
    for country in order:
        own = snapshot.regional(country)
        if len(own) < 2 or own.value.min() == own.value.max():
            continue
        lowest, highest = extremes(own)
        whole = snapshot.is_complete(country)
        total = len(snapshot.catalogue.regions_of(country, int(own.year.iloc[0])))
        parts.append(
            sentence(
                "claim.extremes" if whole else f"claim.published.{country}",
                country=_country(country),
                published=Number(len(own)),
                total=Number(total),
                highest=RegionNames(highest.codes, NAMED_TIES),
                highest_value=snapshot.amount(highest.value, country),
                lowest=RegionNames(lowest.codes, NAMED_TIES),
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
