"""Decks: every template in every language, three languages at once, side by side, and twenty slides."""

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from exports.decks import FORMS, Workshop, deck_contents, deck_file, deck_workbook
from exports.figures import table_of, written_value
from exports.powerpoint.contents import ExhibitSlide, ListSlide, PairSlide
from exports.powerpoint.deck import powerpoint_bytes
from exports.powerpoint.design import BREAK
from exports.powerpoint.tables import MOST_ROWS
from exports.publication import Publication
from i18n.lists import listed
from i18n.messages import messages
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES, Language
from regions.exhibits.deck import Deck, Slide, read, resolve, section
from regions.exhibits.deck_templates import TEMPLATES, filled
from regions.exhibits.deck_words import is_foreign, occasion
from tests.exports.conftest import BASE, Ask

CHOSEN = ("KR-47", "JP-22")


@pytest.fixture(scope="module")
def workshop(publication: Publication, build: Build) -> Workshop:
    return Workshop(publication, build, f"{BASE}/deck?lang=en")


def titles(content: bytes) -> list[str]:
    return [
        slide.shapes.title.text_frame.text.replace(BREAK, "")
        for slide in Presentation(io.BytesIO(content)).slides
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", sorted(TEMPLATES))
def test_a_template_fills_itself(
    workshop: Workshop, known: Catalogue, build: Build, template: str, language: Language
) -> None:
    deck = filled(TEMPLATES[template], CHOSEN, build)
    assert len(workshop.resolved(deck, language)) == len(deck.slides), "no slide of a template is empty"
    assert 8 <= len(deck.slides) <= 10
    for one in workshop.resolved(deck, language):
        assert one.notices == ()
        assert all(exhibit.language == language for exhibit in one.exhibits)
        assert all(len(exhibit.data.value.dropna()) for exhibit in one.exhibits), one.slide.address


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_deck_begins_with_its_occasion_and_ends_with_its_sources(
    workshop: Workshop, known: Catalogue, build: Build, language: Language
) -> None:
    slides = filled(TEMPLATES["pair"], CHOSEN, build).slides[4:9]
    deck = Deck(slides, place="Tokyo", date="2027-05-20")
    content = deck_file(deck, "one", language, workshop).content
    found = titles(content)
    assert found[0] == listed((known.regions[code].short[language] for code in CHOSEN), language)
    assert found[-1] == messages(language)("slide.closing")
    assert len(found) <= len(slides) + 3, "the title, and two pages at most for sources and method"
    first = [shape.text_frame.text for shape in Presentation(io.BytesIO(content)).slides[0].placeholders]
    assert "Tokyo" in first[1] and "2027" in first[1] and build.id not in first[1]


def test_every_source_of_a_deck_stands_once_and_no_letter_is_below_nine_points(
    workshop: Workshop, build: Build
) -> None:
    deck = filled(TEMPLATES["countries"], (), build)
    presentation = Presentation(io.BytesIO(deck_file(deck, "one", "ja", workshop).content))
    closing = [
        paragraph.text
        for slide in list(presentation.slides)[len(deck.slides) + 1 :]
        for shape in slide.shapes
        if shape.has_text_frame and not shape.is_placeholder
        for paragraph in shape.text_frame.paragraphs
    ]
    assert len(closing) == len(set(closing)) > 10
    sizes = [
        run.font.size.pt
        for slide in presentation.slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.font.size
    ]
    assert min(sizes) >= 9


@pytest.mark.parametrize(
    ("text", "language", "foreign"),
    [
        ("고령화의 길", "ja", True),
        ("高齢化の道", "ja", False),
        ("高齢化の道", "ko", True),
        ("Ageing in two countries", "ko", True),
        ("GRDP 2024", "ko", False),
        ("", "en", False),
        ("고령화 2024", "en", True),
        ("Ageing (고령화)", "en", False),
    ],
)
def test_a_title_in_another_language_is_told(text: str, language: Language, foreign: bool) -> None:
    assert is_foreign(text, language) is foreign


@pytest.mark.parametrize(
    ("date", "language", "shown"),
    [
        ("2027-05-20", "ko", "2027년 5월 20일"),
        ("2027-05-20", "ja", "2027年5月20日"),
        ("2027-05-20", "en", "20 May 2027"),
        ("next spring", "en", "next spring"),
        ("2027-13-40", "ko", "2027-13-40"),
    ],
)
def test_the_date_of_a_talk_is_written_as_its_language_does(
    date: str, language: Language, shown: str
) -> None:
    assert occasion(Deck((), place="Busan", date=date), language) == f"Busan · {shown}"


def test_twenty_slides_in_three_languages_hold_the_figures_of_the_database(
    workshop: Workshop, build: Build
) -> None:
    codes = build.query(
        "SELECT indicator_id FROM indicator WHERE scope = 'regional' AND levels <> 'municipality'"
        " ORDER BY position LIMIT 20"
    )
    slides = [Slide(f"/compare?indicator={code}&region=KR-47&region=JP-22") for code in codes.indicator_id]
    made = deck_file(Deck(tuple(slides)), "three", "ko", workshop)
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        assert sorted(archive.namelist()) == [f"deck_{language}.pptx" for language in sorted(LANGUAGES)]
        for name in archive.namelist():
            pages = list(Presentation(io.BytesIO(archive.read(name))).slides)[1:21]
            for code, page in zip(codes.indicator_id, pages, strict=True):
                assert _regional(page, build, code) != []


def _regional(page: Any, build: Build, code: str) -> list[float]:
    """Compare the first line of a slide with the database; returns its figures."""
    (shape,) = [shape for shape in page.shapes if shape.has_chart]
    drawn = [value for value in shape.chart.plots[0].series[0].values if value is not None]
    table = "observation_converted" if _is_money(build, code) else "observation"
    condition = "AND currency = 'ppp'" if table == "observation_converted" else ""
    held = {
        region: build.query(
            f"SELECT value FROM {table} WHERE indicator_id = ? AND region_code = ? {condition}"
            " AND value IS NOT NULL ORDER BY year",
            (code, region),
        ).value.tolist()
        for region in CHOSEN
    }
    assert any(drawn == pytest.approx(values) for values in held.values() if values), code
    return drawn


def _is_money(build: Build, code: str) -> bool:
    return bool(
        len(build.query("SELECT 1 FROM observation_converted WHERE indicator_id = ? LIMIT 1", (code,)))
    )


def test_bilingual_slides_pair_korean_and_japanese(workshop: Workshop) -> None:
    deck = Deck(
        (Slide("/?indicator=share_65plus"), section("A & B"), Slide("/compare?indicator=births")), "Pair"
    )
    made = deck_file(deck, "bilingual", "en", workshop)
    pages = list(Presentation(io.BytesIO(made.content)).slides)
    assert pages[2].shapes.title.text_frame.text == "A & B"
    text = "\n".join(shape.text_frame.text for shape in pages[1].shapes if shape.has_text_frame)
    assert "고령인구 비율" in text and "高齢化率" in text


@pytest.mark.parametrize("region", ["KR-47", "JP-22"])
def test_no_figure_of_a_bilingual_slide_is_cut(workshop: Workshop, build: Build, region: str) -> None:
    deck = filled(TEMPLATES["region"], (region,), build)
    numbers = Deck(tuple(slide for slide in deck.slides if "/deck/numbers" in slide.address))
    (page,) = list(Presentation(io.BytesIO(deck_file(numbers, "bilingual", "ko", workshop).content)).slides)[
        1:2
    ]
    texts = [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]
    assert not [text for text in texts if re.search(r"\d…", text)]
    (exhibit,) = workshop.resolved(numbers, "ko")[0].exhibits
    for row in exhibit.data.to_dict("records"):
        whole = written_value(exhibit, row, build.catalogue)
        assert any(text and whole.startswith(text) for text in texts), whole


def test_a_slide_that_leads_nowhere_is_left_out(workshop: Workshop) -> None:
    deck = Deck(
        (Slide("/nowhere"), Slide("/?indicator=births"), read("%%%"), Slide("/deck/unknown?region=KR"))
    )
    assert len(deck_contents(deck, "en", workshop)) == 2


def test_titles_and_notes_of_the_speaker_are_used(workshop: Workshop) -> None:
    deck = Deck((Slide("/?indicator=births", "My title", "Say this first"),))
    (slide,) = deck_contents(deck, "ja", workshop)[1:]
    assert isinstance(slide, ExhibitSlide) and slide.headline == "My title"
    page = Presentation(io.BytesIO(deck_file(deck, "one", "ja", workshop).content)).slides[1]
    assert page.notes_slide.notes_text_frame.text.startswith("Say this first")


def test_several_indicators_share_slides_in_pairs(workshop: Workshop) -> None:
    deck = Deck((Slide("/compare?indicator=births&indicator=share_65plus&indicator=total_fertility_rate"),))
    kinds = [type(content) for content in deck_contents(deck, "ko", workshop)[1:]]
    assert kinds == [PairSlide, ExhibitSlide]


@pytest.mark.parametrize("form", FORMS)
def test_progress_reaches_its_end(workshop: Workshop, form: Any) -> None:
    seen: list[tuple[int, int]] = []
    deck = Deck((Slide("/?indicator=births"), Slide("/compare?indicator=births")))
    deck_file(deck, form, "en", workshop, lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1]
    assert [done for done, _ in seen] == sorted({done for done, _ in seen})


def test_the_workbook_of_a_deck_needs_figures(workshop: Workshop) -> None:
    assert deck_workbook(Deck((Slide("/?indicator=births"),)), "en", workshop).content.startswith(b"PK")
    with pytest.raises(LookupError):
        deck_workbook(Deck((section("Alone"),)), "en", workshop)


_LISTS = Deck((Slide("/exchange?region=KR-47", "Our ties", "Say this"), Slide("/exchange?show=meetings")))


def test_a_list_is_a_native_table_that_says_which_rows_it_shows(workshop: Workshop) -> None:
    deck = replace(_LISTS, slides=(*_LISTS.slides, Slide("/?indicator=births")))
    _, ties, meetings, _ = deck_contents(deck, "en", workshop)
    assert isinstance(ties, ListSlide) and isinstance(meetings, ListSlide)
    slides = Presentation(io.BytesIO(deck_file(deck, "one", "en", workshop).content)).slides
    tables = [next((one.table for one in slide.shapes if one.has_table), None) for slide in slides]
    shown = [(slide, table) for slide, table in zip(slides, tables, strict=True) if table is not None]
    rows = [len(table.rows) - 1 for _, table in shown]
    held = (len(ties.listing.data), len(meetings.listing.data))
    assert held[0] > MOST_ROWS and held[1] > 3 * MOST_ROWS
    assert rows == [MOST_ROWS, held[0] - MOST_ROWS, *[MOST_ROWS] * 3]
    said = [
        "\n".join(one.text_frame.text for one in slide.shapes if one.has_text_frame) for slide, _ in shown
    ]
    assert f"Rows 1–{MOST_ROWS} of {held[0]}" in said[0] and "Our ties" in said[0]
    assert f"of {held[1]}" in said[-1]
    assert f"Rows left out for lack of space: {held[1] - 3 * MOST_ROWS}" in said[-1]
    assert shown[0][0].notes_slide.notes_text_frame.text.startswith("Say this")


def test_lists_of_a_deck_are_in_its_workbook_and_in_both_languages(workshop: Workshop) -> None:
    mixed = replace(_LISTS, slides=(Slide("/?indicator=births"), *_LISTS.slides))
    for deck, before in ((_LISTS, 0), (mixed, 6)):
        book = openpyxl.load_workbook(io.BytesIO(deck_workbook(deck, "ja", workshop).content))
        assert len(book.worksheets) == before + 4
        listing = resolve(_LISTS.slides[0], "ja", workshop.build).listing
        assert listing is not None
        assert book.worksheets[before + 1].max_row == len(listing.data) + 1
    slides = Presentation(io.BytesIO(deck_file(_LISTS, "bilingual", "ko", workshop).content)).slides
    assert sum(any(one.has_table for one in slide.shapes) for slide in slides) == 10


def test_headline_figures_of_several_regions_stand_beside_their_years(ask: Ask, known: Catalogue) -> None:
    exhibit = ask("deck/numbers", "en", region=["KR-27", "JP-42"])
    years = [rows.year.tolist() for _, rows in exhibit.data.groupby("indicator_id", sort=False)]
    _, body = table_of(exhibit, known)
    assert [row[0].endswith(f", {year}") for row, (year, _) in zip(body, years, strict=True)] == [True] * 5
    moved = exhibit.data.assign(year=exhibit.data.year + (exhibit.data.region_code == "JP-42"))
    _, apart = table_of(replace(exhibit, data=moved), known)
    assert [f"({year + 1})" in row[2] for row, (year, _) in zip(apart, years, strict=True)] == [True] * 5
    assert not any(row[0].endswith(f", {year}") for row, (year, _) in zip(apart, years, strict=True))


def test_a_change_stands_beside_its_mark_in_one_line(ask: Ask, publication: Publication) -> None:
    exhibit = ask("rank", "en", indicator=["share_65plus"], show=["change"])
    (slide,) = Presentation(io.BytesIO(powerpoint_bytes(exhibit, publication))).slides
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    bodies = list(chart._chartSpace.iterfind(f".//{qn('c:dLbl')}//{qn('a:bodyPr')}"))
    assert bodies and {body.get("wrap") for body in bodies} == {"none"}
