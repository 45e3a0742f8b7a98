"""Starts and stops servers for measurements and tests, on this machine only."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Running:
    """A server under measurement."""

    url: str
    process: subprocess.Popen[bytes]
    start_seconds: float

    @property
    def megabytes(self) -> float:
        """Resident memory of the process (Linux)."""
        return resident_megabytes(self.process.pid)


def resident_megabytes(process: int) -> float:
    """Return the resident memory of a process (Linux)."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1000


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def server_command(script: str, port: int) -> list[str]:
    """Return what serves a script on this machine alone, as `streamlit run` does."""
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.headless", "true"]
    return [*command, "--server.port", str(port), "--server.address", "127.0.0.1"]


@contextmanager
def served(
    script: str, port: int | None = None, log: Path | None = None, seconds: float = 60
) -> Iterator[Running]:
    """Serve a script as `streamlit run` does, until the block ends; what it writes goes into `log`.

    Raises:
        ChildProcessError: If the server stops at its start.
        TimeoutError: If it does not answer within `seconds`.
    """
    port = port or free_port()
    command = server_command(script, port)
    begun = time.perf_counter()
    with (log or Path(os.devnull)).open("wb") as written:
        process = subprocess.Popen(command, cwd=REPOSITORY, stdout=written, stderr=subprocess.STDOUT)
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_answered(f"{url}/_stcore/health", seconds, process)
        yield Running(url, process, time.perf_counter() - begun)
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_until_warm(url: str, views: int, seconds: float = 180) -> None:
    """Wait until a dashboard has made its first views.

    Raises:
        TimeoutError: If it has not within `seconds`.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with urllib.request.urlopen(f"{url}/metrics", timeout=60) as answer:  # noqa: S310  of this machine
            if f"regions_first_views {views}.0" in answer.read().decode():
                return
        time.sleep(1)
    raise TimeoutError(f"{url} had not made its {views} first views within {seconds} s")


def wait_until_answered(
    url: str, seconds: float = 60, process: subprocess.Popen[bytes] | None = None
) -> None:
    """Wait until an address answers with 200.

    Raises:
        ChildProcessError: If the process that should answer, where one is given, has ended.
        TimeoutError: If it does not within `seconds`.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process is not None and process.poll() is not None:
            raise ChildProcessError(f"what should answer at {url} has ended with {process.returncode}")
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310  an address of this machine
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise TimeoutError(f"{url} did not answer within {seconds} s")
