"""Checks of what is built upon the indicators: groups of regions, similar regions, findings, outlines."""

from collections.abc import Iterator

from etl.boundaries import OUTLINES
from etl.checks.catalogue import Named, more_than_once, unknown
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


def aggregations(context: Context) -> Iterator[Problem]:
    """What a group's figure is made of can be summed itself."""
    entries = {entry.id: entry for entry in context.catalogue.indicators}
    for entry in context.catalogue.indicators:
        summed, aggregated = _made_of(entry.aggregation)
        for code in (*summed, *aggregated):
            rule = entries[code].aggregation if code in entries else None
            fitting = ("sum", "weighted", "implied") if code in aggregated else ("sum",)
            if rule is None or rule.method not in fitting:
                what = "summed" if code in summed else "aggregated"
                state = "is not" if code in entries else "does not exist and cannot be"
                message = f"the indicator {code!r} {state} {what}"
                yield AGGREGATION.broken(message, entry.file, key=entry.id)


def _made_of(rule: Aggregation | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the indicators a method sums, and those whose groups it takes as they are."""
    if rule is None:
        return (), ()
    summed = tuple(code for code in (rule.weight, rule.numerator, rule.summed) if code)
    rates = tuple(code for code in (rule.denominator,) if code)
    return ((), (*summed, *rates)) if rule.method == "ratio" else (summed, rates)


def insights(context: Context) -> Iterator[Problem]:
    """Indicators, themes and currencies of findings and similar regions exist, each once a theme."""
    yield from unknown(_of_peers(context))
    yield from unknown(_of_findings(context))
    peers, file = context.catalogue.lists.peers, context.catalogue.file("peers.yaml")
    for theme in peers.themes:
        codes = (code for code, _, _ in weights_of(peers, theme.id))
        yield from more_than_once(codes, file, "the indicator ", theme.id)


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


def outlines(context: Context) -> Iterator[Problem]:
    """Every region has an outline with a panel and a credit, and every outline is of a region."""
    boundaries, rows = context.boundaries, context.catalogue.regions
    regions = set(rows.loc[rows["level"] == "region", "region_code"])
    drawn = set(boundaries.outlines)
    countries = {country_of(code) for code in drawn}
    credited = {credit.country for credit in boundaries.credits.sources}
    for message, file, codes in (
        ("no outline", OUTLINES, regions - drawn),
        ("an outline of no region of regions.csv", OUTLINES, drawn - regions),
        ("no panel", "panels.yaml", countries - boundaries.layouts.keys()),
        ("no credit", "credits.yaml", countries - credited),
    ):
        for code in sorted(codes):
            yield OUTLINE_MISSING.broken(message, boundaries.file(file), key=code)
