"""Rows of named regions, highest first: one list in two columns, or a column for each country."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from charts.picture import ExhibitPicture
from charts.theme import plain_axis, value_axis
from charts.type import HOLLOW_SIGNS, SIGNS, SMALL_SIZE, text_width
from regions.database.places import are_nations, is_nation
from regions.shapes.exhibit import countries_in_order
from regions.shapes.frames import rows_of

ROW_HEIGHT = 19
# Up to here one column is easier to read than two.
ONE_COLUMN = 20
_HEAD = 26  # room above a panel for its name
_BETWEEN = 34  # between panels that stand one above the other
_WIDE_PIXELS = 1100
_WIDE_LETTERS = 1.12  # names of regions have more wide letters than running text


@dataclass(frozen=True)
class RowBlock:
    """One column of rows.

    Attributes:
        frame: The rows, the first on top.
        suffix: Of its axes: empty, `2`.
        heading: Name above it; empty where the list merely goes on.
    """

    frame: pd.DataFrame
    suffix: str
    heading: str

    @property
    def axes(self) -> dict[str, str]:
        """Return the axes a trace of the panel is drawn on."""
        return {"xaxis": f"x{self.suffix}", "yaxis": f"y{self.suffix}"}

    @property
    def places(self) -> list[int]:
        """Return the height of each row: 0, -1, -2 and so on."""
        return [-place for place in range(len(self.frame))]


def row_blocks(figure: ExhibitPicture, rows: pd.DataFrame, *, together: bool) -> list[RowBlock]:
    """Return the columns: halves of one list where all may be ranked together, else one for each country."""
    t = figure.t
    held = set(rows.country)
    countries = [country for country in countries_in_order(figure.language) if country in held]
    if not together and len(countries) > 1:
        return [
            RowBlock(
                rows[rows.country == country],
                "" if number == 1 else str(number),
                f"{SIGNS[country]} {t(f'country.{country}')}",
            )
            for number, country in enumerate(countries, 1)
        ]
    if figure.is_narrow or len(rows) <= ONE_COLUMN:
        return [RowBlock(rows, "", "")]
    half = (len(rows) + 1) // 2
    return [RowBlock(rows[:half], "", ""), RowBlock(rows[half:], "2", "")]


def lay_out(
    figure: ExhibitPicture,
    panels: Sequence[RowBlock],
    span_of: Callable[[RowBlock], tuple[float, float]],
    *,
    axis: Callable[[tuple[float, float]], dict[str, object]] | None = None,
    note: str = "",
) -> go.Figure:
    """Give the panels their axes and the figure its frame; return the figure.

    Args:
        figure: The figure with its traces.
        panels: The columns.
        span_of: Returns lower and upper end of a panel's value axis.
        axis: Returns grid and ticks of a value axis of some span, where the figures are not written out.
        note: What its marks mean.
    """
    theme = figure.theme
    labels = {panel.suffix: _labels(figure, panel) for panel in panels}
    widest = max(text_width(plain, SMALL_SIZE) for pairs in labels.values() for plain, _ in pairs)
    left = 10 + int(_WIDE_LETTERS * widest)
    stacked = figure.is_narrow and len(panels) > 1
    counts = [len(panel.frame) for panel in panels]
    heads = _HEAD if any(panel.heading for panel in panels) else 0
    height = (
        sum(counts) * ROW_HEIGHT + len(panels) * heads + (len(panels) - 1) * _BETWEEN
        if stacked
        else max(counts) * ROW_HEIGHT + heads
    )
    above = float(height)
    for number, panel in enumerate(panels):
        rows = counts[number] if stacked else max(counts)
        domain = _domain(number, len(panels), left, stacked=stacked)
        top = above - heads if stacked else float(height - heads)
        floor = top - rows * ROW_HEIGHT
        above = floor - _BETWEEN
        figure.update_layout(
            {
                f"xaxis{panel.suffix}": value_axis(
                    theme,
                    domain=domain,
                    anchor=f"y{panel.suffix}",
                    **(axis or _bare)(span_of(panel)),
                ),
                f"yaxis{panel.suffix}": plain_axis(
                    theme,
                    domain=(max(0.0, floor / height), min(1.0, top / height)),
                    anchor=f"x{panel.suffix}",
                    range=(-rows + 0.5, 0.5),
                    tickvals=panel.places,
                    ticktext=[text for _, text in labels[panel.suffix]],
                    showline=False,
                    ticks="",
                    tickfont={"size": SMALL_SIZE, "color": theme.text},
                ),
            }
        )
        if panel.heading:
            _heading(figure, panel, domain[0], min(1.0, top / height))
    below = 30 if axis else 8
    figure.frame(height, left=left, right=8, above=6, below=below, note=note)
    figure.update_layout(showlegend=False, hovermode="closest", barmode="overlay", bargap=0.28)
    return figure.finish()


def _bare(span: tuple[float, float]) -> dict[str, object]:
    return {"range": span, "showticklabels": False, "showgrid": False}


def _domain(number: int, count: int, left: int, *, stacked: bool) -> tuple[float, float]:
    if stacked or count == 1:
        return (0.0, 1.0)
    gap = (left + 16) / _WIDE_PIXELS
    each = (1 - gap) / 2
    return (0.0, each) if number == 0 else (each + gap, 1.0)


def _heading(figure: ExhibitPicture, panel: RowBlock, left: float, top: float) -> None:
    country = str(panel.frame.country.iloc[0])
    figure.write(
        f"<b>{panel.heading}</b>",
        left,
        top,
        figure.theme.country(country),
        size=SMALL_SIZE + 1,
        on_paper=True,
        anchor="left bottom",
    )


def _labels(figure: ExhibitPicture, panel: RowBlock) -> list[tuple[str, str]]:
    """Return for each row its label as plain text, for its width, and as drawn."""
    found = []
    for row in rows_of(panel.frame):
        name = figure.name(row.region_code)
        rank = getattr(row, "rank_all", float("nan"))
        if pd.isna(rank):
            rank = getattr(row, "rank_country", float("nan"))
        place = "" if pd.isna(rank) else f"{int(rank)} "
        colour = figure.theme.country(row.country)
        nation = is_nation(row.region_code)
        sign = (HOLLOW_SIGNS if nation else SIGNS)[row.country]
        shown = f"<b>{name}</b>" if row.region_code in figure.picked or nation else name
        if nation:
            shown = f'<span style="color:{colour}">{shown}</span>'
        drawn = f'{place}{shown} <span style="color:{colour}">{sign}</span> '
        found.append((f"{place}{name} {sign} ", drawn))
    return found


def with_nations(frame: pd.DataFrame, by: str) -> pd.DataFrame:
    """Order the regions, highest first; a nation stands among them where its figure lies among theirs.

    That of a count does not: the nation is the sum of its regions.
    """
    is_nation = are_nations(frame.region_code)
    rows, nations = frame[~is_nation], frame[is_nation]
    if rows.empty:
        return nations
    spans = rows.groupby("country")[by].agg(["min", "max"])
    inside = [
        country in spans.index and spans.loc[country, "min"] < value < spans.loc[country, "max"]
        for country, value in zip(nations.country, nations[by], strict=True)
    ]
    whole: pd.DataFrame = pd.concat([rows, nations[inside]])
    return whole.sort_values(by, ascending=False, kind="stable", ignore_index=True)
