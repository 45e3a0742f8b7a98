"""Finds LibreOffice for the tests, and installs it where it can: `python -m scripts.office`."""

import sys
from pathlib import Path

from exports.pdf import office
from scripts.debian import install_packages

APPLICATIONS = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
)
DEBIAN_PACKAGES = (
    *("libreoffice-impress", "libreoffice-calc", "libreoffice-writer"),
    *("librsvg2-bin", "fonts-noto-cjk"),
)
MISSING = """
************************************************************************
 NO LIBREOFFICE: slides, workbooks and documents are NOT opened by another program.
 That the exported files open, and that text and charts are in them as
 drawn, stays UNTESTED. Install LibreOffice (Impress, Calc, Writer), or run
     apt-get install libreoffice-impress libreoffice-calc libreoffice-writer
************************************************************************
"""


def find_office() -> Path | None:
    """Return LibreOffice's command; None if there is none."""
    on_the_path = office()
    if on_the_path is not None:
        return Path(on_the_path)
    return next((file for file in APPLICATIONS if file.is_file()), None)


def main() -> None:
    """Make sure that there is LibreOffice, or say loudly that there is none.

    The tests themselves are skipped without it, and fail under `CI=true`.
    """
    if find_office() is None:
        install_packages(DEBIAN_PACKAGES, "LibreOffice for the tests of the exports")
    found = find_office()
    if found is None:
        print(MISSING, file=sys.stderr)
    else:
        print(f"Tests of the exports use {found}")


if __name__ == "__main__":
    main()
