"""The part of the sources page about the findings: rule, reason and SQL of the one chosen."""

import streamlit as st

from i18n.messages import messages
from interface.shared.picker import pick_one
from regions.database.build import Build
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.words.findings import Finding, findings
from regions.words.proofs import proof


def show_statements(build: Build, language: Language) -> None:
    """Offer every finding of the build with its proof, and all of them as one document."""
    t = messages(language)
    st.subheader(t("statements.title"))
    held = {finding.id: finding for finding in findings(build)}
    if not held:
        st.caption(t("statements.none"))
        return
    st.caption(t("statements.lead"))
    chosen = pick_one(
        t("statements.choose", count=len(held)),
        list(held),
        index=None,
        format_func=_texts(build, language).__getitem__,
        key="sources.finding",
        placeholder=t("control.choose"),
    )
    if chosen in held:
        _show_proof(build, held[chosen], language)
    st.markdown(f"[{t('statements.whole')}](api/v1/findings.md?lang={language})")


@per_build(8)
def _texts(build: Build, language: Language) -> dict[str, str]:
    """Return the sentence of every finding by its id."""
    return {finding.id: finding.text(build, language) for finding in findings(build)}


def _show_proof(build: Build, finding: Finding, language: Language) -> None:
    t = messages(language)
    found = proof(build, finding)
    with st.container(border=True, key="statement-card"):
        st.markdown(f"**{finding.text(build, language)}**")
        for remark in finding.remarks(build, language):
            st.caption(remark)
        st.markdown(f"**{t('statements.how')}** {t(f'statement.rule.{found.rule}')}")
        st.markdown(f"**{t('statements.reason')}** {t(f'statement.why.{found.rule}')}")
        with st.expander(t("statements.sql")):
            st.code(found.sql, language="sql")
