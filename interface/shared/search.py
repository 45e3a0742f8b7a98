"""The search field in the frame of every page: markup and words; `api/document/search.js` does the rest."""

import streamlit as st

from i18n.messages import messages
from interface.shared.figure import theme
from interface.shared.html import text
from regions.database.languages import Language
from regions.questions.suggesting import LONGEST_QUESTION


def show_search(language: Language) -> None:
    """Draw the field. It is no widget: nothing typed makes the page run."""
    t, colours = messages(language), theme()
    words = {
        "lang": language,
        "found": t("search.found"),
        "nothing": t("search.nothing_found"),
        "unknown": t("search.not_understood"),
        "joint": t("list.phrases"),
        "failed": t("search.failed"),
    }
    data = _attributes({f"data-{name}": value for name, value in words.items()})
    style = f"--ask-ground:{colours.page};--ask-panel:{colours.panel};--ask-accent:{colours.country('KR')}"
    field = _attributes(
        {
            "type": "text",
            "role": "combobox",
            "aria-label": t("search.label"),
            "aria-expanded": "false",
            "aria-controls": "ask-list",
            "aria-autocomplete": "list",
            "aria-keyshortcuts": "/ Control+K Meta+K",
            "autocomplete": "off",
            "autocapitalize": "off",
            "spellcheck": "false",
            "enterkeyhint": "go",
            "maxlength": str(LONGEST_QUESTION),
            "placeholder": t("search.example"),
        }
    )
    st.html(
        f'<div class="ask" role="search" style="{style}" {data}><input {field}>'
        '<kbd aria-hidden="true">/</kbd><div class="answer">'
        f'<ul id="ask-list" role="listbox" aria-label="{text(t("search.suggestions"))}" hidden></ul>'
        '<p role="status" aria-live="polite"></p></div></div>'
    )


def _attributes(values: dict[str, str]) -> str:
    return " ".join(f'{name}="{text(value)}"' for name, value in values.items())
