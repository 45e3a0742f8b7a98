"""What the municipalities of some provinces and prefectures show in a year, as one sentence."""

from collections.abc import Sequence

import pandas as pd

from regions.database.build import Build
from regions.database.catalogue import Indicator
from regions.database.memory import per_build
from regions.database.places import COUNTRIES, country_of, parent_of
from regions.figures.municipal import latest_year, municipal_year, rows_within
from regions.figures.observations import extremes
from regions.figures.statements import may_quote
from regions.words.sentences import (
    Amount,
    ClassName,
    Day,
    IndicatorName,
    Listed,
    Number,
    RegionName,
    RegionNames,
    Sentence,
    Year,
    Years,
    sentence,
)

# So many municipalities that share the lowest figure are named, of more the first.
_NAMED = 2
DESIGNATION = "designated_depopulation_area"


def municipal_claim(indicator: Indicator, frame: pd.DataFrame, regions: Sequence[str]) -> Sentence | None:
    """Return the finding of the municipalities of some regions; None where the figures carry none.

    How many lie below the level that the indicator counts by, else the range of each region.

    Args:
        indicator: What the figures are of.
        frame: Their municipalities in one year: `region_code, parent_code, country, year, value`.
        regions: Provinces and prefectures, in the order asked for.
    """
    known = frame.dropna(subset=["value"])
    held = [code for code in regions if len(rows_within(known, code))]
    if not held or not (indicator.is_rankable or indicator.classes):
        return None
    years = Years(int(known.year.min()), int(known.year.max()))
    quoted = known[["country", "year"]].drop_duplicates()
    if not all(may_quote(indicator, str(own), int(year)) for own, year in quoted.itertuples(index=False)):
        return None
    parts = [rows_within(frame, code) for code in held]
    if indicator.classes:
        return _classed(indicator, held, parts, years)
    if indicator.claim:
        return _counted(indicator, held, parts, years)
    ranges = tuple(_range(indicator, code, own) for code, own in zip(held, parts, strict=True))
    return sentence(
        "municipalities.ranges",
        indicator=IndicatorName(indicator.id),
        year=years,
        ranges=Listed(ranges),
    )


def place_claim(build: Build, code: str) -> Sentence | None:
    """Return where a municipality stands by the indicator that its page opens with; None without a place."""
    leading = build.catalogue.municipal.default_indicator
    year = latest_year(build, leading, COUNTRIES)
    if year is None:
        return None
    frame = municipal_year(build, leading.id, year)
    row = frame[frame.region_code == code].to_dict("records")[0]
    if any(pd.isna(row[f"rank_{among}"]) for among in ("region", "country", "all")):
        return None
    places = {
        f"{among}_{name}": Number(int(row[f"{what}_{among}"]))
        for among in ("region", "country", "all")
        for name, what in (("rank", "rank"), ("of", "n"))
    }
    country = country_of(code)
    return sentence(
        "municipality.claim",
        indicator=IndicatorName(leading.id),
        value=Amount(float(row["value"]), leading.id, country, decimals=leading.decimals, bare=True),
        year=Year(year),
        region=RegionName(parent_of(code)),
        country=sentence(f"country.{country}"),
        **places,
    )


def designation_claim(build: Build, code: str) -> Sentence | None:
    """Return how a municipality is designated and since when; None where no list is held.

    Korea's day is that of the designation, where it is given; of Japan the day of the list is held, not when
    each was designated.
    """
    indicator = build.catalogue.municipal.indicators.get(DESIGNATION)
    held = indicator and indicator.countries.get(country_of(code))
    if indicator is None or held is None:
        return None
    frame = municipal_year(build, DESIGNATION, None)
    value = frame.set_index("region_code").value[code]
    if pd.isna(value):
        return None
    country = country_of(code)
    if not value:
        return sentence(f"municipality.not_designated.{country}", year=Year(held.default_year))
    name = ClassName(int(value), DESIGNATION)
    since = _designated_since(build).get(code)
    if since is None:
        return sentence("municipality.designation.undated", name=name)
    return sentence(f"municipality.designation.{country}", name=name, date=Day(since))


@per_build(1)
def _designated_since(build: Build) -> dict[str, str]:
    """Return the day that the list gives each municipality it holds."""
    rows = build.query("SELECT region_code, since FROM municipal_designation WHERE since IS NOT NULL")
    return dict(zip(rows.region_code, rows.since, strict=True))


def _counted(
    indicator: Indicator, regions: Sequence[str], parts: Sequence[pd.DataFrame], years: Years
) -> Sentence | None:
    if indicator.claim is None:
        return None
    level = indicator.claim.below
    own = dict(zip(regions, parts, strict=True))
    some = [code for code in regions if (own[code].value < level).any()]
    none = [code for code in regions if code not in some]
    counts = [
        _how_many(code, own[code], level, "" if place == 0 else ".next")
        for place, code in enumerate((*some, *none))
    ]
    what = {"counts": counts[: len(some)], "none": counts[len(some) :]}
    # A language need not say "none of 5 were": what is below and what is not are told apart.
    form = "" if not none else (".some" if some else ".none")
    number = "" if form == ".some" else (".one" if len(parts) == 1 else ".several")
    return sentence(
        f"municipalities.below{form}{number}",
        year=years,
        level=Number(level, 0 if level.is_integer() else 1),
        lowest=_and([_lowest(indicator, own[code]) for code in (*some, *none)]),
        **{name: _and(phrases) for name, phrases in what.items() if phrases},
    )


def _and(parts: Sequence[Sentence]) -> Sentence:
    """Return phrases of which the last follows with "and"."""
    if len(parts) == 1:
        return parts[0]
    return sentence("municipalities.and", first=Listed(tuple(parts[:-1])), second=parts[-1])


def _classed(
    indicator: Indicator, regions: Sequence[str], parts: Sequence[pd.DataFrame], years: Years
) -> Sentence:
    """Say how many municipalities of each region are in each class."""
    return sentence(
        "municipalities.ranges",
        indicator=IndicatorName(indicator.id),
        year=years,
        ranges=Listed(
            tuple(
                sentence("municipalities.classes", region=RegionName(code), classes=_classes(indicator, own))
                for code, own in zip(regions, parts, strict=True)
            )
        ),
    )


def _classes(indicator: Indicator, own: pd.DataFrame) -> Listed:
    counts = own.value.value_counts()
    return Listed(
        tuple(
            sentence(
                "municipalities.class_count",
                name=ClassName(one.value, indicator.id),
                number=Number(int(counts[one.value])),
            )
            for one in reversed(indicator.classes)
            if counts.get(one.value)
        )
    )


def _how_many(region: str, own: pd.DataFrame, level: float, place: str) -> Sentence:
    """Return "20 of Gyeongbuk's 22 municipalities"; of a partial list say how many have a figure.

    After the first (`place` is `.next`) a language need not say again what is counted.
    """
    known = own.value.dropna()
    below = int((known < level).sum())
    amount = "all" if below == len(known) else ("none" if below == 0 else "some")
    whole = "" if len(known) == len(own) else "known."
    return sentence(
        f"municipalities.count.{whole}{country_of(region)}.{amount}{place}",
        region=RegionName(region),
        number=Number(below),
        total=Number(len(known)),
    )


def _lowest(indicator: Indicator, own: pd.DataFrame) -> Sentence:
    lowest, _ = extremes(own)
    return sentence(
        "municipalities.named",
        municipality=RegionNames(lowest.codes, _NAMED),
        value=Amount(lowest.value, indicator.id, lowest.country, decimals=indicator.decimals, bare=True),
    )


def _range(indicator: Indicator, region: str, own: pd.DataFrame) -> Sentence:
    lowest, highest = extremes(own)
    return sentence(
        "municipalities.range",
        region=RegionName(region),
        lowest=RegionNames(lowest.codes, _NAMED),
        lowest_value=Amount(lowest.value, indicator.id, lowest.country, decimals=indicator.decimals),
        highest=RegionNames(highest.codes, _NAMED),
        highest_value=Amount(highest.value, indicator.id, highest.country, decimals=indicator.decimals),
    )
