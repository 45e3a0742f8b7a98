"""Figures of municipalities at the open data addresses: asked for by level, region or code, never unasked."""

from typing import Any

import pytest
from starlette.testclient import TestClient

ADDRESS = "/api/v1/data/registered_population.json"


def rows(client: TestClient, query: str, address: str = ADDRESS) -> list[dict[str, Any]]:
    answer = client.get(f"{address}?{query}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["data"]
    return found


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("level=municipality&within=KR-47&from=2025", 22),
        ("within=KR-47&within=JP-32&from=2023&to=2023", 22 + 19),
        ("region=KR-47730&region=JP-32501&from=2023&to=2023", 2),
        ("level=municipality&country=KR&from=2025", 229),
        ("level=municipality&region=KR-47&from=2025", 22),
        ("region=KR-47&from=2025", 1),
        ("from=2025", 66),
    ],
)
def test_municipalities_are_given_where_they_are_asked_for(
    client: TestClient, query: str, places: int
) -> None:
    found = rows(client, query)
    assert len({row["region_code"] for row in found}) == places
    assert all((len(row["region_code"]) == 8) == (places not in (1, 66)) for row in found)


def test_names_and_marks_stand_beside_the_figures(client: TestClient) -> None:
    query = "region=JP-13402&region=KR-47730&from=2023&to=2023&lang=ko"
    found = {
        row["region_code"]: row for row in rows(client, query, "/api/v1/data/registered_share_65plus.json")
    }
    assert found["KR-47730"]["region"] == "의성군" and not found["KR-47730"]["mark"]
    assert found["JP-13402"]["mark"] == "small_count" and "small_count" in found["JP-13402"]["warnings"]


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_every_form_is_given(client: TestClient, form: str) -> None:
    assert client.get(f"/api/v1/figures.{form}?within=JP-32&topic=ageing&from=2023").status_code == 200


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        (f"{ADDRESS}?region=JP-99999", 404, "unknown_municipality"),
        (f"{ADDRESS}?region=JP-04423", 404, "abolished_municipality"),
        ("/api/v1/regions/KR-47720.json", 404, "abolished_municipality"),
        ("/api/v1/regions/JP-99999.json", 404, "unknown_municipality"),
        (f"{ADDRESS}?region=KR-47&region=KR-47730", 400, "mixed_levels"),
        (f"{ADDRESS}?level=region&within=KR-47", 400, "mixed_levels"),
        (f"{ADDRESS}?within=KR-99", 400, "invalid_value"),
        (f"{ADDRESS}?level=town", 400, "invalid_value"),
        ("/api/v1/data/births.json?within=KR-47", 404, "no_figures_at_municipality"),
        ("/api/v1/data/census_population.json", 404, "no_figures_at_region"),
        ("/api/v1/figures.json?indicator=census_population", 404, "no_figures_at_region"),
        ("/api/v1/figures.json?within=KR-47&kind=ken", 400, "invalid_value"),
    ],
)
@pytest.mark.parametrize("language", ["ko", "ja", "en"])
def test_what_cannot_be_answered_is_a_sentence(
    client: TestClient, address: str, status: int, code: str, language: str
) -> None:
    answer = client.get(address, headers={"Accept-Language": language})
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (status, code)
    assert len(error["message"]) > 10 and "{" not in error["message"]


def test_an_abolished_code_names_its_successor(client: TestClient) -> None:
    error = client.get(f"{ADDRESS}?region=JP-04423&lang=ja").json()["error"]
    assert error["successor"] == "JP-04216" and "富谷市" in error["message"]


def test_a_municipality_without_figures_is_an_empty_answer(client: TestClient) -> None:
    query, address = "region=JP-07546", "/api/v1/data/projected_population_change_2025_2040.json"
    assert rows(client, query, address) == []


def test_a_municipality_and_the_list_of_them_are_described(client: TestClient) -> None:
    told = client.get("/api/v1/regions/KR-47730.json").json()
    assert (told["region"]["parent"], told["region"]["hanja"]) == ("KR-47", "義城郡")
    latest = {row["indicator_id"]: row for row in told["latest"]}
    assert latest["registered_population"]["year"] == 2025 and "census_population" not in latest
    listed = client.get("/api/v1/regions?within=KR-47").json()["municipalities"]
    assert len(listed) == 22 and listed[0]["parent"] == "KR-47"
    indicators = client.get("/api/v1/indicators?level=municipality").json()["indicators"]
    assert {"census_population", "registered_population"} <= {one["id"] for one in indicators}
    plain = client.get("/api/v1/indicators").json()["indicators"]
    assert "census_population" not in {one["id"] for one in plain}
