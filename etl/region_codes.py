"""What a region code says: `KR` and `JP` are nations, `KR-11` and `JP-01` their regions."""

from typing import overload

import numpy as np
import pandas as pd

from etl.columns import coded, spelled

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
    codes = coded(code)
    return pd.Series(spelled([country_of(text) for text in codes.texts], codes.codes), code.index)


def are_nations(codes: pd.Series) -> pd.Series:
    """Say of each code of a column whether it is that of a nation (an empty cell is none)."""
    found = coded(codes)
    nations = np.array([*map(is_nation, found.texts), False])
    return pd.Series(nations[found.codes], codes.index)
