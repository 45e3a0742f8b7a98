"""A copy of the data to import into, and files with the traps of real lists."""

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from etl.paths import Paths
from etl.pipeline import build

REPOSITORY = Path(__file__).resolve().parents[3]


# The lists that are imported into and what the build needs beside them: it then takes a second, not ten.
INDICATORS = "policy_programmes"
DATASETS = (
    *("meti_*", "kr_programme_*", "policy_*", "local_government_ties*", "exchange_events", "sme_federations"),
    *("mois_depopulation_areas", "jpc_at_risk_municipalities", "gbizinfo_*"),
)


@pytest.fixture(scope="session")
def built_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped lists of companies and ties with a build of them, for tests to copy."""
    folder, shipped = tmp_path_factory.mktemp("shipped"), REPOSITORY / "data"
    shutil.copytree(shipped / "catalogue", folder / "catalogue")
    for path in (folder / "catalogue" / "indicators").iterdir():
        if path.stem != INDICATORS:
            path.unlink()
    (folder / "catalogue" / "corrections.yaml").write_text("[]\n", encoding="utf-8")
    (folder / "snapshots").mkdir()
    for pattern in DATASETS:
        for path in (shipped / "snapshots").glob(f"{pattern}.*"):
            shutil.copy(path, folder / "snapshots" / path.name)
    build(Paths(data=folder, build=folder / "build"), progress=lambda line: None)
    return folder


@pytest.fixture
def folders(built_data: Path, tmp_path: Path) -> Paths:
    data = tmp_path / "data"
    shutil.copytree(built_data, data)
    return Paths(data=data, build=data / "build")


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Write rows into a workbook; `merged` are ranges to merge."""

    def make(
        rows: list[list[object]], name: str = "list.xlsx", merged: tuple[str, ...] = (), title: str = "Sheet"
    ) -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = title
        for row in rows:
            sheet.append(row)
        for area in merged:
            sheet.merge_cells(area)
        path = tmp_path / name
        book.save(path)
        return path

    return make
