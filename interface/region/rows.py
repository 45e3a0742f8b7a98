"""Rows of the region profile: every indicator with figure, position, ranks and trend, topic by topic."""

from functools import lru_cache

import streamlit as st

from charts.marks import sparkline, strip
from charts.theme import Theme
from i18n.lists import listed, sentences
from i18n.messages import messages
from interface.region.header import trend_text
from interface.shared.actions import figure_actions
from interface.shared.controls import pick_option, region_label
from interface.shared.figure import show_remarks
from interface.shared.html import colours, image, link, literal, text
from interface.shared.state import PageRequest, widget_key
from regions.database.build import Build
from regions.database.catalogue import Catalogue, names_of
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.database.places import country_of
from regions.exhibits.profile import SCOPES, chosen_group, rows_exhibit
from regions.figures.groups import MOST_PICKED, Group, offered_groups
from regions.figures.peers import similar_regions
from regions.figures.profile import Row, profile_rows
from regions.figures.statements import Standing
from regions.shapes.exhibit import countries_in_order
from regions.words.sentences import Amount, amount_text, render
from regions.words.wording import group_label, kind_label, rank_text

# Groups of this size and less are named one by one.
NAMED_GROUP = 12
# Of each topic on paper: that all of them fill one sheet.
PAPER_ROWS = 4
_OPEN_TOPICS = 2
# Warnings of the definition stand behind the word on comparability, which leads to the definition.
_TOLD_BY_COMPARABILITY = (
    *("definition_differs", "population_basis_differs"),
    *("different_reference_date", "derived_here"),
)
_COLUMNS = ("indicator", "value", "position", "rank_group", "rank_country", "trend")


def show_standing(request: PageRequest, theme: Theme) -> None:
    """Draw the choice of the comparison group and the rows by topic."""
    view, build, catalogue = request.view, request.build, request.build.catalogue
    t = messages(view.language)
    st.subheader(t("region.rows_heading"))
    _pick_group(request)
    group = chosen_group(view, build)
    if group.is_empty:
        st.info(t("region.group_empty"), icon=":material/info:")
    else:
        st.caption(literal(group_note(group, catalogue, view.language)))
    st.html(legend_html(view.language, theme))
    for place, (topic, content) in enumerate(topics_html(build, group, view.language, theme)):
        with st.expander(topic, expanded=place < _OPEN_TOPICS, key=f"region-topic-{place}"):
            st.html(content)
    exhibit = rows_exhibit(view.only("group", "picked"), build)
    show_remarks(exhibit)
    figure_actions(exhibit, catalogue, None)


def _pick_group(request: PageRequest) -> None:
    view = request.view
    offered = offered_groups(request.build, view.regions[0])
    chosen = view.chosen("group") or "all"
    pick_option(request, "group", offered if chosen in offered else (*offered, chosen))
    if chosen != "picked":
        return
    codes = [
        region.code
        for country in countries_in_order(view.language)
        for region in request.build.catalogue.regions_of(country)
    ]
    st.multiselect(
        messages(view.language)("region.picked"),
        codes,
        format_func=lambda code: region_label(request, code),
        key=widget_key(view.page, "picked"),
        max_selections=MOST_PICKED,
        placeholder=messages(view.language)("control.search_regions"),
    )


def group_note(group: Group, catalogue: Catalogue, language: Language) -> str:
    """Say whom the region is compared with."""
    t = messages(language)
    if len(group.others) > NAMED_GROUP:
        whole = kind_label(group.basis) if group.kind == "kind" else group_label(group.kind)
        return t("region.group_note_whole", n=len(group.others), group=render(whole, catalogue, language))
    names = listed(names_of(group.others, catalogue, language), language)
    note = t("region.group_note", n=len(group.others), names=names)
    if group.basis != "municipality":
        return note
    return sentences((note, t("region.group_note.municipality")), language)


@lru_cache(maxsize=8)
def legend_html(language: Language, theme: Theme) -> str:
    """Return what the marks of the strips mean."""
    t = messages(language)
    signs = (
        ("self", "● ■"),
        ("peers", "○ □"),
        ("others", "• ▪"),
        ("KR", "│"),
        ("JP", "┆"),
    )
    items = "".join(
        f'<li><span class="sign sign-{code}" aria-hidden="true">{sign}</span>'
        f" {text(t(f'region.legend.{code}'))}</li>"
        for code, sign in signs
    )
    return (
        f'<ul class="profile-legend" aria-label="{text(t("region.legend"))}" style="{colours(theme)}">{items}'
        f"<li>{text(t('region.legend.rows'))}</li></ul>"
    )


@per_build(128)
def topics_html(build: Build, group: Group, language: Language, theme: Theme) -> tuple[tuple[str, str], ...]:
    """Return a label and a table for each topic that has figures of the region."""
    catalogue = build.catalogue
    t = messages(language)
    peers = marked_peers(build, group.region_code)
    by_topic: dict[str, list[Row]] = {}
    for row in profile_rows(build, group):
        by_topic.setdefault(row.topic, []).append(row)
    found = []
    for topic, rows in by_topic.items():
        held = [row for row in rows if row.missing is None]
        body = "".join(_row_html(row, group, peers, catalogue, language, theme) for row in held)
        name = catalogue.topics[topic].name[language]
        label = t("region.topic", topic=name, n=len(held))
        content = _table_html(name, body, language) if held else ""
        found.append(
            (
                label,
                f'<div style="{colours(theme)}">{content}{_missing_html(rows, catalogue, language)}</div>',
            )
        )
    return tuple(found)


def marked_peers(build: Build, code: str) -> tuple[str, ...]:
    """Return the peers that the strips mark: the nearest overall, in both countries."""
    groups = (similar_regions(build, code, "all", "own" if scope == "own" else "across") for scope in SCOPES)
    return tuple(peer.region_code for group in groups for peer in group.peers)


def _table_html(caption: str, body: str, language: Language) -> str:
    t = messages(language)
    heads = "".join(f'<th scope="col">{text(t(f"region.column.{name}"))}</th>' for name in _COLUMNS)
    return (
        f'<table class="profile"><caption>{text(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


def _missing_html(rows: list[Row], catalogue: Catalogue, language: Language) -> str:
    t = messages(language)
    lines = ""
    for reason, message_id in (
        ("other_country_only", "region.only_other_country"),
        ("not_published", "region.not_published"),
    ):
        names = [
            catalogue.indicators[row.indicator_id].in_sentence[language]
            for row in rows
            if row.missing == reason
        ]
        if names:
            lines += f'<p class="small">{text(t(message_id, names=listed(names, language)))}</p>'
    return lines


def _row_html(
    row: Row, group: Group, peers: tuple[str, ...], catalogue: Catalogue, language: Language, theme: Theme
) -> str:
    code, country = group.region_code, country_of(group.region_code)
    indicator = catalogue.indicators[row.indicator_id]
    regions = [code, *(other for other, _ in (row.place.nations if row.place else ()))]
    name = link(
        "compare", indicator.name[language], indicator=row.indicator_id, region=regions, lang=language
    )
    value = amount_text(Amount(row.value, row.indicator_id, country, row.currency), catalogue, language)
    trend = trend_text(row.indicator_id, row.currency, row.series, country, catalogue, language)
    line = sparkline(row.series, row.breaks, country, theme, projected=row.status == "projection")
    country_rank = _rank_html(row.in_country, language)
    position, rank = _position_html(row, code, peers, catalogue, language, theme)
    return (
        f'<tr><th scope="row">{name}{_marks_html(row, catalogue, language)}</th>'
        f'<td class="value">{text(value)} <span class="small">{row.year}</span></td>'
        f'<td class="position">{position}</td><td class="rank">{rank}</td>'
        f'<td class="rank">{country_rank}</td>'
        f'<td class="trend">{image(line, trend, "sparkline")}</td></tr>'
    )


def _position_html(
    row: Row, code: str, peers: tuple[str, ...], catalogue: Catalogue, language: Language, theme: Theme
) -> tuple[str, str]:
    t = messages(language)
    if row.place is None:
        return f'<span class="small">{text(t("region.nobody"))}</span>', "–"
    place = row.place
    low, middle, high = (
        amount_text(Amount(value, row.indicator_id, country_of(code), row.currency), catalogue, language)
        for value in (place.lowest, place.median, place.highest)
    )
    ends = {"lowest": low, "median": middle, "highest": high}
    if place.standing is None:
        words = t("region.strip_unranked", year=place.year, n=place.n, **ends)
    else:
        rank = rank_text(place.standing.rank, place.standing.tied, language)
        words = t("region.strip_alternative", year=place.year, rank=rank, n=place.n, **ends)
    with_nations = catalogue.indicators[row.indicator_id].aggregation.method != "sum"
    year = f' <span class="small">{place.year}</span>' if place.year != row.year else ""
    return image(
        strip(place, code, peers, theme, with_nations=with_nations), words, "strip"
    ), f"{_rank_html(place.standing, language)}{year}"


def _rank_html(standing: Standing | None, language: Language) -> str:
    if standing is None:
        return ""
    return f"{text(rank_text(standing.rank, standing.tied, language))} / {standing.of}"


def _marks_html(row: Row, catalogue: Catalogue, language: Language) -> str:
    """Return comparability in a word and the warnings that concern the latest figure."""
    t = messages(language)
    code = catalogue.indicators[row.indicator_id].comparability
    parts = [
        text(t(f"region.flag.{warning}")) for warning in row.warnings if warning not in _TOLD_BY_COMPARABILITY
    ]
    if code != "same":
        word = t(f"region.comparable.{code}")
        label = t(
            "region.comparable_label",
            word=word,
            indicator=catalogue.indicators[row.indicator_id].called(language),
        )
        parts.insert(0, link("sources", word, label, indicator=row.indicator_id, lang=language))
    return f'<span class="marks">{" · ".join(parts)}</span>' if parts else ""


@per_build(64)
def compact_html(build: Build, group: Group, language: Language, theme: Theme) -> str:
    """Return the first rows of each topic that the region has figures for in two columns, for paper."""
    catalogue = build.catalogue
    t = messages(language)
    peers = marked_peers(build, group.region_code)
    by_topic: dict[str, list[Row]] = {}
    for row in profile_rows(build, group):
        if row.missing is None:
            by_topic.setdefault(row.topic, []).append(row)
    heads = "".join(
        f'<th scope="col">{text(t(f"region.column.{name}"))}</th>'
        for name in ("indicator", "value", "position", "rank_group")
    )
    bodies = ""
    for topic, rows in by_topic.items():
        name = text(catalogue.topics[topic].name[language])
        first = sorted(rows, key=lambda row: not catalogue.indicators[row.indicator_id].headline)[:PAPER_ROWS]
        lines = "".join(_compact_row(row, group, peers, catalogue, language, theme) for row in first)
        table = f"<caption>{name}</caption><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody>"
        bodies += f'<table class="compact">{table}</table>'
    left = sum(max(len(rows) - PAPER_ROWS, 0) for rows in by_topic.values())
    more = f"<p>{text(t('region.print_more', n=left))}</p>" if left else ""
    return f'<div class="columns">{bodies}</div>{more}'


def _compact_row(
    row: Row, group: Group, peers: tuple[str, ...], catalogue: Catalogue, language: Language, theme: Theme
) -> str:
    code = group.region_code
    value = amount_text(
        Amount(row.value, row.indicator_id, country_of(code), row.currency), catalogue, language
    )
    position, rank = _position_html(row, code, peers, catalogue, language, theme)
    name = text(catalogue.indicators[row.indicator_id].name[language])
    return (
        f'<tr><th scope="row">{name}</th><td>{text(value)} <span class="small">{row.year}</span></td>'
        f"<td>{position}</td><td>{rank}</td></tr>"
    )
