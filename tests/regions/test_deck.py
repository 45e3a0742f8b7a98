"""The deck as text: in addresses and files, through every language, and from hands that mean no good."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regions.asking.page_specs import LONGEST_SLIDE
from regions.asking.view import address, decode, encode
from regions.database.build import Build
from regions.database.languages import LANGUAGES, Language
from regions.exhibits.deck import (
    LARGEST_FILE,
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
from regions.exhibits.lists import can_be_listed_again
from regions.exhibits.overview import overview_exhibit

LINES = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=80).map(
    lambda line: line if line.strip() else ""
)
# Texts that a browser takes for another host, that no parser reads, or that lead nowhere.
HOSTILE = (
    "https:////evil.example/compare?indicator=births",
    "/\\evil.example/compare",
    "\\\\evil.example\\compare",
    "////evil.example/compare",
    "https:/\\evil.example/compare",
    "https:////[::1/compare",
    "//[::1/compare/x",
    "https://[",
    "",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "%2F%2Fevil.example/compare",
    "/%2Fevil.example",
    "\t//evil.example/x",
    "/compare" + "x" * 20_000,
    "/compare?" + "region=KR-11&" * 2_000,
    "/compare?" + "a&" * 400 + "b=1&" * 501,
    "/compare/\ud800?region=\ud800",
)


@given(title=LINES, note=LINES)
def test_a_slide_reads_back_as_written(title: str, note: str) -> None:
    slide = Slide("/compare?indicator=births&region=KR-47&region=JP-22", title, note)
    assert read(written(slide)) == slide


@settings(deadline=None)
@given(text=st.text(max_size=100) | st.text("/\\\\:[]?#&=%@ehtps.", max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    slide = read(text)
    assert len(slide.title) <= LONGEST_TITLE and len(slide.note) <= LONGEST_NOTE
    assert read(written(slide)) == slide


def test_a_copied_link_makes_a_slide_without_host_and_language() -> None:
    copied = "https://regions.example/compare?lang=ja&indicator=births&region=KR-47"
    assert read(copied) == Slide("/compare?indicator=births&region=KR-47")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_a_broken_slide_that_leads_to_no_host(build: Build, text: str) -> None:
    slide = read(text)
    assert read(written(slide)) == slide
    assert slide.address[:1] in ("", "/") and slide.address[1:2] not in ("/", "\\")
    found = resolve(slide, "en", build)
    assert found.is_broken and found.view is None
    assert resolve(Slide(text), "en", build).is_broken


def test_a_link_of_another_host_shows_this_one(build: Build) -> None:
    found = resolve(read("//evil.example/compare?indicator=births&region=KR-47"), "ja", build)
    assert found.view is not None
    assert address(found.view) == "/compare?lang=ja&indicator=births&region=KR-47"


def test_a_slide_that_fails_is_broken_and_in_the_log(
    build: Build, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("regions.exhibits.deck.answer", fail)
    assert resolve(Slide("/compare?indicator=births"), "ko", build).is_broken
    assert "/compare?indicator=births" in caplog.text and "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("parameters", [500, 501])
def test_a_slide_has_at_most_five_hundred_parameters(parameters: int) -> None:
    slide = read("/explore?" + "&".join(f"a{number}=1" for number in range(parameters)))
    assert ("?" in slide.address) is (parameters == 500)


@pytest.mark.parametrize("length", [LONGEST_SLIDE, LONGEST_SLIDE + 1])
def test_a_slide_is_read_up_to_its_longest(length: int) -> None:
    slide = read("/?indicator=".ljust(length, "x"))
    assert ("?" in slide.address) is (length == LONGEST_SLIDE)


def test_the_longest_note_fits_into_a_slide() -> None:
    slide = Slide("/compare?indicator=births", "가" * LONGEST_TITLE, "\U00020bb7" * LONGEST_NOTE)
    assert read(written(slide)) == slide


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
    ("place", "kind"),
    [
        ("/exchange?region=KR-47&part=ties", "ties"),
        ("/exchange?show=matrix", "ties"),
        ("/exchange?show=meetings", "meetings"),
        ("/exchange?show=federations", "meetings"),
        ("/companies?show=list&region=JP-13", "companies"),
        ("/companies?count=all&per=number", None),
    ],
)
def test_a_slide_shows_the_list_of_its_section(build: Build, place: str, kind: str | None) -> None:
    for language in LANGUAGES:
        found = resolve(Slide(place), language, build)
        assert not found.is_broken and (found.listing.id if found.listing else None) == kind
        if found.listing:
            assert can_be_listed_again(found.listing)
            again = resolve(slide_of(found.listing), language, build).listing
            assert again is not None and again.data.equals(found.listing.data)
            assert found.listing.language == language


def test_a_list_holds_what_its_address_asks_for(build: Build) -> None:
    addresses = ("/exchange", "/exchange?region=KR-47")
    whole, part = (resolve(Slide(one), "en", build).listing for one in addresses)
    assert whole is not None and part is not None and 0 < len(part.data) < len(whole.data)
    assert part.view.regions == ("KR-47",)


@pytest.mark.parametrize(
    "place",
    [
        *("/exchange?show=partners", "/companies?show=act", "/exchange?part=companies"),
        *("/nowhere", "/sources", "/deck/unknown?region=KR", "/deck/pyramid", "/deck/peers?region=KR"),
    ],
)
def test_an_address_that_leads_nowhere_is_broken_not_an_error(build: Build, place: str) -> None:
    assert resolve(Slide(place), "en", build).is_broken


def test_a_section_is_not_broken(build: Build) -> None:
    found = resolve(read(written(section("Part 1"))), "en", build)
    assert found.slide.is_section and not found.is_broken


def test_slides_move_within_the_deck() -> None:
    slides = tuple(Slide(f"/{number}") for number in range(3))
    assert [slide.address for slide in moved(slides, 0, 1)] == ["/1", "/0", "/2"]
    assert [slide.address for slide in moved(slides, 2, -1)] == ["/0", "/2", "/1"]
    assert moved(slides, 0, -1) == slides
    assert moved(slides, 2, 1) == slides


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("秋田県　人口", "秋田県　人口"),
        ("경북\u00a0인구", "경북\u00a0인구"),
        ("　見出し ", "　見出し "),
        ("a  b\tc", "a  b c"),
        ("a\r\nb\u2028c", "a b c"),
        ("a\x00\x1b\u202e\ufeff\ud800b", "ab"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        (" \u3000\t", ""),
    ],
)
def test_spaces_stay_and_controls_go(given_text: str, kept: str) -> None:
    (slide,) = retitled((Slide("/"),), 0, given_text, given_text)
    assert (slide.title, slide.note) == (kept, kept)
    assert read_all([written(slide)], given_text) == Deck((slide,), kept)
    assert from_file(to_file(Deck((slide,), kept))) == Deck((slide,), kept)


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
        b'{"korea_japan_regions_deck": true, "slides": ["/"]}',
        b'{"korea_japan_regions_deck": NaN, "slides": ["/"]}',
        b'{"korea_japan_regions_deck": 1' + b"0" * 10_000 + b', "slides": ["/"]}',
        b'{"korea_japan_regions_deck": 1, "slides": ["/"], "slides": ["/compare"]}',
        b'{"korea_japan_regions_deck": 1, "slides": {"0": "/"}}',
        b'{"korea_japan_regions_deck": 1, "slides": ["/"], "title": ' + b"[" * 200_000,
        b'{"a":' * 150_000 + b"1" + b"}" * 150_000,
    ],
    ids=range(15),
)
def test_another_file_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableDeck):
        from_file(content)


@pytest.mark.parametrize(("offered", "kept"), [(59, 59), (60, 60), (61, 60), (200, 60)])
def test_a_deck_has_room_for_sixty_slides(offered: int, kept: int) -> None:
    addresses = [f"/?year={number}" for number in range(offered)]
    assert [slide.address for slide in read_all(addresses).slides] == addresses[:kept]


@pytest.mark.parametrize("bytes_", [LARGEST_FILE, LARGEST_FILE + 1])
def test_a_file_is_read_up_to_a_megabyte(bytes_: int) -> None:
    content = to_file(Deck((section("1"),))).ljust(bytes_)
    if bytes_ == LARGEST_FILE:
        assert from_file(content).slides == (section("1"),)
    else:
        with pytest.raises(UnreadableDeck):
            from_file(content)


def test_a_file_of_endless_slides_is_quick() -> None:
    slide = "/compare?" + "a=b&" * 200_000
    start = time.process_time()
    (read_slide,) = from_file(json.dumps({"korea_japan_regions_deck": 1, "slides": [slide]}).encode()).slides
    assert time.process_time() - start < 1
    assert "?" not in read_slide.address
