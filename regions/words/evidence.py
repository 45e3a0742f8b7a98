"""The published figures that a finding rests on, with status and source."""

from collections.abc import Iterator, Mapping

import pandas as pd

from regions.asking.view import default_currency
from regions.database.build import Build
from regions.database.places import COUNTRIES, country_of
from regions.figures.concentration import WEIGHT
from regions.figures.observations import observations
from regions.figures.panel import codes_of, panel
from regions.words.finding_kit import Spec
from regions.words.findings import Finding
from regions.words.proofs import AS_PUBLISHED, spec_of
from regions.words.sentences import RegionName, RegionNames, Value, Year

COLUMNS = [
    "indicator_id",
    "currency",
    "region_code",
    "origin",
    "country",
    "year",
    "value",
    "status",
    "source_id",
]
MOVES = "migration_flow"  # the table of the moves, which are no indicator
_EVER = "ever"
_REGIONS, _CAPITAL, _NATIONS = "regions", "capital", "nations"
# Of whom and of which year of the sentence. Whom: `regions` all in force, `capital` those of the capital
# areas and the nations, `nations`, a nation, or the name of a value or an option. Year: the name of a value,
# `{n}` in it being the number of the indicator, or every year held.
_RESTS_ON: Mapping[str, tuple[tuple[str, str], ...]] = {
    "lag": (("KR", "year"), ("JP", "reached")),
    "counterpart_of_highest": ((_REGIONS, "year"), ("JP", "nation_year"), ("leader", "leader_year")),
    "overtaking": ((_NATIONS, "before"), (_NATIONS, "after"), (_NATIONS, "last")),
    "peaks": ((_NATIONS, _EVER),),
    "change_of_nations": ((_NATIONS, "first"), (_NATIONS, "last")),
    "change_of_nation": (("country", "first"), ("country", "last")),
    "beyond": ((_REGIONS, "year"),),
    "few": ((_REGIONS, "year"),),
    "counts": ((_REGIONS, "year"),),
    "lowest_of_each": ((_REGIONS, "year"),),
    "two_nations": ((_NATIONS, "year"),),
    "correlation": ((_REGIONS, "year"),),
    "capital_shares": ((_CAPITAL, "year_{n}"),),
    "capital_growth": ((_CAPITAL, "first"), (_CAPITAL, "last")),
    "capital_migration": ((_CAPITAL, "year"),),
    "dispersion_flip": ((_REGIONS, "year"),),
}


def evidence(build: Build, finding: Finding) -> pd.DataFrame:
    """Return the figures that a finding rests on.

    A year that lies between two published years rests on the figures of both. Of the most similar pair only
    the figures of the two regions are named: means and deviations are those of all regions.

    Returns:
        Columns `indicator_id` (empty for moves between two regions), `currency`, `region_code`, `origin` (of
        moves, else empty), `country, year, value, status, source_id`; each figure once.
    """
    spec = spec_of(build, finding)
    said = dict(finding.sentence.values)
    if spec.rule == "largest_stream":
        return _moves(build, said)
    if spec.rule == "nearest_pair":
        picked = {
            code: set(zip(own.region_code, own.year, strict=True))
            for code, own in finding.data.groupby("indicator_id", sort=False)
        }
    else:
        weights = (WEIGHT,) if spec.rule == "dispersion_flip" else ()
        picked = {
            code: set(_places(build, spec, said, number, code))
            for number, code in enumerate((*spec.indicators, *weights), 1)
        }
    parts = [_figures(build, spec, str(code), places) for code, places in picked.items()]
    return pd.concat(parts, ignore_index=True)[COLUMNS]


def _places(
    build: Build, spec: Spec, said: Mapping[str, Value], number: int, indicator_id: str
) -> Iterator[tuple[str, int]]:
    """Name region and year of each figure of one indicator."""
    figures = panel(build, indicator_id)
    for who, when in _RESTS_ON[spec.rule]:
        year = said.get(when.format(n=number))
        middle = year.value if isinstance(year, Year) else None
        for code in _codes(build, spec, said, who, middle):
            held = figures.known(code)[0].tolist()
            if middle is None:
                yield from ((code, one) for one in held)
                continue
            around = (
                max((y for y in held if y <= middle), default=None),
                min((y for y in held if y >= middle), default=None),
            )
            yield from ((code, one) for one in around if one is not None)


def _codes(
    build: Build, spec: Spec, said: Mapping[str, Value], who: str, year: float | None
) -> tuple[str, ...]:
    match said.get(who, spec.option(who, who)):
        case RegionName(code):
            return (code,)
        case RegionNames(codes):
            return codes
        case str(name) if name == _NATIONS:
            return COUNTRIES
        case str(name) if name == _REGIONS:
            return tuple(code for country in COUNTRIES for code in codes_of(build, country, round(year or 0)))
        case str(name) if name == _CAPITAL:
            capital = (region.code for region in build.catalogue.regions.values() if region.capital_area)
            return (*COUNTRIES, *capital)
        case name:
            return (str(name),)


def _figures(build: Build, spec: Spec, indicator_id: str, places: set[tuple[str, int]]) -> pd.DataFrame:
    indicator = build.catalogue.indicators[indicator_id]
    currency = None if spec.rule in AS_PUBLISHED else default_currency(indicator)
    shown, published = observations(build, indicator, currency), observations(build, indicator)
    sources = published.set_index(["region_code", "year"]).source_id
    known = shown[shown.value.notna()]
    frame = known[[key in places for key in zip(known.region_code, known.year, strict=True)]]
    own = [sources[key] for key in zip(frame.region_code, frame.year, strict=True)]
    return frame.assign(currency=currency or "", origin="", source_id=own)


def _moves(build: Build, said: Mapping[str, Value]) -> pd.DataFrame:
    """Return the moves both ways between the two provinces of the largest stream."""
    origin, destination, year = said["origin"], said["destination"], said["year"]
    if not (
        isinstance(origin, RegionName) and isinstance(destination, RegionName) and isinstance(year, Year)
    ):
        raise TypeError("a stream without places or year")
    frame = build.query(
        "SELECT destination AS region_code, origin, year, persons AS value, 'actual' AS status, source_id"
        f" FROM {MOVES} WHERE year = $year AND origin <> destination"
        " AND origin IN ($one, $other) AND destination IN ($one, $other)",
        {"year": year.value, "one": origin.code, "other": destination.code},
    )
    frame["country"] = [country_of(code) for code in frame.region_code]
    return frame.assign(indicator_id="", currency="")[COLUMNS]
