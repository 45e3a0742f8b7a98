"""The whole of a build as a data package: figures, indicators, regions and sources as CSV files, zipped."""

from datetime import datetime
from typing import Any

import pandas as pd

from exports.csv import harmless
from exports.figures import heading
from exports.file_numbers import file_numbers
from exports.package import PACKAGE_FILE, PROFILE, credits_of, csv_resource, json_text, zipped
from i18n.messages import messages
from regions.database.build import Build
from regions.database.languages import LANGUAGES, Language
from regions.database.places import OF_REGIONS
from regions.database.sources import Source
from regions.shapes.units import decimals_of

# Name of each file without ending, the table it holds, the columns that tell its rows apart.
RESOURCES: dict[str, tuple[str, tuple[str, ...]]] = {
    "observations": ("observation", ("indicator_id", "region_code", "year", "status")),
    "observations-converted": (
        "observation_converted",
        ("indicator_id", "region_code", "year", "currency", "status"),
    ),
    "indicators": ("indicator", ("indicator_id",)),
    "indicator-countries": ("indicator_country", ("indicator_id", "country")),
    "indicator-sources": ("indicator_source", ("indicator_id", "country", "source_id")),
    "currency-units": ("currency_unit", ("indicator_id", "currency", "country")),
    "warnings": ("warning", ()),
    "regions": ("region", ("region_code",)),
    "sources": ("source", ("source_id",)),
}
# The package is of the nations, provinces and prefectures: what of these tables that is.
_OF_REGIONS = "WHERE level = 'region'"
_OF_MUNICIPALITIES = (
    *("levels", "municipal_default_year", "municipal_comparability"),
    *(f"municipal_{text}_{language}" for text in ("comparability", "caution") for language in LANGUAGES),
)
_SELECTED: dict[str, str] = {
    "observation": f"SELECT * FROM observation WHERE {OF_REGIONS}",
    "indicator": (
        f"SELECT * EXCLUDE ({', '.join(_OF_MUNICIPALITIES)}) FROM indicator"
        " WHERE list_contains(string_split(levels, ';'), 'region')"
    ),
    "indicator_country": f"SELECT * EXCLUDE (level) FROM indicator_country {_OF_REGIONS}",
    "indicator_source": f"SELECT * EXCLUDE (level) FROM indicator_source {_OF_REGIONS}",
    "warning": f"SELECT * EXCLUDE (level) FROM warning {_OF_REGIONS}",
    "source": f"""SELECT * FROM source WHERE source_id NOT IN (
        SELECT source_id FROM indicator_source WHERE level = 'municipality'
        EXCEPT SELECT source_id FROM indicator_source {_OF_REGIONS})""",
    "region": "SELECT * EXCLUDE (parent_code, hanja, reading) FROM region WHERE level <> 'municipality'",
}
_REFERENCES = {"indicator_id": "indicators", "region_code": "regions", "source_id": "sources"}
_TYPES = {"INTEGER": "integer", "DOUBLE": "number", "BOOLEAN": "boolean", "DATE": "date"}
_NAME = "korea-japan-regions"


def whole_package(build: Build) -> bytes:
    """Return every figure of a build with indicators, regions, sources and warnings as a ZIP file.

    It holds a CSV file for each of `RESOURCES`, `datapackage.json` (Data Package 2.0), `README.md` and
    `CITATION.txt` in the three languages. The same build always gives the same bytes.
    """
    built = build.query("SELECT built_at FROM build").built_at.iloc[0].to_pydatetime()
    files: dict[str, bytes] = {}
    resources = []
    for name, (table, key) in RESOURCES.items():
        frame, types = _table(build, table)
        files[f"{name}.csv"] = frame.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d").encode()
        resources.append(_resource(name, types, key, len(files[f"{name}.csv"])))
    credited = set(build.query(_SELECTED["source"]).source_id)
    sources = [source for code, source in build.catalogue.sources.items() if code in credited]
    files[PACKAGE_FILE] = json_text(_description(build, sources, resources, built))
    files["README.md"] = "\n".join(_readme(build, language) for language in LANGUAGES).encode()
    files["CITATION.txt"] = "".join(f"{_citation(build, language)}\n" for language in LANGUAGES).encode()
    return zipped(files, built)


def _table(build: Build, table: str) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return a table, whole numbers without a decimal point, and the type of each column."""
    selected = _SELECTED.get(table, f"SELECT * FROM {table}")
    kinds = build.query(f"DESCRIBE {selected}")
    types = {
        str(name): _TYPES.get(str(kind), "string")
        for name, kind in zip(kinds.column_name, kinds.column_type, strict=True)
    }
    frame = build.query(f"{selected} ORDER BY ALL")
    if {"indicator_id", "value"} <= types.keys():
        known = build.catalogue.indicators
        currencies = frame.currency.tolist() if "currency" in frame else [None] * len(frame)
        pairs = list(zip(frame.indicator_id.tolist(), currencies, strict=True))
        decimals = {pair: decimals_of(known[pair[0]], pair[1]) for pair in set(pairs)}
        frame["value"] = file_numbers(frame.value, [decimals[pair] for pair in pairs])
    for name, kind in types.items():
        if kind == "integer":
            frame[name] = frame[name].astype("Int64")
        elif kind == "string":
            frame[name] = harmless(frame[name])
    return frame, types


def _resource(name: str, types: dict[str, str], key: tuple[str, ...], size: int) -> dict[str, Any]:
    references = [
        {"fields": [column], "reference": {"resource": target, "fields": [column]}}
        for column, target in _REFERENCES.items()
        if column in types and target != name
    ]
    schema: dict[str, Any] = {
        "fields": [
            {"name": column, "type": kind, "description": heading(column, "en")}
            for column, kind in types.items()
        ],
        "missingValues": [""],
    }
    schema |= {"primaryKey": list(key)} if key else {}
    schema |= {"foreignKeys": references} if references else {}
    return csv_resource(name, size, schema)


def _description(
    build: Build, sources: list[Source], resources: list[dict[str, Any]], built: datetime
) -> dict[str, Any]:
    t = messages("en")
    return {
        "$schema": PROFILE,
        "name": _NAME,
        "title": t("product.name"),
        "description": t("product.tagline"),
        "version": build.id,
        "created": f"{built:%Y-%m-%dT%H:%M:%SZ}",
        **credits_of(sources, "en"),
        "resources": resources,
    }


def _readme(build: Build, language: Language) -> str:
    t = messages(language)
    lines = [f"# {t('product.name')}", "", t("product.tagline"), ""]
    lines += [t("frame.data_version", version=build.id), ""]
    lines += [f"- {t(f'whole.{point}')}" for point in ("missing", "comparability", "publishers")]
    lines += ["", *(f"- `{name}.csv`: {t(f'whole.file.{name}')}" for name in RESOURCES), ""]
    lines += [f"{t('export.cite')}: {_citation(build, language)}", ""]
    return "\n".join(lines)


def _citation(build: Build, language: Language) -> str:
    t = messages(language)
    return t("whole.citation", product=t("product.name"), version=build.id)
