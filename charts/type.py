"""Letters: how wide a text is, where it breaks, how labels stay apart, and the signs of the two countries."""

import unicodedata
from collections.abc import Iterable, Sequence

TITLE_SIZE, TEXT_SIZE, SMALL_SIZE = 17, 13, 12  # of letters in figures, in pixels
# Circle and square stand beside names: colour is never the only difference between the countries.
SIGNS = {"KR": "●", "JP": "■"}
HOLLOW_SIGNS = {"KR": "○", "JP": "□"}


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is in pixels; Han, Kana and Hangul letters are a full square."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return size * (wide + 0.52 * (len(text) - wide))


def wrapped(text: str, size: float, width: float) -> list[str]:
    """Return a text in lines no wider than `width` pixels.

    Korean and English break at spaces, Japanese anywhere but before a closing sign.
    """
    lines, line = [], ""
    for piece in _pieces(text):
        if line and text_width(line + piece.rstrip(), size) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> Iterable[str]:
    piece = ""
    for letter in text:
        is_kanji_or_kana = "\u3040" <= letter <= "\u30ff" or "\u3400" <= letter <= "\u9fff"
        if is_kanji_or_kana and piece:
            yield piece
            piece = ""
        piece += letter
        if letter in " /\u30fb\u3001\uff0c":
            yield piece
            piece = ""
    yield piece


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
