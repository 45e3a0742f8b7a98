"""A copy of the data to import into, and files with the traps of real lists."""

import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
import yaml

from etl import documents
from etl.boundaries import OVERVIEW
from etl.files import sha256
from etl.imports.registry import FIGURES, FORMATS
from etl.overlay import current_overlay
from etl.paths import Paths
from etl.pipeline import build
from etl.refresh.imported import FileRequest
from etl.refresh.importing import Import, import_files
from etl.snapshots import folder_of
from tests.etl.imports.company_service import Service
from tests.etl.registry import ALPHA, BETA, GAMMA, NAMES, TOKEN, Registry, certification, company
from tests.etl.replay import Replay, serving
from tests.etl.running import QUICK

REPOSITORY = Path(__file__).resolve().parents[3]
FEEDS = ("clair", "gbizinfo", "meti", "mic")
RATES = ("federal_reserve_exchange_rates", "world_bank_ppp")

# The municipalities that the files of the tests name; a build of all takes three times as long.
TOWNS = ("津別町", "鳥栖市", "堺市", "飯塚市", "平泉町", "安芸市", "화천군", "담양군")
# The lists that are imported into and what the build needs beside them: it then takes a second, not ten.
INDICATORS = "policy_programmes"
HOMETOWN = "fiscal_hometown_tax"
HOMETOWN_DATASETS = ("soumu_hometown_tax", "soumu_hometown_tax_deduction", "press_hometown_donation")
DATASETS = (
    *("meti_*", "kr_programme_*", "policy_*", "local_government_ties*", "exchange_events", "sme_federations"),
    "gbizinfo_*",
)


@pytest.fixture(scope="session")
def built_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped lists of companies and ties with a build of them, for tests to copy."""
    return _built(tmp_path_factory.mktemp("shipped"), INDICATORS, DATASETS)


@pytest.fixture
def folders(built_data: Path, tmp_path: Path) -> Paths:
    data = tmp_path / "data"
    shutil.copytree(built_data, data)
    return Paths(data=data, build=data / "build")


@pytest.fixture(scope="session")
def built_hometown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped figures of hometown tax with a build of the indicators made of them alone."""
    return _built(tmp_path_factory.mktemp("hometown"), HOMETOWN, (*HOMETOWN_DATASETS, *RATES))


def _built(folder: Path, indicators: str, datasets: Iterable[str]) -> Path:
    """Copy datasets with the indicators of a file that are made of them alone, and build."""
    shipped = REPOSITORY / "data"
    _copy_catalogue(shipped, folder, datasets)
    for path in (folder / "catalogue/indicators").iterdir():
        if path.stem != indicators:
            path.unlink()
    file = folder / f"catalogue/indicators/{indicators}.yaml"
    entries = [one for one in _content(file) if "countries" in one and _alone(_datasets(one), datasets)]
    for one in entries:
        one.pop("municipal", None)
    file.write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")
    (folder / "snapshots").mkdir()
    for pattern in datasets:
        for path in (shipped / "snapshots").glob(f"{pattern}.*"):
            shutil.copy(path, folder / "snapshots" / path.name)
    build(Paths(data=folder, build=folder / "build"), progress=lambda line: None)
    return folder


def _content(file: Path) -> Any:
    return documents.content_of(file.read_text(encoding="utf-8"))


def _alone(used: Iterable[str], datasets: Iterable[str]) -> bool:
    return all(any(fnmatch(one, pattern) for pattern in datasets) for one in used)


def _datasets(entry: dict[str, Any]) -> set[str]:
    inputs = [spec for block in entry["countries"].values() for spec in block["inputs"].values()]
    return {part["dataset"] for spec in inputs for part in spec.get("chain", [spec])}


def _copy_catalogue(shipped: Path, folder: Path, datasets: Iterable[str]) -> None:
    """Copy catalogue and outlines without what speaks of indicators and datasets that are not taken along."""
    for name in ("catalogue", "boundaries"):
        shutil.copytree(shipped / name, folder / name)
    for name, content in {
        "corrections": [],
        "balances": [],
        "municipal_warnings": {},
        "municipal_marks": [],
        "findings": [],
        "releases": [],
        "peers": {"least_weight": 1, "themes": []},
    }.items():
        (folder / "catalogue" / f"{name}.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    unusual = folder / "catalogue/unusual_figures.yaml"
    alone = [entry for entry in _content(unusual) if _alone([entry["dataset"]], datasets)]
    unusual.write_text(yaml.safe_dump(alone, allow_unicode=True), encoding="utf-8")
    for path in (folder / "catalogue/feeds").iterdir():
        if path.stem not in FEEDS:
            path.unlink()
    _describe_sources(shipped, folder, datasets)
    _keep_towns(folder)
    _draw_squares(folder / "boundaries")


def _describe_sources(shipped: Path, folder: Path, datasets: Iterable[str]) -> None:
    """Leave out the sources of what is not taken along: reading them all is half of what a build costs."""
    file = folder / "catalogue/sources.yaml"
    about = [path for one in datasets for path in (shipped / "snapshots").glob(f"{one}.yaml")]
    about += list((folder / "catalogue/feeds").iterdir())
    named = "".join(path.read_text(encoding="utf-8") for path in about)
    lists = {one.source for one in FORMATS.values()} | {one.source for one in FIGURES.values()}
    kept = {name: one for name, one in _content(file).items() if name in lists or name in named}
    file.write_text(yaml.safe_dump(kept, allow_unicode=True), encoding="utf-8")


def _keep_towns(folder: Path) -> None:
    """Leave out the municipalities that no file of the tests names, and their maps."""
    file = folder / "catalogue/municipalities.csv"
    listed = pd.read_csv(file, dtype=str, keep_default_na=False)
    named = listed["name_ko"].where(listed["country"] == "KR", listed["name_ja"]).isin(TOWNS)
    own = listed[named & (listed["level"] == "municipality")]
    wards = listed["parent_code"].isin(own["municipality_code"])
    listed[listed.index.isin(own.index) | wards].to_csv(file, index=False)
    about = folder / "boundaries/municipalities.yaml"
    text = about.read_text(encoding="utf-8")
    for path in (folder / "boundaries/municipalities").iterdir():
        topology = json.loads(path.read_text(encoding="utf-8"))
        outlines = topology["objects"]["municipalities"]
        country = path.stem.removeprefix(OVERVIEW)[:2]
        outlines["geometries"] = [
            one
            for one in outlines["geometries"]
            if f"{country}-{one['properties']['id']}" in set(own["municipality_code"])
        ]
        if outlines["geometries"]:
            path.write_text(json.dumps(topology), encoding="utf-8")
        else:
            path.unlink()
            text = re.sub(rf"(?m)^  {path.stem}: .*\n", "", text)
    about.write_text(text, encoding="utf-8")


def _draw_squares(boundaries: Path) -> None:
    """Put squares where regions and municipalities lie: drawing coasts takes as long as all the rest."""
    _write_sums(boundaries / "credits.yaml", {"sha256": _in_squares(boundaries / "regions.topojson")})
    files = sorted((boundaries / "municipalities").iterdir())
    _write_sums(boundaries / "municipalities.yaml", {f"  {one.stem}": _in_squares(one) for one in files})


def _in_squares(file: Path) -> str:
    """Put a square in place of each polygon of an outline; return the checksum of the file."""
    topology = json.loads(file.read_text(encoding="utf-8"))
    squares: list[Any] = []
    for outlines in topology["objects"].values():
        for outline in outlines["geometries"]:
            parts = [outline["arcs"]] if outline.get("type") == "Polygon" else outline["arcs"]
            first = [rings[0][0] for rings in parts]
            drawn = [[[len(squares) + number]] for number in range(len(first))]
            outline["arcs"] = drawn[0] if outline.get("type") == "Polygon" else drawn
            corners = (topology["arcs"][arc if arc >= 0 else ~arc][0] for arc in first)
            squares += [[corner, [90, 0], [0, 90], [-90, 0], [0, -90]] for corner in corners]
    topology["arcs"] = squares
    file.write_text(json.dumps(topology), encoding="utf-8")
    return sha256(file.read_bytes())


def _write_sums(file: Path, sums: Mapping[str, str]) -> None:
    """Write the checksums that stand under some keys of a file."""
    text = file.read_text(encoding="utf-8")
    for key, held in sums.items():
        text = re.sub(rf"(?m)^{key}: .*$", f"{key}: {held}", text)
    file.write_text(text, encoding="utf-8")


@pytest.fixture
def hometown(built_hometown: Path, tmp_path: Path) -> Paths:
    data = tmp_path / "hometown"
    shutil.copytree(built_hometown, data)
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


@pytest.fixture
def service(
    folders: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Service]:
    for path in (folders.catalogue / "feeds").iterdir():
        if path.stem != "gbizinfo":
            path.unlink()
    monkeypatch.setattr("etl.refresh.run.manners_of", lambda _: QUICK)
    monkeypatch.setenv("REGIONS_DATA_DIR", str(folders.data))
    monkeypatch.delenv("REGIONS_BUILD_DIR", raising=False)
    monkeypatch.delenv("REGIONS_REFRESH_DIR", raising=False)
    monkeypatch.setenv("GBIZINFO_TOKEN", TOKEN)
    with serving() as server:
        monkeypatch.setenv("GBIZINFO_BASE_URL", f"{server.url}/gbizinfo")
        held = Registry({number: company(number) for number in (ALPHA, BETA, GAMMA)})
        held.certifications[ALPHA] = [certification(), certification("（架空）別の認定")]
        held.certifications[BETA] = None
        held.serve(server, "/gbizinfo")
        one = Service(server, held, folders, capsys)
        one.listed(NAMES)
        yield one


@pytest.fixture(scope="session")
def first_answers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the data are kept after a first refresh from the service, and the address it had."""
    return tmp_path_factory.mktemp("answers")


@pytest.fixture
def answered(service: Service, first_answers: Path) -> None:
    """Put the data of the service as they are after a first refresh, which is made once and copied."""
    refreshed_once(first_answers, service.folders, service.server, service.refresh)


def refreshed_once(kept: Path, folders: Paths, server: Replay, refresh: Callable[[], int]) -> None:
    """Put data as they are after a first refresh: run it, or copy them from the test that ran it.

    Args:
        kept: Folder for the data after the refresh and the address that was asked.
        folders: The data of the test.
        server: What is asked; it then knows of no request.
        refresh: Runs the refresh.
    """
    data, address = kept / "data", kept / "address"
    if data.exists():
        shutil.rmtree(folders.data)
        shutil.copytree(data, folders.data)
        for path in (folders.data / "refreshed/raw").rglob("*.json"):
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(address.read_text("utf-8"), server.url), encoding="utf-8")
    else:
        assert refresh() == 0
        shutil.copytree(folders.data, data)
        address.write_text(server.url, encoding="utf-8")
    server.asked.clear()
    server.headers.clear()


def contents(folders: Paths) -> dict[str, bytes]:
    """Return what is shipped and what is in use: files by name, and what the pointers name."""
    found = [*folders.snapshots.iterdir(), *folders.catalogue.rglob("*.*"), folders.build / "current.json"]
    brought = current_overlay(folders.data / "refreshed")
    found += sorted(brought.glob("*.csv")) if brought else []
    return {str(path): path.read_bytes() for path in found if path.is_file()}


def current(folders: Paths, name: str) -> Path:
    """Return the file of a dataset in use."""
    brought = current_overlay(folders.data / "refreshed")
    paths = Paths(folders.data, folders.build, overlay=brought)
    return folder_of(name.partition(".")[0], paths) / name


def quiet_import(folders: Paths, request: FileRequest, *files: Path, accept: bool = False) -> Import:
    return import_files(request, files, folders, lambda text, done, total: None, accept)
