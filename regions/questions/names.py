"""What places and indicators are called: the names that questions understand and pickers find."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from i18n.lists import listed
from regions.database.build import Build
from regions.database.languages import Language
from regions.database.memory import per_build

_BRACKETS = re.compile(r"\s*[(（][^)）]*[)）]")
_JOINT = ";"
_PROJECTIONS = "projections"


@dataclass(frozen=True)
class Named:
    """What can be chosen from a list, and every name by which it is found.

    Attributes:
        code: A region, nation, block or indicator; the codes of several regions that share a name.
        label: Its name in the reader's language.
        terms: Its other names, in all languages.
        topic: The name of an indicator's topic.
        projected: Whether it is an indicator of projections.
        members: The regions of a block.
    """

    code: str
    label: str
    terms: tuple[str, ...]
    topic: str = ""
    projected: bool = False
    members: tuple[str, ...] = ()


def question_terms(build: Build) -> dict[str, list[tuple[str, str]]]:
    """Return codes and terms of the catalogue's words for questions, by kind."""
    by_kind: dict[str, list[tuple[str, str]]] = defaultdict(list)
    rows = build.query("SELECT kind, code, term FROM question_term")
    for kind, code, term in rows.itertuples(index=False):
        by_kind[kind].append((code, term))
    return by_kind


def without_brackets(name: str) -> str:
    """Return a name without the remark in brackets."""
    return _BRACKETS.sub("", name)


def place_names(build: Build, further: Iterable[tuple[str, str]]) -> dict[tuple[str, ...], list[str]]:
    """Return the names of regions, nations and blocks: official, short and former ones, and further terms.

    Args:
        build: Where they are held.
        further: Codes, several where a name belongs to several regions together, and terms.
    """
    catalogue = build.catalogue
    former = build.query("SELECT region_code, former_names FROM region WHERE former_names IS NOT NULL")
    names: dict[tuple[str, ...], list[str]] = {
        (code,): [*region.name, *region.short, code] for code, region in catalogue.regions.items()
    }
    for code, joined in former.itertuples(index=False):
        if code in catalogue.regions:
            names[code,] += joined.split(_JOINT)
    names |= {
        (code,): [*map(without_brackets, block.name), *block.name] for code, block in catalogue.blocks.items()
    }
    for code, name in further:
        names.setdefault(tuple(code.split(_JOINT)), []).append(name)
    return names


@per_build(3)
def named_places(build: Build, language: Language) -> tuple[Named, ...]:
    """Return nations and regions, by their seats of government too; then blocks and groups of regions."""
    catalogue = build.catalogue
    found = []
    for codes, names in place_names(build, question_terms(build)["place"]).items():
        (code, *others), members = codes, codes
        region = catalogue.regions.get(code)
        if others:
            label = listed((catalogue.regions[one].short[language] for one in codes), language)
        elif region:
            label, members = region.short[language], ()
            names = [*names, *(region.seat or ())]
        else:
            block = catalogue.blocks[code]
            label, members = without_brackets(block.name[language]), block.members
        found.append(Named(_JOINT.join(codes), label, _other(label, names), members=members))
    return tuple(found)


@per_build(3)
def named_indicators(build: Build, language: Language) -> tuple[Named, ...]:
    """Return the indicators by names and synonyms of all languages."""
    catalogue = build.catalogue
    synonyms: dict[str, list[str]] = defaultdict(list)
    for code, term in question_terms(build)["indicator"]:
        synonyms[code].append(term)
    indicators = {**catalogue.municipal.indicators, **catalogue.indicators}
    return tuple(
        Named(
            code,
            held.name[language],
            _other(held.name[language], (*held.name, *synonyms[code], code)),
            topic=catalogue.topics[held.topic].name[language],
            projected=held.topic == _PROJECTIONS,
        )
        for code, held in indicators.items()
    )


def _other(label: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names beside the label, each once whatever its letters' case."""
    seen = {name.casefold(): name for name in names}
    seen.pop(label.casefold(), None)
    return tuple(seen.values())
