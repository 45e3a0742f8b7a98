"""Whatever stops a refresh, the current database is intact and the next run completes."""

import resource
import signal
from collections.abc import Callable
from subprocess import CompletedProcess
from typing import Any

import pytest

from etl.overlay import current_overlay
from etl.publish import current_file
from tests.etl import replay as faults
from tests.etl.fictional import population
from tests.etl.refresh.conftest import Desk
from tests.etl.running import in_process

Runner = Callable[..., Any]


def command(*arguments: str, kill: str = "", when: str = "before") -> CompletedProcess[str]:
    """Run `python -m etl` in a process of its own, which kills itself before or after a function."""
    script = "import os, signal, sys\nfrom etl.__main__ import main\n"
    if kill:
        place, name = kill.rsplit(".", 1)
        script += (
            f"from pkgutil import resolve_name\nplace = resolve_name('{place}')\nreal = place.{name}\n"
            "def killed(*arguments, **named):\n"
            + ("    real(*arguments, **named)\n" if when == "after" else "")
            + "    os.kill(os.getpid(), signal.SIGKILL)\n"
            f"place.{name} = killed\n"
        )
    script += f"sys.exit(main({list(arguments)!r}))\n"
    return in_process(script)


@pytest.mark.parametrize(
    ("kill", "when"),
    [
        ("etl.download.archive.Fetch.store", "after"),  # during the download
        ("etl.refresh.stage.merge", "before"),  # before merging
        ("etl.pipeline.load", "before"),  # during the build
        ("etl.refresh.intake.switch_overlay", "before"),  # database written, nothing switched
        ("etl.refresh.intake.switch_overlay", "after"),  # datasets switched, database not
        ("etl.pipeline.switch", "after"),  # both switched, nothing remembered
    ],
)
def test_kill_9(desk: Desk, run: Runner, kill: str, when: str) -> None:
    before = current_file(desk.sample.build_folder)
    shipped = desk.shipped()
    desk.publish_year(2025)
    stopped = command("refresh", "estat", kill=kill, when=when)
    assert stopped.returncode == -signal.SIGKILL, stopped.stderr
    assert current_file(desk.sample.build_folder) == before or kill == "etl.pipeline.switch"
    assert desk.value("population_total", "YY-03", 2024) == population("YY-03", 2024)
    pages = desk.asked("/estat/json/getStatsData")
    again = run("refresh", "estat")
    assert again.code == 0, again.err
    assert desk.value("population_total", "YY-03", 2025) == population("YY-03", 2025)
    assert desk.shipped() == shipped
    assert any("figures of 2025" in one["text"]["en"] for one in desk.report["changes"])
    if kill != "etl.download.archive.Fetch.store":
        assert desk.asked("/estat/json/getStatsData") == pages  # everything had arrived


def test_a_broken_download_goes_on_where_it_stopped(desk: Desk, run: Runner) -> None:
    desk.publish_year(2025)
    desk.server.faults["/estat/json/getStatsData"].extend([faults.send, faults.send])
    desk.server.faults["/estat/json/getStatsData"].extend([faults.reset] * 3)  # as often as is tried
    assert run("refresh", "estat").code == 4
    first = [query.get("startPosition", "1") for path, query in desk.server.asked if "getStatsData" in path]
    desk.server.asked.clear()
    assert run("refresh", "estat").code == 0
    second = [query.get("startPosition", "1") for path, query in desk.server.asked if "getStatsData" in path]
    assert first[:2] == ["1", "41"] and first[2:] == ["81"] * 3
    assert second[0] == "81"
    assert desk.value("population_total", "YY-03", 2025) == population("YY-03", 2025)


def test_a_table_that_changed_meanwhile_is_not_mixed(desk: Desk, run: Runner) -> None:
    desk.server.faults["/estat/json/getStatsData"].append(faults.send)
    desk.server.faults["/estat/json/getStatsData"].extend([faults.reset] * 3)
    assert run("refresh", "estat").code == 4
    desk.publish_year(2025)
    desk.server.asked.clear()
    assert run("refresh", "estat").code == 0
    assert [one for one, _ in desk.server.asked if "getStatsData" in one]
    assert desk.server.asked[1][1].get("startPosition") is None  # from the beginning
    assert desk.value("population_total", "YY-03", 2025) == population("YY-03", 2025)


@pytest.mark.skipif(
    not hasattr(resource, "RLIMIT_FSIZE"), reason="a limit of file sizes is how a full disk is made"
)
@pytest.mark.parametrize("limit", [2_000, 400_000], ids=["while downloading", "while building"])
def test_disk_full(desk: Desk, run: Runner, limit: int) -> None:
    before = current_file(desk.sample.build_folder)
    desk.publish_year(2025)
    script = (
        "import resource, signal, sys\nfrom etl.__main__ import main\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        "sys.exit(main(['refresh', 'estat']))\n"
    )
    full = in_process(script)
    assert full.returncode in (3, 4), full.stderr
    assert "Traceback" not in full.stderr
    assert current_file(desk.sample.build_folder) == before
    assert current_overlay(desk.refreshed) is None
    again = run("refresh", "estat")
    assert again.code == 0, again.err
    assert desk.value("population_total", "YY-03", 2025) == population("YY-03", 2025)
