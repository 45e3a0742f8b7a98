"""What a region code says: `KR` and `JP` are nations, `KR-11` and `JP-01` their regions."""

from typing import overload

import pandas as pd

SEPARATOR = "-"


def is_nation(code: str) -> bool:
    """Say whether a code is that of a nation."""
    return SEPARATOR not in code


@overload
def country_of(code: str) -> str: ...
@overload
def country_of(code: pd.Series) -> pd.Series: ...
def country_of(code: str | pd.Series) -> str | pd.Series:
    """Return the country of a code, or of each code of a column."""
    if isinstance(code, str):
        return code.partition(SEPARATOR)[0]
    return code.str.replace(rf"{SEPARATOR}.*", "", regex=True)
