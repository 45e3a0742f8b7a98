"""Checks of what is built upon the indicators: groups of regions, similar regions, findings, outlines."""

from collections import Counter
from collections.abc import Iterator

from etl.boundaries import OUTLINES
from etl.checks.catalogue import NOT_UNIQUE, Named, unknown
from etl.checks.context import Context
from etl.insights import weights_of
from etl.models.aggregation import Aggregation
from etl.problems import Problem, Rule
from etl.region_codes import country_of

AGGREGATION = Rule(
    "aggregation", "Give the indicator named an `aggregation` of the method asked for, or name another one."
)
OUTLINE_MISSING = Rule(
    "outline_missing",
    "Draw every region of regions.csv in regions.topojson; panels.yaml says how, credits.yaml whose it is.",
)


def aggregations(context: Context) -> list[Problem]:
    """What a group's figure is made of can be summed itself."""
    entries = {entry.id: entry for entry in context.catalogue.indicators}
    problems = []
    for entry in context.catalogue.indicators:
        summed, aggregated = _made_of(entry.aggregation)
        for code in (*summed, *aggregated):
            rule = entries[code].aggregation if code in entries else None
            fitting = ("sum", "weighted", "implied") if code in aggregated else ("sum",)
            if rule is None or rule.method not in fitting:
                what = "summed" if code in summed else "aggregated"
                state = "is not" if code in entries else "does not exist and cannot be"
                message = f"the indicator {code!r} {state} {what}"
                problems.append(AGGREGATION.broken(message, entry.file, key=entry.id))
    return problems


def _made_of(rule: Aggregation | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the indicators a method sums, and those whose groups it takes as they are."""
    if rule is None:
        return (), ()
    summed = tuple(code for code in (rule.weight, rule.numerator, rule.summed) if code)
    rates = tuple(code for code in (rule.denominator,) if code)
    return ((), (*summed, *rates)) if rule.method == "ratio" else (summed, rates)


def insights(context: Context) -> list[Problem]:
    """Indicators, themes and currencies of findings and similar regions exist, each once a theme."""
    catalogue, peers = context.catalogue, context.catalogue.lists.peers
    file = catalogue.file("peers.yaml")
    twice = [
        NOT_UNIQUE.broken(f"the indicator {code!r} stands {n} times", file, key=theme.id)
        for theme in peers.themes
        for code, n in Counter(code for code, _, _ in weights_of(peers, theme.id)).items()
        if n > 1
    ]
    return [*unknown((*_of_peers(context), *_of_findings(context))), *twice]


def _of_peers(context: Context) -> Iterator[Named]:
    catalogue = context.catalogue
    file, peers = catalogue.file("peers.yaml"), catalogue.lists.peers
    indicators = {entry.id for entry in catalogue.indicators}
    simple = {theme.id for theme in peers.themes if theme.indicators}
    for theme in peers.themes:
        for line in theme.indicators:
            yield file, theme.id, f"the indicator {line.indicator!r}", line.indicator in indicators
        for part in theme.themes:
            yield file, theme.id, f"the theme {part!r} with indicators of its own", part in simple


def _of_findings(context: Context) -> Iterator[Named]:
    catalogue = context.catalogue
    file = catalogue.file("findings.yaml")
    entries = {entry.id: entry for entry in catalogue.indicators}
    themes = {theme.id for theme in catalogue.lists.peers.themes}
    for finding in catalogue.lists.findings:
        for code in finding.rests_on:
            yield file, finding.id, f"the indicator {code!r}", code in entries
            if finding.country and code in entries:
                there = finding.country in entries[code].countries
                yield file, finding.id, f"{code!r} of the country {finding.country}", there
        if finding.theme:
            yield file, finding.id, f"the theme {finding.theme!r}", finding.theme in themes


def outlines(context: Context) -> list[Problem]:
    """Every region has an outline with a panel and a credit, and every outline is of a region."""
    boundaries, rows = context.boundaries, context.catalogue.regions
    regions = set(rows.loc[rows["level"] == "region", "region_code"])
    drawn = set(boundaries.outlines)
    file = boundaries.file(OUTLINES)
    problems = [OUTLINE_MISSING.broken("no outline", file, key=code) for code in sorted(regions - drawn)]
    problems += [
        OUTLINE_MISSING.broken("an outline of no region of regions.csv", file, key=code)
        for code in sorted(drawn - regions)
    ]
    credited = {credit.country for credit in boundaries.credits.sources}
    for country in sorted({country_of(code) for code in drawn}):
        if country not in boundaries.layouts:
            problems.append(OUTLINE_MISSING.broken("no panel", boundaries.file("panels.yaml"), key=country))
        if country not in credited:
            problems.append(OUTLINE_MISSING.broken("no credit", boundaries.file("credits.yaml"), key=country))
    return problems
