"""Figures that know their reader: framed by the words of an exhibit or a list, or grids of names."""

from typing import Generic, TypeVar

import plotly.graph_objects as go

from charts.canvas import Canvas
from charts.theme import FONTS, HALF, NARROW, WIDE, Theme, hover_label
from charts.type import SMALL_SIZE, TEXT_SIZE, TITLE_SIZE, wrapped
from i18n.messages import Messages, messages
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.languages import Language
from regions.shapes.exhibit import Exhibit
from regions.shapes.listing import Listing

_LINE = 1.4
# A window just wider than a phone's still holds a line of the wide layout.
_TEXT_WIDTH = {WIDE: 700, HALF: 480, NARROW: 335}
# What `explain_signs` needs below the labels of an axis.
SIGNS_ROOM = 14
_SIDE = {WIDE: 8, HALF: 8, NARROW: 4}

Shown = TypeVar("Shown", bound=Exhibit | Listing, covariant=True)


class ReaderCanvas(Canvas):
    """A canvas that knows who will look at it: names, colours, language, width.

    Attributes:
        catalogue: For names.
        theme: Colours.
        language: Language of the reader.
        width: `wide`, `half` or `narrow`; decides where lines break, and what stands side by side.
        t: Messages in the language.
    """

    def __init__(self, catalogue: Catalogue, theme: Theme, language: Language, width: str) -> None:
        """Begin with an empty figure."""
        super().__init__()
        self.catalogue, self.theme, self.language, self.width = catalogue, theme, language, width
        self.t: Messages = messages(language)

    @property
    def is_narrow(self) -> bool:
        """Say whether it is as wide as a phone."""
        return self.width == NARROW

    def name(self, code: str) -> str:
        """Return the short name of a place."""
        return self.catalogue.place_short(code)[self.language]

    def whole_name(self, code: str) -> str:
        """Return the whole name of a place."""
        return self.catalogue.place_name(code)[self.language]

    @property
    def ground(self) -> dict[str, object]:
        """What the layouts of all figures have in common."""
        return {
            "template": "none",
            "paper_bgcolor": self.theme.page,
            "plot_bgcolor": self.theme.page,
            "hoverlabel": hover_label(self.theme, self.language),
            "dragmode": False,
        }

    def write_outside(
        self,
        lines: list[str],
        away: float,
        left: int,
        colour: str,
        size: int,
        *,
        above: bool = False,
        bold: bool = False,
    ) -> None:
        """Write lines outside the plotting area, `away` pixels from it."""
        text = "<br>".join(lines)
        self.write(
            f"<b>{text}</b>" if bold else text,
            0,
            1 if above else 0,
            colour,
            size=size,
            on_paper=True,
            anchor="left",
            xshift=-left + 2,
            yshift=away if above else -away,
            yanchor="top" if above else "bottom",
            align="left",
        )


class Picture(ReaderCanvas, Generic[Shown]):
    """A figure of an exhibit or a list.

    Attributes:
        shown: The exhibit or list.
        build: The build it was made from.
        picked: Regions that stand out.
    """

    def __init__(self, shown: Shown, build: Build, theme: Theme, width: str) -> None:
        """Begin with an empty figure."""
        super().__init__(build.catalogue, theme, shown.language, width)
        self.shown, self.build = shown, build
        self.picked: tuple[str, ...] = shown.view.regions

    def frame(
        self,
        plot_height: int,
        *,
        left: int | None = None,
        right: int | None = None,
        above: int = 8,
        below: int = 8,
        titled: bool = True,
        note: str = "",
        reading: str = "",
    ) -> None:
        """Give the figure its title, definition and unit, comparability and source line.

        Args:
            plot_height: Height of the plotting area in pixels.
            left: Margin left of the plotting area, for tick labels.
            right: Margin right of it, for direct labels.
            above: Room between subtitle and plotting area (legend, panel names).
            below: Room between plotting area and source line (tick labels).
            titled: Whether it has words of its own; not where another figure on the page says them.
            note: What its marks mean, first in its foot.
            reading: How to read its marks, behind definition and unit.
        """
        shown, theme, room, side = self.shown, self.theme, _TEXT_WIDTH[self.width], _SIDE[self.width]
        title = wrapped(shown.title, TITLE_SIZE, room) if titled else []
        subtitle = wrapped(f"{shown.subtitle} {reading}".rstrip(), TEXT_SIZE, room) if titled else []
        foot = [*wrapped(note, SMALL_SIZE, room), *self._foot(room)] if titled else []
        left = side if left is None else left
        heights = [len(lines) * size * _LINE for lines, size in ((title, TITLE_SIZE), (subtitle, TEXT_SIZE))]
        top = int(8 + sum(heights) + 8 + above)
        bottom = int(below + len(foot) * SMALL_SIZE * _LINE + 12)
        self.update_layout(
            self.ground,
            height=top + plot_height + bottom,
            margin={"l": left, "r": side if right is None else right, "t": top, "b": bottom, "pad": 0},
            font={"family": FONTS[self.language], "size": TEXT_SIZE, "color": theme.text},
            separators=".,",
            uirevision=shown.id,
            # A change of the year moves nothing but the figures.
            transition={"duration": 0},
            modebar={"bgcolor": "rgba(0,0,0,0)", "color": theme.muted, "activecolor": theme.text},
        )
        if titled:
            self.write_outside(title, top - 8, left, theme.text, TITLE_SIZE, above=True, bold=True)
            down = top - 12 - heights[0]
            self.write_outside(subtitle, down, left, theme.muted, TEXT_SIZE, above=True)
            self.write_outside(foot, bottom - 6, left, theme.muted, SMALL_SIZE)

    def _foot(self, room: float) -> list[str]:
        """Return comparability, where a reader could be misled without it, and the source line."""
        found, lines = self.shown.comparability, []
        if found.code in ("near", "differs"):
            lines = wrapped(f"{self.t(f'comparability.{found.code}')} {found.text}", SMALL_SIZE, room)
        return lines + wrapped(self.shown.source_line, SMALL_SIZE, room)

    def explain_signs(self, text: str) -> None:
        """Explain the signs of a chart, at the right below its axis."""
        self.write(text, 1, 0, self.theme.muted, on_paper=True, anchor="right top", yshift=-24)


ExhibitPicture = Picture[Exhibit]
ListPicture = Picture[Listing]
AnyPicture = Picture[Exhibit | Listing]


class Grid(ReaderCanvas):
    """A grid of names, of no exhibit; `source` is its source line, empty for none."""

    def __init__(
        self, catalogue: Catalogue, theme: Theme, language: Language, width: str, source: str = ""
    ) -> None:
        """Begin with an empty figure."""
        super().__init__(catalogue, theme, language, width)
        self.source = source

    def finish_within(self, height: int, left: int, below: int) -> go.Figure:
        """Return the figure, with margins left and below for names, and the source line under them.

        Args:
            height: With the margins, without the source line.
            left: Margin left of the grid.
            below: Margin below it.
        """
        foot = wrapped(self.source, SMALL_SIZE, _TEXT_WIDTH[NARROW if self.is_narrow else WIDE])
        room = int(len(foot) * SMALL_SIZE * _LINE)
        if foot:
            self.write_outside(foot, below + room - 4, left, self.theme.muted, SMALL_SIZE)
        self.update_layout(
            {**self.ground, **self.layout},
            height=height + room,
            margin={"l": left, "r": 8, "t": 40, "b": below + room},
            font={"family": FONTS[self.language], "size": SMALL_SIZE, "color": self.theme.text},
        )
        return self.finish()
