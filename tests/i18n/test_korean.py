"""Korean particles after names, remarks in brackets, numbers, units and letters, as they are read aloud."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from i18n.korean import with_particle
from i18n.korean_endings import ended_in_nouns

AFTER_CONSONANT = {"은/는": "은", "이/가": "이", "을/를": "을", "와/과": "과", "으로/로": "으로"}
AFTER_VOWEL = {"은/는": "는", "이/가": "가", "을/를": "를", "와/과": "와", "으로/로": "로"}
AFTER_RIEUL = AFTER_CONSONANT | {"으로/로": "로"}

# A word and how it is read aloud: only the last syllable of the second counts.
READ_ALOUD = {
    "경북": "경북",
    "서울": "서울",
    "전주": "전주",
    # a remark in brackets is not read
    "고령인구 비율(65세 이상)": "비율",
    "평균 초혼연령(여자)": "초혼연령",
    "인구지수(2015=100)": "인구지수",
    "세대당 인구 (주민등록)": "인구",
    "지역내총생산(구매력평가, 국제달러(USD))": "총생산",
    "경북[KR-47]": "경북",
    "경북（안동）": "경북",
    "(안동)": "안동",
    "29.3%(잠정)": "퍼센트",
    # quotes and stops neither
    "「지역소득」": "지역소득",
    "‘발견’": "발견",
    "“경북”.": "경북",
    # numbers
    "0": "영",
    "1,000": "천",
    "10,000": "만",
    "2015": "오",
    "2020": "십",
    "0.96": "육",
    "1.0": "영",
    "+3.1": "일",
    "\N{MINUS SIGN}7": "칠",
    "1.5억": "억",
    "２０１７": "칠",
    "2024-01-08": "팔",
    "KR-47": "칠",
    # units, with and without a space
    "29.3%": "퍼센트",
    "1.5%p": "피",
    "2‰": "퍼밀",
    "27℃": "도",
    "1,000㎡": "제곱미터",
    "12㎢": "제곱킬로미터",
    "12 km²": "제곱킬로미터",
    "5㎥": "세제곱미터",
    "명/㎢": "제곱킬로미터",
    "5kg": "킬로그램",
    "12 t": "톤",
    "3ha": "헥타르",
    # currencies are read after the number, wherever they are written
    "US$55,600": "달러",
    "₩1,000": "원",
    "¥1,001": "엔",
    "$1.2억": "달러",
    "55,601 USD": "달러",
    "100 KRW": "원",
    # letters by their Korean names, words by their sound
    "GRDP": "피",
    "OECD": "디",
    "URL": "엘",
    "R": "알",
    "CSV": "브이",
    "SVM": "엠",
    "g": "지",
    "Excel": "엑셀",
    "file": "파일",
    "Python": "파이썬",
    "lang": "랭",
    "format": "포맷",
    "indicator": "인디케이터",
    "page": "페이지",
    "강소+": "플러스",
}


def expected(word: str, read: str, pair: str) -> str:
    """Return the word with its particle, from the last sound of how it is read (its jamo, by Unicode)."""
    last = unicodedata.normalize("NFD", read)[-1]
    if last == "\N{HANGUL JONGSEONG RIEUL}":
        return word + AFTER_RIEUL[pair]
    return word + (AFTER_CONSONANT if "JONGSEONG" in unicodedata.name(last) else AFTER_VOWEL)[pair]


@pytest.mark.parametrize("pair", AFTER_VOWEL)
@pytest.mark.parametrize(("word", "read"), READ_ALOUD.items())
def test_the_particle_follows_the_last_sound(word: str, read: str, pair: str) -> None:
    assert with_particle(word, pair) == expected(word, read, pair)


def spelt(whole: int) -> str:
    """Return how a whole number is read in Korean, in full."""
    if whole == 0:
        return "영"
    myriads = []
    for name in ["", "만", "억", "조", "경"]:
        whole, rest = divmod(whole, 10_000)
        places = [
            "영일이삼사오육칠팔구"[int(digit)] + place
            for digit, place in zip(f"{rest:04}", ["천", "백", "십", ""], strict=True)
            if digit != "0"
        ]
        myriads.append("".join(places) + name if places else "")
    return "".join(reversed(myriads))


@given(st.integers(0, 10**19), st.booleans(), st.sampled_from(sorted(AFTER_VOWEL)))
@example(10**8, True, "으로/로")
@example(10**12, False, "은/는")
def test_whole_numbers_are_read_as_korean_reads_them(whole: int, grouped: bool, pair: str) -> None:
    written = f"{whole:,}" if grouped else str(whole)
    assert with_particle(written, pair) == expected(written, spelt(whole), pair)


@given(st.integers(0, 10**12), st.integers(1, 4), st.data(), st.sampled_from(sorted(AFTER_VOWEL)))
def test_decimals_are_read_digit_by_digit(whole: int, places: int, data: st.DataObject, pair: str) -> None:
    fraction = f"{data.draw(st.integers(0, 10**places - 1)):0{places}}"
    written = f"{whole:,}.{fraction}"
    assert with_particle(written, pair) == expected(written, "영일이삼사오육칠팔구"[int(fraction[-1])], pair)


@given(st.text(alphabet="가각갈2%a ", min_size=1), st.text(alphabet="가각1=~% ", max_size=8))
def test_a_remark_in_brackets_never_changes_the_particle(word: str, remark: str) -> None:
    particle = with_particle(word + "값", "은/는").removeprefix(word + "값")
    assert with_particle(f"{word}값({remark})", "은/는") == f"{word}값({remark}){particle}"


@pytest.mark.parametrize("unknown", ["", "–", "概数", "?"])
def test_where_the_sound_is_not_known_both_particles_are_written(unknown: str) -> None:
    assert with_particle(unknown, "을/를") == f"{unknown}을(를)"
    assert with_particle(unknown, "와/과") == f"{unknown}과(와)"
    assert with_particle(unknown, "으로/로") == f"{unknown}(으)로"


def test_a_pair_may_be_written_in_either_order() -> None:
    assert with_particle("도쿄", "와/과") == with_particle("도쿄", "과/와") == "도쿄와"
    assert with_particle("경북", "나/이나") == "경북이나"


@pytest.mark.parametrize("pair", ["은/가", "에서", "", "/"])
def test_what_is_no_pair_is_refused_with_the_known_ones(pair: str) -> None:
    with pytest.raises(ValueError, match="은/는"):
        with_particle("경북", pair)


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        ("공표된 값이다.", "공표된 값임"),
        ("정의가 다르다. 수준이 아니라 차이를 보는 데 쓴다.", "정의가 다름. 수준이 아니라 차이를 보는 데 씀"),
        ("대구로 편입되었다.", "대구로 편입되었음"),
        ("그리지 않는다.", "그리지 않음"),
        ("앞 연도에 놓는다", "앞 연도에 놓음"),
        ("값이 크다.", "값이 큼"),
        ("해마다 줄어든다.", "해마다 줄어듦"),
        ("기간이 길다.", "기간이 긺"),
        ("서로 가깝다.", "서로 가까움"),
        ("합계(무응답 제외)이다.", "합계(무응답 제외)임"),
        ("조사는 5년마다.", "조사는 5년마다"),
        ("추계치: 장래인구지수(2025=100)", "추계치: 장래인구지수(2025=100)"),
    ],
)
def test_statements_end_in_nouns_in_a_report(statement: str, line: str) -> None:
    assert ended_in_nouns(statement) == line
