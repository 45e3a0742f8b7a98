"""Lists the licences in a CycloneDX bill of materials: `python -m scripts.licences BILL`."""

import json
import sys
from pathlib import Path
from typing import Any


def licence_of(component: dict[str, Any]) -> str:
    """Return what a component declares: an expression, or identifiers and names joined by commas.

    A package that declares none, or only a text, says so: a person has to read it.
    """
    declared = [
        entry.get("expression")
        or entry.get("license", {}).get("id")
        or entry.get("license", {}).get("name", "")
        for entry in component.get("licenses", [])
    ]
    names = dict.fromkeys(name.removeprefix("License :: OSI Approved :: ") for name in declared)
    short = [name for name in names if name and not name.startswith("declared license of")]
    return ", ".join(short) or "not declared: read its files"


def table(bill: dict[str, Any]) -> str:
    """Return the components of a bill as a Markdown table by name: package, version, licence."""
    components = sorted(bill["components"], key=lambda component: component["name"].casefold())
    rows = [f"| {part['name']} | {part['version']} | {licence_of(part)} |" for part in components]
    return "\n".join(["| Package | Version | Licence |", "|---|---|---|", *rows])


if __name__ == "__main__":
    print(table(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
