"""The schemas written for an editor say of the shipped files what the build says."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from etl import files
from etl.models.__main__ import main

DATA = Path(__file__).resolve().parents[2] / "data"
FOLDERS = {"indicators": "catalogue/indicators", "feeds": "catalogue/feeds", "dataset": "snapshots"}


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("schemas")
    main(folder)
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in folder.iterdir()}


def shipped(name: str) -> list[Path]:
    if name in FOLDERS:
        return sorted((DATA / FOLDERS[name]).glob("*.yaml"))
    return [file for file in (DATA / "catalogue", DATA / "boundaries") for file in file.glob(f"{name}.yaml")]


def test_every_shipped_file_fits_its_schema(schemas: dict[str, Any]) -> None:
    assert len(schemas) > 12
    for name, schema in schemas.items():
        assert shipped(name), name
        for file in shipped(name):
            jsonschema_rs.validate(schema, files.read_yaml(file, file.name))


def test_a_schema_refuses_what_the_build_refuses(schemas: dict[str, Any]) -> None:
    file = shipped("indicators")[0]
    for spoiled in ({"colour": "red"}, {"kind": "feeling"}, {"warnings": ["beware"]}, {"names": {"ko": "x"}}):
        entries = files.read_yaml(file, file.name)
        entries[0] |= spoiled
        assert not jsonschema_rs.is_valid(schemas["indicators"], entries), spoiled
