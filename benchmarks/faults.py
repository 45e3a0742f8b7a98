"""Lets the ETL's client ask a publisher that does all wrong: `python -m benchmarks.faults --minutes 2`.

Each fault is answered on loopback, cut at a random place as well. Wrong is an error that is not one of the
client's own, an answer of a part, a call that outlasts its deadline, and memory that grows. Exit code 1 then.
"""

import argparse
import gzip
import random
import resource
import socket
import sys
import threading
import time
from collections import Counter
from contextlib import suppress

from etl.download.client import Call, Client, Manners
from etl.download.errors import SourceError

BODY = b"code,year,value\n" + b"".join(b"KR-11,%d,1\n" % year for year in range(1900, 2100))
PACKED = gzip.compress(BODY)
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\n"
WHOLE = OK + b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(BODY) + BODY
FAULTS = {
    "whole": WHOLE,
    "nothing": b"",
    "no HTTP": b"\x00\xff" * 2000,
    "500": b"HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n",
    "429 with a strange wait": b"HTTP/1.1 429 X\r\nRetry-After: -"
    + b"9" * 400
    + b"\r\nContent-Length: 0\r\n\r\n",
    "a redirect elsewhere": b"HTTP/1.1 302 X\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n",
    "shorter than said": OK + b"Content-Length: %d\r\n\r\n" % (2 * len(BODY)) + BODY,
    "broken chunks": OK + b"Transfer-Encoding: chunked\r\n\r\nfff\r\n" + BODY[:100],
    "an endless number of interim answers": b"HTTP/1.1 100 Continue\r\n\r\n" * 500 + WHOLE,
    "gzip cut off": OK + b"Content-Encoding: gzip\r\nConnection: close\r\n\r\n" + PACKED[:-20],
    "gzip that is none": OK + b"Content-Encoding: gzip\r\nConnection: close\r\n\r\n" + BODY,
    "a head without an end": OK + b"X: " + b"x" * 100_000,
}
MANNERS = Manners(pause=0.0, timeout=1.0, deadline=4.0, attempts=2, first_wait=0.1, longest_wait=0.5)
PATIENCE = MANNERS.deadline + 2 * MANNERS.timeout
MOST_GROWN = 100.0  # megabytes


class Publisher:
    """A socket that answers every connection with the fault of the moment."""

    def __init__(self) -> None:
        """Listen on a free port of this machine."""
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.answer, self.drips = b"", False
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            connection, _ = self._listening.accept()
            threading.Thread(
                target=self._answer, args=(connection, self.answer, self.drips), daemon=True
            ).start()

    def _answer(self, connection: socket.socket, answer: bytes, drips: bool) -> None:
        with connection, suppress(OSError):  # whoever asked may have gone
            connection.recv(65536)
            if not drips:
                connection.sendall(answer)
                return
            for byte in answer[:200]:
                connection.sendall(bytes([byte]))
                time.sleep(0.2)


def ask(publisher: Publisher) -> tuple[str, str]:
    """Ask once; return what came, and what is wrong with it."""
    client = Client(MANNERS)
    begun = time.monotonic()
    try:
        answer = client.ask(Call(f"http://127.0.0.1:{publisher.port}/table"))
        # An empty answer is refused by whoever reads it.
        came = "answer" if answer.body else "empty answer"
        wrong = "" if answer.body in (BODY, b"") else f"{len(answer.body)} bytes taken for whole"
    except SourceError as error:
        came, wrong = type(error).__name__, ""
    except Exception as error:  # noqa: BLE001  what this tool is there to find
        came, wrong = "failure", repr(error)
    finally:
        client.close()
    seconds = time.monotonic() - begun
    return came, wrong or (f"{seconds:.1f} s" if seconds > PATIENCE else "")


def run(minutes: float, seed: int) -> int:
    """Ask until the time is over, tell what came."""
    chosen, publisher = random.Random(seed), Publisher()  # noqa: S311  repeatable, not secret
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    begun, before = time.monotonic(), _megabytes()
    while time.monotonic() - begun < 60 * minutes:
        name = chosen.choice(list(FAULTS))
        cut, publisher.drips = chosen.random() < 0.3, chosen.random() < 0.05
        publisher.answer = FAULTS[name][: chosen.randrange(len(FAULTS[name]) + 1)] if cut else FAULTS[name]
        came, fault = ask(publisher)
        counts[f"{name}: {came}"] += 1
        if fault:
            wrong.append(f"{name}{', cut' * cut}{', dripping' * publisher.drips}: {fault}")
    grown = _megabytes() - before
    for name, count in sorted(counts.items()):
        print(f"  {name:60} {count:6,}")
    print(f"{counts.total():,} calls in {minutes:g} minutes, seed {seed}; memory grew by {grown:.0f} MB")
    print(f"wrong: {len(wrong)}")
    print("\n".join(wrong[:20]))
    return 1 if wrong or grown > MOST_GROWN else 0


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.exit(run(options.minutes, options.seed))
