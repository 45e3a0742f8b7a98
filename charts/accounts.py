"""Why a population changes: natural change, net migration and the rest stacked, the total as a line."""

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import Canvas
from charts.theme import HALF, NARROW, WIDE, Theme, framed, plain_axis, sign_note, value_axis
from charts.type import SMALL_SIZE, text_width
from i18n.messages import messages
from i18n.numbers import quantity
from regions.database.places import country_of
from regions.exhibits.population import COMPONENTS
from regions.shapes.exhibit import Exhibit

_PLOT_HEIGHT = 300
_LEFT = 68
# The key: the height of a line, what stands between two names, and how long its lines may be.
_LINE, _BETWEEN = 18, 16
_ROOM = {WIDE: 680, HALF: 470, NARROW: 335}


def accounts_figure(exhibit: Exhibit, theme: Theme, width: str) -> go.Figure:
    """Return the yearly accounts of an exhibit of `accounts_exhibit`.

    The rest is hatched: it is what the other two leave unexplained. Years in which the count itself or the
    territory changed carry a mark below the axis.
    """
    t = messages(exhibit.language)
    data = exhibit.data
    canvas = Canvas()
    for component in COMPONENTS:
        part = data[data.component == component].dropna(subset=["value"])
        canvas.add_trace(
            go.Bar(
                x=part.year,
                y=part.value,
                name=t(f"region.component.{component}"),
                marker=_marker(component, exhibit, theme),
                hovertext=_texts(part, component, exhibit),
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    total = data[data.component == "change"].dropna(subset=["value"])
    canvas.add_trace(
        go.Scatter(
            x=total.year,
            y=total.value,
            mode="lines+markers",
            name=t("region.component.change"),
            line={"color": theme.text, "width": 2},
            marker={"color": theme.text, "size": 4},
            hovertext=_texts(total, "change", exhibit),
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    _mark_years(canvas, total, exhibit, theme)
    canvas.update_layout(
        barmode="relative",
        bargap=0.25,
        showlegend=False,
        xaxis=plain_axis(theme, tickformat="d"),
        yaxis=value_axis(theme, tickformat=",d"),
    )
    lines = _key(exhibit, theme, width)
    for number, line in enumerate(reversed(lines)):
        canvas.write(
            line, 0, 1, on_paper=True, anchor="left bottom", xshift=-_LEFT, yshift=8 + number * _LINE
        )
    above = 14 + len(lines) * _LINE
    framed(canvas, exhibit, theme, width, _PLOT_HEIGHT, left=_LEFT, above=above, below=40)
    return canvas.finish()


def _key(exhibit: Exhibit, theme: Theme, width: str) -> list[str]:
    """Return what each colour means, in as many lines as the width takes.

    Plotly's own legend stands in columns as wide as its longest name and grows over the title on paper.
    """
    t = messages(exhibit.language)
    family = theme.family(exhibit.view.regions[0])
    colours = {"natural_change": family[0], "rest": theme.muted, "change": theme.text}
    signs = {"rest": "▨", "change": "━"}
    lines: list[str] = []
    taken = 0.0
    for component in (*COMPONENTS, "change"):
        words = f"{signs.get(component, '■')}\N{NO-BREAK SPACE}{t(f'region.component.{component}')}"
        entry = f'<span style="color:{colours.get(component, family[3])}">{words[0]}</span>{words[1:]}'
        long = text_width(words, SMALL_SIZE) + _BETWEEN
        if lines and taken + long <= _ROOM[width]:
            lines[-1] += f"   {entry}"
        else:
            lines.append(entry)
            taken = 0.0
        taken += long
    return lines


def _marker(component: str, exhibit: Exhibit, theme: Theme) -> dict[str, object]:
    family = theme.family(exhibit.view.regions[0])
    if component == "rest":
        line = {"color": theme.muted, "width": 0.5}
        return {
            "color": theme.missing,
            "line": line,
            "pattern": {"shape": "/", "fgcolor": theme.muted, "size": 5},
        }
    return {"color": family[0] if component == "natural_change" else family[3]}


def _texts(part: pd.DataFrame, component: str, exhibit: Exhibit) -> list[str]:
    t = messages(exhibit.language)
    label = t(f"region.component.{component}")
    country = country_of(exhibit.view.regions[0])
    unit = exhibit.units[country]
    texts = []
    for year, value, broken, moved in zip(
        part.year, part.value, part.is_break, part.territory_changed, strict=True
    ):
        line = f"{year} · {label} {quantity(float(value), unit, exhibit.language, signed=True)}"
        line += f"<br>{t('region.flag.break_in_series')}" if broken else ""
        line += f"<br>{t('region.flag.boundary_change')}" if moved else ""
        texts.append(line)
    return texts


def _mark_years(canvas: Canvas, total: pd.DataFrame, exhibit: Exhibit, theme: Theme) -> None:
    """Mark the years at which the count or the territory changed, with the words once at the edge."""
    t = messages(exhibit.language)
    marks = {
        "is_break": ("▲", "region.flag.break_in_series"),
        "territory_changed": ("◆", "region.flag.boundary_change"),
    }
    words = []
    for column, (sign, message_id) in marks.items():
        years = total.year[total[column].astype(bool)]
        for year in years:
            canvas.write(sign, int(year), 0, theme.muted, yref="paper", yshift=6)
        if len(years):
            words.append(f"{sign} {t(message_id)}")
    if words:
        sign_note(canvas, "   ".join(words), theme)
