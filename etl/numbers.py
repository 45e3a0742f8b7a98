"""Numbers as official tables print them: full-width digits, thousands separators, signs of a decrease."""

import re

import pandas as pd

# Letter by letter, not by NFKC, which makes 121 of 12¹ and 11 of 1①. Tables of both countries print a
# negative number with a triangle. Brackets mean that in some and a remark in others, so they are not read.
_PLAIN = str.maketrans("０１２３４５６７８９．，＋－−﹣‐‑‒–△▲\u3000\xa0", "0123456789.,+---------  ")
_NUMBER = r"[-+]? ?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+|(?=\.[0-9]))(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?"
_PATTERN = re.compile(_NUMBER)
_SEPARATORS = "[ ,]"


def number_text(text: str) -> str | None:
    """Return a number as printed in plain digits: △1,234.5 is -1234.5; None if it is none."""
    plain = text.translate(_PLAIN).strip()
    return re.sub(_SEPARATORS, "", plain) if _PATTERN.fullmatch(plain) else None


def number_texts(texts: pd.Series) -> pd.Series:
    """Return the same for a column of texts; missing where there is no number."""
    plain = texts.astype("str").str.translate(_PLAIN).str.strip()
    return plain.where(plain.str.fullmatch(_NUMBER, na=False)).str.replace(_SEPARATORS, "", regex=True)
