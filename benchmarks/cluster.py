"""Several processes of the dashboard behind the shipped configuration of nginx, all on this machine."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.servers import REPOSITORY, free_port, resident_megabytes, server_command, wait_until_answered

CONFIGURATION = REPOSITORY / "deploy" / "nginx.conf"
PORTS = (8511, 8512, 8513)


class NginxMissing(Exception):
    """There is no nginx on this machine (Debian: `apt-get install nginx-light`)."""


class Cluster:
    """Three processes of the dashboard and nginx before them.

    Attributes:
        url: Where nginx answers.
        ports: Where the processes answer.
        processes: The processes.
        start_seconds: Until all of them answered.
    """

    def __init__(self, folder: Path, nginx: str, environment: dict[str, str]) -> None:
        """Start all, without waiting.

        Args:
            folder: Where nginx may write.
            nginx: The program.
            environment: Of the processes, besides that of this one.
        """
        self.start_seconds = 0.0
        self.ports = [free_port() for _ in PORTS]
        self.url = f"http://127.0.0.1:{free_port()}"
        self.processes = [
            subprocess.Popen(
                server_command("dashboard.py", port),
                cwd=REPOSITORY,
                env={**os.environ, **environment},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for port in self.ports
        ]
        with (folder / "error.log").open("wb") as log:
            self._nginx = subprocess.Popen(
                [nginx, "-p", str(folder), "-c", str(self._configuration(folder)), "-g", "daemon off;"],
                stderr=log,
            )

    @property
    def megabytes(self) -> float:
        """Resident memory of the processes of the dashboard (Linux)."""
        return sum(resident_megabytes(process.pid) for process in self.processes)

    def _configuration(self, folder: Path) -> Path:
        """The shipped file; ports, temporary folders and what one address may ask are this machine's."""
        text = CONFIGURATION.read_text(encoding="utf-8")
        for port, own in zip(PORTS, self.ports, strict=True):
            text = text.replace(f"127.0.0.1:{port}", f"127.0.0.1:{own}")
        text = text.replace("listen 8500;", f"listen 127.0.0.1:{urlsplit(self.url).port};")
        text = text.replace("pid /run/nginx.pid;", f"pid {folder}/nginx.pid;")
        text = re.sub(r"rate=\d+r/s", "rate=1000r/s", text)
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        paths = "".join(f"    {kind}_temp_path {folder}/{kind};\n" for kind in kinds)
        file = folder / "nginx.conf"
        file.write_text(text.replace("http {\n", "http {\n" + paths, 1), encoding="utf-8")
        return file

    def stop(self) -> None:
        """End all."""
        for process in (self._nginx, *self.processes):
            process.terminate()
        for process in (self._nginx, *self.processes):
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=20)


@contextmanager
def clustered(**environment: str) -> Iterator[Cluster]:
    """Serve until the block ends, which begins when all processes can answer.

    Raises:
        NginxMissing: If there is no nginx.
    """
    nginx = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if nginx is None:
        raise NginxMissing
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        started = Cluster(Path(folder), nginx, environment)
        try:
            for port in started.ports:
                wait_until_answered(f"http://127.0.0.1:{port}/readyz")
            wait_until_answered(f"{started.url}/readyz")
            started.start_seconds = time.perf_counter() - begun
            yield started
        finally:
            started.stop()
