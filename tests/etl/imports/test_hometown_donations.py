"""Korea's hometown donations from a table a person made: units, years, provinces, the nation, revisions.

But for those of the shipped snapshot, the figures are made up for the tests and stand in no shipped data.
"""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.__main__ import main
from etl.imports.formats import Reading, Tally, reading_of
from etl.imports.hometown_donations import AMOUNT, COUNT, PROVINCES, read_donations
from etl.imports.refusal import Refused
from etl.imports.sheets import Sheet
from etl.paths import Paths
from etl.refresh.imported import FileRequest
from etl.refresh.importing import Import
from tests.etl.imports.conftest import REPOSITORY, contents, current, quiet_import
from tests.etl.imports.test_run import table

REGIONS = pd.read_csv(REPOSITORY / "data/catalogue/regions.csv", dtype=str)
MUNICIPALITIES = pd.read_csv(REPOSITORY / "data/catalogue/municipalities.csv", dtype=str)
READING: Reading = reading_of(REGIONS, MUNICIPALITIES, "")
NAMES = REGIONS[REGIONS["region_code"].str.match("KR-")]["name_ko"].tolist()
SOURCE = "mois_hometown_donations_list"
Workbook = Callable[..., Path]


def read(
    rows: list[list[str]], sheet: str = "2026", hint: str = ""
) -> tuple[dict[tuple[str, str, int], str], Tally]:
    outcome = Tally()
    reading = Reading(READING.korea, READING.japan, "", hint)
    frame = read_donations([Sheet("a.xlsx", sheet, rows)], reading, outcome)
    keys = frame[["indicator", "region_code", "year"]].itertuples(index=False, name=None)
    return dict(zip(keys, frame["value"], strict=True)), outcome


def refused(rows: list[list[str]]) -> str:
    with pytest.raises(Refused) as caught:
        read(rows)
    return str(caught.value)


@pytest.mark.parametrize(
    ("heading", "text", "won"),
    [
        ("모금액(원)", "19760000000", "19760000000"),
        ("모금액(천원)", "19,760,000", "19760000000"),
        ("모금액 (단위: 백만원)", "19760.5", "19760500000"),
        ("모금액(억원)", "197.6", "19760000000"),
        ("모금액［억 원］", "１９７．６", "19760000000"),
    ],
)
def test_the_unit_stands_in_the_heading_and_nothing_is_made_more_exact(
    heading: str, text: str, won: str
) -> None:
    assert read([["시도", heading], ["광주", text]])[0] == {(AMOUNT, "KR-29", 2026): won}


@pytest.mark.parametrize("heading", ["모금액", "모금액(달러)", "모금액(십만원)", "모금액(원)(천원)"])
def test_without_one_known_unit_in_the_heading_a_table_is_refused(heading: str) -> None:
    assert "names no unit" in refused([["시도", heading], ["광주", "1"]])


def test_a_unit_above_the_table_is_not_enough() -> None:
    assert "names no unit" in refused([["", "", "(단위: 억원)"], ["시도", "모금액"], ["광주", "197.6"]])


def test_units_of_the_number_of_donations() -> None:
    assert read([["시도", "모금액(원)", "건수"], ["광주", "5", "1,234"]])[0][COUNT, "KR-29", 2026] == "1234"
    assert read([["시도", "모금액(원)", "건수(천건)"], ["광주", "5", "2"]])[0][COUNT, "KR-29", 2026] == "2000"
    assert "names no unit" in refused([["시도", "모금액(원)", "건수(백건)"], ["광주", "5", "1"]])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("서울특별시", "KR-11"), ("서울", "KR-11"), ("서울시", "KR-11"), ("강원도", "KR-42"),
        ("강원특별자치도", "KR-42"), ("전라북도", "KR-45"), ("전북", "KR-45"), ("전북특별자치도", "KR-45"),
        ("경 북", "KR-47"), ("경남도", "KR-48"), ("제주", "KR-49"), ("세종시", "KR-50"),
        ("전국", "KR"), ("합  계", "KR"),
    ],
)  # fmt: skip
def test_spellings_of_provinces(text: str, code: str) -> None:
    assert (AMOUNT, code, 2026) in read([["시도", "모금액(원)"], [text, "7"]])[0]


def test_rows_that_cannot_be_used_are_named() -> None:
    rows = [["시도", "모금액(억원)"], ["제주시", "1"], ["전북 전주시", "1"], ["소계", "1"], ["※ 잠정", ""],
            ["부산", "-"], ["대구", "약 3"], ["전남광주통합특별시", "9"], ["인천", "2"]]  # fmt: skip
    found, outcome = read(rows)
    assert found == {(AMOUNT, "KR-28", 2026): "200000000"}
    assert [(one.place.split()[-1], one.reason.split(";")[0]) for one in outcome.rejects] == [
        ("2", "'제주시' is not a province"),
        ("3", "'전북 전주시' is not a province"),
        ("4", "'소계' is not a province"),
        ("5", "'※ 잠정' is not a province"),
        ("6", "no amount"),
        ("7", "'약 3' is not a number"),
        ("8", "'전남광주통합특별시' is not a province"),
    ]


def test_the_year_stands_in_the_row_the_sheet_or_the_file() -> None:
    rows = [
        ["시도", "연도", "모금액(원)"],
        ["부산", "2024년", "7"],
        ["부산", "2025", "8"],
        ["대구", "어느 해", "9"],
    ]
    found, outcome = read(rows)
    assert found == {(AMOUNT, "KR-26", 2024): "7", (AMOUNT, "KR-26", 2025): "8"}
    assert "'어느 해' is not one year" in outcome.rejects[0].reason
    alone = [["시도", "모금액(원)"], ["부산", "7"]]
    assert read(alone, "Sheet1", "고향사랑기부_2025")[0] == {(AMOUNT, "KR-26", 2025): "7"}
    assert "no year" in read(alone, "Sheet1", "list")[1].rejects[0].reason
    assert "not one year" in read(alone, "2024-2025", "2025")[1].rejects[0].reason


def whole(values: list[int], nation: str) -> list[list[str]]:
    rows = [[name, str(value)] for name, value in zip(NAMES, values, strict=True)]
    return [["시도", "모금액(백만원)"], *rows, ["전국", nation]]


def test_the_nation_is_the_sum_of_its_provinces() -> None:
    values = list(range(100, 100 + PROVINCES))
    assert read(whole(values, str(sum(values))))[0][AMOUNT, "KR", 2026] == f"{sum(values)}000000"
    assert len(read(whole(values, str(sum(values) + PROVINCES)))[0]) == PROVINCES + 1  # each is rounded
    for wrong in (sum(values) + 2 * PROVINCES, sum(values) - 2 * PROVINCES):
        assert "Correct the row that was copied wrongly" in refused(whole(values, str(wrong)))
    some = [*whole(values, "")[:5], ["합계", "5000"]]
    assert (AMOUNT, "KR", 2026) in read(some)[0]
    assert "the provinces add up to" in refused([*some[:5], ["합계", "5"]])


def test_a_province_with_two_figures_is_refused() -> None:
    rows = [["시도", "모금액(원)"], ["부산", "7"], ["부산광역시", "7"]]
    assert read(rows)[0] == {(AMOUNT, "KR-26", 2026): "7"}
    assert "KR-26 2026 has two figures, 7 and 8" in refused([*rows, ["부산시", "8"]])


def test_formulas_and_other_headings_are_refused() -> None:
    formula = Sheet("a.xlsx", "2026", [["시도", "모금액(원)"], ["부산", "=1+1"]], frozenset({(1, 1)}))
    with pytest.raises(Refused, match="formulas instead of values"):
        read_donations([formula], READING, Tally())
    assert "시도 and 모금액" in refused([["이름", "값"], ["부산", "7"]])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.decimals(0, 10**5, places=2), min_size=PROVINCES, max_size=PROVINCES),
    st.sampled_from([("원", 1), ("천원", 10**3), ("백만원", 10**6), ("억원", 10**8)]),
)
def test_whatever_is_written_is_read_exactly(values: list[Decimal], unit: tuple[str, int]) -> None:
    rows = [
        ["시도", f"모금액({unit[0]})"],
        *([name, str(value)] for name, value in zip(NAMES, values, strict=True)),
    ]
    found = read([*rows, ["합계", str(sum(values))]])[0]
    codes = REGIONS[REGIONS["region_code"].str.match("KR-")]["region_code"]
    for code, value in zip(codes, values, strict=True):
        assert Decimal(found[AMOUNT, code, 2026]) == value * unit[1]
    assert Decimal(found[AMOUNT, "KR", 2026]) == sum(values) * unit[1]


# From the file to the database


def run(folders: Paths, *paths: Path, source: str = "", accept: bool = False) -> Import:
    return quiet_import(folders, FileRequest("mois-hometown-donations", source=source), *paths, accept=accept)


def observed(folders: Paths, region: str, year: int) -> list[tuple[Any, ...]]:
    return table(
        folders,
        "SELECT value, source_id FROM observation WHERE indicator_id = 'hometown_tax_received'"
        f" AND region_code = '{region}' AND year = {year}",
    )


def test_a_table_fills_provinces_and_nation(hometown: Paths, workbook: Workbook) -> None:
    values = list(range(3000, 3000 + 100 * PROVINCES, 100))
    done = run(hometown, workbook(whole(values, str(sum(values))), title="2026년"))
    assert (done.tally.added, done.tally.revised, done.tally.rejects) == (PROVINCES + 1, 0, [])
    assert observed(hometown, "KR", 2026) == [(sum(values) * 1e6, SOURCE)]
    assert observed(hometown, "KR-11", 2026) == [(3000 * 1e6, SOURCE)]
    meta = yaml.safe_load(current(hometown, "press_hometown_donation.yaml").read_text(encoding="utf-8"))
    assert meta["coverage"] == {"first_year": 2023, "last_year": 2026, "regions": 18}
    assert "provisional" not in meta and SOURCE in meta["sources"]
    assert ("Seoul", "1", "1", "0") in done.tally.counts
    before = contents(hometown)
    assert run(hometown, workbook(whole(values, str(sum(values))), title="2026년")).built is None
    assert contents(hometown) == before


def test_csv_in_the_encoding_of_korean_excel(hometown: Paths, tmp_path: Path) -> None:
    path = tmp_path / "2025.csv"
    path.write_bytes("시도,모금액(억원),건수\n부산,50,1000\n".encode("cp949"))
    assert run(hometown, path).tally.added == 2
    assert observed(hometown, "KR-26", 2025) == [(5e9, SOURCE)]


def test_a_figure_that_is_only_less_exact_does_not_replace_one(hometown: Paths, workbook: Workbook) -> None:
    rows = [["시도", "연도", "모금액(억원)"], ["전남", "2023", "143.3"], ["전남", "2024", "187.5"]]
    done = run(hometown, workbook(rows))
    assert (done.tally.revised, done.tally.unchanged) == (0, 2)
    assert observed(hometown, "KR-46", 2023) == [(14333680000, "jeonnam_hometown_2023")]
    assert observed(hometown, "KR-46", 2024) == [(18750000000, SOURCE)]


def test_small_revisions_are_told_and_large_ones_must_be_meant(hometown: Paths, workbook: Workbook) -> None:
    small = workbook([["시도", "연도", "모금액(백만원)"], ["강원", "2024", "7100"]])
    done = run(hometown, small)
    revised = "revised: Gangwon 2024, hometown_donation_amount: 7,000,000,000 → 7,100,000,000"
    assert any(notice.startswith("revised: ") for notice in done.tally.notices)
    assert [notice.replace(" State", "") for notice in done.tally.notices] == [revised]
    large = workbook([["시도", "연도", "모금액(백만원)"], ["강원", "2024", "9000"]])
    before = contents(hometown)
    with pytest.raises(Refused, match=r"7,100,000,000 → 9,000,000,000.*--accept-changes"):
        run(hometown, large)
    assert contents(hometown) == before
    run(hometown, large, accept=True)
    assert observed(hometown, "KR-42", 2024) == [(9e9, SOURCE)]
    meta = yaml.safe_load(current(hometown, "press_hometown_donation.yaml").read_text(encoding="utf-8"))
    assert {"region_code": "KR-42", "year": 2024, "indicator": AMOUNT, "value": 9000000000} in meta["anchors"]


def test_the_source_may_be_named_and_must_be_known(hometown: Paths, workbook: Workbook) -> None:
    path = workbook([["시도", "모금액(억원)"], ["부산", "50"]], title="2025")
    with pytest.raises(Refused, match=r"no source 'nobody'.*sources\.yaml"):
        run(hometown, path, source="nobody")
    run(hometown, path, source="mois_hometown_2025_press")
    assert observed(hometown, "KR-26", 2025) == [(5e9, "mois_hometown_2025_press")]


def test_a_table_of_which_no_row_can_be_used_is_refused(hometown: Paths, workbook: Workbook) -> None:
    path = workbook([["시도", "모금액(억원)"], ["어딘가", "50"]], title="2025")
    with pytest.raises(Refused, match=r"no row can be used.*'어딘가' is not a province"):
        run(hometown, path)


def test_the_command(
    hometown: Paths, workbook: Workbook, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REGIONS_DATA_DIR", str(hometown.data))
    monkeypatch.setenv("REGIONS_BUILD_DIR", str(hometown.build))
    rows = [["시도", "연도", "모금액(백만원)"], ["강원", "2024", "9000"], ["어딘가", "2024", "1"]]
    command = ["import", "mois-hometown-donations", str(workbook(rows))]
    assert main(command) == 2
    assert "add --accept-changes" in capsys.readouterr().err
    assert main([*command, "--accept-changes"]) == 0
    said = capsys.readouterr().out
    for expected in (
        "'모금액(백만원)' (column C)",
        "row 3: '어딘가' is not a province",
        "1 revised",
        "new build",
    ):
        assert expected in said
