"""A figure as PNG or SVG, drawn by a Chrome where there is one: Kaleido starts it for a picture and ends it.

Neither is required: pictures on the pages are made in the reader's browser. These are for addresses of their
own.
"""

import shutil
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import plotly.graph_objects as go

# Pages whose first figure is the answer (`exports.page_figures`); a profile or a list has no one picture.
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


def picture(figure: "go.Figure", kind: str, shape: str) -> bytes:
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
