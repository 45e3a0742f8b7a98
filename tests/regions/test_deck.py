"""The deck as text: in addresses and files, through every language, and from hands that mean no good."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regions.asking.view import decode, encode
from regions.database.build import Build
from regions.database.languages import LANGUAGES, Language
from regions.exhibits.deck import (
    LONGEST_NOTE,
    LONGEST_TITLE,
    Deck,
    Slide,
    UnreadableDeck,
    from_file,
    moved,
    read,
    read_all,
    resolve,
    retitled,
    section,
    slide_of,
    to_file,
    written,
)
from regions.exhibits.overview import overview_exhibit

LINES = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=80)


@given(title=LINES, note=LINES)
def test_a_slide_reads_back_as_written(title: str, note: str) -> None:
    slide = Slide("/compare?indicator=births&region=KR-47&region=JP-22", title, note)
    assert read(written(slide)) == slide


@settings(deadline=None)
@given(text=st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    slide = read(text)
    assert len(slide.title) <= LONGEST_TITLE and len(slide.note) <= LONGEST_NOTE
    assert read(written(slide)) == slide


def test_a_copied_link_makes_a_slide_without_host_and_language() -> None:
    copied = "https://regions.example/compare?lang=ja&indicator=births&region=KR-47"
    assert read(copied) == Slide("/compare?indicator=births&region=KR-47")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slide_shows_the_same_view_in_every_language(build: Build, language: Language) -> None:
    known = build.catalogue
    view, _ = decode("overview", {"lang": ["ko"], "indicator": ["share_65plus"], "year": ["2010"]}, known)
    slide = slide_of(overview_exhibit(view, build))
    found = resolve(slide, language, build)
    (exhibit,) = found.exhibits
    assert exhibit.language == language
    assert {**encode(exhibit.view), "lang": []} == {**encode(view), "lang": []}


@pytest.mark.parametrize(
    "address",
    ["", "/nowhere", "/sources", "/deck/unknown?region=KR", "/deck/pyramid", "/deck/peers?region=KR"],
)
def test_an_address_that_leads_nowhere_is_broken_not_an_error(build: Build, address: str) -> None:
    assert resolve(Slide(address), "en", build).is_broken


def test_a_section_is_not_broken(build: Build) -> None:
    found = resolve(read(written(section("Part 1"))), "en", build)
    assert found.slide.is_section and not found.is_broken


def test_slides_move_within_the_deck() -> None:
    slides = tuple(Slide(f"/{number}") for number in range(3))
    assert [slide.address for slide in moved(slides, 0, 1)] == ["/1", "/0", "/2"]
    assert [slide.address for slide in moved(slides, 2, -1)] == ["/0", "/2", "/1"]
    assert moved(slides, 0, -1) == slides
    assert moved(slides, 2, 1) == slides


def test_titles_are_one_line_and_limited() -> None:
    (slide,) = retitled((Slide("/"),), 0, "a\nb\u202e" + "x" * 999, "n" * 9999)
    assert slide.title.startswith("a bx") and len(slide.title) == LONGEST_TITLE
    assert len(slide.note) == LONGEST_NOTE


def test_a_saved_deck_opens_again() -> None:
    deck = Deck((Slide("/compare?indicator=births", "제목", "メモ"), section("<b>")), "Busan & Fukuoka")
    assert from_file(to_file(deck)) == deck


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"null",
        b'{"korea_japan_regions_deck": 1, "slides": "x"}',
        b"[" * 100_000,
        b'{"korea_japan_regions_deck": 9, "slides": ["/"]}',
    ],
)
def test_another_file_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableDeck):
        from_file(content)


@pytest.mark.parametrize(("offered", "kept"), [(59, 59), (60, 60), (61, 60), (200, 60)])
def test_a_deck_has_room_for_sixty_slides(offered: int, kept: int) -> None:
    addresses = [f"/?year={number}" for number in range(offered)]
    assert [slide.address for slide in read_all(addresses).slides] == addresses[:kept]
