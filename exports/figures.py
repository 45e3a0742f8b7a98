"""The figures of an Exhibit as rows, formatted for the reader or complete for the analyst."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from i18n.messages import MissingMessage, messages
from i18n.numbers import NOT_AVAILABLE, quantity
from regions.database.build import Build
from regions.database.catalogue import Catalogue, Indicator, Measure
from regions.database.languages import Language
from regions.database.places import are_municipalities, is_municipality, parent_of
from regions.figures.observations import municipal_observations, observations
from regions.figures.statements import may_quote
from regions.shapes.exhibit import Exhibit
from regions.shapes.units import decimals_of, unit_in_mode

Row = Mapping[Hashable, Any]
MISSING, PROVISIONAL, BREAK, PROJECTED = "[x]", "[p]", "[b]", "[f]"
NOT_APPLICABLE = "[z]"


def is_missing(value: Any) -> bool:
    """Say whether a figure is not there."""
    return value is None or bool(pd.isna(value))


def measure_of(exhibit: Exhibit, row: Row, catalogue: Catalogue) -> Measure:
    """Return what the figure of a row is of; slides such as headline figures hold several indicators."""
    code = str(row["indicator_id"])
    if code == exhibit.indicator.id:
        return exhibit.indicator
    return indicators_of(str(row["region_code"]), catalogue).get(code) or catalogue.indicator(code)


def indicators_of(place: str, catalogue: Catalogue) -> Mapping[str, Indicator]:
    """Return the indicators as they are of a place: of municipalities or of regions."""
    return catalogue.municipal.indicators if is_municipality(place) else catalogue.indicators


def unit_of(exhibit: Exhibit, indicator: Measure, country: str, currency: str | None) -> str:
    """Return the unit of a figure in the reader's language, the mode of the view considered."""
    if indicator is exhibit.indicator and currency == exhibit.view.currency and country in exhibit.units:
        unit = exhibit.units[country]
    else:
        unit = indicator.unit_for(country, currency)[exhibit.language]
    return unit_in_mode(unit, indicator, exhibit.view.mode, exhibit.language)


def written_value(exhibit: Exhibit, row: Row, catalogue: Catalogue) -> str:
    """Return a figure as the reader writes it, with its unit; a dash for a missing one."""
    value = row["value"]
    if is_missing(value):
        return NOT_AVAILABLE
    indicator = measure_of(exhibit, row, catalogue)
    if indicator is exhibit.indicator and "currency" not in row:
        return exhibit.format(float(value), str(row["country"]))
    currency = currency_of(exhibit, row)
    unit = unit_of(exhibit, indicator, str(row["country"]), currency)
    return quantity(float(value), unit, exhibit.language, decimals_of(indicator, currency, exhibit.view.mode))


def currency_of(exhibit: Exhibit, row: Row) -> str | None:
    """Return the variant of money of a row."""
    held = row.get("currency", exhibit.view.currency)
    return None if is_missing(held) else str(held)


def shorthand(exhibit: Exhibit, row: Row) -> str:
    """Return the marks of a figure: missing, provisional, projected, break in the series."""
    if is_missing(row["value"]):
        return MISSING
    marks = {"provisional": PROVISIONAL, "projection": PROJECTED}.get(str(row.get("status")), "")
    broken = not may_quote(exhibit.indicator, str(row["country"]), int(row["year"]))
    return " ".join(part for part in (marks, BREAK if broken else "") if part)


def full_frame(exhibit: Exhibit, build: Build) -> pd.DataFrame:
    """Return every region and year held of the exhibit's indicators, in the currency shown.

    Of municipalities, and of what stands beside them, every year of those shown.

    Columns as `observations`, as published: neither indexed nor set against a base year. What no indicator of
    the catalogue holds, such as counts per establishment, is all in the exhibit itself.
    """
    known = build.catalogue.indicators
    if are_municipalities(exhibit.data.region_code).any():
        return _of_municipalities(exhibit, build)
    if exhibit.indicator.id not in known:
        return exhibit.data
    codes = dict.fromkeys(exhibit.data.indicator_id.dropna()) or [exhibit.indicator.id]
    currency = exhibit.view.currency
    parts = [observations(build, known[code], currency if known[code].currencies else None) for code in codes]
    return pd.concat(parts, ignore_index=True)


def _of_municipalities(exhibit: Exhibit, build: Build) -> pd.DataFrame:
    held, regional = build.catalogue.municipal.indicators, build.catalogue.indicators
    shown = set(exhibit.data.region_code)
    within = tuple(sorted({parent_of(code) for code in shown if is_municipality(code)}))
    codes = dict.fromkeys(exhibit.data.indicator_id.dropna())
    frames = [municipal_observations(build, held[code], within) for code in codes]
    if not all(map(is_municipality, shown)):
        frames += [observations(build, regional[code]) for code in codes if code in regional]
    whole = pd.concat(frames, ignore_index=True)
    return whole[whole.region_code.isin(shown)].reset_index(drop=True)


def row_label(exhibit: Exhibit, row: Row, catalogue: Catalogue) -> str:
    """Return the name of a row's region in the reader's language."""
    return catalogue.place_short(str(row["region_code"]))[exhibit.language]


def table_of(exhibit: Exhibit, catalogue: Catalogue) -> tuple[list[str], list[list[str]]]:
    """Return heading and rows of a table for a slide: every figure as the reader writes it.

    Regions stand in columns where several indicators or years meet, else each figure has a row.
    """
    t = messages(exhibit.language)
    records = exhibit.data.to_dict("records")
    indicators = list(dict.fromkeys(row["indicator_id"] for row in records))
    regions = list(dict.fromkeys(row["region_code"] for row in records))
    if len(indicators) > 1:
        cells = {(row["indicator_id"], row["region_code"]): row for row in records}
        head = [t("control.indicator"), *(_short(code, exhibit, catalogue) for code in regions)]
        units = _units(exhibit, catalogue)
        years_of = {code: rows.year.unique().tolist() for code, rows in exhibit.data.groupby("indicator_id")}
        body = [
            [
                _indicator_label(exhibit, code, units.get(code, ""), years_of[code], catalogue),
                *(
                    _cell(
                        cells.get((code, region)),
                        exhibit,
                        units.get(code, ""),
                        len(years_of[code]) > 1,
                        catalogue,
                    )
                    for region in regions
                ),
            ]
            for code in indicators
        ]
        return head, body
    years = sorted({int(row["year"]) for row in records})
    if len(years) > 1 and len(regions) > 1:
        by_year = {(row["region_code"], int(row["year"])): row for row in records}
        head = [t("table.region"), *map(str, years)]
        body = [
            [
                _short(code, exhibit, catalogue),
                *(_cell(by_year.get((code, year)), exhibit, "", False, catalogue) for year in years),
            ]
            for code in regions
        ]
        return head, body
    unit = " / ".join(dict.fromkeys(exhibit.units.values()))
    head = [t("table.region"), t("table.year"), t("table.value", unit=unit)]
    return head, [
        [row_label(exhibit, row, catalogue), str(row["year"]), written_value(exhibit, row, catalogue)]
        for row in records
    ]


def _short(code: str, exhibit: Exhibit, catalogue: Catalogue) -> str:
    return catalogue.place_short(code)[exhibit.language]


def _units(exhibit: Exhibit, catalogue: Catalogue) -> dict[str, str]:
    """Return the unit of each indicator whose figures share one; per cent stays at the figures."""
    units: dict[str, set[str]] = {}
    for row in exhibit.data.to_dict("records"):
        indicator = measure_of(exhibit, row, catalogue)
        unit = unit_of(exhibit, indicator, str(row["country"]), currency_of(exhibit, row))
        units.setdefault(indicator.id, set()).add(unit)
    shared = {code: next(iter(held)) for code, held in units.items() if len(held) == 1}
    return {code: unit for code, unit in shared.items() if unit not in ("%", "")}


def _indicator_label(exhibit: Exhibit, code: str, unit: str, years: list[int], catalogue: Catalogue) -> str:
    """Return the name of a row with its unit, and with its year where all its figures are of one."""
    name = catalogue.indicator(code).name[exhibit.language]
    label = f"{name} ({unit})" if unit else name
    if len(years) > 1:
        return label
    return messages(exhibit.language)("overview.figure_title", indicator=label, year=years[0])


def _cell(row: Row | None, exhibit: Exhibit, unit: str, dated: bool, catalogue: Catalogue) -> str:
    """Return a figure without the unit its row names, with its year where its row has several."""
    if row is None:
        return NOT_AVAILABLE
    text = written_value(exhibit, row, catalogue)
    text = text.removesuffix(unit).rstrip() if unit else text
    return f"{text} ({row['year']})" if dated else text


# Columns that are called the same and hold something else: beside which other column, and their message.
_OTHERWISE = {"share": ("gap", "share_of_distance"), "rank_all": ("rank_size", "rank_all_municipal")}


def heading(name: str, language: Language, columns: Iterable[str] = ()) -> str:
    """Return the heading of a column; one that a single page has goes by its name.

    Args:
        name: The column.
        language: Of the heading.
        columns: All columns of its table, by which two of one name are told apart.
    """
    beside, message = _OTHERWISE.get(name, ("", name))
    name = message if beside in set(columns) else name
    try:
        return messages(language)(f"field.{name}")
    except MissingMessage:
        return name.replace("_", " ")
