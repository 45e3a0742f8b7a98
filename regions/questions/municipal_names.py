"""Municipalities found by a part of their name in any language, or by their code."""

import unicodedata

import jaconv

from regions.database.build import Build
from regions.database.memory import per_build


def municipalities_named(build: Build, text: str, most: int) -> tuple[str, ...]:
    """Return the codes of municipalities that are called so, whose name begins or at least goes on so.

    Width, case, accents and the kind of kana make no difference.

    Args:
        build: The build.
        text: What was typed.
        most: How many at most.
    """
    asked = _plain(text)
    if not asked:
        return ()
    found = []
    for place, (code, names) in enumerate(_names(build).items()):
        if asked in names:
            nearest = min(_nearness(name, asked) for name in names.split(_BETWEEN))
            found.append((nearest, place, code))
    return tuple(code for _, _, code in sorted(found)[:most])


# What no name holds.
_BETWEEN = "\n"
# How near a name is to what was typed: the same, begun so, going on so or not at all.
_SAME, _BEGUN, _OTHER = range(3)


def _nearness(name: str, asked: str) -> int:
    if name == asked:
        return _SAME
    return _BEGUN if name.startswith(asked) else _OTHER


@per_build(1)
def _names(build: Build) -> dict[str, str]:
    return {
        code: _BETWEEN.join(dict.fromkeys(map(_plain, (*place.short, *place.search_text.split(), code))))
        for code, place in build.catalogue.municipal.places.items()
    }


def _plain(text: str) -> str:
    parted = unicodedata.normalize("NFKD", jaconv.kata2hira(unicodedata.normalize("NFKC", text)))
    # Accents of Latin letters go; the marks of Hangul and kana are put together again.
    kept = "".join(one for one in parted if not unicodedata.combining(one) or one in "\u3099\u309a")
    return unicodedata.normalize("NFC", kept).casefold().strip()
