"""Every format comes down from a click, in three languages; the deck is filled, made, shared and embedded."""

import io
import zipfile
from collections.abc import Callable
from itertools import cycle
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import openpyxl
import pytest
from playwright.sync_api import Page
from pptx import Presentation

from i18n.messages import messages
from regions.database.languages import LANGUAGES

OpenPage = Callable[..., Page]
CHARTS = {"overview": "/?indicator=share_65plus", "compare": "/compare?indicator=share_65plus&region=KR-47"}
DECK = "/deck?slide=%2F%3Findicator%3Dshare_65plus&slide=%2Fcompare%3Findicator%3Dbirths%26region%3DKR-47"


def fetched(page: Page, act: Callable[[], None]) -> bytes:
    with page.expect_download(timeout=60_000) as download:
        act()
    return download.value.path().read_bytes()


def pressed(page: Page, name: str) -> bytes:
    return fetched(page, lambda: page.get_by_role("button", name=name, exact=True).first.click())


@pytest.mark.parametrize(("language", "path"), list(zip(LANGUAGES, cycle(CHARTS.values()), strict=False)))
def test_every_file_comes_down(open_page: OpenPage, path: str, language: str) -> None:
    t = messages(language)
    page = open_page(f"{path}&lang={language}")
    (slide,) = Presentation(io.BytesIO(pressed(page, t("action.powerpoint")))).slides
    links = [rel.target_ref for rel in slide.part.rels.values() if rel.is_external]
    assert any(link.startswith("http://127.0.0.1:") for link in links), "the code leads to this server"
    assert (
        t("excel.contents") in openpyxl.load_workbook(io.BytesIO(pressed(page, t("action.excel")))).sheetnames
    )
    page.get_by_role("button", name=t("action.more")).first.click()
    assert pressed(page, t("action.csv_full")).startswith(b"\xef\xbb\xbf")
    assert pressed(page, t("action.json")).startswith(b"{")
    with zipfile.ZipFile(io.BytesIO(pressed(page, t("action.package")))) as archive:
        assert "datapackage.json" in archive.namelist()
    assert pressed(page, t("action.bibtex")).startswith(b"@misc{")
    assert pressed(page, t("action.ris")).startswith(b"TY  - DATA")


@pytest.mark.parametrize("shape", ["16:9", "4:3", "1:1"])
def test_pictures_have_the_shape_chosen_and_the_link_inside(open_page: OpenPage, shape: str) -> None:
    page = open_page("/?indicator=share_65plus&lang=ko")
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    page.locator("[data-action=shape]").first.select_option(shape)
    root = ElementTree.fromstring(fetched(page, lambda: page.locator("[data-action=svg]").first.click()))
    width, height = (float(root.attrib[name]) for name in ("width", "height"))
    across, down = (int(part) for part in shape.split(":"))
    assert width / height == pytest.approx(across / down, rel=0.01)
    text = "".join(root.itertext())
    assert "indicator=share_65plus" in text, "the link stands inside the picture"
    assert "자료:" in text


def test_another_language_can_be_chosen_for_the_files(
    open_page: OpenPage, settled: Callable[[Page], None]
) -> None:
    page = open_page("/?indicator=share_65plus&lang=en")
    page.get_by_role("button", name=messages("en")("action.more")).first.click()
    page.get_by_test_id("stPopoverBody").get_by_role("radio", name="日本語").click()
    page.get_by_role("button", name="PowerPoint (日本語)", exact=True).first.wait_for()
    settled(page)
    (slide,) = Presentation(io.BytesIO(pressed(page, "PowerPoint (日本語)"))).slides
    assert "高齢化率" in "".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)


def test_a_view_goes_into_the_deck_and_the_deck_comes_down(
    open_page: OpenPage, settled: Callable[[Page], None]
) -> None:
    t = messages("en")
    page = open_page("/?indicator=share_65plus&lang=en")
    page.get_by_role("button", name=t("action.add_to_deck")).first.click()
    page.get_by_text(t("action.added", count=1)).wait_for()
    page.get_by_role("link", name=t("page.deck"), exact=True).click()
    page.wait_for_url("**/deck**slide=**")
    settled(page)
    page.reload()
    settled(page)
    assert parse_qs(urlsplit(page.url).query)["slide"] == ["/?indicator=share_65plus&year=2024&part=overview"]
    page.get_by_role("button", name=t("deck.make")).click()
    button = page.get_by_role("button", name=t("deck.download"))
    button.wait_for(timeout=60_000)
    slides = Presentation(io.BytesIO(fetched(page, button.click))).slides
    assert len(slides) >= 4


@pytest.mark.parametrize(("language", "dark"), list(zip(LANGUAGES, cycle([False, True]), strict=False)))
def test_the_deck_has_no_barrier_for_assistive_technology(
    open_page: OpenPage,
    accessibility_findings: Callable[[Page], list[dict[str, Any]]],
    language: str,
    dark: bool,
) -> None:
    page = open_page(f"{DECK}&lang={language}", dark=dark)
    assert accessibility_findings(page) == []


def test_the_deck_fits_a_phone(open_page: OpenPage) -> None:
    page = open_page(f"{DECK}&lang=ko", width=390, height=844)
    overflow = page.evaluate(
        "() => document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth"
    )
    assert overflow <= 0


def test_an_embedded_view_shows_the_chart_alone(open_page: OpenPage) -> None:
    page = open_page("/compare?indicator=births&region=KR-47&lang=ja&embed=true")
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    assert page.locator(".st-key-topbar").count() == 0
    assert not page.locator("[data-testid=stTopNavLink]").first.is_visible()
    link = page.get_by_role("link", name=messages("ja")("product.name"))
    assert "embed" not in str(link.get_attribute("href"))
