"""Chosen regions over the years: direct labels, gaps as gaps, provisional and projected years set apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.canvas import Canvas
from charts.drawing import EVERYTHING
from charts.kinds import lines as kind
from charts.kinds.kind import Subject
from charts.picture import SIGNS_ROOM, ExhibitPicture
from charts.theme import MARKERS, NARROW, plain_axis, value_axis
from charts.ticks import log_ticks, round_ticks, tick_texts
from charts.type import SMALL_SIZE, spread, text_width
from regions.database.places import country_of, is_nation

_PLOT_HEIGHT = {"wide": 420, "narrow": 340}
_LABEL_LINE = 16
_FEW_YEARS = 12
_MARK, _POINT = 7, 4  # of provisional and few years; of a year that stands alone
_DASHES = {"KR": "dash", "JP": "longdashdot"}


@dataclass(frozen=True)
class _Line:
    """One region's series as it is drawn."""

    code: str
    name: str
    end_year: int | None
    frame: pd.DataFrame
    colour: str
    is_pick: bool

    @property
    def label(self) -> str:
        """The name, and the year at the end where the headline does not name it."""
        return self.name if self.end_year is None else f"{self.name} ({self.end_year})"

    @property
    def last(self) -> tuple[int, float]:
        row = self.frame.iloc[-1]
        return int(row.year), float(row.value)


@dataclass(frozen=True)
class LineEnd:
    """Name and look of a line, and where on the axis (the logarithm on a logarithmic one) it ends."""

    label: str
    place: float
    colour: str
    is_pick: bool


def line_figure(figure: ExhibitPicture) -> go.Figure:
    """Return the figure of `draw_lines`."""
    draw_lines(figure)
    return figure.finish()


def draw_lines(figure: ExhibitPicture) -> None:
    """Draw the picked regions as thick lines, both nations dashed, each labelled at its end.

    The exhibit has one indicator, columns as `observations` plus `role` (`compare_exhibits`).
    """
    lines = _lines(figure)
    logarithmic = figure.shown.view.scale == "log" and all((line.frame.value > 0).all() for line in lines)
    for line in lines:
        _add_line(figure, line)
    height = _PLOT_HEIGHT[figure.width]
    low, high = _span(lines, logarithmic)
    years = _years(lines)
    right = 14 + int(max((text_width(line.label, SMALL_SIZE + 1.5) for line in lines), default=40))
    _add_projection_band(figure, lines, years)
    has_breaks = _add_breaks(figure, lines)
    scale = np.log10 if logarithmic else float
    ends = [LineEnd(line.label, float(scale(line.last[1])), line.colour, line.is_pick) for line in lines]
    span = (float(scale(low)), float(scale(high)))
    label_ends(figure, ends, max(line.last[0] for line in lines) + 0.5, span, height)
    ticks = log_ticks(low, high) if logarithmic else round_ticks(low, high, 6)
    texts = tick_texts(figure.shown, ticks)
    left = 12 + int(max((text_width(text, SMALL_SIZE) for text in texts), default=30))
    below = 30 + has_breaks * SIGNS_ROOM
    figure.frame(height, left=left, right=right, above=10, below=below)
    figure.update_layout(
        showlegend=False,
        hovermode="closest",
        hoverdistance=30,
        xaxis=plain_axis(
            figure.theme,
            range=(years[0] - 0.5, years[-1] + 0.5),
            tickformat="d",
            **_year_ticks(years, figure.width),
        ),
        yaxis=value_axis(
            figure.theme,
            type="log" if logarithmic else "linear",
            range=span,
            tickvals=ticks,
            ticktext=texts,
            zeroline=low < 0 < high,
        ),
    )


def _lines(figure: ExhibitPicture) -> list[_Line]:
    """Return the lines in the order they are drawn: the regions picked above the others."""
    drawn = kind.describe(Subject(figure.shown, figure.catalogue, figure.theme, EVERYTHING))
    series = {one.key: one for one in drawn.series}
    found = []
    for code, frame in figure.shown.data.dropna(subset=["value"]).groupby("region_code", sort=False):
        one = series[str(code)]
        is_pick = bool((frame.role == "pick").all())
        years = frame.sort_values(["year", "status"]).drop_duplicates("year")
        colour = one.colour if is_pick else figure.theme.country(one.country)
        found.append(_Line(one.key, one.name, one.end_year, years, colour, is_pick))
    return sorted(found, key=lambda line: line.is_pick)


def _add_line(figure: ExhibitPicture, line: _Line) -> None:
    """Add a region: solid where observed, dotted where projected, hollow marks where provisional."""
    country = country_of(line.code)
    projected = line.frame.status == "projection"
    parts = [
        (line.frame[~projected], _DASHES[country] if is_nation(line.code) else "solid"),
        (_projection_part(line.frame), "dot"),
    ]
    for frame, dash in parts:
        if frame.empty:
            continue
        whole = _with_gaps(frame)
        provisional = whole.status == "provisional"
        marked = (provisional | (len(frame) <= _FEW_YEARS)).where(whole.value.notna(), other=False)
        sizes = marked.map({True: _MARK, False: 0}).mask(_stands_alone(whole) & ~marked, _POINT)
        figure.add_trace(
            go.Scatter(
                x=whole.year,
                y=whole.value,
                mode="lines+markers" if sizes.any() else "lines",
                line={"color": line.colour, "width": 2.8 if line.is_pick else 1.5, "dash": dash},
                marker={
                    "symbol": [MARKERS[country] + ("-open" if hollow else "") for hollow in provisional],
                    "size": sizes.tolist(),
                    "opacity": 1,
                    # Plotly would draw a pale rim round marks of several sizes.
                    "line": {"width": [1.5 if hollow else 0 for hollow in provisional]},
                    "color": line.colour,
                },
                connectgaps=False,
                text=_hover(figure, line, whole),
                hovertemplate="%{text}<extra></extra>",
                showlegend=False,
            )
        )


def _projection_part(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the projected years, joined to the last observed one so that the line does not break."""
    projected = frame[frame.status == "projection"]
    if projected.empty:
        return projected
    before = frame[(frame.status != "projection") & (frame.year < projected.year.min())].tail(1)
    joined: pd.DataFrame = pd.concat([before, projected])
    return joined


def _with_gaps(frame: pd.DataFrame) -> pd.DataFrame:
    """Put an empty row where years are missing: more than the usual distance between two figures."""
    steps = frame.year.diff()
    usual = steps.mode()
    if usual.empty:
        return frame
    holes = frame[steps > usual.iloc[0]].assign(value=np.nan)
    holes = holes.assign(year=holes.year - 0.5)
    whole: pd.DataFrame = pd.concat([frame, holes]).sort_values("year")
    return whole


def _stands_alone(whole: pd.DataFrame) -> pd.Series:
    """Say which figures have none beside them, as between censuses: no line would show them."""
    held = whole.value.notna()
    return held & ~held.shift(1, fill_value=False) & ~held.shift(-1, fill_value=False)


def _hover(figure: ExhibitPicture, line: _Line, frame: pd.DataFrame) -> list[str]:
    t = figure.t
    texts = []
    for year, value, status in zip(frame.year, frame.value, frame.status, strict=True):
        told = t("hover.figure", value=figure.shown.format(value, country_of(line.code)), year=int(year))
        text = f"<b>{line.name}</b><br>{told}"
        if status in ("provisional", "projection"):
            text += f"<br>{t(f'warning.{status}')}"
        texts.append(text)
    return texts


def _years(lines: list[_Line]) -> list[int]:
    years = sorted({int(year) for line in lines for year in line.frame.year})
    return years if len(years) > 1 else [years[0] - 1, years[0] + 1]


def _year_ticks(years: list[int], width: str) -> dict[str, object]:
    span = years[-1] - years[0]
    wanted = 5 if width == NARROW else 10
    step = next((step for step in (1, 2, 5, 10, 20, 25) if span / step <= wanted), 50)
    return {"tick0": 0, "dtick": step}


def _span(lines: list[_Line], logarithmic: bool) -> tuple[float, float]:
    """Return lower and upper end of the value axis: zero is kept in sight where it is near."""
    values = pd.concat([line.frame.value for line in lines])
    low, high = float(values.min()), float(values.max())
    if logarithmic:
        return low / 1.15, high * 1.15
    room = (high - low) * 0.06 or abs(high) * 0.1 or 1.0
    if 0 <= low < 0.4 * high:
        return 0.0, high + room
    return low - room, high + room


def label_ends(
    figure: Canvas, ends: Sequence[LineEnd], x: float, span: tuple[float, float], height: int
) -> None:
    """Write each name beside the plot at the height of its line's end, moved apart where they would overlap.

    Args:
        figure: Takes the names.
        ends: Of the lines.
        x: Where the names begin on the horizontal axis.
        span: Of the vertical axis, on which `LineEnd.place` is.
        height: Of the plot in pixels.
    """
    low, high = span
    wanted = [(end.place - low) / (high - low) * height for end in ends]
    for end, at, moved in zip(ends, wanted, spread(wanted, _LABEL_LINE, 0, height), strict=True):
        name = f"<b>{end.label}</b>" if end.is_pick else end.label
        figure.write(name, x, end.place, end.colour, anchor="left middle", xshift=6, yshift=moved - at)


def _add_projection_band(figure: ExhibitPicture, lines: list[_Line], years: list[int]) -> None:
    projected = [line.frame[line.frame.status == "projection"].year.min() for line in lines]
    starts = [int(year) for year in projected if pd.notna(year)]
    if not starts:
        return
    start = min(starts) - 0.5
    figure.add_shape(
        "rect",
        (start, years[-1] + 0.5),
        (0, 1),
        yref="paper",
        fillcolor=figure.theme.panel,
        line={"width": 0},
        layer="below",
    )
    figure.write(
        figure.t("warning.projection"),
        start,
        1,
        figure.theme.muted,
        anchor="left top",
        yref="paper",
        xshift=4,
    )


def _add_breaks(figure: ExhibitPicture, lines: list[_Line]) -> bool:
    """Mark on the axis the years in which a series that is drawn breaks; the notes below say why.

    Returns:
        Whether any does.
    """
    spans = {
        country_of(line.code): (int(line.frame.year.min()), int(line.frame.year.max())) for line in lines
    }
    found: dict[int, list[str]] = {}
    for caveat in figure.shown.indicator.caveats:
        year = caveat.year_from
        if caveat.code != "break_in_series" or year is None:
            continue
        for country, (first, last) in spans.items():
            if caveat.country in (None, country) and first < year <= last:
                found.setdefault(year, []).append(caveat.text[figure.language])
    if not found:
        return False
    t = figure.t
    figure.add_trace(
        go.Scatter(
            x=[year - 0.5 for year in found],
            y=[0.012] * len(found),
            yaxis="y2",
            mode="markers",
            marker={
                "symbol": "line-ns-open",
                "size": 14,
                "color": figure.theme.muted,
                "line": {"width": 1.5},
            },
            text=[
                f"<b>{t('warning.break_in_series')} {year}</b><br>" + "<br>".join(dict.fromkeys(texts))
                for year, texts in found.items()
            ],
            hovertemplate="%{text}<extra></extra>",
            showlegend=False,
        )
    )
    figure.update_layout(yaxis2={"overlaying": "y", "range": (0, 1), "visible": False, "fixedrange": True})
    figure.explain_signs(t("figure.break_marks"))
    return True
