"""The files of the pages: compressed as wished, whole or in ranges, and where nothing can be kept."""

import gzip
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api import packed_files
from api.documents import template
from api.encodings import ENCODINGS, compressed
from api.packed_files import pack, packed_file, shipped_files, shipped_folder
from api.preloads import ELEMENTS, needed_files
from api.security import middleware
from regions.database.build import FOLDER_SETTING

SCRIPT = next(name for name in shipped_files() if "/js/index." in name)
FONT = next(name for name in shipped_files() if name.endswith(".woff2"))
IMMUTABLE = "public, max-age=31536000, immutable"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for compressed forms, with those of one script in it."""
    monkeypatch.setenv(FOLDER_SETTING, str(tmp_path))
    for encoding in ENCODINGS:
        target = packed_file(SCRIPT, encoding)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(compressed(shipped_files()[SCRIPT].read_bytes(), encoding, 1))
    return tmp_path


@pytest.fixture(scope="module")
def files() -> Iterator[TestClient]:
    with TestClient(Starlette(middleware=middleware(template())), raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br;q=0, *;q=0.1", "gzip"),
        ("gzip;q=0, br;q=0", ""),
        ("identity, br;q=0.9", ""),
        ("zstd", ""),
        ("", ""),
        (",,;;q=,br;q=7", ""),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_file_comes_as_it_is_wished(
    files: TestClient, folder: Path, accepted: str, encoding: str, method: str
) -> None:
    answer = files.request(method, f"/{SCRIPT}", headers={"Accept-Encoding": accepted})
    whole = shipped_files()[SCRIPT]
    sent = packed_file(SCRIPT, encoding) if encoding else whole
    assert answer.status_code == 200
    assert answer.headers.get("content-encoding", "") == encoding
    assert answer.headers["content-length"] == str(sent.stat().st_size)
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["cache-control"] == IMMUTABLE
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.content == (whole.read_bytes() if method == "GET" else b"")


def test_each_form_has_a_tag_and_is_not_sent_twice(files: TestClient, folder: Path) -> None:
    tags = set()
    for accepted in ("br", "gzip", "identity"):
        headers = {"Accept-Encoding": accepted}
        tag = files.get(f"/{SCRIPT}", headers=headers).headers["etag"]
        known = files.get(f"/{SCRIPT}", headers=headers | {"If-None-Match": f'"other", {tag}'})
        assert (known.status_code, known.content) == (304, b"")
        assert known.headers["vary"] == "Accept-Encoding"
        tags.add(tag)
    assert len(tags) == 3


def test_ranges_are_those_of_the_file_as_it_is(files: TestClient, folder: Path) -> None:
    answer = files.get(f"/{SCRIPT}", headers={"Accept-Encoding": "br", "Range": "bytes=2-5"})
    whole = shipped_files()[SCRIPT].read_bytes()
    assert (answer.status_code, answer.content) == (206, whole[2:6])
    assert answer.headers["content-range"] == f"bytes 2-5/{len(whole)}"
    assert "content-encoding" not in answer.headers


def test_what_is_compressed_already_stays(files: TestClient, folder: Path) -> None:
    answer = files.get(f"/{FONT}", headers={"Accept-Encoding": "br"})
    assert answer.headers["content-type"] == "font/woff2"
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("path", ["/static/js/../../index.html", "/static/", "/static/js/nothing.js"])
def test_nothing_else_is_reached(files: TestClient, folder: Path, path: str) -> None:
    assert files.get(path).status_code == 404


def test_an_empty_form_is_not_sent(files: TestClient, folder: Path) -> None:
    packed_file(SCRIPT, "br").write_bytes(b"")
    answer = files.get(f"/{SCRIPT}", headers={"Accept-Encoding": "br, gzip"})
    assert answer.headers["content-encoding"] == "gzip"


@pytest.fixture
def two_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """What a Streamlit of two files would ship."""
    held = {"static/js/long.js": tmp_path / "long.js", "static/js/short.js": tmp_path / "short.js"}
    held["static/js/long.js"].write_text("export const figure = 1\n" * 100, encoding="utf-8")
    held["static/js/short.js"].write_text("export {}", encoding="utf-8")
    monkeypatch.setattr(packed_files, "shipped_files", lambda: held)
    monkeypatch.setenv(FOLDER_SETTING, str(tmp_path / "build"))
    return held


def test_forms_are_made_once_and_those_of_another_version_go(
    two_files: dict[str, Path], tmp_path: Path
) -> None:
    former = tmp_path / "build" / "static-former" / "js"
    former.mkdir(parents=True)
    pack()
    whole = two_files["static/js/long.js"].read_bytes()
    forms = [packed_file("static/js/long.js", encoding) for encoding in ("br", "gzip")]
    assert brotli.decompress(forms[0].read_bytes()) == gzip.decompress(forms[1].read_bytes()) == whole
    assert not packed_file("static/js/short.js", "br").exists()
    assert not former.exists()
    assert sorted(forms[0].parent.iterdir()) == sorted(forms)
    forms[0].write_bytes(b"kept")
    pack()
    assert forms[0].read_bytes() == b"kept"


def test_a_place_that_cannot_be_written_costs_a_line(
    two_files: dict[str, Path], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "build").write_text("a file where the folder should be", encoding="utf-8")
    with caplog.at_level(logging.WARNING, logger="regions.api"):
        pack()
    (line,) = caplog.messages
    assert "uncompressed" in line


def test_the_head_of_a_page_names_files_that_exist_once() -> None:
    named = re.findall(r'<link rel="modulepreload" crossorigin href="\./([^"]+)"', template())
    assert len(named) == len(set(named))
    assert set(named) <= set(shipped_files())
    assert any("PlotlyChart" in name for name in named)
    assert 'as="font"' in (shipped_folder() / "index.html").read_text(encoding="utf-8")
    assert 'as="font"' not in template()


def test_what_is_needed_comes_with_all_that_it_imports() -> None:
    manifest = {
        "Plotly.tsx": {"file": "a.js", "name": "PlotlyChart", "isDynamicEntry": True, "imports": ["_b.js"]},
        "_b.js": {"file": "b.js", "imports": ["_c.js", "Plotly.tsx"]},
        "_c.js": {"file": "c.js"},
        "_d.js": {"file": "d.js", "name": "DeckGl", "isDynamicEntry": True},
    }
    assert needed_files(manifest) == ["a.js", "b.js", "c.js"]
    assert needed_files({}) == []


def test_this_version_of_streamlit_knows_every_element_named() -> None:
    bundled = " ".join(shipped_files())
    assert [name for name in ELEMENTS if f"/{name}." not in bundled] == []
