"""Codes of places and indicators from what somebody calls them, in any of the three languages."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from api.errors import shortened
from api.mcp.call import Call, Unanswerable
from i18n.lists import listed
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES, Text
from regions.database.memory import per_build
from regions.questions.suggesting import suggest

Kind = Literal["region", "place", "indicator"]

_MOST_NAMED = 3
_LEAST_LIKE = 60.0
_BETWEEN = re.compile(r"[\s\-–—‐·・,.'’`_()（）]+")


@dataclass(frozen=True)
class Index:
    """The codes of a kind, by every name they have.

    Attributes:
        codes: Codes by the name as it is compared; more than one where several are called so.
        names: Name of each code in each language.
    """

    codes: Mapping[str, frozenset[str]]
    names: Mapping[str, Text]


def codes_named(words: Iterable[str], kind: Kind, call: Call) -> list[str]:
    """Return the codes that some words stand for, each once.

    Raises:
        Unanswerable: If one is no code and no name, or the name of several.
    """
    return list(dict.fromkeys(code_named(one, kind, call) for one in words))


def code_named(word: str, kind: Kind, call: Call) -> str:
    """Return the code that a word stands for: the code, a name in any of the languages, a synonym.

    What is neither code nor name is read as a question is; it counts if it means one thing and nothing else.

    Raises:
        Unanswerable: If it is neither, or the name of several.
    """
    index = _index(call.build, kind)
    found = index.codes.get(compared(word), frozenset())
    if len(found) == 1:
        return next(iter(found))
    shown = shortened(word)
    read = () if found else _understood(word, kind, call)
    if len(read) == 1:
        return read[0]
    if found:
        several = _named(sorted(found), index, call)
        raise Unanswerable(call.t("mcp.error.several_of_that_name", value=shown, names=several))
    near = _nearest(word, index)
    named = "mcp.error.unknown_indicator" if kind == "indicator" else "mcp.error.unknown_region"
    text = call.t(named, value=shown)
    if near:
        text = f"{text} {call.t('mcp.error.nearest', names=_named(near, index, call))}"
    raise Unanswerable(text)


def compared(name: str) -> str:
    """Return a name as it is compared: letters alone, small, without accents of Latin ones."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    plain = re.sub(r"(?<=[a-z])[\u0300-\u036f]+", "", decomposed)
    return _BETWEEN.sub("", unicodedata.normalize("NFC", plain))


def _understood(word: str, kind: Kind, call: Call) -> tuple[str, ...]:
    found = suggest(call.build, word, call.language, 1)
    if found.not_understood:
        return ()
    regions, blocks = found.understood.regions, found.understood.blocks
    by_kind = {"indicator": found.understood.indicators, "region": regions, "place": regions + blocks}
    return by_kind[kind]


def _nearest(word: str, index: Index) -> list[str]:
    """Return the codes whose names come near a word, compared by the letters that syllables consist of."""
    names = {name: unicodedata.normalize("NFD", name) for name in index.codes}
    asked = unicodedata.normalize("NFD", compared(word[:100]))
    found = process.extract(asked, names, scorer=fuzz.WRatio, limit=10, score_cutoff=_LEAST_LIKE)
    codes = dict.fromkeys(code for _, _, name in found for code in sorted(index.codes[name]))
    return list(codes)[:_MOST_NAMED]


def _named(codes: Iterable[str], index: Index, call: Call) -> str:
    return listed((f"{index.names[code][call.language]} ({code})" for code in codes), call.language)


@per_build(3)
def _index(build: Build, kind: Kind) -> Index:
    catalogue = build.catalogue
    texts = _indicators(catalogue) if kind == "indicator" else _places(catalogue, blocks=kind == "place")
    codes: dict[str, frozenset[str]] = {}
    for code, held in texts.items():
        for name in (code, *(text[language] for text in held for language in LANGUAGES)):
            key = compared(name)
            codes[key] = codes.get(key, frozenset()) | {code}
    return Index(codes, {code: held[0] for code, held in texts.items()})


def _indicators(catalogue: Catalogue) -> dict[str, tuple[Text, ...]]:
    return {code: (one.name, one.in_sentence) for code, one in catalogue.indicators.items()}


def _places(catalogue: Catalogue, *, blocks: bool) -> dict[str, tuple[Text, ...]]:
    found: dict[str, tuple[Text, ...]] = {
        code: (one.name, one.short) for code, one in catalogue.regions.items()
    }
    if blocks:
        found |= {code: (one.name,) for code, one in catalogue.blocks.items()}
    return found
