"""Every format of every page comes down from a click and opens.

Each page is walked once, in one of the three languages in turn, so that each language meets each format;
the whole product of page, format and language is in `tests/exports/test_every_format.py`.
"""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest
from PIL import Image
from playwright.sync_api import Page
from pptx import Presentation

from i18n.messages import messages
from regions.database.languages import LANGUAGES, Language

OpenPage = Callable[..., Page]
DOWNLOAD_MILLISECONDS = 60_000


def opens_as_table(content: bytes) -> None:
    table = content.decode("utf-8-sig").replace("\r\n", "\n").split("\n\n")[0]
    assert len(pd.read_csv(io.StringIO(table))) > 0


def opens_as_package(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert "datapackage.json" in archive.namelist()


def opens_as_slides(content: bytes) -> None:
    slides = Presentation(io.BytesIO(content)).slides
    assert any(shape.has_text_frame and shape.text_frame.text for shape in slides[0].shapes)


def opens_as_workbook(content: bytes) -> None:
    assert len(openpyxl.load_workbook(io.BytesIO(content)).sheetnames) >= 2


def opens_as_picture(content: bytes) -> None:
    with Image.open(io.BytesIO(content)) as picture:
        picture.verify()


OPENS: dict[str, Callable[[bytes], object]] = {
    "powerpoint": opens_as_slides,
    "excel": opens_as_workbook,
    "csv": opens_as_table,
    "csv_full": opens_as_table,
    "json": json.loads,
    "package": opens_as_package,
    "bibtex": lambda content: content.decode().index("@misc{"),
    "ris": lambda content: content.decode().index("TY  - DATA"),
    "png": opens_as_picture,
    "svg": ElementTree.fromstring,
    "pptx": opens_as_slides,
    "xlsx": opens_as_workbook,
}
FIGURE = ("png", "svg", "powerpoint", "excel", "csv", "csv_full", "json", "package", "bibtex", "ris")
TABLE = FIGURE[2:]
LIST = ("pptx", "xlsx", "csv")


@dataclass(frozen=True)
class Walk:
    """A page and the formats its first row of exports offers; `key` is that of the row."""

    address: str
    key: str
    formats: tuple[str, ...] = FIGURE


WALKS = {
    "overview": Walk("/?indicator=share_65plus", "overview"),
    "compare": Walk("/compare?indicator=births&region=KR-47&region=JP-05", "compare-births"),
    "rank": Walk("/rank?indicator=share_65plus", "rank-bars"),
    "region": Walk("/region?region=JP-22", "region-accounts"),
    "companies": Walk("/companies", "designations"),
    "companies-list": Walk("/companies?show=list", "companies", LIST),
    "exchange": Walk("/exchange", "ties", ("png", "svg", *LIST)),
    "exchange-matrix": Walk("/exchange?show=matrix", "ties", ("png", "svg", *LIST)),
    "explore": Walk("/explore?indicator=births", "explore-long", TABLE),
    "explore-years": Walk("/explore?indicator=births&show=years", "explore-years", TABLE),
    "explore-correlation": Walk("/explore?topic=ageing&show=correlation", "explore-correlation"),
    "explore-missing": Walk("/explore?topic=ageing&show=missing", "explore-missing"),
}
IN_TURN = list(zip(WALKS, cycle(LANGUAGES), strict=False))


def fetched(page: Page, act: Callable[[], None]) -> bytes:
    with page.expect_download(timeout=DOWNLOAD_MILLISECONDS) as download:
        act()
    return download.value.path().read_bytes()


@pytest.mark.parametrize(("name", "language"), IN_TURN, ids=[f"{name}-{code}" for name, code in IN_TURN])
def test_every_format_comes_down_and_opens(open_page: OpenPage, name: str, language: Language) -> None:
    walk, t = WALKS[name], messages(language)
    page = open_page(f"{walk.address}{'&' if '?' in walk.address else '?'}lang={language}")
    row = page.locator(f".st-key-actions-{walk.key}")
    row.scroll_into_view_if_needed()
    behind_more = {"csv_full", "json", "package", "bibtex", "ris"}
    for code in walk.formats:
        if code in ("png", "svg"):
            content = fetched(page, lambda code=code: row.locator(f"[data-action={code}]").click())  # type: ignore[misc]
        elif code in behind_more:
            button = page.locator(f".st-key-{code}-{walk.key} button")
            if not button.is_visible():
                row.get_by_role("button", name=t("action.more")).click()
            content = fetched(page, button.click)
        else:
            content = fetched(page, page.locator(f".st-key-{code}-{walk.key} button").click)
        OPENS[code](content)
    if walk.formats in (FIGURE, TABLE):
        for words in ("<iframe", t("product.name")):
            texts = page.locator("[data-testid=stCode]:visible").filter(has_text=words)
            assert texts.count() > 0, words
        page.keyboard.press("Escape")
        row.get_by_role("button", name=t("action.add_to_deck")).click()
        page.get_by_text(t("action.added", count=1)).wait_for()


@pytest.mark.parametrize(
    ("form", "language"), list(zip(("one", "three", "bilingual"), LANGUAGES, strict=True))
)
def test_the_deck_comes_down_in_every_form(open_page: OpenPage, form: str, language: Language) -> None:
    t = messages(language)
    slides = "slide=%2F%3Findicator%3Dshare_65plus&slide=%2Fexplore%3Findicator%3Dbirths%26show%3Dyears"
    page = open_page(f"/deck?{slides}&lang={language}")
    page.get_by_role("radio", name=t(f"form.{form}")).click()
    page.get_by_role("button", name=t("deck.make")).click()
    button = page.locator(".st-key-deck-download button")
    button.wait_for(timeout=DOWNLOAD_MILLISECONDS)
    content = fetched(page, button.click)
    if form == "three":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = [archive.read(name) for name in archive.namelist()]
        assert len(files) == len(LANGUAGES)
    else:
        files = [content]
    for file in files:
        opens_as_slides(file)
    opens_as_workbook(fetched(page, page.locator(".st-key-deck-excel button").click))
    assert "slides" in json.loads(fetched(page, page.locator(".st-key-deck-save button").click))
