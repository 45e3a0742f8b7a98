"""The CSV holds what the screen shows, opens in a spreadsheet and can do no harm there."""

import io

import pandas as pd
import pytest

from exports.csv import csv_bytes, csv_frame, file_name
from regions.catalogue import Catalogue, load_catalogue
from regions.compare import compare_exhibits
from regions.exhibit import Exhibit
from regions.languages import LANGUAGES
from regions.store import current_store
from regions.view import decode


@pytest.fixture(scope="module")
def known(database_path: object) -> Catalogue:
    return load_catalogue(current_store())


def exhibit_of(known: Catalogue, language: str = "en", **query: list[str]) -> Exhibit:
    view, _ = decode("compare", {"lang": [language], **query}, known)
    return compare_exhibits(view, known, current_store())[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_reads_back_to_the_same_figures(known: Catalogue, language: str) -> None:
    exhibit = exhibit_of(known, language, indicator=["share_65plus"], region=["KR-47", "JP-05"])
    content = csv_bytes(exhibit, known)
    assert content.startswith(b"\xef\xbb\xbf")
    back = pd.read_csv(io.BytesIO(content), comment="#", skip_blank_lines=True, encoding="utf-8-sig")
    back = back[back.year.notna()]
    assert back.value.tolist() == pytest.approx(exhibit.data.value.tolist())
    assert {"region_code", "name_ko", "name_ja", "name_en", "unit", "source_id"} <= set(back.columns)
    assert exhibit.source_line in content.decode("utf-8-sig")


def test_a_missing_figure_stays_empty(known: Catalogue) -> None:
    exhibit = exhibit_of(known, indicator=["births"])
    exhibit.data.loc[exhibit.data.index[0], "value"] = None
    first = csv_bytes(exhibit, known).decode("utf-8-sig").splitlines()[1]
    assert ",,persons," in first


def test_text_never_becomes_a_formula(known: Catalogue) -> None:
    exhibit = exhibit_of(known, indicator=["births"])
    exhibit.data["mark"] = '=HYPERLINK("http://x")'
    text = csv_bytes(exhibit, known).decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert ",=HYPERLINK" not in text and ',"=HYPERLINK' not in text


def test_an_index_carries_its_base_year(known: Catalogue) -> None:
    exhibit = exhibit_of(known, indicator=["births"], mode=["index"])
    assert (csv_frame(exhibit, known).base_year == exhibit.base_year).all()


def test_the_file_name_is_plain_letters(known: Catalogue) -> None:
    assert file_name(exhibit_of(known, indicator=["births"], region=["KR-47"])) == "births_KR-47_en"
