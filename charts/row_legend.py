"""The legend of figures whose parts cannot be named beside them: one row above the plotting area."""

from charts.theme import SMALL_SIZE, Theme


def row_legend(theme: Theme) -> dict[str, object]:
    """Return a legend in reading order that explains and does nothing else."""
    return {
        "orientation": "h",
        "x": 0,
        "y": 1.0,
        "yanchor": "bottom",
        "traceorder": "normal",
        "itemclick": False,
        "itemdoubleclick": False,
        "font": {"size": SMALL_SIZE, "color": theme.text},
        "bgcolor": "rgba(0,0,0,0)",
    }
