"""The section of the page on policy instruments about the Act behind Japan's designated companies."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts.chronicle import act_figure
from charts.picture import Picture
from charts.theme import Theme
from i18n.messages import messages
from i18n.numbers import number
from i18n.units import with_unit
from interface.shared.facts import unit_text
from interface.shared.figure import theme, width
from interface.shared.lists import (
    draw_list,
    finish_list,
    rows_table,
    show_list,
    show_rows,
    show_rows_table,
)
from interface.shared.state import PageRequest
from interface.shared.tables import Table
from regions.asking.view import View
from regions.database.build import Build
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.policy.designation_counts import bureau_names
from regions.policy.designations import act_figures, milestones
from regions.policy.meetings import all_meetings, meetings_listing
from regions.shapes.listing import Listing, make_listing, with_sources

_PLANS, _PROJECTS = "basic_plans_agreed_cumulative", "leading_projects_approved_cumulative"


def show_act(request: PageRequest) -> None:
    """The Act behind the scheme: plans and projects over time, measures, summits, dates."""
    view, build, catalogue = request.view, request.build, request.build.catalogue
    t = messages(view.language)
    listing = _listing(view.only(), build)
    draw_list(_chart(view.only(), build, theme(), width()), listing)
    finish_list(listing, chart=True)
    folded = st.expander(t("act.table"), key="table-act", on_change="rerun")
    if folded.open:
        with folded:
            show_list(listing)
    for name, (key, table) in _tables(view.only(), build).items():
        st.subheader(t(f"act.{name}"))
        show_rows_table(table, view.language, key, t(f"act.{name}"))
    folded = st.expander(t("act.surveys"), key="surveys", on_change="rerun")
    if folded.open:
        with folded:
            found = with_sources(milestones(build, "breakdown", view.language), catalogue, view.language)
            columns = ["date", "title", "figure", "note", "source", "source_url"]
            show_rows(found[columns], view.language, "frame-surveys", t("act.surveys"))


@per_build(8)
def _tables(view: View, build: Build) -> dict[str, tuple[str, Table]]:
    """Return the tables that always stand open, by the message of their heading, each with its key."""
    language, catalogue, t = view.language, build.catalogue, messages(view.language)
    measures = milestones(build, "measure", language)
    measures = with_sources(
        measures.assign(kind=[t(f"measure.{code}") for code in measures.note]), catalogue, language
    )
    meetings = all_meetings(build)
    summits = meetings_listing(view, build, meetings[meetings.series == "jp_summit"]).data
    dates = with_sources(milestones(build, "timeline", language), catalogue, language)
    dates = dates.assign(country=[t(f"country.{code}") for code in dates.country])
    sources = ["source", "source_url"]
    place = ["region", "place_name", "participants", "note"]
    shown = {
        "measures": ("frame-measures", measures[["kind", "title", "date", *sources]]),
        "summits": ("frame-summits", summits[["date", "title", *place, *sources]]),
        "timeline": ("frame-dates", dates[["date", "country", "title", "figure", *sources]]),
    }
    return {name: (key, rows_table(rows, language)) for name, (key, rows) in shown.items()}


@per_build(32)
def _listing(view: View, build: Build) -> Listing:
    """Return the figures published under the Act, those of the nation and of areas."""
    language = view.language
    t = messages(language)
    figures = act_figures(build, language, nation_only=False)
    shown = figures.assign(
        region=_places(build, language, figures.region_code),
        figure=[
            with_unit(number(value, language), unit_text(unit, language), language)
            for value, unit in zip(figures.figure, figures.unit, strict=True)
        ],
    )
    columns = ("date", "region", "title", "figure", "note")
    return make_listing("act", view, build, shown, columns, title=t("act.title"), subtitle=t("act.subtitle"))


@per_build(64)
def _chart(view: View, build: Build, theme: Theme, width: str) -> go.Figure:
    t = messages(view.language)
    figures = act_figures(build, view.language, nation_only=False)
    labels = {code: t(f"act.{code}") for code in (_PLANS, _PROJECTS)}
    nation = figures[figures.region_code == "JP"]
    return act_figure(Picture(_listing(view, build), build, theme, width), nation, labels)


def _places(build: Build, language: Language, codes: pd.Series) -> list[str]:
    """Return the names of prefectures, the nation and the areas of bureaus."""
    areas = bureau_names(build, language)
    regions = build.catalogue.regions
    return [areas[code] if code in areas else regions[code].short[language] for code in codes]
