"""The region profile on two A4 pages: headline figures and charts first, every indicator second."""

import streamlit as st

from charts.canvas import scaled
from charts.theme import HALF, LIGHT
from i18n.messages import messages
from interface.region.alike import alike_html
from interface.region.charts import Charted, accounts, outlook, population_pyramid
from interface.region.header import header_html, headlines_html
from interface.region.rows import compact_html, group_note, legend_html
from interface.shared.html import colours, text
from interface.shared.state import PageRequest, widget_key
from regions.exhibits.population import OUTLOOKS
from regions.exhibits.profile import chosen_group, rows_exhibit

# Two rows of two charts share the first sheet, 700 pixels wide, with the headline figures.
_SCALE = 0.7
_WIDTH, _HEIGHTS = 344, (296, 296, 246, 246)


def show_print_view(request: PageRequest) -> None:
    """Draw two sheets in the colours of paper, whatever theme the reader sees."""
    view, build, catalogue = request.view, request.build, request.build.catalogue
    t = messages(view.language)
    with st.container(key="print-tools", horizontal=True, vertical_alignment="center"):
        st.button(t("region.back_to_page"), key="region.leave_print", on_click=_leave_print)
        st.caption(t("region.print_hint"))
    with st.container(key="sheet-first"):
        who = (build, view.regions[0], view.language, LIGHT)
        st.html(header_html(*who, on_paper=True))
        st.html(headlines_html(*who))
        own = view.only("pyramid_year", "reference")
        charts = (
            population_pyramid(build, own, LIGHT, HALF),
            accounts(build, view.only(), LIGHT, HALF),
            *(outlook(build, view.only(), LIGHT, HALF, indicator_id) for indicator_id in OUTLOOKS),
        )
        with st.container(key="print-charts"):
            for charted, height in zip(charts, _HEIGHTS, strict=True):
                _draw(charted, height)
    with st.container(key="sheet-second"):
        group = chosen_group(view, build)
        exhibit = rows_exhibit(view.only("group", "picked"), build)
        note = group_note(group, catalogue, view.language) if group.others else t("region.group_empty")
        lines = "".join(f"<p>{text(line)}</p>" for line in (exhibit.comparability.text, exhibit.source_line))
        st.html(
            f'<div class="sheet" style="{colours(LIGHT)}"><h3>{text(exhibit.title)}</h3><p>{text(note)}</p>'
            f"{legend_html(view.language, LIGHT)}"
            f"{compact_html(build, group, view.language, LIGHT)}{lines}"
            f"{alike_html(build, view.regions[0], view.language)}</div>"
        )


def _draw(charted: Charted, height: int) -> None:
    """Draw a chart in a fixed size: paper does not stretch."""
    if charted.figure is None:
        return
    st.plotly_chart(
        scaled(charted.figure, _WIDTH, height, _SCALE),
        key=f"print-{charted.exhibit.id}",
        width="content",
        theme=None,
        alt=charted.exhibit.alternative_text,
        config={"staticPlot": True, "displayModeBar": False},
    )


def _leave_print() -> None:
    st.session_state[widget_key("region", "show")] = "page"
