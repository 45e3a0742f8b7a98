"""The client on a real socket: what may heal is asked again, what does not is not, no key is ever told."""

import gzip
import socket
import time
import traceback
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from urllib.parse import quote

import pytest

from etl.download.client import Answer, Call, Client, Manners, Secret
from etl.download.errors import (
    BrokenTransfer,
    KeyRefused,
    RateLimited,
    RequestRefused,
    ServerFailing,
    SourceError,
    TooSlow,
    Unreachable,
)
from tests.etl import replay as faults
from tests.etl.replay import Replay, Reply, serving

KEY = "s3cret+key/with=signs"
BODY = b'{"figures": [' + b"1, " * 5000 + b"2]}"
QUICK = Manners(pause=0.0, timeout=0.5, deadline=3.0, attempts=3, first_wait=0.01, longest_wait=0.02)


@pytest.fixture
def server() -> Iterator[Replay]:
    with serving() as replay:
        replay.routes["/data"] = lambda _: Reply(BODY)
        yield replay


@pytest.fixture
def client() -> Iterator[Client]:
    one = Client(QUICK, (KEY,))
    yield one
    one.close()


def get(client: Client, server: Replay, path: str = "/data") -> Answer:
    return client.ask(Call(server.url + path, {"table": "1"}, Secret(query={"appId": KEY})))


@pytest.mark.parametrize(
    "fault",
    [
        faults.status(500), faults.status(503), faults.status(429), faults.status(429, Retry_After="0"),
        faults.reset, faults.truncated, faults.truncated_chunks, faults.damaged_gzip, faults.silence,
        faults.cut_head,
    ],
    ids=["500", "503", "429", "429 with wait", "reset", "truncated", "truncated chunks", "gzip", "silence",
         "head"],
)  # fmt: skip
def test_what_may_heal_is_asked_again(client: Client, server: Replay, fault: faults.Fault) -> None:
    server.faults["/data"].extend([fault, fault])
    assert get(client, server).body == BODY
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (faults.status(500), ServerFailing), (faults.status(429), RateLimited),
        (faults.reset, BrokenTransfer), (faults.truncated, BrokenTransfer),
        (faults.damaged_gzip, BrokenTransfer), (faults.silence, Unreachable),
    ],
    ids=["500", "429", "reset", "truncated", "gzip", "silence"],
)  # fmt: skip
def test_attempts_come_to_an_end(
    client: Client, server: Replay, fault: faults.Fault, error: type[SourceError]
) -> None:
    server.always["/data"] = fault
    with pytest.raises(error):
        get(client, server)
    assert len(server.asked) == QUICK.attempts


@pytest.mark.parametrize("code", [400, 401, 404, 410, 301])
def test_what_will_not_heal_is_asked_once(client: Client, server: Replay, code: int) -> None:
    server.always["/data"] = faults.status(code, Location="https://elsewhere.example/")
    with pytest.raises(RequestRefused):
        get(client, server)
    assert len(server.asked) == 1


@pytest.mark.parametrize("fault", [faults.drip, faults.drip_head], ids=["body", "head"])
def test_a_drip_is_cut_off_at_the_deadline(server: Replay, fault: faults.Fault) -> None:
    server.always["/data"] = fault
    client, start = Client(replace(QUICK, deadline=0.6)), time.monotonic()
    with pytest.raises(TooSlow):  # each byte comes well within the timeout; the whole would take minutes
        get(client, server)
    assert time.monotonic() - start < 3
    assert len(server.asked) == 1
    client.close()


def test_a_connection_used_again_is_cut_as_well(server: Replay) -> None:
    client = Client(replace(QUICK, deadline=0.6))
    assert get(client, server).body == BODY
    server.always["/data"] = faults.drip_head
    with pytest.raises(TooSlow):
        get(client, server)
    client.close()


pack = partial(gzip.compress, mtime=0)  # no time in the names of the tests
GZIP, ZLIB = pack(BODY), zlib.compress(BODY)
BARE = zlib.compress(BODY, wbits=-15)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (GZIP, "gzip"), (GZIP, "X-GZIP"), (ZLIB, "deflate"), (BARE, "deflate"), (BODY, "identity"),
        (pack(BODY[:100]) + pack(BODY[100:]), "gzip"), (GZIP + bytes(8), "gzip"),
        (pack(ZLIB), "deflate, gzip"),
    ],
)  # fmt: skip
def test_whole_answers_however_packed(client: Client, server: Replay, content: bytes, encoding: str) -> None:
    server.always["/data"] = faults.packed(content, encoding)
    assert get(client, server).body == BODY


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (GZIP[:-1], "gzip"), (GZIP[: len(GZIP) // 2], "gzip"), (GZIP[:15], "gzip"), (ZLIB[:-1], "deflate"),
        (BARE[:-1], "deflate"), (GZIP + GZIP[:-9], "gzip"), (BODY, "gzip"),
    ],
)  # fmt: skip
def test_what_ends_before_its_end_is_a_broken_transfer(server: Replay, content: bytes, encoding: str) -> None:
    server.always["/data"] = faults.packed(content, encoding)
    client = Client(replace(QUICK, attempts=1))
    with pytest.raises(BrokenTransfer):
        get(client, server)
    client.close()


def test_a_packing_that_was_not_asked_for_is_refused(client: Client, server: Replay) -> None:
    server.always["/data"] = faults.packed(BODY, "br")
    with pytest.raises(RequestRefused, match="'br', which was not asked for"):
        get(client, server)


def test_an_answer_that_swells_is_cut_short(
    client: Client, server: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.download.body.LARGEST_ANSWER", 1_000_000)
    server.always["/data"] = faults.packed(gzip.compress(bytes(50_000_000), 1))
    with pytest.raises(RequestRefused, match="larger than 1,000,000 bytes"):
        get(client, server)


def test_retry_after_is_honoured(server: Replay) -> None:
    server.faults["/data"].append(faults.status(429, Retry_After="1"))
    client = Client(Manners(deadline=10.0, first_wait=0.01, longest_wait=0.02))
    start = time.monotonic()
    assert get(client, server).body == BODY
    assert time.monotonic() - start >= 1.0


def test_a_wait_beyond_the_deadline_is_not_begun(client: Client, server: Replay) -> None:
    server.always["/data"] = faults.status(429, Retry_After="3600")
    with pytest.raises(RateLimited) as caught:  # and not an hour later
        get(client, server)
    assert caught.value.retry_after == 3600
    assert len(server.asked) == 1


def test_a_refused_connection_is_named(client: Client) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/data"
        with pytest.raises(Unreachable, match="no connection"):
            client.ask(Call(url, {"table": "1"}, Secret(query={"appId": KEY})))


def test_the_body_is_judged_before_the_status(client: Client, server: Replay) -> None:
    def judge(answer: Answer) -> None:
        raise KeyRefused(f"{answer.status}: {answer.body.decode()}")

    server.always["/data"] = faults.status(403, b"STATUS 100")
    with pytest.raises(KeyRefused, match="403: STATUS 100"):
        client.ask(Call(server.url + "/data"), judge)
    assert len(server.asked) == 1


def test_a_form_is_posted_and_stands_in_the_address(client: Client, server: Replay) -> None:
    answer = client.ask(Call(server.url + "/data", form={"year": "2026", "kind": "%"}))
    assert answer.body == BODY
    assert server.posted == [{"year": "2026", "kind": "%"}]
    assert answer.url == f"{server.url}/data#year=2026&kind=%25"


def test_a_key_in_a_header_is_sent_and_does_not_follow_a_redirect(client: Client, server: Replay) -> None:
    server.faults["/data"].append(faults.status(302, Location=f"{server.url}/moved"))
    server.routes["/moved"] = lambda _: Reply(BODY)
    host = frozenset({"127.0.0.1"})
    client.ask(Call(server.url + "/data", secret=Secret(headers={"X-Token": KEY}), hosts=host))
    assert [one.get("X-Token") for one in server.headers] == [KEY, None]


def test_compressed_answers_are_read(client: Client, server: Replay) -> None:
    server.always["/data"] = faults.compressed
    assert get(client, server).body == BODY
    assert "gzip" in server.headers[0]["Accept-Encoding"]


def test_who_asks_is_said_and_one_connection_serves(client: Client, server: Replay) -> None:
    for _ in range(4):
        get(client, server)
    assert {one["User-Agent"].split("/")[0] for one in server.headers} == {"korea-japan-regions"}
    assert server.most_connections == 1


def test_calls_to_a_host_keep_their_distance(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr("etl.download.client.time.sleep", waited.append)
    client = Client(Manners(pause=60.0, attempts=1, deadline=0.5, timeout=0.1))
    for host in ("one.invalid", "one.invalid", "two.invalid"):
        with pytest.raises(Unreachable):
            client.ask(Call(f"http://{host}/"))
    assert len(waited) == 1
    assert 55 < waited[0] <= 60


@pytest.mark.parametrize(
    "fault",
    [faults.status(500), faults.status(404), faults.reset, faults.truncated, faults.damaged_gzip],
    ids=["500", "404", "reset", "truncated", "gzip"],
)
def test_no_key_in_errors_tracebacks_or_logs(
    client: Client, server: Replay, fault: faults.Fault, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    server.always["/data"] = fault
    with pytest.raises(SourceError) as caught:
        get(client, server)
    told = "".join(traceback.format_exception(caught.value)) + caplog.text
    error: BaseException | None = caught.value
    while error is not None:
        told += repr(error)
        error = error.__cause__ or error.__context__
    assert server.asked[0][1]["appId"] == KEY
    assert "s3cret" not in told


def test_no_key_in_what_is_kept(client: Client, server: Replay) -> None:
    page = f"<html>{KEY} {quote(KEY, safe='')}</html>".encode()
    server.always["/data"] = lambda handler, _: faults.send(
        handler, Reply(page, "text/html", 200, {"ETag": f'"{KEY}"'})
    )
    answer = get(client, server)
    assert b"s3cret" not in answer.body
    assert "s3cret" not in repr(answer.headers) + answer.url
    assert answer.body == b"<html>*** ***</html>"
