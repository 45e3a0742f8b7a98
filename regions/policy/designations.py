"""Japan's Regional Future Leading Companies as designated: their map, and the Act behind them.

The designations ended in March 2025; every figure carries the date it stood on.
"""

from dataclasses import dataclass, replace

import pandas as pd

from i18n.messages import messages
from i18n.numbers import number, span
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Indicator, Measure
from regions.database.languages import LANGUAGES, Language, Text
from regions.database.memory import per_build
from regions.figures.statements import with_ranks
from regions.policy.designation_counts import ROUNDS, bureau_names, national_rounds, published_counts
from regions.shapes.credit import credit_of_rows
from regions.shapes.exhibit import Exhibit, Remark
from regions.shapes.frames import observed, one_row_a_figure, rows_of
from regions.shapes.listing import translated
from regions.shapes.maker import Wording, make_exhibit

_INDICATORS = {"all": "leading_companies", **dict.fromkeys(ROUNDS, "leading_companies_round")}
# The day of the KJC report's figures on the Act.
SPRING_2018 = "2018-04-13"
_SPRING = (
    *("basic_plans_agreed_cumulative", "leading_projects_approved_cumulative"),
    *("leading_project_businesses_cumulative", "leading_project_businesses_that_are_leading_companies"),
)


@per_build(128)
def designation_exhibit(view: View, build: Build, count: str, per: str) -> Exhibit:
    """Return the prefectures with the count published for each or for its bureau; unknown ones have no value.

    `level` says in words which of the two a figure is, `area` names the bureau's area where it is of that.
    """
    language = view.language
    t = messages(language)
    indicator = build.catalogue.indicators[_INDICATORS[count]]
    measure = measured_as(indicator, per)
    counts = published_counts(build, count, per)
    published = counts.dropna(subset=["value"])
    of_bureau = counts.level == "bureau"
    figures = counts[["region_code", "source_id"]].assign(
        year=counts.year.fillna(_last_year(count)).astype(int), value=counts.value.astype(float)
    )
    figures = observed(figures, indicator_id=measure.id, country="JP", status="actual")
    data = with_ranks(figures, indicator, view.currency, build.catalogue).assign(
        as_of=counts.as_of.fillna(counts.year.astype("Int64").astype("string")),
        basis=translated(counts, "basis", language),
        level=_texts(counts.level.map(lambda level: t(f"level.{level}"), na_action="ignore")),
        area=_texts(counts.bureau_code.map(bureau_names(build, language)).where(of_bureau)),
    )
    what, known = t(f"count.{count}"), _known(counts, language)
    dates = sorted(data.as_of.dropna())
    held = dates[0] if dates[0] == dates[-1] else span(dates[0], dates[-1], language)
    title = t("designations.title", count=what)
    partial = t("designations.partial", known=known, all=len(counts))
    exhibit = make_exhibit(
        "designations",
        view,
        build,
        measure,
        data,
        Wording(
            title,
            t("designations.subtitle", per=t(f"per.{per}"), known=known, dates=held),
            alternative=f"{title} {partial}",
            notes=(*((t("designations.of_areas"),) if of_bureau.any() else ()), t("designations.lapsed")),
        ),
        credit=credit_of_rows(published.source_id, title, view, build),
        warnings=(Remark("partial_coverage", partial),),
        dated_changes=False,
        missing=tuple(data[data.value.isna()].region_code),
        dimensions=("as_of", "basis", "level", "area"),
        chart="map",
    )
    return replace(exhibit, claim=_claim(exhibit, what, known, build))


def _texts(column: pd.Series) -> pd.Series:
    """Return a column of texts; None where there is none."""
    texts = column.astype(object)
    return texts.where(texts.notna(), None)


def _known(counts: pd.DataFrame, language: Language) -> str:
    """Say for how many prefectures, and areas of bureaus, a count is published."""
    t = messages(language)
    of_bureau = counts[counts.level == "bureau"]
    prefectures, areas = int((counts.level == "prefecture").sum()), of_bureau.bureau_code.nunique()
    if not areas:
        return t.plural("designations.prefectures", prefectures)
    return t.plural(
        "designations.prefectures_and_areas", areas, prefectures=prefectures, within=len(of_bureau)
    )


def _claim(exhibit: Exhibit, what: str, known: str, build: Build) -> str:
    """Name the highest of the published counts; where two share it, only say how many are published."""
    published = one_row_a_figure(exhibit.data.dropna(subset=["value"]))
    highest = published[published.value == published.value.max()]
    if len(highest) > 1:
        return messages(exhibit.language)("designations.claim", count=what, known=known)
    first = highest.iloc[0]
    return messages(exhibit.language)(
        "designations.claim_highest",
        count=what,
        known=known,
        highest=first.area or build.catalogue.regions[first.region_code].short[exhibit.language],
        value=exhibit.format(first.value, "JP"),
    )


def _last_year(count: str) -> int:
    """Return the year for which a prefecture without a published count is said to have none."""
    return int((ROUNDS[-1] if count == "all" else count).removeprefix("FY"))


def measured_as(indicator: Indicator, per: str) -> Measure:
    """Return what is measured: companies, or how many there are to establishments or people."""
    if per == "number":
        return indicator
    unit = Text(*(messages(language)(f"per.{per}") for language in LANGUAGES))
    return indicator.computed(
        id=f"{indicator.id}_per_{per}", unit=unit, decimals=1, kind="rate", counted=False
    )


def act_figures(build: Build, language: Language, nation_only: bool = True) -> pd.DataFrame:
    """Return the figures of the Act over time: plans agreed, projects approved, businesses in them.

    Columns `date, region_code, indicator, title, figure, unit, note, source_id`, oldest first.
    """
    rows = milestones(build, "act_figure", language).drop(columns="country")
    rows = rows[rows.region_code == "JP"] if nation_only else rows
    return rows.sort_values(["date", "indicator"], kind="stable", ignore_index=True)


def milestones(build: Build, kind: str, language: Language) -> pd.DataFrame:
    """Return milestones of a kind (`timeline`, `measure`, `act_figure`) with title and note in a language.

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


@per_build(8)
def rounds_left(build: Build, language: Language) -> str:
    """Say why the rounds add up to more than the total: companies left the list; empty where they don't."""
    *rounds, total = rows_of(national_rounds(build))
    added = sum(one.value for one in rounds)
    if added <= total.value:
        return ""
    shown, gone = (number(value, language) for value in (added, added - total.value))
    return messages(language)("designations.rounds_left", added=shown, gone=gone, date=total.as_of)


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
