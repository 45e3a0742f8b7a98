"""The section of the page on policy instruments about hometown tax."""

from dataclasses import replace

import streamlit as st

from i18n.messages import messages
from i18n.numbers import quantity
from interface.shared.controls import remember
from interface.shared.facts import unit_text
from interface.shared.figure import show_figure
from interface.shared.lists import finish_list, show_list, show_rows
from interface.shared.picker import pick_one
from interface.shared.state import PageRequest, widget_key
from regions.asking.view import View
from regions.database.places import are_nations
from regions.exhibits.overview import overview_exhibit
from regions.policy.hometown import hometown_donation, hometown_tax, years_of_hometown_tax
from regions.shapes.exhibit import Exhibit
from regions.shapes.listing import Listing, make_listing, with_sources

_PER_RESIDENT = "hometown_tax_per_capita"
_MONEY = ("received", "by_prefecture", "by_municipalities", "cost", "per_head", "deduction", "net")


def show_hometown(request: PageRequest) -> None:
    """Hometown tax by prefecture in a fiscal year, and Korea's donation as far as published."""
    view, build, catalogue = request.view, request.build, request.build.catalogue
    t = messages(view.language)
    year = _pick_fiscal_year(request)
    exhibit = _overview(request, _PER_RESIDENT, year)
    show_figure(exhibit, build)
    listing = hometown_listing(request, year)
    st.subheader(listing.title)
    st.caption(listing.subtitle)
    show_list(listing)
    finish_list(listing)
    st.subheader(t("hometown.korea"))
    rows = with_sources(hometown_donation(build), catalogue, view.language)
    rows = rows.assign(
        region=[catalogue.regions[code].name[view.language] for code in rows.region_code],
        what=[t(f"hometown.{code}") for code in rows.indicator],
        figure=[
            quantity(value, unit_text(unit, view.language), view.language, 1 if unit == "percent" else 0)
            for value, unit in zip(rows.value, rows.unit, strict=True)
        ],
    )
    st.caption(t("hometown.korea_note"))
    columns = ["region", "year", "what", "figure", "source", "source_url"]
    show_rows(rows[columns], view.language, "frame-donation", t("hometown.korea"))


def _pick_fiscal_year(request: PageRequest) -> int:
    """Choose one of the fiscal years held; where none was asked for, that of the map on its own page."""
    view = request.view
    years = [str(year) for year in reversed(years_of_hometown_tax(request.build))]
    usual = str(request.build.catalogue.indicators[_PER_RESIDENT].default_year)
    shown = next(year for year in (view.chosen("fiscal_year"), usual, *years) if year in years)
    key = widget_key(view.page, "fiscal_year_shown")
    st.session_state[key] = shown
    with st.container(horizontal=True, vertical_alignment="bottom", key="controls"):
        label = messages(view.language)("hometown.year")
        pick_one(label, years, key=key, on_change=remember(view.page, "fiscal_year", key))
    return int(shown)


def hometown_listing(request: PageRequest, year: int) -> Listing:
    """Return Japan's prefectures with receipts, count, cost, amount a head and net of deductions."""
    view, catalogue = request.view, request.build.catalogue
    t = messages(view.language)
    frame = hometown_tax(request.build, year)
    order = frame.assign(_nation=~are_nations(frame.region_code)).sort_values(["_nation", "region_code"])
    frame = order.drop(columns="_nation").reset_index(drop=True)
    data = frame.assign(
        region=[catalogue.regions[code].name[view.language] for code in frame.region_code],
        cost_share=frame.cost_share.round(1),
        **{name: frame[name].round(0).astype("Int64") for name in (*_MONEY, "count")},
    )
    columns = (
        "region",
        "received",
        "by_prefecture",
        "by_municipalities",
        "count",
        "cost",
        "cost_share",
        "per_head",
    )
    net = ("deduction", "net") if frame.net.notna().any() else ()
    return make_listing(
        "hometown-tax",
        view,
        request.build,
        data,
        (*columns, *net),
        title=t("hometown.title", year=year),
        subtitle=t("hometown.subtitle"),
        notes=(
            t("hometown.net"),
            *((t("hometown.expected"),) if year == int(max(years_of_hometown_tax(request.build))) else ()),
        ),
    )


def _overview(request: PageRequest, indicator_id: str, year: int | None) -> Exhibit:
    """Return the overview of an indicator, to be drawn on this page."""
    indicator = request.build.catalogue.indicators[indicator_id]
    year = year if indicator.year_rule == "latest_each" or year else indicator.default_year
    view = View("overview", request.view.language, (indicator_id,), request.view.regions[:12], year)
    if indicator.currencies:
        view = replace(view, currency="national")
    exhibit = overview_exhibit(view, request.build)
    return replace(exhibit, id=f"policy-{indicator_id}")
