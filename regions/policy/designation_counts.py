"""What METI published of the Regional Future Leading Companies: counts of rounds, prefectures and bureaus.

A count stands at the level at which it was published: a prefecture, or the area of a bureau. Where neither is
published it is unknown, never zero; nothing is subtracted or shared out.
"""

import pandas as pd

from regions.database.build import Build
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.figures.panel import panel
from regions.shapes.listing import translated

PROGRAMME = "jp_regional_future_leading_company"
ROUNDS = ("FY2017", "FY2018", "FY2020")
# What can be counted: all so far, or the companies new in a round.
COUNTS = ("all", *ROUNDS)
# The first is shown where nothing is asked for: sizes compare per head of something, whereas the number of a
# bureau's area beside that of a prefecture does not.
PER = ("establishments", "number", "people")
_CUMULATIVE, _NEW = "leading_companies_cumulative", "leading_companies_designated"
_ESTABLISHMENT_YEAR = 2021
_COLUMNS = ["year", "value", "as_of", "basis", "basis_ko", "basis_ja", "source_id"]


@per_build(4)
def designations(build: Build) -> pd.DataFrame:
    """Return the published counts of Japan's designations (columns as the table `designation`)."""
    return build.query(
        "SELECT * FROM designation WHERE programme_id = ? ORDER BY region_code, as_of, round", (PROGRAMME,)
    )


def national_rounds(build: Build) -> pd.DataFrame:
    """Return the three rounds and the total: `round, value, as_of, source_id`, oldest first."""
    frame = designations(build)
    nation = frame[frame.region_code == "JP"]
    new = nation[nation.indicator == _NEW].sort_values("as_of")
    total = nation[(nation.indicator == _CUMULATIVE) & (nation["round"] == "cumulative")].sort_values("as_of")
    rows = pd.concat([new, total.tail(1)])
    return rows[["round", "value", "as_of", "source_id"]].reset_index(drop=True)


@per_build(4)
def bureau_areas(build: Build) -> pd.DataFrame:
    """Return the prefectures in the area of each bureau of METI (columns as the table `bureau`)."""
    return build.query("SELECT * FROM bureau ORDER BY region_code")


def bureau_names(build: Build, language: Language) -> dict[str, str]:
    """Return the name of each bureau's area by its code."""
    frame = bureau_areas(build)
    return dict(zip(frame.bureau_code, frame[f"name_{language}"], strict=True))


def bureau_counts(build: Build, language: Language) -> pd.DataFrame:
    """Return the counts of the areas of METI's bureaus, with date, basis and source."""
    frame = designations(build)
    names = frame.region_code.map(bureau_names(build, language))
    rows = frame.assign(name=names, basis=translated(frame, "basis", language))[names.notna()]
    return rows.reset_index(drop=True)


def published_counts(build: Build, count: str = "all", per: str = "number") -> pd.DataFrame:
    """Return the prefectures with what was published for each, or for the area of its bureau.

    Args:
        build: The build to read.
        count: `all` (all designated so far, the latest published total) or a round.
        per: `number`, `establishments` (per 10,000 private establishments of the Economic Census 2021) or
            `people` (per 100,000 people in the year of the count).

    Returns:
        Columns `region_code, bureau_code, level, year, value, as_of, basis, source_id`; one row a prefecture.
        `level` is `prefecture`, or `bureau` where the count of the bureau's whole area stands for want of one
        of the prefecture; value and level are missing where neither is published.
    """
    areas = bureau_areas(build)[["region_code", "bureau_code"]]
    newest = _newest_counts(build, count)
    own = areas.join(newest, on="region_code")
    has_own = own.value.notna()
    rows = pd.concat([own[has_own], areas[~has_own].join(newest, on="bureau_code")]).sort_index()
    rows["level"] = has_own.map({True: "prefecture", False: "bureau"}).where(rows.value.notna())
    members = areas.groupby("bureau_code").region_code.agg(tuple)
    for place, row in rows[rows.value.notna()].iterrows():
        counted = (row.region_code,) if row.level == "prefecture" else members[row.bureau_code]
        rows.loc[place, "value"] = row.value / divisor(build, counted, int(row.year), per)
    return rows


def _newest_counts(build: Build, count: str) -> pd.DataFrame:
    """Return the newest count of each prefecture and bureau, by code."""
    frame = designations(build)
    wanted = (
        (frame.indicator == _CUMULATIVE) & frame["round"].isin(("cumulative", "current"))
        if count == "all"
        else (frame.indicator == _NEW) & (frame["round"] == count)
    )
    newest = frame[wanted].sort_values(["year", "as_of"]).drop_duplicates("region_code", keep="last")
    return newest.set_index("region_code")[_COLUMNS]


def divisor(build: Build, codes: tuple[str, ...], year: int, per: str) -> float:
    """Return what the count of some prefectures is divided by.

    That is 1, 10,000 establishments or 100,000 people, in those units. Establishments are those behind
    `businesses_per_1000` (Economic Census 2021).
    """
    if per == "number":
        return 1.0
    people = panel(build, "population_total")
    if per == "people":
        return sum(people.at(code, year) for code in codes) / 100_000
    density = panel(build, "businesses_per_1000")
    places = [
        density.at(code, _ESTABLISHMENT_YEAR) * people.at(code, _ESTABLISHMENT_YEAR) / 1_000 for code in codes
    ]
    return sum(places) / 10_000
