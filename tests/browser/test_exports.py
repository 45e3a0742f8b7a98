"""Pictures in every shape, files in another language, the deck filled and made, a view embedded."""

import io
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect
from pptx import Presentation

from i18n.messages import messages
from tests.browser.downloads import fetched, pictured

OpenPage = Callable[..., Page]


def pressed(page: Page, name: str) -> bytes:
    return fetched(page, page.get_by_role("button", name=name, exact=True).first)


def test_pictures_have_the_shape_chosen_and_the_link_inside(open_page: OpenPage) -> None:
    page = open_page("/?indicator=share_65plus&lang=ko")
    for shape in ("16:9", "4:3", "1:1"):
        page.locator("[data-action=shape]").first.select_option(shape)
        root = ElementTree.fromstring(pictured(page, page.locator(".st-key-actions-overview"), "svg"))
        width, height = (float(root.attrib[name]) for name in ("width", "height"))
        across, down = (int(part) for part in shape.split(":"))
        assert width / height == pytest.approx(across / down, rel=0.01)
        text = "".join(root.itertext())
        assert "indicator=share_65plus" in text, "the link stands inside the picture"
        assert "고령인구 비율" in text, "Korean text stays text"
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
    fetched(page, page.get_by_role("button", name=t("deck.make")))
    slides = Presentation(
        io.BytesIO(fetched(page, page.get_by_role("button", name=t("deck.download"))))
    ).slides
    assert len(slides) == 3, "the title, the slide, sources and method"


def test_an_embedded_view_shows_the_chart_alone(open_page: OpenPage) -> None:
    page = open_page("/compare?indicator=births&region=KR-47&lang=ja&embed=true")
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    assert page.locator(".st-key-topbar").count() == 0
    assert page.get_by_role("heading", level=1).count() == 1
    assert not page.locator("[data-testid=stTopNavLink]").first.is_visible()
    link = page.get_by_role("link", name=messages("ja")("product.name"))
    assert "embed" not in str(link.get_attribute("href"))


def test_paper_is_white_in_the_dark_theme_and_its_remarks_are_open(open_page: OpenPage) -> None:
    page = open_page("/compare?indicator=share_65plus&region=KR-46&region=JP-39&lang=ja", dark=True)
    remark = page.locator("[class*=st-key-remarks-] li").first
    assert not remark.is_visible()
    page.emulate_media(media="print")
    assert remark.is_visible()
    colour = "one => getComputedStyle(one).color"
    assert page.locator("h2").first.evaluate(colour) == "rgb(23, 33, 43)"
    ground = "one => getComputedStyle(one).backgroundColor"
    assert page.locator(".stApp").evaluate(ground) == "rgb(255, 255, 255)"
    chart = page.locator(".js-plotly-plot").first
    expect(chart).to_have_css("filter", re.compile(r"invert\(1\)"))
    page.emulate_media(media="print", color_scheme="light")
    expect(chart).to_have_css("filter", "none")
