"""What is held: a strip of years for each indicator, the darker the more regions have a figure."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from charts.picture import Grid
from charts.theme import NARROW, WIDE, Theme, plain_axis
from charts.ticks import round_ticks
from charts.type import TEXT_SIZE, text_width
from regions.database.build import Build
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.figures.holdings import coverage_by_year
from regions.shapes.exhibit import countries_in_order

# Of a row; on a phone the name of an indicator stands above its strip.
_ROW = {WIDE: 20, NARROW: 36}
_STRIP = 17
_EDGE = 0.1
_DOMAINS = ((0.0, 0.49), (0.51, 1.0))
_NAME_SIZE = 12
_BELOW = 34  # room for the years


@per_build(128)
def coverage_figure(
    build: Build,
    indicators: tuple[str, ...],
    theme: Theme,
    language: Language,
    width: str,
    source: str = "",
) -> go.Figure:
    """Return years × indicators for each country; a full colour means that every region has a figure.

    Args:
        build: The build.
        indicators: Their ids, top to bottom.
        theme: Colours.
        language: Language of names.
        width: `wide` or `narrow`; decides where names stand and lines break.
        source: Source line, written inside the figure; none where the page itself is the list of sources.
    """
    figure = Grid(build.catalogue, theme, language, width, source)
    t = figure.t
    hover = t("sources.coverage_hover", year="%{x}", count="%{customdata}")
    held = coverage_by_year(build, tuple(indicators))
    span = (float(held.year.min()) - 0.5, float(held.year.max()) + 0.5) if len(held) else (2000.0, 2020.0)
    names = [build.catalogue.indicators[code].called(language) for code in indicators]
    countries = countries_in_order(language)
    for number, country in enumerate(countries, 1):
        own = held[held.country == country]
        suffix = "" if number == 1 else str(number)
        wide = own.pivot(index="indicator_id", columns="year", values="share").reindex(list(indicators))
        counts = own.pivot(index="indicator_id", columns="year", values="regions").reindex(list(indicators))
        figure.add_trace(
            go.Heatmap(
                x=[int(year) for year in wide.columns],
                y=list(range(len(indicators))),
                z=wide.to_numpy(dtype="float32"),
                customdata=counts.fillna(0).to_numpy(dtype="int16"),
                colorscale=[[0, theme.missing], [1, theme.country(country)]],
                zmin=0,
                zmax=1,
                showscale=False,
                xgap=0,
                ygap=_ROW[width] - _STRIP,
                hoverongaps=False,
                hovertemplate=f"<b>%{{y}}</b><br>{hover}<extra></extra>",
                xaxis=f"x{suffix}",
                yaxis=f"y{suffix}",
            )
        )
        _add_axes(figure, number, suffix, [""] * len(names) if figure.is_narrow else names, span)
        figure.write(
            f"<b>{t(f'country.{country}')}</b>",
            _DOMAINS[number - 1][0],
            1,
            theme.country(country),
            size=TEXT_SIZE,
            on_paper=True,
            anchor="left bottom",
            yshift=_ROW[width] - _STRIP + 1,
        )
    room = 8
    if figure.is_narrow:
        for place, name in enumerate(names):
            more: dict[str, Any] = {"xref": "paper", "yshift": _STRIP / 2}
            figure.write(name, 0, place, theme.text, size=_NAME_SIZE, anchor="left bottom", **more)
    else:
        room += int(max((text_width(name, _NAME_SIZE) for name in names), default=40))
    height = 52 + _BELOW + _ROW[width] * max(1, len(indicators))
    return figure.finish_within(height, room, _BELOW)


def _add_axes(
    figure: Grid, number: int, suffix: str, names: Sequence[str], span: tuple[float, float]
) -> None:
    # A year at the very edge would meet that of the other country.
    edge = (span[1] - span[0]) * _EDGE
    years = round_ticks(span[0] + edge, span[1] - edge, 3 if figure.is_narrow else 6)
    figure.update_layout(
        {
            f"xaxis{suffix}": plain_axis(
                figure.theme,
                domain=_DOMAINS[number - 1],
                range=span,
                anchor=f"y{suffix}",
                tickvals=years,
                tickformat="d",
            ),
            f"yaxis{suffix}": plain_axis(
                figure.theme,
                anchor=f"x{suffix}",
                range=(len(names) - 0.5, -0.5),
                tickvals=list(range(len(names))),
                ticktext=list(names),
                showticklabels=number == 1,
                showline=False,
                ticks="",
                tickfont={"size": _NAME_SIZE, "color": figure.theme.text},
            ),
        }
    )
