"""The legend of a map: swatches of classes, or symbols of some sizes, in reading order, above the maps."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charts.canvas import Canvas
from charts.classes import Classes
from charts.picture import AnyPicture, ExhibitPicture
from charts.theme import NARROW
from charts.type import SMALL_SIZE, text_width
from regions.database.places import country_of

ROW_HEIGHT = 24
_SWATCH = 13
_DOT, _DOTS = 2.5, (2.5, 8)  # size of a dot on a swatch, and where dots stand in either direction
_ROOM = {"wide": 700, "narrow": 335}


@dataclass(frozen=True)
class Entry:
    """One swatch and what it means; without a colour it is the fill of gaps, or dots upon any colour.

    With a `diameter` it is a circle of so many pixels instead, which may be hollow.
    """

    text: str
    colour: str | None = None
    dotted: bool = False
    diameter: float = 0.0
    hollow: bool = False

    @property
    def width(self) -> float:
        """Return how wide swatch or circle is, in pixels."""
        return self.diameter or _SWATCH


@dataclass(frozen=True)
class Legend:
    """The entries of one scale.

    Attributes:
        heading: Country the scale is for; empty where both countries share it.
        entries: Each class, low to high, or each size; then what is not filled by class alone.
        note: What a low or a high value means; in a row of its own.
    """

    heading: str
    entries: tuple[Entry, ...]
    note: str = ""


_Place = tuple[float, Entry | str]


def legend_of(figure: ExhibitPicture, classes: Classes, countries: Sequence[str], *, named: bool) -> Legend:
    """Return the legend of a scale.

    It tells the limits with the count of figures, how many of them are of several regions together, and how
    many regions have none.

    Args:
        figure: The map.
        classes: The scale.
        countries: Those shown on it.
        named: Whether the country is written before it: each has a scale of its own.
    """
    entries = [
        Entry(f"{label} ({count})" if label else f"({count})", colour)
        for colour, label, count in zip(classes.colours, classes.labels, classes.counts, strict=True)
    ]
    heading = figure.t(f"country.{countries[0]}") if named else ""
    reading = figure.shown.indicator.reading
    note = reading[figure.language] if reading else ""
    return Legend(heading, (*entries, *other_entries(figure, countries)), note)


def other_entries(figure: ExhibitPicture, countries: Sequence[str]) -> list[Entry]:
    """Return what is said of figures of several regions together, and of regions that have none."""
    t, exhibit = figure.t, figure.shown
    own = exhibit.data[exhibit.data.country.isin(countries)]
    missing = sum(country_of(code) in countries for code in exhibit.missing)
    entries = []
    if areas := own.area.nunique() if "area" in own else 0:
        entries.append(Entry(t("legend.area", count=areas), dotted=True))
    if missing:
        entries.append(Entry(f"{t('legend.missing')} ({missing})"))
    return entries


def legend_height(legends: Sequence[Legend], width: str) -> int:
    """Return the room that legends take, in pixels."""
    return round(sum(_row_height(row) for legend in legends for row in _rows(legend, width)))


def write_legends(figure: AnyPicture, legends: Sequence[Legend], bottom: float) -> None:
    """Write the legends above the plotting area.

    Args:
        figure: Takes the shapes and annotations.
        legends: One, or one a country.
        bottom: Height of the lowest row above the plotting area, in pixels.
    """
    theme = figure.theme
    top = float(bottom + legend_height(legends, figure.width))
    for legend in legends:
        for row in _rows(legend, figure.width):
            middle = top - _row_height(row) / 2
            for x, entry in row:
                if isinstance(entry, Entry):
                    (_add_circle if entry.diameter else _add_swatch)(figure, entry, x, middle)
                    legend_text(figure, x + entry.width + 6, middle, entry.text, theme.text)
                else:
                    legend_text(figure, x, middle, entry, theme.text)
            top -= _row_height(row)


def _add_circle(figure: AnyPicture, entry: Entry, x: float, middle: float) -> None:
    up = (middle - entry.diameter / 2, middle + entry.diameter / 2)
    fill = figure.theme.page if entry.hollow else entry.colour
    line = {"color": entry.colour, "width": 1.5}
    legend_mark(figure, "circle", (x, x + entry.diameter), up, fillcolor=fill, line=line)


def _add_swatch(figure: AnyPicture, entry: Entry, x: float, middle: float) -> None:
    theme = figure.theme
    line = {"color": theme.rule if entry.colour else theme.muted, "width": 0.5 if entry.colour else 1}
    fill = entry.colour or (theme.page if entry.dotted else theme.missing)
    up = (middle - _SWATCH / 2, middle + _SWATCH / 2)
    legend_mark(figure, "rect", (x, x + _SWATCH), up, fillcolor=fill, line=line)
    for right, above in itertools.product(_DOTS, _DOTS) if entry.dotted else ():
        dot = (x + right, x + right + _DOT), (up[0] + above, up[0] + above + _DOT)
        legend_mark(figure, "circle", *dot, fillcolor=theme.text, line={"width": 0})


def _row_height(row: list[_Place]) -> float:
    """Return the height of a row: a circle may need more than a line of text."""
    return max([ROW_HEIGHT, *(one.diameter + 4 for _, one in row if isinstance(one, Entry))])


def _rows(legend: Legend, width: str) -> Iterator[list[_Place]]:
    """Lay the entries out from the left; a heading stands before them, or above them where it is narrow."""
    row: list[_Place] = []
    x = 0.0
    if legend.heading:
        row.append((0.0, legend.heading))
        x = text_width(legend.heading, SMALL_SIZE) + 18
        if width == NARROW:
            yield row
            row, x = [], 0.0
    longest = _even_room([_needed(entry) for entry in legend.entries], x, _ROOM[width])
    for entry in legend.entries:
        if row and x + _needed(entry) > longest:
            yield row
            row, x = [], 0.0
        row.append((x, entry))
        x += _needed(entry)
    yield row
    if legend.note:
        yield [(0.0, legend.note)]


def _needed(entry: Entry) -> float:
    """Return the room an entry takes in its row, with the air behind it."""
    return entry.width + 6 + text_width(entry.text, SMALL_SIZE) + 16


def _even_room(widths: Sequence[float], start: float, room: float) -> float:
    """Return the least room in which entries take no more rows than in `room`, so that rows are even."""

    def rows(longest: float) -> int:
        count, x = 1, start
        for wide in widths:
            if x and x + wide > longest:
                count, x = count + 1, 0.0
            x += wide
        return count

    steps = range(round(max(widths, default=room)), round(room), 10)
    return next((float(longest) for longest in steps if rows(longest) == rows(room)), room)


def legend_mark(
    figure: Canvas, kind: str, across: tuple[float, float], up: tuple[float, float], **look: object
) -> None:
    """Draw a `line`, `rect` or `circle` of a legend.

    Its ends are in pixels from the left and above the plotting area.
    """
    figure.add_shape(
        kind,
        across,
        up,
        xref="paper",
        yref="paper",
        xsizemode="pixel",
        ysizemode="pixel",
        xanchor=0,
        yanchor=1,
        **look,
    )


def legend_text(figure: Canvas, x: float, middle: float, text: str, colour: str) -> None:
    """Write words of a legend, `x` pixels from the left and `middle` pixels above the plotting area."""
    figure.write(text, 0, 1, colour, on_paper=True, anchor="left middle", xshift=x, yshift=middle)
