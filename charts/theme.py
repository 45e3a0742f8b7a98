"""The colours of figures in both appearances, and how their axes, legends and labels look."""

from collections.abc import Iterable
from dataclasses import dataclass

from charts.type import SMALL_SIZE, TEXT_SIZE
from regions.database.languages import HABITS, Language
from regions.database.places import country_of

WIDE, HALF, NARROW = "wide", "half", "narrow"


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
