"""The CSV holds what the screen shows, opens in a spreadsheet and can do no harm there."""

import io
import re
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from exports.csv import csv_bytes, csv_frame, full_csv_bytes, written
from exports.file_numbers import file_number, is_counted, with_file_numbers
from exports.notes import notes_file
from exports.publication import Publication, file_name
from regions.asking.view import decode
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES
from regions.exhibits.answers import answer
from regions.shapes.exhibit import Exhibit
from tests.exports.conftest import BASE, Ask
from tests.exports.test_every_format import CHOSEN, SHOWN

LAGS = "lag-counterparts-share_65plus"  # of the indicator that the time shift opens with


# Last digits that come of binary fractions alone.
NOISE = re.compile(r"\.\d*(?:0{8,}|9{8,})\d")


def read(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_reads_back_to_the_same_figures(ask: Ask, publication: Publication, language: str) -> None:
    exhibit = ask("compare", language, indicator=["share_65plus"], region=["KR-47", "JP-05"])
    content = csv_bytes(exhibit, publication)
    assert content.startswith(b"\xef\xbb\xbf")
    back = read(content)
    assert back.value.tolist() == pytest.approx(exhibit.data.value.tolist())
    assert {"region_code", "name_ko", "name_ja", "name_en", "unit", "source_id"} <= set(back.columns)


def columns_of(content: bytes, file: Path) -> dict[str, str]:
    """Return names and kinds of the columns that pandas and DuckDB read without any option, if they agree.

    A column that holds nothing has no kind.
    """
    file.write_bytes(content)
    theirs, ours = pd.read_csv(file), duckdb.connect().query(f"SELECT * FROM '{file}'")
    assert list(theirs.columns) == ours.columns
    assert len(theirs) == len(ours.fetchall())
    kinds = zip(ours.columns, map(str, ours.types), strict=True)
    return {name: kind for name, kind in kinds if theirs[name].notna().any()}


@pytest.mark.parametrize(("page", "show"), SHOWN, ids=["-".join(filter(None, one)) for one in SHOWN])
def test_any_program_reads_the_table_of_any_page(
    page: str, show: str, build: Build, publication: Publication, tmp_path: Path
) -> None:
    view, _ = decode(page, {**CHOSEN.get(page, {}), **({"show": [show]} if show else {})}, build.catalogue)
    for exhibit in answer(view, build):
        content = csv_bytes(exhibit, publication)
        kinds = columns_of(content, tmp_path / "page.csv")
        whole = {name: kind for name, kind in kinds.items() if is_counted(name)}
        assert set(whole.values()) <= {"BIGINT"}, whole
        assert not NOISE.search(content.decode()), exhibit.id
        if exhibit.layout is None and measures_without_decimals(exhibit, build):
            values = pd.read_csv(io.BytesIO(content), dtype=str).value.dropna()
            assert not values.str.endswith(".0").any(), exhibit.id


def measures_without_decimals(exhibit: Exhibit, build: Build) -> bool:
    codes = set(exhibit.data.indicator_id)
    known = [build.catalogue.indicators.get(code, exhibit.indicator) for code in codes]
    return exhibit.view.mode == "level" and not any(one.decimals for one in known)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (16324.0, 0, "16324"),
        (16324.5, 0, "16324.5"),
        (0.1 + 0.2, 1, "0.3"),
        (1155738.9000000001, 4, "1155738.9"),
        (85.3 - 85.2, 1, "0.1"),
        (20.0, 1, "20.0"),
        (16324.000000000004, 0, "16324"),
        (2_549_123_456_789_012.0, 0, "2549123456789012"),
        (18.873456789, 1, "18.873456789"),
        (18.95830224488186, 1, "18.95830224488186"),
        (140.59426100021764, 1, "140.59426100021764"),
        (-0.2106328436754321, 1, "-0.2106328436754321"),
        (1e-7 + 2e-7, 1, "3e-07"),
        (-0.0, 0, "0"),
        (float("nan"), 0, "None"),
        (None, None, "None"),
    ],
)
def test_a_number_is_written_as_what_it_is(value: float | None, decimals: int | None, expected: str) -> None:
    assert str(file_number(value, decimals)) == expected


def test_columns_are_written_as_what_they_hold() -> None:
    frame = pd.DataFrame(
        {
            "rank_all": [1.0, None],
            "employees": pd.array([120, None], dtype="Int64"),
            "held": [3.0, None],
            "share": [20.0, 0.1 + 0.2],
            "is_break": [True, False],
        }
    )
    text = written(with_file_numbers(frame, ("held",))).decode("utf-8-sig")
    assert text.split("\r\n")[1:3] == ["1,120,3,20.0,True", ",,,0.3,False"]


def test_years_across_do_not_pass_for_figures(ask: Ask, publication: Publication, tmp_path: Path) -> None:
    exhibit = ask("explore", indicator=["births"], country=["KR"], show=["years"])
    kinds = columns_of(csv_bytes(exhibit, publication), tmp_path / "years.csv")
    assert kinds["value_2020"] == "BIGINT"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notes_tell_what_the_table_does_not(ask: Ask, publication: Publication, language: str) -> None:
    exhibit = ask("compare", language, indicator=["grdp_per_capita"], region=["KR-47", "JP-05"])
    notes = notes_file(exhibit, publication).decode("utf-8-sig")
    for text in (exhibit.title, exhibit.subtitle, exhibit.comparability.text, publication.citation(exhibit)):
        assert text in notes, text
    assert all(remark.text in notes for remark in exhibit.remarks) and exhibit.remarks
    assert all(source.licence in notes for source in publication.sources(exhibit))
    assert f"{BASE}/compare?lang={language}" in notes
    for name in csv_frame(exhibit, publication.catalogue):
        assert f"- `{name}`: " in notes, name


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
