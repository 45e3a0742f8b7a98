"""The ties as a matrix: 17 provinces by 47 prefectures; an empty cell is a pair without a recorded tie."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.picture import ListPicture
from charts.theme import Theme
from charts.type import SMALL_SIZE, text_width
from i18n.messages import messages
from regions.database.catalogue import names_of

_CELL = {"wide": 24, "narrow": 17}
# Four or more ties are one class.
MOST_TIES = 4


def tie_matrix(figure: ListPicture, pairs: pd.DataFrame) -> go.Figure:
    """Return the matrix; the darker a cell, the more ties; a ring: between the two regional governments.

    Args:
        figure: What is shown (`ties_listing`).
        pairs: One row a pair (`ties.pair_counts`).
    """
    catalogue, theme = figure.catalogue, figure.theme
    language = figure.language
    t = messages(language)
    korea = [region.code for region in catalogue.regions_of("KR")]
    japan = [region.code for region in catalogue.regions_of("JP")]
    rows, columns = (japan, korea) if figure.is_narrow else (korea, japan)
    by_row, by_column = (
        ("jp_region_code", "kr_region_code") if figure.is_narrow else ("kr_region_code", "jp_region_code")
    )
    counts = pairs.pivot(index=by_row, columns=by_column, values="ties").reindex(index=rows, columns=columns)
    names = {code: catalogue.regions[code].short[language] for code in (*korea, *japan)}
    hover = [
        [
            "" if np.isnan(value) else t.plural("ties.cell", int(value), one=names[row], other=names[column])
            for column, value in zip(columns, line, strict=True)
        ]
        for row, line in zip(rows, counts.to_numpy(dtype=float), strict=True)
    ]
    figure.add_trace(
        go.Heatmap(
            z=counts.to_numpy(dtype=float),
            x=list(range(len(columns))),
            y=list(range(len(rows))),
            text=hover,
            hovertemplate="%{text}<extra></extra>",
            hoverongaps=False,
            colorscale=_scale(theme),
            zmin=0.5,
            zmax=MOST_TIES + 0.5,
            showscale=False,
            xgap=1,
            ygap=1,
        )
    )
    strong = pairs[pairs.provinces]
    figure.add_trace(
        go.Scatter(
            x=[columns.index(code) for code in strong[by_column]],
            y=[rows.index(code) for code in strong[by_row]],
            mode="markers",
            marker={"symbol": "circle-open", "size": 10, "color": theme.text, "line": {"width": 1.6}},
            hoverinfo="skip",
        )
    )
    cell = _CELL[figure.width]
    row_names, column_names = names_of(rows, catalogue, language), names_of(columns, catalogue, language)
    left = 12 + int(max(text_width(name, SMALL_SIZE) for name in row_names))
    top = 12 + int(max(text_width(name, SMALL_SIZE) for name in column_names))
    figure.frame(cell * len(rows), left=left, above=top + 34)
    figure.update_layout(
        showlegend=False,
        xaxis=_axis(theme, column_names, side="top", tickangle=-90),
        yaxis=_axis(theme, row_names, autorange="reversed"),
    )
    _add_legend(figure, left, top + 8)
    return figure.finish()


def tie_colours(theme: Theme) -> tuple[str, ...]:
    """Return the colours of one, two, three, and `MOST_TIES` or more ties."""
    return theme.sequential[2:6] if theme.name == "light" else theme.sequential[1:5]


def _scale(theme: Theme) -> list[tuple[float, str]]:
    steps = tie_colours(theme)
    return [
        (edge, colour)
        for number, colour in enumerate(steps)
        for edge in (number / len(steps), (number + 1) / len(steps))
    ]


def _axis(theme: Theme, names: list[str], **more: object) -> dict[str, object]:
    return {
        "tickvals": list(range(len(names))),
        "ticktext": names,
        "tickfont": {"size": SMALL_SIZE, "color": theme.muted},
        "showgrid": True,
        "gridcolor": theme.panel,
        "zeroline": False,
        "ticks": "",
        "fixedrange": True,
        **more,
    }


def _add_legend(figure: ListPicture, left: int, height: int) -> None:
    figure.write(
        "○ " + figure.t("ties.between_governments"),
        0,
        1,
        figure.theme.muted,
        on_paper=True,
        anchor="left bottom",
        xshift=2 - left,
        yshift=height,
    )
