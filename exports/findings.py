"""Findings for use elsewhere: their sentences and their small charts as pictures."""

from dataclasses import replace
from typing import Any

from charts.miniature import miniature
from charts.theme import DARK, LIGHT
from regions.asking.view import address
from regions.database.build import Build
from regions.database.languages import LANGUAGES, Language
from regions.words.findings import Finding, findings
from regions.words.proofs import proof

APPEARANCES = {theme.name: theme for theme in (LIGHT, DARK)}


def findings_held(build: Build) -> dict[str, Finding]:
    """Return the findings that hold in a build, by id."""
    return {finding.id: finding for finding in findings(build)}


def finding_picture(finding: Finding, build: Build, language: Language, appearance: str) -> bytes:
    """Return the small chart of a finding as SVG, UTF-8.

    Args:
        finding: What was found.
        build: The build it was found in.
        language: Language of the texts.
        appearance: `light` or `dark`.
    """
    small = miniature(finding, build.catalogue, APPEARANCES[appearance], language)
    return small.svg.encode()


def picture_address(finding: Finding) -> str:
    """Return the address of a finding's picture, from the root of the dashboard on."""
    return f"api/v1/findings/{finding.id}.svg"


def finding_record(finding: Finding, build: Build) -> dict[str, Any]:
    """Return a finding as plain data: what it says (three languages), what it rests on, where it is."""
    found = proof(build, finding)
    return {
        "id": finding.id,
        "sentence": {language: finding.text(build, language) for language in LANGUAGES},
        "remarks": {language: list(finding.remarks(build, language)) for language in LANGUAGES},
        "indicators": list(finding.indicators),
        "rule": found.rule,
        "sql": found.sql,
        "comparability": finding.comparability or None,
        "address": {language: address(replace(finding.view, language=language)) for language in LANGUAGES},
        "picture": f"/{picture_address(finding)}",
    }
