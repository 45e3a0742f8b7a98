"""The HTML a page starts with, for whoever reads it before any script runs: crawlers, previews.

Language, title, description, links to the other languages, and for an indicator a schema.org Dataset.
"""

import hashlib
import json
import os
from functools import cache, partial
from html import escape
from pathlib import Path
from urllib.parse import urlencode
from xml.sax.saxutils import escape as escape_xml

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from api.answers import has_tag
from api.descriptions import sources_of
from api.encodings import compressed, wished_encodings
from api.links import PUBLIC_URL, link, public_url
from api.packed_files import shipped_folder
from api.preloads import with_preloads
from api.previews import asked_for, kept_parameters, preview_address
from api.words import words_script
from exports.formats import addressed
from exports.previews import SIZE
from i18n.lists import sentences
from i18n.messages import messages
from regions.asking.page_specs import PAGES
from regions.asking.view import View
from regions.database.build import Build, DatabaseMissing, current_build, database_exists
from regions.database.catalogue import Indicator
from regions.database.languages import HABITS, LANGUAGES, Language, matching_language
from regions.words.titles import view_title

# The first have to run before the scripts of the page. The others, and the styles, would be sent with every
# run of a page, were they parts of it; with the document a browser keeps them.
_SCRIPTS = (
    *("history.js", "translation.js", "words.js", "search.js", "picker.js", "keyboard.js"),
    *("map_tools.js", "figure_actions.js"),
)
_SHIPPED_WITH = Path(__file__).with_name("document")
_QUALITY = 5  # a document is made for each reader: a millisecond
_SERVED_HERE = 'window.__streamlit = { BACKEND_BASE_URL: new URL("./", window.location.href).href }'


@cache
def template() -> str:
    """Return the HTML that Streamlit ships, with scripts that run before its own, and our styles.

    They keep history and translated texts in order, and say where the server is: all pages lie side by side,
    and a page opened by its own address would look for the server below that first. The styles stand in the
    body: Streamlit writes its own into the head, and of two equally strong ones the later holds.
    """
    shipped = with_preloads((shipped_folder() / "index.html").read_text(encoding="utf-8"))
    files = ((_SHIPPED_WITH / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    inline = "\n    ".join(f"<script>{script}</script>" for script in (_SERVED_HERE, words_script(), *files))
    styles = (_SHIPPED_WITH / "styles.css").read_text(encoding="utf-8")
    scripted = shipped.replace("<head>", f"<head>\n    {inline}", 1)
    return scripted.replace("<body>", f"<body>\n    <style>\n{styles}</style>", 1)


async def page_document(request: Request, page: str) -> Response:
    """The HTML of a page, in the language of the link."""
    asked = request.query_params.get("lang") or request.headers.get("accept-language", "").split(",")[0]
    language = matching_language(asked)
    head = _head(request, page, language, public_url(request))
    html = template().replace('<html lang="en">', f'<html lang="{language}">', 1)
    html = html.replace("<title>Streamlit</title>", head, 1)
    headers = {"Content-Language": language, **_caching("Accept-Language", "Accept-Encoding")}
    return _html(request, html.encode(), headers)


def _html(request: Request, body: bytes, headers: dict[str, str]) -> Response:
    """Answer with a document, compressed where the client takes that, or 304 where it has it already."""
    headers["ETag"] = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
    if has_tag(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    for encoding in wished_encodings(request.headers.get("accept-encoding", ""))[:1]:
        body = compressed(body, encoding, _QUALITY)
        headers["Content-Encoding"] = encoding
    return HTMLResponse(body, headers=headers)


def _caching(*varies: str) -> dict[str, str]:
    """Return how far an answer with whole addresses in it may be kept.

    Without a public address they repeat the host of the request: kept by a proxy, a forged one would be
    handed to everybody.
    """
    if os.environ.get(PUBLIC_URL):
        return {"Cache-Control": "no-cache", **({"Vary": ", ".join(varies)} if varies else {})}
    return {"Cache-Control": "private, no-cache", "Vary": ", ".join((*varies, "Host"))}


def _head(request: Request, page: str, language: Language, base: str) -> str:
    t = messages(language)
    view, build = _view_asked(request, page, language)
    indicator = build.catalogue.indicator(view.indicators[0]) if build and view.indicators else None
    title = view_title(view, build.catalogue if build else None)
    description = indicator.definition[language] if indicator else t("product.tagline")
    kept = kept_parameters(view)
    path = PAGES[page].path

    def of_language(code: str | None) -> str:
        query = urlencode([("lang", code), *kept] if code else kept)
        return f"{base}{path}" + (f"?{query}" if query else "")

    properties = {
        "og:title": title,
        "og:description": description,
        "og:type": "website",
        "og:site_name": t("product.name"),
        "og:url": of_language(language),
        "og:locale": HABITS[language].locale.replace("-", "_"),
    }
    if build:
        width, height = SIZE
        properties |= {
            "og:image": base + preview_address(view),
            "og:image:width": str(width),
            "og:image:height": str(height),
            "og:image:alt": title,
        }
    card = "summary_large_image" if build else "summary"
    lines = [
        f"<title>{escape(title)}</title>",
        f'<meta name="description" content="{escape(description)}" />',
        *(f'<meta property="{key}" content="{escape(value)}" />' for key, value in properties.items()),
        f'<meta name="twitter:card" content="{card}" />',
        f'<link rel="canonical" href="{escape(of_language(language))}" />',
        *(f'<link rel="alternate" hreflang="{c}" href="{escape(of_language(c))}" />' for c in LANGUAGES),
        f'<link rel="alternate" hreflang="x-default" href="{escape(of_language(None))}" />',
    ]
    if indicator and build and indicator.id in build.catalogue.indicators:
        dataset = dataset_description(indicator, build, language, base)
        # Inside a script element only "<" could end it.
        text = json.dumps(dataset, ensure_ascii=False).replace("<", "\\u003c")
        lines.append(f'<script type="application/ld+json">{text}</script>')
    return "\n    ".join(lines)


def _view_asked(request: Request, page: str, language: Language) -> tuple[View, Build | None]:
    """Return the View of the address with nothing in it that was not asked for, and the build."""
    try:
        build = current_build()
    except DatabaseMissing:
        if database_exists():
            raise
        return View(page, language), None  # the page itself builds the database and shows how it goes
    return asked_for(request, page, language, build.catalogue), build


def dataset_description(
    indicator: Indicator, build: Build, language: Language, base: str
) -> dict[str, object]:
    """Return an indicator as a schema.org Dataset."""
    first, last = indicator.years
    sources = sources_of(indicator, build.catalogue)
    publishers = dict.fromkeys(source.publisher[language] for source in sources)
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{base}/sources?indicator={indicator.id}",
        "identifier": indicator.id,
        "name": indicator.name[language],
        "alternateName": [indicator.name[code] for code in LANGUAGES if code != language],
        "description": sentences(
            (
                indicator.definition[language],
                indicator.comparability_reason[language],
                messages(language)("product.tagline"),
            ),
            language,
        ),
        "inLanguage": language,
        "url": f"{base}/sources?lang={language}&indicator={indicator.id}",
        "temporalCoverage": f"{first}/{last}",
        "spatialCoverage": [
            {"@type": "Place", "name": build.catalogue.regions[code].name[language]}
            for code in indicator.countries
        ],
        "variableMeasured": {
            "@type": "PropertyValue",
            "name": indicator.name[language],
            "unitText": indicator.unit[language],
        },
        "version": build.id,
        "creator": [{"@type": "Organization", "name": name} for name in publishers],
        "isBasedOn": [source.url for source in sources],
        "license": list(dict.fromkeys(source.licence for source in sources)),
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": format_.media_type,
                "contentUrl": f"{base}/api/v1/data/{indicator.id}.{kind}?lang={language}",
            }
            for kind, format_ in addressed("figures").items()
        ],
    }


async def sitemap(request: Request) -> Response:
    """Every page and every indicator, each in three languages that name one another."""
    base = public_url(request)
    places = [spec.path for spec in PAGES.values()]
    places += [f"/sources?indicator={code}" for code in current_build().catalogue.indicators]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    )
    for place in places:
        links = {code: base + _in_language(place, code) for code in LANGUAGES}
        alternates = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape_xml(link)}"/>'
            for code, link in links.items()
        )
        lines += [f"<url><loc>{escape_xml(link)}</loc>{alternates}</url>" for link in links.values()]
    lines.append("</urlset>")
    return Response("\n".join(lines), media_type="application/xml", headers=_caching())


def _in_language(place: str, code: str) -> str:
    return f"{place}{'&' if '?' in place else '?'}lang={code}"


async def robots(request: Request) -> Response:
    """What crawlers may read: everything but the whole database, and where the sitemap is."""
    whole = f"Disallow: {link('/api/v1/database.duckdb')}"
    lines = ("User-agent: *", whole, f"Sitemap: {public_url(request)}/sitemap.xml")
    return PlainTextResponse("\n".join(lines) + "\n", headers=_caching())


async def llms(request: Request) -> Response:
    """What is here, how to ask and how to cite, for assistants (llmstxt.org)."""
    text = (Path(__file__).parent / "llms.txt").read_text(encoding="utf-8")
    return PlainTextResponse(text.replace("{base}", public_url(request)), headers=_caching())


def document_routes() -> list[Route]:
    """Return the routes of the pages' HTML, the sitemap, robots.txt and llms.txt."""
    pages = [Route(spec.path, partial(page_document, page=name)) for name, spec in PAGES.items()]
    return [*pages, Route("/sitemap.xml", sitemap), Route("/robots.txt", robots), Route("/llms.txt", llms)]
