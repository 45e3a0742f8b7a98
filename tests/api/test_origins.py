"""A websocket is opened for pages of ours alone, and nothing else is asked about a foreign one."""

import asyncio
from typing import Any

import pytest
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from api.links import PUBLIC_URL
from api.origins import is_own, same_origin


@pytest.mark.parametrize(
    ("origin", "host", "own"),
    [
        ("http://localhost:8501", "localhost:8501", True),
        ("http://LocalHost:8501", "localhost:8501", True),
        ("http://localhost:8501", "LOCALHOST:8501", True),
        ("https://regions.example.org", "regions.example.org", True),
        ("https://regions.example.org", "regions.example.org:443", True),
        ("http://regions.example.org:80", "regions.example.org", True),
        ("https://regions.example.org.", "regions.example.org", True),
        ("http://[::1]:8501", "[::1]:8501", True),
        ("http://[::1]", "[::1]:80", True),
        ("http://evil.example", "localhost:8501", False),
        ("http://localhost:8502", "localhost:8501", False),
        ("http://localhost", "localhost:8501", False),
        ("https://regions.example.org", "regions.example.org:80", False),
        ("http://regions.example.org.evil.example", "regions.example.org", False),
        ("http://127.0.0.1:8501", "localhost:8501", False),
        ("http://[::2]:8501", "[::1]:8501", False),
        ("http://localhost:8501@evil.example", "localhost:8501", False),
        ("http://evil.example@localhost:8501", "localhost:8501", False),
        ("null", "localhost:8501", False),
        ("", "localhost:8501", False),
        ("file://", "localhost:8501", False),
        ("http://[::1", "[::1", False),
        ("http://localhost:99999999", "localhost:99999999", False),
        ("localhost:8501", "localhost:8501", False),
        ("ftp://localhost:8501", "localhost:8501", False),
        ("http://", "", False),
    ],
)
def test_an_origin_is_ours_if_host_and_port_are_the_ones_asked(origin: str, host: str, own: bool) -> None:
    assert is_own(origin, host) is own


def test_the_public_address_is_ours_behind_a_proxy_that_changes_the_host(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not is_own("https://regions.example.org", "10.0.0.7:8501")
    monkeypatch.setenv(PUBLIC_URL, "https://Regions.example.org/statistics/")
    assert is_own("https://regions.example.org", "10.0.0.7:8501")
    assert not is_own("http://regions.example.org", "10.0.0.7:8501")


def opened(*headers: tuple[bytes, bytes], kind: str = "websocket") -> tuple[list[Scope], list[Message]]:
    """What reaches the application, and what goes back without it."""
    passed: list[Scope] = []
    sent: list[Message] = []

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        passed.append(scope)

    async def receive() -> Message:
        raise AssertionError("nothing has to be read to refuse")

    async def send(message: Message) -> None:
        sent.append(message)

    async def answer() -> None:
        await same_origin(application)(scope, receive, send)

    scope: dict[str, Any] = {"type": kind, "path": "/_stcore/stream", "headers": list(headers)}
    asyncio.run(answer())
    return passed, sent


HOST = (b"host", b"localhost:8501")


def test_a_foreign_page_is_refused_before_anything_else_sees_it() -> None:
    for origins in ([b"http://evil.example"], [b"null"], [b"http://localhost:8501", b"http://evil.example"]):
        passed, sent = opened(HOST, *((b"origin", origin) for origin in origins))
        assert passed == []
        assert [message["type"] for message in sent] == ["websocket.close"]


def test_what_passes_names_the_host_letter_by_letter() -> None:
    passed, sent = opened((b"host", b"LocalHost:8501"), (b"origin", b"http://localhost:8501"))
    assert Headers(scope=passed[0])["origin"] == "http://LocalHost:8501"
    assert sent == []


def test_a_program_without_an_origin_may_connect_and_reading_is_open_to_every_site() -> None:
    assert len(opened(HOST)[0]) == 1
    assert len(opened(HOST, (b"origin", b"http://evil.example"), kind="http")[0]) == 1
