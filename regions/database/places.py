"""What the code of a place says by itself: which country it is in and which kind of place it is.

Nations are `KR` and `JP`; provinces and prefectures `KR-47`, `JP-05`; municipalities have five digits,
the first two being their region's: `KR-47170`, `JP-05201`; blocks have words: `KR-block-capital`.
"""

import re

import pandas as pd

COUNTRIES = ("KR", "JP")
_REGION = r"[A-Z]{2}-\d{2}"


def country_of(code: str) -> str:
    """Return the country a place is in: the nation itself, a region, a municipality, a block."""
    return code[:2]


def countries_of(codes: pd.Series) -> pd.Series:
    """Return the country of each place."""
    return codes.str[:2]


def other_country(code: str) -> str:
    """Return the country that a place is not in."""
    return COUNTRIES[1 - COUNTRIES.index(country_of(code))]


def is_nation(code: str) -> bool:
    """Say whether a code is that of one of the two nations."""
    return code in COUNTRIES


def are_nations(codes: pd.Series) -> pd.Series:
    """Say of each code whether it is that of one of the two nations."""
    return codes.isin(COUNTRIES)


def is_region(code: str) -> bool:
    """Say whether a code is that of a province or prefecture: no nation, no municipality, no block."""
    return re.fullmatch(_REGION, code) is not None


def are_regions(codes: pd.Series) -> pd.Series:
    """Say of each code whether it is that of a province or prefecture."""
    # A column without rows has no type of its own; as objects it is one of codes.
    return codes.astype(object).str.fullmatch(_REGION).fillna(False).astype(bool)
