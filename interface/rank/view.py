"""What the rank page draws in each way of drawing: figure, remarks, exports, table."""

from collections.abc import Callable

import streamlit as st

from charts.page_figures import rank_figure
from i18n.messages import messages
from interface.shared.figure import draw, finish, show_table, theme, width
from interface.shared.row_tables import change_table, rank_table, relation_table
from interface.shared.state import Request
from interface.shared.tables import comparison_table
from interface.shared.text import plain
from regions.exhibits.concentration import holds_shares
from regions.figures.aggregation import rule_of
from regions.shapes.exhibit import Exhibit
from regions.shapes.units import one_scale
from regions.words.sentences import render
from regions.words.wording import aggregation_refusal


def show_ranking(exhibit: Exhibit, request: Request) -> None:
    """Draw bars or dots; the country columns and what is left out are said in words."""
    t = messages(exhibit.language)
    _say_what_is_not_shown(exhibit, request)
    _draw(exhibit, request)
    show_table(exhibit, t("rank.table"), lambda: rank_table(exhibit, request.build))


def _draw(exhibit: Exhibit, request: Request) -> None:
    figure = rank_figure(exhibit, request.build, theme(), width())
    draw(figure, exhibit)
    finish(exhibit, request.build.catalogue)


def _say_what_is_not_shown(exhibit: Exhibit, request: Request) -> None:
    t = messages(exhibit.language)
    view, indicator = exhibit.view, exhibit.indicator
    if not indicator.is_regional:
        st.info(t("rank.nations_only"))
        return
    if view.chosen("among") == "picked" and not view.regions:
        st.info(t("rank.nothing_picked"))
    if len(indicator.countries) > 1 and not one_scale(indicator, view.currency):
        st.caption(t("rank.not_together") if not indicator.is_comparable else t("rank.two_units"))
    if view.show == "bars" and view.chosen("by") != "region" and exhibit.id != "rank-groups":
        st.info(f"{_refusal(exhibit, request)}. {t('rank.regions_instead')}")


def _refusal(exhibit: Exhibit, request: Request) -> str:
    """Say why blocks are not shown for an indicator."""
    reason = rule_of(exhibit.indicator.id).reason or "not_additive"
    return render(aggregation_refusal(reason), request.build.catalogue, exhibit.language)


def show_change(exhibit: Exhibit, request: Request) -> None:
    """Draw then and now; say how to read it."""
    t = messages(exhibit.language)
    view = exhibit.view
    if exhibit.data.empty:
        st.info(t("compare.nothing_to_draw"))
        return
    _say_what_is_not_shown(exhibit, request)
    reading = [t("rank.change_reading", first=view.year_from, last=view.year_to), *exhibit.notes[:1]]
    st.caption(plain(" ".join(reading) if not exhibit.claim else reading[0]))
    _draw(exhibit, request)
    show_table(exhibit, t("rank.table"), lambda: change_table(exhibit, request.build))


def show_relation(exhibit: Exhibit, request: Request) -> None:
    """Draw two indicators against each other with the trails of the picked regions."""
    t = messages(exhibit.language)
    if exhibit.data.empty:
        st.info(t("rank.nothing_shared"))
        return
    if not exhibit.view.regions:
        st.caption(t("rank.pick_for_trails"))
    _draw(exhibit, request)
    show_table(exhibit, t("rank.table"), lambda: relation_table(exhibit, request.build.catalogue))


def show_concentration(exhibit: Exhibit, request: Request) -> None:
    """Draw the share of the capital area or the dispersion, both countries over the years."""
    t = messages(exhibit.language)
    shares = holds_shares(exhibit.view, request.build)
    st.caption(t("concentration.no_dispersion") if shares else t("concentration.no_share"))
    _draw(exhibit, request)
    show_table(exhibit, t("compare.table"), lambda: comparison_table(exhibit, request.build.catalogue))


SHOWS: dict[str, Callable[[Exhibit, Request], None]] = {
    "bars": show_ranking,
    "swarm": show_ranking,
    "change": show_change,
    "relation": show_relation,
    "concentration": show_concentration,
}
