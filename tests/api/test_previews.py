"""Pictures of links: for every page, without a browser, with what the address asks for."""

from io import BytesIO

import pytest
from PIL import Image
from starlette.testclient import TestClient

from api import previews
from api.links import PUBLIC_URL
from api.queue import Queue
from charts.theme import LIGHT
from exports import previews as drawing
from exports.previews import SIZE, preview
from exports.thumbnail import places_picture
from regions.asking.page_specs import PAGES
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("page", "language"), [(page, LANGUAGES[n % len(LANGUAGES)]) for n, page in enumerate(PAGES)]
)
def test_every_page_has_a_picture_that_its_head_names(client: TestClient, page: str, language: str) -> None:
    html = client.get(f"{PAGES[page].path}?lang={language}").text
    assert f'property="og:image" content="http://testserver/previews/{page}.png?lang={language}"' in html
    assert 'name="twitter:card" content="summary_large_image"' in html
    answer = client.get(f"/previews/{page}.png?lang={language}")
    assert answer.headers["content-type"] == "image/png"
    with Image.open(BytesIO(answer.content)) as picture:
        assert picture.size == SIZE
        assert len(picture.getcolors(maxcolors=SIZE[0] * SIZE[1]) or ()) > 10


def test_the_picture_follows_regions_and_indicator_alone(client: TestClient) -> None:
    address = "/compare?lang=ko&indicator=births&region=KR-47&region=JP-05&region=XX-99&year=2001"
    html = client.get(address).text
    shown = "/previews/compare.png?lang=ko&amp;indicator=births&amp;region=KR-47&amp;region=JP-05"
    assert f'content="http://testserver{shown}"' in html
    one, other = (
        client.get(f"/previews/compare.png?region=KR-47&region={code}") for code in ("JP-05", "JP-13")
    )
    assert one.content != other.content
    broken = client.get("/previews/compare.png?region=KR-47&region=JP-05&region=XX-99&indicator=x")
    assert broken.content == one.content


def test_a_municipality_stands_out_as_its_region(client: TestClient) -> None:
    municipality, other = (
        client.get(f"/previews/region.png?region={code}") for code in ("KR-47730", "JP-32")
    )
    assert municipality.status_code == 200
    assert municipality.content != other.content
    assert client.get("/previews/municipalities.png?indicator=census_population").status_code == 200


def test_a_public_address_stands_before_the_picture(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PUBLIC_URL, "https://regions.example.org/kj/")
    html = client.get("/region?lang=ja&region=JP-32", headers={"Host": "evil.example"}).text
    shown = "https://regions.example.org/kj/previews/region.png?lang=ja&amp;region=JP-32"
    assert f'property="og:image" content="{shown}"' in html


def test_a_picture_is_kept_and_not_sent_twice(client: TestClient) -> None:
    first = client.get("/previews/deck.png")
    again = client.get("/previews/deck.png", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head("/previews/deck.png").headers["content-length"] == str(len(first.content))


def test_no_page_no_picture(client: TestClient) -> None:
    answer = client.get("/previews/nothing.png")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


def test_too_many_at_once_come_later(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previews, "_QUEUE", Queue(0, "busy_drawing"))
    answer = client.get("/previews/rank.png?lang=ja&indicator=births")
    assert answer.status_code == 503
    assert answer.headers["retry-after"]


def test_a_system_without_fonts_still_draws(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    view = View("deck", "ja")
    lettered = preview(view, build)
    monkeypatch.setattr(drawing, "_font", lambda language, size: None)
    bare = preview(view, build)
    assert bare.startswith(PNG)
    assert bare != lettered


@pytest.mark.parametrize(("codes", "strong"), [((), 64), (("KR-47", "JP-05"), 2)])
def test_the_regions_asked_for_stand_out(catalogue: Catalogue, codes: tuple[str, ...], strong: int) -> None:
    drawn = places_picture(codes, catalogue)
    assert sum(drawn.count(f'fill="{LIGHT.country(country)}"') for country in ("KR", "JP")) == strong
    assert drawn.count(f'fill="{LIGHT.faded}"') == 64 - strong
