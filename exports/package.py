"""An Exhibit as a data package: figures, Data Package and CSVW metadata, README, citations, zipped."""

import io
import json
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from exports.citation import bibtex, citation_text, ris
from exports.csv import csv_frame, harmless
from exports.figures import heading
from exports.notes import exhibit_notes
from exports.publication import Publication, file_name, plain
from i18n.lists import sentences
from i18n.messages import messages
from regions.database.languages import Language
from regions.database.sources import Source
from regions.shapes.exhibit import Exhibit

DATA_FILE, PACKAGE_FILE, CSVW_FILE = "data.csv", "datapackage.json", "data.csv-metadata.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
# Columns whose type is fixed, whatever a small table happens to hold; the others are text.
_TYPES = {
    **dict.fromkeys(("year", "base_year", "age_from", "age_to"), "integer"),
    **dict.fromkeys(("value", "share", "x_value", "rank_country", "rank_all"), "number"),
}
_CSVW_TYPES = {"integer": "integer", "number": "double", "string": "string"}


def package_bytes(exhibit: Exhibit, publication: Publication) -> bytes:
    """Return the data package of an exhibit as a ZIP file.

    It holds `data.csv` (no comment lines, UTF-8), `datapackage.json` (Data Package 2.0), CSVW metadata beside
    the data, `README.md` in the reader's language and the citation as text, BibTeX and RIS.
    """
    frame = _typed(csv_frame(exhibit, publication.catalogue))
    columns = {name: _described(name, exhibit, frame) for name in map(str, frame.columns)}
    data = frame.to_csv(index=False, lineterminator="\n").encode()
    files = {
        DATA_FILE: data,
        PACKAGE_FILE: json_text(_data_package(exhibit, publication, frame, len(data))),
        CSVW_FILE: json_text(_csvw(exhibit, publication, frame)),
        "README.md": exhibit_notes(exhibit, publication, columns).encode(),
        "CITATION.txt": (citation_text(exhibit, publication) + "\n").encode(),
        "CITATION.bib": bibtex(exhibit, publication).encode(),
        "CITATION.ris": ris(exhibit, publication).encode(),
    }
    return zipped(files)


def zipped(files: dict[str, bytes], moment: datetime | None = None) -> bytes:
    """Return files as one ZIP file, dated with a moment, else with now."""
    stamp = (moment or datetime.now(tz=UTC)).timetuple()[:6]
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, stamp), content, zipfile.ZIP_DEFLATED)
    return body.getvalue()


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Whole numbers without a decimal point, text that no spreadsheet runs."""
    typed = frame.copy()
    for name in typed:
        if _TYPES.get(str(name)) == "integer":
            typed[name] = typed[name].astype("Int64")
        elif str(name) not in _TYPES:
            typed[name] = harmless(typed[name])
    return typed


def _type(name: str) -> str:
    return _TYPES.get(name, "string")


def _data_package(
    exhibit: Exhibit, publication: Publication, frame: pd.DataFrame, size: int
) -> dict[str, Any]:
    fields = [
        {"name": name, "type": _type(name), "description": _described(name, exhibit, frame)}
        for name in map(str, frame.columns)
    ]
    schema = {"fields": fields, **_primary_key(exhibit, frame), "missingValues": [""]}
    return {
        "$schema": PROFILE,
        "name": file_name(exhibit).lower().replace("_", "-"),
        "title": plain(exhibit.title),
        "description": plain(sentences((exhibit.subtitle, exhibit.claim), exhibit.language)),
        "homepage": publication.link(exhibit.view),
        "version": exhibit.build_id,
        "created": datetime.now(tz=UTC).isoformat(timespec="seconds"),
        **credits_of(publication.sources(exhibit), exhibit.language),
        "resources": [csv_resource("data", size, schema)],
    }


def credits_of(sources: Sequence[Source], language: Language) -> dict[str, Any]:
    """Return who made a package, of which sources and under which licences, as a Data Package says it."""
    licences = dict.fromkeys(source.licence for source in sources)
    return {
        "contributors": [{"title": messages(language)("product.name"), "roles": ["processor"]}],
        "sources": [{"title": source.named(language), "path": source.url} for source in sources],
        "licenses": [{"name": "other", "title": licence} for licence in licences],
    }


def csv_resource(name: str, size: int, schema: dict[str, Any]) -> dict[str, Any]:
    """Return a table of a package, which lies in the CSV file of its name, as a Data Package describes it."""
    kind = {"type": "table", "path": f"{name}.csv", "format": "csv", "mediatype": "text/csv"}
    return {"name": name, **kind, "encoding": "utf-8", "bytes": size, "schema": schema}


def _described(name: str, exhibit: Exhibit, frame: pd.DataFrame) -> str:
    """Return what a column holds."""
    return heading(name, exhibit.language, map(str, frame.columns))


def _primary_key(exhibit: Exhibit, frame: pd.DataFrame) -> dict[str, list[str]]:
    """Return the columns that tell the rows apart, as few as do; none where no columns do."""
    key = ["indicator_id", "region_code", "year"]
    further = [name for name in ("sex", "age_from", *exhibit.dimensions, "status") if name in frame]
    for name in (None, *further):
        key += [name] if name and name not in key else []
        if not frame.duplicated(key).any() and frame[key].notna().all().all():
            return {"primaryKey": key}
    return {}


def _csvw(exhibit: Exhibit, publication: Publication, frame: pd.DataFrame) -> dict[str, Any]:
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": exhibit.language}],
        "url": DATA_FILE,
        "dc:title": plain(exhibit.title),
        "dc:description": plain(exhibit.subtitle),
        "dc:source": plain(exhibit.source_line),
        "dc:bibliographicCitation": citation_text(exhibit, publication),
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {
            "columns": [
                {
                    "name": name,
                    "titles": name,
                    "datatype": _CSVW_TYPES[_type(name)],
                    "dc:description": _described(name, exhibit, frame),
                }
                for name in map(str, frame.columns)
            ],
            "aboutUrl": "#row-{_row}",
        },
    }


def json_text(content: dict[str, Any]) -> bytes:
    """Return metadata as JSON that people can read, too."""
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False).encode()
