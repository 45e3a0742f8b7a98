"""A figure as PNG or SVG, drawn by a Chrome where there is one: Kaleido starts it for a picture and ends it.

Neither is required: pictures on the pages are made in the reader's browser. These are for addresses of their
own.
"""

import shutil
from functools import cache
from importlib.util import find_spec

import plotly.graph_objects as go

from charts.page_figures import page_figure
from charts.theme import LIGHT
from regions.asking.view import View
from regions.database.build import Build
from regions.exhibits.answers import answer

# Pages whose first figure is their answer; a profile or a list has no one picture.
PICTURED = ("overview", "compare", "rank")
# Width and height in pixels, as in the row of actions under a figure; PNG has twice as many, for print.
SIZES = {"16:9": (1280, 720), "4:3": (1200, 900), "1:1": (1080, 1080)}
PNG_SCALE = 2
_SECONDS = 30


class CannotDraw(Exception):
    """There is no Chrome, or it did not draw."""


@cache
def can_draw() -> bool:
    """Say whether Kaleido and a Chrome (`BROWSER_PATH`, else one on the PATH) are installed."""
    if find_spec("kaleido") is None:
        return False
    from choreographer.browsers.chromium import Chromium

    return shutil.which(Chromium.find_browser(skip_local=False) or "") is not None


def pictured(view: View, build: Build) -> go.Figure | None:
    """Return the first figure of a page in the light theme; None where there is nothing to draw.

    Args:
        view: What is asked; its page is one of `PICTURED`. The time shift of the page compare is a page in
            itself and has no picture.
        build: The build.
    """
    if view.mode == "lag":
        return None
    exhibits = [exhibit for exhibit in answer(view, build) if exhibit.has_figures]
    return page_figure(exhibits[0], build, LIGHT, "wide") if exhibits else None


def picture(figure: go.Figure, kind: str, shape: str) -> bytes:
    """Draw a figure; takes some seconds, most of them for the start of the Chrome.

    Args:
        figure: Any figure.
        kind: `png` or `svg`.
        shape: A key of `SIZES`.

    Raises:
        CannotDraw: If it did not come out.
    """
    import kaleido

    width, height = SIZES[shape]
    scale = PNG_SCALE if kind == "png" else 1
    options = {"format": kind, "width": width, "height": height, "scale": scale}
    # By default Kaleido would fetch MathJax from another host.
    page = kaleido.PageGenerator(mathjax=False)
    try:
        drawn: bytes = kaleido.calc_fig_sync(
            figure, opts=options, kopts={"n": 1, "timeout": _SECONDS, "page_generator": page}
        )
    except Exception as error:
        raise CannotDraw(f"Chrome did not draw: {error}") from error
    return drawn
