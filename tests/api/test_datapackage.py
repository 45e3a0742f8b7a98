"""The data package of the whole build, opened and validated by a program of other people."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import frictionless
import pandas as pd
import pytest
from starlette.testclient import TestClient

from exports.whole import RESOURCES, whole_package
from i18n.messages import messages
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES

# The package is of the 64 and their nations: what of a table that is, and the columns it leaves out.
OF_THE_64 = {
    "observation": "length(region_code) < 8",
    "region": "length(region_code) < 8",
    "indicator": "levels <> 'municipality'",
    **dict.fromkeys(("indicator_country", "indicator_source", "warning"), "level = 'region'"),
    "source": "source_id IN (SELECT source_id FROM indicator_source WHERE level = 'region')"
    " OR source_id NOT IN (SELECT source_id FROM indicator_source)",
}
BESIDE = {"level", "levels", "parent_code", "hanja", "reading"}
ADDRESS = "/api/v1/datapackage.zip"


@pytest.fixture(scope="module")
def folder(client: TestClient, tmp_path_factory: pytest.TempPathFactory) -> Path:
    answer = client.get(ADDRESS)
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/zip"
    place = tmp_path_factory.mktemp("package")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        archive.extractall(place)
    return place


def test_frictionless_finds_it_valid(altered: Callable[..., Build], tmp_path: Path) -> None:
    """A fifth of the figures, of whatever indicator, region and year: it looks at each cell in Python."""
    tables = ("observation", "observation_converted")
    some = altered(
        *(f"DELETE FROM {table} WHERE hash(indicator_id, region_code, year) % 5 <> 0" for table in tables)
    )
    with zipfile.ZipFile(io.BytesIO(whole_package(some))) as archive:
        archive.extractall(tmp_path / "package")
    report = frictionless.validate(str(tmp_path / "package/datapackage.json"))
    assert report.valid, report.flatten(["fieldName", "rowNumber", "type", "message"])[:5]
    assert len(report.tasks) == len(RESOURCES)
    assert report.tasks[0].stats["rows"] > 10_000


@pytest.mark.parametrize("name", RESOURCES)
def test_every_row_of_the_build_is_in_it(folder: Path, build: Build, name: str) -> None:
    table, _ = RESOURCES[name]
    held = pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)
    expected = build.query(f"SELECT * FROM {table} WHERE {OF_THE_64.get(table, 'true')}")
    further = {column for column in expected if column not in held}
    assert list(held.columns) == [column for column in expected if column not in further]
    assert all(column in BESIDE or str(column).startswith("municipal_") for column in further)
    assert len(held) == len(expected)
    assert not held.isin(["municipality"]).any(axis=None)


def test_figures_are_those_of_the_database_and_missing_ones_are_empty(folder: Path, build: Build) -> None:
    key = ["indicator_id", "region_code", "year", "status"]
    held = pd.read_csv(folder / "observations.csv").set_index(key).value.sort_index()
    expected = (
        build.query(f"SELECT * FROM observation WHERE {OF_THE_64['observation']}")
        .set_index(key)
        .value.sort_index()
    )
    assert held.isna().tolist() == expected.isna().tolist()
    assert held.dropna().tolist() == pytest.approx(expected.dropna().tolist(), rel=1e-12)


def test_it_says_how_to_use_and_cite_it(folder: Path, build: Build) -> None:
    readme = (folder / "README.md").read_text(encoding="utf-8")
    citation = (folder / "CITATION.txt").read_text(encoding="utf-8").splitlines()
    assert len(citation) == len(LANGUAGES) and all(build.id in line for line in citation)
    for language in LANGUAGES:
        assert messages(language)("whole.missing") in readme
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert described["version"] == build.id
    assert all(source["title"] and source["path"] for source in described["sources"])
    assert described["licenses"]


def test_the_same_build_gives_the_same_bytes(client: TestClient, build: Build, catalogue: Catalogue) -> None:
    first = client.get(ADDRESS)
    assert whole_package(build) == first.content, "else caches behind two processes disagree"
    assert client.get(ADDRESS, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    assert client.head(ADDRESS).headers["content-length"] == str(len(first.content))
    assert client.get(f"{ADDRESS}?lang=ko").status_code == 400
