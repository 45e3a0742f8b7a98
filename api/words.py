"""What Streamlit itself says on a page, in the languages of the readers; `words.js` puts them in its place.

The English messages are Streamlit's own words: by them they are found.
"""

import json

from i18n.messages import messages
from regions.database.languages import LANGUAGES

_STREAMLITS_OWN = "en"


def dictionary() -> dict[str, dict[str, str]]:
    """Return Streamlit's words and what stands for them, by language."""
    own = messages(_STREAMLITS_OWN)
    codes = own.codes("streamlit")
    others = (messages(language) for language in LANGUAGES if language != _STREAMLITS_OWN)
    return {t.language: {own(f"streamlit.{code}"): t(f"streamlit.{code}") for code in codes} for t in others}


def words_script() -> str:
    """Return the script that hands the dictionary to the page; inside it only "<" could end it."""
    text = json.dumps(dictionary(), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"window.streamlitWords = {text};"
