"""Checks of municipalities: their list, their outlines, and what is said of their figures.

That their figures add up to those of their regions stands in balances.yaml; coverage, ranges, keys, codes
and anchors are checked as of all figures. What is not: the course of each series (`etl.checks.plausible`).
"""

from collections.abc import Iterator

import pandas as pd

from etl.boundaries import MUNICIPAL
from etl.checks.catalogue import NOT_UNIQUE
from etl.checks.context import Context
from etl.checks.integrity import ALTERED
from etl.entries import TRANSLATION_MISSING
from etl.languages import LANGUAGES
from etl.marks import SMALL
from etl.models.indicators import MUNICIPALITY
from etl.models.inputs import FigureInput
from etl.problems import Problem, Rule
from etl.region_codes import country_of, is_nation

LISTED = Rule("municipality_listed", "Correct the row of municipalities.csv; docs/data.md lists its columns.")
OUTLINED = Rule(
    "municipality_outline", "Draw every municipality once in the map of its region and of its nation."
)
SMALL_UNSAID = Rule(
    "small_count_unsaid",
    "Rates of municipalities vary by chance where few live: name the warning small_count.",
)
FILE = "municipalities.csv"
RATES = ("rate", "share", "index")
PERSONS = "persons"


def listed(context: Context) -> Iterator[Problem]:
    """Every municipality has its own code, names in every language, a region of its country and a place."""
    catalogue = context.catalogue
    table = catalogue.municipalities[catalogue.municipalities["level"] == MUNICIPALITY]
    regions = set(catalogue.regions.loc[catalogue.regions["level"] == "region", "region_code"])
    names = [f"name_{language}" for language in LANGUAGES]
    for rule, wrong, message in (
        (NOT_UNIQUE, table["municipality_code"].duplicated(keep=False), "the code stands more than once"),
        (TRANSLATION_MISSING, table[names].isna().any(axis=1), f"no {', '.join(names)}"),
        (LISTED, ~table["parent_code"].isin(regions), "parent_code is no province or prefecture"),
        (LISTED, table["parent_code"].str[:2] != table["country"], "parent_code is of another country"),
        (LISTED, table[["latitude", "longitude"]].isna().any(axis=1), "no point for its label"),
        (LISTED, _kept_code(table["former_codes"], table["municipality_code"]), "a former code is in use"),
    ):
        for row in table[wrong].to_dict("records"):
            yield rule.broken(message, catalogue.file(FILE), [row["line"]], row["municipality_code"])


def _kept_code(former: "pd.Series[str]", codes: "pd.Series[str]") -> "pd.Series[bool]":
    used = set(codes)
    return former.fillna("").map(lambda joined: bool(used & set(joined.split(";"))))


def municipal_outlines(context: Context) -> Iterator[Problem]:
    """Every municipality is drawn in the maps of its region and its nation, by the files recorded."""
    boundaries, table = context.boundaries, context.catalogue.municipalities
    if boundaries.municipal_about is None:
        return
    own = table[table["level"] == MUNICIPALITY]
    stated = boundaries.municipal_about.files
    for place, drawn in boundaries.municipal.items():
        column = "country" if is_nation(place) else "parent_code"
        wanted = set(own.loc[own[column] == place, "municipality_code"])
        for text, codes in (
            ("does not draw", wanted - set(drawn.outlines)),
            ("draws", set(drawn.outlines) - wanted),
        ):
            if codes:
                yield OUTLINED.broken(f"{text} {', '.join(sorted(codes))}", drawn.shown, key=place)
        name = next(one for one in stated if one.endswith(place))
        if drawn.sha256 != stated[name]:
            message = f"the file's sha256 is {drawn.sha256}, but {MUNICIPAL} says {stated[name]}"
            yield ALTERED.broken(message, drawn.shown)
    for place in sorted({*own["parent_code"], *own["country"]} - boundaries.municipal.keys()):
        yield OUTLINED.broken("has no map", boundaries.file(MUNICIPAL), key=place)


def small_places_told(context: Context) -> Iterator[Problem]:
    """Whoever reads a rate of municipalities is told that those of few residents vary by chance."""
    for series in context.series:
        if series.level != MUNICIPALITY or series.indicator.kind not in RATES:
            continue
        units = {
            context.snapshots.datasets[leaf.dataset].meta.units.get(leaf.indicator)
            for leaf in series.block.leaves
            if isinstance(leaf, FigureInput)
        }
        if units == {PERSONS} and all(warning.code != SMALL for warning in series.warnings):
            yield SMALL_UNSAID.broken("does not warn", series.indicator.file, key=series.name)


def marked_places(context: Context) -> Iterator[Problem]:
    """The municipalities that municipal_marks.yaml names exist."""
    known = set(context.catalogue.municipality_codes)
    file = context.catalogue.file("municipal_marks.yaml")
    for mark in context.catalogue.lists.municipal_marks:
        for code in (code for code in mark.codes if code not in known):
            message = f"the municipality {code!r} does not exist in {country_of(code)}"
            yield LISTED.broken(message, file, key=mark.mark)
