"""The part of the sources page about updates: how old each source is, why, and what changed."""

from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from i18n.messages import messages
from i18n.numbers import NOT_AVAILABLE
from interface.shared.html import literal, skip_link
from regions.database.languages import Language
from regions.database.refreshes import DataChange, RefreshReport, refresh_report

SHOWN_CHANGES = 30


def show_refreshes(language: Language) -> None:
    """Write the state of each source, the credits of interfaces in use and the change log."""
    t = messages(language)
    st.subheader(t("refresh.title"))
    report = refresh_report()
    if report is None or not report.sources:
        st.caption(t("refresh.never"))
        return
    st.html(skip_link(t("frame.skip_table")))
    st.dataframe(
        _state_table(report, language),
        hide_index=True,
        key="sources.refreshes",
        placeholder=NOT_AVAILABLE,
        alt=t("refresh.title"),
    )
    reasons = [
        f"- **{source.name[language]}** {literal(source.reason[language])}"
        for source in report.sources
        if source.reason
    ]
    if reasons:
        st.markdown("\n".join(reasons))
    sentences = [source.credit for source in report.sources if source.credit and source.last_success]
    if sentences:
        st.caption("  \n".join(dict.fromkeys(sentences)))
    _show_changes(report.changes, language)


def _state_table(report: RefreshReport, language: Language) -> pd.DataFrame:
    t = messages(language)
    now = datetime.now(UTC)
    rows = []
    for source in report.sources:
        age = source.age_in_days(now)
        rows.append(
            {
                t("refresh.source"): source.name[language],
                t("refresh.outcome"): t(f"refresh.outcome.{source.outcome}"),
                t("refresh.last_success"): (
                    f"{source.last_success:%Y-%m-%d}" if source.last_success else t("refresh.not_yet")
                ),
                t("refresh.age"): "" if age is None else t.plural("refresh.days", age, count=age),
                t("refresh.last_attempt"): f"{source.last_attempt:%Y-%m-%d}",
            }
        )
    return pd.DataFrame(rows)


def _show_changes(changes: tuple[DataChange, ...], language: Language) -> None:
    t = messages(language)
    st.markdown(f"**{t('refresh.changes')}**")
    if not changes:
        st.caption(t("refresh.no_changes"))
        return
    lines = [f"- {change.at:%Y-%m-%d} {literal(change.text[language])}" for change in changes[:SHOWN_CHANGES]]
    st.markdown("\n".join(lines))
    if len(changes) > SHOWN_CHANGES:
        st.caption(t("refresh.more_changes", count=len(changes) - SHOWN_CHANGES, language=language))
