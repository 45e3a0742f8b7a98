"""Load on one process: open sessions that click, CSV requests, cold start; beside a bare page as the floor.

Run by hand: `python -m benchmarks.load --sessions 100 --seconds 60`. The tool runs on the same machine as the
server and takes its share of the cores: the figures are what both reach together.
"""

import argparse
import asyncio
import random
import statistics
import time
from collections.abc import Sequence
from itertools import cycle

from benchmarks.cluster import Cluster, clustered
from benchmarks.servers import Running, served, wait_until_warm
from benchmarks.visitor import Run, VisitFailed, Visitor
from regions.asking.page_specs import PAGES
from regions.database.languages import LANGUAGES

Service = Running | Cluster
CLICKS = (
    "/?lang=ko&indicator=share_65plus&year=2015",
    "/?lang=ja&indicator=total_fertility_rate&year=2020",
    "/compare?lang=en&indicator=births&region=KR-47&region=JP-05",
    "/compare?lang=ko&indicator=share_65plus&region=KR-46&region=JP-32&mode=index",
    "/explore?lang=en&indicator=births",
)
EVERYWHERE = (
    *CLICKS,
    "/region?lang=ko&region=KR-47",
    "/region?lang=ja&region=JP-32",
    "/rank?lang=ja&indicator=share_65plus",
    "/companies?lang=ja",
    "/exchange?lang=ko",
    "/sources?lang=en",
    "/deck?lang=ko",
)
CSV = (
    "/api/v1/data/births.csv?lang=ko",
    "/api/v1/data/share_65plus.csv?country=JP",
    "/api/v1/data/total_fertility_rate.csv?region=KR-47&region=JP-05",
    "/api/v1/data/net_migration_rate.csv?from=2015",
)


def percentiles(seconds: Sequence[float]) -> str:
    """Return p50, p95 and p99 in milliseconds."""
    if len(seconds) < 2:
        return "too few"
    cuts = statistics.quantiles(seconds, n=100)
    return "  ".join(f"p{p} {1000 * cuts[p - 1]:7.0f} ms" for p in (50, 95, 99))


async def _session(
    url: str, clicks: Sequence[str], until: float, every: float, opened: list[Run], runs: list[Run]
) -> int:
    errors, visitor = 0, Visitor(url)
    await asyncio.sleep(random.uniform(0, every))  # noqa: S311  spreads the clicks
    try:
        opened.append(await visitor.open(clicks[0]))
        for address in cycle(clicks):
            await asyncio.sleep(every)
            if time.monotonic() > until:
                break
            runs.append(await visitor.go(address))
    except (VisitFailed, OSError, TimeoutError) as error:
        print(f"  a session failed: {error!r}")
        errors = 1
    await visitor.close()
    return errors


async def _watch(server: Service, until: float, every: float, megabytes: list[float]) -> None:
    """Note the memory of the server again and again."""
    while time.monotonic() < until:
        await asyncio.sleep(every)
        megabytes.append(server.megabytes)


async def sessions(server: Service, clicks: Sequence[str], number: int, seconds: float, every: float) -> None:
    """Open sessions, let each click every few seconds, print what they waited for."""
    await Visitor(server.url).open(clicks[0])
    opened: list[Run] = []
    runs: list[Run] = []
    before, until = server.megabytes, time.monotonic() + seconds
    starts = [[*clicks[n % len(clicks) :], *clicks[: n % len(clicks)]] for n in range(number)]
    megabytes: list[float] = []
    watching = asyncio.create_task(_watch(server, until, max(5.0, seconds / 30), megabytes))
    failed = await asyncio.gather(*(_session(server.url, own, until, every, opened, runs) for own in starts))
    await watching
    print(f"  {number} sessions, a click every {every:g} s, for {seconds:g} s")
    print(f"    {len(runs)} reruns, {sum(failed)} errors")
    print(f"    first content   {percentiles([run.first_seconds for run in opened])}")
    print(f"    first page done {percentiles([run.seconds for run in opened])}")
    print(f"    rerun           {percentiles([run.seconds for run in runs])}")
    course = " ".join(f"{held:.0f}" for held in megabytes)
    print(f"    memory          {before:.0f} MB before, {server.megabytes:.0f} MB after; meanwhile {course}")


async def _worker(host: str, port: int, queue: asyncio.Queue[float], waits: list[float]) -> int:
    reader, writer = await asyncio.open_connection(host, port)
    errors = 0
    for address in cycle(CSV):
        planned = await queue.get()
        if planned < 0:
            break
        writer.write(f"GET {address} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.decode("latin-1").lower().split("\r\n")
        length = next(int(line.split(":")[1]) for line in lines if line.startswith("content-length"))
        await reader.readexactly(length)
        errors += " 200 " not in lines[0]
        # From the moment planned, not sent: a server that stalls must not hide the requests it delayed.
        waits.append(time.perf_counter() - planned)
    writer.close()
    return errors


async def requests(server: Service, rate: int, seconds: float, connections: int = 32) -> None:
    """Send CSV requests at a fixed rate over kept connections, print how long they took."""
    host, port = server.url.removeprefix("http://").split(":")
    queue: asyncio.Queue[float] = asyncio.Queue()
    waits: list[float] = []
    workers = [asyncio.create_task(_worker(host, int(port), queue, waits)) for _ in range(connections)]
    begun = time.perf_counter()
    for number in range(int(rate * seconds)):
        planned = begun + number / rate
        await asyncio.sleep(max(0.0, planned - time.perf_counter()))
        queue.put_nowait(planned)
    for _ in workers:
        queue.put_nowait(-1.0)
    errors = sum(await asyncio.gather(*workers))
    reached = len(waits) / (time.perf_counter() - begun)
    print(f"  CSV: {rate}/s asked, {reached:.0f}/s answered, {errors} errors   {percentiles(waits)}")


async def _measure(
    server: Service, clicks: Sequence[str], options: argparse.Namespace, seconds: float
) -> None:
    print(f"  answers {server.start_seconds:.2f} s after the process began")
    begun = time.perf_counter()
    first = await Visitor(server.url).open(clicks[0])
    done = time.perf_counter() - begun
    print(f"  the very first page: {done:.2f} s (first element {first.first_seconds:.2f} s)")
    for number in options.sessions:
        await sessions(server, clicks, number, seconds, options.every)


def main() -> None:
    """Measure the floor and the dashboard in one go."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, nargs="+", default=[100])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--floor-seconds", type=float, help="how long the bare page, if not as long")
    parser.add_argument("--every", type=float, default=3)
    parser.add_argument(
        "--everywhere", action="store_true", help="click through all pages, not the usual three"
    )
    parser.add_argument("--warm", action="store_true", help="begin when the first views are made")
    parser.add_argument("--rates", type=int, nargs="*", default=[200, 500])
    parser.add_argument("--behind-nginx", action="store_true", help="three processes as one service")
    options = parser.parse_args()
    with served("benchmarks/bare.py") as server:
        print("bare Streamlit page (the floor)")
        asyncio.run(_measure(server, ("/",), options, options.floor_seconds or options.seconds))
    if options.behind_nginx:
        with clustered() as cluster:
            print("dashboard, three processes behind nginx")
            _load(cluster, [f"http://127.0.0.1:{port}" for port in cluster.ports], options)
    else:
        with served("dashboard.py") as server:
            print("dashboard")
            _load(server, [server.url], options)


def _load(server: Service, processes: Sequence[str], options: argparse.Namespace) -> None:
    if options.warm:
        for url in processes:
            wait_until_warm(url, len(PAGES) * len(LANGUAGES))
    for rate in options.rates:
        asyncio.run(requests(server, rate, 10))
    asyncio.run(_measure(server, EVERYWHERE if options.everywhere else CLICKS, options, options.seconds))


if __name__ == "__main__":
    main()
