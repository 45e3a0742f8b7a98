"""Tasks of a planner, a speaker and an analyst from the start page, with the actions they take counted.

An action is a click, or words typed and Enter. None has a limit of time.
"""

import csv
import io
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect
from pptx import Presentation

from i18n.messages import messages
from regions.database.languages import Language
from tests.browser.conftest import settle
from tests.browser.downloads import fetched

OpenPage = Callable[..., Page]


class Reader:
    """A reader at work on the start page.

    Attributes:
        page: What is on the screen.
        actions: How many were taken.
    """

    def __init__(self, open_page: OpenPage, language: Language, width: int = 1440) -> None:
        """Open the start page."""
        self.t = messages(language)
        self.page = open_page(f"/?lang={language}", width=width, height=900)
        self.actions = 0

    def ask(self, question: str, leads_to: str) -> None:
        """Type a question and Enter."""
        self.page.locator(".ask input").fill(question)
        expect(self.page.locator(".ask [role=option]").first).to_be_visible()
        self.page.locator(".ask input").press("Enter")
        self._arrive(leads_to)

    def pick(self, key: str, words: str, leads_to: str) -> None:
        """Type into a field of choice, and Enter."""
        own = self.page.locator(f'[id="pick-{key}"]')
        own.click()
        own.fill(words)
        expect(self.page.locator(f'[id="pick-{key}-list"] [aria-selected=true]')).to_be_visible()
        own.press("Enter")
        self._arrive(leads_to)

    def click(self, target: Locator, leads_to: str) -> None:
        """Click what leads to another view."""
        target.click()
        self._arrive(leads_to)

    def turn_to(self, page: str) -> None:
        """Choose a page in the navigation."""
        link = self.page.locator("[data-testid=stTopNavLink]").filter(has_text=self.t(f"page.{page}"))
        self.click(link, f"/{page}")

    def take(self, button: Locator) -> bytes:
        """Take a file along."""
        self.actions += 1
        return fetched(self.page, button)

    def write(self, field: Locator, words: str, leads_to: str) -> None:
        """Type into a field, and Enter."""
        field.fill(words)
        field.press("Enter")
        self._arrive(leads_to)

    def button(self, words: str) -> Locator:
        """Return the first button with these words on it."""
        return self.page.get_by_role("button", name=words, exact=True).first

    def reads(self, words: str) -> None:
        """Read something on the page."""
        expect(self.page.locator("[data-testid=stMain]")).to_contain_text(words)

    def _arrive(self, leads_to: str) -> None:
        self.actions += 1
        self.page.wait_for_url(re.compile(re.escape(leads_to)))
        settle(self.page)


def test_a_planner_learns_which_prefecture_was_here_before(open_page: OpenPage) -> None:
    reader = Reader(open_page, "ko")
    reader.ask("경북 프로필", "/region?")
    reader.reads("이바라키")
    reader.ask("경북 이바라키 고령인구 비율 시차", "mode=lag")
    reader.reads("이바라키")
    assert reader.actions <= 4


def test_a_speaker_takes_fertility_of_two_regions_as_a_slide(open_page: OpenPage) -> None:
    reader = Reader(open_page, "ja")
    reader.ask("静岡と慶尚北道の合計特殊出生率 2000年以降", "/compare?")
    assert {"region=JP-22", "region=KR-47", "from=2000"} <= set(reader.page.url.split("?")[1].split("&"))
    slide = reader.take(reader.button(reader.t("action.powerpoint")))
    assert slide.startswith(b"PK")
    assert reader.actions <= 6


def test_an_analyst_takes_a_block_and_a_province_as_csv(open_page: OpenPage) -> None:
    reader = Reader(open_page, "en")
    reader.ask("fertility of Tohoku and Gangwon 2010 to 2024", "to=2024")
    reader.turn_to("explore")
    reader.pick("explore.indicator", "live births", "indicator=births")
    table = reader.take(reader.button(reader.t("action.csv")))
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    assert {row["region_code"] for row in rows} == {"KR-42", *(f"JP-0{one}" for one in range(2, 8))}
    assert {row["indicator_id"] for row in rows} == {"total_fertility_rate", "births"}
    assert {int(row["year"]) for row in rows} == set(range(2010, 2025))
    assert reader.actions <= 8


def test_a_planner_finds_the_companies_of_hyogo_and_the_korean_counterpart(open_page: OpenPage) -> None:
    reader = Reader(open_page, "ko")
    reader.ask("효고현 지역미래견인기업", "/companies?")
    reader.reads("효고")
    reader.click(reader.page.get_by_role("radio", name=reader.t("show.korea"), exact=True), "show=korea")
    reader.reads("지역혁신 선도기업 100")
    assert reader.actions <= 3


def test_a_reader_of_japanese_reads_the_ties_of_gyeongbuk(open_page: OpenPage) -> None:
    reader = Reader(open_page, "ja")
    reader.ask("慶尚北道 プロファイル", "/region?")
    reader.click(reader.page.get_by_role("link", name=reader.t("policy.title"), exact=True), "/region?")
    reader.reads("高霊郡")
    reader.reads("慶州市")
    assert reader.actions <= 3


def test_a_visitor_with_a_phone_comes_from_the_map_to_a_region(open_page: OpenPage) -> None:
    reader = Reader(open_page, "en", width=390)
    reader.pick("overview.indicator", "fertility", "indicator=total_fertility_rate")
    reader.pick("overview.typed_year", "2010", "year=2010")
    reader.ask("Hokkaido profile", "/region?")
    assert "JP-01" in reader.page.url
    assert reader.actions <= 5


def test_a_planner_makes_five_slides_of_a_pair_for_hosts_abroad(open_page: OpenPage) -> None:
    reader = Reader(open_page, "ko")
    reader.ask("대구 나가사키 슬라이드", "/deck?")
    reader.page.wait_for_url("**slide=**")
    slides = parse_qs(urlsplit(reader.page.url).query)["slide"]
    for last in range(len(slides) - 1, 4, -1):
        remove = reader.page.locator(f".st-key-remove-{last} button").first
        reader.click(remove, "/deck?")
        expect(remove).to_have_count(0)
    reader.write(reader.page.locator(".st-key-deck-words input").first, "대구와 나가사키", "name=")
    reader.click(reader.page.get_by_role("radio", name="English", exact=True), "lang=en")
    reader.reads(messages("en")("deck.foreign_title"))
    file = reader.take(reader.button(messages("en")("deck.make")))
    assert len(Presentation(io.BytesIO(file)).slides) >= 1 + 5
    assert reader.actions <= 10
