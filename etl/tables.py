"""The tables of a build, as frames whose columns are named like those of schema.sql.

What the catalogue refers to but does not have is left out or empty here; the checks name it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from etl.ages import population_by_age
from etl.boundaries import Boundaries, credit_tables
from etl.catalogue import Catalogue, Lists
from etl.convert import conversion_rates, converted
from etl.derive import Series, observations, sources_of
from etl.held_years import held_years
from etl.insights import insight_tables
from etl.languages import LANGUAGES, ORIGINAL, OWN_LANGUAGE, texts
from etl.map_panels import map_tables
from etl.marks import marked
from etl.models.indicators import MUNICIPALITY, REGION, Indicator, MunicipalPart
from etl.municipal_maps import municipal_map_tables
from etl.place_codes import areas_placed, companies_placed, events_placed, names_of_places, ties_placed
from etl.places import place_tables
from etl.question_terms import question_terms
from etl.region_codes import are_municipalities
from etl.releases import release_rows
from etl.snapshots import Dataset, Snapshots

Tables = dict[str, pd.DataFrame]


def all_tables(
    catalogue: Catalogue,
    boundaries: Boundaries,
    snapshots: Snapshots,
    series: list[Series],
    refreshed: Mapping[str, str],
) -> Tables:
    """Return every table but `build`.

    Frames from datasets also have `file` and `line`, for messages; loading leaves them out.

    Args:
        catalogue: The catalogue.
        boundaries: The outlines.
        snapshots: All datasets.
        series: The indicators computed.
        refreshed: By dataset, the source by which `refresh` brings it.
    """
    observed = observations(series, snapshots)
    observed = marked(observed, series, snapshots, catalogue.lists.municipal_marks)
    rates = conversion_rates(snapshots)
    # Theirs stands in the national currency alone.
    money = observed[~are_municipalities(observed["region_code"])]
    regional = [one for one in series if one.level == REGION]
    places = place_tables(catalogue)
    return {
        **places,
        **_described(catalogue, series, snapshots),
        "question_term": question_terms(catalogue),
        "indicator_release": pd.DataFrame(
            release_rows(regional, snapshots, catalogue.lists.releases, refreshed)
        ),
        "source": _sources(catalogue, snapshots),
        "observation": observed,
        "indicator_year": held_years(observed, places["region"], catalogue.indicators),
        "observation_converted": converted(money, catalogue.indicators, catalogue.lists.currencies, rates),
        "conversion_rate": rates,
        "population_by_age": population_by_age(snapshots),
        "migration_flow": _flows(snapshots),
        **_declared(catalogue, snapshots),
        **insight_tables(catalogue.lists.peers, catalogue.lists.findings),
        **map_tables(boundaries),
        **municipal_map_tables(boundaries),
        **credit_tables(boundaries),
    }


def _described(catalogue: Catalogue, series: list[Series], snapshots: Snapshots) -> Tables:
    currencies = catalogue.lists.currencies
    # Those of municipalities alone come last, so that they shift no other.
    in_order = sorted(catalogue.indicators, key=lambda entry: not entry.countries)
    return {
        "topic": pd.DataFrame(
            {"topic_id": topic.id, "position": position, **texts("name", topic.names)}
            for position, topic in enumerate(catalogue.lists.topics)
        ),
        "indicator": pd.DataFrame(_indicator(entry, position) for position, entry in enumerate(in_order)),
        "indicator_country": pd.DataFrame(
            _indicator_country(computed, catalogue.lists.population_bases) for computed in series
        ),
        "indicator_source": pd.DataFrame(
            {
                "indicator_id": computed.indicator.id,
                "country": computed.country,
                "source_id": source,
                "level": computed.level,
            }
            for computed in series
            for source in sources_of(computed, snapshots)
        ),
        "currency_unit": pd.DataFrame(
            {
                "indicator_id": entry.id,
                "currency": currency,
                "country": country,
                **texts("unit", currencies[currency].units.get(country) if currency in currencies else None),
            }
            for entry in catalogue.indicators
            for currency in entry.currencies or []
            for country in entry.countries
        ),
        "warning": pd.DataFrame(
            row for entry in catalogue.indicators for row in _warnings(entry, catalogue.lists)
        ),
        "aggregation": pd.DataFrame(
            {"indicator_id": entry.id, **entry.aggregation.model_dump()}
            for entry in catalogue.indicators
            if entry.aggregation
        ),
        "indicator_class": pd.DataFrame(
            {
                "indicator_id": entry.id,
                "value": held.value,
                "class_code": held.code,
                **texts("name", held.names),
            }
            for entry in catalogue.indicators
            for held in entry.classes
        ),
        "designation_indicator": pd.DataFrame(
            {"indicator": entry.id, **texts("name", entry.names)}
            for entry in catalogue.lists.designation_indicators
        ),
    }


def _indicator(entry: Indicator, position: int) -> dict[str, Any]:
    plain = {
        *("topic", "unit_code", "decimals", "direction", "kind", "scope", "comparability"),
        *("headline", "default_year", "year_rule", "chart", "counted", "per_head", "own_base", "profile"),
        *("own_nation", "stage", "spread", "offered"),
    }
    return {
        "indicator_id": entry.id,
        "position": position,
        **entry.model_dump(include=plain),
        **texts("name", entry.names),
        **texts(
            "in_sentence",
            {language: entry.called(language) for language in LANGUAGES},
        ),
        **texts("unit", entry.unit),
        **texts("definition", entry.definition),
        **texts("comparability", entry.comparability_reason),
        **texts("caution", entry.caution),
        "rankable": entry.unranked is None,
        **texts("unranked", entry.unranked),
        **texts("reading", entry.reading),
        "currencies": ";".join(entry.currencies or []) or None,
        "claim": entry.claim and entry.claim.message,
        "claim_below": entry.claim and entry.claim.below,
        "levels": ";".join(entry.levels),
        **_of_municipalities(entry.municipal),
    }


def _of_municipalities(part: MunicipalPart | None) -> dict[str, Any]:
    return {
        "municipal_default_year": part and part.default_year,
        "municipal_decimals": part.decimals if part else None,
        "municipal_class_limits": ";".join(map(str, part.class_limits)) or None if part else None,
        "municipal_comparability": part and part.comparability,
        **texts("municipal_comparability", part.comparability_reason if part else None),
        **texts("municipal_caution", part.caution if part else None),
    }


def _indicator_country(series: Series, bases: Mapping[str, dict[str, str]]) -> dict[str, Any]:
    inputs = dict.fromkeys(f"{leaf.dataset}/{leaf.quantity}" for leaf in series.block.leaves)
    return {
        "indicator_id": series.indicator.id,
        "country": series.country,
        "level": series.level,
        "formula": series.block.formula,
        "inputs": ";".join(inputs),
        "default_year": series.block.default_year,
        "national_sum": series.block.national_sum,
        "population_basis": series.block.population_basis,
        **texts("population_basis_name", bases.get(series.block.population_basis or "")),
        **series.coverage.model_dump(exclude={"n_values"}),
    }


def _warnings(entry: Indicator, lists: Lists) -> Iterable[dict[str, Any]]:
    municipal = entry.municipal.warnings if entry.municipal else []
    for level, warnings, generic in (
        (REGION, entry.warnings, lists.warnings),
        (MUNICIPALITY, municipal, dict(lists.warnings) | dict(lists.municipal_warnings)),
    ):
        for warning in warnings:
            yield {
                "indicator_id": entry.id,
                **warning.model_dump(exclude={"text"}),
                **texts("text", warning.text or generic[warning.code]),
                "level": level,
            }


def _sources(catalogue: Catalogue, snapshots: Snapshots) -> pd.DataFrame:
    """Describe each source; its dataset is that with most of its rows, one of regions before others."""
    counts = snapshots.ledger.groupby(["source", "dataset"], observed=True).size().reset_index(name="rows")
    counts["regional"] = [snapshots.datasets[str(name)].meta.level == REGION for name in counts["dataset"]]
    last = counts.sort_values(["regional", "rows"], kind="stable")
    main = dict(zip(last["source"], last["dataset"], strict=True))
    rows = []
    for source_id, source in catalogue.sources.items():
        publisher = catalogue.publishers.get(source.publisher)
        if source_id not in main or publisher is None:
            continue
        dataset = snapshots.datasets[main[source_id]]
        language = OWN_LANGUAGE.get(dataset.meta.country or "", ORIGINAL)
        rows.append(
            {
                "source_id": source_id,
                **texts("publisher", publisher.names),
                # Only a source of which no row is held yet may lack a date; the check of the table says so.
                **source.model_dump(exclude={"publisher", "licence", "notes", "titles"}),
                **texts("title", source.titles),
                "licence": source.licence or publisher.licence,
                "attribution": publisher.attribution[language],
                **texts("attribution", publisher.attribution),
                "sha256": dataset.sha256,
                "dataset": dataset.name,
            }
        )
    return pd.DataFrame(rows)


def _flows(snapshots: Snapshots) -> pd.DataFrame:
    names = {"origin_code": "origin", "region_code": "destination", "value": "persons", "source": "source_id"}
    parts = [
        dataset.frame.rename(columns=names).assign(file=dataset.shown)
        for dataset in snapshots.figures
        if dataset.kind == "flow"
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _declared(catalogue: Catalogue, snapshots: Snapshots) -> Tables:
    """Return the tables that datasets name by `table:`."""
    parts: dict[str, list[pd.DataFrame]] = {}
    own_name = {
        str(row["region_code"]): str(row[f"name_{OWN_LANGUAGE.get(row['country'], ORIGINAL)}"])
        for row in catalogue.regions.to_dict("records")
    }
    for dataset in snapshots:
        table = dataset.meta.table
        if table:
            parts.setdefault(table, []).append(_declared_rows(dataset, own_name))
    tables = {table: pd.concat(frames, ignore_index=True) for table, frames in parts.items()}
    placing = {
        "tie": ties_placed,
        "depopulation_area": areas_placed,
        "exchange_event": events_placed,
        "company": companies_placed,
    }
    names = names_of_places(catalogue)
    for name, placed in placing.items():
        if name in tables:
            tables[name] = placed(tables[name], names)
    return tables


def _declared_rows(dataset: Dataset, own_name: dict[str, str]) -> pd.DataFrame:
    frame = dataset.frame.drop(columns="row").assign(file=dataset.shown)
    frame = frame.rename(columns={"source": "source_id", "programme": "programme_id"})
    if dataset.meta.programme_id:
        frame["programme_id"] = dataset.meta.programme_id
    if dataset.has_figures:
        if "unit" not in frame:
            frame["unit"] = frame["indicator"].map(dataset.meta.units)
        if "region_name" not in frame:
            frame["region_name"] = frame["region_code"].map(own_name)
        if "period" not in frame:
            frame["period"] = frame["year"].astype(str)
    return frame
