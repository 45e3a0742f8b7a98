"""Codes of a KOSIS table looked up by published names, where the names are known and the codes are not."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from etl.download.client import Answer
from etl.download.errors import Unexpected, Unreadable
from etl.sources.connector import Request, Table
from etl.sources.contents import parsed

METADATA = "statisticsData.do"
ITEMS = "ITEM"
ENCODING = "cp949"  # Korean servers that say EUC-KR send all of Hangul, which only CP949 has
SHOWN = 8
MARKUP = re.compile(r"<[^>]*>|\s+")


def metadata_request(table: Table) -> Request:
    """Return the request for the items and axes of a table. It takes no jsonVD: keys may come unquoted."""
    organisation = str(table.options.get("organisation", "101"))
    query = {"method": "getMeta", "type": "ITM", "orgId": organisation, "tblId": table.code, "format": "json"}
    return Request(METADATA, query)


def coded(table: Table, metadata: Answer) -> Table:
    """Return a table whose series and axes carry codes instead of names.

    Args:
        table: Items and selections as published names (or codes, which stay).
        metadata: The answer to `metadata_request`.

    Raises:
        Unexpected: If the table has no item or category of a name, or several.
        Unreadable: If the answer is no list of items.
    """
    known = _known(metadata)
    series = tuple(
        replace(
            one,
            item=_code(one.item, known, ITEMS, table),
            name=one.name or _name(one.item, known),
            select={axis: _code(name, known, axis, table) for axis, name in one.select.items()},
        )
        for one in table.series
    )
    chosen: dict[str, list[str]] = {}
    for one in series:
        for axis, code in one.select.items():
            chosen.setdefault(f"objL{axis.removeprefix('C')}", []).append(code)
    axes = {name: " ".join(dict.fromkeys(codes)) for name, codes in chosen.items()}
    return replace(table, series=series, options={**table.options, "axes": {**axes, **table.options["axes"]}})


def objects(answer: Answer) -> list[dict[str, Any]]:
    """Return the objects of an answer, which is a list of them.

    Raises:
        Unreadable: If it is not.
    """
    content = parsed(answer, ENCODING)
    if not isinstance(content, list) or not all(isinstance(row, dict) for row in content):
        raise Unreadable(f"{answer.url}: not a list of rows")
    return content


def bare(name: str) -> str:
    """Return a name without markup and spaces, for comparing."""
    return MARKUP.sub("", name)


def _known(metadata: Answer) -> dict[str, dict[str, str]]:
    """Return names by code, for the items and each axis (C1, C2, …)."""
    known: dict[str, dict[str, str]] = {}
    for row in objects(metadata):
        axis = ITEMS if row.get("OBJ_ID") == ITEMS else f"C{row.get('OBJ_ID_SN')}"
        known.setdefault(axis, {})[str(row.get("ITM_ID", ""))] = bare(str(row.get("ITM_NM", "")))
    return known


def _code(wanted: str, known: Mapping[str, Mapping[str, str]], axis: str, table: Table) -> str:
    names: Mapping[str, Any] = known.get(axis, {})
    if wanted in names:
        return wanted
    found = [code for code, name in names.items() if name == bare(wanted)]
    if len(found) != 1:
        shown = ", ".join(list(dict.fromkeys(names.values()))[:SHOWN])
        raise Unexpected(
            f"{table.id}: {len(found) or 'no'} {'items' if axis == ITEMS else f'categories of {axis}'} "
            f"called {wanted}; there are {shown}"
        )
    return found[0]


def _name(item: str, known: Mapping[str, Mapping[str, str]]) -> str:
    return known.get(ITEMS, {}).get(item, item)
