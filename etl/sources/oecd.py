"""OECD SDMX: figures of the regions of both countries, to compare with ours; never mixed with them."""

import re
from collections.abc import Iterable, Iterator

import pandas as pd

from etl.download.client import Answer
from etl.download.errors import (
    NoData,
    RateLimited,
    RequestRefused,
    ServerFailing,
    TableGone,
    Unreadable,
)
from etl.sources.connector import Ask, Connector, Request, Table, as_rows, joined
from etl.sources.contents import csv_frame, decoded
from etl.sources.places import Places

SCHEME = "oecd_tl3"
HTTP_OK, NOT_FOUND, SERVER_ERROR, TOO_MANY = 200, 404, 500, 429
WAIT_AFTER_LIMIT = 120.0
COLUMNS = ("REF_AREA", "TIME_PERIOD", "OBS_VALUE", "UNIT_MULT")
VERSION = re.compile(r'<[\w:]*Dataflow\b[^>]*\bversion="([\d.]+)"')
BEGINNING = "STRUCTURE,"


class Oecd(Connector):
    """Dataflows for regions of level TL3, as CSV with labels."""

    name = "oecd"
    base_url = "https://sdmx.oecd.org/public/rest"
    pause = 60.0  # sixty downloads an hour are allowed
    rank = 70

    def judge(self, answer: Answer) -> None:
        """Accept only the documented beginnings; a notice of the limit has come with HTTP 200."""
        text = decoded(answer, "latin-1")
        start = f"{answer.url}: {' '.join(text[:120].split())}"
        if "exceeded the number of requests" in text[:500]:
            raise RateLimited(start, _wait(answer))
        if answer.status == NOT_FOUND and "NoRecordsFound" in text[:500]:
            raise NoData(start)
        if answer.status == NOT_FOUND:
            raise TableGone(start)
        if answer.status == SERVER_ERROR and "maintainableReference" in text[:500]:
            raise RequestRefused(start)  # a malformed reference; asking again does not help
        if answer.status >= SERVER_ERROR:
            raise ServerFailing(start)
        if answer.status == HTTP_OK and not _is_data(text) and not VERSION.search(text):
            raise Unreadable(start)

    def answers(self, table: Table, since: int | None, ask: Ask) -> Iterator[Answer]:
        """Ask for the newest version (older ones are retired without notice), then for the data below it."""
        agency, flow = str(table.options["agency"]), table.id
        structure = ask(Request(f"dataflow/{agency}/{flow}/latest", {}))
        version = VERSION.search(decoded(structure, "latin-1"))
        if not version:
            raise Unreadable(f"{structure.url}: no version of the dataflow")
        start = {"startPeriod": str(since)} if since else {}
        yield ask(
            Request(
                f"data/{agency},{flow},{version[1]}/{table.options['key']}",
                {**start, "dimensionAtObservation": "AllDimensions", "format": "csvfilewithlabels"},
            )
        )

    def rows(self, table: Table, answers: Iterable[Answer], places: Places) -> pd.DataFrame:
        """Turn observations into rows; empty ones are left out, UNIT_MULT is applied."""
        parts = []
        for answer in answers:
            if _is_data(decoded(answer, "latin-1")):
                parts += list(_parts(_frame(answer), table, places))
        return joined(parts, table)


def _is_data(text: str) -> bool:
    return text.startswith(BEGINNING)


def _wait(answer: Answer) -> float:
    text = answer.headers.get("Retry-After", "")
    return float(text) if text.isdecimal() else WAIT_AFTER_LIMIT


def _frame(answer: Answer) -> pd.DataFrame:
    frame = csv_frame(answer, "latin-1")
    lacking = [name for name in COLUMNS if name not in frame]
    if lacking:
        raise Unreadable(f"{answer.url}: no column {', '.join(lacking)}")
    frame = frame[frame["OBS_VALUE"].ne("")]
    value = pd.to_numeric(frame["OBS_VALUE"], errors="coerce")
    power = pd.to_numeric(frame["UNIT_MULT"].replace("", "0"), errors="coerce")
    if value.isna().any() or power.isna().any() or not frame["TIME_PERIOD"].str.fullmatch(r"\d{4}").all():
        raise Unreadable(f"{answer.url}: a value, multiplier or year that is not a number")
    return frame.assign(
        year=frame["TIME_PERIOD"].astype(int), value=(value * 10.0**power).map("{:.12g}".format)
    )


def _parts(frame: pd.DataFrame, table: Table, places: Places) -> Iterator[pd.DataFrame]:
    region = frame["REF_AREA"].map(places.by_code(SCHEME))
    frame = frame.assign(region_code=region)[region.notna()]
    for series in table.series:
        own = frame[frame["region_code"].str.startswith(series.item)]  # the item is the country
        if len(own):
            yield as_rows(own[["region_code", "year", "value"]], series)


CONNECTORS = (Oecd(),)
