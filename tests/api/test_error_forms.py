"""Whoever refuses, a program gets JSON and a person a page in their language."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.testclient import TestClient

from api.documents import template
from api.error_forms import for_program
from api.links import serve_below
from api.routes import routes
from api.security import middleware
from i18n.messages import messages
from regions.asking.page_specs import PAGES
from regions.database.languages import LANGUAGES, Language
from tests.small_builds import write_build


async def shell(_request: Request) -> Response:
    return HTMLResponse("<html>the shell of Streamlit</html>")


async def refusing(request: Request) -> Response:
    return PlainTextResponse("Bad Request: inside", int(request.path_params["status"]))


async def failing(_request: Request) -> Response:
    raise RuntimeError("secret detail in /some/folder/module.py")


# What Streamlit does behind our routes.
BEHIND: list[BaseRoute] = [
    Route("/_stcore/part/index.html", shell),
    Route("/refusing/{status}", refusing),
    Route("/refusing/{status}/api", refusing),
    Route("/failing", failing),
    Route("/failing/api", failing),
    Mount("/", routes=[Route("/{rest:path}", shell)]),
]


def served(prefix: str = "") -> TestClient:
    behind = [Mount(prefix, routes=BEHIND)] if prefix else BEHIND
    application = Starlette(routes=[*routes(prefix), *behind], middleware=middleware(template(), prefix))
    return TestClient(application, raise_server_exceptions=False)


@pytest.fixture(scope="module")
def server() -> Iterator[TestClient]:
    with served() as client:
        yield client


@pytest.fixture
def small_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a build of one figure, which is the current one."""
    monkeypatch.setenv("REGIONS_BUILD_DIR", str(tmp_path))
    write_build(tmp_path / "regions-small.duckdb", "small")
    (tmp_path / "current.json").write_text('{"build_id": "small", "file": "regions-small.duckdb"}')
    return tmp_path


PROGRAMS = (
    "/api", "/api/", "/API/v1/indicators", "/Api/V1/data/births.csv", "/regions/api/v1/indicators",
    "/api/v2/x", "/regions/readyz", "/readyz/", "/healthz/x", "/metrics/", "/v1/indicators",
    "/openapi.json", "/x/births.csv", "/..%2f..%2fetc/passwd", "/static/nothing.js", "/index.html",
    "/wp-login.php",
)  # fmt: skip
UNKNOWN_PAGES = ("/nothing", "/Compare", "/compare/deeper", "/regions/compare", "/지역", "/apis", "/vegapi")


@pytest.mark.parametrize("path", PROGRAMS)
def test_a_path_like_those_of_programs_is_not_answered_with_a_page(server: TestClient, path: str) -> None:
    answer = server.get(path, follow_redirects=False)
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"


@pytest.mark.parametrize("path", UNKNOWN_PAGES)
def test_an_unknown_page_has_the_status_404_and_says_so_to_people(server: TestClient, path: str) -> None:
    answer = server.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "the shell" not in answer.text
    assert 'href="/?lang=en"' in answer.text
    assert answer.headers["content-security-policy"]
    assert not for_program(path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_the_readers_language(server: TestClient, language: Language) -> None:
    by_header = server.get("/nothing", headers={"Accept-Language": f"{language}-XX,fr;q=0.5"})
    for answer in (server.get(f"/nothing?lang={language}"), by_header):
        assert f'<html lang="{language}">' in answer.text
        assert messages(language)("error_page.404") in answer.text
        assert answer.headers["content-language"] == language


def test_pages_and_their_parts_are_left_alone(server: TestClient, small_build: Path) -> None:
    for page in PAGES.values():
        assert server.get(page.path).status_code == 200
    assert "the shell" in server.get("/_stcore/part/index.html").text


@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 416, 500])
def test_what_others_refuse_in_plain_text_gets_its_form(server: TestClient, status: int) -> None:
    person, program = server.get(f"/refusing/{status}?lang=ko"), server.get(f"/refusing/{status}/api")
    assert (person.status_code, program.status_code) == (status, status)
    assert "inside" not in person.text + program.text
    assert '<html lang="ko">' in person.text
    found: dict[str, Any] = program.json()["error"]
    assert found["status"] == status and found["message"]


def test_a_failure_of_ours_tells_nothing_of_the_inside_anywhere(server: TestClient) -> None:
    person, program = server.get("/failing"), server.get("/failing/api")
    assert person.status_code == program.status_code == 500
    assert "secret" not in person.text + program.text
    assert program.json()["error"]["code"] == "failure"


EVERYWHERE = ("/", "/compare", "/sitemap.xml", "/api/v1/indicators", "/api/v1/data/births.csv", "/readyz")


@pytest.mark.parametrize("content", ["", "[]", '{"build_id": "x", "file": "../../etc/passwd"}'])
def test_with_a_damaged_pointer_and_no_build_before_everything_says_so(
    server: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    monkeypatch.setenv("REGIONS_BUILD_DIR", str(tmp_path))
    (tmp_path / "current.json").write_text(content)
    for path in EVERYWHERE:
        answer = server.get(path)
        assert answer.status_code == 503, path
        assert str(tmp_path) not in answer.text
        assert for_program(path) is (answer.headers["content-type"] == "application/json")
    assert "regions_ready 0.0" in server.get("/metrics").text
    assert server.get("/healthz").status_code == 200


def test_with_a_build_before_everything_goes_on(server: TestClient, small_build: Path) -> None:
    before = [server.get(path).status_code for path in EVERYWHERE]
    (small_build / "current.json").write_text("{")
    assert [server.get(path).status_code for path in EVERYWHERE] == before
    assert server.get("/readyz").json()["data_version"] == "small"
    (small_build / "regions-small.duckdb").unlink()
    assert server.get("/readyz").status_code == 200
    assert server.get("/api/v1/database.duckdb").status_code == 503


@pytest.mark.parametrize("value", ["bytes=abc", "lines=1-2", "bytes=5-2", "bytes=999999999999-"])
def test_a_range_that_cannot_be_answered_is_refused_in_json(
    server: TestClient, small_build: Path, value: str
) -> None:
    answer = server.get("/api/v1/database.duckdb", headers={"Range": value})
    assert answer.status_code in (400, 416)
    assert answer.json()["error"]["code"] == "range"
    assert ("content-range" in answer.headers) is (answer.status_code == 416)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_a_wrong_method_is_refused_in_json(server: TestClient, small_build: Path, method: str) -> None:
    for path in ("/api/v1/indicators", "/readyz", "/sitemap.xml"):
        answer = server.request(method, path)
        assert answer.status_code == 405
        assert answer.json()["error"]["code"] == "method_not_allowed"


def test_below_a_path_everything_lies_there_and_nothing_beside_it(small_build: Path) -> None:
    try:
        client = served(serve_below("/regions/"))
        assert client.get("/regions/readyz").json()["data_version"] == "small"
        assert client.get("/regions/api/v1/indicators").status_code == 200
        assert client.get("/regions/api/v1/openapi.json").json()["servers"] == [{"url": "/regions/api/v1"}]
        described = client.get("/regions/api/v1/regions/KR-1.json").json()["error"]
        assert described["listed_at"] == "/regions/api/v1/regions"
        page = client.get("/regions/compare?lang=ko").text
        assert '<link rel="canonical" href="http://testserver/regions/compare?lang=ko" />' in page
        assert "http://testserver/regions/compare?lang=ja" in client.get("/regions/sitemap.xml").text
        assert "/regions/sitemap.xml" in client.get("/regions/robots.txt").text
        assert "Disallow: /regions/api/v1/database.duckdb" in client.get("/regions/robots.txt").text
        assert 'href="/regions/?lang=en"' in client.get("/regions/nothing").text
        for path in ("/readyz", "/api/v1/indicators", "/compare", "/regions/regions/readyz"):
            assert client.get(path).status_code == 404, path
    finally:
        serve_below("")


def test_a_proxy_that_takes_the_path_away_is_known_by_the_public_address(
    server: TestClient, small_build: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGIONS_PUBLIC_URL", "https://institute.example/regions/")
    wrong = server.get("/api/v1/regions/KR-1.json").json()["error"]
    assert wrong["listed_at"] == "/regions/api/v1/regions"
    canonical = '<link rel="canonical" href="https://institute.example/regions/compare?lang=en" />'
    assert canonical in server.get("/compare?lang=en").text
    assert "https://institute.example/regions/compare?lang=ja" in server.get("/sitemap.xml").text
