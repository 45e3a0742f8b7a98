"""Every format comes down from a click and opens, on every page that offers files.

Each page is walked once, in one of the three languages in turn: for a picture and, in turn, a third of the
other formats, so that each format is met on pages of several kinds. The whole product of page, format and
language is in `tests/exports/test_every_format.py`.
"""

import io
import json
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from urllib.parse import urlsplit
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest
from PIL import Image
from playwright.sync_api import Page
from pptx import Presentation

from i18n.messages import messages
from regions.asking.page_specs import PAGES
from regions.database.languages import LANGUAGES, Language
from tests.browser.downloads import fetched, pictured

OpenPage = Callable[..., Page]


def opens_as_table(content: bytes) -> None:
    assert len(pd.read_csv(io.BytesIO(content))) > 0


def opens_as_package(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert "datapackage.json" in archive.namelist()


def opens_as_slides(content: bytes) -> None:
    slides = Presentation(io.BytesIO(content)).slides
    assert any(shape.has_text_frame and shape.text_frame.text for shape in slides[0].shapes)


def opens_as_slide_of_this_server(content: bytes) -> None:
    (slide,) = Presentation(io.BytesIO(content)).slides
    links = [rel.target_ref for rel in slide.part.rels.values() if rel.is_external]
    ours = [urlsplit(link).path for link in links if link.startswith("http://127.0.0.1:")]
    assert ours and set(ours) <= {spec.path for spec in PAGES.values()}, (
        "the code leads to a view of this server"
    )


def opens_as_workbook(content: bytes) -> None:
    assert len(openpyxl.load_workbook(io.BytesIO(content)).sheetnames) >= 2


def opens_as_picture(content: bytes) -> None:
    with Image.open(io.BytesIO(content)) as picture:
        picture.verify()


OPENS: dict[str, Callable[[bytes], object]] = {
    "powerpoint": opens_as_slide_of_this_server,
    "excel": opens_as_workbook,
    "csv": opens_as_table,
    "csv_full": opens_as_table,
    "notes": lambda content: content.decode("utf-8-sig").index("## "),
    "txt": lambda content: content.decode("utf-8-sig").index("## "),
    "json": json.loads,
    "package": opens_as_package,
    "bibtex": lambda content: content.decode().index("@misc{"),
    "ris": lambda content: content.decode().index("TY  - DATA"),
    "png": opens_as_picture,
    "svg": ElementTree.fromstring,
    "pptx": opens_as_slides,
    "xlsx": opens_as_workbook,
}
PICTURES = ("png", "svg")
ROW = ("powerpoint", "excel", "csv", "notes")
MORE = ("csv_full", "json", "package", "bibtex", "ris")
LIST = ("pptx", "xlsx", "csv", "txt")


@dataclass(frozen=True)
class Walk:
    """A page and the first row of exports on it.

    Attributes:
        address: Of the page.
        key: Of the row.
        chart: Whether there is a chart to take a picture of.
        listed: Whether the row belongs to a list, which has formats of its own.
        table: The message under which the figures behind the chart unfold.
    """

    address: str
    key: str
    chart: bool = True
    listed: bool = False
    table: str | None = None

    def formats(self, turn: int) -> tuple[str, ...]:
        """Return what is fetched on this page if it is the one of this number."""
        pictures = PICTURES[turn % 2 :][:1] if self.chart else ()
        return pictures + (LIST if self.listed else (*ROW, *MORE)[turn % 3 :: 3])


WALKS = {
    "overview": Walk("/?indicator=share_65plus", "overview", table="overview.table"),
    "compare": Walk(
        "/compare?indicator=births&region=KR-47&region=JP-05", "compare-births", table="compare.table"
    ),
    "rank": Walk("/rank?indicator=share_65plus", "rank-bars", table="rank.table"),
    "region": Walk("/region?region=JP-22&reference=JP-13", "region-pyramid"),
    "companies": Walk("/companies", "designations"),
    "companies-list": Walk("/companies?show=list", "companies", chart=False, listed=True),
    "exchange": Walk("/exchange", "ties", listed=True),
    "explore": Walk("/explore?indicator=births", "explore-long", chart=False),
    "explore-correlation": Walk("/explore?topic=ageing&show=correlation", "explore-correlation"),
}
IN_TURN = list(zip(range(len(WALKS)), WALKS, cycle(LANGUAGES), strict=False))


def test_each_format_is_met_more_than_once() -> None:
    met = Counter(code for turn, walk in enumerate(WALKS.values()) for code in walk.formats(turn))
    assert set(met) == set(OPENS)
    assert min(met.values()) > 1


@pytest.mark.parametrize(("turn", "name", "language"), IN_TURN)
def test_every_page_gives_its_files(open_page: OpenPage, turn: int, name: str, language: Language) -> None:
    walk, t = WALKS[name], messages(language)
    page = open_page(f"{walk.address}{'&' if '?' in walk.address else '?'}lang={language}")
    row = page.locator(f".st-key-actions-{walk.key}")
    row.scroll_into_view_if_needed()
    for code in walk.formats(turn):
        button = page.locator(f".st-key-{code}-{walk.key} button:visible")
        if code in MORE and not button.is_visible():
            row.get_by_role("button", name=t("action.more")).click()
        OPENS[code](pictured(page, row, code) if code in PICTURES else fetched(page, button))
    if not walk.listed:
        for words in ("<iframe", t("product.name")):
            page.locator("[data-testid=stCode]:visible").filter(has_text=words).first.wait_for()
        page.keyboard.press("Escape")
        row.get_by_role("button", name=t("action.add_to_deck")).click()
        page.get_by_text(t("action.added", count=1)).wait_for()
    if walk.table:
        assert page.locator("[data-testid=stDataFrame]").count() == 0
        page.get_by_text(t(walk.table)).click()
        page.locator("[data-testid=stDataFrame]").first.wait_for()


def test_the_deck_comes_down_in_every_form(open_page: OpenPage) -> None:
    t = messages("ja")
    slides = "slide=%2F%3Findicator%3Dshare_65plus&slide=%2Fexplore%3Findicator%3Dbirths%26show%3Dyears"
    page = open_page(f"/deck?{slides}&lang=ja")
    for form in ("one", "three", "bilingual"):
        page.get_by_role("radio", name=t(f"form.{form}")).click()
        content = fetched(page, page.get_by_role("button", name=t("deck.make")))
        if form == "three":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                files = [archive.read(name) for name in archive.namelist()]
            assert len(files) == len(LANGUAGES)
        else:
            files = [content]
        for file in files:
            opens_as_slides(file)
    opens_as_workbook(fetched(page, page.locator(".st-key-deck-excel button")))
    assert "slides" in json.loads(fetched(page, page.locator(".st-key-deck-save button")))
