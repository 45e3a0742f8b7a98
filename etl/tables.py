"""The tables of a build, as frames whose columns are named like those of schema.sql.

What the catalogue refers to but does not have is left out or empty here; the checks name it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from etl.ages import population_by_age
from etl.boundaries import Boundaries
from etl.catalogue import Catalogue
from etl.convert import conversion_rates, converted
from etl.derive import Series, observations, sources_of
from etl.insights import insight_tables
from etl.languages import ORIGINAL, OWN_LANGUAGE, name_in_sentence, texts
from etl.map_panels import map_tables
from etl.models.indicators import Indicator
from etl.question_terms import question_terms
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
    rates = conversion_rates(snapshots)
    return {
        **_places(catalogue),
        **_described(catalogue, series, snapshots),
        "question_term": question_terms(catalogue),
        "indicator_release": _rows(release_rows(series, snapshots, catalogue.lists.releases, refreshed)),
        "source": _sources(catalogue, snapshots),
        "observation": observed,
        "observation_converted": converted(observed, catalogue.indicators, catalogue.lists.currencies, rates),
        "conversion_rate": rates,
        "population_by_age": population_by_age(snapshots),
        "migration_flow": _flows(snapshots),
        **_declared(catalogue, snapshots),
        **insight_tables(catalogue.lists.peers, catalogue.lists.findings),
        **map_tables(boundaries),
        **_credits(boundaries),
    }


def _places(catalogue: Catalogue) -> Tables:
    regions = catalogue.regions.copy()
    regions["capital_area"] = regions["capital_area"].str.lower().isin(["true", "1"])
    regions["file"] = catalogue.file("regions.csv")
    lists = catalogue.lists
    return {
        "topic": _rows(
            {"topic_id": topic.id, "position": position, **texts("name", topic.names)}
            for position, topic in enumerate(lists.topics)
        ),
        "block": _rows(
            {"position": position, **block.model_dump(exclude={"names"}), **texts("name", block.names)}
            for position, block in enumerate(lists.blocks)
        ),
        "region": regions,
        "region_change": _rows(
            {
                **change.model_dump(exclude={"text"}),
                "related": ";".join(change.related) or None,
                **texts("text", change.text),
            }
            for change in lists.region_changes
        ),
        "bureau": _rows(
            {"bureau_code": bureau.bureau_code, **texts("name", bureau.names), "region_code": code}
            for bureau in lists.bureaus
            for code in bureau.regions
        ),
        "region_set": _rows(
            {
                "set_id": selection.set_id,
                "set_position": set_position,
                **texts("name", selection.names),
                "region_code": code,
                "position": position,
            }
            for set_position, selection in enumerate(lists.region_sets)
            for position, code in enumerate(selection.regions)
        ),
    }


def _described(catalogue: Catalogue, series: list[Series], snapshots: Snapshots) -> Tables:
    currencies = catalogue.lists.currencies
    return {
        "indicator": _rows(
            _indicator(entry, position) for position, entry in enumerate(catalogue.indicators)
        ),
        "indicator_country": _rows(
            _indicator_country(computed, catalogue.lists.population_bases) for computed in series
        ),
        "indicator_source": _rows(
            {"indicator_id": computed.indicator.id, "country": computed.country, "source_id": source}
            for computed in series
            for source in sources_of(computed, snapshots)
        ),
        "currency_unit": _rows(
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
        "warning": _rows(
            row for entry in catalogue.indicators for row in _warnings(entry, catalogue.lists.warnings)
        ),
        "aggregation": _rows(
            {"indicator_id": entry.id, **entry.aggregation.model_dump()}
            for entry in catalogue.indicators
            if entry.aggregation
        ),
        "designation_indicator": _rows(
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
            {
                code: entry.in_sentence.get(code) or name_in_sentence(name, code)
                for code, name in entry.names.items()
            },
        ),
        **texts("unit", entry.unit),
        **texts("definition", entry.definition),
        **texts("comparability", entry.comparability_reason),
        **texts("caution", entry.caution),
        "rankable": entry.unranked is None,
        **texts("unranked", entry.unranked),
        "currencies": ";".join(entry.currencies or []) or None,
        "claim": entry.claim and entry.claim.message,
        "claim_below": entry.claim and entry.claim.below,
    }


def _indicator_country(series: Series, bases: Mapping[str, dict[str, str]]) -> dict[str, Any]:
    inputs = dict.fromkeys(f"{leaf.dataset}/{leaf.quantity}" for leaf in series.block.leaves)
    return {
        "indicator_id": series.indicator.id,
        "country": series.country,
        "formula": series.block.formula,
        "inputs": ";".join(inputs),
        "default_year": series.block.default_year,
        "national_sum": series.block.national_sum,
        "population_basis": series.block.population_basis,
        **texts("population_basis_name", bases.get(series.block.population_basis or "")),
        **series.coverage.model_dump(exclude={"n_values"}),
    }


def _warnings(entry: Indicator, generic: Mapping[str, dict[str, str]]) -> Iterable[dict[str, Any]]:
    for warning in entry.warnings:
        yield {
            "indicator_id": entry.id,
            **warning.model_dump(exclude={"text"}),
            **texts("text", warning.text or generic[warning.code]),
        }


def _sources(catalogue: Catalogue, snapshots: Snapshots) -> pd.DataFrame:
    """Describe each source; its dataset is the one with most of its rows."""
    counts = (
        snapshots.ledger.groupby(["source", "dataset"], observed=True).size().sort_values(ascending=False)
    )
    main = dict(reversed(counts.index.to_list()))
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
    return _rows(rows)


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
    return {table: pd.concat(frames, ignore_index=True) for table, frames in parts.items()}


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


def _credits(boundaries: Boundaries) -> Tables:
    about = boundaries.credits
    return {
        "boundary_credit": _rows(
            {
                **credit.model_dump(exclude={"publisher", "title", "attribution"}),
                **texts("publisher", credit.publisher),
                **texts("title", credit.title),
                **texts("attribution", credit.attribution),
            }
            for credit in about.sources
        ),
        "boundary_note": _rows(
            {"note": note, **texts("text", text)}
            for note, text in (
                ("processing", about.processing),
                ("not_drawn", about.not_drawn),
                ("neutrality", about.note),
            )
        ),
    }


def _rows(rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(list(rows))
