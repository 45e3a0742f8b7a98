"""The licences of sources by the short names that readers know them by.

The catalogue holds a licence as its publisher states it, with remarks; a line of sources has room for a name.
"""

from i18n.messages import messages
from regions.database.languages import Language

# How a licence begins in the catalogue, and the message with its name.
_BEGINNINGS = (
    ("KOGL Type 1", "kogl_1"),
    ("CC BY-SA 4.0", "cc_by_sa"),
    ("CC BY 4.0", "cc_by"),
    ("e-Stat terms", "e_stat"),
    ("as other SSDS", "e_stat"),
    ("Government of Japan Standard Terms", "japan_standard"),
    ("free use", "free"),
    ("data.go.kr: no restriction", "free"),
    ("public domain", "public_domain"),
    ("OECD terms", "oecd"),
    ("as the data it rests on", "as_data"),
)
# Whatever else is stated: single figures are quoted with their source.
_QUOTED = "quoted"


def licence_name(licence: str, language: Language) -> str:
    """Return the name of a licence in the reader's language."""
    begins = (code for start, code in _BEGINNINGS if licence.lower().startswith(start.lower()))
    return messages(language)(f"licence.{next(begins, _QUOTED)}")
