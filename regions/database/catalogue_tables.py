"""Reads the catalogue out of the tables of a build."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any, Protocol, TypeVar

import pandas as pd

from regions.database.catalogue import (
    NOT_ADDITIVE,
    AggregationRule,
    Catalogue,
    Caveat,
    CountClaim,
    Coverage,
    Indicator,
    NamedGroup,
    ValueClass,
)
from regions.database.languages import DEFAULT_LANGUAGE, LANGUAGES, Text
from regions.database.outlines import MapPanel, outline
from regions.database.places import OF_REGIONS, country_of
from regions.database.regions import MUNICIPALITIES, Municipal, Region, RegionChange
from regions.database.sources import BoundaryCredit, Source

T = TypeVar("T")
Row = dict[str, Any]


class Tables(Protocol):
    """What runs a SELECT in a build."""

    def query(self, sql: str) -> pd.DataFrame:
        """Return the rows as a frame."""

    def records(self, sql: str) -> list[Row]:
        """Return each row by the names of its columns."""


def read_catalogue(tables: Tables) -> Catalogue:
    """Read the catalogue of a build.

    Args:
        tables: The build.
    """
    indicators = _indicators(tables, "region")
    blocks = _blocks(tables)
    return Catalogue(
        regions=_regions(tables),
        indicators=indicators,
        topics=_topics(tables, indicators),
        blocks=blocks,
        region_sets=_region_sets(tables),
        changes=_changes(tables),
        sources=_sources(tables),
        panels=_panels(tables),
        boundary_credits=_boundary_credits(tables),
        boundary_notes={
            row["note"]: _text(row, "text") for row in tables.records("SELECT * FROM boundary_note")
        },
        municipal=Municipal(_indicators(tables, "municipality"), tables.query(MUNICIPALITIES)),
    )


def _text(row: Row, column: str) -> Text:
    return Text(*(row[f"{column}_{language}"] for language in LANGUAGES))


def _split(joined: str | None) -> tuple[str, ...]:
    return tuple(part for part in (joined or "").split(";") if part)


def _made(kind: type[T], row: Row, **given: Any) -> T:
    """Make an object of a row: each field not given from the column of its name, read as its type."""
    read: dict[Any, Callable[[str], Any]] = {
        Text: lambda name: _text(row, name),
        Text | None: lambda name: _text(row, name) if row[f"{name}_{DEFAULT_LANGUAGE}"] else None,
        bool: lambda name: bool(row[name]),
        tuple[str, ...]: lambda name: _split(row[name]),
        pd.Timestamp: lambda name: pd.Timestamp(row[name]),
        pd.Timestamp | None: lambda name: pd.Timestamp(row[name]) if row[name] else None,
    }
    others = [field for field in fields(kind) if field.name not in given]  # type: ignore[arg-type]
    return kind(
        **{field.name: read.get(field.type, row.__getitem__)(field.name) for field in others}, **given
    )


def _regions(tables: Tables) -> dict[str, Region]:
    found = {}
    for row in tables.records(
        "SELECT * FROM region WHERE level <> 'municipality' ORDER BY level, country DESC, position"
    ):
        names = [row[f"{kind}_{language}"] for kind in ("name", "short") for language in LANGUAGES]
        found[row["region_code"]] = _made(
            Region,
            row,
            code=row["region_code"],
            is_country=row["level"] == "country",
            tile=(row["tile_row"], row["tile_column"]) if row["tile_row"] is not None else None,
            search_text=" ".join([*names, *_split(row["former_names"])]),
        )
    return found


def _indicators(tables: Tables, level: str) -> dict[str, Indicator]:
    """Read the indicators with figures at a level, each as it is there."""
    municipal = level == "municipality"
    coverage: dict[str, dict[str, Coverage]] = {}
    sources = tables.query(f"SELECT * FROM indicator_source WHERE level = '{level}' ORDER BY source_id")
    by_entry = sources.groupby(["indicator_id", "country"]).source_id.agg(tuple).to_dict()
    for row in tables.records(
        f"SELECT * FROM indicator_country WHERE level = '{level}' ORDER BY country DESC"
    ):
        key = (row["indicator_id"], row["country"])
        coverage.setdefault(key[0], {})[key[1]] = _made(Coverage, row, source_ids=by_entry.get(key, ()))
    caveats: dict[str, list[Caveat]] = {}
    for row in tables.records(f"SELECT * FROM warning WHERE level = '{level}' ORDER BY rowid"):
        caveats.setdefault(row["indicator_id"], []).append(_made(Caveat, row))
    # A condition, not a minimum: DuckDB passes over the parts of the table that hold nothing below zero.
    own = f"NOT {OF_REGIONS}" if municipal else OF_REGIONS
    negative = tables.query(f"SELECT DISTINCT indicator_id FROM observation WHERE value < 0 AND {own}")
    below_zero = set(negative.indicator_id)
    units: dict[str, dict[tuple[str, str], Text]] = {}
    for row in tables.records("SELECT * FROM currency_unit"):
        units.setdefault(row["indicator_id"], {})[row["currency"], row["country"]] = _text(row, "unit")
    rules = {
        row["indicator_id"]: _made(AggregationRule, row)
        for row in tables.records("SELECT * FROM aggregation")
    }
    classes: dict[str, list[ValueClass]] = {}
    for row in tables.records("SELECT * FROM indicator_class ORDER BY value"):
        held = ValueClass(int(row["value"]), row["class_code"], _text(row, "name"))
        classes.setdefault(row["indicator_id"], []).append(held)
    return {
        row["indicator_id"]: _made(
            Indicator,
            row,
            id=row["indicator_id"],
            comparability_reason=_text(row, "comparability"),
            claim=CountClaim(row["claim"], row["claim_below"]) if row["claim"] else None,
            aggregation=rules.get(row["indicator_id"], NOT_ADDITIVE),
            takes_negative=row["indicator_id"] in below_zero,
            countries=coverage[row["indicator_id"]],
            caveats=tuple(caveats.get(row["indicator_id"], ())),
            classes=tuple(classes.get(row["indicator_id"], ())),
            class_limits=tuple(float(limit) for limit in _split(row.get("class_limits"))),
            currency_units=units.get(row["indicator_id"], {}),
        )
        for row in tables.records("SELECT * FROM indicator ORDER BY position")
        if level in _split(row["levels"])
        for row in [_of_municipalities(row) if municipal else row]
    }


def _of_municipalities(row: Row) -> Row:
    """Return an indicator's row as it holds of municipalities: what is said of them in place of the rest."""
    prefix = "municipal_"
    said = {
        str(name).removeprefix(prefix): held for name, held in row.items() if str(name).startswith(prefix)
    }
    own = {name: held for name, held in said.items() if held is not None}
    # Money of municipalities is not converted.
    return row | own | {"currencies": None}


def _topics(tables: Tables, indicators: dict[str, Indicator]) -> dict[str, NamedGroup]:
    return {
        row["topic_id"]: NamedGroup(
            row["topic_id"],
            _text(row, "name"),
            tuple(i.id for i in indicators.values() if i.topic == row["topic_id"]),
        )
        for row in tables.records("SELECT * FROM topic ORDER BY position")
    }


def _blocks(tables: Tables) -> dict[str, NamedGroup]:
    members = tables.query(
        "SELECT b.block_code, r.region_code FROM block b JOIN region r"
        " ON r.block_code = b.block_code OR r.megaregion_code = b.block_code ORDER BY r.position"
    )
    codes = members.groupby("block_code").region_code.agg(tuple).to_dict()
    return {
        row["block_code"]: NamedGroup(
            row["block_code"],
            _text(row, "name"),
            codes.get(row["block_code"], ()),
            row["country"],
            row["kind"],
        )
        for row in tables.records("SELECT * FROM block ORDER BY position")
    }


def _region_sets(tables: Tables) -> dict[str, NamedGroup]:
    found: dict[str, NamedGroup] = {}
    for row in tables.records("SELECT * FROM region_set ORDER BY set_position, position"):
        before = found[row["set_id"]].members if row["set_id"] in found else ()
        found[row["set_id"]] = NamedGroup(row["set_id"], _text(row, "name"), (*before, row["region_code"]))
    return found


def _changes(tables: Tables) -> tuple[RegionChange, ...]:
    return tuple(
        _made(RegionChange, row)
        for row in tables.records("SELECT * FROM region_change ORDER BY date, region_code")
    )


def _sources(tables: Tables) -> dict[str, Source]:
    return {
        row["source_id"]: _made(Source, row, id=row["source_id"], published_title=row["title"])
        for row in tables.records("SELECT * FROM source ORDER BY source_id")
    }


def _panels(tables: Tables) -> dict[str, MapPanel]:
    outlines = {
        row["region_code"]: outline(row["x"], row["y"], (row["label_x"], row["label_y"]), row["hit_radius"])
        for row in tables.query("SELECT * FROM outline ORDER BY drawing_order").to_dict("records")
    }
    panels = {}
    for row in tables.records("SELECT * FROM map_panel ORDER BY country DESC"):
        own = {code: drawn for code, drawn in outlines.items() if country_of(code) == row["country"]}
        panels[row["country"]] = MapPanel(
            country=row["country"],
            outlines=own,
            drawing_order=tuple(own),
            frame=(0.0, 0.0, row["width"], row["height"]),
            inset_frame=(row["inset_left"], row["inset_bottom"], row["inset_right"], row["inset_top"]),
        )
    return panels


def _boundary_credits(tables: Tables) -> tuple[BoundaryCredit, ...]:
    return tuple(
        _made(BoundaryCredit, row) for row in tables.records("SELECT * FROM boundary_credit ORDER BY rowid")
    )
