"""Lists as files: what is unknown stays empty, and text stays text."""

import io

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation

from exports.listing import explanations, listing_csv, listing_file_name, listing_xlsx
from exports.notes import listing_notes
from exports.powerpoint.contents import MOST_LIST_SLIDES
from exports.powerpoint.deck import listing_powerpoint
from exports.powerpoint.tables import MOST_ROWS
from exports.publication import Publication
from i18n.messages import messages
from regions.asking.view import View
from regions.database.build import current_build
from regions.database.languages import LANGUAGES, Language
from regions.policy.companies import all_companies, companies_listing
from regions.policy.ties import all_ties, ties_listing
from regions.shapes.listing import Listing

pytestmark = pytest.mark.usefixtures("database_path")


def ties(language: Language = "en") -> Listing:
    build = current_build()
    return ties_listing(View("exchange", language), build, all_ties(build))


def test_the_csv_opens_in_excel_and_holds_every_row() -> None:
    content = listing_csv(ties())
    assert content.startswith(b"\xef\xbb\xbf")
    table = pd.read_csv(io.BytesIO(content), dtype=str)
    assert len(table) == 198
    assert table.agreed_date.isna().any()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notes_tell_what_the_csv_does_not(language: Language) -> None:
    listing = ties(language)
    publication = Publication(current_build().catalogue, "https://regions.example")
    notes = listing_notes(listing, publication).decode("utf-8-sig")
    link = publication.link(listing.view)
    for text in (listing.title, listing.subtitle, listing.remarks[0].text, listing.citation, link):
        assert text in notes, text
    sources = [publication.catalogue.sources[code] for code in set(listing.data.source_id)]
    assert sources and all(one.licence in notes and one.url in notes for one in sources)
    for name in listing.data:
        assert f"- `{name}`: " in notes, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_speaks_the_readers_language(language: Language) -> None:
    listing = ties(language)
    book = openpyxl.load_workbook(io.BytesIO(listing_xlsx(listing)))
    t = messages(language)
    assert book.sheetnames == [t("listing.cover"), t("listing.table")]
    sheet = book[t("listing.table")]
    assert sheet.max_row == 199
    assert [cell.value for cell in sheet[1]] == [t(f"listing.column.{name}") for name in listing.columns]
    cover = [row[0].value for row in book[t("listing.cover")].iter_rows()]
    assert cover == explanations(listing)


def test_a_cell_cannot_act_as_a_formula() -> None:
    build = current_build()
    companies = all_companies(build).head(1).assign(name="=HYPERLINK(1)")
    listing = companies_listing(View("companies", "en"), build, companies)
    assert b"'=HYPERLINK(1)" in listing_csv(listing)
    sheet = openpyxl.load_workbook(io.BytesIO(listing_xlsx(listing))).worksheets[1]
    assert sheet["A2"].data_type == "s"


def test_file_names_are_plain() -> None:
    assert listing_file_name(ties("ko")) == "ties_ko"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_slides_hold_every_row_and_say_how_partial_the_list_is(language: Language) -> None:
    listing = ties(language)
    publication = Publication(current_build().catalogue, "https://regions.example")
    deck = Presentation(io.BytesIO(listing_powerpoint(listing, publication)))
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    assert sum(len(table.rows) - 1 for table in tables) == 198
    heading = messages(language)("listing.column.agreed_date")
    assert all(table.cell(0, 0).text == heading for table in tables)
    dates = [table.cell(row, 0).text for table in tables for row in range(1, len(table.rows))]
    assert dates == listing.data.agreed_date.fillna("").tolist()
    for slide in deck.slides:
        words = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert listing.subtitle in words
        assert messages(language)("warning.partial_coverage") in words


def test_a_long_list_says_how_many_rows_are_left_out() -> None:
    build = current_build()
    everything = pd.concat([all_ties(build)] * 3, ignore_index=True)
    listing = ties_listing(View("exchange", "en"), build, everything)
    publication = Publication(build.catalogue, "https://regions.example")
    deck = Presentation(io.BytesIO(listing_powerpoint(listing, publication)))
    assert len(deck.slides) == MOST_LIST_SLIDES
    left_out = messages("en")("slide.rows_left_out", count=3 * 198 - MOST_LIST_SLIDES * MOST_ROWS)
    assert any(left_out in shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame)
