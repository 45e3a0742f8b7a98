"""The profile of a municipality: who it is, where it stands, its course, its ties, its counterparts."""

import streamlit as st

from charts.marks import sparkline
from charts.theme import Theme
from i18n.messages import messages
from i18n.numbers import number
from interface.region.contents import Section, show_contents, show_sections
from interface.region.counterparts import nearest_html, show_counterparts
from interface.region.header import trend_text
from interface.shared.actions import figure_actions
from interface.shared.controls import region_label
from interface.shared.figure import show_figure, show_remarks, theme
from interface.shared.html import colours, image, link, text
from interface.shared.lists import finish_list, show_list
from interface.shared.picker import pick_one
from interface.shared.state import PageRequest, widget_key
from regions.database.build import Build
from regions.database.languages import LANGUAGES, Language
from regions.database.memory import per_build
from regions.database.places import country_of, is_nation, parent_of
from regions.exhibits.municipal_profile import standing_exhibit, trend_exhibit
from regions.figures.municipal import LISTS
from regions.figures.municipal_profile import MunicipalRow, municipal_rows
from regions.policy.ties import ties_listing, ties_of_municipality
from regions.shapes.units import figure_text
from regions.words.municipal import designation_claim, place_claim
from regions.words.sentences import render
from regions.words.wording import rank_text


def show_municipality(request: PageRequest) -> None:
    """Draw who a municipality is, and the sections that the reader opens."""
    view, build = request.view, request.build
    code, t = view.regions[0], messages(view.language)
    st.html(municipality_header_html(build, code, view.language, theme()))
    has_figures = bool(municipal_rows(build, code))
    if not has_figures:
        st.info(t("municipality.no_figures", place=build.catalogue.place_name(code)[view.language]))
    sections = _SECTIONS if has_figures else _SECTIONS[-1:]
    show_contents(sections, view.language, theme())
    show_sections(sections, request)


def pick_municipality(request: PageRequest) -> None:
    """Choose one of the municipalities of the region shown, or none, which leads back to the region."""
    view, municipal = request.view, request.build.catalogue.municipal
    shown = view.regions[0]
    region = parent_of(shown) if shown in municipal.places else shown
    codes = [place.code for place in municipal.within(region)]
    if is_nation(shown) or not codes:
        return
    key = widget_key(view.page, "municipality")
    st.session_state[key] = shown if shown in codes else None

    def open_it() -> None:
        st.session_state[widget_key(view.page, "region")] = st.session_state[key] or region

    pick_one(
        messages(view.language)("municipality.choose"),
        codes,
        format_func=lambda code: region_label(request, code),
        terms=lambda code: municipal.places[code].search_text,
        key=key,
        index=None,
        placeholder=messages(view.language)("control.choose"),
        on_change=open_it,
    )


def _show_standing(request: PageRequest) -> None:
    """Draw the figures with their places in four lists."""
    view, build = request.view.only(), request.build
    st.caption(messages(view.language)("municipality.ranks"))
    st.html(standing_html(build, view.regions[0], view.language, theme()))
    standing = standing_exhibit(view, build)
    show_remarks(standing)
    figure_actions(standing, build.catalogue, None)


def _show_trend(request: PageRequest) -> None:
    """Draw the course of the population."""
    trend = trend_exhibit(request.view.only(), request.build)
    if trend.has_figures:
        show_figure(trend, request.build)
    else:
        st.info(messages(request.view.language)("compare.nothing_to_draw"))


@per_build(256)
def municipality_header_html(build: Build, code: str, language: Language, theme: Theme) -> str:
    """Return names, kind, province and the plain sentence."""
    catalogue = build.catalogue
    place = catalogue.municipal.places[code]
    t = messages(language)
    others = [place.name[other] for other in LANGUAGES if other != language]
    names = text(" · ".join(dict.fromkeys(others)))
    parent = link(
        "region", catalogue.place_name(place.parent_code)[language], lang=language, region=place.parent_code
    )
    around = link("municipalities", t("municipality.around"), lang=language, region=place.parent_code)
    brief = link("brief", t("brief.of_municipality"), lang=language, region=code)
    button = f'<span class="action">{brief}</span>'
    kind = text(t(f"municipality.kind.{place.kind}"))
    facts = [text(t(f"country.{place.country}")), parent, kind, around, button]
    said = place_claim(build, code)
    claim = render(said, catalogue, language) if said else ""
    designated = designation_claim(build, code)
    status = render(designated, catalogue, language) if designated else ""
    return (
        f'<header class="region-header" style="{colours(theme)}"><div class="who">'
        f'<h2>{text(place.name[language])} <span class="names">{names}</span></h2>'
        f'<p class="facts">{" · ".join(facts)}</p></div>'
        f'<div class="claims"><p class="claim">{text(claim)}</p><p class="facts">{text(status)}</p></div>'
        f"{nearest_html(build, code, language)}</header>"
    )


@per_build(256)
def standing_html(build: Build, code: str, language: Language, theme: Theme) -> str:
    """Return a table: indicators down; figure, course and the places in four lists across."""
    t = messages(language)
    heads = "".join(
        f'<th scope="col">{text(t(f"municipality.column.{name}"))}</th>'
        for name in ("indicator", "value", "trend", *LISTS)
    )
    body = "".join(_row_html(build, row, code, language, theme) for row in municipal_rows(build, code))
    name = text(t("municipality.standing"))
    table = f"<caption>{name}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody>"
    frame = f'class="wide" tabindex="0" role="region" aria-label="{name}"'
    return f'<div {frame} style="{colours(theme)}"><table class="profile standing">{table}</table></div>'


def _row_html(build: Build, row: MunicipalRow, code: str, language: Language, theme: Theme) -> str:
    indicator = build.catalogue.municipal.indicators[row.indicator_id]
    country, t = country_of(code), messages(language)
    value = figure_text(row.value, indicator, country, None, language)
    marks = [t(f"warning.{row.status}")] if row.status in ("provisional", "projection") else []
    marks += [t(f"mark.{mark}") for mark in row.marks]
    words = trend_text(row.indicator_id, None, row.series, country, build.catalogue, language)
    line = sparkline(row.series, row.breaks, country, theme, projected=row.status == "projection")
    trend = image(line, words, "sparkline") if len(row.series) > 1 else ""
    # In a narrow window the head of the table is gone, and each rank has the name of its list beside it.
    lists = {name: text(t(f"municipality.column.{name}")) for name in LISTS}
    places = "".join(
        f'<td class="rank" data-list="{words}">{_place(row, name, language)}</td>'
        for name, words in lists.items()
    )
    note = f'<span class="marks">{text(" · ".join(marks))}</span>' if marks else ""
    return (
        f'<tr><th scope="row">{text(indicator.name[language])}{note}</th>'
        f'<td class="value">{text(value)} <span class="small">{row.year}</span></td>'
        f'<td class="trend">{trend}</td>{places}</tr>'
    )


def _place(row: MunicipalRow, name: str, language: Language) -> str:
    placing = row.placings.get(name)
    if placing is None:
        return "–"
    standing = placing.standing
    rank = rank_text(standing.rank, True, language) if standing.tied else number(standing.rank, language)
    year = f' <span class="small">{placing.year}</span>' if placing.year != row.year else ""
    return f"{text(rank)} / {number(standing.of, language)}{year}"


def _show_ties(request: PageRequest) -> None:
    """List the ties of the municipality itself."""
    view, build = request.view.only(), request.build
    t = messages(view.language)
    ties = ties_of_municipality(build, view.regions[0])
    if ties.empty:
        st.caption(t("municipality.no_ties"))
        return
    listing = ties_listing(view, build, ties)
    show_list(listing)
    finish_list(listing)


_SECTIONS = (
    Section("figures", "municipality.standing", _show_standing),
    Section("trend", "municipality.trend", _show_trend),
    Section("counterparts", "municipality.counterparts", show_counterparts),
    Section("ties", "municipality.ties", _show_ties),
)
