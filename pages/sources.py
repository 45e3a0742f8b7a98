"""Sources: every indicator and source with definition, comparability, coverage and licence."""

import streamlit as st

from charts.coverage import coverage_figure
from i18n.messages import messages
from i18n.numbers import NOT_AVAILABLE
from interface.shared.controls import indicator_label
from interface.shared.figure import theme, width
from interface.shared.frame import show_notices
from interface.shared.html import skip_link
from interface.shared.picker import pick_one
from interface.shared.state import open_request, widget_key
from interface.sources.freshness import show_freshness
from interface.sources.programs import show_programs
from interface.sources.reference import (
    show_changes,
    show_indicator,
    show_outlines,
    source_table,
)
from interface.sources.statements import show_statements
from interface.sources.updates import show_refreshes
from regions.database.reference import find_indicators, find_sources

request = open_request("sources")
view, build, catalogue = request.view, request.build, request.build.catalogue
t = messages(view.language)

show_notices(request)
st.header(t("sources.title"))
st.caption(t("sources.lead", indicators=len(catalogue.indicators), sources=len(catalogue.sources)))

words = st.text_input(
    t("sources.search"),
    key="sources.words",
    placeholder=t("sources.search_example"),
    icon=":material/search:",
)
found = find_indicators(catalogue, words)
codes = [indicator.id for indicator in found]
if view.indicators and view.indicators[0] not in codes:
    codes.insert(0, view.indicators[0])

pick_one(
    t("sources.choose_indicator", count=len(found)),
    codes,
    index=None,
    format_func=lambda code: indicator_label(request, code),
    source="indicators",
    key=widget_key("sources", "indicator"),
    placeholder=t("control.choose"),
)
if view.indicators:
    show_indicator(catalogue.indicators[view.indicators[0]], request, theme(), width())

st.subheader(t("sources.coverage"))
if found:
    st.caption(t("sources.coverage_reading"))
    st.plotly_chart(
        coverage_figure(build, tuple(indicator.id for indicator in found), theme(), view.language, width()),
        key="chart-coverage",
        theme=None,
        alt=t.plural("sources.coverage_alternative", len(found)),
        config={"displayModeBar": False, "scrollZoom": False},
    )
else:
    st.info(t("sources.nothing_found"))

show_freshness(request, codes)

st.subheader(t("sources.publishers"))
sources = find_sources(catalogue, words)
st.html(skip_link(t("frame.skip_table")))
st.dataframe(
    source_table(tuple(sources), catalogue, view.language),
    hide_index=True,
    key="sources.table",
    placeholder=NOT_AVAILABLE,
    column_config={t("sources.link"): st.column_config.LinkColumn(display_text=t("sources.open"))},
    alt=t("sources.publishers"),
)
show_statements(build, view.language)
show_programs(view.language)
show_refreshes(view.language)
show_outlines(catalogue, view.language)
show_changes(catalogue, view.language)
