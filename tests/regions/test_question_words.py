"""Words of questions: names, years and slips of the pen, and what is said of words not understood."""

import pytest

from regions.database.build import Build
from regions.questions.lexicon import lexicon
from regions.questions.misspelt import corrected
from regions.questions.spans import Span, joined
from regions.questions.suggesting import suggest
from regions.questions.topics import Likeness, topic_index
from regions.questions.understanding import (
    BY_MORE,
    LEAST_LIKENESS,
    OVERRULING,
    SURELY,
    interpret,
    meant_together,
)


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("광주", ("KR-29",)),
        ("경기 광주", ("KR-41", "KR-29")),
        ("東京都", ("JP-13",)),
        ("京都", ("JP-26",)),
        ("東京都京都府", ("JP-13", "JP-26")),
        ("도쿄도", ("JP-13",)),
        ("Chungcheong", ("KR-43", "KR-44")),
        ("Chungcheong region", ("KR-block-chungcheong",)),
        ("강원", ("KR-42",)),
        ("Honam", ("KR-block-honam",)),
        ("chungcheongbuk do", ("KR-43",)),
        ("慶尙北道", ("KR-47",)),
        ("廣島縣", ("JP-34",)),
        ("ＡＫＩＴＡ", ("JP-05",)),
        ("ｱｷﾀ", ("JP-05",)),
        ("Kyŏngsang-bukto", ("KR-47",)),
        ("Ch’ungch’ŏng-namdo", ("KR-44",)),
        ("秋田・青森", ("JP-05", "JP-02")),
        ("경북아키타", ("KR-47", "JP-05")),
        ("경북에서", ("KR-47",)),
        ("나라현", ("JP-29",)),
        ("우리나라", ("KR",)),
        ("나라별", ()),
        ("전북은행", ()),
        ("三重苦", ()),
        ("秋田県庁舎", ("JP-05",)),
        ("오키나와어", ("JP-47",)),
        ("아키타어", ()),
        ("オキナワン", ("JP-47",)),
        ("アキタコマチ", ()),
        ("秋田市", ()),
    ],
)
def test_the_longest_name_wins_and_no_name_is_found_in_another_word(
    build: Build, question: str, codes: tuple[str, ...]
) -> None:
    assert interpret(build, question).places == codes


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2010년", Span(year=2010)),
        ("2010〜2024", Span(first=2010, last=2024)),
        ("2010-2024", Span(first=2010, last=2024)),
        ("2010年から2024年まで", Span(first=2010, last=2024)),
        ("2010년부터 2024년까지", Span(first=2010, last=2024)),
        ("from 2010 to 2024", Span(first=2010, last=2024)),
        ("between 2010 and 2024", Span(first=2010, last=2024)),
        ("since 2000", Span(first=2000)),
        ("2000年以降", Span(first=2000)),
        ("until 2015", Span(last=2015)),
        ("2015년까지", Span(last=2015)),
        ("최근 10년", Span(recent=10)),
        ("過去20年間", Span(recent=20)),
        ("last ten years", Span(recent=10)),
        ("the 1990s", Span(first=1990, last=1999)),
        ("1990年代", Span(first=1990, last=1999)),
        ("平成22年", Span(year=2010)),
        ("令和元年以降", Span(first=2019)),
        ("1900", Span(year=1900)),
        ("1899", None),
        ("2100", Span(year=2100)),
        ("2101", None),
        ("2020 2010", Span(first=2010, last=2020)),
    ],
)
def test_years_are_read_as_they_are_spoken_of(build: Build, text: str, span: Span | None) -> None:
    assert interpret(build, f"births {text}").span == span


def test_expressions_of_years_are_joined() -> None:
    assert joined([]) is None
    assert joined([Span(year=2010), Span(year=2020)]) == Span(first=2010, last=2020)
    assert joined([Span(first=2010), Span(last=2020)]) == Span(first=2010, last=2020)
    assert joined([Span(first=2020), Span(last=2010)]) == Span(first=2010, last=2020)
    assert joined([Span(recent=5), Span(last=2020)]) == Span(recent=5)


def test_years_are_those_held(build: Build) -> None:
    first, last = build.catalogue.indicators["births"].years

    def asked(years: str) -> tuple[int | None, int | None, int | None]:
        view = suggest(build, f"births Akita {years}", "en").suggestions[0].view
        return view.year, view.year_from, view.year_to

    assert asked(f"since {first - 1}") == (None, first, None)
    assert asked(f"{last - 1}") == (last - 1, None, None)
    assert asked(f"{last + 1}") == (None, None, None)
    begun = build.catalogue.indicators["births"].default_year - 10
    assert asked("last 10 years") == (None, begun, None)
    assert suggest(build, "births Akita last 10 years", "en").understood.year_from == begun


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("tottorri", "tottori"),  # one slip, as many as a word of seven letters may have
        ("totoorri", None),  # two
        ("akida", "akita"),
        ("oiat", None),  # a word of four letters may have none
        ("chungcheongbuc", "chungcheongbuk"),
        ("chumgcheongbuc", "chungcheongbuk"),  # two slips in a long word
        ("chumgcheomgbuc", None),
        ("vkita", None),  # a short word begins as it should
    ],
)
def test_so_many_slips_are_forgiven_as_a_word_is_long(build: Build, word: str, meant: str | None) -> None:
    parts, _, _ = corrected(lexicon(build).parts(word), [(0, 1)], build)
    assert parts[0].text == (meant or word)


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("아키다", ("JP-05",)),
        ("아끼다현", ("JP-05",)),
        ("도야미 인구", ("JP-16",)),
        ("경븍 고령화율", ("KR-47",)),
        ("경븍", ()),  # two syllables alone may as well be another word
        ("도야미의 인구", ("JP-16",)),
        ("ヤマガダ", ("JP-06",)),
    ],
)
def test_korean_slips_are_compared_by_letters(build: Build, question: str, places: tuple[str, ...]) -> None:
    assert interpret(build, question).places == places


@pytest.mark.parametrize(
    ("question", "indicator"),
    [
        ("share of the population that is 65 and over", "share_65plus"),
        ("중학교 학급의 학생", "junior_high_class_size"),
        ("交通事故による死者の数", "traffic_deaths_per_100k"),
        ("population over 75", "share_75plus"),
    ],
)
def test_words_that_name_no_indicator_point_to_one(build: Build, question: str, indicator: str) -> None:
    assert interpret(build, question).indicators == (indicator,)


def test_likeness_is_one_for_a_name_and_less_for_parts_of_it(build: Build) -> None:
    index, known = topic_index(build), lexicon(build)
    whole = index.likest(known.parts("total fertility rate"), ())[0]
    part = index.likest(known.parts("total fertility of stones"), ())
    assert (whole.indicator, round(whole.score, 6)) == ("total_fertility_rate", 1.0)
    assert all(found.score < 1 for found in part)
    assert index.likest(known.parts("42 1 7"), ()) == []


A, B, C = "births", "crude_birth_rate", "share_65plus"


@pytest.mark.parametrize(
    ("likest", "named", "meant"),
    [
        ([], (), None),
        ([(A, LEAST_LIKENESS, 1.0)], (), A),
        ([(A, LEAST_LIKENESS - 0.01, 1.0)], (), None),
        ([(A, 0.9, 0.5), (B, OVERRULING, 0.7)], (A,), B),
        ([(A, 0.9, 0.5), (B, OVERRULING - 0.01, 0.7)], (A,), None),
        ([(A, 0.9, 0.5), (B, OVERRULING, 0.5 + BY_MORE)], (A,), None),
        ([(A, 0.9, 0.5), (B, OVERRULING, 0.51 + BY_MORE)], (A,), B),
        ([(A, SURELY, 1.0)], (B, C), A),
        ([(A, SURELY - 0.01, 1.0)], (B, C), None),
        ([(A, SURELY, 1.0)], (A, C), None),
    ],
)
def test_words_mean_another_indicator_together_only_where_it_fits_them_better(
    likest: list[tuple[str, float, float]], named: tuple[str, ...], meant: str | None
) -> None:
    found = meant_together([Likeness(*one) for one in likest], named)
    assert (found.indicator if found else None) == meant


@pytest.mark.parametrize(
    ("question", "unknown", "suggested"),
    [
        ("fertility of unicorns", ("unicorns",), False),  # as much that means nothing as means something
        ("total fertility of unicorns", ("unicorns",), True),
        ("Akita unicorns dragons", ("unicorns", "dragons"), True),
        ("Akita unicorns dragons elves", ("unicorns", "dragons", "elves"), False),
        ("아키타 뷁뷁 인구", ("뷁뷁",), True),
        ("map of unicorns", ("unicorns",), False),
        ("秋田県 謎々", ("謎々",), True),
    ],
)
def test_what_is_not_understood_is_said_and_too_much_of_it_is_no_question(
    build: Build, question: str, unknown: tuple[str, ...], suggested: bool
) -> None:
    answer = suggest(build, question, "en")
    assert answer.not_understood == unknown
    assert bool(answer.suggestions) is suggested


def test_a_name_of_several_municipalities_means_none_and_a_region_wins(build: Build) -> None:
    names = [place.name["ko"] for place in build.catalogue.municipal.places.values()]
    assert names.count("중구") > 1 and not interpret(build, "중구").municipalities
    assert interpret(build, "광주시").places == ("KR-29",)
    assert interpret(build, "경주시").municipalities == ("KR-47130",)
    assert interpret(build, "경주").places == (), "a municipality without its ending is no misspelt region"
