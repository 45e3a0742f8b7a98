"""Assistants: the tools answer with the figures of the pages and all that must be said of them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jsonschema_rs
import pytest
from anyio.from_thread import start_blocking_portal
from starlette.testclient import TestClient

from api.mcp.door import AssistantDoor
from exports.csv import csv_frame
from regions.asking.page_specs import PAGES
from regions.asking.view import decode
from regions.database.build import Build, current_build
from regions.exhibits.answers import answer
from tests.api.assistants import HOST, TOOLS, Assistant, application, connected, text_of
from tests.kept_build import REPOSITORY


@pytest.fixture(scope="module")
def assistant(database_path: Path) -> Iterator[Assistant]:
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(connected()) as client:
        yield Assistant(portal, client)


def exhibits_at(link: str, build: Build) -> list[Any]:
    """What the page shows at the address an assistant was given."""
    assert link.startswith(HOST)
    parts = urlsplit(link)
    page = next(name for name, spec in PAGES.items() if spec.path == parts.path)
    view, notices = decode(page, parse_qs(parts.query), build.catalogue)
    assert notices == ()
    return list(answer(view, build))


def test_the_tools_are_listed_with_what_they_take_and_answer(assistant: Assistant) -> None:
    tools = assistant.portal.call(assistant.client.list_tools).tools
    assert {tool.name for tool in tools} == TOOLS
    for tool in tools:
        assert tool.description and tool.output_schema, tool.name
        assert tool.annotations and tool.annotations.read_only_hint
        assert tool.input_schema["additionalProperties"] is False


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        (
            "compare_regions",
            {"indicator": "total_fertility_rate", "region": ["Gyeongbuk", "秋田県"], "from": 2010},
        ),
        ("compare_regions", {"indicator": ["births", "합계출산율"], "region": "경상북도", "mode": "index"}),
        ("compare_regions", {"indicator": ["grdp_per_capita"], "region": ["JP-05"], "currency": "usd"}),
        ("get_figures", {"indicator": "출생아 수", "region": ["경북", "KR"], "to": 2015, "lang": "ko"}),
        ("get_figures", {"indicator": ["births", "share_65plus"], "country": "JP", "from": 2020, "to": 2020}),
        ("rank_regions", {"indicator": "share_65plus", "lang": "ja"}),
        ("rank_regions", {"indicator": "births", "by": "block", "year": 2020, "among": "KR"}),
        ("region_profile", {"region": "경북", "lang": "ko"}),
        ("region_profile", {"region": "JP-05", "section": "pyramid"}),
        ("region_profile", {"region": "KR-47", "section": "flows"}),
        ("similar_regions", {"region": "秋田", "theme": "demography", "lang": "ja"}),
        ("time_shift", {"indicator": "share_65plus", "region": "KR-47"}),
        ("time_shift", {"indicator": "share_65plus", "region": "KR", "shift": "ranking"}),
        ("relation", {"x": "share_65plus", "y": "total_fertility_rate", "year": 2020}),
    ],
)
def test_every_number_is_that_of_the_page(assistant: Assistant, tool: str, arguments: dict[str, Any]) -> None:
    build = current_build()
    content = assistant.content(tool, **arguments)
    assert content["data_version"] == build.id
    pages = {one.id: one for one in exhibits_at(content["link"], build)}
    assert content["exhibits"]
    for told in content["exhibits"]:
        page = pages[told["id"]]
        assert told["title"] == page.title
        expected = csv_frame(page, build.catalogue)
        assert [one["value"] for one in told["figures"]] == [
            None if value != value else value for value in expected.value
        ]
        assert [one["region"] for one in told["figures"]] == list(expected.region_code)
        assert told["comparability"]["code"] == page.comparability.code
        assert [one["text"] for one in told["warnings"]] == [one.text for one in page.remarks]
        assert told["sources"] and told["source_line"] == page.source_line
        assert HOST in told["citation"] and told["link"].startswith(HOST)


def test_a_fertility_rate_is_answered_as_a_sentence_can_quote_it(assistant: Assistant) -> None:
    result = assistant.call(
        "compare_regions", indicator="合計特殊出生率", region=["경상북도", "Akita"], **{"from": 2010}
    )
    build = current_build()
    text, content = text_of(result), result.structured_content
    assert content is not None
    shown = content["exhibits"][0]
    assert {one["year"] for one in shown["figures"]} >= {2010, 2020}
    assert min(one["year"] for one in shown["figures"]) == 2010
    for one in shown["figures"]:
        assert one["unit"] and one["status"] and one["text"] in text
    assert shown["indicators"][0]["comparability"]["reason"] in text
    assert shown["link"] in text and shown["citation"] in text
    assert shown["sources"][0]["id"] in build.catalogue.sources


@pytest.mark.parametrize(
    ("indicator", "region"),
    [("TFR", "North Gyeongsang"), ("합계 출산율", "慶北"), ("total-fertility-rate", "キョンブク")],
)
def test_names_and_synonyms_count_as_codes(assistant: Assistant, indicator: str, region: str) -> None:
    link = assistant.content("compare_regions", indicator=indicator, region=region)["link"]
    assert "indicator=total_fertility_rate&region=KR-47" in link


def test_a_question_leads_to_the_view_and_the_codes(assistant: Assistant) -> None:
    found = assistant.content("ask", q="TFR of Gyeongbuk and Akita since 2010")
    assert found["understood"]["indicators"] == ["total_fertility_rate"]
    assert found["understood"]["regions"] == ["KR-47", "JP-05"]
    first = found["suggestions"][0]
    assert first["page"] == "compare" and first["link"].startswith(f"{HOST}/compare?")
    nothing = assistant.content("ask", q="qwrtzx")
    assert nothing["suggestions"] == [] and nothing["not_understood"] == ["qwrtzx"]


def test_what_differs_is_not_ranked_across_the_border(assistant: Assistant) -> None:
    known = current_build().catalogue.indicators.values()
    differing = [
        one for one in known if one.comparability == "differs" and one.is_regional and one.is_rankable
    ]
    for indicator in [one for one in differing if len(one.countries) == 2][:3]:
        result = assistant.call("rank_regions", indicator=indicator.id)
        found = result.structured_content
        assert found is not None
        assert not found["ranked_together"] and found["refusal"] in text_of(result)
        assert [one["of"] for one in found["rankings"]] == ["KR", "JP"]
        for ranking in found["rankings"]:
            assert all(row["region"].startswith(ranking["of"]) for row in ranking["rows"])
            assert ranking["rows"][0]["rank"] == 1


def test_what_compares_is_ranked_in_one_list(assistant: Assistant) -> None:
    found = assistant.content("rank_regions", indicator="share_65plus", limit=3, order="lowest")
    assert found["ranked_together"] and found["refusal"] is None
    assert [one["of"] for one in found["rankings"]] == ["both"]
    assert [row["rank"] for row in found["rankings"][0]["rows"]] == [64, 63, 62]


def test_what_has_no_ranks_gets_none(assistant: Assistant) -> None:
    known = current_build().catalogue.indicators.values()
    unranked = next(one for one in known if not one.is_rankable and one.is_regional and "KR" in one.countries)
    found = assistant.content("rank_regions", indicator=unranked.id, among="KR")
    assert unranked.unranked and unranked.unranked["en"] in found["refusal"]
    rows = [row for ranking in found["rankings"] for row in ranking["rows"]]
    assert {row["rank"] for row in rows} == {None}
    assert [row["region"] for row in rows] == sorted(row["region"] for row in rows)


def test_indicators_are_found_and_described(assistant: Assistant) -> None:
    found = assistant.content("search_indicators", words="fertility")
    assert "total_fertility_rate" in {one["id"] for one in found["indicators"]}
    described = assistant.content("describe_indicator", indicator="total_fertility_rate", lang="ko")
    indicator = current_build().catalogue.indicators["total_fertility_rate"]
    assert described["definition"] == indicator.definition["ko"]
    assert described["comparability"]["reason"] == indicator.comparability_reason["ko"]
    assert {one["country"] for one in described["coverage"]} == set(indicator.countries)
    assert described["data"]["csv"] == f"{HOST}/api/v1/data/total_fertility_rate.csv"


@pytest.mark.parametrize(
    ("tool", "arguments", "of_region"),
    [("find_companies", {"region": "佐賀県"}, "JP-41"), ("find_ties", {"region": ["KR-47"]}, "KR-47")],
)
def test_lists_are_those_of_the_page(
    assistant: Assistant, tool: str, arguments: dict[str, Any], of_region: str
) -> None:
    found = assistant.content(tool, **arguments, limit=5)
    assert found["found"] > 5 and len(found["rows"]) == 5
    assert found["warnings"][0]["code"] == "partial_coverage"
    assert all(row["source"] for row in found["rows"])
    assert f"region={of_region}" in found["link"]
    rest = assistant.content(tool, **arguments, limit=1, offset=4)
    assert rest["rows"][0] == found["rows"][4]


def test_slides_are_made_of_the_links_of_other_answers(assistant: Assistant) -> None:
    link = assistant.content("compare_regions", indicator="births", region="KR-47")["link"]
    found = assistant.content("make_slides", slides=[link], name="경북", lang="ko")
    assert found["file"].startswith(f"{HOST}/api/v1/deck.pptx?")
    door = AssistantDoor()
    with TestClient(application(door)) as client:
        file = client.get(found["file"].removeprefix(HOST))
        assert file.status_code == 200 and file.content.startswith(b"PK")
        assert file.headers["content-type"] == found["media_type"]
        assert client.get(found["file"].removeprefix(HOST).replace("births", "x")).status_code == 404
        assert client.get("/api/v1/deck.pptx").json()["error"]["code"] == "no_slides"
        workbook = client.get(found["file"].removeprefix(HOST).replace(".pptx", ".xlsx"))
        assert workbook.status_code == 200 and workbook.content.startswith(b"PK")


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("describe_indicator", {"indicator": "total fertility of cats"}, "total_fertility_rate"),
        ("describe_indicator", {"indicator": "고양이 합계출산율", "lang": "ko"}, "total_fertility_rate"),
        ("compare_regions", {"indicator": "births", "region": ["Akita und Gyeongbuk"]}, "JP-05"),
        ("compare_regions", {"indicator": "births", "region": ["아키타 고양이"], "lang": "ko"}, "JP-05"),
        ("compare_regions", {"indicator": "births", "regions": ["JP-05"]}, "region"),
        ("compare_regions", {"region": ["JP-05"]}, "indicator"),
        ("compare_regions", {"indicator": "births", "region": ["JP-05"], "from": 2020, "to": 2010}, "2020"),
        ("compare_regions", {"indicator": "births", "region": ["JP-05"], "from": 2090}, "–"),
        ("compare_regions", {"indicator": "births", "region": [f"JP-{n:02d}" for n in range(1, 14)]}, "12"),
        ("compare_regions", {"indicator": "births", "region": ["JP-05"], "currency": "yen"}, "currency"),
        ("compare_regions", {"indicator": "births", "region": ["JP-05"], "lang": "fr"}, "lang"),
        ("rank_regions", {"indicator": "births", "year": 1901}, "–"),
        ("rank_regions", {"indicator": "births", "limit": 101}, "limit"),
        ("get_figures", {"indicator": ["births", "share_65plus", "total_fertility_rate"]}, "3000"),
        ("relation", {"x": "births", "y": "出生数"}, "two"),
        ("time_shift", {"indicator": "population_density", "region": "KR-47"}, "."),
        ("region_profile", {"region": "KR"}, "compare_regions"),
        ("find_companies", {"programme": ["x"]}, "x"),
        ("find_ties", {"offset": 100_000}, "offset"),
        ("make_slides", {"slides": ["https://example.org/x"]}, "example.org"),
        ("make_slides", {"slides": ["/api/v1/database.duckdb"]}, "database"),
        ("search_indicators", {"topic": "x"}, "population"),
        ("ask", {"q": ""}, "q"),
        ("describe_indicator", {"indicator": "'; DROP TABLE observation; --"}, "No indicator"),
        ("describe_indicator", {"indicator": "../../etc/passwd"}, "No indicator"),
        ("describe_indicator", {"indicator": "x" * 5000}, "indicator"),
        ("describe_indicator", {"indicator": ["births"]}, "indicator"),
        ("describe_indicator", {"indicator": {"$ne": None}}, "indicator"),
        ("describe_indicator", {"indicator": "\u202e\x00<script>"}, "No indicator"),
        ("compare_regions", {"indicator": "births", "region": ["JP-05"], "from": "two thousand"}, "from"),
    ],
)
def test_what_cannot_be_answered_is_said_with_what_can(
    assistant: Assistant, tool: str, arguments: dict[str, Any], said: str
) -> None:
    refusal = assistant.refusal(tool, **arguments)
    assert said in refusal
    assert not any(
        inside in refusal for inside in ("Traceback", "pydantic", str(REPOSITORY), "\x00", "\u202e")
    )


@pytest.mark.parametrize("tool", sorted(TOOLS))
def test_an_answer_is_what_its_schema_says(assistant: Assistant, tool: str) -> None:
    arguments: dict[str, dict[str, Any]] = {
        "ask": {"q": "births in Akita"},
        "describe_indicator": {"indicator": "grdp_per_capita"},
        "get_figures": {"indicator": "births", "region": "JP-05"},
        "compare_regions": {"indicator": "births", "region": "JP-05"},
        "rank_regions": {"indicator": "births"},
        "region_profile": {"region": "JP-05"},
        "similar_regions": {"region": "JP-05"},
        "time_shift": {"indicator": "share_65plus", "region": "KR-47"},
        "relation": {"x": "births", "y": "share_65plus"},
        "make_slides": {"slides": ["/rank?indicator=births"]},
    }
    tools = assistant.portal.call(assistant.client.list_tools).tools
    schema = next(one.output_schema for one in tools if one.name == tool)
    assert schema
    for lang in ("ko", "en"):
        content = assistant.content(tool, **arguments.get(tool, {}), lang=lang)
        jsonschema_rs.validate(schema, content)
        assert content.get("language", lang) == lang


def test_resources_and_prompts(assistant: Assistant) -> None:
    portal, client = assistant.portal, assistant.client
    names = {one.name for one in portal.call(client.list_resources).resources}
    assert names == {"catalogue", "regions"}
    for uri, key in (
        ("regions://catalogue", "indicators"),
        ("regions://regions", "blocks"),
        ("regions://definitions/births", "indicator"),
    ):
        content = json.loads(portal.call(client.read_resource, uri).contents[0].text)  # type: ignore[union-attr]
        assert content[key] and content["data_version"] == current_build().id
    prompts = {one.name for one in portal.call(client.list_prompts).prompts}
    assert prompts == {"brief_me_on", "compare_two_regions"}
    brief = portal.call(client.get_prompt, "brief_me_on", {"region": "경북", "lang": "ko"})
    assert "경북" in brief.messages[0].content.text  # type: ignore[union-attr]
