"""The two sheets of a briefing as HTML, measured as in its files: what is read here is what is printed."""

from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path

from charts.paper import Paper, one_pyramid, paper_chart
from charts.theme import LIGHT
from exports.briefing.charts import paper_drawing
from exports.briefing.paper import CELL, COLUMNS, HALF_WIDTH, LOOKS, TEXT_HEIGHT, TEXT_WIDTH, Look
from exports.briefing.sheets import Address, Block, ChartRow, Panel, Words, sheets_of
from exports.link_code import code_picture
from exports.publication import Publication
from i18n.messages import messages
from interface.shared.html import colours, image, text
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.memory import per_build
from regions.exhibits.briefing import Brief, FigureTable, brief_of

BRIEF_STYLES = Path(__file__).parents[1] / "assets" / "brief.css"
_TAGS = {"title": "h2", "heading": "h3"}


@per_build(16)
def sheets_of_view(view: View, served_at: str, build: Build) -> str:
    """Return both sheets of a View, empty without a briefing; `served_at` is how the reader came here."""
    brief = brief_of(view, build)
    return sheets_html(brief, Publication(build.catalogue, served_at)) if brief else ""


def sheets_html(brief: Brief, publication: Publication) -> str:
    """Return both sheets."""
    t = messages(brief.language)
    sheets = sheets_of(brief, publication.catalogue, publication.link(brief.view))
    articles = "".join(
        f'<article class="brief-sheet" aria-label="{text(t("brief.sheet", page=number))}">'
        f"{_blocks_html(sheet, brief, publication.catalogue)}</article>"
        for number, sheet in enumerate(sheets, 1)
    )
    return f'<style>{_looks_css()}</style><div class="brief" style="{colours(LIGHT)}">{articles}</div>'


def _looks_css() -> str:
    """Return the looks of the sheets as rules, so that page, Word and Hangul share them."""
    rules = [f".brief .look-{name} {{ {_look_css(look)} }}" for name, look in LOOKS.items()]
    size = f"width: {TEXT_WIDTH:.1f}pt; min-height: {TEXT_HEIGHT:.1f}pt"
    return f".brief-sheet {{ {size}; }}{''.join(rules)}.brief table.figures {{ {_look_css(CELL)} }}"


def _look_css(look: Look) -> str:
    colour = "; color: var(--muted)" if look.muted else ""
    return (
        f"font-size: {look.size}pt; line-height: {look.pitch}pt; margin: {look.before}pt 0 0; "
        f"padding: 0 0 0 {look.indent}pt; text-indent: {look.margin - look.indent}pt; "
        f"font-weight: {700 if look.bold else 400}{colour}"
    )


def _blocks_html(blocks: Sequence[Block], brief: Brief, catalogue: Catalogue) -> str:
    parts = []
    for block in blocks:
        if isinstance(block, Words):
            tag = _TAGS.get(block.look, "p")
            parts.append(f'<{tag} class="look-{block.look}">{text(block.text)}</{tag}>')
        elif isinstance(block, FigureTable):
            parts.append(_table_html(block))
        elif isinstance(block, ChartRow):
            parts.append(_charts_html(block, brief, catalogue))
        else:
            parts.append(_address_html(block, brief))
    return "".join(parts)


def _table_html(figures: FigureTable) -> str:
    first, *middle, last = figures.head
    group = len(middle) // len(figures.columns)
    names = "".join(f'<th scope="colgroup" colspan="{group}">{text(name)}</th>' for name in figures.columns)
    heads = "".join(f'<th scope="col">{text(name)}</th>' for name in middle)
    ends = [f'<th scope="col" rowspan="2">{text(name)}</th>' for name in (first, last)]
    widths = COLUMNS[figures.lists]
    columns = "".join(f'<col style="width: {100 * width / sum(widths):.2f}%">' for width in widths)
    rows = "".join(
        f'<tr><th scope="row">{text(name)}</th>{"".join(f"<td>{text(cell)}</td>" for cell in cells)}</tr>'
        for name, *cells in figures.rows
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{text(figures.title)}">'
        f'<table class="figures"><colgroup>{columns}</colgroup><thead>'
        f"<tr>{ends[0]}{names}{ends[1]}</tr><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _charts_html(row: ChartRow, brief: Brief, catalogue: Catalogue) -> str:
    width = HALF_WIDTH if len(row.panels) > 1 else TEXT_WIDTH
    figures = "".join(
        f'<figure><figcaption class="look-caption">{text(panel.caption)}</figcaption>'
        f"{image(_svg(panel, width, row.height, brief, catalogue), panel.exhibit.alternative_text, 'chart')}"
        "</figure>"
        for panel in row.panels
    )
    return f'<div class="charts charts-{len(row.panels)}">{figures}</div>'


def _svg(panel: Panel, width: float, height: float, brief: Brief, catalogue: Catalogue) -> str:
    drawn = paper_drawing(panel.exhibit, catalogue)
    per_cent = set(panel.exhibit.units.values()) == {"%"} and panel.exhibit.view.mode == "level"
    paper = Paper(width, height, brief.language, "%" if per_cent else "")
    return paper_chart(drawn if panel.pyramid is None else one_pyramid(drawn, panel.pyramid), paper)


def _address_html(address: Address, brief: Brief) -> str:
    words = f'<p class="look-note">{text(address.text)}</p>'
    if not address.url.startswith("http"):
        return f'<div class="live"><div>{words}<p class="look-note">{text(address.url)}</p></div></div>'
    alternative = f"{messages(brief.language)('slide.code_text')} {address.url}"
    code = b64encode(code_picture(address.url)).decode()
    link = f'<p class="look-note"><a href="{text(address.url)}">{text(address.url)}</a></p>'
    return (
        f'<div class="live"><img class="code" src="data:image/png;base64,{code}" alt="{text(alternative)}">'
        f"<div>{words}{link}</div></div>"
    )
