"""Why a population changes: natural change, net migration and the rest stacked, the total as a line."""

import pandas as pd
import plotly.graph_objects as go

from charts.picture import SIGNS_ROOM, ExhibitPicture
from charts.theme import HALF, NARROW, WIDE, plain_axis, value_axis
from charts.type import SMALL_SIZE, text_width
from i18n.units import with_unit
from regions.database.places import country_of
from regions.exhibits.population import COMPONENTS, about

_PLOT_HEIGHT = 300
_LEFT = 68
# The key: the height of a line, what stands between two names, and how long its lines may be.
_LINE, _BETWEEN = 18, 16
_ROOM = {WIDE: 680, HALF: 470, NARROW: 335}


def accounts_figure(figure: ExhibitPicture) -> go.Figure:
    """Return the yearly accounts of an exhibit of `accounts_exhibit`.

    The rest is hatched: it is what the other two leave unexplained. Years in which the count itself or the
    territory changed carry a mark below the axis.
    """
    t, theme = figure.t, figure.theme
    data = figure.shown.data
    for component in COMPONENTS:
        part = data[data.component == component].dropna(subset=["value"])
        figure.add_trace(
            go.Bar(
                x=part.year,
                y=part.value,
                name=t(f"region.component.{component}"),
                marker=_marker(figure, component),
                hovertext=_texts(figure, part, component),
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    total = data[data.component == "change"].dropna(subset=["value"])
    figure.add_trace(
        go.Scatter(
            x=total.year,
            y=total.value,
            mode="lines+markers",
            name=t("region.component.change"),
            line={"color": theme.text, "width": 2},
            marker={"color": theme.text, "size": 4},
            hovertext=_texts(figure, total, "change"),
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    _mark_years(figure, total)
    figure.update_layout(
        barmode="relative",
        bargap=0.25,
        showlegend=False,
        xaxis=plain_axis(theme, tickformat="d"),
        yaxis=value_axis(theme, tickformat=",d"),
    )
    lines = _key(figure)
    for number, line in enumerate(reversed(lines)):
        figure.write(
            line, 0, 1, on_paper=True, anchor="left bottom", xshift=-_LEFT, yshift=8 + number * _LINE
        )
    above = 14 + len(lines) * _LINE
    figure.frame(_PLOT_HEIGHT, left=_LEFT, above=above, below=30 + SIGNS_ROOM)
    return figure.finish()


def _key(figure: ExhibitPicture) -> list[str]:
    """Return what each colour means, in as many lines as the width takes.

    Plotly's own legend stands in columns as wide as its longest name and grows over the title on paper.
    """
    t, theme = figure.t, figure.theme
    family = theme.family(figure.shown.view.regions[0])
    colours = {"natural_change": family[0], "rest": theme.muted, "change": theme.text}
    signs = {"rest": "▨", "change": "━"}
    lines: list[str] = []
    taken = 0.0
    for component in (*COMPONENTS, "change"):
        words = f"{signs.get(component, '■')}\N{NO-BREAK SPACE}{t(f'region.component.{component}')}"
        entry = f'<span style="color:{colours.get(component, family[3])}">{words[0]}</span>{words[1:]}'
        long = text_width(words, SMALL_SIZE) + _BETWEEN
        if lines and taken + long <= _ROOM[figure.width]:
            lines[-1] += f"   {entry}"
        else:
            lines.append(entry)
            taken = 0.0
        taken += long
    return lines


def _marker(figure: ExhibitPicture, component: str) -> dict[str, object]:
    theme = figure.theme
    family = theme.family(figure.shown.view.regions[0])
    if component == "rest":
        line = {"color": theme.muted, "width": 0.5}
        return {
            "color": theme.missing,
            "line": line,
            "pattern": {"shape": "/", "fgcolor": theme.muted, "size": 5},
        }
    return {"color": family[0] if component == "natural_change" else family[3]}


def _texts(figure: ExhibitPicture, part: pd.DataFrame, component: str) -> list[str]:
    t = figure.t
    label = t(f"region.component.{component}")
    country = country_of(figure.shown.view.regions[0])
    unit = figure.shown.units[country]
    texts = []
    for year, value, broken, moved, rounded in zip(
        part.year, part.value, part.is_break, part.territory_changed, part.rounded_to, strict=True
    ):
        exact = rounded if component in ("rest", "change") else 1
        told = with_unit(about(value, exact, figure.language, signed=True), unit, figure.language)
        line = f"{year} · {label} {told}"
        line += f"<br>{t('region.flag.break_in_series')}" if broken else ""
        line += f"<br>{t('region.flag.boundary_change')}" if moved else ""
        texts.append(line)
    return texts


def _mark_years(figure: ExhibitPicture, total: pd.DataFrame) -> None:
    """Mark the years at which the count or the territory changed, with the words once at the edge."""
    t = figure.t
    marks = {
        "is_break": ("▲", "region.flag.break_in_series"),
        "territory_changed": ("◆", "region.flag.boundary_change"),
    }
    words = []
    for column, (sign, message_id) in marks.items():
        years = total.year[total[column].astype(bool)]
        for year in years:
            figure.write(sign, int(year), 0, figure.theme.muted, yref="paper", yshift=6)
        if len(years):
            words.append(f"{sign} {t(message_id)}")
    if words:
        figure.explain_signs("   ".join(words))
