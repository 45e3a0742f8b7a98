"""The briefing by its address: two kinds of file, and what is refused with a sentence."""

import io
import zipfile

import pytest
from starlette.testclient import TestClient

from api.briefs import briefed
from exports.formats import FORMATS
from regions.database.catalogue import Catalogue

BRIEF = "/api/v1/brief"


@pytest.mark.parametrize(
    ("ending", "kind", "part"),
    [("docx", "word", "word/document.xml"), ("hwpx", "hangul", "Contents/section0.xml")],
)
def test_the_file_is_that_of_its_address(client: TestClient, ending: str, kind: str, part: str) -> None:
    answer = client.get(f"{BRIEF}.{ending}?region=KR-47&region=JP-05&theme=all&lang=ko")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == FORMATS[kind].media_type
    assert (
        answer.headers["content-disposition"] == f'attachment; filename="brief_KR-47_JP-05_all_ko.{ending}"'
    )
    assert (answer.headers["content-language"], answer.headers["etag"][:2]) == ("ko", "W/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        text = archive.read(part).decode()
    assert "경상북도" in text and "http://testserver/brief?lang=ko&amp;region=KR-47&amp;region=JP-05" in text
    again = client.get(
        answer.url.path + "?" + answer.url.query.decode(), headers={"if-none-match": answer.headers["etag"]}
    )
    assert again.status_code == 304


def test_a_municipality_and_its_counterpart(client: TestClient) -> None:
    answer = client.get(f"{BRIEF}.hwpx?region=KR-47730&region=JP-32501&lang=ko")
    assert answer.status_code == 200, answer.text
    assert "brief_KR-47730_JP-32501_all_ko.hwpx" in answer.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        text = archive.read("Contents/section0.xml").decode()
    assert "의성군" in text and "쓰와노정" in text and "271/271" in text


def test_a_shared_cache_keeps_it_only_where_the_host_is_sure(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{BRIEF}.hwpx?region=KR-50&lang=en"
    assert client.get(address).headers["cache-control"] == "private, no-cache"
    monkeypatch.setenv("REGIONS_PUBLIC_URL", "https://regions.example")
    assert client.get(address).headers["cache-control"].startswith("public")


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("", 400, "missing_region"),
        ("region=", 400, "invalid_value"),
        ("region=KR", 400, "invalid_value"),
        ("region=XX-99", 400, "invalid_value"),
        ("region=KR-47&region=KR-47", 400, "same_region"),
        ("region=KR-47&region=JP-05&region=JP-13", 400, "too_many_values"),
        ("region=KR-47&theme=weather", 400, "invalid_value"),
        ("region=KR-47&theme=all&theme=all", 400, "repeated_parameter"),
        ("region=KR-47&year=2020", 400, "unknown_parameter"),
        ("region=KR-47&lang=fr", 400, "invalid_value"),
        ("region=JP-99999", 404, "unknown_municipality"),
        ("region=KR-47730&region=JP-99999", 404, "unknown_municipality"),
        ("region=KR-47720", 404, "abolished_municipality"),
        ("region=KR-47730&region=JP-32", 400, "mixed_places"),
        ("region=KR-47730&region=KR-47730", 400, "same_region"),
        ("region=KR-47730&region=JP-32501&region=JP-14100", 400, "too_many_values"),
    ],
)
@pytest.mark.parametrize("language", ["ko", "ja"])
def test_what_cannot_be_made_is_refused_with_a_sentence(
    client: TestClient, query: str, status: int, code: str, language: str
) -> None:
    answer = client.get(f"{BRIEF}.docx?{query}", headers={"accept-language": language})
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (status, code)
    assert error["message"] and "{" not in error["message"]


def test_another_ending_is_none_of_ours(client: TestClient) -> None:
    answer = client.get(f"{BRIEF}.odt?region=KR-47")
    assert (answer.status_code, answer.json()["error"]["allowed"]) == (404, ["docx", "hwpx"])


def test_provinces_and_prefectures_have_briefings(catalogue: Catalogue) -> None:
    codes = briefed(catalogue)
    assert len(codes) == 64 and not {"KR", "JP"} & set(codes)
