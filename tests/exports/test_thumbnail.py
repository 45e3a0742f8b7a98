"""Small pictures of slides: well-formed, small, and drawn from the figures."""

from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from exports.thumbnail import section_mark, thumbnail
from regions.database.catalogue import Catalogue
from regions.shapes.exhibit import Exhibit

SVG = "{http://www.w3.org/2000/svg}"
ASKED = {
    "map": ("overview", {"indicator": ["share_65plus"]}, "rect", 65),
    "line": ("compare", {"indicator": ["births"], "region": ["KR-47", "JP-05"]}, "polyline", 2),
    "bar": ("rank", {"indicator": ["share_65plus"]}, "rect", 20),
    "dumbbell": ("rank", {"indicator": ["share_65plus"], "show": ["change"]}, "circle", 10),
    "pyramid": ("deck/pyramid", {"region": ["KR-47"]}, "rect", 30),
    "matrix": ("explore", {"indicator": ["births"], "show": ["years"]}, "rect", 13),
}


@pytest.mark.parametrize("name", ASKED)
def test_a_picture_holds_the_marks_of_its_chart(
    name: str, ask: Callable[..., Exhibit], known: Catalogue
) -> None:
    page, query, mark, least = ASKED[name]
    picture = thumbnail(ask(page, "ko", **query), known)
    assert len(picture) < 20_000
    assert len(ElementTree.fromstring(picture).findall(f"{SVG}{mark}")) >= least


@pytest.mark.parametrize(("indicator", "regions"), [("home_ownership_rate", 47), ("share_65plus", 64)])
def test_squares_are_those_of_countries_with_figures(
    indicator: str, regions: int, ask: Callable[..., Exhibit], known: Catalogue
) -> None:
    picture = ElementTree.fromstring(thumbnail(ask("overview", "ko", indicator=[indicator]), known))
    assert len(picture.findall(f"{SVG}rect")) == regions + 1


def test_a_section_has_a_picture_too() -> None:
    assert len(ElementTree.fromstring(section_mark())) == 2
