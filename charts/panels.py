"""What map and tiles share: a panel for each country, one colour scale where it is honest, the frame."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from charts.canvas import Canvas
from charts.classes import Classes
from charts.legend import Legend, legend_height, legend_of, write_legends
from charts.picture import ExhibitPicture
from charts.theme import hidden_axis
from charts.type import TEXT_SIZE
from regions.database.places import COUNTRIES
from regions.shapes.exhibit import shown_countries

_GAP = {"wide": 0.03, "narrow": 0.06}
_PANEL_NAME = 26


@dataclass(frozen=True)
class CountryPlot:
    """Where one country stands in the figure: its axes and its share of the plotting area."""

    country: str
    x_axis: str
    y_axis: str
    x_domain: tuple[float, float]
    y_domain: tuple[float, float]

    @property
    def axes(self) -> dict[str, str]:
        """The axes as a trace names them."""
        return {"xaxis": self.x_axis, "yaxis": self.y_axis}


def country_plots(figure: ExhibitPicture, weights: dict[str, float]) -> list[CountryPlot]:
    """Share the plotting area among the countries that have figures.

    Side by side they stand as they lie, Korea in the west; one above the other in the reader's order.
    """
    countries = shown_countries(figure.shown.data, figure.language)
    if not figure.is_narrow:
        countries.sort(key=COUNTRIES.index)
    gap = _GAP[figure.width]
    room = 1 - gap * (len(countries) - 1)
    if figure.is_narrow:
        weights = {"KR": 1.0, "JP": 1.1}
    total = sum(weights[country] for country in countries)
    found, start = [], 0.0
    for number, country in enumerate(countries, 1):
        end = start + room * weights[country] / total
        span = (start, min(end, 1.0))
        x_domain, y_domain = (
            ((0.0, 1.0), (1 - span[1], 1 - span[0])) if figure.is_narrow else (span, (0.0, 1.0))
        )
        suffix = "" if number == 1 else str(number)
        found.append(CountryPlot(country, f"x{suffix}", f"y{suffix}", x_domain, y_domain))
        start = end + gap
    return found


def add_axes(
    figure: Canvas,
    panel: CountryPlot,
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    *,
    in_proportion: bool = True,
) -> None:
    """Set the axes of a panel; `in_proportion` keeps lengths equal in both directions: such panels zoom."""
    suffix = panel.x_axis[1:]
    proportion = (
        {"scaleanchor": panel.x_axis, "scaleratio": 1, "constrain": "domain"} if in_proportion else {}
    )
    figure.update_layout(
        {
            f"xaxis{suffix}": hidden_axis(
                domain=panel.x_domain,
                range=x_range,
                anchor=panel.y_axis,
                constrain="domain",
                fixedrange=not in_proportion,
            ),
            f"yaxis{suffix}": hidden_axis(
                domain=panel.y_domain,
                range=y_range,
                anchor=panel.x_axis,
                fixedrange=not in_proportion,
                **proportion,
            ),
        }
    )


def finished(
    figure: ExhibitPicture, panels: Sequence[CountryPlot], legends: Sequence[Legend], height: int
) -> go.Figure:
    """Give the panels their frame: legends, names with the national figures, the year."""
    figure.frame(height, above=legend_height(legends, figure.width) + _PANEL_NAME + 8)
    figure.update_layout(hovermode="closest", hoverdistance=40, clickmode="event+select", showlegend=False)
    write_legends(figure, legends, bottom=_PANEL_NAME + 4)
    write_year(figure)
    for panel in panels:
        _name_panel(figure, panel)
    return figure.finish()


def class_legends(figure: ExhibitPicture, scales: dict[str, Classes]) -> list[Legend]:
    """Return one legend where the countries share a scale, else one a country, in the reader's order."""
    countries = shown_countries(figure.shown.data, figure.language)
    if len({id(scales[country]) for country in countries}) == 1:
        return [legend_of(figure, scales[countries[0]], countries, named=False)]
    return [legend_of(figure, scales[country], (country,), named=True) for country in countries]


def write_year(figure: ExhibitPicture) -> None:
    """Write the year large where the map is empty, so that it can be followed while the years run."""
    years = figure.shown.data.dropna(subset=["value"]).year.unique()
    if len(years) == 1:
        figure.write(
            f"<b>{int(years[0])}</b>", 1, 0, figure.theme.rule, size=44, on_paper=True, anchor="right bottom"
        )


def _name_panel(figure: ExhibitPicture, panel: CountryPlot) -> None:
    """Write the country's name and the national figure at the head of its panel."""
    exhibit = figure.shown
    nation = exhibit.data[exhibit.data.region_code == panel.country].value.dropna()
    text = f"<b>{figure.t(f'country.{panel.country}')}</b>"
    if len(nation):
        text += f"  {exhibit.format(float(nation.iloc[0]), panel.country)}"
    figure.write(
        text,
        panel.x_domain[0],
        panel.y_domain[1],
        figure.theme.country(panel.country),
        size=TEXT_SIZE + 1,
        on_paper=True,
        anchor="left bottom",
        yshift=4,
    )
