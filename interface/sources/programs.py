"""The part of the sources page for programs and assistants: what they ask, and how they are connected."""

import json

import streamlit as st

from i18n.messages import messages
from interface.shared.browser import served_at
from regions.database.languages import Language

ANCHOR = "programs"
_NAME = "korea-japan-regions"


def show_programs(language: Language) -> None:
    """Tell the addresses of the open data and of the assistants' tools, with what common clients want."""
    t, base = messages(language), served_at()
    st.subheader(t("programs.title"), anchor=ANCHOR)
    st.markdown(t("programs.lead"))
    st.markdown(f"**{t('programs.assistants')}**")
    st.caption(t("programs.assistants_lead"))
    st.code(f"{base}/mcp", language=None)
    for label, text, marking in _snippets(f"{base}/mcp"):
        with st.expander(label):
            st.code(text, language=marking, wrap_lines=True)
    st.caption(t("programs.local"))
    st.code("python -m api.mcp", language="sh")
    st.markdown(f"**{t('programs.data')}**")
    st.markdown(
        f"- [{t('programs.openapi')}](api/v1/openapi.json)\n"
        f"- [{t('programs.package')}](api/v1/datapackage.zip)\n"
        f"- [llms.txt](llms.txt): {t('programs.llms')}"
    )


def _snippets(address: str) -> tuple[tuple[str, str, str], ...]:
    """Return the name of a client, what it wants to be told, and the marking of that."""
    by_url = {"url": address}
    return (
        ("Claude Code", f"claude mcp add --transport http {_NAME} {address}", "sh"),
        ("VS Code (.vscode/mcp.json)", _json("servers", {"type": "http", **by_url}), "json"),
        ("Cursor (~/.cursor/mcp.json)", _json("mcpServers", by_url), "json"),
        ("Gemini CLI (~/.gemini/settings.json)", _json("mcpServers", {"httpUrl": address}), "json"),
    )


def _json(key: str, server: dict[str, str]) -> str:
    return json.dumps({key: {_NAME: server}}, indent=2)
