"""Colours, type and the frame of every figure: title above, source line below, both inside the picture."""

from collections.abc import Iterable
from dataclasses import dataclass

from charts.canvas import Canvas
from charts.type import SMALL_SIZE, TEXT_SIZE, TITLE_SIZE, wrapped
from i18n.messages import messages
from regions.database.languages import HABITS, Language
from regions.database.places import country_of
from regions.shapes.exhibit import Exhibit
from regions.shapes.listing import Listing

WIDE, HALF, NARROW = "wide", "half", "narrow"
_LINE = 1.4
# A window just wider than a phone's still holds a line of the wide layout.
_TEXT_WIDTH = {WIDE: 700, HALF: 480, NARROW: 335}
_SIDE = {WIDE: 8, HALF: 8, NARROW: 4}


@dataclass(frozen=True)
class Theme:
    """The colours of one appearance.

    Attributes:
        name: `light` or `dark`.
        page: Background of the page.
        panel: Background of a quiet area.
        text: Letters.
        muted: Secondary letters.
        rule: Hairlines.
        faded: Lines and dots of regions that are not picked.
        missing: Fill of regions without a figure; they are hatched with `muted` too.
        korea: Steps of Korea's family, the strongest first.
        japan: Steps of Japan's family, the strongest first.
        sequential: Seven classes, low to high.
        sequential_japan: Likewise, where Japan's map has a scale of its own, such as another currency.
        diverging: Six classes, three below and three above zero.
    """

    name: str
    page: str
    panel: str
    text: str
    muted: str
    rule: str
    faded: str
    missing: str
    korea: tuple[str, ...]
    japan: tuple[str, ...]
    sequential: tuple[str, ...]
    sequential_japan: tuple[str, ...]
    diverging: tuple[str, ...]

    @property
    def ground(self) -> str:
        """Return the fill of regions that carry a symbol."""
        return self.rule

    def country(self, country: str) -> str:
        """Return the main colour of a country."""
        return self.family(country)[0]

    def family(self, code: str) -> tuple[str, ...]:
        """Return the colours of the country that a code belongs to, the strongest first."""
        return self.korea if code.startswith("KR") else self.japan


LIGHT = Theme(
    name="light",
    page="#FFFFFF",
    panel="#F4F6F8",
    text="#17212B",
    muted="#5B6673",
    rule="#D9DFE5",
    faded="#C3CBD3",
    missing="#ECEFF2",
    korea=("#0F5C8C", "#3E93C4", "#083A5A", "#77B5DA", "#1F7A8C", "#5A7FA8"),
    japan=("#B5441F", "#E07B52", "#7A2A10", "#EBA284", "#A0622D", "#C46A7A"),
    sequential=("#E8F1F6", "#C5DCE8", "#98C1D6", "#63A0BF", "#357CA3", "#165A82", "#0A3A5A"),
    sequential_japan=("#FAECE5", "#F2CFBF", "#E7AC93", "#D98664", "#BA5A33", "#8C3A1A", "#5E220C"),
    diverging=("#7A4F1B", "#B38B58", "#E0CDB2", "#BFDAD8", "#5C9F9D", "#1C6362"),
)
DARK = Theme(
    name="dark",
    page="#10161C",
    panel="#18212A",
    text="#E8EDF2",
    muted="#9FB0C0",
    rule="#2A333D",
    faded="#47535F",
    missing="#222C36",
    korea=("#7FB8DE", "#4C93C4", "#B5D8EF", "#3A7BA8", "#7CC8CF", "#8FA9D6"),
    japan=("#F0906B", "#C9643D", "#F8BFA6", "#A5512F", "#D9A066", "#E59AA8"),
    sequential=("#173A50", "#1B4A66", "#2D7096", "#4186AC", "#5F9DC0", "#83B5D2", "#D6E8F2"),
    sequential_japan=("#4A2415", "#62301B", "#94502F", "#B3683F", "#CC875F", "#E0A985", "#F7E2D6"),
    diverging=("#E3BE8C", "#B08B58", "#6F532F", "#2C6160", "#4A9896", "#9AD3D0"),
)

FONTS: dict[Language, str] = {language: habits.screen_fonts for language, habits in HABITS.items()}
# Colour is never the only difference between the two countries.
MARKERS = {"KR": "circle", "JP": "square"}


def region_colours(codes: Iterable[str], theme: Theme) -> dict[str, str]:
    """Return a colour for each region, in its country's family and in the order picked.

    A nation takes the main colour of its country, so it is drawn dashed wherever it stands beside regions.
    """
    taken = {"KR": 0, "JP": 0}
    found: dict[str, str] = {}
    for code in codes:
        country = country_of(code)
        family = theme.family(country)
        if code == country:
            found[code] = family[0]
            continue
        found[code] = family[taken[country] % len(family)]
        taken[country] += 1
    return found


def readable_on(colour: str) -> str:
    """Return black or white, whichever reads better on a colour."""
    return "#FFFFFF" if luminance(colour) < 0.18 else "#17212B"


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour `#RRGGBB` as WCAG 2 defines it, from 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def framed(
    figure: Canvas,
    exhibit: Exhibit | Listing,
    theme: Theme,
    width: str,
    plot_height: int,
    *,
    left: int | None = None,
    right: int | None = None,
    above: int = 8,
    below: int = 8,
    titled: bool = True,
    note: str = "",
) -> None:
    """Give a figure its title, definition and unit, comparability and source line.

    Args:
        figure: The figure with its traces and axes.
        exhibit: What it shows.
        theme: Colours.
        width: `wide`, `half` or `narrow`; decides where lines break.
        plot_height: Height of the plotting area in pixels.
        left: Margin left of the plotting area, for tick labels.
        right: Margin right of it, for direct labels.
        above: Room between subtitle and plotting area (legend, panel names).
        below: Room between plotting area and source line (tick labels).
        titled: Whether it has words of its own; not where another figure on the page says them.
        note: What its marks mean, first in its foot.
    """
    room = _TEXT_WIDTH[width]
    side = _SIDE[width]
    title = wrapped(exhibit.title, TITLE_SIZE, room) if titled else []
    subtitle = wrapped(exhibit.subtitle, TEXT_SIZE, room) if titled else []
    foot = [*wrapped(note, SMALL_SIZE, room), *_foot(exhibit, room)] if titled else []
    left = side if left is None else left
    heights = [len(lines) * size * _LINE for lines, size in ((title, TITLE_SIZE), (subtitle, TEXT_SIZE))]
    top = int(8 + sum(heights) + 8 + above)
    bottom = int(below + len(foot) * SMALL_SIZE * _LINE + 12)
    figure.update_layout(
        template="none",
        height=top + plot_height + bottom,
        margin={"l": left, "r": side if right is None else right, "t": top, "b": bottom, "pad": 0},
        paper_bgcolor=theme.page,
        plot_bgcolor=theme.page,
        font={"family": FONTS[exhibit.language], "size": TEXT_SIZE, "color": theme.text},
        hoverlabel=hover_label(theme, exhibit.language),
        separators=".,",
        dragmode=False,
        uirevision=exhibit.id,
        # A change of the year moves nothing but the figures.
        transition={"duration": 0},
        modebar={"bgcolor": "rgba(0,0,0,0)", "color": theme.muted, "activecolor": theme.text},
    )
    if not titled:
        return
    note_outside(figure, "<br>".join(title), top - 8, left, theme.text, TITLE_SIZE, above=True, bold=True)
    note_outside(
        figure, "<br>".join(subtitle), top - 12 - heights[0], left, theme.muted, TEXT_SIZE, above=True
    )
    note_outside(figure, "<br>".join(foot), bottom - 6, left, theme.muted, SMALL_SIZE, above=False)


def _foot(exhibit: Exhibit | Listing, room: float) -> list[str]:
    """Return comparability, where a reader could be misled without it, and the source line."""
    lines = []
    if exhibit.comparability.code in ("near", "differs"):
        word = messages(exhibit.language)(f"comparability.{exhibit.comparability.code}")
        lines += wrapped(f"{word} {exhibit.comparability.text}", SMALL_SIZE, room)
    return lines + wrapped(exhibit.source_line, SMALL_SIZE, room)


def note_outside(
    figure: Canvas,
    text: str,
    away: float,
    left: int,
    colour: str,
    size: int,
    *,
    above: bool,
    bold: bool = False,
) -> None:
    """Write a text outside the plotting area, `away` pixels from it."""
    figure.write(
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


def source_lines(text: str, width: str) -> list[str]:
    """Return the source line of a grid of names, in lines that fit it."""
    return wrapped(text, SMALL_SIZE, _TEXT_WIDTH[NARROW if width == NARROW else WIDE])


def sign_note(figure: Canvas, text: str, theme: Theme) -> None:
    """Explain the signs of a chart, at the right below its axis."""
    figure.write(text, 1, 0, theme.muted, on_paper=True, anchor="right top", yshift=-22)


def hover_label(theme: Theme, language: Language) -> dict[str, object]:
    """Return the look of the label that follows the pointer."""
    return {
        "bgcolor": theme.panel,
        "bordercolor": theme.rule,
        "align": "left",
        "font": {"family": FONTS[language], "size": TEXT_SIZE, "color": theme.text},
    }


def value_axis(theme: Theme, **more: object) -> dict[str, object]:
    """Return an axis of figures: light grid, a line at zero, no frame."""
    return {
        "gridcolor": theme.rule,
        "gridwidth": 1,
        "zeroline": True,
        "zerolinecolor": theme.muted,
        "zerolinewidth": 1,
        "showline": False,
        "tickfont": {"size": SMALL_SIZE, "color": theme.muted},
        "fixedrange": True,
        **more,
    }


def plain_axis(theme: Theme, **more: object) -> dict[str, object]:
    """Return an axis without grid, for years and names."""
    return {
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": theme.rule,
        "ticks": "outside",
        "tickcolor": theme.rule,
        "ticklen": 4,
        "tickfont": {"size": SMALL_SIZE, "color": theme.muted},
        "fixedrange": True,
        **more,
    }


def hidden_axis(**more: object) -> dict[str, object]:
    """Return an axis that shows nothing, for maps."""
    return {"visible": False, "showgrid": False, "zeroline": False, "fixedrange": True, **more}


def row_legend(theme: Theme) -> dict[str, object]:
    """Return a legend in reading order that explains and does nothing else."""
    return {
        "orientation": "h",
        "x": 0,
        "y": 1.0,
        "yanchor": "bottom",
        "traceorder": "normal",
        "itemclick": False,
        "itemdoubleclick": False,
        "font": {"size": SMALL_SIZE, "color": theme.text},
        "bgcolor": "rgba(0,0,0,0)",
    }
