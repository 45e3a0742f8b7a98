"""The sections of the page on policy instruments that are about designated companies."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from charts.chronicle import act_figure
from i18n.lists import listed
from i18n.messages import messages
from i18n.numbers import NOT_AVAILABLE, number, span, years
from i18n.units import with_unit
from interface.companies.details import show_company_details
from interface.shared.controls import pick_option, pick_regions
from interface.shared.facts import show_facts, unit_text
from interface.shared.figure import show_figure, show_table, theme, width
from interface.shared.lists import draw_list, finish_list, show_list, show_rows
from interface.shared.picker import pick_many, pick_one
from interface.shared.state import PageRequest, widget_key
from interface.shared.tables import Table, ranking_table
from regions.asking.page_specs import PROGRAMMES
from regions.database.build import Build
from regions.database.languages import Language
from regions.policy.companies import (
    all_companies,
    companies_listing,
    coverage,
    find_companies,
    programme_names,
)
from regions.policy.designation_counts import COUNTS, PER, bureau_counts, bureau_names
from regions.policy.designations import act_figures, designation_exhibit, headline_facts, milestones
from regions.policy.meetings import all_meetings, meetings_listing
from regions.policy.programmes import ASPECTS, aspect_sources, programme_exhibit, province_figures, schemes
from regions.shapes.exhibit import Exhibit
from regions.shapes.listing import make_listing, with_sources

_PLANS, _PROJECTS = "basic_plans_agreed_cumulative", "leading_projects_approved_cumulative"


def show_japan(request: PageRequest) -> None:
    """Japan's designations: rounds with dates, prefectures as far as published, METI's bureaus."""
    view, build, catalogue = request.view, request.build, request.build.catalogue
    t = messages(view.language)
    show_facts(request, headline_facts(build, view.language), "japan")
    with st.container(horizontal=True, vertical_alignment="bottom", key="controls"):
        pick_option(request, "count", COUNTS)
        pick_option(request, "per", PER)
    count, per = view.chosen("count") or COUNTS[0], view.chosen("per") or PER[0]
    exhibit = designation_exhibit(view, build, count, per)
    show_figure(exhibit, build)
    show_table(exhibit, t("designations.table"), lambda: _dated_ranking(exhibit, build))
    with st.expander(t("designations.bureaus"), key="bureaus"):
        rows = with_sources(bureau_counts(build, view.language), catalogue, view.language)
        rows = rows.assign(
            counting=[t(f"counted.{code}") for code in rows.indicator],
            figure=rows.value.astype(int),
        )
        columns = ["name", "counting", "round", "figure", "as_of", "basis", "source", "source_url"]
        show_rows(rows[columns], view.language, "frame-bureaus", t("designations.bureaus"))
    st.caption(t("designations.selected"))


def _dated_ranking(exhibit: Exhibit, build: Build) -> Table:
    """Return the prefectures with the level, area and day of each count, and whether it is derived."""
    t = messages(exhibit.language)
    table = ranking_table(exhibit, build).frame.drop(columns=[t("table.country"), t("table.year")])
    dated = exhibit.data.set_index("region_code")
    by_name = {build.catalogue.regions[code].name[exhibit.language]: code for code in dated.index}
    codes = [by_name[name] for name in table[t("table.region")]]
    for name in ("level", "area", "as_of", "basis"):
        table[t(f"listing.column.{name}")] = dated[name].reindex(codes).to_numpy()
    return Table(table)


def show_act(request: PageRequest) -> None:
    """The Act behind the scheme: plans and projects over time, measures, summits, dates."""
    view, build, catalogue = request.view, request.build, request.build.catalogue
    t = messages(view.language)
    figures = act_figures(build, view.language, nation_only=False)
    shown = figures.assign(
        region=_places(request, figures.region_code),
        figure=[
            with_unit(number(value, view.language), unit_text(unit, view.language), view.language)
            for value, unit in zip(figures.figure, figures.unit, strict=True)
        ],
    )
    listing = make_listing(
        "act",
        view,
        build,
        shown,
        ("date", "region", "title", "figure", "note"),
        title=t("act.title"),
        subtitle=t("act.subtitle"),
    )
    labels = {code: t(f"act.{code}") for code in (_PLANS, _PROJECTS)}
    nation = figures[figures.region_code == "JP"]
    draw_list(act_figure(listing, nation, labels, theme(), width()), listing)
    finish_list(listing, chart=True)
    with st.expander(t("act.table"), key="table-act"):
        show_list(listing)
    st.subheader(t("act.measures"))
    measures = milestones(build, "measure", view.language)
    measures = with_sources(
        measures.assign(kind=[t(f"measure.{code}") for code in measures.note]), catalogue, view.language
    )
    show_rows(
        measures[["kind", "title", "date", "source", "source_url"]],
        view.language,
        "frame-measures",
        t("act.measures"),
    )
    st.subheader(t("act.summits"))
    meetings = all_meetings(build)
    summits = meetings_listing(view, build, meetings[meetings.series == "jp_summit"])
    columns = ["date", "title", "region", "place_name", "participants", "note", "source", "source_url"]
    show_rows(summits.data[columns], view.language, "frame-summits", t("act.summits"))
    st.subheader(t("act.timeline"))
    dates = with_sources(milestones(build, "timeline", view.language), catalogue, view.language)
    dates = dates.assign(country=[t(f"country.{code}") for code in dates.country])
    show_rows(
        dates[["date", "country", "title", "figure", "source", "source_url"]],
        view.language,
        "frame-dates",
        t("act.timeline"),
    )
    with st.expander(t("act.surveys"), key="surveys"):
        found = with_sources(milestones(build, "breakdown", view.language), catalogue, view.language)
        columns = ["date", "title", "figure", "note", "source", "source_url"]
        show_rows(found[columns], view.language, "frame-surveys", t("act.surveys"))


def show_companies(request: PageRequest) -> None:
    """The companies known by name: search, filters, coverage against the official count."""
    view, build, catalogue = request.view, request.build, request.build.catalogue
    t = messages(view.language)
    names = programme_names(build, view)
    companies = all_companies(build)
    with st.container(key="controls"):
        st.text_input(
            t("companies.search"),
            key=widget_key("companies", "q"),
            placeholder=t("companies.search_example"),
            icon=":material/search:",
            max_chars=80,
        )
        left, middle, right = st.columns(3, vertical_alignment="bottom")
        with left:
            pick_regions(request, t("companies.regions"))
        with middle:
            held = [code for code in names if code in set(companies.programme_id)]
            pick_many(
                t("companies.programmes"),
                held,
                format_func=names.__getitem__,
                key=widget_key("companies", "of"),
                placeholder=t("control.choose"),
            )
        with right:
            rounds = sorted({str(int(year)) for year in companies.round_year.dropna()})
            pick_many(
                t("companies.rounds"),
                rounds,
                key=widget_key("companies", "round"),
                placeholder=t("control.choose"),
            )
    found = find_companies(
        companies,
        programmes=view.all_chosen("of"),
        regions=view.regions,
        rounds=view.all_chosen("round"),
        words=view.chosen("q") or "",
    )
    listing = companies_listing(view, build, found)
    st.caption(listing.subtitle)
    if found.empty:
        st.info(t("companies.nothing"), icon=":material/info:")
    else:
        show_list(listing)
    finish_list(listing)
    show_company_details(request, found)
    with st.expander(t("companies.coverage"), key="coverage"):
        rows = coverage(build)
        rows = rows.assign(
            region=[catalogue.regions[code].name[view.language] for code in rows.region_code],
            official=rows.official.astype("Int64"),
            rounds_known=[
                listed((t(f"count.{one}") for one in rounds), view.language) for rounds in rows.rounds_known
            ],
        )
        st.caption(t("companies.coverage_reading"))
        columns = ["region", "held", "official", "as_of", "rounds_known"]
        show_rows(rows[columns], view.language, "frame-coverage", t("companies.coverage"))


def show_korea(request: PageRequest) -> None:
    """Korea's counterparts: the schemes side by side, our reading, and provinces as far as published."""
    view, build, catalogue = request.view, request.build, request.build.catalogue
    t = messages(view.language)
    table = schemes(build, view.language).set_index("programme_id")
    st.markdown(t("korea.reading"))
    for code in ("kr_regional_innovation_leader_100", "kr_regional_representative_midsize"):
        links = listed(
            (
                f"[{catalogue.sources[one].publisher[view.language]}]({catalogue.sources[one].url})"
                for one in aspect_sources(build, code)
            ),
            view.language,
        )
        st.markdown(
            t("korea.scheme_reading", name=table.name[code], reading=table.reading[code], sources=links)
        )
    st.subheader(t("korea.schemes"))
    with st.container(key="schemes"):
        st.table(_scheme_table(request, table))
    st.caption(t("korea.schemes_note"))
    st.subheader(t("korea.provinces"))
    pick_one(
        t("korea.programme"),
        PROGRAMMES,
        format_func=lambda code: table.name[code],
        key=widget_key("companies", "programme"),
    )
    chosen = view.chosen("programme") or PROGRAMMES[0]
    exhibit = programme_exhibit(view, build, chosen)
    if exhibit is None:
        st.info(t("korea.no_provinces"), icon=":material/info:")
    else:
        show_figure(exhibit, build)
    rows = province_figures(build, view.language)
    rows = rows[rows.programme_id == chosen]
    rows = rows.assign(
        region=[catalogue.regions[code].name[view.language] for code in rows.region_code],
        figure=rows.value,
        unit=[unit_text(unit, view.language) for unit in rows.unit],
    )
    listing = make_listing(
        "programme-figures",
        view,
        build,
        rows,
        ("region", "year", "what", "figure", "unit", "as_of", "note"),
        title=table.name[chosen],
        subtitle=t("korea.figures"),
    )
    with st.expander(t("korea.figures"), key="table-programme-figures"):
        show_list(listing)
    finish_list(listing)


def _scheme_table(request: PageRequest, table: pd.DataFrame) -> pd.DataFrame:
    t = messages(request.view.language)
    sources = [request.build.catalogue.sources[code] for code in table.source_id]
    columns: dict[str, Iterable[object]] = {
        "scheme": table.name.radd("**").add("**"),
        "country": [t(f"country.{code}") for code in table.country],
        **{aspect: table[aspect].fillna("–") for aspect in ASPECTS if aspect != "reading"},
        "years": [
            _span(first, last, request.view.language)
            for first, last in zip(table.start_year, table.last_round_year, strict=True)
        ],
        "total": [number(total, request.view.language) for total in table.total_designated.astype(float)],
        "source": [f"[{source.publisher[request.view.language]}]({source.url})" for source in sources],
    }
    frame = pd.DataFrame({t(f"listing.column.{name}"): list(values) for name, values in columns.items()})
    return frame.set_index(t("listing.column.scheme"))


def _span(first: float | None, last: float | None, language: Language) -> str:
    """Return the years of a scheme as far as they are known."""
    if first is None or pd.isna(first):
        return NOT_AVAILABLE
    if last is None or pd.isna(last):
        return span(int(first), "", language)
    return years(int(first), int(last), language)


def _places(request: PageRequest, codes: pd.Series) -> list[str]:
    """Return the names of prefectures, the nation and the areas of bureaus."""
    language = request.view.language
    areas = bureau_names(request.build, language)
    regions = request.build.catalogue.regions
    return [areas[code] if code in areas else regions[code].short[language] for code in codes]
