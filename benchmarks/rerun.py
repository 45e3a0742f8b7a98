"""Measures the warm server time of a rerun. By hand: `python -m benchmarks.rerun "/region?region=KR-47"`.

A rerun is what every click costs the server: the entry script and the page, with figures and texts already
made once. Without an address every page is measured as it opens. The time is that of the script alone: no
browser, no network.
"""

import statistics
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import streamlit.runtime.scriptrunner.script_runner as script_runner
from streamlit.testing.v1 import AppTest

from regions.asking.page_specs import PAGES

ENTRY = Path(__file__).resolve().parent.parent / "dashboard.py"
RUNS = 30
_RUNNER = "exec_func_with_error_handling"  # what Streamlit runs a script with
# A run of less is the page without its frame, which only starts over (`interface.state`).
LEAST_SECONDS = 0.003


def main() -> int:
    """Print the median and the 95th percentile of each address.

    Returns:
        0, or 2 for an address without a page.
    """
    addresses = sys.argv[1:] or [page.path for page in PAGES.values()]
    scripts = {page.path: name for name, page in PAGES.items()}
    for address in addresses:
        if urlsplit(address).path not in scripts:
            print(f"{address}: no such page; there are {', '.join(scripts)}", file=sys.stderr)
            return 2
        seconds = measure(scripts[urlsplit(address).path], parse_qs(urlsplit(address).query))
        median, slow = statistics.median(seconds), sorted(seconds)[int(0.95 * len(seconds))]
        print(
            f"{address}: median {1000 * median:.0f} ms, 95% within {1000 * slow:.0f} ms, {len(seconds)} runs"
        )
    return 0


def measure(page: str, query: dict[str, list[str]]) -> list[float]:
    """Return the seconds that reruns of a page take, the first runs left out."""
    app = AppTest.from_file(str(ENTRY), default_timeout=60)
    app.run()
    app.query_params.clear()
    if PAGES[page].path != "/":
        app.switch_page(f"pages/{page}.py")
    for name, values in query.items():
        app.query_params[name] = values
    app.run()
    app.run()
    seconds: list[float] = []
    original = getattr(script_runner, _RUNNER)

    def timed(*arguments: Any, **more: Any) -> Any:
        start = time.perf_counter()
        outcome = original(*arguments, **more)
        seconds.append(time.perf_counter() - start)
        return outcome

    setattr(script_runner, _RUNNER, timed)
    try:
        for _ in range(RUNS):
            app.run()
    finally:
        setattr(script_runner, _RUNNER, original)
    return [one for one in seconds if one >= LEAST_SECONDS]


if __name__ == "__main__":
    sys.exit(main())
