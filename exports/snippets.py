"""Lines to paste elsewhere: code that reads a selection as open data, HTML that embeds a view."""

from html import escape
from urllib.parse import urlencode

from exports.publication import Publication
from regions.asking.selection import REGION, Selection
from regions.database.languages import Language
from regions.shapes.exhibit import Exhibit

EMBEDDED_HEIGHT = 900
LANGUAGES_OF_CODE = ("python", "sql", "r", "powerquery")

_PYTHON = """import pandas as pd

figures = pd.read_csv("{address}")"""
_SQL = """SELECT *
FROM read_csv('{address}');"""
_R = """figures <- read.csv("{address}", fileEncoding = "UTF-8-BOM")"""
_POWER_QUERY = """let
    Source = Csv.Document(
        Web.Contents("{address}"),
        [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]
    ),
    Headers = Table.PromoteHeaders(Source, [PromoteAllScalars = true]),
    Figures = Table.TransformColumnTypes(
        Headers, {{{{"year", Int64.Type}}, {{"value", type number}}}}, "en-US"
    )
in
    Figures"""
_TEMPLATES = {"python": _PYTHON, "sql": _SQL, "r": _R, "powerquery": _POWER_QUERY}


def figures_address(selection: Selection, language: Language, kind: str) -> str:
    """Return path and query under which a selection is open data, e.g. `/api/v1/figures.csv?topic=ageing`."""
    pairs: list[tuple[str, object]] = []
    for name, values in (
        ("indicator", selection.indicators),
        ("topic", selection.topics),
        ("comparability", selection.comparabilities),
        ("country", selection.countries),
        ("block", selection.blocks),
        ("kind", selection.kinds),
        ("region", selection.regions),
        ("status", selection.statuses),
    ):
        pairs += [(name, value) for value in values]
    if selection.level != REGION:
        pairs.append(("level", selection.level))
    pairs += [("within", code) for code in selection.within]
    if selection.year_from is not None:
        pairs.append(("from", selection.year_from))
    if selection.year_to is not None:
        pairs.append(("to", selection.year_to))
    if selection.currency != "national":
        pairs.append(("currency", selection.currency))
    if selection.mode != "level":
        pairs.append(("mode", selection.mode))
    return f"/api/v1/figures.{kind}?{urlencode([*pairs, ('lang', language)])}"


def snippet(code: str, address: str) -> str:
    """Return the lines that read an address, in one of `LANGUAGES_OF_CODE`."""
    return _TEMPLATES[code].format(address=address)


def embed_address(exhibit: Exhibit, publication: Publication) -> str:
    """Return the address that shows a view without navigation."""
    return f"{publication.link(exhibit.view)}&embed=true"


def embed_snippet(exhibit: Exhibit, publication: Publication) -> str:
    """Return the HTML that puts a view into another web page."""
    return (
        f'<iframe src="{escape(embed_address(exhibit, publication))}" title="{escape(exhibit.title)}" '
        f'width="100%" height="{EMBEDDED_HEIGHT}" style="border:0" loading="lazy"></iframe>'
    )
