"""The part of the sources page that says how old each figure is against what its publisher has released."""

from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import streamlit as st

from i18n.messages import messages
from i18n.numbers import NOT_AVAILABLE
from interface.shared.html import skip_link
from interface.shared.state import PageRequest
from regions.database.build import Build
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.database.releases import releases, with_state
from regions.shapes.frames import rows_of


def show_freshness(request: PageRequest, indicators: Collection[str]) -> None:
    """Write for indicators which year is the newest, which is due when, and what brings it.

    Args:
        request: The request.
        indicators: Those found by the words searched for.
    """
    language = request.view.language
    t = messages(language)
    st.subheader(t("freshness.title"))
    reading, table = _freshness(request.build, tuple(indicators), datetime.now(UTC).date(), language)
    if table.empty:
        st.info(t("sources.nothing_found"))
        return
    st.caption(reading)
    st.html(skip_link(t("frame.skip_table")))
    st.dataframe(
        table, hide_index=True, key="sources.freshness", placeholder=NOT_AVAILABLE, alt=t("freshness.title")
    )


@per_build(32)
def _freshness(
    build: Build, indicators: tuple[str, ...], today: date, language: Language
) -> tuple[str, pd.DataFrame]:
    """Return how many figures are due, current and unknown in a sentence, and the table of them."""
    t, catalogue = messages(language), build.catalogue
    frame = releases(build)
    rows = with_state(frame[frame.indicator_id.isin(indicators)], today)
    counts = rows.state.value_counts()
    reading = t("freshness.reading", due=counts["due"], current=counts["current"], unknown=counts["unknown"])
    table = pd.DataFrame(
        {
            t("freshness.indicator"): [catalogue.indicators[one].name[language] for one in rows.indicator_id],
            t("freshness.country"): [t(f"country.{country}") for country in rows.country],
            t("freshness.newest"): rows.newest_year.astype(str),
            t("freshness.next"): ["" if pd.isna(year) else str(int(year)) for year in rows.next_year],
            t("freshness.released_by"): rows.released_by.fillna(""),
            t("freshness.state"): [t(f"freshness.state.{state}") for state in rows.state],
            t("freshness.to_do"): [what_to_do(row, language) for row in rows_of(rows)],
            t("freshness.basis"): [
                "" if not basis else t(f"freshness.basis.{basis}") for basis in rows.basis
            ],
            "id": rows.indicator_id,
        }
    )
    return reading, table


def what_to_do(release: Any, language: Language) -> str:
    """Return the command that brings the figures due, or where they are entered; empty where none are."""
    if release.state != "due":
        return ""
    by_hand = messages(language)("freshness.by_hand")
    return str(release.command or by_hand)
