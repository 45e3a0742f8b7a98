"""Each check finds what is wrong, and nothing in the same thing said right."""

import pytest

from tests.reading.english import ENGLISH, capitalised
from tests.reading.faults import (
    ANY_LANGUAGE,
    Finder,
    label_repeated,
    provisional_twice,
    said_twice,
    unbalanced,
    without_originals,
)
from tests.reading.japanese import JAPANESE
from tests.reading.japanese import register_of as japanese_register
from tests.reading.korean import KOREAN, after_names, last_sound
from tests.reading.korean import register_of as korean_register
from tests.reading.markup import of_html, of_markdown

# Kind, wrong, right.
ANY = [
    ("said twice", "Figures are provisional here. Figures are provisional here.", "Korea 2023: provisional."),
    (
        "said twice",
        "한국 2023년은 잠정치이다. 한국 2023년은 잠정치입니다.",
        "한국 2023년은 잠정치이다. 일본 2023년은 잠정치이다.",
    ),
    (
        "provisional twice",
        "Korea 2023 is provisional. Korea 2023: provisional.",
        "Korea 2023 is provisional. Japan 2023 is provisional.",
    ),
    (
        "provisional twice",
        "韓国の2023年は暫定値である。 韓国の2023年は速報・概数です。",
        "韓国の2023年は暫定値である。日本の2023年は概数である。",
    ),
    ("doubled space", "one  two", "one two"),
    ("doubled punctuation", "It fell.. It rose", "It fell… It rose"),
    ("doubled punctuation", "高い。。低い", "高い。低い"),
    ("doubled punctuation", "so called , it is", "so called, it is (Runfola et al., 2020)"),
    ("unit twice", "12.3% %", "12.3%"),
    ("unit twice", "16명 명", "16명, 명단"),
    ("unit twice", "30人人", "30人、人口"),
    ("word twice", "in the the province", "in the province"),
    ("unfilled", "In {year}, Seoul", "In 2024, Seoul"),
    ("unfilled", "Value: nan", "Vietnam and banana"),
    ("unfilled", "인구 None명", "None of the 17 provinces is above"),
    ("file path", "weights: data/catalogue/peers.yaml", "data and catalogue; data.go.kr/catalogue"),
    ("date twice", "2024-01-18 2024年1月18日、全北", "2024-01-18 全北"),
    ("empty brackets", "인구()", "인구(명)"),
]
IN_ENGLISH = [
    ("currency after its number", "55,600 Int$ a head", "Int$55,600 a head"),
    ("currency after its number", "8.4 billion USD", "US$8.4 billion"),
    ("plural of one", "it has 1 ties", "it has 1 tie, 11 ties and is 1 of 17"),
    ("singular of many", "held with 3 province.", "held with 3 provinces, in the 2020 region of 1 tie."),
    (
        "verb against its number",
        "1 of 17 Korean provinces are above Japan",
        "1 of 17 Korean provinces is above Japan",
    ),
    (
        "verb against its number",
        "In 2023: 12 of 17 Korean provinces is above",
        "In 2023: 12 of 17 Korean provinces are above",
    ),
    ("a or an", "a index", "an index of a unit in an hour"),
    ("a or an", "an province, a 8.4% rise", "a province, an 8.4% rise, a 1.4% rise"),
    ("hyphen in a range", "aged 15-24", "aged 15–24 on 2024-01-18 in KR-47, ISO 3166-2"),
    ("foreign letters", "Migrants: 住民基本台帳", "Migrants (住民基本台帳)"),
    ("space before a sign", "about 88 % of all", "about 88% of all"),
]
IN_KOREAN = [
    ("particle after a sign", "인구지수(2015=100)이 낮다", "인구지수(2015=100)가 낮다"),
    ("particle after a sign", "평균 초혼연령(여자)가", "평균 초혼연령(여자)이"),
    ("particle after a sign", "1,000㎡은", "1,000㎡는"),
    ("particle after a sign", "20%을 넘다", "20%를 넘다"),
    ("particle after a sign", "GRDP은 2013로", "GRDP는 2013으로"),
    ("particle", "일본와의 시차", "일본과의 차이"),
    ("particle", "서울를 넘다", "서울을, 가을을, 효과를 넘다"),
    ("particle", "서울으로, 부산로", "서울로, 부산으로, 진로"),
    ("particle", "지수은 높은 편", "지수는 높은 편이고 더 나은 편"),
    ("both particles", "서울을(를) 넘다", "서울을 넘다"),
    ("space before a counter", "16 개 시군구", "16개 시군구, A4 세로"),
    ("space before a counter", "0.96 명(여성 1명당)", "0.96명"),
    ("space before a counter", "77.0 명", "돗토리 77.0, 사가 79.3"),
    ("registers", "값이 없습니다. 다른 지표를 고른다.", "값이 없습니다. 다른 지표를 고르십시오."),
    ("registers", "다른 지표를 골라 보세요.", "0이라는 뜻이 아니다. 정의가 다르다."),
    ("foreign letters", "추계: 日本の地域別将来推計人口", "추계: 일본의 지역별 장래인구추계(概数)"),
    ("mark of a range", "15-24세", "15~24세, 2024-01-18"),
]
IN_JAPANESE = [
    (
        "missing counter",
        "日本47都道府県のうち45、韓国17市・道のうち13で",
        "47都道府県のうち45都道府県、17市・道のうち13市・道で",
    ),
    ("marks of a list", "岩手, 山形", "岩手、山形"),
    ("marks of a list", "総務省統計局; 独立行政法人", "総務省統計局；独立行政法人"),
    ("marks of a list", "暫定値である。 概数である。", "暫定値である。概数である。"),
    ("marks of a list", "指導企業100: 目的", "指導企業100：目的、10:30"),
    ("space before a unit", "84 億米ドル", "84億米ドル、2017-08-28 日韓会議"),
    (
        "registers",
        "数値がない。ほかの地域を選んでください。",
        "数値がありません。ほかの地域を選んでください。",
    ),
    ("registers", "暫定値である。概数です。", "暫定値である。概数とする。"),
    ("foreign letters", "出典：인구총조사", "出典：人口総調査"),
    ("mark of a range", "20-39歳、20～39歳", "20〜39歳、2024-01-18"),
]


def _cases() -> list[tuple[Finder, str, str]]:
    tables = ((ANY_LANGUAGE, ANY), (ENGLISH, IN_ENGLISH), (KOREAN, IN_KOREAN), (JAPANESE, IN_JAPANESE))
    return [(finders[kind], wrong, right) for finders, table in tables for kind, wrong, right in table]


@pytest.mark.parametrize(("finder", "wrong", "right"), _cases())
def test_a_check_finds_the_wrong_and_passes_the_right(finder: Finder, wrong: str, right: str) -> None:
    assert list(finder(wrong))
    assert not list(finder(right))


def test_every_check_has_an_example() -> None:
    for finders, table in (
        (ANY_LANGUAGE, ANY),
        (ENGLISH, IN_ENGLISH),
        (KOREAN, IN_KOREAN),
        (JAPANESE, IN_JAPANESE),
    ):
        assert set(finders) == {kind for kind, _, _ in table}


def test_names_inside_a_sentence_are_called_as_there() -> None:
    finder = capitalised([("Population density", "population density"), ("GRDP", "GRDP")])
    assert list(finder("diverging in Population density"))
    assert not list(finder("Population density, and GRDP: Population density is diverging in GRDP"))


def test_particles_behind_names_follow_their_last_sound() -> None:
    finder = after_names(["경북", "인구밀도", "고령인구 비율", "서울", "효과"])
    assert list(finder("경북는 인구밀도이 고령인구 비율가 서울으로"))[:3] == [
        "경북는",
        "인구밀도이",
        "고령인구 비율가",
    ]
    assert not list(finder("경북은 인구밀도가 고령인구 비율이 서울로"))


@pytest.mark.parametrize(
    ("word", "sound"),
    [
        *(("값", "C"), ("서울", "L"), ("지수", "V"), ("2011", "L"), ("2020", "C"), ("1.2", "V"), ("5%", "V")),
        *(("지수(2015=100)", "V"), ("비율(15~64세)", "L"), ("GRDP", "V"), ("km", None), ("OECD [원문]", "V")),
        *(("‘서울’", "L"), ("US$5", None), ("3.2%p", "V")),
    ],
)
def test_the_last_sound_of_a_word(word: str, sound: str | None) -> None:
    assert last_sound(word) == sound


def test_passages_read_together_say_a_thing_once() -> None:
    assert list(said_twice(["Gunwi moved to Daegu.", "Figures differ. Gunwi moved to Daegu."]))
    assert not list(said_twice(["Gunwi moved to Daegu.", "Gunwi moved to Busan."]))
    assert list(provisional_twice(["Korea 2023 is provisional.", "Provisional: Korea 2023."]))


def test_a_label_is_not_repeated_by_its_text() -> None:
    assert list(label_repeated("Different reference dates", "Reference dates are different."))
    assert not list(label_repeated("Different reference dates", "Korea 31 December, Japan 1 October."))


def test_brackets_have_partners() -> None:
    assert list(unbalanced("인구(명")) and list(unbalanced("人口）"))
    assert not list(unbalanced("人口（人（1人当たり））"))


def test_originals_addresses_and_code_are_not_read() -> None:
    bare = without_originals("장래인구추계 [日本の将来推計人口], https://e-stat.go.jp/a--b 또는 `{code}`.")
    assert bare == "장래인구추계, § 또는 §."


def test_registers() -> None:
    assert [
        korean_register(one) for one in ("높습니다.", "높다.", "고르십시오", "보세요.", "서울", "아니다.")
    ] == [*("polite", "plain", "polite", "familiar", None, "plain")]
    assert [
        japanese_register(one) for one in ("です。", "示す。", "ください。", "東京都", "である（注）。")
    ] == [*("polite", "plain", "polite", None, "plain")]


def test_the_words_of_markup() -> None:
    assert of_markdown("## Int\\$5 [link [원문]](https://a.kr/b(c))\n- **Label** text") == [
        *("Int$5 link [원문]", "Label", "text")
    ]
    html = '<h2>A <span class="names">가</span></h2><img alt="B"><style>p{}</style><p>C &amp; D</p>'
    assert of_html(html) == ["A", "B", "C & D"]
