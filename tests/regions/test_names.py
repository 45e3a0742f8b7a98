"""What places and indicators are called, for fields of choice: every name once, blocks with members."""

import pytest

from regions.database.build import current_build
from regions.questions.names import Named, named_indicators, named_places

pytestmark = pytest.mark.usefixtures("database_path")


def place(code: str) -> Named:
    return next(one for one in named_places(current_build(), "en") if one.code == code)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("KR-47", "경상북도"),  # official
        ("KR-47", "慶北"),  # short, in another language
        ("KR-47", "Andong"),  # the seat of government
        ("KR-42", "Gangwon-do"),  # former
        ("KR-26", "Pusan"),  # another romanisation
        ("JP-32", "松江市"),
        ("JP-block-tohoku", "とうほく"),
        ("KR-43;KR-44", "Chungcheong"),  # what two provinces are called together
    ],
)
def test_a_place_is_found_by_its_names(code: str, name: str) -> None:
    assert name in place(code).terms


def test_a_block_has_its_regions_and_a_region_none() -> None:
    assert place("JP-block-tohoku").members == tuple(f"JP-0{number}" for number in range(2, 8))
    assert place("KR-43;KR-44").label == "Chungbuk, Chungnam"
    assert place("KR-47").members == ()


def test_indicators_have_synonyms_of_all_languages_and_projections_are_marked() -> None:
    held = {one.code: one for one in named_indicators(current_build(), "ja")}
    assert {"고령인구", "elderly", "高齢人口"} <= set(held["share_65plus"].terms)
    assert held["projected_share_65plus"].projected and not held["share_65plus"].projected
    assert all(len({term.casefold() for term in one.terms}) == len(one.terms) for one in held.values())
