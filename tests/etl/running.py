"""How tests run the refresh: without waiting, and in a process of its own that may be killed."""

import os
import subprocess
import sys
from pathlib import Path

from etl.download.client import Manners

REPOSITORY = Path(__file__).resolve().parents[2]
# As publishers on a socket of this machine are asked.
QUICK = Manners(pause=0.0, timeout=1.0, deadline=5.0, attempts=3, first_wait=0.01, longest_wait=0.02)


def in_process(script: str) -> "subprocess.CompletedProcess[str]":
    """Run Python code in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", script], cwd=REPOSITORY, env=os.environ.copy(), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
