"""`/api/v1/ask` answers a question with addresses, and refuses what is no question."""

import pytest
from starlette.testclient import TestClient

ASK = "/api/v1/ask"


def test_a_question_is_answered_with_the_addresses_of_views(client: TestClient) -> None:
    answer = client.get(ASK, params={"q": "TFR of Gyeongbuk and Akita since 2010", "lang": "en", "limit": 2})
    assert answer.status_code == 200
    content = answer.json()
    assert list(content) == ["query", "understood", "not_understood", "suggestions"]
    assert content["query"] == "TFR of Gyeongbuk and Akita since 2010"
    assert content["understood"] == {
        "indicators": ["total_fertility_rate"],
        "regions": ["KR-47", "JP-05"],
        "blocks": [],
        "municipalities": [],
        "year": None,
        "year_from": 2010,
        "year_to": None,
        "intents": [],
    }
    assert content["not_understood"] == []
    assert content["suggestions"][0] == {
        "address": "/compare?lang=en&indicator=total_fertility_rate&region=KR-47&region=JP-05&from=2010",
        "page": "compare",
        "title": "Compare over time: Total fertility rate, Gyeongbuk and Akita, since 2010",
    }
    assert len(content["suggestions"]) == 2


def test_nonsense_is_answered_without_a_suggestion(client: TestClient) -> None:
    content = client.get(ASK, params={"q": "zzzz", "lang": "ko"}).json()
    assert (content["not_understood"], content["suggestions"]) == (["zzzz"], [])


@pytest.mark.parametrize("blank", [" ", "\x1c", "\u2003", "\ufeff", "\u3164", "?"])
def test_a_question_without_a_word_is_answered_without_a_suggestion(client: TestClient, blank: str) -> None:
    answer = client.get(ASK, params={"q": blank})
    assert (answer.status_code, answer.json()["query"], answer.json()["suggestions"]) == (200, blank, [])


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "missing_parameter"),
        ("q=", "missing_parameter"),
        ("q=a&q=b", "repeated_parameter"),
        (f"q={'a' * 201}", "text_too_long"),
        ("q=a&lang=fr", "invalid_value"),
        ("q=a&limit=0", "invalid_value"),
        ("q=a&limit=11", "invalid_value"),
        ("q=a&limit=five", "invalid_value"),
        ("q=a&question=b", "unknown_parameter"),
    ],
)
def test_what_is_no_question_is_refused(client: TestClient, query: str, code: str) -> None:
    answer = client.get(f"{ASK}?{query}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)


@pytest.mark.parametrize("query", [f"q={'a' * 200}", "q=a&limit=1", "q=a&limit=10"])
def test_what_lies_just_within_is_answered(client: TestClient, query: str) -> None:
    assert client.get(f"{ASK}?{query}").status_code == 200
