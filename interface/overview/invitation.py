"""The invitation to ask on the overview: questions to begin with, each a link."""

import streamlit as st

from i18n.messages import messages
from interface.shared.figure import theme
from interface.shared.html import text
from regions.asking.view import address
from regions.database.build import Build
from regions.database.languages import Language
from regions.exhibits.questions import example_questions


def show_invitation(build: Build, language: Language) -> None:
    """Draw the questions below the search field; nothing if there are none."""
    examples = example_questions(build, language)
    if not examples:
        return
    # Relative to the overview, which stands at the root: it also holds behind a proxy with a path.
    pairs = ((text(address(one.view).removeprefix("/")), text(one.question)) for one in examples)
    links = "".join(f'<li><a href="{where}" target="_self">{words}</a></li>' for where, words in pairs)
    label = text(messages(language)("search.examples"))
    colour = theme().country("KR")
    st.html(
        f'<nav class="examples" style="--link:{colour}" aria-label="{label}">'
        f"<span>{label}</span><ul>{links}</ul></nav>"
    )
