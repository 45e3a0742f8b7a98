"""The tables of the rank page and of the time shift, made only when the reader opens them."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from i18n.messages import messages
from i18n.numbers import number, quantity
from interface.shared.tables import Table, status_mark
from regions.asking.view import default_currency
from regions.build.catalogue import Catalogue
from regions.build.database import Build
from regions.build.places import country_of
from regions.figures.ranking import sparklines
from regions.shapes.exhibit import Exhibit, unit_texts
from regions.shapes.frames import rows_of
from regions.shapes.units import change_text

# Figures in a sparkline: enough to see the course, few enough to keep the table light.
_SPARK_FIGURES = 30


def rank_table(exhibit: Exhibit, build: Build) -> Table:
    """Return the regions as drawn, with ranks and the course of each."""
    t = messages(exhibit.language)
    data = exhibit.data
    columns = _places(exhibit, data, build.catalogue)
    columns[t("table.year")] = data.year.astype(str)
    columns[t("table.value", unit=_units(exhibit))] = [
        exhibit.format(row.value, row.country) + status_mark(str(row.status)) for row in rows_of(data)
    ]
    columns[t("table.rank_country")] = data.rank_country.astype("Int64")
    if data.rank_all.notna().any():
        columns[t("table.rank_all")] = data.rank_all.astype("Int64")
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


def relation_table(exhibit: Exhibit, catalogue: Catalogue) -> Table:
    """Return both indicators and the population of each region."""
    t, language = messages(exhibit.language), exhibit.language
    data = exhibit.data.sort_values("value", ascending=False)
    horizontal = catalogue.indicators[str(data.x_indicator_id.iloc[0])]
    view = replace(exhibit.view, currency=default_currency(horizontal))
    other = replace(exhibit, indicator=horizontal, view=view, units=unit_texts(horizontal, view))
    people = catalogue.indicators["population_total"].unit[language]
    columns = _places(exhibit, data, catalogue)
    columns[horizontal.name[language]] = [other.format(row.x_value, row.country) for row in rows_of(data)]
    columns[exhibit.indicator.name[language]] = [
        exhibit.format(row.value, row.country) for row in rows_of(data)
    ]
    columns[t("table.population")] = [quantity(value, people, language) for value in data.population]
    return Table(pd.DataFrame(columns))


def lag_table(exhibit: Exhibit, catalogue: Catalogue) -> Table:
    """Return for each region the figure, when the other stood there, and the lag; plain words where never."""
    t, language = messages(exhibit.language), exhibit.language
    data = exhibit.data
    indicator = catalogue.indicators[exhibit.indicator.id]
    view = replace(exhibit.view, currency=default_currency(indicator))
    level = replace(exhibit, indicator=indicator, view=view, units=unit_texts(indicator, view))
    columns = _places(exhibit, data, catalogue)
    columns[t("table.year")] = data.year.astype(str)
    columns[t("table.level", unit=_units(level))] = [
        level.format(row.level, row.country) for row in rows_of(data)
    ]
    columns[t("table.reached")] = [
        t(f"lag.status.{row.reach}", year=_whole(row.reached_year)) for row in rows_of(data)
    ]
    columns[t("table.lag")] = [number(value, language, 1, signed=True) for value in data.value]
    return Table(pd.DataFrame(columns))


def aligned_table(exhibit: Exhibit, catalogue: Catalogue) -> Table:
    """Return the series with the years from the event, latest first."""
    t = messages(exhibit.language)
    data = exhibit.data.sort_values(["region_code", "year"], ascending=[True, False])
    columns = _places(exhibit, data, catalogue)
    columns[t("table.year")] = data.year.astype(str)
    columns[t("table.offset")] = [number(one, exhibit.language, 1, signed=True) for one in data.offset]
    columns[t("table.value", unit=_units(exhibit))] = [
        exhibit.format(row.value, row.country) for row in rows_of(data)
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
