"""Details of companies: columns there are only where a build knows any, never a zero for what is unknown."""

import io
from collections.abc import Callable

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation

from exports.listing import listing_csv, listing_xlsx
from exports.notes import listing_notes
from exports.powerpoint.deck import listing_powerpoint
from exports.publication import Publication
from i18n.messages import messages
from regions.asking.view import View
from regions.database.build import Build, current_build
from regions.database.languages import LANGUAGES, Language
from regions.policy.companies import COLUMNS, all_companies, companies_listing
from regions.policy.company_details import (
    DETAILS,
    certifications_listing,
    company_details,
    details_listing,
    has_details,
    with_details,
)
from regions.shapes.listing import Listing
from tests.company_details import CREDIT, N_CERTIFICATIONS, STATEMENTS
from tests.etl.registry import ALPHA, BETA, GAMMA, NAMES

pytestmark = pytest.mark.usefixtures("database_path")


@pytest.fixture
def build(altered: Callable[..., Build]) -> Build:
    return altered(*STATEMENTS)


def listings(build: Build, language: Language = "en") -> tuple[Listing, Listing, Listing]:
    view, companies = View("companies", language), all_companies(build)
    details = details_listing(view, build, companies)
    certifications = certifications_listing(view, build, companies)
    assert details is not None and certifications is not None
    return companies_listing(view, build, companies), details, certifications


def test_the_shipped_build_knows_none_and_promises_none() -> None:
    build = current_build()
    catalogue, companies = build.catalogue, all_companies(build)
    assert not has_details(build)
    assert with_details(companies, build) is companies
    view = View("companies", "en")
    assert details_listing(view, build, companies) is None
    assert certifications_listing(view, build, companies) is None
    listing = companies_listing(view, build, companies)
    assert listing.further == () and not set(DETAILS) & set(listing.data)
    assert "gBizINFO" not in listing_csv(listing).decode()
    assert "gBizINFO" not in listing_notes(listing, Publication(catalogue)).decode()
    assert "gbizinfo_hojin" not in catalogue.sources


def test_what_is_unknown_of_a_company_is_missing(build: Build) -> None:
    details = company_details(build).set_index("corporate_number")
    assert list(details.columns) == list(DETAILS)
    assert details.capital_stock_yen[ALPHA] == 12_345_678_900 and details.employees[ALPHA] == 120
    assert (details.established_on[ALPHA], details.founding_year[ALPHA]) == ("1961-04-01", "1889")
    known = details.loc[BETA].dropna()
    assert known.to_dict() == {"closed_on": "2024-03-31", "details_retrieved_on": "2026-11-25"}


def test_ten_certifications_are_named_the_newest_first_and_the_others_counted(build: Build) -> None:
    text = company_details(build).set_index("corporate_number").certifications[ALPHA]
    assert text.startswith("（架空）認定13 (（架空）省, 2013-12-22); ")
    assert text.count("（架空）認定") == 10 and text.endswith("; … (+3)")


def test_companies_without_a_number_get_nothing(build: Build) -> None:
    companies = with_details(all_companies(build), build)
    assert len(companies) == len(all_companies(build))
    assert set(companies[companies.details_retrieved_on.notna()].corporate_number) == {ALPHA, BETA}
    assert companies[companies.corporate_number == GAMMA].details_retrieved_on.isna().all()


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_and_files_carry_the_credit(build: Build, language: Language) -> None:
    companies, details, certifications = listings(build, language)
    for listing in (details, certifications):
        assert CREDIT in listing.source_line
    for listing in (companies, details, certifications):
        assert CREDIT in listing_csv(listing).decode()
        assert CREDIT in listing_notes(listing, Publication(build.catalogue)).decode()
        cover = openpyxl.load_workbook(io.BytesIO(listing_xlsx(listing))).worksheets[0]
        assert any(CREDIT in str(row[0].value) for row in cover.iter_rows())


@pytest.mark.parametrize("language", LANGUAGES)
def test_slides_of_details_carry_the_credit_on_each_slide(build: Build, language: Language) -> None:
    publication = Publication(build.catalogue, "https://regions.example")
    for listing in listings(build, language)[1:]:
        deck = Presentation(io.BytesIO(listing_powerpoint(listing, publication)))
        assert len(deck.slides) >= 1
        for slide in deck.slides:
            shown = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
            assert CREDIT in shown
        cells = {cell.text for slide in deck.slides for shape in slide.shapes if shape.has_table
                 for row in shape.table.rows for cell in row.cells}  # fmt: skip
        assert "12345678900" not in cells and ("12,345,678,900" in cells) == (listing.id == "company-details")


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_differ_so_that_no_column_is_lost(build: Build, language: Language) -> None:
    t = messages(language)
    for listing in listings(build, language):
        headings = [t(f"listing.column.{name}") for name in (*listing.columns, *listing.further)]
        assert len(headings) == len(set(headings))


def test_the_workbook_of_the_list_has_the_columns_behind_its_own(build: Build) -> None:
    listing = listings(build)[0]
    sheet = openpyxl.load_workbook(io.BytesIO(listing_xlsx(listing))).worksheets[1]
    heads = [cell.value for cell in sheet[1]]
    t = messages("en")
    names = [*COLUMNS, "source", "source_url", *DETAILS]
    assert heads == [t(f"listing.column.{name}") for name in names]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
    assert rows[NAMES[ALPHA]][names.index("capital_stock_yen")].value == 12_345_678_900
    assert rows[NAMES[BETA]][names.index("employees")].value is None
    assert rows[NAMES[ALPHA]][names.index("capital_stock_yen")].number_format == "#,##0"
    assert rows[NAMES[ALPHA]][names.index("round_year")].number_format == "General"
    assert sheet.auto_filter.ref.endswith(str(sheet.max_row))


def test_the_csv_of_the_list_has_the_columns(build: Build) -> None:
    text = listing_csv(listings(build)[0]).decode("utf-8-sig")
    table = pd.read_csv(io.StringIO(text), dtype=str)
    assert set(DETAILS) <= set(table)
    row = table.set_index("name").loc[NAMES[ALPHA]]
    assert (row.employees, row.capital_stock_yen, row.head_office) == (
        "120",
        "12345678900",
        "北海道（架空）市１",
    )


def test_the_certifications_are_all_listed(build: Build) -> None:
    listing = listings(build)[2]
    assert len(listing.data) == N_CERTIFICATIONS
    assert listing.data.approved_on.tolist() == sorted(listing.data.approved_on, reverse=True)


@pytest.mark.parametrize(
    ("language", "words"),
    [("ko", "2개사, 2026-11-20~2026-11-25 조회"), ("ja", "2者、2026-11-20〜2026-11-25取得"),
     ("en", "2 companies, retrieved 2026-11-20–2026-11-25")],
)  # fmt: skip
def test_the_days_of_retrieval_are_told(build: Build, language: Language, words: str) -> None:
    assert listings(build, language)[1].subtitle == words
