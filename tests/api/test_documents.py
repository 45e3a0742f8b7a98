"""What crawlers and previews read before any script runs."""

import json
import re
from html import escape
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from api.links import PUBLIC_URL
from i18n.messages import messages
from regions.asking.page_specs import PAGES
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES, Language

LINKED_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_starts_in_the_language_of_the_link(client: TestClient, page: str, language: str) -> None:
    answer = client.get(f"{PAGES[page].path}?lang={language}")
    html = answer.text
    t = messages(language)
    assert f'<html lang="{language}">' in html
    assert f"<title>{escape(t('page.' + page))} | {t('product.name')}</title>" in html
    assert f'property="og:locale" content="{language}_' in html
    for other in LANGUAGES:
        assert f'hreflang="{other}" href="http://testserver{PAGES[page].path}?lang={other}"' in html
    assert html.count("<title>") == 1
    assert '<div id="root">' in html


@pytest.mark.parametrize(
    ("address", "title"),
    [
        (
            "/compare?lang=ko&indicator=share_65plus&region=KR-47&region=JP-05",
            ": 경북·아키타 | ",
        ),
        ("/region?lang=en&region=KR-47", "Gyeongbuk"),
        ("/region?lang=ko&region=KR-47730", "의성"),
        ("/municipalities?lang=en&indicator=census_population&region=KR-47", "ensus"),
        ("/compare?lang=ja&indicator=nothing&region=KR-99", ""),
    ],
)
def test_a_preview_names_what_the_link_shows(client: TestClient, address: str, title: str) -> None:
    html = client.get(address).text
    (shown,) = re.findall('property="og:title" content="(.*?)"', html)
    (led,) = re.findall('property="og:url" content="(.*?)"', html)
    assert title in shown and html.count(escape(shown)) >= 1
    regions = re.findall("region=([A-Z]{2}-[0-9]+)", address)
    assert [code for code in regions if code != "KR-99"] == re.findall("region=([A-Z]{2}-[0-9]+)", led)


def test_the_clients_language_decides_where_the_link_does_not(client: TestClient) -> None:
    answer = client.get("/compare", headers={"Accept-Language": "ja-JP,ja;q=0.9"})
    assert '<html lang="ja">' in answer.text
    assert answer.headers["vary"] == "Accept-Language, Accept-Encoding, Host"


def test_a_document_is_compressed_and_not_sent_twice(client: TestClient) -> None:
    plain = client.get("/?lang=ko", headers={"Accept-Encoding": "identity"})
    for accepted in ("br", "gzip"):
        packed = client.get("/?lang=ko", headers={"Accept-Encoding": accepted})
        assert packed.headers["content-encoding"] == accepted
        assert int(packed.headers["content-length"]) < len(plain.content) / 2
        assert packed.content == plain.content
    known = client.get("/?lang=ko", headers={"If-None-Match": plain.headers["etag"]})
    assert (known.status_code, known.content) == (304, b"")
    other = client.get("/?lang=ja", headers={"If-None-Match": plain.headers["etag"]})
    assert other.status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_indicator_is_described_as_a_dataset(
    client: TestClient, catalogue: Catalogue, language: Language
) -> None:
    for code, indicator in catalogue.indicators.items():
        html = client.get(f"/sources?indicator={code}&lang={language}").text
        found = LINKED_DATA.search(html)
        assert found is not None
        dataset = json.loads(found.group(1))
        assert dataset["@type"] == "Dataset"
        assert dataset["name"] == indicator.name[language]
        assert 50 <= len(dataset["description"]) <= 5000  # what dataset search engines take
        assert dataset["license"]
        assert dataset["creator"]
        kinds = [held["contentUrl"].split("?")[0].rsplit(".", 1)[1] for held in dataset["distribution"]]
        assert kinds == ["csv", "json", "parquet", "xlsx"]
    assert client.head(dataset["distribution"][0]["contentUrl"]).status_code == 200


def test_nothing_from_the_address_becomes_markup(client: TestClient) -> None:
    attack = '"><script>alert(1)</script>'
    html = client.get("/sources", params={"indicator": attack, "lang": attack, "region": attack}).text
    assert "alert(1)" not in html
    assert '<html lang="en">' in html


def test_the_sitemap_names_every_page_and_indicator_in_three_languages(
    client: TestClient, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PUBLIC_URL, "https://regions.example.org/")
    root = ElementTree.fromstring(client.get("/sitemap.xml").text)
    urls = root.findall("s:url", SITEMAP)
    assert len(urls) == 3 * (len(PAGES) + len(catalogue.indicators))
    for url in urls:
        links = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", SITEMAP)}
        assert set(links) == set(LANGUAGES)
        assert url.findtext("s:loc", namespaces=SITEMAP) in links.values()
        assert all(str(link).startswith("https://regions.example.org/") for link in links.values())
    assert "Sitemap: https://regions.example.org/sitemap.xml" in client.get("/robots.txt").text


def test_no_proxy_keeps_an_answer_that_repeats_the_host(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = ("/", "/compare", "/sitemap.xml", "/robots.txt")
    for path in paths:
        headers = client.get(path, headers={"Host": "evil.example"}).headers
        assert headers["cache-control"] == "private, no-cache", path
        assert "Host" in headers["vary"].split(", "), path
    monkeypatch.setenv(PUBLIC_URL, "https://regions.example.org")
    for path in paths:
        answer = client.get(path, headers={"Host": "evil.example"})
        assert "evil.example" not in answer.text
        assert "Host" not in answer.headers.get("vary", ""), path


def test_what_each_run_would_send_again_comes_with_the_document(client: TestClient) -> None:
    head, body = client.get("/?lang=ko").text.split("<body>", 1)
    for script in ("window.showPicker", "window.toolsOfMap", "window.actionsOfFigure"):
        assert f"{script} = " in head
    # Behind the styles that Streamlit writes into the head, before those of a page.
    assert body.index(".st-key-topbar {") < body.index('id="root"')
