"""What a briefing says of its figures: who, how alike, who is ahead by how many years."""

from collections.abc import Iterator, Mapping, Sequence

from regions.asking.view import default_currency
from regions.database.catalogue import Indicator
from regions.database.places import country_of, is_municipality, other_country
from regions.exhibits.briefing_figures import HeldFigure, KeyFigure, Subject, amount_of
from regions.figures.counterparts import alike_municipalities
from regions.figures.likeness import Contribution, Peer, PeerGroup, Scope
from regions.figures.municipal import RESIDENTS
from regions.figures.panel import shared_panel
from regions.figures.peers import similar_regions
from regions.figures.statements import may_compare, may_quote, may_quote_all
from regions.figures.timeshift import Lag, lag_of_pair
from regions.words.headlines import SHIFTED
from regions.words.sentences import Amount, IndicatorName, Number, RegionName, Sentence, Year, Years, sentence

_PEER_THEMES = {"population": "demography", "economy": "economy"}
_RATIO_OF, _OUTLOOK = "grdp_per_capita", "projected_population_index"
_THEMES_WITH_MONEY = ("all", "economy", "exchange")
# What is told of municipalities, after who is like whom.
_TOLD_OF_MUNICIPALITIES = (
    *("registered_share_65plus", "registered_extinction_risk_index", "registered_population_change_5y"),
)
_MUNICIPAL_OUTLOOK = "projected_population_change_2025_2040"
# More than either country has regions: everybody who can be compared.
_EVERYBODY = 64
NAMED_CONTRIBUTIONS = 3


def summary(subject: Subject, rows: Sequence[KeyFigure]) -> list[Sentence]:
    """Return the sentences on top: population, likeness, time shift, income, outlook; where they hold."""
    by_id = {row.indicator.id: row for row in rows}
    if subject.is_municipal:
        return _summary_of_municipalities(subject, by_id)
    found = [
        _both(by_id.get("population_total"), subject, "brief.population"),
        likeness(subject),
        *_shifts(subject),
        _ratio(by_id.get(_RATIO_OF), subject) if subject.theme in _THEMES_WITH_MONEY else None,
        _both(by_id.get(_OUTLOOK), subject, "brief.outlook") if subject.theme != "economy" else None,
    ]
    return [one for one in found if one is not None]


def _summary_of_municipalities(subject: Subject, by_id: Mapping[str, KeyFigure]) -> list[Sentence]:
    found = [
        _both(by_id.get(RESIDENTS), subject, "brief.both"),
        likeness(subject),
        *(_both(by_id.get(code), subject, "brief.both") for code in _TOLD_OF_MUNICIPALITIES),
        _both(by_id.get(_MUNICIPAL_OUTLOOK), subject, "brief.projected"),
    ]
    return [one for one in found if one is not None]


def counterpart(subject: Subject) -> tuple[Peer | None, PeerGroup]:
    """Return the place that a briefing sets beside its first one, and among whom it was looked for.

    Of a pair it is the second; of one region the most similar of the other country. None where there are too
    few figures.
    """
    first = subject.regions[0]
    scope: Scope = "across" if subject.is_across or len(subject.regions) == 1 else "own"
    if subject.is_municipal:
        everybody = len(subject.build.catalogue.municipal.places)
        group = alike_municipalities(subject.build, first, scope, everybody)
    else:
        theme = _PEER_THEMES.get(subject.theme, "all")
        group = similar_regions(subject.build, first, theme, scope, _EVERYBODY)
    wanted = subject.regions[1:] or tuple(peer.region_code for peer in group.peers[:1])
    return next((peer for peer in group.peers if peer.region_code in wanted), None), group


def likeness(subject: Subject) -> Sentence:
    """Say which place the second region has among those most like the first, or that it cannot be told."""
    peer, group = counterpart(subject)
    first = RegionName(subject.regions[0])
    if peer is None:
        return sentence("brief.alike.unknown", first=first)
    among = ".municipalities" if subject.is_municipal else ""
    return sentence(
        f"brief.alike.nearest{among}" if peer.rank == 1 else f"brief.alike{among}",
        first=first,
        second=RegionName(peer.region_code),
        country=sentence(f"country.{country_of(peer.region_code)}"),
        compared=Number(group.compared),
        rank=Number(peer.rank),
        n=Number(len(peer.contributions)),
    )


def shift_between(subject: Subject, indicator_id: str) -> Lag | None:
    """Return by how many years one place is behind the other, which of one region is the other country."""
    first = subject.regions[0]
    second = subject.regions[1] if len(subject.regions) > 1 else other_country(first)
    return lag_of_pair(subject.build, indicator_id, first, second)


def _shifts(subject: Subject) -> Iterator[Sentence]:
    """Yield who is ahead by how many years, each course once, by one definition where that can be told."""
    told: set[str] = set()
    for code, series in SHIFTED.items():
        found = None if series in told else _shift(subject, code)
        if found is not None:
            told.add(series)
            yield found


def _shift(subject: Subject, indicator_id: str) -> Sentence | None:
    if indicator_id not in subject.build.catalogue.indicators:
        return None
    found = shift_between(subject, indicator_id)
    if found is None or found.lag is None or found.reach.year is None:
        return None
    currency = shared_panel(subject.build, indicator_id).currency
    return sentence(
        "brief.ahead",
        indicator=IndicatorName(indicator_id),
        ahead=RegionName(found.reference),
        behind=RegionName(found.region_code),
        lag=Number(found.lag, 1),
        year=Year(found.year),
        value=Amount(found.value, indicator_id, country_of(found.region_code), currency),
        reached=Year(found.reach.year),
    )


def _both(row: KeyFigure | None, subject: Subject, message_id: str) -> Sentence | None:
    """Set the figures of both columns beside each other; nothing where one lacks or its year is a break."""
    if row is None or not row.is_whole:
        return None
    pair = list(_told(row, subject))
    if len(pair) < len(subject.compared):
        return None
    (first, first_code), (second, second_code) = pair
    return sentence(
        message_id,
        indicator=IndicatorName(row.indicator.id),
        first=RegionName(first_code),
        first_value=amount_of(first, row.indicator, first_code),
        second=RegionName(second_code),
        second_value=amount_of(second, row.indicator, second_code),
        year=Years(first.year, second.year),
    )


def _ratio(row: KeyFigure | None, subject: Subject) -> Sentence | None:
    """Say how many times the figure of one is that of the other, where they may be set against each other."""
    if row is None or not row.is_whole:
        return None
    pair = sorted(_told(row, subject), key=lambda one: -one[0].value)
    if len(pair) < len(subject.compared):
        return None
    (high, high_code), (low, low_code) = pair
    countries = {country_of(code) for code in subject.compared}
    alike = len(countries) == 1 or may_compare(row.indicator, high.currency)
    if high.year != low.year or low.value <= 0 or not alike:
        return None
    if not may_quote_all(row.indicator, countries, high.year):
        return None
    return sentence(
        "brief.ratio",
        indicator=IndicatorName(row.indicator.id),
        higher=RegionName(high_code),
        lower=RegionName(low_code),
        ratio=Number(high.value / low.value, 2),
        higher_value=amount_of(high, row.indicator, high_code),
        lower_value=amount_of(low, row.indicator, low_code),
        year=Year(high.year),
    )


def _told(row: KeyFigure, subject: Subject) -> Iterator[tuple[HeldFigure, str]]:
    for one, code in zip(row.held, subject.compared, strict=True):
        if one is not None and may_quote(row.indicator, country_of(code), one.year):
            yield one, code


def contributions(subject: Subject) -> tuple[list[Sentence], list[Sentence]]:
    """Return the indicators in which the two regions are nearest and farthest, each with both figures."""
    peer, _ = counterpart(subject)
    if peer is None:
        return [], []
    by_gap = sorted(peer.contributions, key=lambda one: one.gap)
    most = min(NAMED_CONTRIBUTIONS, len(by_gap) // 2)
    known = subject.indicators
    places = (subject.regions[0], peer.region_code)
    return tuple(  # type: ignore[return-value]
        [_contribution(part, known[part.indicator_id], places) for part in parts]
        for parts in (by_gap[:most], by_gap[::-1][:most])
    )


def _contribution(part: Contribution, indicator: Indicator, places: tuple[str, str]) -> Sentence:
    currency = None if is_municipality(places[0]) else default_currency(indicator)
    decimals = indicator.decimals if is_municipality(places[0]) else None
    first, second = places
    return sentence(
        "brief.contribution",
        indicator=IndicatorName(indicator.id),
        first=RegionName(first),
        first_value=Amount(part.value, indicator.id, country_of(first), currency, decimals=decimals),
        second=RegionName(second),
        second_value=Amount(part.peer_value, indicator.id, country_of(second), currency, decimals=decimals),
        year=Years(part.year, part.peer_year),
    )
