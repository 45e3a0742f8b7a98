"""Population pyramid: men to the left, women to the right, a second region or the nation as an outline."""

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import Canvas
from charts.theme import NARROW, Theme, framed, plain_axis, row_legend, value_axis
from charts.ticks import round_step, symmetric_ticks
from i18n.messages import messages
from i18n.numbers import number, quantity, span
from regions.database.catalogue import Catalogue
from regions.database.places import country_of, is_nation
from regions.shapes.exhibit import Exhibit

_GROUP_HEIGHT = 21
_SIDES = {"male": -1, "female": 1}
_STEPS = (1.0, 2.0, 4.0, 5.0, 10.0)


def pyramid_figure(
    exhibit: Exhibit, catalogue: Catalogue, theme: Theme, width: str, largest: float
) -> go.Figure:
    """Return the pyramid of an exhibit of `pyramid_exhibit`.

    Projected figures are hatched. Bars are shares of the whole population, so a village and a nation have
    the same area.

    Args:
        exhibit: The figures; the first region is drawn as bars, the other as an outline.
        catalogue: For names.
        theme: Colours.
        width: `half` or `narrow`.
        largest: Largest share in any year, so that the scale stays when the year changes.
    """
    data = exhibit.data
    code = exhibit.view.regions[0]
    own, other = data[data.region_code == code], data[data.region_code != code]
    starts = sorted(own.age_from.unique())
    canvas = Canvas()
    for sex, side in _SIDES.items():
        _bars(canvas, own[own.sex == sex], other[other.sex == sex], side, exhibit, catalogue, theme)
    for sex, side in _SIDES.items():
        if len(other):
            _outline(canvas, other[other.sex == sex], side, exhibit, catalogue, theme)
    limit = max(largest, 1.0) * 1.05
    ticks = symmetric_ticks(limit, max(round_step(limit / 3.5, _STEPS), 1.0))
    labels = [f"{number(abs(tick), exhibit.language)}%" for tick in ticks]
    every = 1 if width != NARROW else 2
    ages = [_ages(own, start, exhibit) for start in starts]
    canvas.update_layout(
        barmode="overlay",
        bargap=0.12,
        legend=row_legend(theme),
        xaxis=value_axis(theme, range=[-limit, limit], tickvals=ticks, ticktext=labels),
        yaxis=plain_axis(
            theme,
            tickvals=list(range(len(starts)))[::every],
            ticktext=ages[::every],
            range=[-0.6, len(starts) + 0.4],
            showline=False,
            ticks="",
        ),
    )
    for sex, side in _SIDES.items():
        canvas.write(
            messages(exhibit.language)(f"region.sex.{sex}"), side * limit / 2, len(starts) - 0.2, theme.muted
        )
    plot_height = max(_GROUP_HEIGHT * len(starts), 240)
    framed(canvas, exhibit, theme, width, plot_height, left=58, above=26, below=30)
    return canvas.finish()


def _bars(
    canvas: Canvas,
    own: pd.DataFrame,
    other: pd.DataFrame,
    side: int,
    exhibit: Exhibit,
    catalogue: Catalogue,
    theme: Theme,
) -> None:
    t = messages(exhibit.language)
    code = exhibit.view.regions[0]
    shares = dict(zip(other.age_from, other.share, strict=True))
    reference = other.region_code.iloc[0] if len(other) else code
    sex = t(f"region.sex.{'male' if side < 0 else 'female'}")
    texts = []
    for age, persons, share in zip(own.age_from, own.value, own.share, strict=True):
        line = t(
            "region.pyramid_hover",
            ages=_ages(own, int(age), exhibit),
            sex=sex,
            persons=exhibit.format(float(persons), country_of(code)),
            share=quantity(float(share), "%", exhibit.language, 1),
        )
        if age in shares:
            name = catalogue.regions[reference].short[exhibit.language]
            line += f"<br>{name} {quantity(float(shares[age]), '%', exhibit.language, 1)}"
        texts.append(line)
    projected = bool((own.status == "projection").any())
    canvas.add_trace(
        go.Bar(
            x=side * own.share,
            y=list(range(len(own))),
            orientation="h",
            name=catalogue.regions[code].short[exhibit.language],
            showlegend=side > 0,
            marker={
                "color": theme.country(country_of(code)),
                "opacity": 0.82,
                "pattern": {"shape": "/" if projected else "", "fgcolor": theme.page, "size": 6},
            },
            hovertext=texts,
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )


def _outline(
    canvas: Canvas, other: pd.DataFrame, side: int, exhibit: Exhibit, catalogue: Catalogue, theme: Theme
) -> None:
    code = str(other.region_code.iloc[0])
    x, y = [0.0], [-0.5]
    for place, share in enumerate(other.share):
        x += [side * share, side * share]
        y += [place - 0.5, place + 0.5]
    canvas.add_trace(
        go.Scatter(
            x=[*x, 0.0],
            y=[*y, len(other) - 0.5],
            mode="lines",
            name=catalogue.regions[code].short[exhibit.language],
            showlegend=side > 0,
            hoverinfo="skip",
            line={"color": theme.text, "width": 1.8, "dash": "dot" if is_nation(code) else "solid"},
        )
    )


def _ages(frame: pd.DataFrame, start: int, exhibit: Exhibit) -> str:
    end = frame.age_to[frame.age_from == start].iloc[0]
    if pd.isna(end):
        return messages(exhibit.language)("region.age_over", age=int(start))
    return span(int(start), int(end), exhibit.language)
