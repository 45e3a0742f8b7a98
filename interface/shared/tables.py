"""The table behind each chart, with names and numbers as the reader writes them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
import streamlit as st

from charts.page_figures import drawn_as
from i18n.lists import listed
from i18n.messages import messages
from i18n.numbers import number, quantity
from regions.asking.view import default_currency
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.languages import Language
from regions.database.places import are_nations, country_of
from regions.figures.ranking import sparklines
from regions.shapes.exhibit import Exhibit, countries_in_order, unit_texts
from regions.shapes.frames import rows_of
from regions.shapes.units import change_text

# Figures in a sparkline: enough to see the course, few enough to keep the table light.
_SPARK_FIGURES = 30


@dataclass(frozen=True)
class Table:
    """A table with the way its columns are drawn.

    Attributes:
        frame: As it is written.
        columns: How columns are drawn, by their headings.
        row_height: In pixels, where texts need several lines.
        source: In Markdown, what all its rows come from.
        in_lines: Few rows with long texts, in Markdown: they are written as a document has them, whole.
    """

    frame: pd.DataFrame
    columns: dict[str, Any] = field(default_factory=dict)
    row_height: int | None = None
    source: str = ""
    in_lines: pd.DataFrame | None = None


def status_mark(status: str) -> str:
    """Return the mark that a table sets behind a provisional or projected figure."""
    return {"provisional": " p", "projection": " f"}.get(status, "")


def ranking_table(exhibit: Exhibit, build: Build) -> Table:
    """Return all regions by rank, both nations first; columns named in the reader's language."""
    t = messages(exhibit.language)
    data = exhibit.data.copy()
    order = {country: place for place, country in enumerate(countries_in_order(exhibit.language))}
    data["nation_first"] = ~are_nations(data.region_code)
    data["country_order"] = data.country.map(order)
    single_scale = data.rank_all.notna().any()
    together = [] if single_scale else ["country_order"]
    by = ["nation_first", *together, "value"]
    data = data.sort_values(by, ascending=[name != "value" for name in by], na_position="last", kind="stable")
    columns = {
        t("table.country"): data.country.map(lambda code: t(f"country.{code}")),
        t("table.region"): [
            build.catalogue.regions[code].name[exhibit.language] for code in data.region_code
        ],
        t("table.year"): data.year.astype(str),
        t("table.value", unit=" / ".join(dict.fromkeys(exhibit.units.values()))): [
            exhibit.format(value, country) + status_mark(str(status))
            for value, country, status in zip(data.value, data.country, data.status, strict=True)
        ],
    }
    return Table(pd.DataFrame(columns | _ranks(data, exhibit.language)))


def _ranks(data: pd.DataFrame, language: Language) -> dict[str, Any]:
    """Return the columns of ranks, each where any region has one."""
    t = messages(language)
    return {
        t(f"table.{name}"): data[name].astype("Int64")
        for name in ("rank_country", "rank_all")
        if data[name].notna().any()
    }


def comparison_table(exhibit: Exhibit, build: Build) -> Table:
    """Return one row a year, newest first, one column a region."""
    t = messages(exhibit.language)
    data = exhibit.data.dropna(subset=["value"])
    texts = data.assign(
        text=[
            exhibit.format(value, country) + status_mark(status)
            for value, country, status in zip(data.value, data.country, data.status, strict=True)
        ]
    )
    wide = texts.pivot(index="year", columns="region_code", values="text").sort_index(ascending=False)
    picks = [code for code in exhibit.view.regions if code in wide]
    wide = wide[[*picks, *(code for code in wide if code not in picks)]]
    named = wide.rename(columns=lambda code: build.catalogue.place_short(code)[exhibit.language])
    named.insert(0, t("table.year"), named.index.astype(str))
    return Table(named.reset_index(drop=True))


def rank_table(exhibit: Exhibit, build: Build) -> Table:
    """Return the regions as drawn, with ranks and the course of each."""
    t = messages(exhibit.language)
    data = exhibit.data
    columns = _places(exhibit, data, build.catalogue)
    columns[t("table.year")] = data.year.astype(str)
    columns[t("table.value", unit=_units(exhibit))] = [
        exhibit.format(row.value, row.country) + status_mark(str(row.status)) for row in rows_of(data)
    ]
    columns |= _ranks(data, exhibit.language)
    return _with_course(columns, exhibit, build)


def change_table(exhibit: Exhibit, build: Build) -> Table:
    """Return both figures of each region, the change and that of the rank."""
    t = messages(exhibit.language)
    data = exhibit.data
    own = data.drop_duplicates("region_code")
    columns = _places(exhibit, own, build.catalogue)
    for year in sorted(data.year.unique()):
        figures = data[data.year == year].set_index("region_code").value
        columns[t("table.then", year=year)] = [
            exhibit.format(float(figures[code]), country_of(code)) for code in own.region_code
        ]
    columns[t("table.change")] = [
        change_text(row.change, exhibit.indicator, row.country, exhibit.view.currency, exhibit.language)
        for row in rows_of(own)
    ]
    columns[t("table.rank_change")] = [
        number(row.rank_change, exhibit.language, 0, signed=True) for row in rows_of(own)
    ]
    return _with_course(columns, replace(exhibit, data=own), build)


def relation_table(exhibit: Exhibit, build: Build) -> Table:
    """Return both indicators and the population of each region."""
    t, language = messages(exhibit.language), exhibit.language
    data = exhibit.data.sort_values("value", ascending=False)
    horizontal = build.catalogue.indicators[str(data.x_indicator_id.iloc[0])]
    view = replace(exhibit.view, currency=default_currency(horizontal))
    other = replace(exhibit, indicator=horizontal, view=view, units=unit_texts(horizontal, view))
    people = build.catalogue.indicators["population_total"].unit[language]
    columns = _places(exhibit, data, build.catalogue)
    columns[horizontal.name[language]] = [other.format(row.x_value, row.country) for row in rows_of(data)]
    columns[exhibit.indicator.name[language]] = [
        exhibit.format(row.value, row.country) for row in rows_of(data)
    ]
    columns[t("table.population")] = [quantity(value, people, language) for value in data.population]
    return Table(pd.DataFrame(columns))


def lag_table(exhibit: Exhibit, build: Build) -> Table:
    """Return for each region the figure, when the other stood there, and the lag; plain words where never."""
    t, language = messages(exhibit.language), exhibit.language
    data = exhibit.data
    indicator = build.catalogue.indicators[exhibit.indicator.id]
    view = replace(exhibit.view, currency=default_currency(indicator))
    level = replace(exhibit, indicator=indicator, view=view, units=unit_texts(indicator, view))
    columns = _places(exhibit, data, build.catalogue)
    columns[t("table.year")] = data.year.astype(str)
    columns[t("table.level", unit=_units(level))] = [
        level.format(row.level, row.country) for row in rows_of(data)
    ]
    columns[t("table.reached")] = [
        t(f"lag.status.{row.reach}", year=_whole(row.reached_year)) for row in rows_of(data)
    ]
    columns[t("table.lag")] = [number(value, language, 1, signed=True) for value in data.value]
    return Table(pd.DataFrame(columns))


def aligned_table(exhibit: Exhibit, build: Build) -> Table:
    """Return the series with the years from the event, latest first."""
    t = messages(exhibit.language)
    data = exhibit.data.sort_values(["region_code", "year"], ascending=[True, False])
    columns = _places(exhibit, data, build.catalogue)
    columns[t("table.year")] = data.year.astype(str)
    columns[t("table.offset")] = [number(one, exhibit.language, 1, signed=True) for one in data.offset]
    columns[t("table.value", unit=_units(exhibit))] = [
        exhibit.format(row.value, row.country) for row in rows_of(data)
    ]
    return Table(pd.DataFrame(columns))


def municipal_table(exhibit: Exhibit, build: Build) -> Table:
    """Return the municipalities, highest first, with their places among region, country and all."""
    t = messages(exhibit.language)
    data = exhibit.data.sort_values("value", ascending=False, na_position="last", kind="stable")
    columns = _places(exhibit, data, build.catalogue)
    columns[t("table.parent")] = [
        build.catalogue.place_short(code)[exhibit.language] for code in data.parent_code
    ]
    columns[t("table.year")] = data.year.astype(str)
    columns[t("table.value", unit=_units(exhibit))] = [
        exhibit.format(row.value, row.country) + status_mark(str(row.status)) for row in rows_of(data)
    ]
    for among in ("region", "country", "all"):
        if data[f"rank_{among}"].notna().any():
            columns[t(f"table.rank_municipal_{among}")] = data[f"rank_{among}"].astype("Int64")
    if (data.mark != "").any():
        columns[t("table.remark")] = [
            listed((t(f"mark.{one}") for one in mark.split(";") if one), exhibit.language)
            for mark in data.mark
        ]
    return Table(pd.DataFrame(columns))


def _whole(year: float) -> str:
    return "" if pd.isna(year) else str(round(year))


def _places(exhibit: Exhibit, data: pd.DataFrame, catalogue: Catalogue) -> dict[str, object]:
    t = messages(exhibit.language)
    return {
        t("table.region"): [catalogue.place_name(code)[exhibit.language] for code in data.region_code],
        t("table.country"): [t(f"country.{country}") for country in data.country],
    }


def _units(exhibit: Exhibit) -> str:
    return " / ".join(dict.fromkeys(unit for unit in exhibit.units.values() if unit))


def _with_course(columns: dict[str, object], exhibit: Exhibit, build: Build) -> Table:
    """Add the course of each region; blocks have none."""
    t = messages(exhibit.language)
    codes = exhibit.data.region_code.tolist()
    courses = sparklines(build, exhibit.indicator.id, codes, exhibit.view.currency)
    if not any(courses.values()):
        return Table(pd.DataFrame(columns))
    name = t("table.course")
    columns[name] = [[value for _, value in courses[code][-_SPARK_FIGURES:]] for code in codes]
    return Table(pd.DataFrame(columns), {name: st.column_config.LineChartColumn(width="medium")})


_TABLES: Mapping[str, tuple[str, Callable[[Exhibit, Build], Table]]] = {
    **dict.fromkeys(("map", "tiles", "nations"), ("overview.table", ranking_table)),
    **dict.fromkeys(("bar", "strip"), ("rank.table", rank_table)),
    "dumbbell": ("rank.table", change_table),
    "scatter": ("rank.table", relation_table),
    "line": ("compare.table", comparison_table),
    "lags": ("lag.table", lag_table),
    "aligned": ("compare.table", aligned_table),
    **dict.fromkeys(
        ("municipal_map", "municipal_bar", "municipal_strip"), ("municipalities.table", municipal_table)
    ),
}


def table_behind(exhibit: Exhibit) -> tuple[str, Callable[[Exhibit, Build], Table]]:
    """Return the message that offers the table behind a figure, and what makes it: one a kind of figure."""
    return _TABLES[drawn_as(exhibit)]
