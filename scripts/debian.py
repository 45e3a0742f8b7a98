"""Installs packages of Debian and Ubuntu, where this account may."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence


def is_root() -> bool:
    """Say whether this account may install packages."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install_packages(packages: Sequence[str], purpose: str) -> None:
    """Install packages, quietly; where that cannot be done, nothing happens.

    Args:
        packages: Their names.
        purpose: What they are for, for the line on the terminal.
    """
    if not shutil.which("apt-get") or not is_root():
        return
    print(f"Installing {purpose} (packages {', '.join(packages)})", flush=True)
    attempt(["apt-get", "update", "-qq"])
    attempt(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages])


def attempt(command: Sequence[str]) -> None:
    """Run a command; if it does not succeed, print its last lines and go on."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    outcome = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if outcome.returncode != 0:
        last = (outcome.stderr.strip() or outcome.stdout.strip()).splitlines()[-3:]
        print(f"  {' '.join(command[:3])} … did not succeed:", *last, sep="\n  ", file=sys.stderr)
