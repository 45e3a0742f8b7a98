"""e-Stat API 3.0 (政府統計の総合窓口): one table, the series we use, all areas and years."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from etl.download.client import Answer, Secret
from etl.download.errors import (
    Incomplete,
    KeyRefused,
    NoData,
    RequestRefused,
    ServerFailing,
    TableGone,
    Unexpected,
    Unreadable,
)
from etl.sources.connector import Ask, Connector, Request, Series, Table, as_rows, of_every_region
from etl.sources.contents import as_list, as_mapping, parsed, text_of
from etl.sources.places import Places

DATA, META = "GET_STATS_DATA", "GET_META_INFO"
SCHEME = "estat_area"
CODES_A_CALL = 100
HTTP_OK = 200
TIME = re.compile(r"[0-9]{10}")
STATUS_XML = re.compile(rb"<STATUS>\s*(\d+)\s*</STATUS>(?:\s*<ERROR_MSG>([^<]*)</ERROR_MSG>)?")
OK, NO_DATA, PARTLY, KEY = 0, 1, 2, 100
PARAMETER, MISSING, SYSTEM = range(101, 300), range(300, 900), range(900, 1000)


class EStat(Connector):
    """Tables of the System of Social and Demographic Statistics and others of the same shape."""

    name = "estat"
    base_url = "https://api.e-stat.go.jp/rest/3.0/app"
    rank = 10

    def secret(self, key: str) -> Secret:
        """The key is the application id."""
        return Secret(query={"appId": key})

    def judge(self, answer: Answer) -> None:
        """Look at STATUS first: it stands in the body, also under HTTP 403."""
        found = _status(answer)
        if found is None:
            if answer.status == HTTP_OK:
                parsed(answer)  # raises what it is instead of JSON
                raise Unreadable(f"{answer.url}: an answer without RESULT.STATUS")
            return
        status, message = found
        detail = f"{answer.url}: STATUS {status} {message}".strip()
        if status == KEY:
            raise KeyRefused(detail)
        if status == NO_DATA:
            raise NoData(detail)
        if status in PARAMETER:
            raise RequestRefused(detail)
        if status in MISSING:
            raise TableGone(detail)
        if status in SYSTEM:
            raise ServerFailing(detail)
        if status not in (OK, PARTLY):
            raise Unreadable(detail)

    def version(self, table: Table, ask: Ask) -> str | None:
        """Return UPDATED_DATE; check on the way that the table has the series we want."""
        answer = ask(Request("json/getMetaInfo", {"statsDataId": table.code, "lang": "J"}))
        content = as_mapping(as_mapping(as_mapping(parsed(answer)).get(META)).get("METADATA_INF"))
        held = set(_classes(content, "cat01"))
        lacking = sorted({one.item for one in table.series} - held)
        if held and lacking:
            raise Unexpected(f"{table.id}: the table has no series {', '.join(lacking)} any more")
        return text_of(as_mapping(content.get("TABLE_INF")).get("UPDATED_DATE")) or None

    def answers(self, table: Table, since: int | None, ask: Ask) -> Iterator[Answer]:
        """Ask for all areas and years: that catches revisions and costs no more than the new year alone."""
        items = list(dict.fromkeys(one.item for one in table.series))
        for first in range(0, len(items), CODES_A_CALL):
            query = {
                "statsDataId": table.code,
                "cdCat01": ",".join(items[first : first + CODES_A_CALL]),
                "metaGetFlg": "Y" if first == 0 else "N",
                "replaceSpChars": "0",
                "lang": "J",
                "limit": str(table.options.get("limit", 100_000)),
            }
            position: int | None = 1
            while position is not None:
                start = {} if position == 1 else {"startPosition": str(position)}
                answer = ask(Request("json/getStatsData", {**query, **start}))
                yield answer
                position = _next(_result(_statistics(answer)), position, table)

    def rows(self, table: Table, answers: Iterable[Answer], places: Places) -> pd.DataFrame:
        """Turn VALUE elements into rows; areas that are neither the nation nor a prefecture are left out."""
        by_item: dict[str, list[Series]] = {}
        for one in table.series:
            by_item.setdefault(one.item, []).append(one)
        parts: list[pd.DataFrame] = []
        received = expected = 0
        for answer in answers:
            statistics = _statistics(answer)
            values = as_list(as_mapping(statistics.get("DATA_INF")).get("VALUE"))
            result = _result(statistics)
            if _number(result.get("FROM_NUMBER"), answer, 1) == 1:
                expected += _number(result.get("TOTAL_NUMBER"), answer, len(values))
            received += len(values)
            parts += _parts(_frame(values, answer), by_item, places, table)
        if received != expected:
            raise Incomplete(f"{table.id}: {received:,} of {expected:,} values arrived")
        return of_every_region(parts, table, places, "JP")


def _status(answer: Answer) -> tuple[int, str] | None:
    """Return STATUS and ERROR_MSG, from JSON or XML, or None if the body has none."""
    xml = STATUS_XML.search(answer.body[:2000])
    if xml and answer.body.lstrip()[:1] == b"<":
        return int(xml[1]), (xml[2] or b"").decode("utf-8", "replace")
    try:
        content = as_mapping(parsed(answer))
    except Unreadable:
        return None
    for root in content.values():
        result = as_mapping(as_mapping(root).get("RESULT"))
        if "STATUS" in result:
            text = str(result["STATUS"])
            return (int(text), text_of(result.get("ERROR_MSG"))) if text.isdecimal() else None
    return None


def _statistics(answer: Answer) -> dict[str, Any]:
    root = as_mapping(as_mapping(parsed(answer)).get(DATA))
    statistics = as_mapping(root.get("STATISTICAL_DATA"))
    if not statistics:
        raise Unreadable(f"{answer.url}: no {DATA}.STATISTICAL_DATA")
    return statistics


def _result(statistics: dict[str, Any]) -> dict[str, Any]:
    return as_mapping(statistics.get("RESULT_INF"))  # may be "" where there is nothing


def _next(result: dict[str, Any], position: int, table: Table) -> int | None:
    if result.get("NEXT_KEY") in (None, ""):
        return None
    text = str(result["NEXT_KEY"])
    if not text.isdecimal() or int(text) <= position:
        raise Unreadable(f"{table.id}: NEXT_KEY {text[:20]!r} does not lead beyond {position}")
    return int(text)


def _number(value: Any, answer: Answer, default: int) -> int:
    if value in (None, ""):
        return default
    if not str(value).isdecimal():
        raise Unreadable(f"{answer.url}: {str(value)[:20]!r} is not a number of rows")
    return int(value)


def _classes(content: dict[str, Any], axis: str) -> dict[str, str]:
    """Return the codes of one axis with their units."""
    found: dict[str, str] = {}
    for one in as_list(as_mapping(content.get("CLASS_INF")).get("CLASS_OBJ")):
        if as_mapping(one).get("@id") == axis:
            for entry in map(as_mapping, as_list(one.get("CLASS"))):
                found[str(entry.get("@code"))] = str(entry.get("@unit", ""))
    return found


def _frame(values: list[Any], answer: Answer) -> pd.DataFrame:
    """Return the VALUE elements as text columns cat01, area, time, unit, value."""
    rows = [
        (one.get("@cat01"), one.get("@area"), one.get("@time"), one.get("@unit"), one.get("$"))
        for one in values
        if isinstance(one, dict)
    ]
    frame = pd.DataFrame(rows, columns=["cat01", "area", "time", "unit", "value"], dtype=object)
    if len(rows) != len(values) or not _plain(rows):
        raise Unreadable(f"{answer.url}: a VALUE without @cat01, @area or @time")
    if not all(TIME.fullmatch(time) for time in frame["time"].unique()):
        raise Unreadable(f"{answer.url}: a time that is not of ten digits")
    return frame


def _plain(rows: list[tuple[Any, ...]]) -> bool:
    """Say whether item, area and time are texts in every row."""
    return all(type(row[0]) is type(row[1]) is type(row[2]) is str for row in rows)


def _parts(
    frame: pd.DataFrame, by_item: dict[str, list[Series]], places: Places, table: Table
) -> Iterator[pd.DataFrame]:
    regions = frame["area"].map(places.by_code(SCHEME))
    frame = frame.assign(region_code=regions)[regions.notna()]
    frame = frame.assign(year=frame["time"].str[:4].astype(int))
    for item, rows in frame.groupby("cat01", sort=False):
        for series in by_item.get(str(item), ()):
            units = set(rows["unit"].dropna()) - {"", series.unit}
            if series.unit and units:
                raise Unexpected(
                    f"{table.id}: {item} comes in {', '.join(sorted(map(str, units)))}, "
                    f"the catalogue expects {series.unit}"
                )
            yield as_rows(rows[["region_code", "year", "value"]], series)


CONNECTORS = (EStat(),)
