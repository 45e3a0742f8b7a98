"""Findings for use elsewhere: their sentences and their small charts as pictures."""

from dataclasses import replace
from typing import Any

from charts.miniature import miniature
from charts.theme import DARK, LIGHT
from regions.asking.view import address
from regions.build.catalogue import load_catalogue
from regions.build.database import Store
from regions.build.languages import LANGUAGES, Language
from regions.words.findings import Finding, findings

APPEARANCES = {theme.name: theme for theme in (LIGHT, DARK)}


def findings_held(store: Store) -> dict[str, Finding]:
    """Return the findings that hold in a build, by id."""
    return {finding.id: finding for finding in findings(store)}


def finding_picture(finding: Finding, store: Store, language: Language, appearance: str) -> bytes:
    """Return the small chart of a finding as SVG, UTF-8.

    Args:
        finding: What was found.
        store: The build it was found in.
        language: Language of the texts.
        appearance: `light` or `dark`.
    """
    small = miniature(finding, load_catalogue(store), APPEARANCES[appearance], language)
    return small.svg.encode()


def picture_address(finding: Finding) -> str:
    """Return the address of a finding's picture, from the root of the dashboard on."""
    return f"api/v1/findings/{finding.id}.svg"


def finding_record(finding: Finding, store: Store) -> dict[str, Any]:
    """Return a finding as plain data: what it says (three languages), what it rests on, where it is."""
    return {
        "id": finding.id,
        "sentence": {language: finding.text(store, language) for language in LANGUAGES},
        "indicators": list(finding.indicators),
        "comparability": finding.comparability or None,
        "address": {language: address(replace(finding.view, language=language)) for language in LANGUAGES},
        "picture": f"/{picture_address(finding)}",
    }
