"""The examples of docs/api.md run as they are written, against a running dashboard."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import pytest
import requests

from api.companies import COMPANY_COLUMNS, COMPANY_PARAMETERS, DETAIL_COLUMNS
from api.data import FILTERS, PARAMETERS
from api.openapi import specification
from regions.asking.selection import TIDY_COLUMNS
from regions.database.build import current_build

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLE_SERVER = "http://localhost:8501"
# The format by which the document names an address, where it is not CSV.
ENDINGS = {"charts": "png", "deck": "pptx", "brief": "docx"}


def blocks(language: str) -> list[str]:
    found = re.findall(rf"```{language}\n(.*?)```", DOCUMENT, re.DOTALL)
    assert found, language
    return found


@pytest.mark.parametrize("block", blocks("sh"))
def test_the_curl_examples_run_as_written(server: Any, tmp_path: Path, block: str) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("NO CURL: the examples were not tested")
    for line in block.strip().splitlines():
        done = subprocess.run(
            ["sh", "-c", line.replace(EXAMPLE_SERVER, server.url)],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
        )
        assert done.returncode == 0, (line, done.stderr)
        written = [file for file in tmp_path.iterdir() if file.stat().st_size]
        assert done.stdout or written, line


def test_the_error_shown_is_the_error_sent(server: Any) -> None:
    address = re.search(rf"curl --silent '{EXAMPLE_SERVER}([^']*country=CN)'", DOCUMENT)
    assert address is not None
    assert requests.get(server.url + address.group(1), timeout=10).text.strip() == blocks("json")[0].strip()


def test_the_pandas_example_runs_as_written(server: Any, capsys: pytest.CaptureFixture[str]) -> None:
    for block in blocks("python"):
        exec(compile(block.replace(EXAMPLE_SERVER, server.url), "docs/api.md", "exec"), {})  # noqa: S102
    assert "2023" in capsys.readouterr().out


def test_the_duckdb_example_runs(server: Any, tmp_path: Path) -> None:
    """The extension for addresses comes from a server of DuckDB's; without it the file itself is read."""
    for block in blocks("sql"):
        sql = block.replace(EXAMPLE_SERVER, server.url)
        connection = duckdb.connect()
        try:
            rows = connection.execute(sql).fetchall()
        except duckdb.Error as error:
            assert "httpfs" in str(error)  # noqa: PT017  a network is not promised to tests
            address = re.search(r"'(http[^']*)'", sql)
            assert address is not None
            file = tmp_path / "answer.csv"
            file.write_bytes(requests.get(address.group(1), timeout=10).content)
            rows = connection.execute(sql.replace(address.group(1), str(file))).fetchall()
        assert len(rows) == 5
        assert rows[0][1] > 30


def test_every_address_parameter_and_column_is_documented(database_path: Path) -> None:
    described = specification(current_build())
    for path in described["paths"]:
        ending = ENDINGS.get(path.split("/")[1].removesuffix(".{format}"), "csv")
        assert "/api/v1" + path.replace("{format}", ending) in DOCUMENT, path
    for path, expected in (
        ("/data/{indicator}.{format}", PARAMETERS),
        ("/figures.{format}", (*FILTERS, *PARAMETERS)),
        ("/companies.{format}", COMPANY_PARAMETERS),
    ):
        asked = described["paths"][path]["get"]["parameters"]
        assert {one["name"] for one in asked if one["in"] == "query"} == set(expected)
    for name in (
        *FILTERS,
        *PARAMETERS,
        *TIDY_COLUMNS,
        *COMPANY_PARAMETERS,
        *COMPANY_COLUMNS,
        *DETAIL_COLUMNS,
    ):
        assert f"`{name}`" in DOCUMENT, name
