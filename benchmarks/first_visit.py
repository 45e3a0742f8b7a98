"""What a first and a second visit cost a reader: bytes, seconds to the first chart, the slowest files.

By hand: `python -m benchmarks.first_visit "/region?region=KR-47"`. A Chromium opens the page over a line of
9 Mbit/s and 60 ms, with an empty cache and again with what it kept; beside a bare Streamlit page with the
overview's chart. Bytes are those on the wire, counted outside of the browser.
"""

import argparse
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright

from benchmarks.history import Measurement, append, measured
from benchmarks.line import Line, counted_line
from benchmarks.servers import served
from scripts.browser import find_browser

FLOOR, PACKED_FLOOR = "benchmarks/bare_chart.py", "benchmarks/bare_packed.py"
VISITS = ("first visit", "second visit")
MEGABITS, LATENCY_MS = 9.0, 60
SLOWEST = 5
CHART = ".js-plotly-plot .main-svg"
# Noted inside the page, on its own clock: a question from outside every few milliseconds would disturb it.
_NOTE_CHART = f"""
new MutationObserver((_, watch) => {{
  if (document.querySelector({CHART!r})) {{ window.firstChart = performance.now(); watch.disconnect() }}
}}).observe(document, {{childList: true, subtree: true}})
"""
_FILES = """() => performance.getEntriesByType('resource').map(one => [
  one.name, one.startTime, one.responseEnd - one.startTime, one.transferSize])"""
_QUIET_MS = 3_000


@dataclass(frozen=True)
class Visit:
    """What one visit took.

    Attributes:
        kilobytes: On the wire, heads and websocket included.
        socket_kilobytes: Those of the websocket among them.
        seconds: From the request to the first chart.
        files: Name, start and duration (ms) and bytes of each file the browser asked for.
    """

    kilobytes: float
    socket_kilobytes: float
    seconds: float
    files: list[tuple[str, float, float, int]]


def visit(context: BrowserContext, line: Line, address: str, megabits: float) -> Visit:
    """Open an address and wait until nothing comes any more."""
    page = context.new_page()
    _slow_down(context, page, megabits)
    page.add_init_script(_NOTE_CHART)
    before = line.received, line.of_socket
    page.goto(address)
    page.wait_for_selector(CHART, timeout=60_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(_QUIET_MS)
    files: list[Any] = page.evaluate(_FILES)
    seconds = page.evaluate("window.firstChart") / 1000
    page.close()
    received, of_socket = line.received - before[0], line.of_socket - before[1]
    return Visit(received / 1000, of_socket / 1000, seconds, [tuple(one) for one in files])


def _slow_down(context: BrowserContext, page: Page, megabits: float) -> None:
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    speed = megabits * 1e6 / 8 if megabits else -1
    conditions = {"offline": False, "latency": LATENCY_MS if megabits else 0}
    session.send(
        "Network.emulateNetworkConditions",
        {**conditions, "downloadThroughput": speed, "uploadThroughput": speed},
    )


@contextmanager
def _browser() -> Iterator[BrowserContext]:
    """A browser that keeps what a reader's keeps, in a folder of its own."""
    executable = find_browser()
    if executable is None:
        raise SystemExit("No Chromium was found; `make test` tells how to install one.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            folder, executable_path=executable, args=["--no-sandbox"], viewport={"width": 1440, "height": 900}
        )
        yield context
        context.close()


def measure(url: str, path: str, times: int, megabits: float) -> list[list[Visit]]:
    """Return first and second visits, each as often as asked, the server warm."""
    found: list[list[Visit]] = [[], []]
    with counted_line(url) as (line, near):
        with _browser() as context:
            visit(context, line, near + path, 0)
        for _ in range(times):
            with _browser() as context:
                for visits in found:
                    visits.append(visit(context, line, near + path, megabits))
    return found


def _tell(name: str, visits: list[Visit]) -> None:
    seconds = sorted(one.seconds for one in visits)
    last = visits[-1]
    print(
        f"  {name}: {last.kilobytes:,.0f} kB ({last.socket_kilobytes:,.0f} of the websocket), "
        f"{len(last.files)} files, first chart {_median(visits):.2f} s "
        f"({seconds[0]:.2f} to {seconds[-1]:.2f})"
    )
    for address, start, took, size in sorted(last.files, key=lambda one: -one[2])[:SLOWEST]:
        print(f"    {start:6.0f} +{took:6.0f} ms {size / 1000:8,.0f} kB  {address.split('/', 3)[-1][:80]}")


def main() -> None:
    """Measure the floor and the dashboard."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", default=["/?lang=ko"])
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--megabits", type=float, default=MEGABITS, help="0: the line of this machine")
    parser.add_argument("--record", action="store_true", help="append to history.csv")
    options = parser.parse_args()
    found: dict[str, list[list[Visit]]] = {}
    for script, paths in ((FLOOR, ["/"]), (PACKED_FLOOR, ["/"]), ("dashboard.py", options.paths)):
        with served(script) as server:
            for path in paths:
                print(f"{script} {path}")
                found[path if script == "dashboard.py" else script] = visits = measure(
                    server.url, path, options.times, options.megabits
                )
                for name, each in zip(VISITS, visits, strict=True):
                    _tell(name, each)
    if options.record:
        for path in options.paths:
            append(_figures(path, found[path], found[FLOOR], found[PACKED_FLOOR]))


def _figures(
    path: str, visits: list[list[Visit]], floor: list[list[Visit]], packed: list[list[Visit]]
) -> Iterator[Measurement]:
    """Bytes beside those of the bare page as it is, seconds beside those of the bare page compressed too."""
    for name, own, bare, bare_packed in zip(VISITS, visits, floor, packed, strict=True):
        yield measured(f"{path} {name}, kB", round(own[-1].kilobytes), round(bare[-1].kilobytes))
        for kind, other in (("bare page", bare), ("bare page compressed", bare_packed)):
            seconds = (round(_median(own), 2), round(_median(other), 2))
            yield measured(f"{path} {name}, s to the first chart, beside the {kind}", *seconds)


def _median(visits: list[Visit]) -> float:
    return statistics.median(one.seconds for one in visits)


if __name__ == "__main__":
    main()
