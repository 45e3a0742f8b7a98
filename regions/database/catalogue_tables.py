"""Reads the catalogue out of the tables of a build."""

from collections.abc import Callable, Hashable
from typing import Any

import pandas as pd

from regions.database.catalogue import (
    NOT_ADDITIVE,
    AggregationRule,
    BoundaryCredit,
    Catalogue,
    Caveat,
    CountClaim,
    Coverage,
    Indicator,
    NamedGroup,
    Region,
    RegionChange,
    Source,
)
from regions.database.languages import LANGUAGES, Text
from regions.database.outlines import MapPanel, outline
from regions.database.places import country_of

Query = Callable[[str], pd.DataFrame]


def read_catalogue(query: Query) -> Catalogue:
    """Read the catalogue of a build.

    Args:
        query: Runs one SELECT in the build.
    """
    indicators = _indicators(query)
    blocks = _blocks(query)
    return Catalogue(
        regions=_regions(query),
        indicators=indicators,
        topics=_topics(query, indicators),
        blocks=blocks,
        region_sets=_region_sets(query),
        changes=_changes(query),
        sources=_sources(query),
        panels=_panels(query),
        boundary_credits=_boundary_credits(query),
        boundary_notes={
            row["note"]: _text(row, "text") for row in _rows(query, "SELECT * FROM boundary_note")
        },
    )


def _rows(query: Query, sql: str) -> list[dict[Hashable, Any]]:
    frame = query(sql).astype(object)
    return frame.where(frame.notna(), None).to_dict("records")


def _text(row: dict[Hashable, Any], column: str) -> Text:
    return Text(*(row[f"{column}_{language}"] for language in LANGUAGES))


def _split(joined: str | None) -> tuple[str, ...]:
    return tuple(part for part in (joined or "").split(";") if part)


def _regions(query: Query) -> dict[str, Region]:
    found = {}
    for row in _rows(query, "SELECT * FROM region ORDER BY level, country DESC, position"):
        names = [row[f"{kind}_{language}"] for kind in ("name", "short") for language in LANGUAGES]
        found[row["region_code"]] = Region(
            code=row["region_code"],
            country=row["country"],
            is_country=row["level"] == "country",
            kind=row["kind"],
            name=_text(row, "name"),
            short=_text(row, "short"),
            seat=_text(row, "seat") if row["seat_en"] else None,
            block_code=row["block_code"],
            megaregion_code=row["megaregion_code"],
            capital_area=bool(row["capital_area"]),
            valid_from=row["valid_from"],
            valid_to=row["valid_to"],
            tile=(row["tile_row"], row["tile_column"]) if row["tile_row"] is not None else None,
            search_text=" ".join([*names, *_split(row["former_names"])]),
        )
    return found


def _indicators(query: Query) -> dict[str, Indicator]:
    coverage: dict[str, dict[str, Coverage]] = {}
    sources = query("SELECT * FROM indicator_source ORDER BY source_id")
    by_entry = sources.groupby(["indicator_id", "country"]).source_id.agg(tuple).to_dict()
    for row in _rows(query, "SELECT * FROM indicator_country ORDER BY country DESC"):
        key = (row["indicator_id"], row["country"])
        fields = (
            "formula", "default_year", "first_year", "last_year",
            "n_years", "n_regions", "last_full_year", "national_row",
        )  # fmt: skip
        values = {field: row[field] for field in fields}
        coverage.setdefault(key[0], {})[key[1]] = Coverage(**values, source_ids=by_entry.get(key, ()))
    caveats: dict[str, list[Caveat]] = {}
    for row in _rows(query, "SELECT * FROM warning ORDER BY rowid"):
        caveat = Caveat(row["code"], _text(row, "text"), row["country"], row["year_from"], row["year_to"])
        caveats.setdefault(row["indicator_id"], []).append(caveat)
    # A condition, not a minimum: DuckDB passes over the parts of the table that hold nothing below zero.
    negative = query("SELECT DISTINCT indicator_id FROM observation WHERE value < 0")
    below_zero = set(negative.indicator_id)
    units: dict[str, dict[tuple[str, str], Text]] = {}
    for row in _rows(query, "SELECT * FROM currency_unit"):
        units.setdefault(row["indicator_id"], {})[row["currency"], row["country"]] = _text(row, "unit")
    rules = {
        row["indicator_id"]: AggregationRule(
            **{str(name): value for name, value in row.items() if name != "indicator_id"}
        )
        for row in _rows(query, "SELECT * FROM aggregation")
    }
    return {
        row["indicator_id"]: Indicator(
            id=row["indicator_id"],
            topic=row["topic"],
            name=_text(row, "name"),
            unit=_text(row, "unit"),
            unit_code=row["unit_code"],
            definition=_text(row, "definition"),
            decimals=row["decimals"],
            direction=row["direction"],
            kind=row["kind"],
            scope=row["scope"],
            comparability=row["comparability"],
            comparability_reason=_text(row, "comparability"),
            caution=_text(row, "caution") if row["caution_en"] else None,
            headline=bool(row["headline"]),
            default_year=row["default_year"],
            year_rule=row["year_rule"],
            chart=row["chart"],
            counted=bool(row["counted"]),
            per_head=bool(row["per_head"]),
            own_base=bool(row["own_base"]),
            profile=bool(row["profile"]),
            claim=CountClaim(row["claim"], row["claim_below"]) if row["claim"] else None,
            aggregation=rules.get(row["indicator_id"], NOT_ADDITIVE),
            takes_negative=row["indicator_id"] in below_zero,
            currencies=_split(row["currencies"]),
            countries=coverage[row["indicator_id"]],
            caveats=tuple(caveats.get(row["indicator_id"], ())),
            currency_units=units.get(row["indicator_id"], {}),
        )
        for row in _rows(query, "SELECT * FROM indicator ORDER BY position")
    }


def _topics(query: Query, indicators: dict[str, Indicator]) -> dict[str, NamedGroup]:
    return {
        row["topic_id"]: NamedGroup(
            row["topic_id"],
            _text(row, "name"),
            tuple(i.id for i in indicators.values() if i.topic == row["topic_id"]),
        )
        for row in _rows(query, "SELECT * FROM topic ORDER BY position")
    }


def _blocks(query: Query) -> dict[str, NamedGroup]:
    members = query(
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
        for row in _rows(query, "SELECT * FROM block ORDER BY position")
    }


def _region_sets(query: Query) -> dict[str, NamedGroup]:
    found: dict[str, NamedGroup] = {}
    for row in _rows(query, "SELECT * FROM region_set ORDER BY set_position, position"):
        before = found[row["set_id"]].members if row["set_id"] in found else ()
        found[row["set_id"]] = NamedGroup(row["set_id"], _text(row, "name"), (*before, row["region_code"]))
    return found


def _changes(query: Query) -> tuple[RegionChange, ...]:
    return tuple(
        RegionChange(
            row["region_code"],
            pd.Timestamp(row["date"]),
            row["kind"],
            _split(row["related"]),
            _text(row, "text"),
        )
        for row in _rows(query, "SELECT * FROM region_change ORDER BY date, region_code")
    )


def _sources(query: Query) -> dict[str, Source]:
    return {
        row["source_id"]: Source(
            id=row["source_id"],
            publisher=_text(row, "publisher"),
            title=row["title"],
            url=row["url"],
            licence=row["licence"],
            attribution=_text(row, "attribution"),
            definition=row["definition"],
            coverage=row["coverage"],
            breaks=row["breaks"],
            obtained=row["obtained"],
            retrieved_on=pd.Timestamp(row["retrieved_on"]),
            sha256=row["sha256"],
            dataset=row["dataset"],
        )
        for row in _rows(query, "SELECT * FROM source ORDER BY source_id")
    }


def _panels(query: Query) -> dict[str, MapPanel]:
    outlines = {
        row["region_code"]: outline(row["x"], row["y"], (row["label_x"], row["label_y"]), row["hit_radius"])
        for row in _rows(query, "SELECT * FROM outline ORDER BY drawing_order")
    }
    panels = {}
    for row in _rows(query, "SELECT * FROM map_panel ORDER BY country DESC"):
        own = {code: drawn for code, drawn in outlines.items() if country_of(code) == row["country"]}
        panels[row["country"]] = MapPanel(
            country=row["country"],
            outlines=own,
            drawing_order=tuple(own),
            frame=(0.0, 0.0, row["width"], row["height"]),
            inset_frame=(row["inset_left"], row["inset_bottom"], row["inset_right"], row["inset_top"]),
        )
    return panels


def _boundary_credits(query: Query) -> tuple[BoundaryCredit, ...]:
    return tuple(
        BoundaryCredit(
            country=row["country"],
            publisher=_text(row, "publisher"),
            title=_text(row, "title"),
            url=row["url"],
            licence=row["licence"],
            licence_url=row["licence_url"],
            vintage=row["vintage"],
            obtained=row["obtained"],
            attribution=_text(row, "attribution"),
        )
        for row in _rows(query, "SELECT * FROM boundary_credit ORDER BY rowid")
    )
