"""Files that a page has made: handed over, and as a PDF where the server has LibreOffice."""

import logging
from collections.abc import Callable
from uuid import uuid4

import streamlit as st

from exports.decks import File
from exports.pdf import PdfNotMade, office, pdf_of
from i18n.messages import Messages
from interface.shared.turns import out_of_turn

_LOG = logging.getLogger(__name__)

# Whoever has a file made wants it: it comes down by itself, once, as if its button were pressed.
_BRING = st.components.v2.component(
    "bring_file",
    html="",
    js="""let brought = "";
export default function ({ data }) {
  if (data.file === brought) return;
  brought = data.file;
  const bring = () => {
    const button = document.querySelector(`.st-key-${CSS.escape(data.key)} button:enabled`);
    button?.click();
    return !!button;
  };
  if (bring()) return;
  const observer = new MutationObserver(() => { if (bring()) observer.disconnect(); });
  observer.observe(document.body, { subtree: true, childList: true, attributes: true });
  return () => observer.disconnect();
}
""",
)


def hand_over(file: File, key: str, t: Messages, *, is_new: bool = False) -> None:
    """Draw the button that downloads a finished file.

    Args:
        file: The file.
        key: Key of the button.
        t: The messages.
        is_new: Whether it was made in this run: then it comes down without another click.
    """
    st.download_button(
        f"{t('deck.download')} {file.name}",
        data=file.content,
        file_name=file.name,
        mime=file.media_type,
        key=key,
        on_click="ignore",
        icon=":material/download:",
    )
    if is_new:
        _BRING(key=f"{key}-bring", data={"key": key, "file": uuid4().hex})


def offer_pdf(page: str, asked: object, make: Callable[[], File], failed: str, t: Messages) -> None:
    """Make a PDF of a file when it is asked for, and hand it over; nothing where there is no LibreOffice.

    Args:
        page: Whose file it is; the keys of the buttons begin with it.
        asked: What the file is of: a PDF of anything else is not handed over.
        make: Makes the file.
        failed: What to say if there is no PDF of it.
        t: The messages.
    """
    if office() is None:
        return
    wanted, held = f"{page}_pdf_asked", f"{page}_pdf"
    st.button(
        t("deck.pdf"), key=f"{page}-pdf", type="tertiary", icon=":material/picture_as_pdf:",
        on_click=_ask, args=(wanted,),
    )  # fmt: skip
    is_new = st.session_state.pop(wanted, False)
    if is_new:
        try:
            with st.spinner(t("deck.pdf_making")), out_of_turn():
                st.session_state[held] = (asked, pdf_of(make()))
        except PdfNotMade:
            _LOG.exception("no PDF for the page %s", page)
            st.error(failed, icon=":material/error:")
    made = st.session_state.get(held)
    if made and made[0] == asked:
        hand_over(made[1], f"{page}-pdf-download", t, is_new=is_new)


def _ask(wanted: str) -> None:
    st.session_state[wanted] = True
