"""A build as Parquet files: every table, named with its checksum."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from etl.publish import current_file


def test_build_writes_every_table_as_parquet(sample: Any, run: Callable[..., Any], tmp_path: Path) -> None:
    sample.write()
    folder = tmp_path / "parquet"
    assert run("build", "--parquet", str(folder)).code == 0
    pointer = json.loads((folder / "current.json").read_text())
    build = folder / f"regions-{pointer['build_id']}"
    assert {file.stem for file in build.iterdir()} == set(pointer["tables"])
    file = current_file(sample.build_folder)
    assert file is not None
    with duckdb.connect(str(file), read_only=True) as connection:
        names = {name for (name,) in connection.execute("SHOW TABLES").fetchall()}
        assert names == set(pointer["tables"])
        for name in names:
            written = build / f"{name}.parquet"
            assert hashlib.sha256(written.read_bytes()).hexdigest() == pointer["tables"][name]
            rows = connection.execute(f'SELECT * FROM "{name}"').fetchall()
            assert connection.read_parquet(str(written)).fetchall() == rows


def test_a_folder_that_cannot_be_written_is_named(
    sample: Any, run: Callable[..., Any], tmp_path: Path
) -> None:
    sample.write()
    (tmp_path / "file").write_text("not a folder")
    done = run("build", "--parquet", str(tmp_path / "file"))
    assert done.code == 3
    assert "the Parquet files cannot be written to" in done.err
    assert current_file(sample.build_folder) is not None
