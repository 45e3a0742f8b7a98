"""Sends a running dashboard what no sane client would: `python -m benchmarks.fuzz --minutes 10 --seed 1`.

In turns: requests made from the OpenAPI description, well and badly formed (schemathesis); arbitrary paths
and query strings; arbitrary addresses of pages, opened as sessions; arbitrary values of the widgets on them.
Wrong is a status from 500 (but 501 and 503, which are answers), anything of the inside in an answer, a trace
in the log, a page that fails on an address, a server that stops. Exit code 1 then, with what was sent.
"""

import argparse
import asyncio
import http.client
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlencode, urlsplit

import schemathesis
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.core.result import Ok

from benchmarks.servers import served, wait_until_answered
from benchmarks.visitor import VisitFailed, Visitor
from regions.asking.page_specs import PAGES
from regions.database.build import current_build
from regions.database.catalogue import Catalogue

ANSWERS_FROM_500 = (501, 503)
INSIDE = re.compile(
    rb"Traceback|File \"|\.py\b|_duckdb|(?:Binder|Catalog|Parser|IO) Error|root:x:|\[project\]"
)
EXAMPLES = 40
DESCRIBED_EXAMPLES = 12  # for each of the operations, in both modes
MOST_TOLD = 20
_PATHS = (
    "/api/v1/database.duckdb", "/api/v1/data/births.csv", "/api/v1/figures.json", "/api/v1/charts/rank.png",
    "/", "/rank", "/_stcore/health", "/static/x", "/app/static/x", "/media/x", "/component/x", "/healthz",
    "/sitemap.xml", "/..", "/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2fpyproject.toml",
    "/static/..%2f..%2fetc/passwd", "//etc/passwd", "/api/v1/../../pyproject.toml", "/\\..\\", "/%00",
)  # fmt: skip
_HEADERS = (
    "Range", "If-None-Match", "If-Modified-Since", "Accept-Language", "Accept-Encoding", "If-Range", "Origin",
    "Cookie",
)  # fmt: skip
_HEADER_VALUES = ("bytes=0-1", "bytes=-1", "bytes=5-2", "bytes=0-1,3-4", "*", "0", "99999999999")


@dataclass
class Notes:
    """What was sent and what came back."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, kind: str, sent: str, status: int, body: bytes) -> None:
        """Note an answer over HTTP."""
        self.counts[f"{kind} {status}"] += 1
        if status >= 500 and status not in ANSWERS_FROM_500:
            self.wrong.append(f"{kind}: {status} for {sent}")
        elif status != 200 and set(INSIDE.findall(body)) - set(INSIDE.findall(unquote(sent).encode())):
            self.wrong.append(f"{kind}: something of the inside for {sent}")
        elif status == 200 and (b"root:x:" in body[:2000] or b"[project]" in body[:2000]):
            self.wrong.append(f"{kind}: another file for {sent}")


Round = Callable[[int], None]


def _drawn(number: int, examples: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return the decorator of a reproducible round."""
    fixed = settings(
        max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    return lambda function: seed(number)(fixed(function))


def described(url: str, notes: Notes, number: int) -> None:
    """Send what the description allows and forbids, to every operation."""
    schema = schemathesis.openapi.from_url(f"{url}/api/v1/openapi.json")
    for found in schema.get_all_operations():
        if not isinstance(found, Ok):
            raise ValueError("the description cannot be read")
        operation = found.ok()
        for mode in GenerationMode:
            if mode is GenerationMode.NEGATIVE and not operation.path_parameters and not operation.query:
                continue  # nothing in it can be malformed

            @_drawn(number, DESCRIBED_EXAMPLES)
            @given(case=operation.as_strategy(generation_mode=mode))
            def send(case: Any) -> None:
                answer = case.call(timeout=60)
                notes.add(
                    "described", f"{case.method} {answer.request.url}", answer.status_code, answer.content
                )

            send()


def arbitrary(url: str, notes: Notes, number: int) -> None:
    """Send paths and queries that no description knows, byte for byte."""
    parts = urlsplit(url)
    letters = st.text(max_size=30)
    paths = st.one_of(
        st.sampled_from(_PATHS),
        letters.map(lambda text: "/" + quote(text, safe="/%.~\\")),
        st.tuples(st.sampled_from(_PATHS), letters).map(lambda pair: pair[0] + quote(pair[1], safe="/%.")),
    )
    queries = st.one_of(
        st.just(""),
        st.lists(st.tuples(letters, letters), max_size=5).map(urlencode),
        st.binary(max_size=60).map(quote),
    )
    methods = st.sampled_from(["GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "X"])
    printable = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40)
    headers = st.dictionaries(
        st.sampled_from(_HEADERS), st.one_of(printable, st.sampled_from(_HEADER_VALUES)), max_size=3
    )

    @_drawn(number, 10 * EXAMPLES)
    @given(method=methods, path=paths, query=queries, headers=headers)
    def send(method: str, path: str, query: str, headers: dict[str, str]) -> None:
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        sent = f"{path}?{query}" if query else path
        try:
            connection.request(method, sent, headers=headers)
            answer = connection.getresponse()
            notes.add("arbitrary", f"{method} {sent} {headers}", answer.status, answer.read(200_000))
        except http.client.HTTPException as error:
            notes.counts[f"arbitrary {type(error).__name__}"] += 1
        finally:
            connection.close()

    send()


def addresses(catalogue: Catalogue) -> st.SearchStrategy[str]:
    """Return addresses of pages: known names with known and unknown values, and unknown names."""
    known = [
        "KR",
        "JP-05",
        "KR-47",
        "2015",
        "2020",
        "ko",
        "ja",
        "usd",
        "ppp",
        "index",
        "lag",
        "change",
        "log",
    ]
    known += list(catalogue.indicators)[:30]
    values = st.one_of(st.sampled_from(known), st.text(max_size=20))
    shared = ["lang", "indicator", "region", "year", "from", "to", "mode", "scale", "currency", "show"]

    def of(page: str) -> st.SearchStrategy[str]:
        spec = PAGES[page]
        own = [value for choice in spec.choices.values() for value in choice.allowed(catalogue)[:20]]
        either = st.one_of(values, st.sampled_from([*spec.shows, *spec.modes, *own] or [""]))
        names = st.one_of(st.sampled_from([*shared, *spec.choices]), st.text(max_size=10))
        pairs = st.lists(st.tuples(names, either), max_size=8)
        return pairs.map(lambda held: f"{spec.path}?{urlencode(held)}")

    return st.sampled_from(sorted(PAGES)).flatmap(of)


def visited(url: str, notes: Notes, catalogue: Catalogue, number: int) -> None:
    """Open addresses of pages as sessions; then send the widgets found there arbitrary values."""
    known = st.sampled_from(
        ["KR", "JP-05", "KR-47", "2020", "births", "index", "usd", "map", "", "nan", "-1"]
    )
    garbage = st.one_of(known, st.text(max_size=30))

    @_drawn(number, EXAMPLES)
    @given(address=addresses(catalogue), values=st.lists(garbage, min_size=1, max_size=6))
    def visit(address: str, values: list[str]) -> None:
        asyncio.run(_session(url, notes, address, values))

    visit()


async def _session(url: str, notes: Notes, address: str, values: list[str]) -> None:
    visitor = Visitor(url)
    try:
        await visitor.open(address)
        notes.counts["page opened"] += 1
    except VisitFailed as error:
        notes.wrong.append(f"page: {error} for {address}")
        await visitor.close()
        return
    try:
        await visitor.go(address, values)
        notes.counts["page with values drawn"] += 1
    except VisitFailed as error:
        # Streamlit refuses what a widget does not offer before our code sees it: a sentence, there alone.
        notes.counts["page with values refused"] += 1
        if INSIDE.search(str(error).encode()):
            notes.wrong.append(f"values: something of the inside for {address} {values}")
    finally:
        await visitor.close()


def run(minutes: float, number: int) -> int:
    """Start a dashboard, send until the time is over, tell what came."""
    notes, catalogue = Notes(), current_build().catalogue
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log.txt"
        with served("dashboard.py", log=log) as server:
            rounds: list[Round] = [
                partial(described, server.url, notes),
                partial(arbitrary, server.url, notes),
                partial(visited, server.url, notes, catalogue),
            ]
            begun, turn = time.monotonic(), 0
            while time.monotonic() - begun < 60 * minutes:
                rounds[turn % len(rounds)](number + turn)
                turn += 1
                wait_until_answered(f"{server.url}/readyz", 10)
            seconds = time.monotonic() - begun
        written = log.read_text(encoding="utf-8", errors="replace")
    # What Streamlit itself says of values it refuses is known; a trace of ours names our folders.
    written = re.sub(r"\x1b\[[0-9;]*m", "", written)
    ours = re.findall(r"(?:api|charts|exports|interface|pages|regions)/\w+\.py", written)
    print(f"{seconds / 60:.1f} minutes, seeds {number} to {number + turn - 1}")
    for name, count in sorted(notes.counts.items()):
        print(f"  {name:32} {count:7,}")
    print(f"  {'in all':32} {notes.counts.total():7,}")
    print(f"wrong: {len(notes.wrong)}; traces through our code in the log: {len(ours)}")
    print("\n".join(notes.wrong[:MOST_TOLD]))
    if ours:
        print(written[-6000:])
    return 1 if notes.wrong or ours else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.exit(run(options.minutes, options.seed))
