"""The credit lines that the publishers of the outlines require, shown on the page and in exports."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from regions.build.languages import Language

_CREDITS = Path(__file__).resolve().parents[2] / "data" / "boundaries" / "credits.yaml"


@cache
def boundary_credits() -> dict[str, Any]:
    """Return `data/boundaries/credits.yaml`: publishers, licences, attribution, a neutral note."""
    content: dict[str, Any] = yaml.safe_load(_CREDITS.read_text(encoding="utf-8"))
    return content


def outline_credits(language: Language) -> str:
    """Return the credit lines in one sentence."""
    return "; ".join(source["attribution"][language] for source in boundary_credits()["sources"])
