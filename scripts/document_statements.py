"""Writes docs/statements.md: the rules of speaking, and each finding of the current build with its proof."""

import sys
from pathlib import Path

from exports.statements import statements
from regions.database.build import Build, DatabaseMissing, current_build
from regions.database.languages import Language
from regions.figures.statements import CLEAR, DIRECTED, STEADY

REPOSITORY = Path(__file__).resolve().parent.parent
DOCUMENT = REPOSITORY / "docs" / "statements.md"
ENGLISH: Language = "en"
GENERATED = "<!-- Written by `make docs` from the current build; do not edit by hand. -->"
# What everything that speaks asks of a figure first; in the order of regions/figures/statements.py.
RULES_OF_SPEAKING = (
    "**Complete lists.** Highest, lowest, a rank and a count “of 17” or “of 47” need a figure of every "
    "region in force in that year. Of a partial list only what it covers is said.",
    "**Breaks.** A figure of a year in which its series breaks is not quoted. A change, a trend, a "
    "passage or a lag needs a series without a break from the first year to the last, both included.",
    "**Two countries.** Regions of the two countries are set against each other only by indicators that "
    "are defined alike and shown in one unit; money meets in purchasing power parity. A share of the "
    "own nation, or a figure relative to it, tells how a region stands at home and is not held against "
    "the other nation.",
    "**Ranks.** What an indicator's entry in the catalogue excludes from ranks has none, nowhere. "
    "Regions with the same figure share the better rank and are named together.",
    "**Movements.** Something rises or falls over a span only if every measure used agrees: the "
    f"least-squares line changes by at least {STEADY:.0%} of the mean, and the rank correlation with "
    f"time is at least {DIRECTED}. Two end years alone decide nothing.",
    "**Spread.** Coefficient of variation, Theil and Gini are for amounts with a true zero; shares are "
    "compared in percentage points. A movement of the spread needs the weighted and the plain measure.",
    "**Relations.** Two indicators go together within a country only if Pearson's and Spearman's "
    f"coefficients agree in sign, both are at least {CLEAR} in size and the 95% interval leaves out "
    "zero; never across the border, and not for two indicators made of the same figures or both growing "
    "with size.",
    "**Between published years.** A year read off a straight line between two published years is told "
    "as approximate. In projections only published years are named.",
    "**Provisional figures and projections** are named as such beside the sentence.",
    "**Whom it counts.** Residents, nationals, registered people, place of filing or of work: said "
    "beside the sentence wherever the catalogue declares it, and wherever the two countries differ.",
)


def document(build: Build) -> str:
    """Return the document of a build."""
    lines = [
        "# Statements",
        "",
        GENERATED,
        "",
        "Each finding the dashboard tells, with its rule, the figures it rests on, the SQL that "
        "recomputes it and why it may be said: whoever doubts one can contest it line by line. The "
        "queries run as printed in the DuckDB shell on the file at `/api/v1/database.duckdb`; each "
        "answers with one row whose columns are the values of the sentence, before rounding. The same "
        "text, in the reader's language and of the build in use, is at `/api/v1/findings.md?lang=en`.",
        "",
        "## Rules of speaking",
        "",
        "Headlines, findings, claims, ranks, alternative texts, slide titles, speaker notes and the "
        "open data ask `regions/figures/statements.py` before they speak. A finding that no longer "
        "meets its conditions disappears.",
        "",
        *(f"- {rule}" for rule in RULES_OF_SPEAKING),
    ]
    return "\n".join([*lines, *statements(build, ENGLISH)]) + "\n"


def main() -> int:
    """Write the document; without a build say what to do."""
    try:
        build = current_build()
    except DatabaseMissing as reason:
        print(f"{DOCUMENT.name} is computed from a build and was left as it is: {reason}", file=sys.stderr)
        return 1
    DOCUMENT.write_text(document(build), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
