"""An Exhibit as CSV: codes, names in three languages, value, unit, status, source; nothing but the table."""

import pandas as pd

from exports.figures import Row, currency_of, full_frame, indicators_of, measure_of
from exports.file_numbers import file_numbers, with_file_numbers
from exports.layouts import file_frame
from exports.publication import Publication, file_name, plain
from regions.database.build import Build
from regions.database.catalogue import Catalogue, Measure
from regions.database.languages import LANGUAGES, Language
from regions.shapes.exhibit import Exhibit
from regions.shapes.units import decimals_of

__all__ = ["csv_bytes", "csv_frame", "displayed_frame", "file_name", "full_csv_bytes"]

# Excel on Windows takes a CSV for UTF-8 only with this mark.
ENCODING = "utf-8-sig"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# What measure, decimals and unit of a figure follow from.
_KIND = ("indicator_id", "region_code", "country", "currency", "unit")
# Columns that only some exhibits have, in the order written, after the ones all have.
_FURTHER = ("sex", "age_from", "age_to", "share", "x_indicator_id", "x_value", "rank_country", "rank_all")
# Columns of figures that are of the same indicator as the value of their row.
_AS_VALUE = ("own_value", "group_value", "group_lowest", "group_median", "group_highest", "mean")


def csv_frame(exhibit: Exhibit, catalogue: Catalogue, data: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the figures of an exhibit as they are written.

    Columns: `indicator_id, indicator, region_code, name_ko, name_ja, name_en, country, year, value, unit,
    status, mark, source_id, source`, what else the exhibit has (such as `sex, age_from`) and, for an index or
    change, `base_year`. Years without a figure are left empty, never zero.

    Args:
        exhibit: The exhibit.
        catalogue: Names and sources.
        data: Other figures of the same indicators; those displayed if left out.
    """
    displayed = data is None
    frame = exhibit.data if data is None else data
    # Rows of one kind share measure, decimals and unit: a whole series is asked once.
    names = [name for name in _KIND if name in frame]
    kinds = list(zip(*(frame[name].to_numpy(dtype=object) for name in names), strict=True))
    rows: dict[tuple[object, ...], Row] = {kind: dict(zip(names, kind, strict=True)) for kind in kinds}
    # What is computed of an indicator has its id and its own unit; published figures have the unit published.
    measures: dict[tuple[object, ...], Measure] = {
        kind: measure_of(exhibit, row, catalogue) if displayed else _published(exhibit, row, catalogue)
        for kind, row in rows.items()
    }
    mode = exhibit.view.mode if displayed else "level"
    precise = {
        kind: decimals_of(measures[kind], currency_of(exhibit, row), mode) for kind, row in rows.items()
    }
    units = {kind: _unit(exhibit, measures[kind], row, displayed) for kind, row in rows.items()}
    decimals = [precise[kind] for kind in kinds]
    places = {code: catalogue.place_name(code) for code in frame.region_code.unique()}
    sources = [] if "source_id" not in frame else frame.source_id.fillna("").tolist()
    titles = {joined: "; ".join(_titles(joined, catalogue, exhibit.language)) for joined in set(sources)}
    columns: dict[str, object] = {
        "indicator_id": [measures[kind].id for kind in kinds],
        "indicator": [measures[kind].name[exhibit.language] for kind in kinds],
        "region_code": frame.region_code,
    }
    for language in LANGUAGES:
        written_names = {code: name[language] for code, name in places.items()}
        columns[f"name_{language}"] = frame.region_code.map(written_names)
    columns |= {
        "country": frame.country,
        "year": frame.year,
        "value": file_numbers(frame.value, decimals),
        "unit": [units[kind] for kind in kinds],
        "status": frame.status,
        "mark": frame.mark if "mark" in frame else None,
        "source_id": sources or None,
        "source": [titles[joined] for joined in sources] or None,
    }
    further = dict.fromkeys((*exhibit.dimensions, *_FURTHER)) if displayed else {}
    columns |= {name: frame[name] for name in further if name in frame and name != "unit"}
    columns |= {name: file_numbers(frame[name], decimals) for name in _AS_VALUE if name in columns}
    if "x_value" in columns:
        across = [catalogue.indicators.get(str(code)) for code in frame.x_indicator_id]
        across_decimals = [None if one is None else decimals_of(one, exhibit.view.currency) for one in across]
        columns["x_value"] = file_numbers(frame.x_value, across_decimals)
    if displayed and exhibit.base_year:
        columns["base_year"] = exhibit.base_year
    return with_file_numbers(pd.DataFrame(columns, index=frame.index))


def _published(exhibit: Exhibit, row: Row, catalogue: Catalogue) -> Measure:
    held = indicators_of(str(row["region_code"]), catalogue)
    return held.get(str(row["indicator_id"]), exhibit.indicator)


def _unit(exhibit: Exhibit, indicator: Measure, row: Row, displayed: bool) -> str:
    """Return the unit of a figure: of its row, of the mode on the screen, else of the indicator."""
    if displayed and "unit" in exhibit.dimensions:
        return str(row["unit"])
    if displayed and exhibit.base_year:
        return exhibit.view.mode
    country, currency = str(row["country"]), currency_of(exhibit, row)
    if displayed and indicator is exhibit.indicator and currency == exhibit.view.currency:
        return exhibit.units.get(country, "")
    return indicator.unit_for(country, currency)[exhibit.language]


def csv_bytes(exhibit: Exhibit, publication: Publication) -> bytes:
    """Return the figures displayed as CSV: a row of names, then rows; `exports.notes` tells the rest."""
    return written(displayed_frame(exhibit, publication.catalogue))


def displayed_frame(exhibit: Exhibit, catalogue: Catalogue) -> pd.DataFrame:
    """Return the figures in the rows and columns of the page, else one a row."""
    return csv_frame(exhibit, catalogue) if exhibit.layout is None else file_frame(exhibit.layout)


def full_csv_bytes(exhibit: Exhibit, publication: Publication, build: Build) -> bytes:
    """Return every region and year held of the exhibit's indicators, as published, as a CSV file."""
    return written(csv_frame(exhibit, publication.catalogue, full_frame(exhibit, build)))


def written(table: pd.DataFrame) -> bytes:
    """Return a table as CSV that Excel and every reader take: UTF-8 with its mark, a missing value empty."""
    safe = table.copy()
    for name, column in safe.select_dtypes(exclude="number").items():
        safe[name] = harmless(column)
    return safe.to_csv(index=False, lineterminator="\r\n").encode(ENCODING)


def harmless(column: pd.Series) -> pd.Series:
    """Return a column in which no spreadsheet takes a text for a formula; what is no text stays as it is."""
    values = column.tolist()  # to go through pandas' own texts takes twenty times as long
    # Most texts of a table stand in it many times.
    texts = {text: _harmless(text) for text in {value for value in values if isinstance(value, str)}}
    # Not by `map`, which would make whole numbers beside missing ones fractions again.
    held = [texts[value] if isinstance(value, str) else value for value in values]
    return pd.Series(held, column.index, dtype=object)


def _harmless(text: str) -> str:
    text = plain(text)
    return "'" + text if text.startswith(_FORMULA_STARTS) else text


def _titles(joined: str, catalogue: Catalogue, language: Language) -> list[str]:
    known = catalogue.sources
    return [known[code].titled(language) for code in joined.split(";") if code in known]
