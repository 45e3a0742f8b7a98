"""The two nations alone, a bar each: for indicators that no region has."""

import plotly.graph_objects as go

from charts.hover import hover_texts
from charts.picture import ExhibitPicture
from charts.theme import plain_axis, value_axis
from charts.type import TEXT_SIZE, text_width
from regions.database.places import are_nations
from regions.shapes.exhibit import shown_countries


def ranking_bars(figure: ExhibitPicture) -> go.Figure:
    """Return one bar for each nation."""
    theme = figure.theme
    rows = figure.shown.data.dropna(subset=["value"])
    rows = rows[are_nations(rows.region_code)]
    names = [figure.whole_name(code) for code in rows.region_code]
    order = shown_countries(rows, figure.language)
    for country, name, value, text in zip(
        rows.country, names, rows.value, hover_texts(figure, rows), strict=True
    ):
        figure.add_trace(
            go.Bar(
                x=[value],
                y=[name],
                orientation="h",
                marker={"color": theme.country(country)},
                text=[figure.shown.format(value, country)],
                textposition="outside",
                textfont={"size": TEXT_SIZE + 2, "color": theme.text},
                cliponaxis=False,
                hovertext=[text],
                hovertemplate="%{hovertext}<extra></extra>",
                width=0.55,
            )
        )
    low, high = min(0.0, float(rows.value.min())), max(0.0, float(rows.value.max()))
    room = (high - low) * 0.22 or 1.0
    left = 12 + int(max((text_width(name, TEXT_SIZE) for name in names), default=60))
    figure.frame(60 + 56 * len(order), left=left, right=12, below=10)
    figure.update_layout(
        showlegend=False,
        xaxis=value_axis(
            theme,
            showgrid=False,
            range=(low - (room if low < 0 else 0), high + (room if high > 0 else 0)),
            showticklabels=False,
        ),
        yaxis=plain_axis(
            theme,
            categoryorder="array",
            categoryarray=[figure.whole_name(c) for c in reversed(order)],
            showline=False,
            ticks="",
            tickfont={"size": TEXT_SIZE, "color": theme.text},
        ),
    )
    return figure.finish()
