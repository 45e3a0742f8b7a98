"""What a code says: `KR`, `JP` are nations, `KR-11`, `JP-01` their regions, `KR-11110` is a municipality."""

import re
from collections.abc import Callable
from typing import overload

import numpy as np
import pandas as pd

from etl.columns import as_codes, spelled

SEPARATOR = "-"
_MUNICIPALITY = re.compile(r"[A-Z]{2}-\d{5}")


def is_nation(code: str) -> bool:
    """Say whether a code is that of a nation."""
    return SEPARATOR not in code


def are_municipalities(codes: pd.Series) -> pd.Series:
    """Say of each code of a column whether it is that of a municipality (an empty cell is none)."""
    return _are(codes, lambda code: _MUNICIPALITY.fullmatch(code) is not None)


@overload
def country_of(code: str) -> str: ...
@overload
def country_of(code: pd.Series) -> pd.Series: ...
def country_of(code: str | pd.Series) -> str | pd.Series:
    """Return the country of a code, or of each code of a column."""
    if isinstance(code, str):
        return code.partition(SEPARATOR)[0]
    codes = as_codes(code)
    return pd.Series(spelled([country_of(text) for text in codes.texts], codes.codes), code.index)


def are_nations(codes: pd.Series) -> pd.Series:
    """Say of each code of a column whether it is that of a nation (an empty cell is none)."""
    return _are(codes, is_nation)


def _are(codes: pd.Series, kind: Callable[[str], bool]) -> pd.Series:
    found = as_codes(codes)
    fits = np.array([*map(kind, found.texts), False])
    return pd.Series(fits[found.codes], codes.index)
