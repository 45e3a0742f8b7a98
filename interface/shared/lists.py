"""A Listing on the page: chart, table, warnings, actions."""

import re

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from exports.powerpoint.slides import Draw
from i18n.messages import Messages, messages
from i18n.numbers import NOT_AVAILABLE, number
from interface.shared.actions import list_actions
from interface.shared.figure import draw_chart
from interface.shared.html import skip_link
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
# Rows so high are written in lines; a text of more bytes than these (three a syllable) would be cut in one.
_HIGH, _LONG = 68, 75


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
    st.html(skip_link(messages(language)("frame.skip_table")))
    st.dataframe(
        table.frame,
        key=key,
        hide_index=True,
        column_config=table.columns,
        height="content" if len(table.frame) <= MOST_OPEN else TALLEST,
        row_height=_HIGH if table.is_long else None,
        placeholder="",
        alt=title,
    )


def _is_long(frame: pd.DataFrame) -> bool:
    """Say whether a text does not fit into a line; addresses are links with a short text."""
    texts = (value for name in frame for value in frame[name].tolist() if isinstance(value, str))
    return any(len(text.encode()) > _LONG for text in texts if not re.match(_ADDRESS, text))


def rows_table(rows: pd.DataFrame, language: str) -> Table:
    """Return rows as they are written; the arguments are those of `show_rows`."""
    t = messages(language)
    kept = [str(name) for name in rows if rows[name].notna().any()]
    columns: dict[str, ColumnConfig] = {
        t(f"listing.column.{name}"): st.column_config.LinkColumn(display_text=t("sources.open"))
        for name in _LINKS
        if name in kept
    }
    if "corporate_number" in kept:
        heading = t("listing.column.corporate_number")
        columns[heading] = st.column_config.TextColumn(width=_THIRTEEN_DIGITS)
    if "note" in kept:
        # By itself it would be as wide as the notes of the first rows, which often have none.
        columns[t("listing.column.note")] = st.column_config.TextColumn(width="medium")
    table = pd.DataFrame({t(f"listing.column.{name}"): _cells(rows[name], name, language) for name in kept})
    return Table(table, columns | _numbers(kept, table, t), _is_long(table))


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


def _numbers(kept: list[str], table: pd.DataFrame, t: Messages) -> dict[str, ColumnConfig]:
    """Return how whole numbers are written: in groups of three digits, as the reader's browser does."""
    headings = [t(f"listing.column.{name}") for name in kept if name in AMOUNTS]
    return {
        heading: st.column_config.NumberColumn(format="localized")
        for heading in headings
        if pd.api.types.is_numeric_dtype(table[heading])
    }


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
