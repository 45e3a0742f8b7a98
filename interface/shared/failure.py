"""What a reader meets when a page fails: what happened, what to do, and the number of its log entry."""

import logging
import secrets

import streamlit as st

from i18n.messages import messages
from interface.shared.html import text
from interface.shared.state import language_of_session
from regions.asking.reading import shortened

_LOG = logging.getLogger(__name__)
_ADDRESS_LOGGED = 500


def tell_failure(error: Exception) -> bool:
    """Show the sentence for failures in place of Streamlit's own box.

    Both links load the page anew, which begins a new session: nothing that failed in this one comes along.

    Returns:
        That nothing more needs to be shown.
    """
    number = secrets.token_hex(4)
    asked = shortened(repr(st.query_params.to_dict()), _ADDRESS_LOGGED)
    _LOG.error("failure %s at %s", number, asked, exc_info=error)
    language = language_of_session()
    t = messages(language)
    st.error(f"**{t('failure.title')}**\n\n{t('failure.next', number=number)}", icon=":material/error:")
    ways = {"": t("failure.reload"), f".?lang={language}": t("failure.start")}
    links = (
        f'<a style="color: inherit" href="{way}" target="_self">{text(words)}</a>'
        for way, words in ways.items()
    )
    st.html(f"<p>{' · '.join(links)}</p>")
    return True
