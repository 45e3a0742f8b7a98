"""An Exhibit on the page: chart, warnings, notes, table, actions."""

from collections.abc import Callable

import plotly.graph_objects as go
import streamlit as st

from charts.page_figures import drawn_as, page_figure
from charts.theme import DARK, LIGHT, Theme
from i18n.messages import messages
from i18n.numbers import NOT_AVAILABLE
from interface.shared.actions import figure_actions
from interface.shared.browser import is_dark, is_narrow
from interface.shared.html import headline, literal, skip_link
from interface.shared.map_tools import map_tools
from interface.shared.plotly_words import chart_config
from interface.shared.tables import Table, table_behind
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.languages import Language
from regions.shapes.exhibit import Exhibit

# Figures that zoom, and whose places another chart of the page may light.
_MAPS = ("map", "municipal_map")


def theme() -> Theme:
    """Return the colours of the reader's theme."""
    return DARK if is_dark() else LIGHT


def width() -> str:
    """Return the layout that fits the reader's window."""
    return "narrow" if is_narrow() else "wide"


def chart_key(exhibit: Exhibit, part: str = "") -> str:
    """Return the key of an exhibit's chart on the page."""
    return f"chart-{exhibit.id}{part}"


def draw(figure: go.Figure, exhibit: Exhibit, part: str = "", *, selectable: bool = False) -> list[str]:
    """Draw a chart with its text alternative.

    Returns:
        Codes of the regions the reader has clicked on; empty unless `selectable`.
    """
    key, words = chart_key(exhibit, part), exhibit.alternative_text
    return draw_chart(figure, key, words, exhibit.language, selectable=selectable)


def draw_chart(
    figure: go.Figure, key: str, alternative_text: str, language: Language, *, selectable: bool
) -> list[str]:
    """Draw a figure and return the codes of the regions clicked on; empty unless `selectable`."""
    st.html(skip_link(messages(language)("frame.skip_chart")))
    st.plotly_chart(
        figure,
        key=key,
        theme=None,
        alt=alternative_text,
        on_select="rerun" if selectable else "ignore",
        selection_mode="points",
        config=chart_config(language),
    )
    if not selectable:
        return []
    points = st.session_state[key]["selection"]["points"]
    return [str(point["customdata"][0]) for point in points if point.get("customdata")]


def show_reading(exhibit: Exhibit) -> None:
    """Write the claim and, in one grey line, what the figures are and how far they compare.

    Without a claim the title is the headline, and not said again. The definition stands under the title of
    the figure, which pictures of it take along.
    """
    t = messages(exhibit.language)
    word = t(f"comparability.{exhibit.comparability.code}")
    line = t("figure.reading", title=exhibit.title, comparability=word) if exhibit.claim else word
    st.markdown(headline(literal(exhibit.claim or exhibit.title)))
    st.caption(literal(line), help=literal(exhibit.comparability.text))


def show_remarks(exhibit: Exhibit) -> None:
    """Name the warnings in one line that opens to their texts and to the notes on the figures shown."""
    t = messages(exhibit.language)
    lines = [f"**{t('comparability.' + exhibit.comparability.code)}** {literal(exhibit.comparability.text)}"]
    labels = []
    for remark in exhibit.remarks:
        label = t(f"warning.{remark.code}")
        labels.append(label)
        text = literal(remark.text)
        lines.append(text if label in remark.text else f"**{label}** {text}")
    lines += [literal(note) for note in exhibit.notes]
    heading = t("figure.cautions", labels=" · ".join(labels)) if labels else t("figure.notes")
    with st.expander(heading, key=f"remarks-{exhibit.id}"):
        st.caption("\n".join(f"- {line}" for line in lines))


def show_table(exhibit: Exhibit, label: str, table: Callable[[], Table]) -> None:
    """Offer the figures behind a chart; they are put together and sent when the reader opens them."""
    folded = st.expander(label, key=f"table-{exhibit.id}", on_change="rerun")
    if not folded.open:
        return
    made = table()
    folded.html(skip_link(messages(exhibit.language)("frame.skip_table")))
    folded.dataframe(
        made.frame,
        key=f"frame-{exhibit.id}",
        hide_index=True,
        placeholder=NOT_AVAILABLE,
        alt=exhibit.title,
        column_config=made.columns,
    )


def show_figure(exhibit: Exhibit, build: Build, *, selectable: bool = False, partner: str = "") -> list[str]:
    """Draw the figure of an exhibit with warnings and actions; under a map are its buttons.

    Args:
        exhibit: What is shown.
        build: The build.
        selectable: Whether a click on a region counts.
        partner: Key of another chart of the page in which the region pointed at is lit, too.

    Returns:
        Codes of the regions the reader has clicked on or asked for; empty unless `selectable`.
    """
    is_map = drawn_as(exhibit) in _MAPS
    # In a narrow window, a phone's, a tap opens the card of the map and does not leave the page by itself.
    leads = selectable and not (is_map and is_narrow())
    clicked = draw(page_figure(exhibit, build, theme(), width()), exhibit, selectable=leads)
    if is_map:
        key = chart_key(exhibit)
        clicked = map_tools(key, exhibit.language, partner=partner, card=selectable) or clicked
    finish(exhibit, build.catalogue)
    return clicked


def offer_table(exhibit: Exhibit, build: Build) -> None:
    """Offer the figures behind an exhibit as the table that belongs to its figure."""
    message_id, table = table_behind(exhibit)
    show_table(exhibit, messages(exhibit.language)(message_id), lambda: table(exhibit, build))


def finish(exhibit: Exhibit, catalogue: Catalogue, part: str = "") -> None:
    """Write warnings and actions under a chart."""
    show_remarks(exhibit)
    figure_actions(exhibit, catalogue, chart_key(exhibit, part))
