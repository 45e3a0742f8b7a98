"""Answers in the shapes the publishers document, made from rows: code, area, year, value."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from tests.etl.replay import Query, Replay, Reply

Row = tuple[str, str, int, str]  # item, area code, year, value as text


def estat_table(
    rows: Sequence[Row],
    table: str = "0000010101",
    updated: str = "2026-06-30",
    units: Mapping[str, str] | None = None,
    page: int | None = None,
) -> dict[str, Any]:
    """Return the routes of one e-Stat table: metadata and data, paged by `limit` (or `page`)."""
    units = units or {}

    def wrapped(root: str, content: dict[str, Any]) -> Reply:
        result = {"STATUS": 0, "ERROR_MSG": "正常に終了しました。", "DATE": "2026-07-01T10:00:00.000+09:00"}
        body = {root: {"RESULT": result, "PARAMETER": {"LANG": "J"}, **content}}
        return Reply(json.dumps(body).encode())  # as the server does: letters beyond ASCII as \uXXXX

    def about() -> dict[str, Any]:
        items = sorted({item for item, *_ in rows})
        classes = [{"@code": item, "@name": f"{item}_項目", "@level": "1"} for item in items]
        return {
            "TABLE_INF": {
                "@id": table,
                "TITLE": {"@no": table, "$": "Ａ　人口・世帯"},
                "UPDATED_DATE": updated,
            },
            "CLASS_INF": {"CLASS_OBJ": [{"@id": "cat01", "@name": "項目", "CLASS": _single(classes)}]},
        }

    def meta(_: Query) -> Reply:
        return wrapped("GET_META_INFO", {"METADATA_INF": about()})

    def data(query: Query) -> Reply:
        wanted = set(query["cdCat01"].split(","))
        chosen = [row for row in rows if row[0] in wanted]
        start, limit = int(query.get("startPosition", 1)), page or int(query["limit"])
        part = chosen[start - 1 : start - 1 + limit]
        values = [
            {"@tab": "00001", "@cat01": item, "@area": area, "@time": f"{year}100000",
             **({"@unit": units[item]} if item in units else {}), "$": value}
            for item, area, year, value in part
        ]  # fmt: skip
        result = {"TOTAL_NUMBER": len(chosen), "FROM_NUMBER": start, "TO_NUMBER": start + len(part) - 1}
        if start - 1 + limit < len(chosen):
            result["NEXT_KEY"] = start + limit
        note = {"@char": "***", "$": "該当数値がないもの"}
        content = {"RESULT_INF": result, **about(), "DATA_INF": {"NOTE": note, "VALUE": _single(values)}}
        return wrapped("GET_STATS_DATA", {"STATISTICAL_DATA": content})

    return {"getMetaInfo": meta, "getStatsData": data}


def serve_estat(replay: Replay, tables: Mapping[str, dict[str, Any]]) -> None:
    """Serve tables of e-Stat under /estat, by their id."""
    for method in ("getMetaInfo", "getStatsData"):
        replay.routes[f"/estat/json/{method}"] = partial(_estat_answer, tables, method)


def _estat_answer(tables: Mapping[str, dict[str, Any]], method: str, query: Query) -> Reply:
    if query.get("statsDataId") not in tables:
        return estat_status(300, "指定された統計表は存在しません。")
    reply: Reply = tables[query["statsDataId"]][method](query)
    return reply


def estat_status(code: int, message: str = "", http: int = 200) -> Reply:
    body = {"GET_STATS_DATA": {"RESULT": {"STATUS": code, "ERROR_MSG": message}, "PARAMETER": {}}}
    return Reply(json.dumps(body).encode(), status=http)


def kosis_row(
    table: str, item: str, code: str, name: str, year: int, value: str, **more: str
) -> dict[str, str]:
    return {
        "ORG_ID": "101", "TBL_ID": table, "C1": code, "C1_NM": name, "C1_OBJ_NM": "행정구역",
        "ITM_ID": item, "ITM_NM": more.pop("ITM_NM", "항목"), "UNIT_NM": "명", "PRD_SE": "A",
        "PRD_DE": str(year), "DT": value, "LST_CHN_DE": "2026-01-18", **more,
    }  # fmt: skip


def serve_kosis(replay: Replay, tables: Mapping[str, Sequence[dict[str, str]]], limit: int = 40_000) -> None:
    """Serve tables of KOSIS under /kosis as text/html; more cells than the limit are refused."""

    def data(query: Query) -> Reply:
        rows: Iterable[dict[str, str]] = tables.get(query["tblId"], ())
        rows = [row for row in rows if row["ITM_ID"] in query["itmId"].split()]
        for axis in range(1, 9):
            wanted = query.get(f"objL{axis}")
            if wanted and wanted != "ALL":
                rows = [row for row in rows if row[f"C{axis}"] in wanted.split()]
        if "newEstPrdCnt" in query:
            newest = max((row["PRD_DE"] for row in rows), default="")
            rows = [row for row in rows if row["PRD_DE"] == newest]
        else:
            rows = [row for row in rows if query["startPrdDe"] <= row["PRD_DE"] <= query["endPrdDe"]]
        if len(rows) > limit:
            return kosis_error("31", "조회결과가 너무 많습니다.")
        if not rows:
            return kosis_error("30", "데이터가 존재하지 않습니다.")
        return Reply(json.dumps(rows, ensure_ascii=False).encode(), "text/html;charset=UTF-8")

    replay.routes["/kosis/Param/statisticsParameterData.do"] = data
    replay.routes["/kosis/statisticsData.do"] = lambda query: kosis_metadata(tables.get(query["tblId"], ()))


def kosis_metadata(rows: Sequence[dict[str, str]]) -> Reply:
    """Return the items and axes of a table; without jsonVD the keys come unquoted."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        item = {"OBJ_ID": "ITEM", "ITM_ID": row["ITM_ID"], "ITM_NM": row["ITM_NM"]}
        found.setdefault(("ITEM", row["ITM_ID"]), item)
        for number in (axis for axis in range(1, 9) if f"C{axis}" in row):
            code, name = row[f"C{number}"], row[f"C{number}_NM"]
            category = {"OBJ_ID": "A", "OBJ_ID_SN": str(number), "ITM_ID": code, "ITM_NM": name}
            found.setdefault((str(number), code), category)
    text = json.dumps(list(found.values()), ensure_ascii=False)
    return Reply(re.sub(r'"(\w+)": ', r"\1:", text).encode(), "text/html;charset=UTF-8")


def kosis_error(code: str, message: str) -> Reply:
    body = json.dumps({"err": code, "errMsg": message}, ensure_ascii=False).encode()
    return Reply(body, "text/html;charset=UTF-8")


def dashboard_values(rows: Sequence[Row], **more: str) -> list[dict[str, str]]:
    usual = {"@unit": "090", "@stat": "20020101", "@cycle": "3", "@regionRank": "3", "@isSeasonal": "1"}
    return [
        {"@indicator": item, "@regionCode": area, "@time": f"{year}CY00", **usual, "$": value, **more}
        for item, area, year, value in rows
    ]


def dashboard_reply(values: Sequence[dict[str, str]]) -> Reply:
    objects = [{"VALUE": value} for value in values]
    result = {"status": "0", "errorMsg": "正常に終了しました。", "date": "Tue Sep 08 08:27:29 JST 2026"}
    statistics = {
        "RESULT_INF": {"TOTAL_NUMBER": str(len(values))},
        "DATA_INF": {"DATA_OBJ": _single(objects)},
    }
    body = {"GET_STATS": {"RESULT": result, "STATISTICAL_DATA": statistics}}
    return Reply(json.dumps(body, ensure_ascii=False).encode())


OECD_HEADER = (
    "STRUCTURE,STRUCTURE_ID,REF_AREA,Reference area,MEASURE,Measure,TIME_PERIOD,Time period,OBS_VALUE,"
    "Observation value,OBS_STATUS,Observation status,UNIT_MULT,Unit multiplier"
)


def oecd_csv(rows: Sequence[tuple[str, int, str, str]]) -> bytes:
    """Return rows (area, year, value, multiplier) as CSV with labels."""
    lines = [
        f"DATAFLOW,OECD:FLOW(2.4),{area},label,POP,Population,{year},,{value},,A,Normal value,{power},Units"
        for area, year, value, power in rows
    ]
    return "\n".join([OECD_HEADER, *lines]).encode() + b"\n"


def oecd_dataflow(version: str = "2.4") -> bytes:
    return (
        '<?xml version="1.0"?><message:Structure><structure:Dataflows>'
        f'<structure:Dataflow id="DF" agencyID="OECD.CFE.EDS" version="{version}" isFinal="true"/>'
        "</structure:Dataflows></message:Structure>"
    ).encode()


def _single(values: list[Any]) -> Any:
    """Return one element instead of a list of one, as the servers do."""
    return values[0] if len(values) == 1 else values
