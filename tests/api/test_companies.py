"""`/companies`: the list of companies for programs, with the columns of details where a build knows any."""

import io
from collections.abc import Callable

import pandas as pd
import pytest
from starlette.testclient import TestClient

from api.companies import COMPANY_COLUMNS, DETAIL_COLUMNS
from regions.database.build import Build
from regions.database.languages import LANGUAGES
from regions.policy.companies import all_companies
from tests.company_details import CREDIT, N_CERTIFICATIONS, STATEMENTS
from tests.etl.registry import ALPHA, BETA, GAMMA

ADDRESS = "/api/v1/companies"


def table(client: TestClient, query: str = "") -> pd.DataFrame:
    answer = client.get(f"{ADDRESS}.csv{query}")
    assert answer.status_code == 200, answer.text
    return pd.read_csv(io.BytesIO(answer.content), dtype=str)


def test_every_company_with_stable_columns(client: TestClient, build: Build) -> None:
    found = table(client)
    assert tuple(found.columns) == COMPANY_COLUMNS
    assert found.company_id.tolist() == all_companies(build).company_id.tolist()
    assert found.corporate_number.dropna().str.fullmatch(r"\d{13}").all()


@pytest.mark.parametrize("language", LANGUAGES)
def test_filters_and_languages(client: TestClient, language: str) -> None:
    names = {"ko": "지역미래견인기업", "ja": "地域未来牽引企業", "en": "Regional Future Leading Companies"}
    query = f"?programme=jp_regional_future_leading_company&region=JP-41&lang={language}"
    found = table(client, query)
    assert len(found) == 19 and set(found.region_code) == {"JP-41"}
    assert names[language] in found.programme.iloc[0]
    assert set(table(client, "?country=KR").country) == {"KR"}
    assert table(client, "?country=KR&region=JP-41").empty


def test_json_says_the_same_with_sources(client: TestClient) -> None:
    content = client.get(f"{ADDRESS}.json?region=JP-41").json()
    assert content["count"] == len(content["data"]) == 19
    assert set(content["data"][0]) == set(COMPANY_COLUMNS)
    described = {source["id"] for source in content["sources"]}
    assert {row["source_id"] for row in content["data"]} == described


def test_what_is_not_understood_is_refused(client: TestClient) -> None:
    for query in ("?programme=none", "?region=XX-01", "?country=CN", "?q=x", "?lang=fr"):
        assert client.get(f"{ADDRESS}.csv{query}").status_code == 400, query
    assert client.get(f"{ADDRESS}.xlsx").status_code == 404


def test_an_answer_is_known_again(client: TestClient) -> None:
    first = client.get(f"{ADDRESS}.csv?country=KR")
    again = client.get(f"{ADDRESS}.csv?country=KR", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert client.get(f"{ADDRESS}.csv?country=JP").headers["ETag"] != first.headers["ETag"]


def test_a_build_with_details_adds_their_columns_and_credit(
    client: TestClient, altered: Callable[..., Build]
) -> None:
    altered(*STATEMENTS)
    found = table(client, "?country=JP&lang=ja")
    assert tuple(found.columns) == (*COMPANY_COLUMNS, *DETAIL_COLUMNS)
    found = found.set_index("corporate_number")
    assert found.capital_stock_yen[ALPHA] == "12345678900" and found.employees[ALPHA] == "120"
    assert CREDIT in found.details_credit[ALPHA] and pd.isna(found.details_credit[GAMMA])
    assert pd.isna(found.capital_stock_yen[BETA])
    content = client.get(f"{ADDRESS}.json?region=JP-01&region=JP-41").json()
    rows = {row["corporate_number"]: row for row in content["data"] if row["corporate_number"]}
    assert len(rows[ALPHA]["certifications"]) == N_CERTIFICATIONS
    assert rows[ALPHA]["certifications"][0] == {
        "certification": "（架空）認定13", "approved_on": "2013-12-22", "department": "（架空）省",
        "category": None, "target": None,
    }  # fmt: skip
    assert rows[ALPHA]["capital_stock_yen"] == 12_345_678_900 and rows[BETA]["employees"] is None
    assert rows[BETA]["certifications"] == [] and rows[GAMMA]["certifications"] is None
    assert any(CREDIT in source["attribution"]["ja"] for source in content["sources"])
