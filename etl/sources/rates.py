"""Rates to convert money with: purchasing power parities (World Bank), exchange rates (FRED)."""

from collections.abc import Iterable, Iterator

import pandas as pd

from etl.download.client import Answer
from etl.download.errors import Incomplete, NoData, RequestRefused, TableGone, Unreadable
from etl.sources.connector import Ask, Connector, Request, Table, as_rows, joined
from etl.sources.contents import as_list, as_mapping, csv_frame, decoded, parsed
from etl.sources.places import Places

HTTP_OK, CLIENT_ERROR, NOT_FOUND = 200, 400, 404
FRED_MISSING = "."


class WorldBank(Connector):
    """World Bank Indicators API, version 2; an indicator for both countries."""

    name = "world_bank"
    base_url = "https://api.worldbank.org/v2"
    rank = 50

    def judge(self, answer: Answer) -> None:
        """Look for `message`, which is how errors come under HTTP 200."""
        if answer.status >= CLIENT_ERROR:
            return
        content = as_list(parsed(answer))
        messages = as_list(as_mapping(content[0] if content else None).get("message"))
        if messages:
            text = "; ".join(str(as_mapping(one).get("value", one)) for one in messages)
            raise RequestRefused(f"{answer.url}: {text}")

    def answers(self, table: Table, since: int | None, ask: Ask) -> Iterator[Answer]:
        """Ask for every page (there is usually one)."""
        countries = ";".join(sorted({one.item for one in table.series}))
        page, pages = 1, 1
        while page <= pages:
            query = {"format": "json", "per_page": "1000", "page": str(page)}
            answer = ask(Request(f"country/{countries}/indicator/{table.id}", query))
            yield answer
            head = as_mapping(next(iter(as_list(parsed(answer))), None))
            pages = int(head["pages"]) if str(head.get("pages", "")).isdecimal() else 1
            page += 1

    def rows(self, table: Table, answers: Iterable[Answer], places: Places) -> pd.DataFrame:
        """Turn the objects into rows, years without a value left out."""
        found = []
        for answer in answers:
            content = as_list(parsed(answer))
            if len(content) != 2 or not isinstance(content[1], list):
                raise NoData(f"{answer.url}: no figures")
            for one in map(as_mapping, content[1]):
                country = str(as_mapping(one.get("country")).get("id", ""))
                year = str(one.get("date", ""))
                if not year.isdecimal() or len(year) != 4:
                    raise Unreadable(f"{answer.url}: {year[:20]!r} is no year")
                if one.get("value") is not None:
                    found.append((country, int(year), str(one["value"])))
        frame = pd.DataFrame(found, columns=["region_code", "year", "value"])
        return _both(frame, table)


class FederalReserve(Connector):
    """Annual averages of exchange rates (release H.10) from FRED, one CSV a series."""

    name = "federal_reserve"
    base_env = "FRED_BASE_URL"
    base_url = "https://fred.stlouisfed.org"
    rank = 60

    def judge(self, answer: Answer) -> None:
        """An unknown series is 404; a page in HTML is not a CSV."""
        if answer.status == NOT_FOUND:
            raise TableGone(f"{answer.url}: HTTP 404")
        if answer.status == HTTP_OK and decoded(answer).lstrip().startswith("<"):
            raise Unreadable(f"{answer.url}: an HTML page where CSV was promised")

    def answers(self, table: Table, since: int | None, ask: Ask) -> Iterator[Answer]:
        """Ask for the one series."""
        yield ask(Request("graph/fredgraph.csv", {"id": table.id}))

    def rows(self, table: Table, answers: Iterable[Answer], places: Places) -> pd.DataFrame:
        """Turn the two columns into rows; "." is how FRED writes a gap, which is left out."""
        parts = []
        for answer in answers:
            frame = csv_frame(answer)
            if list(frame.columns[1:]) != [table.id]:
                raise Unreadable(f"{answer.url}: the columns are {', '.join(frame.columns)[:80]}")
            dates, values = frame.iloc[:, 0], frame.iloc[:, 1]
            if not dates.str.fullmatch(r"\d{4}-01-01").all():
                raise Unreadable(f"{answer.url}: not a series of years")
            rows = pd.DataFrame({"year": dates.str[:4].astype(int), "value": values})
            rows = rows[~rows["value"].isin([FRED_MISSING, ""])]
            parts += [rows.assign(region_code=one.item) for one in table.series]
        return _both(pd.concat(parts, ignore_index=True), table)


def _both(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return the rows of each country, which is the item of its series.

    Raises:
        Incomplete: If a country has none.
        Unreadable: If a value is not a number.
    """
    parts = []
    for series in table.series:
        own = frame[frame["region_code"] == series.item]
        if own.empty:
            raise Incomplete(f"{table.id}: no figure of {series.item}")
        parts.append(as_rows(own.sort_values("year"), series))
    rows = joined(parts, table)
    if rows["value"].isna().any():
        raise Unreadable(f"{table.id}: {str(rows['mark'].dropna().iloc[0])[:20]!r} is not a rate")
    return rows


CONNECTORS = (WorldBank(), FederalReserve())
