"""What a client says of encodings is weighed, not searched for a word."""

import pytest
from starlette.testclient import TestClient

from api.encodings import takes_gzip, wished_encodings


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("gzip, deflate, br", True),
        ("br;q=1.0, gzip;q=0.001", True),
        ("x-gzip", True),
        ("*", True),
        ("*;q=0.5, identity;q=0.5", True),
        ("identity;q=0, gzip", True),
        ("gzip ; q=0.8", True),
        ("", False),
        ("gzip;q=0", False),
        ("gzip;q=0.000, *", False),
        ("gzip; q=0", False),
        ("*;q=0", False),
        ("identity;q=0", False),
        ("identity", False),
        ("identity, gzip;q=0.9", False),
        ("xgzipx", False),
        ("gzipped", False),
        ("br", False),
        ("gzip;q=2", False),
        ("gzip;q=", False),
        ("gzip;level=9", False),
        (",,;;", False),
    ],
)
def test_gzip_is_taken_where_it_is_wished(accepted: str, taken: bool) -> None:
    assert takes_gzip(accepted) is taken


@pytest.mark.parametrize(
    ("accepted", "wished"),
    [
        ("gzip, deflate, br", ("br", "gzip")),
        ("br;q=0.1, gzip", ("gzip", "br")),
        ("br;q=0.1, gzip;q=0.1, identity;q=0.5", ()),
        ("*;q=0.2, br;q=0", ("gzip",)),
        ("BR", ("br",)),
        ("brr, xbr", ()),
    ],
)
def test_the_best_liked_comes_first(accepted: str, wished: tuple[str, ...]) -> None:
    assert wished_encodings(accepted) == wished


def test_the_answer_follows(client: TestClient) -> None:
    for accepted in ("gzip;q=0", "xgzipx", "identity;q=0", "*;q=0"):
        plain = client.get("/api/v1/indicators", headers={"Accept-Encoding": accepted})
        assert "content-encoding" not in plain.headers, accepted
    packed = client.get("/api/v1/indicators", headers={"Accept-Encoding": "br, gzip;q=0.5"})
    assert packed.headers["content-encoding"] == "gzip"
