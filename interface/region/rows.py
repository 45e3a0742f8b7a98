"""Rows of the region profile: every indicator with figure, position, ranks and trend, topic by topic."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from charts.theme import Theme
from i18n.lists import listed, sentences
from i18n.messages import messages
from interface.region.cells import marks_html, missing_html, position_html, row_html, table_html
from interface.shared.actions import figure_actions
from interface.shared.controls import pick_option, region_label
from interface.shared.figure import show_remarks, theme
from interface.shared.html import colours, literal, text
from interface.shared.picker import pick_many
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
from regions.shapes.exhibit import countries_in_order
from regions.words.sentences import Amount, amount_text, render
from regions.words.wording import group_label, kind_label

# Groups of this size and less are named one by one.
NAMED_GROUP = 12
# Of each topic on paper: that all of them fill one sheet.
PAPER_ROWS = 2


def show_standing(request: PageRequest) -> None:
    """Draw the choice of the comparison group and the rows by topic."""
    view, build, catalogue = request.view, request.build, request.build.catalogue
    t = messages(view.language)
    _pick_group(request)
    group = chosen_group(view, build)
    if group.is_empty:
        st.info(t("region.group_empty"), icon=":material/info:")
    else:
        st.caption(literal(group_note(group, catalogue, view.language)))
    first = first_html(build, group, view.language, theme())
    st.html(f'{legend_html(view.language, theme())}<div style="{colours(theme())}">{first}</div>')
    for one in topics(build, group):
        if one.others or one.missing:
            label = one.folded_label(catalogue, view.language)
            fold = st.expander(label, key=f"region-topic-{one.topic}", on_change="rerun", type="compact")
            if fold.open:
                fold.html(others_html(build, group, one.topic, view.language, theme()))
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
    pick_many(
        messages(view.language)("region.picked"),
        codes,
        format_func=lambda code: region_label(request, code),
        source="places",
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


@dataclass(frozen=True)
class TopicRows:
    """The rows of a topic.

    Attributes:
        topic: Its code.
        first: Its headline indicators that have a figure.
        others: The others that have one.
        missing: Those without.
    """

    topic: str
    first: tuple[Row, ...]
    others: tuple[Row, ...]
    missing: tuple[Row, ...]

    def folded_label(self, catalogue: Catalogue, language: Language) -> str:
        """Return what the others are called where they are folded."""
        name = catalogue.topics[self.topic].name[language]
        if self.first:
            return messages(language).plural("region.more_of_topic", len(self.others), topic=name)
        return messages(language)("region.topic", topic=name, n=len(self.others))


def topics(build: Build, group: Group) -> tuple[TopicRows, ...]:
    """Return the rows of each topic, headline indicators apart."""
    by_topic: dict[str, list[Row]] = {}
    for row in profile_rows(build, group):
        by_topic.setdefault(row.topic, []).append(row)
    indicators = build.catalogue.indicators
    return tuple(
        TopicRows(
            topic,
            tuple(row for row in rows if row.missing is None and indicators[row.indicator_id].headline),
            tuple(row for row in rows if row.missing is None and not indicators[row.indicator_id].headline),
            tuple(row for row in rows if row.missing is not None),
        )
        for topic, rows in by_topic.items()
    )


@per_build(128)
def first_html(build: Build, group: Group, language: Language, theme: Theme) -> str:
    """Return the headline indicators of all topics, a table each."""
    return "".join(
        f'<h4 class="topic">{text(build.catalogue.topics[one.topic].name[language])}</h4>'
        + _table(build, group, one.topic, one.first, language, theme)
        for one in topics(build, group)
        if one.first
    )


@per_build(512)
def others_html(build: Build, group: Group, topic: str, language: Language, theme: Theme) -> str:
    """Return the other indicators of a topic, and which have no figure."""
    rows = next(one for one in topics(build, group) if one.topic == topic)
    table = _table(build, group, topic, rows.others, language, theme)
    absent = missing_html(rows.missing, build.catalogue, language)
    return f'<div style="{colours(theme)}">{table}{absent}</div>'


def _table(
    build: Build, group: Group, topic: str, rows: Sequence[Row], language: Language, theme: Theme
) -> str:
    if not rows:
        return ""
    catalogue, peers = build.catalogue, marked_peers(build, group.region_code)
    body = "".join(row_html(row, group, peers, catalogue, language, theme) for row in rows)
    return table_html(catalogue.topics[topic].name[language], body, language)


def marked_peers(build: Build, code: str) -> tuple[str, ...]:
    """Return the peers that the strips mark: the nearest overall, in both countries."""
    groups = (similar_regions(build, code, "all", "own" if scope == "own" else "across") for scope in SCOPES)
    return tuple(peer.region_code for group in groups for peer in group.peers)


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
    # The same widths under every topic, so that all rows of a sheet line up.
    widths = f"<colgroup>{'<col>' * 4}</colgroup>"
    bodies = ""
    for topic, rows in by_topic.items():
        name = text(catalogue.topics[topic].name[language])
        first = sorted(rows, key=lambda row: not catalogue.indicators[row.indicator_id].headline)[:PAPER_ROWS]
        lines = "".join(_compact_row(row, group, peers, catalogue, language, theme) for row in first)
        table = f"<caption>{name}</caption>{widths}<thead><tr>{heads}</tr></thead><tbody>{lines}</tbody>"
        bodies += f'<table class="compact">{table}</table>'
    left = sum(max(len(rows) - PAPER_ROWS, 0) for rows in by_topic.values())
    more = f"<p>{text(t.plural('region.print_more', left, n=left))}</p>" if left else ""
    return f'<div class="columns">{bodies}</div>{more}'


def _compact_row(
    row: Row, group: Group, peers: tuple[str, ...], catalogue: Catalogue, language: Language, theme: Theme
) -> str:
    code = group.region_code
    value = amount_text(
        Amount(row.value, row.indicator_id, country_of(code), row.currency), catalogue, language
    )
    position, rank = position_html(row, code, peers, catalogue, language, theme)
    name = text(catalogue.indicators[row.indicator_id].name[language])
    marks = marks_html(row, catalogue, language, on_paper=True)
    return (
        f'<tr><th scope="row">{name}{marks}</th><td>{text(value)} <span class="small">{row.year}</span></td>'
        f"<td>{position}</td><td>{rank}</td></tr>"
    )
