"""What a reader takes away from the page of all figures: files, the address, the code to read it."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from exports.snippets import LANGUAGES_OF_CODE, figures_address, snippet
from exports.tables import Note, csv_file, json_file, xlsx_file
from i18n.messages import messages
from interface.state import Request
from regions.exhibit import source_line
from regions.exploration import selection_of
from regions.selection import indicators_of

_MOST_IN_WORKBOOK = 50_000
_CODE_MARKING = {"python": "python", "sql": "sql", "r": "r", "powerquery": None}


def offer_files(request: Request, make: Callable[[], pd.DataFrame], rows: int) -> None:
    """Offer the whole table, as it is shown, as files; each is made when it is asked for."""
    t = messages(request.view.language)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="explore-files"):
        st.caption(t("explore.download", rows=f"{rows:,}"), width="content")
        files: list[tuple[str, str, Callable[[], bytes]]] = [
            ("csv", "text/csv", lambda: csv_file(make())),
            ("json", "application/json", lambda: json_file(make())),
        ]
        if rows <= _MOST_IN_WORKBOOK:
            kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            files.append(("xlsx", kind, lambda: xlsx_file(make(), _notes(request))))
        for kind, media_type, content in files:
            st.download_button(
                kind.upper(),
                data=content,
                file_name=f"explore_{request.view.show}_{request.view.language}.{kind}",
                mime=media_type,
                key=f"explore-{kind}",
                on_click="ignore",
                type="tertiary",
            )
        if rows > _MOST_IN_WORKBOOK:
            st.caption(t("explore.no_workbook", limit=f"{_MOST_IN_WORKBOOK:,}"), width="content")


def _notes(request: Request) -> tuple[Note, ...]:
    view, catalogue = request.view, request.catalogue
    language = view.language
    found = []
    for code in indicators_of(selection_of(view), catalogue):
        indicator = catalogue.indicators[code]
        reason = indicator.comparability_reason[language]
        found.append(Note(code, f"{indicator.name[language]}: {indicator.definition[language]}"))
        found.append(Note(f"{code}, {indicator.comparability}", reason))
        found += [Note(f"{code}, {caveat.code}", caveat.text[language]) for caveat in indicator.caveats]
        found.append(Note(f"{code}, source", source_line(indicator, catalogue, view)))
    return (*dict.fromkeys(found), Note("data_version", request.store.build_id))


def show_code(request: Request) -> None:
    """Offer the address of the figures and the lines that read it."""
    t = messages(request.view.language)
    path = figures_address(selection_of(request.view), request.view.language, "csv")
    parts = urlsplit(str(st.context.url or ""))
    address = f"{parts.scheme}://{parts.netloc}{path}" if parts.netloc else path
    with st.expander(t("explore.code"), key="explore-code", icon=":material/code:"):
        st.caption(t("explore.code_reading"))
        st.code(address, language=None, wrap_lines=True)
        for tab, code in zip(
            st.tabs([t(f"explore.code.{code}") for code in LANGUAGES_OF_CODE]), LANGUAGES_OF_CODE, strict=True
        ):
            with tab:
                st.code(snippet(code, address), language=_CODE_MARKING[code], wrap_lines=True)
