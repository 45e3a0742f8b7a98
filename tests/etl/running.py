"""How tests run the refresh: without waiting, and in a process of its own that may be killed."""

import multiprocessing
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory

from etl.download.client import Manners

REPOSITORY = Path(__file__).resolve().parents[2]
# As publishers on a socket of this machine are asked.
QUICK = Manners(pause=0.0, timeout=1.0, deadline=5.0, attempts=3, first_wait=0.01, longest_wait=0.02)
# To import takes longer than what a command does: one process imports, and those of the tests fork from it.
_FORKING = multiprocessing.get_context("forkserver")
_FORKING.set_forkserver_preload(["etl.__main__", "etl.refresh.command", "etl.refresh.import_command"])


def in_process(script: str) -> CompletedProcess[str]:
    """Run Python code in a process of its own."""
    with TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        process = _FORKING.Process(target=_execute, args=(script, dict(os.environ), out, err))
        process.start()
        process.join()
        code = process.exitcode
        assert code is not None
        return CompletedProcess(script, code, out.read_text("utf-8"), err.read_text("utf-8"))


def killed_at(place: str, name: str, source: str) -> str:
    """Return the code of a refresh of a source that is killed where it would call a function."""
    return (
        "import os, signal, sys\nfrom etl.__main__ import main\nfrom pkgutil import resolve_name\n"
        f"setattr(resolve_name('{place}'), '{name}', lambda *a, **b: os.kill(os.getpid(), signal.SIGKILL))\n"
        f"main(['refresh', '{source}'])\n"
    )


def _execute(script: str, environment: Mapping[str, str], out: Path, err: Path) -> None:
    """Run code as if the process had been started for it."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(REPOSITORY)
    for path, stream in ((out, sys.stdout), (err, sys.stderr)):
        with path.open("wb") as file:
            os.dup2(file.fileno(), stream.fileno())
    exec(script, {"__name__": "__main__"})  # noqa: S102 - that is what is asked
