"""The legend of a classed map: swatches with limits and counts, in reading order, above the maps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charts.canvas import Canvas
from charts.classes import Classes
from charts.theme import NARROW, Theme
from charts.type import SMALL_SIZE, text_width
from i18n.messages import messages
from regions.shapes.exhibit import Exhibit

ROW_HEIGHT = 24
_SWATCH = 13
_ROOM = {"wide": 960, "narrow": 335}


@dataclass(frozen=True)
class Legend:
    """The entries of one scale.

    Attributes:
        heading: Country the scale is for; empty where both countries share it.
        entries: Colour and text of each class, low to high; a colour of None is the hatching of gaps.
    """

    heading: str
    entries: tuple[tuple[str | None, str], ...]


def legend_of(exhibit: Exhibit, classes: Classes, country: str | None, missing: int) -> Legend:
    """Return the legend of a scale: limits with the count of regions, and how many have no figure."""
    t = messages(exhibit.language)
    entries: list[tuple[str | None, str]] = [
        (colour, f"{label} ({count})" if label else f"({count})")
        for colour, label, count in zip(classes.colours, classes.labels, classes.counts, strict=True)
    ]
    if missing:
        entries.append((None, f"{t('legend.missing')} ({missing})"))
    return Legend(t(f"country.{country}") if country else "", tuple(entries))


def legend_height(legends: Sequence[Legend], width: str) -> int:
    """Return the room that legends take, in pixels."""
    return ROW_HEIGHT * sum(1 for legend in legends for _ in _rows(legend, width))


def write_legends(figure: Canvas, legends: Sequence[Legend], theme: Theme, width: str, bottom: float) -> None:
    """Write the legends above the plotting area.

    Args:
        figure: Takes the shapes and annotations.
        legends: One, or one a country.
        theme: Colours.
        width: `wide` or `narrow`; decides where rows break.
        bottom: Height of the lowest row above the plotting area, in pixels.
    """
    middle = bottom + legend_height(legends, width) - ROW_HEIGHT / 2
    for legend in legends:
        for row in _rows(legend, width):
            for x, colour, text, is_heading in row:
                if not is_heading:
                    line = {"color": theme.rule if colour else theme.muted, "width": 0.5 if colour else 1}
                    across, up = (x, x + _SWATCH), (middle - _SWATCH / 2, middle + _SWATCH / 2)
                    legend_mark(figure, "rect", across, up, fillcolor=colour or theme.missing, line=line)
                legend_text(figure, x if is_heading else x + _SWATCH + 6, middle, text, theme.text)
            middle -= ROW_HEIGHT


_Place = tuple[float, str | None, str, bool]


def _rows(legend: Legend, width: str) -> Iterator[list[_Place]]:
    """Lay the entries out from the left; a heading stands before them, or above them where it is narrow."""
    row: list[_Place] = []
    x = 0.0
    if legend.heading:
        row.append((0.0, None, legend.heading, True))
        x = text_width(legend.heading, SMALL_SIZE) + 18
        if width == NARROW:
            yield row
            row, x = [], 0.0
    for colour, text in legend.entries:
        needed = _SWATCH + 6 + text_width(text, SMALL_SIZE) + 16
        if row and x + needed > _ROOM[width]:
            yield row
            row, x = [], 0.0
        row.append((x, colour, text, False))
        x += needed
    yield row


def legend_mark(
    figure: Canvas, kind: str, across: tuple[float, float], up: tuple[float, float], **look: object
) -> None:
    """Draw a `line` or `rect` of a legend; its ends in pixels from the left and above the plotting area."""
    figure.add_shape(
        type=kind,
        xref="paper",
        yref="paper",
        xsizemode="pixel",
        ysizemode="pixel",
        xanchor=0,
        yanchor=1,
        x0=across[0],
        x1=across[1],
        y0=up[0],
        y1=up[1],
        **look,
    )


def legend_text(figure: Canvas, x: float, middle: float, text: str, colour: str) -> None:
    """Write words of a legend, `x` pixels from the left and `middle` pixels above the plotting area."""
    figure.write(text, 0, 1, colour, on_paper=True, anchor="left middle", xshift=x, yshift=middle)
