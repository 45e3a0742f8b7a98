"""An Exhibit as the cells of a sheet: figures as numbers, marks in square brackets, units in the headings."""

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np

from exports.cells import Cell, Sheet, number_format, unique
from exports.figures import (
    MISSING,
    NOT_APPLICABLE,
    currency_of,
    heading,
    is_missing,
    measure_of,
    shorthand,
    unit_of,
)
from exports.layouts import sheet_of
from i18n.messages import messages
from regions.database.catalogue import Catalogue
from regions.database.places import country_of
from regions.shapes.exhibit import Exhibit
from regions.shapes.units import decimals_of

_ALWAYS_FURTHER = ("sex", "age_from")
_INDICATORS = ("x_indicator_id", "y_indicator_id", "held_indicator_id")
_ELSEWHERE = ("unit", "status", "rank_country", "rank_all")


def data_sheet(exhibit: Exhibit, catalogue: Catalogue) -> Sheet:
    """Return the figures of an exhibit: laid out as on its page, years by regions for lines, else in rows."""
    if exhibit.layout is not None:
        return sheet_of(exhibit.layout, exhibit.language)
    whole = exhibit.chart == "line" and exhibit.data.indicator_id.nunique() <= 1
    return _wide(exhibit, catalogue) if whole else _long(exhibit, catalogue)


def _figure(exhibit: Exhibit, row: Mapping[Hashable, Any] | None, catalogue: Catalogue) -> Cell:
    if row is None or is_missing(row["value"]):
        return Cell(MISSING, is_figure=True)
    indicator = measure_of(exhibit, row, catalogue)
    decimals = decimals_of(indicator, currency_of(exhibit, row), exhibit.view.mode)
    return Cell(float(row["value"]), number_format(decimals, shorthand(exhibit, row)))


def _wide(exhibit: Exhibit, catalogue: Catalogue) -> Sheet:
    t = messages(exhibit.language)
    records = exhibit.data.to_dict("records")
    codes = list(dict.fromkeys(row["region_code"] for row in records))
    codes = [*(code for code in exhibit.view.regions if code in codes), *codes]
    codes = list(dict.fromkeys(codes))
    cells = {(row["region_code"], int(row["year"])): row for row in records}
    years = sorted({year for _, year in cells})
    head = [t("table.year")]
    for code in codes:
        unit = unit_of(exhibit, exhibit.indicator, country_of(code), exhibit.view.currency) or _mode_unit(
            exhibit
        )
        name = catalogue.place_name(code)[exhibit.language]
        head.append(f"{name} ({unit})" if unit else name)
    rows = [
        [Cell(float(year), "0"), *(_figure(exhibit, cells.get((code, year)), catalogue) for code in codes)]
        for year in years
    ]
    return Sheet(unique(head), rows, 1)


def _mode_unit(exhibit: Exhibit) -> str:
    if exhibit.view.mode != "index" or not exhibit.base_year:
        return ""
    return messages(exhibit.language)("compare.unit_index", year=exhibit.base_year)


def _long(exhibit: Exhibit, catalogue: Catalogue) -> Sheet:
    t = messages(exhibit.language)
    data = exhibit.data
    several = data.indicator_id.nunique() > 1
    units = " / ".join(dict.fromkeys(unit for unit in exhibit.units.values() if unit))
    head = [t("field.region_code"), t("table.country"), t("table.region"), t("table.year")]
    if several:
        head += [t("control.indicator")]
    further = _further(exhibit)
    columns = list(map(str, data.columns))
    head += [heading(name, exhibit.language, columns) for name in further]
    head += [t("field.value") if several or not units else t("table.value", unit=units)]
    head += [t("field.unit")] if several else []
    ranks = [name for name in ("rank_country", "rank_all") if name in data and data[name].notna().any()]
    # Of regions the pages have a shorter heading.
    head += [
        heading(name, exhibit.language, columns) if "rank_size" in columns else t(f"table.{name}")
        for name in ranks
    ]
    rows = [_long_row(exhibit, row, catalogue, several, further, ranks) for row in data.to_dict("records")]
    return Sheet(unique(head), rows, 3)


def _long_row(
    exhibit: Exhibit,
    row: Mapping[Hashable, Any],
    catalogue: Catalogue,
    several: bool,
    further: list[str],
    ranks: list[str],
) -> list[Cell]:
    t = messages(exhibit.language)
    indicator = measure_of(exhibit, row, catalogue)
    cells = [
        Cell(str(row["region_code"])),
        Cell(t(f"country.{row['country']}")),
        Cell(catalogue.place_name(str(row["region_code"]))[exhibit.language]),
        Cell(None if is_missing(row["year"]) else float(row["year"]), "0"),
    ]
    if several:
        cells.append(Cell(indicator.name[exhibit.language]))
    for name in further:
        cells.append(_further_cell(exhibit, name, row[name], catalogue))
    cells.append(_figure(exhibit, row, catalogue))
    if several:
        cells.append(Cell(unit_of(exhibit, indicator, str(row["country"]), currency_of(exhibit, row))))
    # A nation has no rank among the regions; a region without one has no figure.
    gap = NOT_APPLICABLE if len(str(row["region_code"])) == 2 else MISSING
    for name in ranks:
        missing = is_missing(row[name])
        cells.append(Cell(gap, is_figure=True) if missing else Cell(float(row[name]), "0"))
    return cells


def _further(exhibit: Exhibit) -> list[str]:
    """Return the columns that tell the rows apart or explain them, besides those every table has."""
    shown = dict.fromkeys((*_ALWAYS_FURTHER, *exhibit.dimensions))
    return [name for name in shown if name in exhibit.data and name not in _ELSEWHERE]


def _further_cell(exhibit: Exhibit, name: str, value: Any, catalogue: Catalogue) -> Cell:
    """Return a figure as a figure, a code as what it stands for, nothing as nothing."""
    t = messages(exhibit.language)
    if is_missing(value) or value == "":
        return Cell("")
    if isinstance(value, int | float | np.number) and not isinstance(value, bool | np.bool_):
        return Cell(float(value))
    words = {"sex": "deck", "component": "region.component"}
    if name in words:
        return Cell(t(f"{words[name]}.{value}"))
    if name == "direction":
        return Cell(t(f"region.flows_{value}"))
    if name == "partner":
        return Cell(catalogue.place_name(str(value))[exhibit.language])
    if name in _INDICATORS:
        return Cell(catalogue.indicator(str(value)).name[exhibit.language])
    if name == "presence":
        return Cell(t(f"explore.presence.{value}"))
    return Cell(str(value))
