"""Every code of the comparison has its words in three languages."""

import re
from dataclasses import replace

import pytest

from regions.asking.page_specs import DISPERSION_MEASURES, EVENTS
from regions.database.build import Build
from regions.database.languages import LANGUAGES, Language
from regions.database.places import COUNTRIES
from regions.figures.concentration import dispersion_trends
from regions.figures.groups import CAPITAL_AREA, GROUPS, METROPOLITAN, PROVINCE
from regions.figures.peers import similar_regions, themes
from regions.figures.relations import associations, relation
from regions.figures.timeshift import LagTrend, lag, refusal
from regions.words.sentences import Amount, Number, RegionNames, Sentence, Year, render, sentence
from regions.words.wording import (
    aggregation_refusal,
    association_sentence,
    dispersion_sentence,
    event_label,
    group_label,
    kind_label,
    lag_sentence,
    lag_trend_sentence,
    measure_label,
    peers_note,
    refusal_sentence,
    rest_note,
    theme_label,
)

UNFINISHED = re.compile(r"[{}]|\bNone\b|\bnan\b")


def every_sentence(build: Build) -> list[Sentence]:
    catalogue = build.catalogue
    refusals = {refusal(build, code) for code in catalogue.indicators} - {None}
    reasons = {indicator.aggregation.reason for indicator in catalogue.indicators.values()} - {None}
    frame = relation(build, "population_density", "total_fertility_rate", 2024)
    return [
        *(refusal_sentence(str(code)) for code in refusals),
        *(aggregation_refusal(str(code)) for code in reasons),
        *(event_label(event) for event in EVENTS),
        *(group_label(kind) for kind in GROUPS),
        *(kind_label(kind) for kind in (CAPITAL_AREA, METROPOLITAN, PROVINCE)),
        *(theme_label(theme) for theme in themes(build)),
        *(measure_label(measure) for measure in DISPERSION_MEASURES),
        *(rest_note(country) for country in COUNTRIES),
        peers_note(similar_regions(build, "KR-47", "all")),
        peers_note(replace(similar_regions(build, "KR-47", "all"), peers=())),
        *(association_sentence(one) for one in associations(frame)),
        *(
            dispersion_sentence(one, code, 1, "%")
            for code in ("share_65plus", "total_fertility_rate", "grdp_per_capita")
            for measure in DISPERSION_MEASURES
            for one in dispersion_trends(build, code, measure)
        ),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_words(build: Build, language: Language) -> None:
    catalogue = build.catalogue
    for words in every_sentence(build):
        text = render(words, catalogue, language)
        assert text and not UNFINISHED.search(text), words


@pytest.mark.parametrize(
    ("indicator_id", "code", "reference", "text"),
    [
        ("share_65plus", "KR", "JP", "Japan was at this level around 2005, 19.2 years earlier"),
        (
            "total_fertility_rate",
            "KR",
            "JP",
            "Japan has not reached this level in any figure published up to 2024",
        ),
        (
            "capital_area_population_share",
            "JP",
            "KR",
            "Korea was already past this level when its figures begin, in 2000",
        ),
        ("mean_age_first_marriage_female", "KR", "JP", "There are no figures for Japan to compare with"),
    ],
)
def test_a_lag_in_words(build: Build, indicator_id: str, code: str, reference: str, text: str) -> None:
    found = lag(build, indicator_id, code, reference, 2024)
    assert found is not None
    assert render(lag_sentence(found), build.catalogue, "en") == text


def test_a_reference_that_came_later(build: Build) -> None:
    found = lag(build, "share_65plus", "JP", "KR", 2000)
    assert found is not None and found.lag is not None and found.lag < 0
    assert (
        render(lag_sentence(found), build.catalogue, "ko")
        == "한국은 21.3년 늦은 2021년 무렵 이 수준에 이르렀습니다"
    )


@pytest.mark.parametrize(
    ("slope", "last", "verdict"),
    [(-0.3, 19.0, "closing"), (0.3, 19.0, "widening"), (0.05, 19.0, "steady"), (-0.3, -5.0, "widening")],
)
def test_a_lag_that_grows_in_either_direction_widens(slope: float, last: float, verdict: str) -> None:
    assert LagTrend(slope, 10, 2010, 2020, 20.0, last).verdict == verdict


@pytest.mark.parametrize("language", LANGUAGES)
def test_trends_in_words(build: Build, language: Language) -> None:
    catalogue = build.catalogue
    for trend in (
        LagTrend(-0.3, 10, 2010, 2020, 20, 17),
        LagTrend(0.3, 10, 2010, 2020, 1, 2),
        LagTrend(0, 10, 2010, 2020, 1, 1),
    ):
        assert not UNFINISHED.search(render(lag_trend_sentence(trend), catalogue, language))


def test_values_of_a_sentence(build: Build) -> None:
    catalogue = build.catalogue
    words = sentence("list.phrases")
    assert render(words, catalogue, "en") == ", "
    names = sentence("fact.regions.JP", total=RegionNames(("KR-47", "JP-05")))
    assert render(names, catalogue, "ko") == "일본 경북·아키타개 도도부현"
    money = sentence("fact.regions.JP", total=Amount(55600.3, "grdp_per_capita", "KR", "ppp"))
    assert render(money, catalogue, "en") == "Japan's Int$55,600 prefectures"
    numbers = ((Year(2004.8), "2005"), (Number(-1.25, 1), "−1.2"), (Number(2, 1, signed=True), "+2.0"))
    for value, text in numbers:
        assert render(sentence("fact.regions.JP", total=value), catalogue, "en").split()[1] == text
