"""Checks of the catalogue: what its files say of each other (each alone is checked by its model)."""

from collections import Counter
from collections.abc import Iterable, Iterator

from etl.checks.context import Context
from etl.entries import LICENCE_MISSING, TRANSLATION_MISSING
from etl.formula import FormulaError, parse
from etl.languages import LANGUAGES
from etl.models.indicators import MUNICIPALITY, CountrySeries, Indicator, StatedWarning
from etl.problems import Problem, Rule

NOT_UNIQUE = Rule("id_not_unique", "Give each entry an id of its own.")
NAME_SHARED = Rule(
    "name_in_sentence_shared", "Say in one of the two forms (`in_sentence`) what tells the indicators apart."
)
REFERENCE = Rule("reference_unknown", "Correct the name, or add what it refers to.")

Named = tuple[str, str, str, bool]
"""File, key, what is named, and whether it is there."""


def translations(context: Context) -> list[Problem]:
    """Every region has its names in every language."""
    columns = [f"{kind}_{language}" for kind in ("name", "short") for language in LANGUAGES]
    regions = context.catalogue.regions.reindex(columns=["line", "region_code", *columns])
    return [
        TRANSLATION_MISSING.broken(
            f"no {', '.join(column for column in columns if row[column] is None)}",
            context.catalogue.file("regions.csv"),
            [row["line"]],
            row["region_code"],
        )
        for row in regions[regions[columns].isna().any(axis=1)]
        .astype(object)
        .replace({float("nan"): None})
        .to_dict("records")
    ]


def licences(context: Context) -> list[Problem]:
    """Every source has a publisher, who gives licence and attribution."""
    catalogue = context.catalogue
    return [
        LICENCE_MISSING.broken(
            f"the publisher {source.publisher!r} is not in publishers.yaml",
            catalogue.file("sources.yaml"),
            key=source_id,
        )
        for source_id, source in catalogue.sources.items()
        if source.publisher not in catalogue.publishers
    ]


def names_in_sentences(context: Context) -> Iterator[Problem]:
    """No two indicators are called alike in titles and sentences."""
    for language in LANGUAGES:
        told: dict[str, str] = {}
        for entry in context.catalogue.indicators:
            name = entry.called(language)
            other = told.setdefault(name.casefold(), entry.id)
            if other != entry.id:
                what = f"is called {name!r} in a sentence ({language}), as {other!r} is"
                yield NAME_SHARED.broken(what, entry.file, key=entry.id)


def unique_ids(context: Context) -> Iterator[Problem]:
    """No id stands twice."""
    catalogue, lists = context.catalogue, context.catalogue.lists
    ids = Counter(entry.id for entry in catalogue.indicators)
    for entry in catalogue.indicators:
        if ids[entry.id] > 1:
            yield NOT_UNIQUE.broken(f"the indicator {entry.id!r} stands {ids[entry.id]} times", entry.file)
    named = {
        "topics": [topic.id for topic in lists.topics],
        "blocks": [block.block_code for block in lists.blocks],
        "bureaus": [code for bureau in lists.bureaus for code in bureau.regions],
        "region_sets": [selection.set_id for selection in lists.region_sets],
        "designation_indicators": [counted.id for counted in lists.designation_indicators],
        "findings": [finding.id for finding in lists.findings],
        "peers": [theme.id for theme in lists.peers.themes],
    }
    for file, names in named.items():
        yield from more_than_once(names, catalogue.file(f"{file}.yaml"))
    double = catalogue.regions[catalogue.regions.duplicated("region_code", keep=False)]
    for code, rows in double.groupby("region_code", sort=False):
        message = f"the region {code!r} stands more than once"
        yield NOT_UNIQUE.broken(message, catalogue.file("regions.csv"), rows["line"])


def more_than_once(names: Iterable[str], file: str, what: str = "", key: str = "") -> Iterator[Problem]:
    """Go through the names that stand more than once, with what they are names of."""
    for name, n in Counter(names).items():
        if n > 1:
            yield NOT_UNIQUE.broken(f"{what}{name!r} stands {n} times", file, key=key)


def references(context: Context) -> Iterator[Problem]:
    """Topics, currencies, blocks, countries and region codes that are named exist."""
    for named in (_of_indicators, _of_lists, _of_publishers, _of_regions):
        yield from unknown(named(context))


def unknown(named: Iterable[Named]) -> Iterator[Problem]:
    """Go through what is named but not there."""
    for file, key, text, there in named:
        if not there:
            yield REFERENCE.broken(f"{text} does not exist", file, key=key)


def _of_indicators(context: Context) -> Iterator[Named]:
    lists = context.catalogue.lists
    topics = {topic.id for topic in lists.topics}
    for entry in context.catalogue.indicators:
        yield entry.file, entry.id, f"the topic {entry.topic!r}", entry.topic in topics
        for block in (block for level in entry.levels for block in entry.series_at(level).values()):
            basis = block.population_basis
            there = basis is None or basis in lists.population_bases
            yield entry.file, entry.id, f"the population basis {basis!r}", there
        for currency in entry.currencies or []:
            units = lists.currencies[currency].units if currency in lists.currencies else {}
            for country in entry.countries:
                yield entry.file, entry.id, f"the unit of {currency!r} in {country}", country in units
        for warning, countries in _warnings(entry):
            if warning.country:
                there = warning.country in countries
                yield entry.file, entry.id, f"the country {warning.country} of {warning.code}", there


def _warnings(entry: Indicator) -> Iterator[tuple[StatedWarning, dict[str, CountrySeries]]]:
    """Go through the warnings of an indicator, each with the series it stands beside."""
    for warning in entry.warnings:
        yield warning, entry.countries
    for warning in entry.municipal.warnings if entry.municipal else ():
        yield warning, entry.series_at(MUNICIPALITY)


def _of_lists(context: Context) -> Iterator[Named]:
    catalogue, lists = context.catalogue, context.catalogue.lists
    regions = set(catalogue.regions["region_code"])
    for selection in lists.region_sets:
        for code in selection.regions:
            file = catalogue.file("region_sets.yaml")
            yield file, selection.set_id, f"the region {code!r}", code in regions
    words = lists.question_words
    places = regions | {block.block_code for block in lists.blocks}
    for code in (*words.places, *(code for group in words.groups for code in group.places)):
        yield catalogue.file("question_words.yaml"), code, f"the place {code!r}", code in places
    for change in lists.region_changes:
        for code in (change.region_code, *change.related):
            yield catalogue.file("region_changes.yaml"), change.date, f"the region {code!r}", code in regions
    for block in lists.blocks:
        country = f"the country {block.country!r}"
        yield catalogue.file("blocks.yaml"), block.block_code, country, block.country in regions
    counted = {entry.id for entry in lists.designation_indicators}
    if "designation" in context.tables:
        for name in context.tables["designation"]["indicator"].unique():
            file = catalogue.file("designation_indicators.yaml")
            yield file, str(name), f"the entry {name!r}", name in counted


def _of_publishers(context: Context) -> Iterator[Named]:
    catalogue, lists = context.catalogue, context.catalogue.lists
    regions = set(catalogue.regions["region_code"])
    for bureau in lists.bureaus:
        for code in bureau.regions:
            yield catalogue.file("bureaus.yaml"), bureau.bureau_code, f"the region {code!r}", code in regions
    for release in lists.releases:
        for name in release.datasets:
            there = name in context.snapshots.datasets
            yield catalogue.file("releases.yaml"), name, f"the dataset {name!r}", there


def _of_regions(context: Context) -> Iterator[Named]:
    catalogue = context.catalogue
    blocks = {block.block_code for block in catalogue.lists.blocks}
    for column in ("block_code", "megaregion_code"):
        if column in catalogue.regions:
            of_block = catalogue.regions.loc[catalogue.regions[column].notna(), ["region_code", column]]
            for region, block in of_block.itertuples(index=False):
                yield catalogue.file("regions.csv"), region, f"the block {block!r}", block in blocks


def formula_names(context: Context) -> Iterator[Problem]:
    """Every input is used by its formula (an unused one would be a slip)."""
    for entry in context.catalogue.indicators:
        series = [pair for level in entry.levels for pair in entry.series_at(level).items()]
        for country, block in series:
            try:
                used = set(parse(block.formula).names)
            except FormulaError:
                continue  # reported where the indicator is computed
            for name in (name for name in block.inputs if name not in used):
                message = f"the input {name!r} is not used by the formula {block.formula!r}"
                yield REFERENCE.broken(message, entry.file, key=f"{entry.id} {country}")
