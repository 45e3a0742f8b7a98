"""Pictures of charts: the page's own parameters, one at a time, and what is said where there is no Chrome."""

import threading
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api import charts
from api.queue import RETRY_SECONDS
from exports import pictures
from exports.pictures import CannotDraw
from i18n.messages import messages
from regions.database.languages import LANGUAGES
from scripts.browser import find_browser

CHARTS = "/api/v1/charts"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def pen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Stand in for the Chrome; note what it was asked to draw."""
    asked: list[tuple[Any, ...]] = []

    def draw(figure: Any, kind: str, shape: str) -> bytes:
        asked.append((figure, kind, shape))
        return str(figure.to_json()).encode()

    monkeypatch.setattr(charts, "can_draw", lambda: True)
    monkeypatch.setattr(charts, "picture", draw)
    # Answers are kept for each build: what an earlier test has drawn must not answer this one.
    monkeypatch.setattr("api.answers._SHELF.get", lambda key: None)
    return asked


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_chrome_draws_the_chart(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, kind: str, tmp_path: Path
) -> None:
    browser = find_browser()
    if browser is None:
        pytest.skip("NO BROWSER: the pictures were not tested")
    monkeypatch.setenv("BROWSER_PATH", str(browser))
    pictures.can_draw.cache_clear()
    answer = client.get(f"{CHARTS}/compare.{kind}?lang=ja&indicator=births&region=KR-47&region=JP-05")
    pictures.can_draw.cache_clear()
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == {"png": "image/png", "svg": "image/svg+xml"}[kind]
    assert answer.headers["etag"]
    if kind == "png":
        width, height = (int.from_bytes(answer.content[n : n + 4]) for n in (16, 20))
        assert answer.content.startswith(PNG)
        assert (width, height) == (2560, 1440)
    else:
        assert "秋田" in answer.text  # text stays text
        assert "<script" not in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "overview.png", "overview.png?show=tiles&year=2020", "overview.png?indicator=grdp_per_capita_cv",
        "compare.svg?indicator=births&region=KR-11&region=JP-13&mode=index&scale=log&from=2000&to=2020",
        "rank.png", "rank.png?show=swarm", "rank.png?show=change", "rank.png?show=relation&log=x",
        "rank.png?show=concentration&measure=theil&indicator=grdp_per_capita", "rank.png?by=block",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_of_drawing_is_drawn(
    client: TestClient, pen: list[tuple[Any, ...]], query: str, language: str
) -> None:
    answer = client.get(f"{CHARTS}/{query}{'&' if '?' in query else '?'}lang={language}&shape=4:3")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-language"] == language
    assert [(kind, shape) for _, kind, shape in pen] == [(query.split("?")[0][-3:], "4:3")]
    assert pen[0][0].data


def test_a_picture_is_kept_and_known_again(
    client: TestClient, pen: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(charts, "can_draw", lambda: True)
    drawn: list[int] = []

    def draw(figure: Any, kind: str, shape: str) -> bytes:
        drawn.append(1)
        return PNG

    monkeypatch.setattr(charts, "picture", draw)
    address = f"{CHARTS}/compare.png?indicator=births&region=KR-48&region=JP-40"
    first = client.get(address)
    assert client.get(address).content == first.content == PNG
    assert len(drawn) == 1
    assert client.get(address, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("region.png", 404, "unknown_chart"),
        ("../data.png", 404, "not_found"),
        ("overview.gif", 404, "unknown_format"),
        ("overview.png?form=2010", 400, "unknown_parameter"),
        ("overview.png?mode=index", 400, "unknown_parameter"),
        ("overview.png?indicator=birth", 400, "invalid_value"),
        ("overview.png?indicator=births&indicator=births", 400, "repeated_parameter"),
        ("overview.png?lang=fr", 400, "invalid_value"),
        ("overview.png?lang=", 400, "invalid_value"),
        ("overview.png?currency=won", 400, "invalid_value"),
        ("overview.png?year=1800", 400, "invalid_value"),
        ("overview.png?year=1950", 400, "unusable_view"),
        ("compare.png?indicator=births&" + "&".join(["region=KR-47"] * 13), 400, "too_many_values"),
        ("overview.png?shape=3:1", 400, "invalid_value"),
        ("rank.png?among=x", 400, "invalid_value"),
        ("compare.png?mode=lag", 404, "nothing_to_draw"),
    ],
)
def test_what_cannot_be_drawn_is_said(
    client: TestClient, pen: list[tuple[Any, ...]], query: str, status: int, code: str
) -> None:
    answer = client.get(f"{CHARTS}/{query}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert not pen


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_chrome_the_error_says_what_to_do(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(charts, "can_draw", lambda: False)
    answer = client.get(f"{CHARTS}/overview.png?lang={language}")
    assert answer.status_code == 501
    assert answer.json()["error"]["message"] == messages(language)("api.error.no_chrome")
    assert "requirements-pictures.txt" in answer.text


def test_kaleido_or_chrome_missing_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "find_spec", lambda name: None)
    assert not pictures.can_draw.__wrapped__()


def test_a_chrome_that_fails_is_no_failure_of_the_server(
    client: TestClient, pen: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> bytes:
        raise CannotDraw("secret detail")

    monkeypatch.setattr(charts, "picture", fail)
    answer = client.get(f"{CHARTS}/overview.png?indicator=births")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == str(RETRY_SECONDS)
    assert "secret" not in answer.text


def test_one_is_drawn_at_a_time_and_few_wait(
    client: TestClient, pen: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, lock = threading.Event(), threading.Lock()
    at_once = [0, 0]

    def slow(*arguments: object) -> bytes:
        with lock:
            at_once[0] += 1
            at_once[1] = max(at_once)
        go_on.wait(30)
        with lock:
            at_once[0] -= 1
        return PNG

    monkeypatch.setattr(charts, "picture", slow)
    answers: list[int] = []

    def ask(year: int) -> None:
        answer = client.get(f"{CHARTS}/overview.png?indicator=births&year={year}")
        answers.append(answer.status_code)
        if answer.status_code == 503:
            assert answer.json()["error"]["code"] == "busy_drawing"
            go_on.set()  # the first that is refused lets the others end

    threads = [threading.Thread(target=ask, args=(2000 + n,)) for n in range(charts.MOST_WAITING + 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert at_once[1] == 1
    assert set(answers) == {200, 503}
    assert answers.count(200) >= charts.MOST_WAITING
