"""Lists as files: what is unknown stays empty, and text stays text."""

import io

import openpyxl
import pandas as pd
import pytest

from exports.listing import explanations, listing_csv, listing_file_name, listing_xlsx
from i18n.messages import messages
from regions.catalogue import load_catalogue
from regions.companies import all_companies, companies_listing
from regions.languages import LANGUAGES, Language
from regions.listing import Listing
from regions.store import current_store
from regions.ties import all_ties, ties_listing
from regions.view import View

pytestmark = pytest.mark.usefixtures("database_path")


def ties(language: Language = "en") -> Listing:
    store = current_store()
    return ties_listing(View("exchange", language), load_catalogue(store), store, all_ties(store))


def test_the_csv_opens_in_excel_and_holds_every_row() -> None:
    content = listing_csv(ties())
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    table = pd.read_csv(io.StringIO(text.split("\r\n\r\n")[0]), dtype=str)
    assert len(table) == 145
    assert table.agreed_date.isna().any()
    assert "# Partial coverage" in text.replace('"', "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_speaks_the_readers_language(language: Language) -> None:
    listing = ties(language)
    book = openpyxl.load_workbook(io.BytesIO(listing_xlsx(listing)))
    t = messages(language)
    assert book.sheetnames == [t("listing.cover"), t("listing.table")]
    sheet = book[t("listing.table")]
    assert sheet.max_row == 146
    assert [cell.value for cell in sheet[1]] == [t(f"listing.column.{name}") for name in listing.columns]
    cover = [row[0].value for row in book[t("listing.cover")].iter_rows()]
    assert cover == explanations(listing)


def test_a_cell_cannot_act_as_a_formula() -> None:
    store = current_store()
    companies = all_companies(store).head(1).assign(name="=HYPERLINK(1)")
    listing = companies_listing(View("companies", "en"), load_catalogue(store), store, companies)
    assert b"'=HYPERLINK(1)" in listing_csv(listing)
    sheet = openpyxl.load_workbook(io.BytesIO(listing_xlsx(listing))).worksheets[1]
    assert sheet["A2"].data_type == "s"


def test_file_names_are_plain() -> None:
    assert listing_file_name(ties("ko")) == "ties_ko"
