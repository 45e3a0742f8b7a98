"""지방재정365: whose figures a row holds, from the ways its names may be written."""

import pytest

from etl.sources.mois import HEADQUARTERS, TOTAL, Mois, _meaning, _text
from tests.etl.sources.conftest import PLACES


@pytest.mark.parametrize(
    ("label", "region", "basis"),
    [
        ("서울본청", "KR-11", HEADQUARTERS),
        ("서울계", "KR-11", TOTAL),
        ("광주계", "KR-29", TOTAL),
        ("경기 시도계", "KR-41", TOTAL),
        ("강원특별자치도 (본청)", "KR-42", HEADQUARTERS),
        ("전라북도본청", "KR-45", HEADQUARTERS),
        ("충북", "KR-43", TOTAL),
        ("전국계", "KR", TOTAL),
    ],
)
def test_names_of_provinces_and_their_governments(label: str, region: str, basis: str) -> None:
    assert _meaning(label, PLACES) == (region, basis)


@pytest.mark.parametrize(
    "label",
    [
        "경기시계",
        "경기군계",
        "부산구계",
        "경기광주시",
        "광주북구",
        "서울종로구",
        "시계",
        "계",
        "본청",
        "",
        "세종시청",
    ],
)
def test_municipalities_and_their_subtotals_are_no_provinces(label: str) -> None:
    assert _meaning(label, PLACES) is None


def test_a_figure_may_carry_the_sign_of_per_cent() -> None:
    assert _text("42.37%") == "42.37"
    assert _text(42.37) == "42.37"
    assert _text(True) is _text(None) is _text([1]) is None


def test_the_pause_is_a_second_and_there_is_no_key() -> None:
    assert Mois().pause == 1.0
    assert Mois().secret("").query == {} and Mois().secret("").headers == {}
