"""Japan's Regional Future Leading Companies as designated: rounds, prefectures, bureaus, the Act behind them.

The designations ended in March 2025; every figure carries the date it stood on. Prefectures whose count was
not published are unknown, never zero.
"""

from dataclasses import dataclass, replace

import pandas as pd

from i18n.messages import messages
from i18n.numbers import span
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Catalogue, Indicator, Measure
from regions.database.languages import LANGUAGES, Language, Text
from regions.database.memory import per_build
from regions.figures.panel import panel
from regions.figures.statements import with_ranks
from regions.shapes.credit import credit_of_rows
from regions.shapes.exhibit import Exhibit, Remark
from regions.shapes.listing import translated
from regions.shapes.maker import Wording, make_exhibit

PROGRAMME = "jp_regional_future_leading_company"
ROUNDS = ("FY2017", "FY2018", "FY2020")
# What can be counted: all so far, or the companies new in a round.
COUNTS = ("all", *ROUNDS)
PER = ("number", "establishments", "people")
PREFECTURES = 47
_CUMULATIVE, _NEW = "leading_companies_cumulative", "leading_companies_designated"
_INDICATORS = {"all": "leading_companies", **dict.fromkeys(ROUNDS, "leading_companies_round")}
_ESTABLISHMENT_YEAR = 2021
# The day of the KJC report's figures on the Act.
SPRING_2018 = "2018-04-13"
_SPRING = (
    *("basic_plans_agreed_cumulative", "leading_projects_approved_cumulative"),
    *("leading_project_businesses_cumulative", "leading_project_businesses_that_are_leading_companies"),
)


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


def bureau_counts(build: Build, language: Language) -> pd.DataFrame:
    """Return the counts of METI's bureaus, in the original name, with date, basis and source."""
    frame = designations(build)
    rows = frame[frame.region_code.str.startswith("METI-")]
    return rows.assign(basis=translated(rows, "basis", language)).reset_index(drop=True)


def prefecture_counts(build: Build, count: str = "all", per: str = "number") -> pd.DataFrame:
    """Return the 47 prefectures with what was published.

    Args:
        build: The build to read.
        count: `all` (all designated so far, the latest published total of each prefecture) or a round.
        per: `number`, `establishments` (per 10,000 private establishments of the Economic Census 2021) or
            `people` (per 100,000 people in the year of the count).

    Returns:
        Columns `region_code, year, value, as_of, basis, source_id`; one row a prefecture, value missing where
        no count is published.
    """
    frame = designations(build)
    wanted = (
        (frame.indicator == _CUMULATIVE) & (frame["round"] == "cumulative")
        if count == "all"
        else (frame.indicator == _NEW) & (frame["round"] == count)
    )
    codes = [f"JP-{number:02d}" for number in range(1, PREFECTURES + 1)]
    own = frame[wanted & frame.region_code.isin(codes)].sort_values("as_of")
    rows = own.drop_duplicates("region_code", keep="last").set_index("region_code").reindex(codes)
    rows = rows.reset_index()
    rows["value"] = [
        value / divisor(build, code, int(year), per) if pd.notna(value) else value
        for code, year, value in zip(rows.region_code, rows.year, rows.value, strict=True)
    ]
    return rows


def divisor(build: Build, code: str, year: int, per: str) -> float:
    """Return what a count is divided by: 1, 10,000 establishments or 100,000 people, in those units.

    Establishments are those behind `businesses_per_1000` (Economic Census 2021).
    """
    if per == "number":
        return 1.0
    people = panel(build, "population_total")
    if per == "people":
        return people.at(code, year) / 100_000
    density = panel(build, "businesses_per_1000")
    return density.at(code, _ESTABLISHMENT_YEAR) * people.at(code, _ESTABLISHMENT_YEAR) / 1_000 / 10_000


@per_build(128)
def designation_exhibit(view: View, build: Build, count: str, per: str) -> Exhibit:
    """Return the prefectures with their counts, "n of 47 published"; unknown ones have no value."""
    language = view.language
    t = messages(language)
    indicator = build.catalogue.indicators[_INDICATORS[count]]
    measure = measured_as(indicator, per)
    counts = prefecture_counts(build, count, per)
    published = counts.dropna(subset=["value"])
    data = with_ranks(
        pd.DataFrame(
            {
                "indicator_id": measure.id,
                "region_code": counts.region_code,
                "country": "JP",
                "year": counts.year.fillna(_last_year(count)).astype(int),
                "value": counts.value,
                "status": "actual",
                "mark": None,
                "source_id": counts.source_id,
            }
        ),
        indicator,
        view.currency,
        build.catalogue,
    ).assign(as_of=counts.as_of, basis=translated(counts, "basis", language))
    what = t(f"count.{count}")
    dates = sorted(published.as_of.dropna())
    held = dates[0] if dates[0] == dates[-1] else span(dates[0], dates[-1], language)
    title = t("designations.title", count=what)
    partial = t("designations.partial", published=len(published), all=PREFECTURES)
    exhibit = make_exhibit(
        "designations",
        view,
        build,
        measure,
        data,
        Wording(
            title,
            t(
                "designations.subtitle",
                per=t(f"per.{per}"),
                published=len(published),
                all=PREFECTURES,
                dates=held,
            ),
            alternative=f"{title} {partial}",
            notes=(t("designations.lapsed"),),
        ),
        credit=credit_of_rows(published.source_id, title, view, build),
        warnings=(Remark("partial_coverage", partial),),
        dated_changes=False,
        missing=tuple(data[data.value.isna()].region_code),
        dimensions=("as_of", "basis"),
        chart="map",
    )
    return replace(exhibit, claim=_claim(exhibit, what, build.catalogue))


def _claim(exhibit: Exhibit, what: str, catalogue: Catalogue) -> str:
    """Name the highest of the published counts; where two share it, only say how many are published."""
    published = exhibit.data.dropna(subset=["value"])
    values = {"published": len(published), "all": PREFECTURES, "count": what}
    highest = published[published.value == published.value.max()]
    if len(highest) > 1:
        return messages(exhibit.language)("designations.claim", **values)
    first = highest.iloc[0]
    return messages(exhibit.language)(
        "designations.claim_highest",
        highest=catalogue.regions[first.region_code].short[exhibit.language],
        value=exhibit.format(first.value, "JP"),
        **values,
    )


def _last_year(count: str) -> int:
    """Return the year for which a prefecture without a published count is said to have none."""
    return int((ROUNDS[-1] if count == "all" else count).removeprefix("FY"))


def measured_as(indicator: Indicator, per: str) -> Measure:
    """Return what is measured: companies, or how many there are to establishments or people."""
    if per == "number":
        return indicator
    unit = Text(*(messages(language)(f"per.{per}") for language in LANGUAGES))
    return indicator.computed(id=f"{indicator.id}_per_{per}", unit=unit, decimals=1, kind="rate")


def act_figures(build: Build, language: Language, nation_only: bool = True) -> pd.DataFrame:
    """Return the figures of the Act over time: plans agreed, projects approved, businesses in them.

    Columns `date, region_code, indicator, title, figure, unit, note, source_id`, oldest first.
    """
    rows = build.query("SELECT * FROM policy_milestone WHERE kind = 'act_figure' ORDER BY date, indicator")
    rows = rows[rows.region_code == "JP"] if nation_only else rows
    rows = rows.assign(title=translated(rows, "title", language), note=translated(rows, "note", language))
    return rows[
        ["date", "region_code", "indicator", "title", "figure", "unit", "note", "source_id"]
    ].reset_index(drop=True)


def milestones(build: Build, kind: str, language: Language) -> pd.DataFrame:
    """Return milestones of a kind (`timeline`, `measure`, `breakdown`) with title and note in a language.

    Columns `date, country, region_code, indicator, title, figure, unit, note, source_id`, oldest first.
    """
    rows = build.query("SELECT * FROM policy_milestone WHERE kind = ? ORDER BY date, milestone_id", (kind,))
    rows = rows.assign(title=translated(rows, "title", language), note=translated(rows, "note", language))
    columns = ["date", "country", "region_code", "indicator", "title", "figure", "unit", "note", "source_id"]
    return rows[columns]


@dataclass(frozen=True)
class Fact:
    """One figure with its date and source: what it counts is in the reader's language."""

    value: float
    unit: str
    label: str
    date: str
    source_id: str


@per_build(128)
def headline_facts(build: Build, language: Language) -> tuple[Fact, ...]:
    """Return the figures that tell the scheme: rounds, total, and plans and projects of April 2018."""
    t = messages(language)
    rounds = national_rounds(build)
    facts = [
        Fact(value, "companies", t(f"count.{'all' if code == 'cumulative' else code}"), as_of, source)
        for code, value, as_of, source in rounds.itertuples(index=False)
    ]
    figures = act_figures(build, language)
    spring = figures[figures.date == SPRING_2018].set_index("indicator").loc[list(_SPRING)]
    facts += [
        Fact(row["figure"], row["unit"], row["title"], row["date"], row["source_id"])
        for row in spring.to_dict("records")
    ]
    return tuple(facts)
