"""What the code of a place says: nations, regions, municipalities and blocks are told apart."""

import pandas as pd
import pytest

from regions.database.build import Build
from regions.database.places import (
    are_municipalities,
    are_nations,
    are_regions,
    countries_of,
    country_of,
    is_municipality,
    is_nation,
    is_region,
    other_country,
    parent_of,
)

KINDS = {
    "KR": "nation",
    "JP": "nation",
    "KR-47": "region",
    "JP-05": "region",
    "KR-47170": "municipality",
    "JP-05201": "municipality",
    "KR-block-capital": "block",
    "JP-mega-kanto": "block",
}


@pytest.mark.parametrize("code", KINDS)
def test_a_code_tells_its_country_and_its_kind(code: str) -> None:
    assert is_nation(code) == (KINDS[code] == "nation")
    assert is_region(code) == (KINDS[code] == "region")
    assert is_municipality(code) == (KINDS[code] == "municipality")
    assert country_of(code) == code.split("-")[0]
    assert {country_of(code), other_country(code)} == {"KR", "JP"}


def test_columns_are_told_apart_as_codes_are() -> None:
    codes = pd.Series(list(KINDS), index=range(5, 5 + len(KINDS)))
    assert are_nations(codes).equals(codes.map(is_nation))
    assert are_regions(codes).equals(codes.map(is_region))
    assert are_municipalities(codes).equals(codes.map(is_municipality))
    assert countries_of(codes).equals(codes.map(country_of))


@pytest.mark.parametrize(
    ("code", "parent"),
    [
        ("JP-01202", "JP-01"),
        ("KR-47730", "KR-47"),
        ("KR-36110", "KR-50"),
        ("KR-50110", "KR-49"),
        ("KR-51110", "KR-42"),
        ("KR-52110", "KR-45"),
        ("KR-47", "KR"),
        ("JP", "JP"),
    ],
)
def test_a_code_tells_what_it_lies_in(code: str, parent: str) -> None:
    assert parent_of(code) == parent


def test_a_bureau_or_a_missing_place_is_neither() -> None:
    codes = pd.Series(["METI-kinki", None], dtype=object)
    assert not are_nations(codes).any()
    assert not are_regions(codes).any()


def test_a_column_without_rows_holds_neither() -> None:
    nobody = pd.DataFrame(columns=["region_code"], dtype=float).region_code
    assert not are_nations(nobody).any()
    assert not are_regions(nobody).any()


def test_the_catalogue_agrees_with_its_codes(build: Build) -> None:
    for code, region in build.catalogue.regions.items():
        assert is_nation(code) == region.is_country
        assert is_region(code) != region.is_country
        assert country_of(code) == region.country
    assert not any(is_region(code) or is_nation(code) for code in build.catalogue.blocks)
