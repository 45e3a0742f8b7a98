"""A server of its own whose way out is barred: whatever it looks up or calls is written down and refused."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.servers import free_port, server_command, wait_until_answered

REPOSITORY = Path(__file__).resolve().parents[2]
# Python runs it before anything else of the process.
BARRED = """
import os, socket

def note(what):
    with open(os.environ["LOOKED_UP"], "a") as file:
        print(what, file=file)

def barred(name, inside):
    held = getattr(socket, name)
    def refuse(*arguments, **options):
        if arguments and arguments[0] in inside:
            return held(*arguments, **options)
        note(f"{name} {arguments}")
        raise OSError("no way out")
    setattr(socket, name, refuse)

for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr", "create_connection"):
    barred(name, ("127.0.0.1", "::", "0.0.0.0"))

class Socket(socket.socket):
    def connect(self, address):
        if address[0] not in ("127.0.0.1", "::1"):
            note(f"connect {address}")
            raise OSError("no way out")
        return super().connect(address)
    connect_ex = connect

socket.socket = Socket
"""


@dataclass(frozen=True)
class BarredServer:
    """A running dashboard without a way out.

    Attributes:
        port: Where it answers on 127.0.0.1.
        process: The process.
        looked_up_file: What it looked up or called, a line each.
    """

    port: int
    process: subprocess.Popen[bytes]
    looked_up_file: Path
    log_file: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def looked_up(self) -> str:
        return self.looked_up_file.read_text(encoding="utf-8")


class Start:
    """Starts such servers and ends those that are left."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._started: list[subprocess.Popen[bytes]] = []
        (folder / "sitecustomize.py").write_text(BARRED, encoding="utf-8")

    def __call__(self, *options: str, wait_for: str = "/healthz", **environment: str) -> BarredServer:
        port = free_port()
        looked_up, log = self._folder / f"looked-up-{port}.txt", self._folder / f"log-{port}.txt"
        looked_up.touch()
        command = [*server_command("dashboard.py", port), *options]
        variables = {**os.environ, "PYTHONPATH": str(self._folder), "LOOKED_UP": str(looked_up)}
        with log.open("wb") as written:
            process = subprocess.Popen(
                command, cwd=REPOSITORY, env=variables | environment, stdout=written, stderr=subprocess.STDOUT
            )
        self._started.append(process)
        server = BarredServer(port, process, looked_up, log)
        try:
            wait_until_answered(server.url + wait_for, process=process)
        except (ChildProcessError, TimeoutError):
            pytest.fail(log.read_text(encoding="utf-8"), pytrace=False)
        return server

    def end(self) -> None:
        for process in self._started:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    starting = Start(tmp_path_factory.mktemp("servers"))
    yield starting
    starting.end()


@pytest.fixture(scope="module")
def barred(start: Start, database_path: Path) -> BarredServer:
    """One server for all tests of a module that leave it running."""
    return start()
