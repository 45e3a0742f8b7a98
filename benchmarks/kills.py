"""Kills builds at random moments beside a running dashboard: `python -m benchmarks.kills --times 20`.

Wrong is a pointer to anything but a whole build, a dashboard that stops answering or answers from another,
and a build afterwards that does not succeed. Exit code 1 then, with what was found. Everything happens in a
temporary folder.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

import requests

from benchmarks.servers import REPOSITORY, served
from regions.database.build import FOLDER_SETTING, Build
from regions.database.pointer import read_pointer

BUILD = (sys.executable, "-m", "etl", "build")


def build(killed_after: float | None = None) -> float | None:
    """Run a build; return its seconds, or None where it was killed.

    Raises:
        subprocess.CalledProcessError: If it fails by itself.
    """
    begun = time.perf_counter()
    process = subprocess.Popen(BUILD, cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        code = process.wait(timeout=killed_after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return None
    if code != 0:
        raise subprocess.CalledProcessError(code, BUILD)
    return time.perf_counter() - begun


def found_wrong(url: str, folder: Path) -> list[str]:
    """Return what is wrong with the folder and with the dashboard that serves it."""
    pointer = read_pointer(folder)
    Build(pointer.build_id, pointer.path)  # raises unless it is whole
    wrong = []
    for address in ("/readyz", "/api/v1/data/births.csv?region=KR-47", "/?lang=ja"):
        answer = requests.get(url + address, timeout=60)
        if answer.status_code != 200:
            wrong.append(f"{address} answered {answer.status_code}")
    version = requests.get(f"{url}/readyz", timeout=60).json().get("data_version")
    return wrong if version == pointer.build_id else [*wrong, f"{version} is served, not {pointer.build_id}"]


def run(times: int, seed: int) -> int:
    """Kill so many builds, then let one succeed; tell what came."""
    moments = random.Random(seed)  # noqa: S311  repeatable, not secret
    with tempfile.TemporaryDirectory() as held, patch.dict(os.environ, {FOLDER_SETTING: held}):
        folder = Path(held)
        seconds = build() or 0.0
        wrong: list[str] = []
        killed = 0
        with served("dashboard.py") as server:
            for number in range(1, times + 1):
                moment = moments.uniform(0.0, 1.05 * seconds)
                killed += build(moment) is None
                wrong += [f"{number}, after {moment:.2f} s: {one}" for one in found_wrong(server.url, folder)]
            build()
            wrong += [f"at the end: {one}" for one in found_wrong(server.url, folder)]
        left = sorted(file.name for file in folder.iterdir() if ".tmp" in file.name)
    print(
        f"{killed} of {times} builds killed, seed {seed}, a build takes {seconds:.1f} s;"
        f" left behind: {left or 'nothing'}"
    )
    print(f"wrong: {len(wrong)}")
    print("\n".join(wrong))
    return 1 if wrong or left else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.exit(run(options.times, options.seed))
