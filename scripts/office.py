"""Finds LibreOffice for the tests, and installs it where it can: `python scripts/office.py`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

COMMANDS = ("soffice", "libreoffice")
APPLICATIONS = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
)
DEBIAN_PACKAGES = ("libreoffice-impress", "libreoffice-calc", "fonts-noto-cjk")
MISSING = """
************************************************************************
 NO LIBREOFFICE: slides and workbooks are NOT opened by another program.
 That the exported files open, and that text and charts are in them as
 drawn, stays UNTESTED. Install LibreOffice (Impress and Calc), or run
     apt-get install libreoffice-impress libreoffice-calc
************************************************************************
"""


def find_office() -> Path | None:
    """Return LibreOffice's command; None if there is none."""
    found = (shutil.which(command) for command in COMMANDS)
    candidates = [Path(file) for file in found if file]
    candidates += [file for file in APPLICATIONS if file.is_file()]
    return next(iter(candidates), None)


def install_office() -> None:
    """Try the system's packages, where this account may install them."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    print(
        "Installing LibreOffice for the tests of the exports (packages " + ", ".join(DEBIAN_PACKAGES) + ")",
        flush=True,
    )
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *DEBIAN_PACKAGES]
    for command in (["apt-get", "update", "-qq"], install):
        outcome = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if outcome.returncode != 0:
            last = (outcome.stderr.strip() or outcome.stdout.strip()).splitlines()[-3:]
            print(f"  {' '.join(command[:2])} … did not succeed:", *last, sep="\n  ", file=sys.stderr)


def main() -> None:
    """Make sure that there is LibreOffice, or say loudly that there is none.

    The tests themselves are skipped without it, and fail under `CI=true`.
    """
    if find_office() is None:
        install_office()
    office = find_office()
    if office is None:
        print(MISSING, file=sys.stderr)
    else:
        print(f"Tests of the exports use {office}")


if __name__ == "__main__":
    main()
