"""Questions in words open the right view, whoever asks and however it is spelt; nonsense opens none."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from regions.asking.view import decode
from regions.database.build import Build
from regions.database.languages import LANGUAGES, Language
from regions.questions.answers import QuestionAnswer
from regions.questions.suggesting import LONGEST_QUESTION, MOST_SUGGESTIONS, suggest
from regions.questions.understanding import interpret

QUESTIONS = Path(__file__).with_name("questions.tsv")


@dataclass(frozen=True)
class Case:
    """A question, and what the first suggestion must be."""

    question: str
    language: Language
    pages: tuple[str, ...]
    indicators: str
    regions: frozenset[str]
    years: str

    def misses(self, answer: QuestionAnswer) -> Iterator[str]:
        """Yield what is wrong with the answer."""
        if not answer.suggestions or self.pages == ("none",):
            if bool(answer.suggestions) == (self.pages == ("none",)):
                yield f"{len(answer.suggestions)} suggestions"
            return
        query = parse_qs(urlsplit(answer.suggestions[0].address).query)
        found = query.get("indicator", [])
        if answer.suggestions[0].view.page not in self.pages:
            yield f"the page {answer.suggestions[0].view.page}"
        if not self._are_meant(found):
            yield f"the indicators {found}"
        # Where no place is named the two nations may be set beside each other.
        regions = frozenset(query.get("region", ()))
        if regions != self.regions and (self.regions or regions != {"KR", "JP"}):
            yield f"the regions {sorted(regions)}"
        if not self._in_years(query):
            yield f"the years {query}"

    def _are_meant(self, found: list[str]) -> bool:
        if "+" in self.indicators:
            return set(self.indicators.split("+")) <= set(found)
        return self.indicators == "-" or found[:1] in [[code] for code in self.indicators.split("|")]

    def _in_years(self, query: dict[str, list[str]]) -> bool:
        first, dash, last = self.years.partition("-")
        asked = {"from": first, "to": last} if dash else {"year": first}
        return all(query.get(name) == [year] for name, year in asked.items() if year)


def cases(language: Language) -> list[Case]:
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [
        Case(question, language, tuple(pages.split(",")), indicators, _codes(regions), years)
        for question, asked_in, pages, indicators, regions, years in rows
        if asked_in == language
    ]


def _codes(regions: str) -> frozenset[str]:
    return frozenset() if regions == "-" else frozenset(regions.split())


@pytest.fixture(scope="module")
def answers(build: Build) -> dict[str, QuestionAnswer]:
    """Every question of the list, answered."""
    return {
        case.question: suggest(build, case.question, language, MOST_SUGGESTIONS)
        for language in LANGUAGES
        for case in cases(language)
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_suggestion_answers_the_question(
    answers: dict[str, QuestionAnswer], language: Language
) -> None:
    held = cases(language)
    assert len(held) > 100
    missed = {case.question: [*case.misses(answers[case.question])] for case in held}
    assert {question: found for question, found in missed.items() if found} == {}


def test_the_questions_ask_for_pages_of_every_kind(answers: dict[str, QuestionAnswer]) -> None:
    firsts = {answer.suggestions[0].view.page for answer in answers.values() if answer.suggestions}
    charts = {"overview", "compare", "region", "rank"}
    assert firsts >= charts | {"companies", "exchange", "explore", "deck", "sources", "municipalities"}


def test_every_suggestion_opens_as_it_says(build: Build, answers: dict[str, QuestionAnswer]) -> None:
    """Its address is read as the View it stands for, without a notice; none stands twice."""
    for question, answer in answers.items():
        addresses = [found.address for found in answer.suggestions]
        assert len(set(addresses)) == len(addresses), question
        for found in answer.suggestions:
            query = parse_qs(urlsplit(found.address).query)
            read, notices = decode(found.view.page, query, build.catalogue)
            assert notices == (), (question, found.address)
            assert (read.language, read.show, read.mode) == (
                found.view.language,
                found.view.show,
                found.view.mode,
            )
            assert found.view.regions in ((), read.regions), (question, found.address)
            assert found.view.year in (None, read.year), (question, found.address)
            names = [build.catalogue.place_short(code)[read.language] for code in found.view.regions]
            assert len(names) > 1 or all(name in found.title for name in names), found.title


def test_every_name_and_synonym_is_understood(build: Build) -> None:
    terms = [
        (code, term)
        for code, term in build.query(
            "SELECT code, term FROM question_term WHERE kind = 'indicator'"
        ).itertuples(index=False)
        if code in build.catalogue.indicators
    ]
    terms += [(held.id, name) for held in build.catalogue.indicators.values() for name in held.name]
    read = {term: interpret(build, term) for _, term in terms}
    assert [(code, term) for code, term in terms if read[term].indicators[:1] != (code,)] == []
    assert [term for term, found in read.items() if found.unknown] == []


def test_every_name_of_a_place_is_understood(build: Build) -> None:
    held = build.query("SELECT code, term FROM question_term WHERE kind = 'place'")
    terms = list(zip(held.code, held.term, strict=True))
    for code, region in build.catalogue.regions.items():
        terms += [(code, name) for name in (*region.name, *region.short, code)]
    assert [
        (code, term) for code, term in terms if interpret(build, term).places != tuple(code.split(";"))
    ] == []


def test_a_block_is_understood_by_its_name_unless_regions_within_it_are_called_so(build: Build) -> None:
    for code, block in build.catalogue.blocks.items():
        for name in block.name:
            places = interpret(build, name).places
            assert len(places) > 0 and (
                places == (code,)
                or set(places) <= set(block.members)
                # A block and a mega-region may share their name and their regions.
                or build.catalogue.blocks[places[0]].members == block.members
            ), name


def test_every_word_of_an_intent_is_understood(build: Build) -> None:
    terms = build.query("SELECT code, term FROM question_term WHERE kind = 'intent'").itertuples(index=False)
    assert [(code, term) for code, term in terms if code not in interpret(build, term).intents] == []


def test_an_answer_names_codes(build: Build) -> None:
    answer = suggest(build, "수도권과 秋田 TFR ranking 2010〜2020", "ja", 1)
    assert len(answer.suggestions) == 1
    assert answer.understood.indicators == ("total_fertility_rate",)
    assert answer.understood.blocks == ("KR-block-capital",)
    assert answer.understood.regions == ("JP-05",)
    assert (answer.understood.year_from, answer.understood.year_to) == (2010, 2020)
    assert answer.understood.intents == ("ranking",)


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("ko", ("추이 비교: 경북·아키타의 합계출산율, 2010년 이후", "순위: 경북·아키타의 합계출산율")),
        ("ja", ("推移の比較：慶北、秋田の合計特殊出生率、2010年以降", "順位：慶北、秋田の合計特殊出生率")),
        (
            "en",
            (
                "Compare over time: Total fertility rate, Gyeongbuk and Akita, since 2010",
                "Ranking: Total fertility rate, Gyeongbuk and Akita",
            ),
        ),
    ],
)
def test_titles_say_what_opens(build: Build, language: Language, titles: tuple[str, ...]) -> None:
    answer = suggest(build, "TFR of Gyeongbuk and Akita since 2010", language, 2)
    assert tuple(found.title for found in answer.suggestions) == titles


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("대구 나가사키 슬라이드", ["KR-27", "JP-42"]),
        ("slides about Korea and Japan", ["KR", "JP"]),
        ("福岡のスライド", ["JP-40"]),
        ("slides of Seoul, Busan and Tokyo", None),
        ("slides of births in Daegu", None),
    ],
)
def test_slides_of_a_place_or_two_are_a_deck_that_fills_itself(
    build: Build, question: str, about: list[str] | None
) -> None:
    (first, *_) = suggest(build, question, "ko", 1).suggestions
    assert parse_qs(urlsplit(first.address).query).get("about") == about
    assert all(build.catalogue.regions[code].short["ko"] in first.title for code in about or ())


@pytest.mark.parametrize(
    "question", ["", " ", "?", "\u0000", "a" * 5000, "경" * 5000, "1" * 5000, "~~~~", "の", "\ud800"]
)
def test_no_text_makes_it_fail(build: Build, question: str) -> None:
    assert suggest(build, question, "ko").suggestions == ()


def test_a_title_names_the_indicator_that_opens_where_none_was_asked_for(build: Build) -> None:
    opens = build.catalogue.default_indicator.called("en")
    assert suggest(build, "Gwangju Okinawa", "en", 1).suggestions[0].title == (
        f"Compare over time: {opens}, Gwangju and Okinawa"
    )
    assert suggest(build, "Okinawa", "en", 1).suggestions[0].title == "Region profile: Okinawa"
    assert suggest(build, "download", "en", 1).suggestions[0].title == "Explore"


def test_what_lies_beyond_the_longest_question_is_not_read(build: Build) -> None:
    padding = " " * (LONGEST_QUESTION - len("Akita"))
    assert suggest(build, padding + "Akita", "en").understood.regions == ("JP-05",)
    assert suggest(build, padding + " Akita", "en").understood.regions == ()


def _asked(build: Build, question: str, language: Language) -> list[dict[str, list[str]]]:
    found = suggest(build, question, language, MOST_SUGGESTIONS).suggestions
    return [parse_qs(urlsplit(one.address).query) for one in found]


@pytest.mark.parametrize(
    ("question", "language", "labels"),
    [
        ("府中市の人口", "ja", ["東京 府中市", "広島 府中市"]),
        ("고성군 인구", "ko", ["경남 고성군", "강원 고성군"]),
        ("Goseong population", "en", ["Goseong-gun, Gyeongnam", "Goseong-gun, Gangwon"]),
    ],
)
def test_places_of_one_name_are_each_suggested_with_their_region(
    build: Build, question: str, language: Language, labels: list[str]
) -> None:
    answer = suggest(build, question, language)
    assert answer.not_understood == ()
    firsts = zip(labels, answer.suggestions, strict=False)
    assert all(one.title.endswith(label) and one.view.page == "region" for label, one in firsts)


def test_a_region_said_tells_places_of_one_name_apart(build: Build) -> None:
    assert interpret(build, "広島県の府中市の人口").municipalities == ("JP-34208",)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("松本市と春川市の人口", "ja"),
        ("마쓰모토시와 춘천시 인구", "ko"),
        ("population of Matsumoto and Chuncheon", "en"),
    ],
)
def test_the_population_of_municipalities_is_that_of_the_register(
    build: Build, question: str, language: Language
) -> None:
    first, second, *_ = _asked(build, question, language)
    assert first["indicator"] == second["indicator"] == ["registered_population"]
    assert set(second["region"]) == {"JP-20202", "KR-51110"}


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("도야마현에서 인구가 가장 적은 시정촌", "ko"),
        ("富山県で人口が最も少ない市町村", "ja"),
        ("municipality with the lowest population in Toyama", "en"),
    ],
)
def test_municipalities_asked_for_are_ranked_within_their_region(
    build: Build, question: str, language: Language
) -> None:
    first = _asked(build, question, language)[0]
    assert (first["level"], first["within"]) == (["municipality"], ["JP-16"])


@pytest.mark.parametrize(
    ("question", "language", "excluded"),
    [
        ("not Tokyo population", "en", "JP-13"),
        ("lowest unemployment in Japan excluding Okinawa", "en", "JP-47"),
        ("도쿄를 뺀 인구", "ko", "JP-13"),
        ("東京以外の出生率", "ja", "JP-13"),
        ("東京を除く出生率", "ja", "JP-13"),
    ],
)
def test_what_is_excluded_is_said_and_never_opened(
    build: Build, question: str, language: Language, excluded: str
) -> None:
    answer = suggest(build, question, language)
    name = build.catalogue.regions[excluded].short[language]
    assert name in "".join(answer.not_understood)
    assert answer.suggestions[0].view.page == "rank"
    assert all(excluded not in one.view.regions for one in answer.suggestions)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("오키나와 출생율 2015년부터 2010년까지", "ko"),
        ("沖縄の出生数 2015年から2010年まで", "ja"),
        ("births in Okinawa from 2015 to 2010", "en"),
    ],
)
def test_years_said_in_reversed_order_are_the_same_span(
    build: Build, question: str, language: Language
) -> None:
    first = _asked(build, question, language)[0]
    assert (first["from"], first["to"]) == (["2010"], ["2015"])


@pytest.mark.parametrize(
    ("question", "language", "year"),
    [("고령화율 2100년", "ko", "2100"), ("foreigners in Aichi and Gyeonggi in 2050", "en", "2050")],
)
def test_a_year_without_figures_is_said(build: Build, question: str, language: Language, year: str) -> None:
    assert suggest(build, question, language).not_understood == (year,)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("how many years is Jeonnam behind Kochi in ageing", "en"),
        ("전남은 고치보다 고령화가 몇 년 뒤처졌나", "ko"),
        ("全南は高知より高齢化が何年遅れているか", "ja"),
    ],
)
def test_how_far_behind_is_asked_in_any_order_of_words(
    build: Build, question: str, language: Language
) -> None:
    assert _asked(build, question, language)[0]["mode"] == ["lag"]
