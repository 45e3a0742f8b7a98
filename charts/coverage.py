"""What is held: a strip of years for each indicator, the darker the more regions have a figure."""

from collections.abc import Sequence

import plotly.graph_objects as go

from charts.picture import Grid
from charts.theme import NARROW, Theme, plain_axis
from charts.type import TEXT_SIZE, text_width
from regions.database.build import Build
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.figures.holdings import coverage_by_year
from regions.shapes.exhibit import countries_in_order

_ROW = 20
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
        width: `wide` or `narrow`; decides years and where lines break.
        source: Source line, written inside the figure; none where the page itself is the list of sources.
    """
    figure = Grid(build.catalogue, theme, language, width, source)
    t = figure.t
    hover = t("sources.coverage_hover", year="%{x}", count="%{customdata}")
    held = coverage_by_year(build, tuple(indicators))
    held = held[held.year.between(*_span(width))]
    names = [_shortened(build.catalogue.indicators[code].called(language), width) for code in indicators]
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
                ygap=3,
                hoverongaps=False,
                hovertemplate=f"<b>%{{y}}</b><br>{hover}<extra></extra>",
                xaxis=f"x{suffix}",
                yaxis=f"y{suffix}",
            )
        )
        _add_axes(figure, number, suffix, names)
        figure.write(
            f"<b>{t(f'country.{country}')}</b>",
            0,
            1,
            theme.country(country),
            size=TEXT_SIZE,
            anchor="left bottom",
            xref=f"x{suffix} domain",
            yref="paper",
            yshift=4,
        )
    room = 8 + int(max((text_width(name, _NAME_SIZE) for name in names), default=40))
    height = 52 + _BELOW + _ROW * max(1, len(indicators))
    return figure.finish_within(height, room, _BELOW)


def _add_axes(figure: Grid, number: int, suffix: str, names: Sequence[str]) -> None:
    domain = (0.0, 0.49) if number == 1 else (0.51, 1.0)
    step = 40 if figure.is_narrow else 20
    figure.update_layout(
        {
            f"xaxis{suffix}": plain_axis(
                figure.theme,
                domain=domain,
                range=_span(figure.width),
                anchor=f"y{suffix}",
                dtick=step,
                tick0=0,
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


def _span(width: str) -> tuple[float, float]:
    """Return the years that are drawn."""
    return (1919.5 if width == NARROW else 1969.5, 2050.5)


def _shortened(name: str, width: str) -> str:
    room = 150 if width == NARROW else 330
    while text_width(name, _NAME_SIZE) > room:
        name = name[:-2].rstrip() + "…"
    return name
