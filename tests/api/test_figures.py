"""The address that /explore gives answers what the page shows, and the code it gives reads it."""

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb
import pandas as pd
import pytest
import requests
from starlette.testclient import TestClient

from api.data import MOST_FIGURES
from exports.snippets import figures_address, snippet
from regions.asking.selection import Selection, count, figures
from regions.asking.view import decode
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.exhibits.exploration import selection_of
from regions.figures.tidy import tidy

QUERIES: list[dict[str, list[str]]] = [
    {"indicator": ["births", "grdp_nominal"], "mode": ["per_head"], "currency": ["ppp"], "from": ["2015"]},
    {"topic": ["fertility_vital"], "block": ["JP-block-tohoku"], "status": ["actual"], "to": ["2020"]},
    {"comparability": ["same"], "country": ["KR"], "kind": ["province"], "mode": ["change"]},
    {"indicator": ["total_fertility_rate"], "region": ["KR-47", "JP-05"], "mode": ["index"]},
]
SHORT = Selection(indicators=("births",), regions=("KR-47", "JP-05"), year_from=2018, year_to=2020)


@pytest.mark.parametrize("query", QUERIES)
def test_the_address_of_a_view_answers_its_figures(
    client: TestClient, build: Build, catalogue: Catalogue, query: dict[str, list[str]]
) -> None:
    view, notices = decode("explore", {**query, "lang": ["ja"]}, catalogue)
    assert notices == ()
    selection = selection_of(view)
    answer = client.get(figures_address(selection, "ja", "csv"))
    assert answer.status_code == 200, answer.text
    found = pd.read_csv(io.BytesIO(answer.content))
    expected = tidy(figures(build, selection), catalogue, "ja", selection)
    assert len(found) == count(build, selection) > 5
    assert found.value.tolist() == pytest.approx(expected.value.tolist(), nan_ok=True)
    assert found.unit.tolist() == expected.unit.tolist()


def test_an_answer_beyond_the_limit_is_refused_with_the_count(
    client: TestClient, build: Build, catalogue: Catalogue
) -> None:
    answer = client.get("/api/v1/figures.csv")
    assert answer.status_code == 400
    error = answer.json()["error"]
    total = count(build, Selection())
    assert (error["code"], error["count"], error["limit"]) == (
        "too_many_figures",
        str(total),
        str(MOST_FIGURES),
    )


def expected(build: Build) -> list[float]:
    return figures(build, SHORT).value.tolist()


def test_the_pandas_lines_run(server: Any, build: Build, catalogue: Catalogue) -> None:
    names: dict[str, Any] = {}
    code = snippet("python", server.url + figures_address(SHORT, "en", "csv"))
    exec(compile(code, "snippet", "exec"), names)  # noqa: S102
    assert names["figures"].value.tolist() == expected(build)


def test_the_duckdb_lines_run(server: Any, build: Build, catalogue: Catalogue, tmp_path: Path) -> None:
    """Over the network where DuckDB can load its extension for addresses, else on the same file."""
    address = server.url + figures_address(SHORT, "en", "csv")
    code = snippet("sql", address)
    connection = duckdb.connect()
    try:
        frame = connection.execute(code).df()
    except duckdb.Error as error:
        assert "httpfs" in str(error)  # noqa: PT017  a network is not promised to tests
        file = tmp_path / "figures.csv"
        file.write_bytes(requests.get(address, timeout=10).content)
        frame = connection.execute(code.replace(address, str(file))).df()
    assert frame["value"].tolist() == expected(build)


def test_the_r_lines_run(server: Any, build: Build, catalogue: Catalogue) -> None:
    if shutil.which("Rscript") is None:
        pytest.skip("NO R: the lines for R were not run")
    code = snippet("r", server.url + figures_address(SHORT, "en", "csv"))
    done = subprocess.run(
        ["Rscript", "-e", code + "\ncat(names(figures)[1], figures$value)"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    name, *values = done.stdout.split()
    assert name == "indicator_id"
    assert [float(value) for value in values] == expected(build)


def test_the_power_query_lines_ask_for_the_same_address() -> None:
    """Power Query runs in Excel alone: the formula is checked for balance and address, not executed."""
    address = "http://localhost:8501" + figures_address(SHORT, "en", "csv")
    code = snippet("powerquery", address)
    assert f'Web.Contents("{address}")' in code
    for opening, closing in ("()", "[]", "{}"):
        assert code.count(opening) == code.count(closing)
    assert code.startswith("let\n")
    assert code.endswith("in\n    Figures")
    assert urlsplit(address).query.count("region=") == 2
