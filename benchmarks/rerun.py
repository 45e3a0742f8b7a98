"""Measures what a run of a page costs the server. By hand: `python -m benchmarks.rerun "/region"`.

A rerun is what every click costs: the entry script and the page, with figures and texts already made once; a
first view is the first of its page in this process, after the start page. Time is that of the script alone,
of the processor and by the clock: no browser, no network. Messages and bytes are those of one rerun, before
the websocket compresses them and before Streamlit leaves out what the browser holds.
"""

import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

import streamlit.runtime.scriptrunner.script_runner as script_runner
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.testing.v1 import AppTest

from interface.shared.shortcuts import take_shortcuts
from regions.asking.page_specs import PAGES

ENTRY = Path(__file__).resolve().parent.parent / "dashboard.py"
RUNS = 12
_RUNNER = "exec_func_with_error_handling"  # what Streamlit runs a script with
# A run of less is the page without its frame, which only starts over (`interface.state`).
LEAST_SECONDS, LEAST_MESSAGES = 0.003, 10


def main() -> int:
    """Print the median and the 95th percentile of each address.

    Returns:
        0, or 2 for an address without a page.
    """
    take_shortcuts()
    addresses = sys.argv[1:] or [page.path for page in PAGES.values()]
    scripts = {page.path: name for name, page in PAGES.items()}
    for address in addresses:
        if urlsplit(address).path not in scripts:
            print(f"{address}: no such page; there are {', '.join(scripts)}", file=sys.stderr)
            return 2
        first, *again = measure(scripts[urlsplit(address).path], parse_qs(urlsplit(address).query))
        clock = sorted(one.clock for one in again)
        median, slow = statistics.median(clock), clock[int(0.95 * len(clock))]
        processor = statistics.median(one.processor for one in again)
        print(
            f"{address}: rerun {1000 * processor:.0f} ms of the processor,"
            f" by the clock {1000 * median:.0f} ms (95% within {1000 * slow:.0f});"
            f" first view {1000 * first.processor:.0f} ms;"
            f" {again[-1].messages} messages, {again[-1].bytes / 1000:.0f} kB"
        )
    return 0


@dataclass
class Run:
    """What one run of the script took: seconds, and what it sent to the browser."""

    clock: float = 0.0
    processor: float = 0.0
    messages: int = 0
    bytes: int = 0


def measure(page: str, query: dict[str, list[str]]) -> list[Run]:
    """Return the first view of a page and its reruns."""
    app = AppTest.from_file(str(ENTRY), default_timeout=60)
    app.run()
    app.query_params.clear()
    if PAGES[page].path != "/":
        app.switch_page(f"pages/{page}.py")
    for name, values in query.items():
        app.query_params[name] = values
    runs: list[Run] = []
    original, enqueue = getattr(script_runner, _RUNNER), ScriptRunContext.enqueue

    def timed(*arguments: Any, **more: Any) -> Any:
        runs.append(run := Run())
        start, used = time.perf_counter(), time.thread_time()
        outcome = original(*arguments, **more)
        run.clock, run.processor = time.perf_counter() - start, time.thread_time() - used
        return outcome

    def counted(context: ScriptRunContext, message: Any) -> None:
        enqueue(context, message)
        if runs:
            runs[-1].messages += 1
            runs[-1].bytes += message.ByteSize()

    with patch.object(script_runner, _RUNNER, timed), patch.object(ScriptRunContext, "enqueue", counted):
        for _ in range(RUNS + 1):
            app.run()
    return [one for one in runs if one.clock >= LEAST_SECONDS and one.messages > LEAST_MESSAGES]


if __name__ == "__main__":
    sys.exit(main())
