"""The fictional data and what is done with it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from etl import map_panels
from etl.__main__ import main
from etl.boundaries import read_boundaries
from etl.catalogue import read_catalogue
from etl.checks import Context
from etl.derive import derive_all
from etl.pipeline import build
from etl.snapshots import read_snapshots
from etl.tables import all_tables
from tests.etl.sample import Sample, data_paths, fictional


@pytest.fixture(scope="session", autouse=True)
def middles_are_found_once() -> Iterator[None]:
    """Find the middle of an outline once: small builds share outlines, and spend 7 % on their middles."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(map_panels, "_pole", cache(map_panels._pole))
        yield


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sample:
    """The fictional data, not yet written."""
    data = fictional(tmp_path)
    monkeypatch.setenv("REGIONS_DATA_DIR", str(data.folder))
    monkeypatch.setenv("REGIONS_BUILD_DIR", str(data.build_folder))
    return data


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build of the fictional data."""
    data = fictional(tmp_path_factory.mktemp("fictional"))
    data.write()
    build(data_paths(data), progress=lambda line: None)
    return data.build_folder


@pytest.fixture
def published(sample: Sample, built_sample: Path) -> Sample:
    """The fictional data, written, and its build, which is the current one."""
    sample.write()
    shutil.copytree(built_sample, sample.build_folder)
    return sample


@pytest.fixture
def context_of() -> Callable[[Sample], Context]:
    """Return what the checks look at, without building."""

    def read(sample: Sample) -> Context:
        sample.write()
        paths = data_paths(sample)
        catalogue, problems = read_catalogue(paths)
        boundaries, not_drawable = read_boundaries(paths)
        assert catalogue is not None, problems
        assert boundaries is not None, not_drawable
        snapshots, _ = read_snapshots(paths)
        series, _ = derive_all(catalogue, snapshots)
        tables = all_tables(catalogue, boundaries, snapshots, series, {})
        return Context(paths, catalogue, boundaries, snapshots, series, tables, this_year=2026)

    return read


@dataclass(frozen=True)
class Run:
    """What a command answered."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Run `python -m etl` with these arguments."""

    def command(*arguments: str) -> Run:
        capfd.readouterr()
        code = main(arguments)
        out, err = capfd.readouterr()
        return Run(code, out, err)

    return command
