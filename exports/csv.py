"""An Exhibit as CSV: codes, names in three languages, value, unit, status, source."""

import csv
import io

import pandas as pd

from regions.catalogue import Catalogue
from regions.exhibit import Exhibit
from regions.languages import LANGUAGES

# Excel on Windows takes a CSV for UTF-8 only with this mark.
ENCODING = "utf-8-sig"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_frame(exhibit: Exhibit, catalogue: Catalogue) -> pd.DataFrame:
    """Return the figures of an exhibit as they are written.

    Columns: `indicator_id, indicator, region_code, name_ko, name_ja, name_en, country, year, value, unit,
    status, mark, source_id, source`, the exhibit's own dimensions and, for an index or change, `base_year`.
    Years without a figure are left empty, never zero.
    """
    data = exhibit.data
    indicators = catalogue.indicators
    sources = catalogue.sources
    columns: dict[str, object] = {
        "indicator_id": data.indicator_id,
        "indicator": [indicators[code].name[exhibit.language] for code in data.indicator_id],
        "region_code": data.region_code,
    }
    for language in LANGUAGES:
        columns[f"name_{language}"] = [catalogue.place_name(code)[language] for code in data.region_code]
    columns |= {
        "country": data.country,
        "year": data.year,
        "value": data.value,
        "unit": _units(exhibit),
        "status": data.status,
        "mark": data.mark,
        "source_id": data.source_id,
        "source": [sources[code].title if code in sources else "" for code in data.source_id],
    }
    columns |= {name: data[name] for name in exhibit.dimensions if name != "unit"}
    if exhibit.base_year:
        columns["base_year"] = exhibit.base_year
    return pd.DataFrame(columns, index=data.index)


def _units(exhibit: Exhibit) -> pd.Series | str:
    if "unit" in exhibit.dimensions:
        return exhibit.data.unit
    return exhibit.view.mode if exhibit.base_year else exhibit.data.country.map(exhibit.units)


def csv_bytes(exhibit: Exhibit, catalogue: Catalogue) -> bytes:
    """Return the figures as a CSV file, the notes a reader must know as comment lines at its end."""
    frame = csv_frame(exhibit, catalogue)
    for name, column in frame.select_dtypes(exclude="number").items():
        frame[name] = column.map(_harmless)
    body = io.StringIO()
    frame.to_csv(body, index=False, lineterminator="\r\n")
    writer = csv.writer(body, lineterminator="\r\n")
    writer.writerow([])
    for line in (exhibit.title, exhibit.subtitle, exhibit.source_line, exhibit.citation):
        writer.writerow([f"# {line}"])
    for remark in exhibit.remarks:
        writer.writerow([f"# {remark.code}: {remark.text}"])
    for note in exhibit.notes:
        writer.writerow([f"# {note}"])
    return body.getvalue().encode(ENCODING)


def file_name(exhibit: Exhibit) -> str:
    """Return a file name without extension, of letters that every system takes."""
    view = exhibit.view
    name = exhibit.id if exhibit.dimensions else exhibit.indicator.id
    parts = [name, *view.regions[:3], str(view.year or ""), view.mode, view.language]
    return "_".join(part for part in parts if part and part != "level")


def _harmless(value: object) -> object:
    """Return text so that no spreadsheet takes it for a formula."""
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return "'" + value
    return value
