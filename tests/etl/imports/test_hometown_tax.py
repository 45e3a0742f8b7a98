"""MIC's workbook of hometown tax received: what enters the database, and what is refused before.

The workbooks are made of the shipped sums; their towns, and the figures of further years, are made up.
"""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from etl.__main__ import main
from etl.imports.refusal import Refused
from etl.paths import Paths
from etl.problems import BuildError, DataError
from etl.refresh import importing
from etl.refresh.imported import FileRequest
from etl.refresh.importing import Import
from tests.etl.imports.conftest import contents, current, quiet_import
from tests.etl.imports.mic_workbook import (
    AMOUNT,
    COUNT,
    Rows,
    grid,
    more_years,
    prefectures,
    shipped,
    written,
)  # fmt: skip
from tests.etl.imports.test_run import table

SOURCE = "soumu_hometown_tax_history"
HOKKAIDO_2024 = 179956535849


def small(**options: Any) -> Rows:
    """Return the cells of two years: quick to read."""
    figures = {key: one for key, one in shipped().items() if key[1] in (2023, 2024)}
    return grid(figures, **options)


def run(folders: Paths, *paths: Path, source: str = "", accept: bool = False) -> Import:
    return quiet_import(folders, FileRequest("mic-hometown-tax", source=source), *paths, accept=accept)


def file(folder: Path, rows: Rows, name: str = "history.xlsx") -> Path:
    path = folder / name
    path.write_bytes(written(rows))
    return path


def snapshot(folders: Paths) -> pd.DataFrame:
    return pd.read_csv(current(folders, "soumu_hometown_tax.csv"), dtype=str)


def meta(folders: Paths) -> dict[str, Any]:
    found = yaml.safe_load(current(folders, "soumu_hometown_tax.yaml").read_text(encoding="utf-8"))
    return dict(found)


def observed(folders: Paths, region: str, year: int) -> list[tuple[Any, ...]]:
    return table(
        folders,
        "SELECT value, status, source_id FROM observation WHERE indicator_id = 'hometown_tax_received'"
        f" AND region_code = '{region}' AND year = {year}",
    )


def test_the_figures_held_come_back_as_they_were_whatever_the_unit(hometown: Paths, tmp_path: Path) -> None:
    before = snapshot(hometown)
    for unit in (1, 1000, 1_000_000):
        done = run(hometown, file(tmp_path, grid(shipped(), unit)))
        assert (done.tally.added, done.tally.revised, done.tally.unchanged) == (0, 0, 47 * 17 * 4), unit
        after = snapshot(hometown)
        pd.testing.assert_frame_equal(after.drop(columns="source"), before.drop(columns="source"))
        assert set(after.query("indicator == @AMOUNT")["source"]) == {SOURCE}
        assert meta(hometown)["provisional"] == [2024]


def test_two_more_years_reach_the_database_the_newest_as_provisional(hometown: Paths, tmp_path: Path) -> None:
    path = file(tmp_path, grid(more_years(2025, 2026)))
    done = run(hometown, path)
    assert done.built is not None and (done.tally.added, done.tally.revised) == (47 * 2 * 4, 0)
    expected = float(HOKKAIDO_2024 + HOKKAIDO_2024 // 10)
    assert observed(hometown, "JP-01", 2025) == [(expected, "actual", SOURCE)]
    more = float(HOKKAIDO_2024 + 2 * (HOKKAIDO_2024 // 10))
    assert observed(hometown, "JP-01", 2026) == [(more, "provisional", SOURCE)]
    # No figure of 2024 was restated, so nothing says that it is settled.
    assert observed(hometown, "JP-01", 2024)[0][1] == "provisional"
    assert observed(hometown, "JP", 2026)[0][0] == sum(
        float(shipped()[code, 2024, AMOUNT] + 2 * (shipped()[code, 2024, AMOUNT] // 10))
        for code in prefectures()
    )
    about = meta(hometown)
    assert (about["coverage"]["last_year"], about["provisional"]) == (2026, [2024, 2026])
    assert about["imports"][0]["file"] == "history.xlsx" and SOURCE in about["sources"]
    line = next(one for one in done.tally.counts if one[0] == "Hokkaido")
    assert line == ("Hokkaido", f"{19 * 4}", "8", "0")


def test_importing_twice_changes_nothing(hometown: Paths, tmp_path: Path) -> None:
    path = file(tmp_path, grid(more_years(2025)))
    run(hometown, path)
    before = contents(hometown)
    assert run(hometown, path).built is None
    assert contents(hometown) == before


def test_a_year_restated_is_settled_and_told(hometown: Paths, tmp_path: Path) -> None:
    figures = more_years(2025)
    for name in (AMOUNT, f"{AMOUNT}_municipalities"):
        figures["JP-02", 2024, name] += 1_000_000
    done = run(hometown, file(tmp_path, grid(figures)))
    assert meta(hometown)["provisional"] == [2025]
    assert observed(hometown, "JP-02", 2024) == [(8837383844 + 1_000_000, "actual", SOURCE)]
    assert "revised: Aomori 2024, hometown_tax_received: 8,837,383,844 → 8,838,383,844" in done.tally.notices
    anchor = next(one for one in meta(hometown)["anchors"] if one["region_code"] == "JP-02")
    assert anchor["value"] == 8838383844


def test_what_the_workbook_calls_provisional_counts(hometown: Paths, tmp_path: Path) -> None:
    run(hometown, file(tmp_path, grid(more_years(2025), note="令和7年度は決算見込額")))
    assert meta(hometown)["provisional"] == [2025]


def test_figures_rounded_to_thousand_yen_do_not_replace_exact_ones(hometown: Paths, tmp_path: Path) -> None:
    rows = grid(more_years(2025))
    rounded = [[round(one) if isinstance(one, float) else one for one in row] for row in rows]
    done = run(hometown, file(tmp_path, rounded))
    assert done.tally.revised == 0
    assert observed(hometown, "JP-02", 2024) == [(8837383844.0, "provisional", "soumu_furusato_2019_2024")]


def refused_import(folders: Paths, *paths: Path, **options: Any) -> str:
    before = contents(folders)
    with pytest.raises(Refused) as caught:
        run(folders, *paths, **options)
    assert contents(folders) == before
    return str(caught.value)


def test_a_unit_that_contradicts_the_figures_is_refused(hometown: Paths, tmp_path: Path) -> None:
    wrong = file(tmp_path, grid(shipped(), title="（単位：円）"))
    assert "799 of 799 figures differ from those held, JP-01 2008: 953,777,674 held" in refused_import(
        hometown, wrong
    )
    right = file(tmp_path, grid(shipped(), title="（単位：千円）"))
    assert run(hometown, right).tally.revised == 0


def test_other_figures_in_no_unit_are_refused(hometown: Paths, tmp_path: Path) -> None:
    other = {key: value * 2 if key[2].startswith(AMOUNT) else value for key, value in shipped().items()}
    assert "no unit is written, and in none do they agree" in refused_import(
        hometown, file(tmp_path, grid(other))
    )


def test_too_few_years_to_compare_prove_nothing(hometown: Paths, tmp_path: Path) -> None:
    alone = {key: one for key, one in more_years(2025).items() if key[1] == 2025}
    assert "only 0 figures" in refused_import(hometown, file(tmp_path, grid(alone)))


def test_revisions_beyond_the_bounds_need_to_be_meant(hometown: Paths, tmp_path: Path) -> None:
    figures = dict(shipped())
    for code in list(prefectures())[:42]:  # 5.3 % of the figures of the series
        for name in (COUNT, f"{COUNT}_municipalities"):
            figures[code, 2024, name] = figures[code, 2024, name] * 6 // 5
    # 42 of 799 figures also differ by more than the agreement of a series allows.
    path = file(tmp_path, grid(figures))
    assert "figures differ from those held" in refused_import(hometown, path)
    for code in list(prefectures())[36:]:
        for name in (COUNT, f"{COUNT}_municipalities"):
            figures[code, 2024, name] = shipped()[code, 2024, name]
    done = run(hometown, file(tmp_path, grid(figures), "fewer.xlsx"))
    assert done.tally.revised == 2 * 36


def test_a_change_of_an_anchor_beyond_the_bounds_stops_the_build(hometown: Paths, tmp_path: Path) -> None:
    figures = dict(shipped())
    for name in (AMOUNT, f"{AMOUNT}_municipalities"):
        figures["JP-01", 2024, name] = figures["JP-01", 2024, name] * 2
    path, before = file(tmp_path, grid(figures)), contents(hometown)
    with pytest.raises(DataError, match="JP-01"):
        run(hometown, path)
    assert contents(hometown) == before
    run(hometown, path, accept=True)
    assert observed(hometown, "JP-01", 2024)[0][0] == 2 * HOKKAIDO_2024


@pytest.mark.parametrize("error", [DataError([]), BuildError("disk full"), KeyboardInterrupt()])
def test_a_failed_build_leaves_everything_as_it_was(
    hometown: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    before, path = contents(hometown), file(tmp_path, grid(more_years(2025)))

    def fail(*args: object, **more: object) -> None:
        raise error

    monkeypatch.setattr("etl.refresh.intake.build", fail)
    with pytest.raises(type(error)):
        run(hometown, path)
    assert contents(hometown) == before


def test_a_disk_that_is_full_leaves_everything_as_it_was(
    hometown: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, path = contents(hometown), file(tmp_path, grid(more_years(2025)))

    def full(_: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(BuildError, match=r"cannot be written: .*No space left on device"):
        run(hometown, path)
    assert contents(hometown) == before


def test_files_that_are_none(hometown: Paths, tmp_path: Path) -> None:
    locked, page = tmp_path / "locked.xlsx", tmp_path / "page.xlsx"
    locked.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(64) + "EncryptedPackage".encode("utf-16-le"))
    page.write_text("<!DOCTYPE html><html></html>", encoding="utf-8")
    assert "encrypted" in refused_import(hometown, locked)
    parts = bytearray(written(small()))
    place = parts.find(
        b"PK\x01\x02"
    )  # an entry of the archive's directory; its flags say whether it is encrypted
    while place >= 0:
        parts[place + 8] |= 1
        place = parts.find(b"PK\x01\x02", place + 1)
    locked.write_bytes(parts)
    assert "the workbook is damaged" in refused_import(hometown, locked)
    assert "not a workbook" in refused_import(hometown, page)
    assert "no source 'nobody'" in refused_import(hometown, locked, source="nobody")


def test_two_files_that_contradict_each_other(hometown: Paths, tmp_path: Path) -> None:
    figures = more_years(2025)
    one = file(tmp_path, grid(figures))
    figures["JP-01", 2025, COUNT] += 1
    other = file(tmp_path, grid(figures), "other.xlsx")
    assert "the files give different figures of JP-01 in 2025" in refused_import(hometown, one, other)


def test_the_command_reports_and_refuses(
    hometown: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REGIONS_DATA_DIR", str(hometown.data))
    monkeypatch.setenv("REGIONS_BUILD_DIR", str(hometown.build))
    path = file(tmp_path, grid(more_years(2025)))
    assert main(["import", "mic-hometown-tax", str(path)]) == 0
    said = capsys.readouterr().out
    for expected in (
        "years 2008 to 2025",
        "unit of amounts: not written",
        "Hokkaido",
        "188 rows added",
        "new build",
    ):
        assert expected in said
    assert main(["import", "mic-hometown-tax", str(path)]) == 0
    assert "the database stays as it is" in capsys.readouterr().out
    assert main(["import", "mic-hometown-tax", str(tmp_path / "gone.xlsx")]) == 2
    assert "Nothing was changed" in capsys.readouterr().err


def test_revisions_are_told_up_to_a_number(
    hometown: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "REVISIONS_SHOWN", 1)
    figures = dict(shipped())
    for code in ("JP-02", "JP-03"):
        figures[code, 2010, COUNT] += 5
    notices = run(hometown, file(tmp_path, grid(figures))).tally.notices
    assert [one.startswith("revised: ") for one in notices].count(True) == 2
    assert "revised: … and 1 more" in notices
