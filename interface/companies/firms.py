"""The sections of the page on policy instruments that are about designated companies."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from i18n.lists import listed
from i18n.messages import messages
from i18n.numbers import NOT_AVAILABLE, number, span, years
from interface.companies.details import show_company_details
from interface.shared.controls import pick_option, pick_regions
from interface.shared.facts import show_facts, unit_text
from interface.shared.figure import show_figure, show_table
from interface.shared.lists import finish_list, show_list, show_rows
from interface.shared.picker import pick_many, pick_one
from interface.shared.state import PageRequest, widget_key
from interface.shared.tables import Table, ranking_table
from regions.asking.page_specs import PROGRAMMES
from regions.database.build import Build
from regions.database.languages import Language
from regions.exhibits.lists import companies_found
from regions.policy.companies import (
    all_companies,
    companies_listing,
    coverage,
    programme_names,
)
from regions.policy.designation_counts import COUNTS, PER, bureau_counts
from regions.policy.designations import designation_exhibit, headline_facts, rounds_left
from regions.policy.programmes import (
    ASPECTS,
    aspect_sources,
    programme_exhibit,
    programmes_by_province,
    province_figures,
    schemes,
)
from regions.shapes.exhibit import Exhibit
from regions.shapes.listing import make_listing, with_sources


def show_japan(request: PageRequest) -> None:
    """Japan's designations: rounds with dates, prefectures as far as published, METI's bureaus."""
    view, build = request.view, request.build
    t = messages(view.language)
    with st.container(horizontal=True, vertical_alignment="bottom", key="controls"):
        pick_option(request, "count", COUNTS)
        pick_option(request, "per", PER)
    count, per = view.chosen("count") or COUNTS[0], view.chosen("per") or PER[0]
    exhibit = designation_exhibit(view, build, count, per)
    show_figure(exhibit, build)
    show_table(exhibit, t("designations.table"), lambda: _dated_ranking(exhibit, build))
    folded = st.expander(t("designations.bureaus"), key="bureaus", on_change="rerun")
    if folded.open:
        with folded:
            _show_bureaus(request)
    st.caption(t("designations.selected"))
    st.subheader(t("designations.facts"))
    show_facts(request, headline_facts(build, view.language), "japan")
    if why := rounds_left(build, view.language):
        st.caption(why)


def _show_bureaus(request: PageRequest) -> None:
    """Write the counts of METI's bureaus with what is counted and from where."""
    view, build = request.view, request.build
    t = messages(view.language)
    rows = with_sources(bureau_counts(build, view.language), build.catalogue, view.language)
    rows = rows.assign(
        counting=[t(f"counted.{code}") for code in rows.indicator],
        figure=rows.value.astype(int),
    )
    columns = ["name", "counting", "round", "figure", "as_of", "basis", "source", "source_url"]
    show_rows(rows[columns], view.language, "frame-bureaus", t("designations.bureaus"))


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


def show_companies(request: PageRequest) -> None:
    """The companies known by name: search, filters, coverage against the official count."""
    view, build = request.view, request.build
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
    found = companies_found(view, build)
    listing = companies_listing(view, build, found)
    st.caption(listing.subtitle)
    if found.empty:
        st.info(t("companies.nothing"), icon=":material/info:")
    else:
        show_list(listing)
    finish_list(listing)
    show_company_details(request, found)
    folded = st.expander(t("companies.coverage"), key="coverage", on_change="rerun")
    if folded.open:
        with folded:
            _show_coverage(request)


def _show_coverage(request: PageRequest) -> None:
    """Write how many of each prefecture's companies are known by name, beside the official count."""
    view, build = request.view, request.build
    t = messages(view.language)
    rows = coverage(build)
    rows = rows.assign(
        region=[build.catalogue.regions[code].name[view.language] for code in rows.region_code],
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
    chosen = view.chosen("programme") or PROGRAMMES[0]
    offered = programmes_by_province(build)
    pick_one(
        t("korea.programme"),
        [code for code in PROGRAMMES if code in offered or code == chosen],
        format_func=lambda code: table.name[code],
        key=widget_key("companies", "programme"),
    )
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
    folded = st.expander(t("korea.figures"), key="table-programme-figures", on_change="rerun")
    if folded.open:
        with folded:
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
