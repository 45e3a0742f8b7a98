"""A Listing on the page: chart, table, warnings, actions."""

import math
import re

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from charts.type import text_width
from exports.powerpoint.slides import Draw
from i18n.messages import Messages, messages
from i18n.numbers import NOT_AVAILABLE, number
from interface.shared.actions import list_actions
from interface.shared.figure import draw_chart
from interface.shared.html import literal, skip_link, unbroken
from interface.shared.state import PageRequest, widget_key
from interface.shared.tables import Table
from regions.asking.page_specs import PAGES
from regions.shapes.listing import AMOUNTS, Listing

_LINKS = ("source_url", "register", "url")
_YEARS = ("round_year", "year")
# A publisher's file may hold anything where an address should stand; only these become links.
_ADDRESS = r"https?://[^\s/]"
_THIRTEEN_DIGITS = 128  # pixels
# Longer tables scroll in a window of their own.
MOST_OPEN, TALLEST = 12, 460
_TABLE = "table"
# A text wider than the first is written in lines, at most as many as these in a column at most so wide.
_LONG, _LINES, _WIDEST = 330, 3, 520
_LETTER, _LINE, _AIR = 13, 20, 8


def draw_list(figure: go.Figure, listing: Listing, *, selectable: bool = False) -> list[str]:
    """Draw a chart of a list with its text alternative.

    Returns:
        Codes of the regions the reader has clicked on; empty unless `selectable`.
    """
    key, words = f"chart-{listing.id}", listing.alternative_text
    return draw_chart(figure, key, words, listing.language, selectable=selectable)


def show_list(listing: Listing) -> None:
    """Write the list as a table with headings in the reader's language; addresses become links."""
    # Lists are kept for all who ask; the table goes with its list.
    held = vars(listing)
    if _TABLE not in held:
        held[_TABLE] = rows_table(listing.data[list(listing.columns)], listing.language)
    show_rows_table(held[_TABLE], listing.language, f"frame-{listing.id}", listing.title)


def show_rows(rows: pd.DataFrame, language: str, key: str, title: str) -> None:
    """Write rows as a table.

    Args:
        rows: Columns whose headings are the messages `listing.column.<name>`; empty columns are left out.
        language: Language of the headings.
        key: Key of the table on the page.
        title: What a listener is told.
    """
    show_rows_table(rows_table(rows, language), language, key, title)


def show_rows_table(table: Table, language: str, key: str, title: str) -> None:
    """Draw a table that `rows_table` has made; the other arguments are those of `show_rows`."""
    if table.in_lines is not None:
        with st.container(key=f"lines-{key}"):
            st.table(table.in_lines, hide_index=True, alt=title)
    else:
        st.html(skip_link(messages(language)("frame.skip_table")))
        st.dataframe(
            table.frame,
            key=key,
            hide_index=True,
            column_config=table.columns,
            height="content" if len(table.frame) <= MOST_OPEN else TALLEST,
            row_height=table.row_height,
            placeholder="",
            alt=title,
        )
    if table.source:
        # Not a caption: links in those are too pale to read.
        st.markdown(f":small[{table.source}]")


def _widest(values: pd.Series) -> float:
    """Return how wide the longest text would be in one line; addresses are links with a short text."""
    texts = (value for value in values.tolist() if isinstance(value, str) and not re.match(_ADDRESS, value))
    return max((text_width(text, _LETTER) for text in texts), default=0.0)


def _written(table: pd.DataFrame, columns: dict[str, ColumnConfig], language: str) -> pd.DataFrame:
    """Return a table in which numbers are text, in groups of three digits where their column says so."""
    grouped = [name for name in columns if pd.api.types.is_numeric_dtype(table[name])]
    return table.assign(**{name: [number(one, language) for one in table[name]] for name in grouped})


def _in_lines(frame: pd.DataFrame, t: Messages) -> pd.DataFrame:
    """Return a table in Markdown; addresses become links, that of a source on its name."""
    source, url = (t(f"listing.column.{name}") for name in ("source", "source_url"))
    written = frame.map(lambda value: literal(str(value)) if pd.notna(value) else "")
    for dated in (t("listing.column.date"), t("listing.column.as_of")):
        if dated in written:
            written[dated] = written[dated].map(unbroken)
    for name in frame:
        links = frame[name].astype(str).str.match(_ADDRESS)
        words = written[source] if name == url and source in frame else t("sources.open")
        written[name] = written[name].where(~links, "[" + words + "](<" + frame[name].astype(str) + ">)")
    if source in frame and url in frame:
        written = written.assign(**{source: written[url].where(written[url] != "", written[source])})
        written = written.drop(columns=url)
    return written


def rows_table(rows: pd.DataFrame, language: str) -> Table:
    """Return rows as they are written; the arguments are those of `show_rows`."""
    t = messages(language)
    rows, source = _without_one_source(rows, t)
    kept = [str(name) for name in rows if rows[name].notna().any()]
    columns: dict[str, ColumnConfig] = {
        t(f"listing.column.{name}"): st.column_config.LinkColumn(display_text=t("sources.open"))
        for name in _LINKS
        if name in kept
    }
    if "corporate_number" in kept:
        heading = t("listing.column.corporate_number")
        columns[heading] = st.column_config.TextColumn(width=_THIRTEEN_DIGITS)
    table = pd.DataFrame({t(f"listing.column.{name}"): _cells(rows[name], name, language) for name in kept})
    columns |= _numbers(rows, kept, table, t)
    long = {str(name): wide for name in table if (wide := _widest(table[name])) > _LONG}
    if long and len(table) <= MOST_OPEN:
        return Table(table, columns, source=source, in_lines=_in_lines(_written(table, columns, language), t))
    for name, wide in long.items():
        # By itself a column would be as wide as its first rows need.
        room = max(_LONG / 2, min(_WIDEST, wide / (_LINES - 0.5)))
        columns[name] = st.column_config.TextColumn(width=round(room))
    lines = max((math.ceil(wide / _WIDEST + 0.5) for wide in long.values()), default=1)
    high = _AIR + _LINE * max(_LINES, lines) if long else None
    return Table(table, columns, high, source)


def _without_one_source(rows: pd.DataFrame, t: Messages) -> tuple[pd.DataFrame, str]:
    """Return rows without the source that all of them have, and the line that names it below them."""
    if len(rows) < 2 or not {"source", "source_url"} <= {*rows}:
        return rows, ""
    if rows.source.isna().any() or rows.source.nunique() > 1:
        return rows, ""
    name, url = literal(rows.source.iloc[0]), rows.source_url.iloc[0]
    words = f"[{name}](<{url}>)" if re.match(_ADDRESS, str(url)) else name
    return rows.drop(columns=["source", "source_url"]), t("listing.one_source", source=words)


def _cells(values: pd.Series, name: str, language: str) -> pd.Series:
    """Return a column as it is written: an empty cell or, among numbers, a dash where there is nothing."""
    values = values.reset_index(drop=True)
    if name in _LINKS:
        return values.astype(object).where(values.astype(str).str.match(_ADDRESS), None)
    if not pd.api.types.is_numeric_dtype(values):
        return values.astype(object).where(values.notna(), "")
    if values.notna().all():
        return values
    if name in _YEARS:
        return values.map(lambda year: str(int(year)) if pd.notna(year) else "")
    return values.map(lambda value: number(value, language) if pd.notna(value) else NOT_AVAILABLE)


def _numbers(
    rows: pd.DataFrame, kept: list[str], table: pd.DataFrame, t: Messages
) -> dict[str, ColumnConfig]:
    """Return how numbers are written: whole ones in groups of three digits, all at the right."""
    columns: dict[str, ColumnConfig] = {}
    for name in kept:
        heading = t(f"listing.column.{name}")
        if pd.api.types.is_numeric_dtype(table[heading]):
            if name in AMOUNTS:
                columns[heading] = st.column_config.NumberColumn(format="localized")
        elif pd.api.types.is_numeric_dtype(rows[name]) and name not in _YEARS:
            columns[heading] = st.column_config.TextColumn(alignment="right")
    return columns


def finish_list(listing: Listing, *, chart: bool = False, draw: Draw | None = None) -> None:
    """Write warnings, notes and actions of a list; `draw` draws its chart on a slide."""
    t = messages(listing.language)
    labels = [t(f"warning.{remark.code}") for remark in listing.remarks]
    lines = [f"**{label}** {remark.text}" for label, remark in zip(labels, listing.remarks, strict=True)]
    heading = t("figure.cautions", labels=" · ".join(labels)) if labels else t("figure.notes")
    with st.expander(heading, key=f"remarks-{listing.id}"):
        st.caption("\n".join(f"- {line}" for line in (*lines, *listing.notes, listing.source_line)))
    list_actions(listing, f"chart-{listing.id}" if chart else None, draw)


def pick_section(request: PageRequest) -> None:
    """Choose the section of a page that has several (`show=`)."""
    t = messages(request.view.language)
    st.segmented_control(
        t("control.show"),
        PAGES[request.view.page].shows,
        format_func=lambda code: t(f"show.{code}"),
        key=widget_key(request.view.page, "show"),
        required=True,
        label_visibility="collapsed",
    )
