"""KOSIS OpenAPI (국가통계포털): one table, our items, the provinces, all years."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from etl.download.client import Answer, Secret
from etl.download.errors import (
    KeyRefused,
    NoData,
    RateLimited,
    RequestRefused,
    ServerFailing,
    TableGone,
    TooManyCells,
    Unexpected,
    Unreadable,
)
from etl.sources.connector import Ask, Connector, Request, Series, Table, as_rows, of_every_region
from etl.sources.contents import decoded, parsed
from etl.sources.kosis_names import ENCODING, bare, coded, metadata_request, objects
from etl.sources.places import Places

DATA = "Param/statisticsParameterData.do"
LARGEST_ANSWER = 40_000  # cells; above this nothing is returned
WAIT_AFTER_LIMIT = 60.0
HTTP_OK, NOT_FOUND = 200, 404
ERROR_XML = re.compile(r"<err>\s*(\d+)\s*</err>(?:\s*<errMsg>([^<]*)</errMsg>)?")
ONE_GROUP = re.compile(r"(\d+)\s*[-~]\s*(\d+)\s*세")
OPEN_GROUP = re.compile(r"(\d+)\s*세\s*이상")
ALL_AGES = ("계", "합계", "전체")
ABROAD = "국외"  # in vital statistics: events outside Korea, which no region has
TOO_OFTEN = "40"
ERRORS = {
    **dict.fromkeys(("10", "11", "42"), KeyRefused),
    "30": NoData,
    **dict.fromkeys(("31", "41"), TooManyCells),
    "50": ServerFailing,
}


class Kosis(Connector):
    """Tables of the Korean statistical portal."""

    name = "kosis"
    base_url = "https://kosis.kr/openapi"
    rank = 30

    def secret(self, key: str) -> Secret:
        """Return the key, which is encoded once on its way."""
        return Secret(query={"apiKey": key})

    def judge(self, answer: Answer) -> None:
        """Look for the error object first: KOSIS reports errors with HTTP 200, in four notations."""
        found = _error(answer)
        if found is None:
            if answer.status == NOT_FOUND:
                raise TableGone(f"{answer.url}: HTTP 404")
            if answer.status == HTTP_OK and not isinstance(parsed(answer, ENCODING), list):
                raise Unreadable(f"{answer.url}: neither a list nor an error")
            return
        code, message = found
        detail = f"{answer.url}: err {code} {message}".strip()
        if code == TOO_OFTEN:
            raise RateLimited(detail, WAIT_AFTER_LIMIT)
        raise ERRORS.get(code, RequestRefused)(detail)

    def version(self, table: Table, ask: Ask) -> str | None:
        """Return LST_CHN_DE, which is the same in every row: one cell is enough to read it."""
        if table.options.get("named"):
            table = coded(table, ask(metadata_request(table)))
        axes = {**table.options["axes"], "objL1": table.options.get("probe", "11")}
        items = [table.series[0].item]
        answer = ask(Request(DATA, {**_query(table, items, axes), "newEstPrdCnt": "1"}))
        dates = {str(row.get("LST_CHN_DE", "")) for row in objects(answer)} - {""}
        return max(dates, default=None)

    def answers(self, table: Table, since: int | None, ask: Ask) -> Iterator[Answer]:
        """Ask for all years, in as few calls as the limit of cells allows; before that for codes of names."""
        if table.options.get("named"):
            metadata = ask(metadata_request(table))
            yield metadata
            table = coded(table, metadata)
        first = max(int(table.options["first_year"]), since or 0)
        last = datetime.now(UTC).year
        years = max(1, LARGEST_ANSWER // int(table.options.get("cells_a_year", 1000)))
        for start in range(first, last + 1, years):
            yield from self._between(start, min(start + years - 1, last), table, ask)

    def _between(self, first: int, last: int, table: Table, ask: Ask) -> Iterator[Answer]:
        """Ask for a span of years; halve it as often as the publisher finds it too large."""
        items = list(dict.fromkeys(one.item for one in table.series))
        query = _query(table, items, table.options["axes"])
        try:
            yield ask(Request(DATA, {**query, "startPrdDe": str(first), "endPrdDe": str(last)}))
        except TooManyCells:
            if first == last:
                raise
            middle = (first + last) // 2
            yield from self._between(first, middle, table, ask)
            yield from self._between(middle + 1, last, table, ask)
        except NoData:
            if first <= int(table.options["first_year"]):
                raise  # not even the first years: the table is empty; later spans may lie ahead

    def rows(self, table: Table, answers: Iterable[Answer], places: Places) -> pd.DataFrame:
        """Turn the flat objects into rows; districts are left out."""
        parts = []
        answers = iter(answers)
        if table.options.get("named"):
            table = coded(table, next(answers))
        for answer in answers:
            frame = _frame(objects(answer), table, answer, places)
            for series in table.series:
                own = frame[frame["ITM_ID"] == series.item]
                for axis, code in series.select.items():
                    own = own[own[axis] == code]
                if len(own):
                    _check_name(own, series, table)
                    parts.append(as_rows(own[_kept(own)], series))
        return of_every_region(parts, table, places, "KR")


def _query(table: Table, items: list[str], axes: dict[str, str]) -> dict[str, str]:
    return {
        "method": "getList",
        "orgId": str(table.options.get("organisation", "101")),
        "tblId": table.code,
        "itmId": " ".join(items),
        **axes,
        "prdSe": "Y",
        "format": "json",
        "jsonVD": "Y",
    }


def _error(answer: Answer) -> tuple[str, str] | None:
    """Return code and message of an error, as JSON (`err` or `errCode`, quoted or not) or as XML."""
    try:
        xml = ERROR_XML.search(decoded(answer, ENCODING)[:2000])
        if xml:
            return xml[1], xml[2] or ""
        content = parsed(answer, ENCODING)
    except Unreadable:
        return None
    if not isinstance(content, dict):
        return None
    code = content.get("err", content.get("errCode"))
    return None if code is None else (str(code), str(content.get("errMsg", "")))


def _frame(rows: list[dict[str, Any]], table: Table, answer: Answer, places: Places) -> pd.DataFrame:
    """Return the rows of provinces and the nation with region_code, year and what the table's axes say."""
    frame = pd.DataFrame(rows, dtype=object)
    region, origin, age = (table.options.get(name) for name in ("region_axis", "origin_axis", "age_axis"))
    axes = [f"C{number}" for number in (region or 1, origin) if number]
    needed = ["ITM_ID", "PRD_DE", "DT", *axes, *(f"{axis}_NM" for axis in axes)]
    needed += [f"C{age}_NM"] if age else []
    if len(frame):
        lacking = [
            name for name in needed if name not in frame or (name != "DT" and frame[name].isna().any())
        ]
        if lacking:
            raise Unreadable(f"{answer.url}: rows without {', '.join(lacking)}")
    frame = frame.reindex(columns=list(dict.fromkeys([*frame.columns, *needed])))
    texts = frame.columns.difference(["DT"])
    frame[texts] = frame[texts].astype("str")
    years = frame["PRD_DE"]
    if not years.str.fullmatch(r"(19|20)\d\d").all():
        raise Unexpected(
            f"{table.id}: {years[~years.str.fullmatch(r'(19|20)[0-9]{2}')].iloc[0]!r} is no year"
        )
    for axis in axes:  # two digits: nation and provinces; five: districts
        frame = frame[frame[axis].str.len().eq(2) & frame[f"{axis}_NM"].str.replace(" ", "").ne(ABROAD)]
    frame = frame.assign(year=frame["PRD_DE"].astype(int), value=frame["DT"])
    scheme = str(table.options["scheme"])
    frame["region_code"] = _regions(frame, axes[0], scheme, table, places)
    if origin:
        frame["origin_code"] = _regions(frame, axes[1], scheme, table, places)
        frame = frame[~frame[["region_code", "origin_code"]].isin(["KR"]).any(axis=1)]
    if age:
        frame["age_group"] = frame[f"C{age}_NM"].map(_age_group)
        frame = frame[frame["age_group"].notna()]
    return frame


def _regions(frame: pd.DataFrame, axis: str, scheme: str, table: Table, places: Places) -> pd.Series:
    pairs = frame[[axis, f"{axis}_NM"]].drop_duplicates()
    known = {
        (code, name): places.by_code_and_name(scheme, code, name, table.id)
        for code, name in pairs.itertuples(index=False)
    }
    found = [known[pair] for pair in zip(frame[axis], frame[f"{axis}_NM"], strict=True)]
    return pd.Series(found, frame.index, dtype="str")


def _age_group(name: str) -> str | None:
    """Return "0-4" for "0 - 4세", "100+" for "100세 이상"; None for the total."""
    one, open_ended = ONE_GROUP.fullmatch(name.strip()), OPEN_GROUP.fullmatch(name.strip())
    if one:
        return f"{one[1]}-{one[2]}"
    if open_ended:
        return f"{open_ended[1]}+"
    if name.strip() in ALL_AGES:
        return None
    raise Unexpected(f"the age group {name[:20]!r} is not understood")


def _check_name(rows: pd.DataFrame, series: Series, table: Table) -> None:
    """Check the item's name where the catalogue gives it; its unit is not reliable and our own counts."""
    if not series.name or "ITM_NM" not in rows:
        return
    names = {bare(name) for name in rows["ITM_NM"].unique()}
    if names != {bare(series.name)}:
        raise Unexpected(
            f"{table.id}: item {series.item} is called {', '.join(sorted(names))}, "
            f"the catalogue expects {series.name}"
        )


def _kept(frame: pd.DataFrame) -> list[str]:
    dimensions = ("origin_code", "age_group")
    return ["region_code", "year", "value", *(name for name in dimensions if name in frame)]


CONNECTORS = (Kosis(),)
