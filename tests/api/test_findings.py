"""Findings as data and as pictures: all that hold, three languages, what is refused."""

import re
from dataclasses import astuple
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from charts.theme import DARK, LIGHT, Theme
from exports.statements import statements_document
from regions.database.build import Build
from regions.database.languages import LANGUAGES, Language
from regions.words.findings import findings
from regions.words.proofs import proof

COLOUR = re.compile("#[0-9A-Fa-f]{6}")


def test_the_list_is_that_of_the_gallery(client: TestClient, build: Build) -> None:
    listed = client.get("/api/v1/findings").json()
    assert listed["data_version"] == build.id
    assert [one["id"] for one in listed["findings"]] == [one.id for one in findings(build)]
    for one, finding in zip(listed["findings"], findings(build), strict=True):
        assert one["sentence"] == {language: finding.text(build, language) for language in LANGUAGES}
        assert all(address.startswith("/") for address in one["address"].values())
        assert (one["rule"], one["sql"]) == astuple(proof(build, finding))
        assert len(build.query(one["sql"])) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_proofs_are_one_document(client: TestClient, build: Build, language: Language) -> None:
    answer = client.get(f"/api/v1/findings.md?lang={language}")
    assert answer.headers["content-type"].startswith("text/markdown")
    assert answer.text == statements_document(build, language)
    for finding in findings(build):
        assert f"## `{finding.id}`" in answer.text
        assert proof(build, finding).sql in answer.text


def test_the_document_tells_the_figures_a_finding_rests_on(client: TestClient) -> None:
    text = client.get("/api/v1/findings.md").text
    lag = text.split("## `ageing_lag`")[1].split("\n## `")[0]
    assert "| 2025: 21.208 | Actual |" in lag
    assert "| 2006: 20.822; 2007: 21.495 | Actual |" in lag
    assert "https://www.stat.go.jp/data/jinsui/2.html" in lag
    stream = text.split("## `largest_stream`")[1].split("\n## `")[0]
    assert "Moves from Gyeonggi to Seoul 227,158" in stream


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_finding_has_a_picture(client: TestClient, language: str, theme: str) -> None:
    for one in client.get("/api/v1/findings").json()["findings"]:
        answer = client.get(f"{one['picture']}?lang={language}&theme={theme}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("image/svg+xml")
        root = ElementTree.fromstring(answer.content)
        assert root.attrib["lang"] == language
        assert "".join(root.itertext()).strip()


@pytest.mark.parametrize(("theme", "other"), [(LIGHT, DARK), (DARK, LIGHT)], ids=["light", "dark"])
def test_pictures_have_the_colours_of_their_page(client: TestClient, theme: Theme, other: Theme) -> None:
    for one in client.get("/api/v1/findings").json()["findings"]:
        drawn = set(COLOUR.findall(client.get(f"{one['picture']}?theme={theme.name}").text))
        assert drawn & {theme.country("KR"), theme.country("JP")}, one["id"]
        assert drawn <= colours(theme), one["id"]
        assert not drawn & {other.country("KR"), other.country("JP"), other.muted, other.rule}


def colours(theme: Theme) -> set[str]:
    parts = (part if isinstance(part, tuple) else (part,) for part in astuple(theme))
    return {colour for part in parts for colour in part}


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("nothing.md", 404),
        ("nothing.svg", 404),
        ("../regions.svg", 404),
        ("{first}.svg?theme=sepia", 400),
        ("{first}.svg?lang=fr", 400),
        ("{first}.svg?colour=red", 400),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(client: TestClient, query: str, status: int) -> None:
    first = client.get("/api/v1/findings").json()["findings"][0]["id"]
    answer = client.get(f"/api/v1/findings/{query.format(first=first)}")
    assert answer.status_code == status
    assert answer.json()["error"]["message"]
