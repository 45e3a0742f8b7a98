"""Indicators, regions and sources as plain JSON objects, texts in all three languages."""

from typing import Any

import pandas as pd

from api.links import link
from exports.formats import addressed
from exports.tables import Note
from i18n.messages import messages
from regions.database.build import Build
from regions.database.catalogue import Catalogue, Caveat, Coverage, Indicator
from regions.database.languages import LANGUAGES, Language, Text
from regions.database.regions import Municipality, Region
from regions.database.sources import Source


def texts(text: Text) -> dict[str, str]:
    """Return a text in its three languages."""
    return {language: text[language] for language in LANGUAGES}


def _date(moment: pd.Timestamp | None) -> str | None:
    return f"{moment:%Y-%m-%d}" if moment is not None else None


def describe_indicator(indicator: Indicator) -> dict[str, Any]:
    """Return all that is known of an indicator."""
    return {
        "id": indicator.id,
        "topic": indicator.topic,
        "name": texts(indicator.name),
        "definition": texts(indicator.definition),
        "unit": texts(indicator.unit),
        "unit_code": indicator.unit_code,
        "decimals": indicator.decimals,
        "kind": indicator.kind,
        "scope": indicator.scope,
        "comparability": indicator.comparability,
        "comparability_reason": texts(indicator.comparability_reason),
        "caution": texts(indicator.caution) if indicator.caution else None,
        "rankable": indicator.is_rankable,
        "unranked": texts(indicator.unranked) if indicator.unranked else None,
        "own_nation": indicator.own_nation,
        "stage": indicator.stage,
        "spread": indicator.spread,
        "currencies": list(indicator.currencies),
        "currency_units": [
            {"currency": currency, "country": country, "unit": texts(unit)}
            for (currency, country), unit in indicator.currency_units.items()
        ],
        "countries": {code: _describe_coverage(held) for code, held in indicator.countries.items()},
        "warnings": [describe_caveat(caveat) for caveat in indicator.caveats],
        "data": {kind: link(f"/api/v1/data/{indicator.id}.{kind}") for kind in addressed("figures")},
    }


def _describe_coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "formula": coverage.formula,
        "first_year": coverage.first_year,
        "last_year": coverage.last_year,
        "last_full_year": coverage.last_full_year,
        "years": coverage.n_years,
        "regions": coverage.n_regions,
        "national_row": coverage.national_row,
        "national_sum": coverage.national_sum,
        "population_basis": texts(coverage.population_basis_name) if coverage.population_basis_name else None,
        "sources": list(coverage.source_ids),
    }


def describe_caveat(caveat: Caveat) -> dict[str, Any]:
    """Return a usage warning and where it applies."""
    return {
        "code": caveat.code,
        "country": caveat.country,
        "year_from": caveat.year_from,
        "year_to": caveat.year_to,
        "text": texts(caveat.text),
    }


def describe_region(region: Region) -> dict[str, Any]:
    """Return all that is known of a region or nation."""
    return {
        "code": region.code,
        "country": region.country,
        "level": "country" if region.is_country else "region",
        "kind": region.kind,
        "name": texts(region.name),
        "short_name": texts(region.short),
        "seat": texts(region.seat) if region.seat else None,
        "block": region.block_code,
        "megaregion": region.megaregion_code,
        "capital_area": region.capital_area,
        "valid_from": _date(region.valid_from),
        "valid_to": _date(region.valid_to),
        "profile": link(f"/api/v1/regions/{region.code}.json"),
    }


def describe_municipality(municipality: Municipality) -> dict[str, Any]:
    """Return all that is known of a municipality."""
    return {
        "code": municipality.code,
        "country": municipality.country,
        "level": "municipality",
        "parent": municipality.parent_code,
        "kind": municipality.kind,
        "name": texts(municipality.name),
        "short_name": texts(municipality.short),
        "hanja": municipality.hanja,
        "reading": municipality.reading,
        "area_km2": municipality.area_km2,
        "latitude": municipality.latitude,
        "longitude": municipality.longitude,
        "former_codes": list(municipality.former_codes),
        "valid_from": _date(municipality.valid_from),
        "valid_to": _date(municipality.valid_to),
        "profile": link(f"/api/v1/regions/{municipality.code}.json"),
    }


def describe_place(code: str, catalogue: Catalogue) -> dict[str, Any]:
    """Return all that is known of a region, a nation or a municipality."""
    held = catalogue.municipal.places.get(code)
    return describe_municipality(held) if held else describe_region(catalogue.regions[code])


def describe_source(source: Source) -> dict[str, Any]:
    """Return a source with its terms."""
    return {
        "id": source.id,
        "publisher": texts(source.publisher),
        "title": source.published_title,
        "titles": texts(source.title),
        "url": source.url,
        "licence": source.licence,
        "attribution": texts(source.attribution),
        "definition": source.definition,
        "coverage": source.coverage,
        "breaks": source.breaks,
        "obtained": source.obtained,
        "retrieved_on": _date(source.retrieved_on),
        "sha256": source.sha256,
    }


def sources_of(indicator: Indicator, catalogue: Catalogue) -> list[Source]:
    """Return the sources of an indicator, each once."""
    codes = dict.fromkeys(code for held in indicator.countries.values() for code in held.source_ids)
    return [catalogue.sources[code] for code in codes]


def notes_of(indicator: Indicator, build: Build, language: Language) -> tuple[Note, ...]:
    """Return what a reader must know of an indicator's figures, for the second sheet of a workbook."""
    t = messages(language)
    notes = [
        Note("indicator", indicator.name[language]),
        Note("definition", indicator.definition[language]),
        Note("comparability", f"{indicator.comparability}: {indicator.comparability_reason[language]}"),
    ]
    notes += [Note(caveat.code, caveat.text[language]) for caveat in indicator.caveats]
    if indicator.caution:
        notes.append(Note("caution", indicator.caution[language]))
    for source in sources_of(indicator, build.catalogue):
        notes.append(Note("source", f"{source.attribution[language]} · {source.licence} · {source.url}"))
    notes.append(Note("data_version", f"{t('product.name')}, {build.id}"))
    return tuple(dict.fromkeys(notes))


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as JSON objects, a missing value as null."""
    whole = frame.astype(object)
    rows: list[dict[str, Any]] = whole.where(frame.notna(), None).to_dict("records")  # type: ignore[assignment]
    return rows
