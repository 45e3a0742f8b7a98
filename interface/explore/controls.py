"""The controls of the page of all figures: filters, form of the table, columns, order, pages."""

import math
from collections.abc import Callable, Sequence

import streamlit as st

from i18n.lists import listed
from i18n.messages import Messages, messages
from interface.shared.controls import (
    further_controls,
    pick_currency,
    pick_option,
    pick_year_range,
    region_label,
)
from interface.shared.municipal import (
    add_municipality,
    pick_municipal_indicators,
    pick_picked,
    pick_within,
)
from interface.shared.picker import Source, pick_many, pick_one
from interface.shared.state import PageRequest, widget_key
from regions.asking.levels import offered
from regions.asking.page_specs import PAGES
from regions.asking.selection import (
    COMPARABILITIES,
    LEVELS,
    MUNICIPALITY,
    REGION_KINDS,
    STATUSES,
    TIDY_COLUMNS,
)
from regions.exhibits.exploration import DEFAULT_COLUMNS, PAGE_ROWS
from regions.shapes.exhibit import countries_in_order

_PAGE = "explore"
_FIRST = "1"


def pick_filters(request: PageRequest) -> None:
    """Draw every filter: indicators and regions in sight, the others one click away."""
    t = messages(request.view.language)
    pick_option(request, "level", LEVELS)
    if request.view.level == MUNICIPALITY:
        left, right = st.columns(2)
        with left:
            pick_municipal_indicators(request, t("explore.indicators"))
            pick_within(request)
        with right:
            pick_picked(request, t("level.municipality"))
            add_municipality(request)
    else:
        _pick_of_regions(request)
    further = _FURTHER_OF_MUNICIPALITIES if request.view.level == MUNICIPALITY else _FURTHER
    held = sum(bool(request.view.all_chosen(name)) for name in further)
    with st.expander(
        messages(request.view.language).plural("explore.more_filters", held), key="explore-filters"
    ):
        _pick_further(request, further)


def _pick_of_regions(request: PageRequest) -> None:
    catalogue, language = request.build.catalogue, request.view.language
    t = messages(language)
    order = countries_in_order(language)
    regions = [region.code for country in order for region in catalogue.regions_of(country)]
    left, right = st.columns(2)
    with left:
        _pick_many(
            request,
            "indicator",
            t("explore.indicators"),
            [code for topic in catalogue.topics.values() for code in topic.members],
            lambda code: _indicator_label(request, code),
            t("explore.all_indicators"),
        )
    with right:
        _pick_many(
            request,
            "region",
            t("explore.regions"),
            [*order, *regions],
            lambda code: region_label(request, code),
            t("explore.all_regions"),
        )


_SOURCES: dict[str, Source] = {
    "indicator": "indicators",
    "region": "places",
    "country": "places",
    "block": "places",
}
_FURTHER_OF_MUNICIPALITIES = ("topic", "comparability", "status", "country", "block")
_FURTHER = (*_FURTHER_OF_MUNICIPALITIES, "kind")


def _pick_further(request: PageRequest, further: Sequence[str]) -> None:
    catalogue, language = request.build.catalogue, request.view.language
    t = messages(language)
    options: dict[str, tuple[Sequence[str], Callable[[str], str]]] = {
        "topic": (list(catalogue.topics), lambda code: catalogue.topics[code].name[language]),
        "comparability": (COMPARABILITIES, lambda code: t(f"explore.comparability.{code}")),
        "status": (STATUSES, lambda code: t(f"explore.status.{code}")),
        "country": (countries_in_order(language), lambda code: t(f"country.{code}")),
        "block": (list(catalogue.blocks), lambda code: catalogue.blocks[code].name[language]),
        "kind": (REGION_KINDS, lambda code: t(f"explore.kind.{code}")),
    }
    places = st.columns(3)
    for number, name in enumerate(further):
        codes, label = options[name]
        with places[number % 3]:
            _pick_many(request, name, t(f"explore.filter.{name}"), codes, label, t("explore.all"))


def pick_form(request: PageRequest) -> None:
    """Draw what the table shows and how: form, mode, currency, years, columns, order."""
    view, catalogue = request.view, request.build.catalogue
    t = messages(view.language)
    st.segmented_control(
        t("explore.form"),
        offered(_PAGE, PAGES[_PAGE].shows, view.level),
        format_func=lambda code: t(f"show.{code}"),
        key=widget_key(_PAGE, "show"),
        required=True,
    )
    with further_controls(request):
        pick_option(request, "mode", PAGES[_PAGE].modes)
        known = catalogue.indicators_at(view.level)
        pick_currency(request, [known[code] for code in view.indicators])
        held = [known[code] for code in view.indicators] or known.values()
        first = min(indicator.years[0] for indicator in held)
        last = max(indicator.years[1] for indicator in held)
        pick_year_range(request, range(first, last + 1))
        show = view.show or "long"
        if show == "long":
            _pick_columns(request)
        elif show == "wide":
            _pick_order(t)


def _pick_columns(request: PageRequest) -> None:
    """Draw the column chooser and the order of the long table."""
    t = messages(request.view.language)
    usual = listed((t(f"explore.column.{name}") for name in DEFAULT_COLUMNS[:3]), request.view.language)
    _pick_many(
        request,
        "column",
        t("explore.columns"),
        [name for name in TIDY_COLUMNS if name not in DEFAULT_COLUMNS],
        lambda name: t(f"explore.column.{name}"),
        t("explore.usual_columns", columns=usual),
    )
    pick_one(
        t("explore.sort"),
        PAGES[_PAGE].choices["sort"].allowed_fixed,
        format_func=lambda name: t(f"explore.column.{name}"),
        key=widget_key(_PAGE, "sort"),
        on_change=_to_the_first_page,
    )
    _pick_order(t)


def _pick_order(t: Messages) -> None:
    st.segmented_control(
        t("explore.order"),
        PAGES[_PAGE].choices["order"].allowed_fixed,
        format_func=lambda name: t(f"explore.order.{name}"),
        key=widget_key(_PAGE, "order"),
        required=True,
        on_change=_to_the_first_page,
    )


def page_number(request: PageRequest, rows: int) -> int:
    """Return the page of the table asked for, counted from 0, and not beyond the last."""
    return min(int(request.view.chosen("page") or _FIRST), _pages(rows)) - 1


def pick_page(request: PageRequest, rows: int) -> None:
    """Draw the pages of a table."""
    pages = _pages(rows)
    if pages == 1:
        return
    number = page_number(request, rows) + 1
    # A key for each state: this control takes its value from `default` alone.
    key = widget_key(_PAGE, f"page_number.{pages}.{number}")

    def remember() -> None:
        st.session_state[widget_key(_PAGE, "page")] = str(st.session_state[key])

    st.pagination(pages, default=number, key=key, on_change=remember)


def _pages(rows: int) -> int:
    return max(1, math.ceil(rows / PAGE_ROWS))


def _pick_many(
    request: PageRequest,
    name: str,
    label: str,
    options: Sequence[str],
    text: Callable[[str], str],
    placeholder: str,
) -> None:
    limits = {"indicator": PAGES[_PAGE].max_indicators, "region": PAGES[_PAGE].max_regions}
    pick_many(
        label,
        options,
        format_func=text,
        source=_SOURCES.get(name),
        key=widget_key(request.view.page, name),
        max_selections=limits.get(name),
        placeholder=placeholder,
        on_change=_to_the_first_page,
    )


def _to_the_first_page() -> None:
    st.session_state[widget_key(_PAGE, "page")] = _FIRST


def _indicator_label(request: PageRequest, code: str) -> str:
    return request.build.catalogue.indicators[code].name[request.view.language]
