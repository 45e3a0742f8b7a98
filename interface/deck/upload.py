"""A field for a file of the reader's, with its words in the reader's language."""

import json
from collections.abc import Callable, Sequence
from typing import IO

import streamlit as st

from i18n.messages import messages
from regions.database.languages import Language

# Where Streamlit's own words stand: the button, and what may be dropped beside it.
_WORDS = (
    '[data-testid="stFileUploaderDropzone"] button',
    '[data-testid="stFileUploaderDropzoneInstructions"]',
)
_MEGABYTE = 1_000_000


def upload(
    label: str,
    key: str,
    endings: Sequence[str],
    largest: int,
    language: Language,
    on_change: Callable[[], None] | None = None,
) -> IO[bytes] | None:
    """Take a file.

    Args:
        label: What the file is.
        key: Of the widget; `styles.css` knows it too.
        endings: Of the names it may have, without a dot.
        largest: Bytes it may have.
        language: Of the reader.
        on_change: Called before the run in which the file is there.
    """
    t = messages(language)
    kinds = " · ".join(f".{one}" for one in endings)
    # Streamlit writes the words of the field in English; styles.css hides them and shows these.
    words = (t("upload.choose"), t("upload.drop", kinds=kinds, megabytes=largest // _MEGABYTE))
    rules = "".join(
        f".st-key-{key} {part}::after {{ content: {json.dumps(text, ensure_ascii=False)}; }}"
        for part, text in zip(_WORDS, words, strict=True)
    )
    st.html(f"<style>{rules}</style>")
    return st.file_uploader(
        label,
        type=list(endings),
        key=key,
        max_upload_size=largest // _MEGABYTE,
        on_change=on_change or "rerun",
    )
