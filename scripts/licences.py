"""Writes docs/licences.md: every locked package with its version, licence and what it is for.

`python -m scripts.licences`, where all groups are installed; ends with 1 if a licence is not allowed.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from importlib.metadata import metadata
from pathlib import Path
from typing import cast

from packaging.markers import Marker

REPOSITORY = Path(__file__).resolve().parent.parent
DOCUMENT = REPOSITORY / "docs" / "licences.md"
# Whoever installs for Linux gets these; the table is the same wherever it is made.
_PLATFORM = {
    "sys_platform": "linux",
    "platform_python_implementation": "CPython",
    "python_full_version": "3.11.0",
}
# The first file that holds a package says what it is for.
_PURPOSES = {
    "requirements.txt": "dashboard and builds",
    "requirements-pictures.txt": "pictures made by the server",
    "requirements-dev.txt": "checks and tests",
}
# May be used beside Apache-2.0 without conditions for our own code. MPL and LGPL: as they are, unaltered.
ALLOWED = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "LGPL-2.1-or-later"),
        *("MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Zlib", "Artistic-1.0-Perl"),
    }
)
# What packages call them that give no identifier of SPDX.
_IDENTIFIERS = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The MIT License (MIT)": "MIT",
}
# Packages whose description says nothing, or several without saying how they join: their files were read.
_READ = {
    "axe-playwright-python": "MIT",
    "grimp": "BSD-2-Clause",
    "import-linter": "BSD-2-Clause",
    "text-unidecode": "Artistic-1.0-Perl OR GPL-2.0-or-later",
    "uvloop": "MIT OR Apache-2.0",
}


@dataclass(frozen=True)
class Locked:
    """A package as it is locked, with its licence as an expression of SPDX and what it is for."""

    name: str
    version: str
    licence: str
    purpose: str


def is_allowed(expression: str) -> bool:
    """Say whether one of the licences to choose from is allowed in all its parts."""
    return any(set(choice.split(" AND ")) <= ALLOWED for choice in expression.split(" OR "))


def locked_packages() -> list[Locked]:
    """Return the packages of the locked files by name."""
    found: dict[str, Locked] = {}
    for file, purpose in _PURPOSES.items():
        for name, version in _pins(REPOSITORY / file):
            if name not in found:
                found[name] = Locked(name, version, licence_of(name, cast(Message, metadata(name))), purpose)
    return [found[name] for name in sorted(found)]


def _pins(file: Path) -> Iterator[tuple[str, str]]:
    lines = re.findall(
        r"^([\w.-]+)==([\w.]+)(?: ; (.+?))? \\$", file.read_text(encoding="utf-8"), re.MULTILINE
    )
    for name, version, marker in lines:
        if not marker or Marker(marker).evaluate(_PLATFORM):
            yield name, version


def licence_of(name: str, declared: Message) -> str:
    """Return the licence of a package: as it was read, as declared, else as its description calls it."""
    if name in _READ:
        return _READ[name]
    expression = declared.get("License-Expression")
    if expression:
        return str(expression)
    text = str(declared.get("License") or "").strip().partition("\n")[0]
    kinds = [line.rpartition(" :: ")[2] for line in declared.get_all("Classifier") or []
             if line.startswith("License :: OSI Approved :: ")]  # fmt: skip
    for call in (text, *kinds):
        expression = _IDENTIFIERS.get(call, call)
        if is_allowed(expression):
            return expression
    return f"not known: {text or ', '.join(kinds)}"


def document(packages: list[Locked]) -> str:
    """Return the document as Markdown."""
    rows = [f"| {one.name} | {one.version} | {one.licence} | {one.purpose} |" for one in packages]
    return "\n".join(
        [
            "# Licences of what is installed",
            "",
            "Written by `make licences` from the locked files and what packages say of themselves.",
            "A licence that `scripts/licences.py` does not allow fails the tests; of several one is enough.",
            "Our own code is under Apache-2.0 ([LICENSE](../LICENSE)), figures and outlines under the terms",
            "of their publishers ([sources.md](sources.md)).",
            "",
            "| Package | Version | Licence | For |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def main() -> int:
    """Write the document; return 1 and name the packages if a licence is not allowed."""
    packages = locked_packages()
    DOCUMENT.write_text(document(packages), encoding="utf-8")
    refused = [one for one in packages if not is_allowed(one.licence)]
    for one in refused:
        print(f"{one.name} {one.version}: licence not allowed ({one.licence})", file=sys.stderr)
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
