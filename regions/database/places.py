"""What the code of a place says by itself: which country it is in and which kind of place it is.

Nations are `KR` and `JP`; provinces and prefectures `KR-47`, `JP-05` (ISO 3166-2); municipalities have the
five digits of their country's own list: `KR-47170`, `JP-05201`; blocks have words: `KR-block-capital`.
"""

import re

import pandas as pd

# From west to east: so maps show them in every language.
COUNTRIES = ("KR", "JP")
_REGION = r"[A-Z]{2}-\d{2}"
_MUNICIPALITY = r"[A-Z]{2}-\d{5}"
# Where the first two digits of Korea's list are not those of ISO 3166-2: Sejong, Jeju, Gangwon, Jeonbuk.
_OTHERWISE_NUMBERED = {"KR-36": "KR-50", "KR-50": "KR-49", "KR-51": "KR-42", "KR-52": "KR-45"}

# SQL: the rows of `observation` that are of nations, provinces and prefectures (JP, JP-01), not of
# municipalities (JP-01202). Whatever does not ask for these reads the others alone. A length, since a join
# would cost a query as much as its figures.
OF_REGIONS = "length(region_code) < 8"


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


def is_municipality(code: str) -> bool:
    """Say whether a code is that of a municipality."""
    return re.fullmatch(_MUNICIPALITY, code) is not None


def are_municipalities(codes: pd.Series) -> pd.Series:
    """Say of each code whether it is that of a municipality."""
    return codes.astype(object).str.fullmatch(_MUNICIPALITY).fillna(False).astype(bool)


def parent_of(code: str) -> str:
    """Return what a place lies in: the province of a municipality, the nation of a province or of itself.

    Whether there is such a municipality the catalogue knows (`Catalogue.place`).
    """
    if not is_municipality(code):
        return country_of(code)
    region = code[:5]
    return _OTHERWISE_NUMBERED.get(region, region)
