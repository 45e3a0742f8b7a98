"""The controls of the pages. Each edits one parameter of the View, labelled in the reader's language."""

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from i18n.messages import messages
from interface.shared.browser import is_narrow
from interface.shared.picker import pick_many, pick_one
from interface.shared.state import PageRequest, widget_key
from regions.asking.page_specs import PAGES
from regions.asking.view import default_currency
from regions.database.catalogue import Indicator, NamedGroup
from regions.shapes.exhibit import countries_in_order

ALL_TOPICS = ""


def further_controls(request: PageRequest) -> DeltaGenerator:
    """Return the place of controls that few readers move: a row, or a fold on a phone."""
    key, t = f"{request.view.page}-further", messages(request.view.language)
    if is_narrow():
        return st.expander(t("control.further"), icon=":material/tune:", key=key)
    return st.container(horizontal=True, vertical_alignment="bottom", key=key)


def pick_topic(request: PageRequest) -> None:
    """Choose the topic of which indicators are offered, each with their number, or all topics."""
    catalogue, language = request.build.catalogue, request.view.language
    t = messages(language)
    offered = [one.topic for one in PAGES[request.view.page].indicators(catalogue).values() if one.offered]
    numbers = {code: offered.count(code) for code in catalogue.topics}
    names = {code: topic.name[language] for code, topic in catalogue.topics.items()}
    names[ALL_TOPICS] = t("control.all_topics")
    numbers[ALL_TOPICS] = sum(numbers.values())
    pick_one(
        t("control.topic"),
        [ALL_TOPICS, *(code for code in catalogue.topics if numbers[code])],
        format_func=lambda code: t("control.topic_count", topic=names[code], count=numbers[code]),
        key=f"{request.view.page}.topic",
    )


def topic_chosen(request: PageRequest) -> str:
    """Return the topic chosen on the page, or `ALL_TOPICS`."""
    topic: str = st.session_state.get(f"{request.view.page}.topic", ALL_TOPICS)
    return topic


def indicator_label(request: PageRequest, code: str) -> str:
    """Return an indicator's name in the reader's language; lists to choose from find it by all others."""
    return PAGES[request.view.page].indicators(request.build.catalogue)[code].name[request.view.language]


def indicator_codes(request: PageRequest, topic: str = ALL_TOPICS) -> list[str]:
    """Return the indicators to choose from: those asked for most first, then topic by topic.

    What is shown already stays in the list, whatever its topic and though it be only held.
    """
    catalogue, shown = request.build.catalogue, request.view.indicators
    indicators = PAGES[request.view.page].indicators(catalogue)
    order = {code: place for place, code in enumerate(catalogue.topics)}
    codes = [
        code
        for code in sorted(indicators, key=lambda one: order[indicators[one].topic])
        if code in shown or (indicators[code].offered and topic in (ALL_TOPICS, indicators[code].topic))
    ]
    return sorted(codes, key=lambda code: not indicators[code].headline)


def pick_indicator(request: PageRequest) -> None:
    """Choose the page's one indicator; searchable, of one topic or of all."""
    t = messages(request.view.language)
    pick_one(
        t("control.indicator"),
        indicator_codes(request, topic_chosen(request)),
        format_func=lambda code: indicator_label(request, code),
        source="indicators",
        key=widget_key(request.view.page, "indicator"),
    )


def pick_indicators(request: PageRequest) -> None:
    """Choose several indicators, of one topic or of all."""
    t = messages(request.view.language)
    pick_many(
        t("control.indicators"),
        indicator_codes(request, topic_chosen(request)),
        format_func=lambda code: indicator_label(request, code),
        source="indicators",
        key=widget_key(request.view.page, "indicator"),
        max_selections=PAGES[request.view.page].max_indicators,
        placeholder=t("control.choose"),
    )


def region_label(request: PageRequest, code: str) -> str:
    """Return a region's name in the reader's language; lists to choose from find it by all others."""
    return request.build.catalogue.place_short(code)[request.view.language]


def pick_regions(request: PageRequest, label: str) -> None:
    """Choose regions of both countries, by name in any language."""
    view = request.view
    order = countries_in_order(view.language)
    codes = [region.code for c in order for region in request.build.catalogue.regions_of(c)]
    codes += [code for code in view.regions if code not in codes]
    pick_many(
        label,
        codes,
        format_func=lambda code: region_label(request, code),
        source="places",
        key=widget_key(view.page, "region"),
        max_selections=PAGES[view.page].max_regions,
        placeholder=messages(view.language)("control.search_regions"),
    )


def pick_region_set(request: PageRequest, sets: dict[str, NamedGroup]) -> None:
    """Offer ready-made selections; choosing one replaces the regions."""
    view = request.view
    t = messages(view.language)
    key = widget_key(view.page, "set")

    def replace_regions() -> None:
        chosen = sets.get(st.session_state[key] or "")
        if chosen:
            limit = PAGES[view.page].max_regions
            st.session_state[widget_key(view.page, "region")] = list(chosen.members[:limit])
        st.session_state[key] = None

    pick_one(
        t("control.region_set"),
        list(sets),
        index=None,
        format_func=lambda code: sets[code].name[view.language],
        key=key,
        placeholder=t("control.choose"),
        on_change=replace_regions,
    )


def pick_option(request: PageRequest, parameter: str, options: Sequence[str]) -> None:
    """Choose one of a few options (`mode`, `scale`, `show`, `currency`)."""
    t = messages(request.view.language)
    st.segmented_control(
        t(f"control.{parameter}"),
        options,
        format_func=lambda code: t(f"{parameter}.{code}"),
        key=widget_key(request.view.page, parameter),
        required=True,
    )


def pick_currency(request: PageRequest, indicators: Sequence[Indicator]) -> None:
    """Choose the currency variant where any indicator is money."""
    money = next((indicator for indicator in indicators if indicator.currencies), None)
    if money is not None and default_currency(money):
        pick_option(request, "currency", money.currencies)


def pick_year_range(request: PageRequest, years: Sequence[int]) -> None:
    """Choose the first and last year; the whole span means no restriction."""
    view = request.view
    if len(years) < 2:
        return
    key = widget_key(view.page, "years")
    st.session_state[key] = (view.year_from or years[0], view.year_to or years[-1])

    def remember() -> None:
        first, last = st.session_state[key]
        st.session_state[widget_key(view.page, "from")] = first if first > years[0] else None
        st.session_state[widget_key(view.page, "to")] = last if last < years[-1] else None

    st.slider(
        messages(view.language)("control.years"), years[0], years[-1], key=key, step=1, on_change=remember
    )


def remember(page: str, parameter: str, key: str) -> Callable[[], None]:
    """Return what takes a widget's value over as a parameter, for widgets that show one nobody asked for."""

    def take_over() -> None:
        st.session_state[widget_key(page, parameter)] = str(st.session_state[key])

    return take_over
