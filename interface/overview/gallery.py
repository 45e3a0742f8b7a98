"""The gallery of findings on the overview: a sentence, a small chart and the way to the view, each."""

from dataclasses import replace
from html import escape
from pathlib import Path

import streamlit as st

from charts.miniature import miniature
from exports.findings import APPEARANCES, picture_address
from i18n.lists import sentences
from i18n.messages import messages
from interface.shared.figure import theme
from regions.asking.view import address
from regions.database.build import Build
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.words.findings import Finding, findings

# What is in sight at once; the rest unfolds in the browser, without a run on the server.
IN_SIGHT = 6
_STYLES = (Path(__file__).parents[1] / "assets" / "gallery.css").read_text(encoding="utf-8")


def show_gallery(build: Build, language: Language) -> None:
    """Draw the findings that hold in the current build; nothing if there are none."""
    if not findings(build):
        return
    t = messages(language)
    st.subheader(t("findings.title"))
    st.caption(t("findings.lead"))
    st.html(gallery(build, language, theme().name))


@per_build(12)
def gallery(build: Build, language: Language, appearance: str) -> str:
    """Return the gallery as HTML, made once for each build, language and theme."""
    cards = [_card(one, build, language, appearance) for one in findings(build)]
    shown, more = cards[:IN_SIGHT], cards[IN_SIGHT:]
    parts = [f"<style>{_STYLES}</style>", f'<ul class="findings">{"".join(shown)}</ul>']
    if more:
        label = escape(messages(language)("findings.more", count=len(more)))
        parts.append(
            f'<details class="more-findings"><summary>{label}</summary>'
            f'<ul class="findings">{"".join(more)}</ul></details>'
        )
    return "".join(parts)


def _card(finding: Finding, build: Build, language: Language, appearance: str) -> str:
    t = messages(language)
    colours = APPEARANCES[appearance]
    sentence = finding.text(build, language)
    small = miniature(finding, build.catalogue, colours, language)
    # Relative to the overview, which stands at the root: it also holds behind a proxy with a path.
    link = address(replace(finding.view, language=language)).removeprefix("/")
    word = t(f"comparability.{finding.comparability}") if finding.comparability else ""
    # Pictures in the page itself would be sent with every run; a browser keeps those it has asked for.
    picture = f"{picture_address(finding)}?lang={language}&amp;theme={appearance}"
    remarks = sentences(finding.remarks(build, language), language)
    opening, colour = escape(t("findings.open")), colours.country("KR")
    return (
        f'<li id="finding-{finding.id}"><p class="sentence">{escape(sentence)}</p>'
        f'<p class="remarks">{escape(remarks)}</p>'
        f'<img alt="{escape(small.alternative)}" src="{picture}" width="300" height="118" loading="lazy">'
        f'<p class="foot"><span>{escape(word)}</span>'
        f'<a href="{escape(link)}" target="_self" style="color:{colour}"'
        f' aria-label="{opening}: {escape(sentence)}">{opening}</a>'
        "</p></li>"
    )
