"""Checks the names of regions against a second list: a code called wrongly is wrong everywhere."""

from collections.abc import Hashable, Iterator
from typing import Any

from etl.checks.context import Context
from etl.languages import LANGUAGES
from etl.problems import Problem, Rule

REGION_NAME = Rule(
    "region_name",
    "Two rows of regions.csv may be exchanged; a new or renamed region also stands in iso_3166_2.yaml.",
)
FILE = "iso_3166_2.yaml"


def region_names(context: Context) -> Iterator[Problem]:
    """Each region is called what ISO 3166-2 and the list beside it call its code, in every language."""
    catalogue = context.catalogue
    known = {entry.region_code: entry.names for entry in catalogue.lists.iso_3166_2}
    countries = {code.partition("-")[0] for code in known}
    file = catalogue.file("regions.csv")
    for row in catalogue.regions.query("level == 'region'").to_dict("records"):
        code = row["region_code"]
        if row["country"] not in countries:
            continue
        if code not in known:
            yield REGION_NAME.broken(f"is not in {FILE}", file, [row["line"]], code)
            continue
        wrong = [text for language in LANGUAGES for text in _wrong(row, language, known[code][language])]
        if wrong:
            yield REGION_NAME.broken("; ".join(wrong), file, [row["line"]], code)
    for code in sorted(known.keys() - set(catalogue.regions["region_code"])):
        yield REGION_NAME.broken("is not in regions.csv", catalogue.file(FILE), key=code)


def _wrong(row: dict[Hashable, Any], language: str, names: list[str]) -> Iterator[str]:
    name, short = str(row.get(f"name_{language}")), str(row.get(f"short_{language}"))
    if not name.startswith(tuple(names)):
        yield f"name_{language} is {name!r}, but elsewhere {' or '.join(names)}"
    if short[:1] != name[:1]:
        yield f"short_{language} {short!r} is not short for {name!r}"
