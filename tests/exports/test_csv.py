"""The CSV holds what the screen shows, opens in a spreadsheet and can do no harm there."""

import io
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from exports.csv import csv_bytes, csv_frame, full_csv_bytes
from exports.publication import Publication, file_name
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES
from tests.exports.conftest import BASE, Ask

LAGS = "lag-counterparts-share_65plus"  # of the indicator that the time shift opens with


def read(content: bytes) -> pd.DataFrame:
    frame = pd.read_csv(io.BytesIO(content), comment="#", skip_blank_lines=True, encoding="utf-8-sig")
    return frame[frame.year.notna()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_reads_back_to_the_same_figures(ask: Ask, publication: Publication, language: str) -> None:
    exhibit = ask("compare", language, indicator=["share_65plus"], region=["KR-47", "JP-05"])
    content = csv_bytes(exhibit, publication)
    assert content.startswith(b"\xef\xbb\xbf")
    back = read(content)
    assert back.value.tolist() == pytest.approx(exhibit.data.value.tolist())
    assert {"region_code", "name_ko", "name_ja", "name_en", "unit", "source_id"} <= set(back.columns)
    text = content.decode("utf-8-sig")
    assert exhibit.source_line in text
    assert f"{BASE}/compare?lang={language}" in text, "the citation leads to the live view"


def test_duckdb_reads_the_same(ask: Ask, publication: Publication, tmp_path: Path) -> None:
    exhibit = ask("overview", indicator=["share_65plus"])
    file = tmp_path / "figures.csv"
    table = csv_bytes(exhibit, publication).decode("utf-8-sig").split("\r\n\r\n")[0]
    file.write_text(table, encoding="utf-8")
    back = duckdb.read_csv(str(file)).select("region_code", "value").df()
    expected = exhibit.data.set_index("region_code").value
    assert back.set_index("region_code").value.to_dict() == pytest.approx(expected.to_dict())


def test_the_full_file_holds_every_year_as_published(
    ask: Ask, publication: Publication, known: Catalogue, build: Build
) -> None:
    exhibit = ask("compare", indicator=["births"], region=["KR-47"], mode=["index"])
    back = read(full_csv_bytes(exhibit, publication, build))
    held = build.query("SELECT region_code, year, value FROM observation WHERE indicator_id = 'births'")
    assert len(back) == len(held)
    assert back.value.sum() == pytest.approx(held.value.sum())
    assert set(back.unit) == {"people"}, "published figures, not the index on the screen"


@pytest.mark.parametrize(
    ("page", "query", "computed", "published"),
    [
        ("rank", {"show": ["concentration"], "indicator": ["population_total"]}, "%", "people"),
        (
            "compare",
            {"mode": ["lag"], "indicator": ["share_65plus"], "region": ["KR-47"], "part": [LAGS]},
            "years",
            "%",
        ),
    ],
)
def test_the_full_file_of_computed_figures_has_the_unit_of_the_published_ones(
    ask: Ask, publication: Publication, build: Build, page: str, query: dict[str, list[str]], computed: str,
    published: str,
) -> None:  # fmt: skip
    exhibit = ask(page, **query)
    assert set(exhibit.units.values()) == {computed}
    assert set(read(full_csv_bytes(exhibit, publication, build)).unit) == {published}


def test_a_missing_figure_stays_empty(ask: Ask, publication: Publication) -> None:
    exhibit = ask("compare", indicator=["births"])
    exhibit.data.loc[exhibit.data.index[0], "value"] = None
    first = csv_bytes(exhibit, publication).decode("utf-8-sig").splitlines()[1]
    assert ",,people," in first


def test_text_never_becomes_a_formula(ask: Ask, publication: Publication) -> None:
    exhibit = ask("compare", indicator=["births"])
    exhibit.data["mark"] = '=HYPERLINK("http://x")'
    text = csv_bytes(exhibit, publication).decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert ",=HYPERLINK" not in text and ',"=HYPERLINK' not in text


def test_an_index_carries_its_base_year(ask: Ask, known: Catalogue) -> None:
    exhibit = ask("compare", indicator=["births"], mode=["index"])
    assert (csv_frame(exhibit, known).base_year == exhibit.base_year).all()


def test_pyramids_carry_sex_and_age(ask: Ask, known: Catalogue) -> None:
    exhibit = ask("deck/pyramid", region=["KR-47", "JP-22"])
    frame = csv_frame(exhibit, known)
    assert {"sex", "age_from", "share"} <= set(frame.columns)
    assert frame.groupby("region_code").share.sum().tolist() == pytest.approx([100, 100])


def test_the_file_name_is_plain_letters(ask: Ask) -> None:
    exhibit = ask("compare", indicator=["births"], region=["KR-47"])
    assert file_name(exhibit) == "births_KR-47_en"
