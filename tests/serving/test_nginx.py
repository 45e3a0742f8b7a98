"""The shipped nginx configuration before three processes: one is killed, the database switched."""

import asyncio
import json
import re
import shutil
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
import requests
import yaml

from benchmarks.cluster import CONFIGURATION, PORTS, Cluster, NginxMissing, clustered
from benchmarks.visitor import Visitor

REPOSITORY = Path(__file__).resolve().parents[2]
ADDRESS = "/compare?lang=en&indicator=births&region=KR-47&region=JP-05"
DATA = "/api/v1/data/births.csv?region=KR-47&from=2020&to=2020"


ENOUGH, PATIENCE_SECONDS = 100, 60
PAUSE_SECONDS = 0.02  # with four asking, a request stands open at nearly any moment all the same
SWITCHED = "4321"


class Load(threading.Thread):
    """Asks for data all the time and counts what comes back."""

    def __init__(self, url: str) -> None:
        super().__init__(daemon=True)
        self._url = url
        self._done = threading.Event()
        self.statuses: Counter[int] = Counter()
        self.bodies: Counter[str] = Counter()

    def run(self) -> None:
        with requests.Session() as session:
            while not self._done.is_set():
                answer = session.get(self._url, timeout=20)
                self.statuses[answer.status_code] += 1
                self.bodies[answer.text] += 1
                self._done.wait(PAUSE_SECONDS)

    def finish(self) -> None:
        self._done.set()
        self.join(timeout=30)


@pytest.fixture
def builds(database_path: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "builds"
    folder.mkdir()
    shutil.copy(database_path, folder / database_path.name)
    shutil.copy(database_path.parent / "current.json", folder / "current.json")
    return folder


@pytest.fixture
def cluster(builds: Path) -> Iterator[Cluster]:
    try:
        with clustered(REGIONS_BUILD_DIR=str(builds)) as started:
            yield started
    except NginxMissing:
        pytest.skip("NO NGINX: the configuration in deploy/ was NOT tested (apt-get install nginx-light)")


def switch_database(builds: Path) -> None:
    """Publish a build in which one figure differs, as the ETL does: a new file, then the pointer."""
    pointer = builds / "current.json"
    current = json.loads(pointer.read_text(encoding="utf-8"))
    file = builds / "regions-switched.duckdb"
    shutil.copy(builds / current["file"], file)
    with duckdb.connect(str(file)) as connection:
        connection.execute(
            f"UPDATE observation SET value = {SWITCHED}"
            " WHERE indicator_id = 'births' AND region_code = 'KR-47'"
        )
    written = pointer.with_suffix(".new")
    written.write_text(json.dumps({**current, "build_id": "switched", "file": file.name}), encoding="utf-8")
    written.replace(pointer)


def test_a_killed_process_and_a_new_database_fail_no_request(cluster: Cluster, builds: Path) -> None:
    homes = stick(cluster)
    assert len(homes) >= 2, "the visitors of the test all met one process"
    load = [Load(cluster.url + DATA) for _ in range(4)]
    for one in load:
        one.start()
    until(lambda: answered(load)[0].total() > 0)
    headings = asyncio.run(lose_a_process(cluster))
    assert headings[0] == headings[1], "the address restores the view in another process"
    switch_database(builds)
    until(lambda: answered(load)[0].total() > ENOUGH and any(SWITCHED in body for body in answered(load)[1]))
    for one in load:
        one.finish()
    statuses, bodies = answered(load)
    assert set(statuses) == {200}, statuses
    assert statuses[200] > ENOUGH
    assert len(bodies) == 2, "before and after the switch, never anything between"
    assert SWITCHED in requests.get(cluster.url + DATA, timeout=20).text


def answered(load: list[Load]) -> tuple[Counter[int], Counter[str]]:
    """Return what came back so far: how often each status and each text."""
    statuses = sum((one.statuses.copy() for one in load), Counter[int]())
    return statuses, sum((one.bodies.copy() for one in load), Counter[str]())


def until(condition: Callable[[], bool]) -> None:
    """Wait for a state of the load; that it never comes is for the assertions to say."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)


def stick(cluster: Cluster) -> set[int]:
    """Check that each visitor stays with one process; return the processes met."""
    homes = set()
    for _ in range(8):
        with requests.Session() as visitor:
            visitor.get(f"{cluster.url}/", timeout=20)
            cookie = visitor.cookies.get("regions_visitor")
            assert cookie
            met = {served_by(visitor, cluster) for _ in range(3)}
            assert len(met) == 1
            homes |= met
    return homes


def served_by(visitor: requests.Session, cluster: Cluster) -> int:
    """Return the number of the process that answers."""
    number: int = visitor.get(f"{cluster.url}/healthz", timeout=20).json()["process"]
    return number


async def lose_a_process(cluster: Cluster) -> tuple[Any, Any]:
    """Open a page, kill the process that serves it, open the same address again; return both headings."""
    with requests.Session() as session:
        session.get(f"{cluster.url}/", timeout=20)
        cookie = {"Cookie": f"regions_visitor={session.cookies['regions_visitor']}"}
        home = served_by(session, cluster)
    visitor, stranger = Visitor(cluster.url), Visitor(cluster.url)
    before = await visitor.open(ADDRESS, cookie)
    victim = next(process for process in cluster.processes if process.pid == home)
    victim.send_signal(signal.SIGKILL)
    victim.wait(timeout=10)
    with pytest.raises(Exception, match=r"(?i)close|connection|reset"):
        await visitor.go(ADDRESS)
    after = await Visitor(cluster.url).open(ADDRESS, cookie)
    assert (await stranger.open("/?lang=ko")).texts
    return heading(before.texts), heading(after.texts)


def heading(texts: tuple[str, ...]) -> str:
    return next(text for text in texts if text.startswith("## "))


def test_the_configuration_names_every_process_of_the_compose_file() -> None:
    compose = (REPOSITORY / "deploy" / "compose.yaml").read_text(encoding="utf-8")
    configured = set(re.findall(r"server 127\.0\.0\.1:(\d+)", CONFIGURATION.read_text(encoding="utf-8")))
    assert configured == {str(port) for port in PORTS}
    assert set(re.findall(r'--server\.port, "(\d+)"', compose)) == configured


def test_every_place_a_stranger_can_fill_has_a_limit() -> None:
    text = CONFIGURATION.read_text(encoding="utf-8")
    blocks = dict(re.findall(r"location (?:= )?(\S+) \{(.*?)\n        \}", text, re.DOTALL))
    for path, zone in (("/api/", "data"), ("/", "pages"), ("/_stcore/stream", "sockets"),
                       ("/_stcore/upload_file/", "uploads")):  # fmt: skip
        assert f"limit_req zone={zone} " in blocks[path]
        assert f"zone={zone}:" in text
    assert "limit_conn open_sockets" in blocks["/_stcore/stream"]
    assert re.search(r"^    limit_conn connections \d+;", text, re.MULTILINE)


def test_every_container_is_bare_and_of_one_version() -> None:
    compose = yaml.safe_load((REPOSITORY / "deploy" / "compose.yaml").read_text(encoding="utf-8"))
    for name, service in compose["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert service["ulimits"]["nofile"]["hard"] >= 65536, name
    dockerfile = (REPOSITORY / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    base = re.findall(r"^FROM (\S+)", dockerfile, re.MULTILINE)
    for image in [compose["services"]["nginx"]["image"], *base]:
        assert re.search(r":\d+\.\d+\.\d+|@sha256:[0-9a-f]{64}", image), image
