"""Checks of the catalogue: texts in three languages, vocabulary, references, licences."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pandas as pd

from etl.checks.context import Context
from etl.formula import FormulaError, parse
from etl.problems import Problem, Rule
from etl.tables import LANGUAGES

TRANSLATION_MISSING = Rule("translation_missing", "Every text stands in ko, ja and en.")
LICENCE_MISSING = Rule("licence_missing", "Give publisher, licence and attribution of the source.")
WARNING_UNKNOWN = Rule("warning_unknown", "Use a code of the fixed vocabulary in warnings.yaml.")
NOT_UNIQUE = Rule("id_not_unique", "Give each entry an id of its own.")
REFERENCE = Rule("reference_unknown", "Correct the name, or add what it refers to.")
COMPARABILITY = Rule("comparability", "single_country goes with exactly one country, and only then.")

VOCABULARY = (
    "definition_differs",
    "break_in_series",
    "projection",
    "provisional",
    "different_reference_date",
    "different_fiscal_year",
    "nominal_currency",
    "boundary_change",
    "small_count",
    "derived_here",
    "partial_coverage",
)


def translations(context: Context) -> list[Problem]:
    """Every text of the catalogue is there in all three languages."""
    catalogue = context.catalogue
    places = [(entry["file"], str(entry["id"]), entry) for entry in catalogue.indicators]
    places += [(catalogue.file(f"{name}.yaml"), "", content) for name, content in catalogue.lists.items()]
    problems = [
        TRANSLATION_MISSING.broken(f"{'.'.join(path)} has no {', '.join(missing)}", file, key=key)
        for file, key, content in places
        for path, missing in _incomplete(content, ())
    ]
    for row in catalogue.regions.to_dict("records"):
        missing = [
            f"{kind}_{language}"
            for kind in ("name", "short")
            for language in LANGUAGES
            if not isinstance(row.get(f"{kind}_{language}"), str)
        ]
        if missing:
            problems.append(
                TRANSLATION_MISSING.broken(
                    f"no {', '.join(missing)}",
                    catalogue.file("regions.csv"),
                    [row["line"]],
                    str(row["region_code"]),
                )
            )
    return problems


def _incomplete(content: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Go through a YAML tree and yield each text that lacks a language."""
    if isinstance(content, list):
        for item in content:
            name = (
                item.get("id") or item.get("set_id") or item.get("block_code")
                if isinstance(item, dict)
                else None
            )
            yield from _incomplete(item, (*path, str(name)) if name else path)
    elif isinstance(content, dict):
        if set(content) & set(LANGUAGES):
            missing = [language for language in LANGUAGES if not str(content.get(language) or "").strip()]
            if missing:
                yield path, missing
            return
        for key, value in content.items():
            yield from _incomplete(value, (*path, str(key)))


def licences(context: Context) -> list[Problem]:
    """Every source has a publisher with a licence and an attribution."""
    catalogue = context.catalogue
    problems = []
    for source_id, source in catalogue.sources.items():
        publisher = catalogue.publishers.get(str(source.get("publisher")))
        if publisher is None:
            message = f"the publisher {source.get('publisher')!r} is not in publishers.yaml"
            problems.append(LICENCE_MISSING.broken(message, catalogue.file("sources.yaml"), key=source_id))
        elif not (source.get("licence") or publisher.get("licence")):
            message = "neither the source nor its publisher has a licence"
            problems.append(LICENCE_MISSING.broken(message, catalogue.file("sources.yaml"), key=source_id))
    problems += [
        LICENCE_MISSING.broken("no attribution", catalogue.file("publishers.yaml"), key=publisher_id)
        for publisher_id, publisher in catalogue.publishers.items()
        if not publisher.get("attribution")
    ]
    return problems


def warnings(context: Context) -> list[Problem]:
    """Warnings are of the fixed vocabulary, which has a text for each."""
    catalogue = context.catalogue
    texts = catalogue.lists["warnings"]
    problems = [
        WARNING_UNKNOWN.broken(f"{code!r} {what}", catalogue.file("warnings.yaml"))
        for code, what in [(code, "has no text") for code in VOCABULARY if code not in texts]
        + [(code, "is not in the vocabulary") for code in texts if code not in VOCABULARY]
    ]
    for entry in catalogue.indicators:
        codes = [one if isinstance(one, str) else one["code"] for one in entry.get("warnings", [])]
        problems += [
            WARNING_UNKNOWN.broken(
                f"the warning {code!r} is not in the vocabulary", entry["file"], key=entry["id"]
            )
            for code in codes
            if code not in VOCABULARY
        ]
    return problems


def unique_ids(context: Context) -> list[Problem]:
    """No id stands twice."""
    catalogue = context.catalogue
    ids = Counter(entry["id"] for entry in catalogue.indicators)
    problems = [
        NOT_UNIQUE.broken(f"the indicator {entry['id']!r} stands {ids[entry['id']]} times", entry["file"])
        for entry in catalogue.indicators
        if ids[entry["id"]] > 1
    ]
    for name, key in (("topics", "id"), ("blocks", "block_code"), ("region_sets", "set_id")):
        count = Counter(item[key] for item in catalogue.lists[name])
        problems += [
            NOT_UNIQUE.broken(f"{one!r} stands {n} times", catalogue.file(f"{name}.yaml"))
            for one, n in count.items()
            if n > 1
        ]
    double = catalogue.regions[catalogue.regions.duplicated("region_code", keep=False)]
    problems += [
        NOT_UNIQUE.broken(
            f"the region {code!r} stands more than once", catalogue.file("regions.csv"), rows["line"]
        )
        for code, rows in double.groupby("region_code", sort=False)
    ]
    return problems


def comparability(context: Context) -> list[Problem]:
    """An indicator of one country is marked so."""
    return [
        COMPARABILITY.broken(
            f"comparability is {entry['comparability']!r} with the countries {', '.join(entry['countries'])}",
            entry["file"],
            key=entry["id"],
        )
        for entry in context.catalogue.indicators
        if (entry["comparability"] == "single_country") != (len(entry["countries"]) == 1)
    ]


def references(context: Context) -> list[Problem]:
    """Topics, currencies, blocks and region codes that are named exist."""
    catalogue = context.catalogue
    lists = catalogue.lists
    regions = set(catalogue.regions["region_code"])
    topics = {topic["id"] for topic in lists["topics"]}
    blocks = {block["block_code"] for block in lists["blocks"]}
    named: list[tuple[str, str, str, bool]] = [
        (entry["file"], entry["id"], f"the topic {entry['topic']!r}", entry["topic"] in topics)
        for entry in catalogue.indicators
    ]
    named += [
        (entry["file"], entry["id"], f"the currency {currency!r}", currency in lists["currencies"])
        for entry in catalogue.indicators
        for currency in entry.get("currencies", [])
    ]
    named += [
        (catalogue.file("region_sets.yaml"), one["set_id"], f"the region {code!r}", code in regions)
        for one in lists["region_sets"]
        for code in one["regions"]
    ]
    named += [
        (catalogue.file("region_changes.yaml"), change["date"], f"the region {code!r}", code in regions)
        for change in lists["region_changes"]
        for code in [change["region_code"], *(change.get("related") or [])]
    ]
    counted = {one["id"] for one in lists["designation_indicators"]}
    named += [
        (catalogue.file("designation_indicators.yaml"), str(name), f"the entry {name!r}", name in counted)
        for name in context.tables.get("designation", pd.DataFrame(columns=["indicator"]))[
            "indicator"
        ].unique()
    ]
    for row in catalogue.regions.to_dict("records"):
        for column in ("block_code", "megaregion_code"):
            if isinstance(row.get(column), str):
                text = f"the block {row[column]!r}"
                named.append((catalogue.file("regions.csv"), row["region_code"], text, row[column] in blocks))
    return [
        REFERENCE.broken(f"{text} does not exist", file, key=key)
        for file, key, text, known in named
        if not known
    ]


def formula_names(context: Context) -> list[Problem]:
    """Every input is used by its formula (an unused one would be a slip)."""
    problems = []
    for entry in context.catalogue.indicators:
        for country, block in entry["countries"].items():
            try:
                used = set(parse(block["formula"]).names)
            except FormulaError:
                continue  # reported where the indicator is computed
            problems += [
                REFERENCE.broken(
                    f"the input {name!r} is not used by the formula {block['formula']!r}",
                    entry["file"],
                    key=f"{entry['id']} {country}",
                )
                for name in block["inputs"]
                if name not in used
            ]
    return problems
