"""Years as questions speak of them: 2010년, 2010〜2024, since 2000, 2000年以降, 최근 10년, 平成22年."""

from collections.abc import Sequence
from dataclasses import dataclass

from regions.questions.atoms import Atom
from regions.questions.lexicon import Lexicon

YEARS_SAID = range(1900, 2101)
_MOST_RECENT = 100
_FIRST_OF_ERA = ("元",)


@dataclass(frozen=True, slots=True)
class Span:
    """The years of one expression.

    Attributes:
        year: One year alone.
        first: First year of a span; None where it is open.
        last: Last year of a span; None where it is open.
        recent: A span of so many years up to the latest.
    """

    year: int | None = None
    first: int | None = None
    last: int | None = None
    recent: int | None = None


class SpanReader:
    """Reads expressions of years out of the parts of one question."""

    def __init__(self, parts: Sequence[Atom], lexicon: Lexicon) -> None:
        """Take the parts, and the words in which years are spoken of."""
        self._parts = parts
        self._words: list[list[tuple[int, str, str]]] = [
            [
                (end, meaning.kind, meaning.codes[0])
                for end, meanings in lexicon.beginning(parts, place)
                for meaning in meanings
                if meaning.kind in ("years", "era", "number")
            ]
            for place in range(len(parts))
        ]

    def at(self, place: int) -> tuple[int, Span] | None:
        """Return where the expression that begins at a place ends, and its years."""
        return self._recent(place) or self._spoken(place)

    def _after(self, place: int, kind: str, *codes: str) -> int | None:
        """Return the end of the longest word of a kind at a place."""
        if place >= len(self._parts):
            return None
        ends = [
            end for end, held, code in self._words[place] if held == kind and (not codes or code in codes)
        ]
        return max(ends, default=None)

    def _passed(self, place: int, *codes: str) -> int:
        """Return the place behind a word of years, the same place where there is none."""
        return self._after(place, "years", *codes) or place

    def _recent(self, place: int) -> tuple[int, Span] | None:
        begun = self._after(place, "years", "recent")
        number = self._number(begun) if begun else None
        if number is None:
            return None
        end = self._after(number[0], "years", "year")
        return (self._passed(end, "since_after"), Span(recent=number[1])) if end else None

    def _number(self, place: int) -> tuple[int, int] | None:
        if place >= len(self._parts):
            return None
        part = self._parts[place]
        if part.script == "digit":
            return (place + 1, int(part.text)) if 0 < int(part.text[:9]) <= _MOST_RECENT else None
        found = [(end, int(code)) for end, kind, code in self._words[place] if kind == "number"]
        return max(found, default=None)

    def _spoken(self, place: int) -> tuple[int, Span] | None:
        opened = self._after(place, "years", "since_before", "until_before", "between")
        until = self._after(place, "years", "until_before") is not None
        since = self._after(place, "years", "since_before", "between") is not None
        read = self._year(opened or place)
        if read is None:
            return None
        end, first, last = read
        closed = self._passed(end, "since_after")
        second = self._second(closed, first)
        if second:
            return second[0], Span(first=min(first, second[1]), last=max(first, second[1]))
        if closed > end or since:
            return closed, Span(first=first)
        ended = self._passed(end, "until_after")
        if ended > end or until:
            return ended, Span(last=last)
        return end, Span(year=first) if first == last else Span(first=first, last=last)

    def _second(self, place: int, first: int) -> tuple[int, int] | None:
        """Return the last year of a span and where it ends, if a range goes on here."""
        begun = self._after(place, "years", "range")
        if begun is None and place > 0 and self._after(place - 1, "years", "since_after") == place:
            begun = place
        if begun is None:
            return None
        read = self._year(begun)
        if read is None or read[2] == first:
            return None
        return self._passed(read[0], "until_after"), read[2]

    def _year(self, place: int) -> tuple[int, int, int] | None:
        """Return the end, the first and the last year of a year or a decade."""
        known = self._of_era(place) or self._of_calendar(place)
        if known is None:
            return None
        end, year = known
        decade = self._after(end, "years", "decade")
        if decade and year % 10 == 0:
            return decade, year, year + 9
        return self._passed(end, "year"), year, year

    def _of_calendar(self, place: int) -> tuple[int, int] | None:
        if place >= len(self._parts):
            return None
        part = self._parts[place]
        is_year = part.script == "digit" and len(part.text) == 4 and int(part.text) in YEARS_SAID
        return (place + 1, int(part.text)) if is_year else None

    def _of_era(self, place: int) -> tuple[int, int] | None:
        if place >= len(self._parts):
            return None
        for end, kind, code in self._words[place]:
            if kind == "era" and end < len(self._parts):
                part = self._parts[end]
                number = 1 if part.text in _FIRST_OF_ERA else int(part.text) if part.script == "digit" else 0
                if 0 < number < _MOST_RECENT:
                    return end + 1, int(code) + number
        return None


def joined(spans: Sequence[Span]) -> Span | None:
    """Return the years of several expressions as one; None where there are none."""
    if len(spans) < 2:
        return spans[0] if spans else None
    firsts = [value for span in spans for value in (span.first, span.year) if value]
    lasts = [value for span in spans for value in (span.last, span.year) if value]
    recent = next((span.recent for span in spans if span.recent), None)
    if recent and not firsts:
        return Span(recent=recent)
    first, last = min(firsts, default=None), max(lasts, default=None)
    if first is not None and last is not None and first >= last:
        # Years said in reversed order mean the same span.
        return Span(first=last, last=first) if first > last else Span(first=first)
    return Span(first=first, last=last)
