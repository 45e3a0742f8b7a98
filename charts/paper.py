"""Charts on paper as SVG: lines labelled at their ends, pyramids; drawn from the `Drawing` of files."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from charts.drawing import DataSeries, Drawing
from charts.theme import FONTS, LIGHT
from charts.ticks import round_step, round_ticks, symmetric_ticks
from charts.type import spread, text_width
from i18n.numbers import number
from regions.database.languages import Language

_LETTERS = 8.0
_LINE_HEIGHT = 9.6
_EDGE, _YEARS_HEIGHT = 4.0, 14.0
_YEAR_ROOM = 34.0
_STEPS = (1.0, 2.0, 4.0, 5.0, 10.0)


@dataclass(frozen=True)
class Paper:
    """How much room there is and in whose words: width and height in points, a unit behind labels."""

    width: float
    height: float
    language: Language
    unit: str = ""


def paper_chart(drawn: Drawing, paper: Paper) -> str:
    """Return a chart of lines, or of pyramids with two series."""
    marks = _pyramid(drawn, paper) if drawn.has_two_sides else _lines(drawn, paper)
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {paper.width:g} {paper.height:g}' "
        f"font-family=\"{FONTS[paper.language]}\" font-size='{_LETTERS:g}'>{''.join(marks)}</svg>"
    )


def one_pyramid(drawn: Drawing, place: int) -> Drawing:
    """Return one pyramid of a drawing that holds several; its scale stays that of all (`_highest`)."""
    pair = drawn.series[2 * place : 2 * place + 2]
    rest = [one for one in drawn.series if one not in pair]
    hidden = tuple(replace(one, values=(max(_known(one), default=0.0),), colour="") for one in rest)
    return replace(drawn, series=(*pair, *hidden))


def _lines(drawn: Drawing, paper: Paper) -> Iterator[str]:
    low, high = _limits(drawn)
    labels = [_label(one, drawn, paper) for one in drawn.series]
    right = paper.width - _EDGE - max((text_width(text, _LETTERS) for text in labels), default=0.0) * 1.06
    ticks = round_ticks(low, high, 6)
    texts = [number(tick, paper.language, _decimals(ticks)) for tick in ticks]
    left = _EDGE + max((text_width(text, _LETTERS) for text in texts), default=0.0) + 4
    top, bottom = _LETTERS, paper.height - _YEARS_HEIGHT
    steps = max(len(drawn.categories) - 1, 1)

    def x(place: int) -> float:
        return left + (right - 6 - left) * place / steps

    def y(value: float) -> float:
        return bottom - (bottom - top) * (value - low) / ((high - low) or 1.0)

    for tick, text in zip(ticks, texts, strict=True):
        yield _rule(left, y(tick), right - 6, y(tick))
        yield _text(left - 4, y(tick) + 2.8, text, LIGHT.muted, "end")
    yield from _years(drawn, x, paper.height - 4, (right - left) / _YEAR_ROOM)
    ends = [_last(one) for one in drawn.series]
    wanted = [y(one.values[end] or 0.0) for one, end in zip(drawn.series, ends, strict=True)]
    placed = spread(wanted, _LINE_HEIGHT, top, bottom)
    for one, text, place in zip(drawn.series, labels, placed, strict=True):
        yield from _runs(one, x, y)
        yield _text(right, place + 2.8, text, one.colour, "start", bold=True)


def _limits(drawn: Drawing) -> tuple[float, float]:
    low, high = drawn.range
    if 0 < low < 0.25 * high:
        low = 0.0
    if low == high:
        low, high = low - 1.0, high + 1.0
    edge = 0.04 * (high - low)
    return (low if low == 0.0 else low - edge), high + edge


def _decimals(ticks: Sequence[float]) -> int:
    return next((n for n in range(4) if all(round(tick, n) == tick for tick in ticks)), 4)


def _label(one: DataSeries, drawn: Drawing, paper: Paper) -> str:
    value = one.values[_last(one)] or 0.0
    return f"{one.name} {number(value, paper.language, drawn.decimals)}{paper.unit}"


def _last(one: DataSeries) -> int:
    return max((place for place, value in enumerate(one.values) if value is not None), default=0)


def _known(one: DataSeries) -> list[float]:
    return [value for value in one.values if value is not None]


def _runs(one: DataSeries, x: Callable[[int], float], y: Callable[[float], float]) -> Iterator[str]:
    """Yield a line for each run of years with figures; a year that stands alone is a dot."""
    points: list[tuple[float, float]] = []
    for place, value in enumerate((*one.values, None)):
        if value is not None:
            points.append((x(place), y(value)))
            continue
        if len(points) == 1:
            yield f"<circle cx='{points[0][0]:.1f}' cy='{points[0][1]:.1f}' r='1.8' fill='{one.colour}'/>"
        elif points:
            path = " ".join(f"{across:.1f},{down:.1f}" for across, down in points)
            dash = " stroke-dasharray='4 2.5'" if one.dashed or one.projected else ""
            width = 1.1 if one.dashed else 1.6
            yield (
                f"<polyline points='{path}' fill='none' stroke='{one.colour}' stroke-width='{width}'{dash}/>"
            )
        points = []


def _years(drawn: Drawing, x: Callable[[int], float], down: float, most: float) -> Iterator[str]:
    step = next((one for one in (1, 2, 5, 10, 20) if len(drawn.categories) / one <= max(most, 2)), 50)
    for place, year in enumerate(drawn.categories):
        if int(year) % step == 0:
            yield _text(x(place), down, year, LIGHT.muted, "middle")


def _pyramid(drawn: Drawing, paper: Paper) -> Iterator[str]:
    """Yield bars to both sides, youngest at the bottom, on the scale of all series."""
    shown = [one for one in drawn.series if one.colour]
    head = _LINE_HEIGHT
    highest = max((max(_known(one), default=0.0) for one in drawn.series), default=1.0) or 1.0
    left = _EDGE + max(text_width(name, _LETTERS - 1.5) for name in drawn.categories) + 4
    right, bottom = paper.width - _EDGE, paper.height - _YEARS_HEIGHT
    middle, half = (left + right) / 2, (right - left) / 2
    row = (bottom - head - 2) / max(len(drawn.categories), 1)
    for one in shown:
        across = middle - half / 2 if one.mirrored else middle + half / 2
        yield _text(across, _LETTERS, one.name, LIGHT.muted, "middle")
    for tick in symmetric_ticks(highest, round_step(highest / 2.5, _STEPS)):
        across = middle + half * tick / highest
        yield _rule(across, head, across, bottom)
        yield _text(across, paper.height - 4, f"{number(abs(tick), paper.language)}%", LIGHT.muted, "middle")
    for place, name in enumerate(drawn.categories):
        top = bottom - (place + 1) * row
        if place % 2 == 0:
            yield _text(left - 4, top + row / 2 + 2.4, name, LIGHT.muted, "end", size=_LETTERS - 1.5)
        for one in shown:
            value = one.values[place]
            if value is not None:
                length = half * value / highest
                start = middle - length if one.mirrored else middle
                yield (
                    f"<rect x='{start:.1f}' y='{top + 0.4:.1f}' width='{length:.1f}' "
                    f"height='{max(row - 0.8, 0.5):.1f}' fill='{one.colour}'/>"
                )


def _rule(x: float, y: float, to_x: float, to_y: float) -> str:
    return (
        f"<line x1='{x:.1f}' y1='{y:.1f}' x2='{to_x:.1f}' y2='{to_y:.1f}' stroke='{LIGHT.rule}' "
        "stroke-width='0.5'/>"
    )


def _text(
    x: float, y: float, words: str, colour: str, anchor: str, *, bold: bool = False, size: float = _LETTERS
) -> str:
    weight = " font-weight='700'" if bold else ""
    return (
        f"<text x='{x:.1f}' y='{y:.1f}' fill='{colour}' text-anchor='{anchor}' font-size='{size:g}'{weight}>"
        f"{escape(words)}</text>"
    )
