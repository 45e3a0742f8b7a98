"""Statistics Dashboard API (統計ダッシュボード): no key; fills gaps and checks what e-Stat brings."""

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from etl.download.client import Answer
from etl.download.errors import NoData, RequestRefused, ServerFailing, Unreadable
from etl.sources.connector import Ask, Connector, Request, Table, as_rows, of_every_region
from etl.sources.contents import as_list, as_mapping, parsed, text_of
from etl.sources.places import Places

ROOT, SCHEME, HTTP_OK = "GET_STATS", "estat_area", 200
YEARLY = {"CY": "3", "FY": "4"}  # calendar and fiscal year: @cycle by the two letters of the time code
PREFECTURE, ORIGINAL = "3", "1"
FIELDS = ("@indicator", "@regionCode", "@time", "@cycle", "@regionRank", "@isSeasonal", "@stat", "$")


class EStatDashboard(Connector):
    """One indicator for all prefectures and years."""

    name = "estat_dashboard"
    base_url = "https://dashboard.e-stat.go.jp/api/1.0"
    rank = 40

    def judge(self, answer: Answer) -> None:
        """Look at RESULT.status first; its keys have been seen in lower and upper case."""
        try:
            content = as_mapping(parsed(answer))
        except Unreadable:
            if answer.status == HTTP_OK:
                raise
            return
        result = {str(k).lower(): v for k, v in as_mapping(_root(content).get("RESULT")).items()}
        if "status" not in result:
            if answer.status == HTTP_OK:
                raise Unreadable(f"{answer.url}: an answer without RESULT.status")
            return
        status = str(result["status"])
        detail = f"{answer.url}: status {status} {text_of(result.get('errormsg'))}".strip()
        if status == "1":
            raise NoData(detail)
        if status.startswith("1"):
            raise RequestRefused(detail)
        if status != "0":
            raise ServerFailing(detail)

    def answers(self, table: Table, since: int | None, ask: Ask) -> Iterator[Answer]:
        """Ask for one indicator; a range of calendar years finds nothing in one kept by fiscal years."""
        period = str(table.options.get("period", "CY"))
        yield ask(
            Request(
                "Json/getData",
                {
                    "Lang": "JP",
                    "IndicatorCode": table.id,
                    "RegionalRank": PREFECTURE,
                    "Cycle": YEARLY[period],
                    "IsSeasonalAdjustment": ORIGINAL,
                },
            )
        )

    def rows(self, table: Table, answers: Iterable[Answer], places: Places) -> pd.DataFrame:
        """Turn VALUE elements into rows of one cycle, rank and, where the catalogue says so, statistic."""
        period = str(table.options.get("period", "CY"))
        parts = []
        for answer in answers:
            frame = _frame(answer)
            one_kind = (
                frame["@indicator"].eq(table.id)
                & frame["@cycle"].eq(YEARLY[period])
                & frame["@regionRank"].eq(PREFECTURE)
                & frame["@isSeasonal"].eq(ORIGINAL)
                & frame["@time"].str.fullmatch(rf"\d{{4}}{period}00")
            )
            if table.options.get("statistic"):
                one_kind &= frame["@stat"].eq(str(table.options["statistic"]))
            frame = frame[one_kind]
            region = frame["@regionCode"].map(places.by_code(SCHEME))
            year = frame["@time"].str[:4].astype(int)
            frame = frame.assign(region_code=region, year=year, value=frame["$"])[region.notna()]
            parts += [as_rows(frame[["region_code", "year", "value"]], series) for series in table.series]
        return of_every_region(parts, table, places, "JP")


def _root(content: dict[str, Any]) -> dict[str, Any]:
    return as_mapping(content.get(ROOT))


def _frame(answer: Answer) -> pd.DataFrame:
    statistics = as_mapping(_root(as_mapping(parsed(answer))).get("STATISTICAL_DATA"))
    values = [
        as_mapping(value)
        for one in as_list(as_mapping(statistics.get("DATA_INF")).get("DATA_OBJ"))
        for value in as_list(as_mapping(one).get("VALUE"))
    ]
    if not values:
        raise Unreadable(f"{answer.url}: no DATA_OBJ")
    rows = [[value.get(name) for name in FIELDS] for value in values]
    frame = pd.DataFrame(rows, columns=list(FIELDS), dtype=object)
    names = [name for name in FIELDS if name not in ("$", "@stat")]
    if frame[names].isna().any(axis=None):
        raise Unreadable(f"{answer.url}: a VALUE without {', '.join(names)}")
    return frame.assign(**{name: frame[name].astype("str") for name in [*names, "@stat"]})


CONNECTORS = (EStatDashboard(),)
