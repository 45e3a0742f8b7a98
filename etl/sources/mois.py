"""지방재정365 (행정안전부): initial budgets of the local governments, an answer a year, by POST, no key.

The names of the answer's fields are not documented. Rows come for every field with figures; which field
is which series is found by the figures held (`etl/refresh/recognition.py`), unless the catalogue names it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import permutations
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd

from etl.download.client import Answer
from etl.download.errors import Incomplete, NoData, Unexpected, Unreadable
from etl.merger import merged, merged_sentence
from etl.sources.connector import ANY_FIELD, Ask, Connector, Request, Series, Table, as_rows, joined
from etl.sources.contents import parsed
from etl.sources.places import MERGED, Places

HTTP_OK = 200
DEEPEST_LIST = 3  # levels of an answer in which its rows are looked for
HEADQUARTERS, TOTAL = "province_headquarters_gross", "province_total_net"
# 서울본청 is the province's government alone; 서울계, 서울 시도계, 서울 are the province with its
# municipalities. Subtotals of municipalities (경기시계, 부산구계) and the municipalities themselves leave no
# name of a province.
LABEL = re.compile(r"(?P<place>.+?)(?P<kind>본청|시도계|합계|총계|소계|계)?")
BETWEEN = re.compile(r"[\s()（）\[\]·,_-]+")
HANGUL = re.compile(r"[가-힣]")
YEAR = re.compile(r"20\d\d")
OWN = ("region_code", "basis", "year")

Row = dict[str, Any]
Place = tuple[str, str]  # region, basis


class Mois(Connector):
    """Tables of 지방재정365 that list every local government for a year."""

    name = "mois"
    base_url = "https://www.lofin365.go.kr"
    rank = 20

    def judge(self, answer: Answer) -> None:
        """An answer is JSON with a list of rows in it; the list of a year not yet published is empty."""
        if answer.status == HTTP_OK:
            _rows(answer)

    def answers(self, table: Table, since: int | None, ask: Ask) -> Iterator[Answer]:
        """Ask for every year, whatever is wanted: fields are recognised by the years held already."""
        for year in range(int(table.options["first_year"]), this_year() + 1):
            form = {**table.options["form"], table.options["year_parameter"]: str(year)}
            yield ask(Request(table.options["path"], {}, form=form))

    def rows(self, table: Table, answers: Iterable[Answer], places: Places) -> pd.DataFrame:
        """Return the rows of nation and provinces for each field that may be a series, named in `item`."""
        years = _years(table, answers)
        frame = pd.concat([_placed(rows, year, table, places) for year, rows in years.items()])
        _expect_places(frame, table, places)
        fields = [str(name) for name in frame if name not in OWN]
        parts = []
        for series in table.series:
            if series.item != ANY_FIELD and series.item not in fields:
                raise Unexpected(
                    f"{table.id}: there is no field {series.item}; there are {', '.join(sorted(fields))}"
                )
            own = frame[frame["basis"] == series.dimensions.get("basis")]
            for field in fields if series.item == ANY_FIELD else [series.item]:
                values = own[["region_code", "year"]].assign(value=own[field])
                parts.append(as_rows(values, series).assign(item=field))
        return joined(parts, table)


def this_year() -> int:
    """Return the newest year to ask for: the checks refuse figures of years that lie ahead."""
    return datetime.now(UTC).year


def _rows(answer: Answer) -> list[Row]:
    """Return the longest list of objects in an answer, wherever it stands and whatever it is called."""
    lists = list(_lists(parsed(answer, "cp949"), DEEPEST_LIST))
    if not lists:
        raise Unreadable(f"{answer.url}: no list of rows in the answer")
    return max(lists, key=len)


def _lists(content: Any, depth: int) -> Iterator[list[Row]]:
    if isinstance(content, list) and all(isinstance(one, dict) for one in content):
        yield content
    elif isinstance(content, dict) and depth:
        for value in content.values():
            yield from _lists(value, depth - 1)


def _years(table: Table, answers: Iterable[Answer]) -> dict[int, list[Row]]:
    """Return the rows by the year that was asked for; years without rows are not published yet."""
    years: dict[int, list[Row]] = {}
    for answer in answers:
        year = _year(answer, table)
        rows = _rows(answer)
        if not rows:
            continue
        stated = _stated_years(rows)
        if stated and str(year) not in stated:
            raise Unexpected(f"{table.id}: asked for {year}, the rows say {', '.join(sorted(stated))}")
        same = next((other for other, known in years.items() if known == rows), None)
        if same is not None:
            raise Unexpected(f"{table.id}: the answers for {same} and {year} are the same")
        years[year] = rows
    if not years:
        raise NoData(f"{table.id}: no year has any rows")
    return years


def _year(answer: Answer, table: Table) -> int:
    asked = parse_qs(urlsplit(answer.url).fragment).get(table.options["year_parameter"], [""])[0]
    if not YEAR.fullmatch(asked):
        raise Unreadable(f"{answer.url}: not an answer for a year")
    return int(asked)


def _stated_years(rows: list[Row]) -> set[str]:
    """Return the years that stand in every row under the same name."""
    constant = {name: str(value) for name, value in rows[0].items() if YEAR.fullmatch(str(value))}
    return {text for name, text in constant.items() if all(str(row.get(name)) == text for row in rows)}


def _placed(rows: list[Row], year: int, table: Table, places: Places) -> pd.DataFrame:
    """Return the rows of nation and provinces: region_code, basis, year, and the fields as text."""
    _expect_no_merged(rows, table, places)
    found = _best_labels(rows, places)
    if not found:
        raise Unreadable(
            f"{table.id}: no field names the provinces; there are {', '.join(sorted(_names(rows)))}"
        )
    placed = [rows[at] for at in found.values()]
    fields = [name for name in _names(placed) if name not in OWN and not _has_words(placed, name)]
    texts = [
        {
            "region_code": region,
            "basis": basis,
            "year": year,
            **{name: _text(rows[at].get(name)) for name in fields},
        }
        for (region, basis), at in found.items()
    ]
    return pd.DataFrame(texts)


def _names(rows: list[Row]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def _text(value: Any) -> str | None:
    return None if value is None or isinstance(value, bool | dict | list) else str(value).removesuffix("%")


def _has_words(rows: list[Row], name: str) -> bool:
    return any(HANGUL.search(str(row.get(name))) for row in rows)


def _best_labels(rows: list[Row], places: Places) -> Mapping[Place, int]:
    """Find the field that says whose figures a row holds, or the two fields that say it together.

    Returns:
        The place in the list by region and basis; empty if no field names them without naming one twice.
    """
    naming = [name for name in _names(rows) if _has_words(rows, name)]
    meanings: dict[str, Place | None] = {}
    best: dict[Place, int] = {}
    for names in [*((one,) for one in naming), *permutations(naming, 2)]:
        found: dict[Place, int] = {}
        for at, row in enumerate(rows):
            label = "".join(str(row.get(name) or "") for name in names)
            if label not in meanings:
                meanings[label] = _meaning(label, places)
            meant = meanings[label]
            if meant is not None and found.setdefault(meant, at) != at:
                break  # this field names a region more than once
        else:
            best = max(best, found, key=len)
    return best


def _meaning(label: str, places: Places) -> Place | None:
    found = LABEL.fullmatch(BETWEEN.sub("", label))
    region = places.names.get(found["place"]) if found else None
    if found is None or region is None:
        return None
    return region, HEADQUARTERS if found["kind"] == "본청" else TOTAL


def _expect_no_merged(rows: list[Row], table: Table, places: Places) -> None:
    """Check that no row belongs to a merged region that the catalogue does not know yet."""
    if any(name in places.names for name in MERGED.values()):
        return
    for row in rows:
        for value in row.values():
            if isinstance(value, str) and merged(BETWEEN.sub("", value)):
                raise Unexpected(f"{table.id}: {merged_sentence(value)}")


def _expect_places(frame: pd.DataFrame, table: Table, places: Places) -> None:
    """Check that the newest year has every province, on each basis that is wanted, and the nation."""
    newest = frame["year"].max()
    held = set(
        frame.loc[frame["year"] == newest, ["region_code", "basis"]].itertuples(index=False, name=None)
    )
    country = str(table.options.get("country", "KR"))
    for series in table.series:
        missing = _wanted(series, country, places) - held
        if missing:
            shown = ", ".join(f"{region} ({basis})" for region, basis in sorted(missing)[:5])
            raise Incomplete(f"{table.id}: no row for {shown} in {newest}")


def _wanted(series: Series, country: str, places: Places) -> set[Place]:
    basis = str(series.dimensions.get("basis"))
    regions = (*places.regions.get(country, ()), *((country,) if series.nation else ()))
    return {(region, basis) for region in regions}


CONNECTORS = (Mois(),)
