"""Population pyramid: men to the left, women to the right, a second region or the nation as an outline."""

import pandas as pd
import plotly.graph_objects as go

from charts.picture import ExhibitPicture
from charts.theme import plain_axis, row_legend, value_axis
from charts.ticks import round_step, symmetric_ticks
from i18n.numbers import number, quantity, span
from regions.database.places import country_of, is_nation

_GROUP_HEIGHT = 21
_SIDES = {"male": -1, "female": 1}
_STEPS = (1.0, 2.0, 4.0, 5.0, 10.0)


def pyramid_figure(figure: ExhibitPicture, largest: float) -> go.Figure:
    """Return the pyramid of an exhibit of `pyramid_exhibit`.

    Projected figures are hatched. Bars are shares of the whole population, so a village and a nation have
    the same area.

    Args:
        figure: The first region is drawn as bars, the other as an outline.
        largest: Largest share in any year, so that the scale stays when the year changes.
    """
    theme = figure.theme
    data = figure.shown.data
    code = figure.shown.view.regions[0]
    own, other = data[data.region_code == code], data[data.region_code != code]
    starts = sorted(own.age_from.unique())
    for sex, side in _SIDES.items():
        _bars(figure, own[own.sex == sex], other[other.sex == sex], side)
    for sex, side in _SIDES.items():
        if len(other):
            _outline(figure, other[other.sex == sex], side)
    limit = max(largest, 1.0) * 1.05
    ticks = symmetric_ticks(limit, max(round_step(limit / 3.5, _STEPS), 1.0))
    labels = [f"{number(abs(tick), figure.language)}%" for tick in ticks]
    every = 1 if not figure.is_narrow else 2
    ages = [_ages(figure, own, start) for start in starts]
    figure.update_layout(
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
        figure.write(figure.t(f"region.sex.{sex}"), side * limit / 2, len(starts) - 0.2, theme.muted)
    plot_height = max(_GROUP_HEIGHT * len(starts), 240)
    figure.frame(plot_height, left=58, above=26, below=30)
    return figure.finish()


def _bars(figure: ExhibitPicture, own: pd.DataFrame, other: pd.DataFrame, side: int) -> None:
    t = figure.t
    code = figure.shown.view.regions[0]
    shares = dict(zip(other.age_from, other.share, strict=True))
    reference = other.region_code.iloc[0] if len(other) else code
    sex = t(f"region.sex.{'male' if side < 0 else 'female'}")
    texts = []
    for age, persons, share in zip(own.age_from, own.value, own.share, strict=True):
        line = t(
            "region.pyramid_hover",
            ages=_ages(figure, own, int(age)),
            sex=sex,
            persons=figure.shown.format(float(persons), country_of(code)),
            share=quantity(float(share), "%", figure.language, 1),
        )
        if age in shares:
            name = figure.name(reference)
            line += f"<br>{name} {quantity(float(shares[age]), '%', figure.language, 1)}"
        texts.append(line)
    projected = bool((own.status == "projection").any())
    figure.add_trace(
        go.Bar(
            x=side * own.share,
            y=list(range(len(own))),
            orientation="h",
            name=figure.name(code),
            showlegend=side > 0,
            marker={
                "color": figure.theme.country(country_of(code)),
                "opacity": 0.82,
                "pattern": {"shape": "/" if projected else "", "fgcolor": figure.theme.page, "size": 6},
            },
            hovertext=texts,
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )


def _outline(figure: ExhibitPicture, other: pd.DataFrame, side: int) -> None:
    code = str(other.region_code.iloc[0])
    x, y = [0.0], [-0.5]
    for place, share in enumerate(other.share):
        x += [side * share, side * share]
        y += [place - 0.5, place + 0.5]
    figure.add_trace(
        go.Scatter(
            x=[*x, 0.0],
            y=[*y, len(other) - 0.5],
            mode="lines",
            name=figure.name(code),
            showlegend=side > 0,
            hoverinfo="skip",
            line={"color": figure.theme.text, "width": 1.8, "dash": "dot" if is_nation(code) else "solid"},
        )
    )


def _ages(figure: ExhibitPicture, frame: pd.DataFrame, start: int) -> str:
    end = frame.age_to[frame.age_from == start].iloc[0]
    if pd.isna(end):
        return figure.t("region.age_over", age=int(start))
    return span(int(start), int(end), figure.language)
