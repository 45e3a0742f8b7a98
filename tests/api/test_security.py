"""Headers, hosts and limits hold for every answer, errors included."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api.documents import template
from api.routes import routes
from api.security import (
    ALLOWED_HOSTS,
    FRAME_ANCESTORS,
    LONGEST_QUERY,
    content_security_policy,
    middleware,
)
from regions.database.build import current_build

ADDRESSES = (
    "/",
    "/sources?indicator=births",
    "/api/v1/indicators",
    "/api/v1/nothing",
    "/healthz",
    "/nothing",
)


def started() -> TestClient:
    application = Starlette(routes=routes(), middleware=middleware(template()))
    return TestClient(application, raise_server_exceptions=False)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_headers(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "http:" not in policy
    assert "https:" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in headers["permissions-policy"]


def test_only_the_inline_scripts_shipped_are_allowed() -> None:
    policy = content_security_policy("<script>one()</script><script src='x'></script>", "'self'")
    assert policy.count("'sha256-") == 1
    script = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe-inline" not in script
    assert "'unsafe-eval'" not in script


def test_sites_that_may_embed_the_pages_are_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FRAME_ANCESTORS, "'self' https://forum.example.org")
    policy = started().get("/healthz").headers["content-security-policy"]
    assert "frame-ancestors 'self' https://forum.example.org" in policy
    monkeypatch.setenv(FRAME_ANCESTORS, "'self'; script-src *")
    with pytest.raises(ValueError, match=FRAME_ANCESTORS):
        started()


def test_requests_for_another_host_are_refused(
    monkeypatch: pytest.MonkeyPatch, database_path: object
) -> None:
    monkeypatch.setenv(ALLOWED_HOSTS, "regions.example.org, testserver")
    server = started()
    assert server.get("/healthz").status_code == 200
    assert server.get("/healthz", headers={"Host": "regions.example.org"}).status_code == 200
    assert server.get("/healthz", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    ("hosts", "status"),
    [
        (("regions.example.org",), 200),
        (("127.0.0.1:8501",), 200),
        (("[::1]:8501",), 200),
        (("",), 200),
        (("regions.example.org", "evil.example"), 400),
        (("regions.example.org", "regions.example.org"), 400),
        (("regions.example.org/../x",), 400),
        (("user@regions.example.org",), 400),
        (("regions.example.org:80:80",), 400),
        (("a b",), 400),
        (('"><script>',), 400),
        (("[::1",), 400),
    ],
)
def test_a_request_names_one_host(client: TestClient, hosts: tuple[str, ...], status: int) -> None:
    answer = client.get("/healthz", headers=[("Host", host) for host in hosts])
    assert answer.status_code == status
    if status == 400:
        assert answer.json()["error"]["code"] == "bad_host"


def test_an_address_may_not_be_endless(client: TestClient) -> None:
    assert client.get(f"/api/v1/indicators?{'x' * LONGEST_QUERY}").status_code == 400
    answer = client.get(f"/api/v1/indicators?{'x' * (LONGEST_QUERY + 1)}")
    assert answer.status_code == 414
    assert answer.json()["error"]["code"] == "too_long"


def test_an_address_with_a_line_break_is_refused(client: TestClient) -> None:
    assert client.get("/api/v1/regions/KR%0A47.json").json()["error"]["code"] == "unreadable"


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('pyproject.toml')",
        "SELECT * FROM read_csv('https://example.org/x.csv')",
        "SET enable_external_access = true",
        "COPY region TO 'copied.csv'",
        "ATTACH 'other.duckdb'",
        "DELETE FROM observation",
        "INSTALL httpfs",
    ],
)
def test_sql_reaches_no_file_and_changes_nothing(database_path: object, sql: str) -> None:
    with pytest.raises(Exception, match=r"(?i)disabled|read-only|lock|permission"):
        current_build().query(sql)
