"""Letters: how wide a text is, where it breaks, how labels stay apart, and the signs of the two countries."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

import budoux

TITLE_SIZE, TEXT_SIZE, SMALL_SIZE = 17, 13, 12  # of letters in figures, in pixels
# Circle and square stand beside names: colour is never the only difference between the countries.
SIGNS = {"KR": "●", "JP": "■"}
HOLLOW_SIGNS = {"KR": "○", "JP": "□"}
_JAPANESE = budoux.load_default_japanese_parser()
# Behind these a text may break; before those it may not.
_OPENINGS = " /\u30fb\u3001\uff0c"
_FIGURE = re.compile(r"(?:[A-Za-z]{0,3}\$|[\u2212-])?\d")
_CLOSING = "\u3001\u3002\uff0c\uff0e\uff09\u300d\u300f\u30fc)"
_WITH_CLOSING = re.compile(rf"[^{_CLOSING}]?[{_CLOSING}]+|[^{_CLOSING}]")


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is in pixels; Han, Kana and Hangul letters are a full square."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return size * (wide + 0.52 * (len(text) - wide))


def wrapped(text: str, size: float, width: float) -> list[str]:
    """Return a text in lines no wider than `width` pixels, a single longer word apart.

    Korean and English break at spaces, Japanese between phrases and, where one is wider, between letters.
    """
    lines, line = [], ""
    for piece in _pieces(text):
        is_split = _is_japanese(piece) and text_width(piece.rstrip(), size) > width
        parts = _WITH_CLOSING.findall(piece) if is_split else [piece]
        for part in parts:
            may_break = part[0] not in _CLOSING or line.endswith(" ")
            if line and may_break and text_width(line + part.rstrip(), size) > width:
                lines.append(line.rstrip())
                line = part.lstrip()
            else:
                line += part
    return [*lines, line.rstrip()] if line.strip() else lines


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[str, ...]:
    """Return a text in the pieces between which it may break."""
    words = re.findall(rf"[^{_OPENINGS}]*[{_OPENINGS}]|[^{_OPENINGS}]+", text)
    pieces: list[str] = []
    for word in words:
        for piece in _phrases(word) if _is_japanese(word) else (word,):
            after_space = bool(pieces) and pieces[-1].endswith(" ")
            # A figure stays with the name or word it belongs to, a mark with what it closes.
            if pieces and (_FIGURE.match(piece) if after_space else piece[0] in _CLOSING):
                pieces[-1] += piece
            else:
                pieces.append(piece)
    return tuple(pieces)


def _phrases(text: str) -> Iterable[str]:
    """Return a Japanese text in phrases; figures and words in Latin letters stay whole."""
    phrase = ""
    for part in _JAPANESE.parse(text):
        if phrase and not (_is_latin(phrase[-1]) and _is_latin(part[0])):
            yield phrase
            phrase = ""
        phrase += part
    yield phrase


def _is_japanese(text: str) -> bool:
    return any("\u3040" <= letter <= "\u30ff" or "\u3400" <= letter <= "\u9fff" for letter in text)


def _is_latin(letter: str) -> bool:
    return letter.isascii() and not letter.isspace()


def spread(wanted: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Return places at least `apart` from each other, as near as can be to the ones wanted.

    Neighbours that would overlap are joined into groups, each centred on the mean of what it wants.
    """
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    groups: list[list[int]] = []
    for number in order:
        groups.append([number])
        while len(groups) > 1 and _start(groups[-1], wanted, apart, low, high) < _end(
            groups[-2], wanted, apart, low, high
        ):
            last = groups.pop()
            groups[-1] += last
    placed = [0.0] * len(wanted)
    for group in groups:
        start = _start(group, wanted, apart, low, high)
        for step, number in enumerate(group):
            placed[number] = start + (step + 0.5) * apart
    return placed


def _start(group: list[int], wanted: Sequence[float], apart: float, low: float, high: float) -> float:
    middle = sum(wanted[number] for number in group) / len(group)
    length = apart * len(group)
    return min(max(middle - length / 2, low - apart / 2), max(high + apart / 2 - length, low - apart / 2))


def _end(group: list[int], wanted: Sequence[float], apart: float, low: float, high: float) -> float:
    return _start(group, wanted, apart, low, high) + apart * len(group)
