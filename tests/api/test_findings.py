"""Findings as data and as pictures: all that hold, three languages, what is refused."""

from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from regions.build.database import Build
from regions.build.languages import LANGUAGES
from regions.words.findings import findings


def test_the_list_is_that_of_the_gallery(client: TestClient, build: Build) -> None:
    listed = client.get("/api/v1/findings").json()
    assert listed["data_version"] == build.id
    assert [one["id"] for one in listed["findings"]] == [one.id for one in findings(build)]
    for one, finding in zip(listed["findings"], findings(build), strict=True):
        assert one["sentence"] == {language: finding.text(build, language) for language in LANGUAGES}
        assert all(address.startswith("/") for address in one["address"].values())


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


def test_pictures_for_light_and_dark_pages_differ(client: TestClient) -> None:
    picture = client.get("/api/v1/findings").json()["findings"][0]["picture"]
    assert client.get(f"{picture}?theme=light").content != client.get(f"{picture}?theme=dark").content


@pytest.mark.parametrize(
    ("query", "status"),
    [
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
