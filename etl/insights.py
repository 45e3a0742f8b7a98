"""The tables behind similar regions and the gallery of findings."""

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd

from etl.models.insights import Finding, Peers


def insight_tables(peers: Peers, findings: list[Finding]) -> dict[str, pd.DataFrame]:
    """Return the tables `peer_theme`, `peer_weight` and `finding`."""
    return {
        "peer_theme": pd.DataFrame(
            {
                "theme": theme.id,
                "level": theme.level,
                "position": position,
                "least_weight": peers.least_weight,
            }
            for position, theme in enumerate(peers.themes)
        ),
        "peer_weight": pd.DataFrame(
            {
                "theme": theme.id,
                "position": position,
                "indicator_id": code,
                "weight": weight,
                "measure": measure,
            }
            for theme in peers.themes
            for position, (code, weight, measure) in enumerate(weights_of(peers, theme.id))
        ),
        "finding": pd.DataFrame(_finding(entry, position) for position, entry in enumerate(findings)),
    }


def weights_of(peers: Peers, theme_id: str) -> Iterator[tuple[str, float, str]]:
    """Go through the indicators of a theme: id, share of its weight, measure; unknown parts are left out."""
    known = {theme.id: theme for theme in peers.themes}
    theme = known[theme_id]
    parts = [known[part] for part in theme.themes if part in known] or [theme]
    for part in parts:
        total = sum(line.weight for line in part.indicators)
        for line in part.indicators:
            yield line.indicator, line.weight / total / len(parts), line.measure


def _finding(entry: Finding, position: int) -> dict[str, Any]:
    return {
        "finding_id": entry.id,
        "position": position,
        "rule": entry.rule,
        "indicators": ";".join(entry.rests_on) or None,
        **entry.model_dump(include={"page", "mode", "chart"}),
        "shown_as": entry.show,
        "options": json.dumps(entry.options),
    }
