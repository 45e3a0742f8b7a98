"""Peers on the region profile: the most similar regions of both countries, and how they were found."""

from collections.abc import Sequence

import streamlit as st

from charts.theme import Theme
from i18n.lists import listed, sentences
from i18n.messages import messages
from i18n.numbers import number, quantity
from interface.region.alike import lag_html
from interface.shared.actions import figure_actions
from interface.shared.controls import pick_option
from interface.shared.figure import show_remarks, theme
from interface.shared.html import colours, link, literal, text
from interface.shared.state import PageRequest
from regions.asking.page_specs import PAGES
from regions.asking.view import default_currency
from regions.database.build import Build
from regions.database.catalogue import Catalogue, names_of
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.database.places import country_of
from regions.exhibits.profile import peer_groups, peers_exhibit
from regions.figures.likeness import Contribution, Peer, PeerGroup
from regions.shapes.exhibit import Exhibit
from regions.words.sentences import Amount, amount_text, render
from regions.words.wording import peers_note

_NAMED = 3


def show_peers(request: PageRequest) -> None:
    """Draw the five nearest regions in the other country and in the own, with method and weights."""
    view, build = request.view, request.build
    exhibit = peers_exhibit(view.only("theme"), build)
    groups = peer_groups(view, build)
    pick_option(request, "theme", PAGES["region"].choices["theme"].allowed_fixed)
    for column, group in zip(st.columns(2, gap="large"), groups, strict=True):
        with column:
            st.html(list_html(build, group, view.language, theme()))
    show_basis(groups, exhibit, build, theme(), "region-contributions")


def show_basis(groups: Sequence[PeerGroup], exhibit: Exhibit, build: Build, theme: Theme, key: str) -> None:
    """Draw what the likeness rests on: contributions of the indicators, method and files."""
    t = messages(exhibit.language)
    fold = st.expander(t("region.peers_contributions"), key=key, on_change="rerun")
    if fold.open:
        fold.caption(t("region.peers_cell"))
        for group in groups:
            if group.peers:
                fold.html(contributions_html(build, group, exhibit.language, theme))
    st.caption(literal(method_text(tuple(groups), build.catalogue, exhibit.language)))
    show_remarks(exhibit)
    figure_actions(exhibit, build.catalogue, None)


def method_text(groups: tuple[PeerGroup, ...], catalogue: Catalogue, language: Language) -> str:
    """Return method, coverage rule, weights, and who could not be compared."""
    t = messages(language)
    first = groups[0]
    shares = (
        f"{catalogue.indicator(line.indicator_id).in_sentence[language]} "
        + quantity(100 * line.weight, "%", language)
        for line in first.weights
    )
    weights = listed(shares, language)
    parts = [
        render(peers_note(first), catalogue, language),
        t("region.peers_weights", weights=weights),
    ]
    left_out = [code for group in groups for code in group.not_compared]
    if left_out:
        names = listed(names_of(left_out, catalogue, language), language)
        parts.append(t("region.peers_not_compared", names=names))
    return sentences(parts, language)


@per_build(128)
def list_html(build: Build, group: PeerGroup, language: Language, theme: Theme) -> str:
    """Return the nearest regions of one country, each with what makes it near and far."""
    catalogue = build.catalogue
    t = messages(language)
    own = country_of(group.region_code)
    other = {"KR": "JP", "JP": "KR"}[own]
    country = t(f"country.{own if group.scope == 'own' else other}")
    if group.peers:
        nearest = catalogue.regions[group.peers[0].region_code].short[language]
        heading = t("region.peers_claim", country=country, peer=nearest)
        body = "".join(_peer_html(build, peer, group, language) for peer in group.peers)
        body = f"<ol>{body}</ol>"
    else:
        heading = t("region.peers_in", country=country)
        body = f'<p class="small">{text(render(peers_note(group), catalogue, language))}</p>'
    return f'<section class="peers" style="{colours(theme)}"><h4>{text(heading)}</h4>{body}</section>'


def _peer_html(build: Build, peer: Peer, group: PeerGroup, language: Language) -> str:
    t, catalogue = messages(language), build.catalogue
    name = catalogue.regions[peer.region_code].short[language]
    own = catalogue.regions[group.region_code].short[language]
    profile = link("region", name, lang=language, region=peer.region_code)
    compare = link(
        "compare",
        t("region.peers_compare"),
        t("region.peers_compare_label", region=own, peer=name),
        lang=language,
        region=[group.region_code, peer.region_code],
    )
    if group.scope == "across":
        compare = f"{lag_html(build, group.region_code, peer.region_code, language)} · {compare}"
    numbers = t("region.peers_distance", distance=number(peer.distance, language, 2))
    if peer.coverage < 1 - 1e-9:
        numbers += f" · {t('region.peers_coverage', share=number(100 * peer.coverage, language))}"
    by_gap = sorted(peer.contributions, key=lambda one: one.gap)
    alike = t("region.peers_alike", names=_names(by_gap[:_NAMED], catalogue, language))
    unlike = t("region.peers_unlike", names=_names(by_gap[: -_NAMED - 1 : -1], catalogue, language))
    return (
        f'<li class="of-{country_of(peer.region_code)}"><span class="name">{profile}</span>'
        f' <span class="small">{text(numbers)}</span> <span class="compare">{compare}</span>'
        f'<p class="small">{text(alike)}</p><p class="small">{text(unlike)}</p></li>'
    )


def _names(parts: list[Contribution], catalogue: Catalogue, language: Language) -> str:
    return listed((catalogue.indicator(part.indicator_id).in_sentence[language] for part in parts), language)


@per_build(128)
def contributions_html(build: Build, group: PeerGroup, language: Language, theme: Theme) -> str:
    """Return a table: indicators and weights down, the region and its peers across."""
    catalogue = build.catalogue
    t = messages(language)
    names = names_of((group.region_code, *(peer.region_code for peer in group.peers)), catalogue, language)
    heads = "".join(
        f'<th scope="col">{text(head)}</th>'
        for head in (t("region.column.indicator"), t("region.peers_weight"), *names)
    )
    held = [{part.indicator_id: part for part in peer.contributions} for peer in group.peers]
    rows = ""
    for line in group.weights:
        parts = [one.get(line.indicator_id) for one in held]
        known = next((part for part in parts if part is not None), None)
        own = "" if known is None else _figure(known, group.region_code, catalogue, language)
        cells = "".join(
            _cell_html(part, peer.region_code, catalogue, language)
            for part, peer in zip(parts, group.peers, strict=True)
        )
        name = catalogue.indicator(line.indicator_id).name[language]
        rows += (
            f'<tr><th scope="row">{text(name)}</th><td>{number(100 * line.weight, language)}%</td>'
            f"<td>{own}</td>{cells}</tr>"
        )
    table = f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>"
    frame = f'class="wide" tabindex="0" role="region" aria-label="{text(listed(names, language))}"'
    return f'<div {frame} style="{colours(theme)}"><table class="profile contributions">{table}</table></div>'


def _figure(
    part: Contribution, code: str, catalogue: Catalogue, language: Language, *, peer: bool = False
) -> str:
    currency = default_currency(catalogue.indicator(part.indicator_id))
    value, year = (part.peer_value, part.peer_year) if peer else (part.value, part.year)
    amount = Amount(value, part.indicator_id, country_of(code), currency)
    return f'{text(amount_text(amount, catalogue, language))} <span class="small">{year}</span>'


def _cell_html(part: Contribution | None, code: str, catalogue: Catalogue, language: Language) -> str:
    if part is None:
        return "<td>–</td>"
    gap = messages(language)(
        "region.peers_gap", gap=number(part.gap, language, 2), share=number(100 * part.share, language)
    )
    bar = f'<span class="bar" style="width:{min(100 * part.share, 100):.0f}%" aria-hidden="true"></span>'
    figure = _figure(part, code, catalogue, language, peer=True)
    return f'<td>{figure}<span class="gap">{text(gap)}</span>{bar}</td>'
