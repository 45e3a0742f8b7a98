"""Briefings of municipalities: their own figures, ranks in four lists, what is said and what is left out."""

import re
from collections.abc import Callable

import pytest

from i18n.numbers import NOT_AVAILABLE
from regions.asking.page_specs import BRIEF_THEMES
from regions.asking.view import View, decode
from regions.database.build import Build
from regions.database.languages import LANGUAGES, Language
from regions.exhibits.briefing import Brief, Part, brief_of
from regions.exhibits.briefing_figures import FEWEST_FIGURES, MOST_FIGURES
from regions.figures.counterparts import alike_municipalities
from regions.figures.municipal import latest_year, municipal_year
from regions.figures.municipal_profile import municipal_rows

UISEONG, TSUWANO, OKUMA = "KR-47730", "JP-32501", "JP-07545"


def made(build: Build, *regions: str, theme: str = "all", language: Language = "en") -> Brief:
    choices = (("theme", (theme,)),) if theme != "all" else ()
    found = brief_of(View("brief", language, regions=regions, choices=choices), build)
    assert found is not None
    return found


def texts(part: Part) -> list[str]:
    return [line.text for line in part.lines]


@pytest.mark.parametrize("theme", BRIEF_THEMES)
@pytest.mark.parametrize("regions", [(UISEONG, TSUWANO), ("JP-14100",), (UISEONG, "KR-11110")])
def test_every_briefing_has_its_figures_and_charts(
    build: Build, regions: tuple[str, ...], theme: str
) -> None:
    brief = made(build, *regions, theme=theme)
    assert FEWEST_FIGURES <= len(brief.figures.rows) <= MOST_FIGURES
    assert len(brief.exhibits) == 4 and all(one.has_figures for one in brief.exhibits)
    assert {part.name for part in brief.parts if part.lines} >= {"summary", "likeness", "exchange", "sources"}


def test_figures_and_ranks_are_those_of_all_municipalities_of_the_year(build: Build) -> None:
    """The page of municipalities shows the same; classes of size are those of the profile."""
    told = 0
    for row in made(build, UISEONG, TSUWANO).key_figures:
        for code, held in zip((UISEONG, TSUWANO), row.held, strict=True):
            if held is None:
                continue
            frame = municipal_year(build, row.indicator.id, held.year).set_index("region_code").loc[code]
            assert held.value == frame.value
            region, country, size, everybody = held.standings
            for standing, among in ((region, "region"), (country, "country"), (everybody, "all")):
                if standing is not None:
                    assert (standing.rank, standing.of) == (frame[f"rank_{among}"], frame[f"n_{among}"])
                    told += 1
            assert (size is None) == (everybody is None)
    assert told > 60


def test_figures_that_compare_are_of_one_year_and_others_of_the_latest(build: Build) -> None:
    for row in made(build, UISEONG, TSUWANO).key_figures:
        years = {one.year for one in row.held if one is not None}
        if row.is_whole:
            assert years == {latest_year(build, row.indicator, ("KR", "JP"))}
        else:
            (held,) = [one for one in row.held if one is not None]
            code = UISEONG if row.held[0] is held else TSUWANO
            latest = {one.indicator_id: one.year for one in municipal_rows(build, code)}
            assert held.year == latest[row.indicator.id]
            assert held.standings[2:] == (None, None), "one country has no rank among both"


def test_one_municipality_stands_beside_the_one_most_like_it(build: Build) -> None:
    nearest = alike_municipalities(build, UISEONG, "across", 1).peers[0].region_code
    brief = made(build, UISEONG)
    assert brief.regions == (UISEONG, nearest)
    name = build.catalogue.place_short(nearest)["en"]
    assert f"{name} is the most similar to Uiseong of 1,741 municipalities of Japan (6 indicators)" in texts(
        brief.part("summary")
    )
    tenth = alike_municipalities(build, UISEONG, "across", 10).peers[9].region_code
    assert any("ranks 10th in likeness" in one for one in texts(made(build, UISEONG, tenth).part("summary")))


def test_the_title_says_in_which_regions_they_lie(build: Build) -> None:
    assert made(build, UISEONG, TSUWANO, language="ko").title == "경상북도 의성군·시마네현 쓰와노정 비교"


def test_what_only_one_country_publishes_is_not_called_missing(build: Build) -> None:
    said = texts(made(build, UISEONG, TSUWANO).part("cautions"))
    assert not [one for one in said if one.startswith("No figures")]
    (row,) = [
        row for row in made(build, UISEONG, TSUWANO).figures.rows if row[0].startswith("Fiscal strength")
    ]
    assert row[1:4] == (NOT_AVAILABLE,) * 3 and row[-1] == "one country"


def test_a_missing_figure_is_said_with_its_reason(build: Build) -> None:
    said = texts(made(build, OKUMA).part("cautions"))
    assert any(one.startswith("No figures of Okuma") for one in said)
    assert any("13 municipalities of the coast of Fukushima" in one for one in said)
    assert any("marked" in one and "evacuated" in one for one in said)
    elsewhere = " ".join(texts(made(build, UISEONG, TSUWANO).part("cautions")))
    assert "Fukushima" not in elsewhere and "Gunwi" not in elsewhere


def test_cautions_are_those_of_municipalities(build: Build) -> None:
    """Moves between regions are what the prefectures' rate counts."""
    said = " ".join(texts(made(build, UISEONG, TSUWANO).part("cautions")))
    assert "Moves of nationals between municipalities" in said and "first-level regions" not in said


def test_ties_of_the_two_and_of_each_are_told(build: Build) -> None:
    told = texts(made(build, "KR-47110", "JP-34207").part("exchange"))
    assert any(one.startswith("1 sister or friendship tie between Pohang and Fukuyama") for one in told)
    assert any("1979-01-19" in one for one in told)
    none = texts(made(build, UISEONG, TSUWANO).part("exchange"))
    assert none[0].startswith("No sister or friendship tie between Uiseong and Tsuwano")
    assert any("Gyeongbuk and Shimane" in one for one in none), "their regions have one"


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_each_is_designated_is_told(build: Build, language: Language) -> None:
    brief = made(build, UISEONG, TSUWANO, language=language)
    names = [build.catalogue.place_short(code)[language] for code in brief.regions]
    colon = {"ja": "："}.get(language, ":")
    told = texts(brief.part("exchange"))
    assert all(any(line.startswith(f"{name}{colon}") for line in told) for name in names)


@pytest.mark.parametrize("regions", [(UISEONG, TSUWANO), ("JP-14100",), (OKUMA,)])
def test_korean_lines_end_in_nouns(build: Build, regions: tuple[str, ...]) -> None:
    brief = made(build, *regions, language="ko")
    said = [line for part in brief.parts for line in texts(part)]
    assert not [line for line in said if re.search(r"다\.?$|다\. ", line)]


@pytest.mark.parametrize("regions", [("KR-11110",), (UISEONG, "KR-11110"), ("KR-11110", TSUWANO)])
def test_without_figures_there_is_none(altered: Callable[..., Build], regions: tuple[str, ...]) -> None:
    build = altered(
        "DELETE FROM observation WHERE region_code = 'KR-11110' AND indicator_id LIKE 'registered%'"
    )
    assert brief_of(View("brief", "en", regions=regions), build) is None


@pytest.mark.parametrize(
    ("codes", "kept", "told"),
    [
        ([UISEONG], (UISEONG,), []),
        ([UISEONG, TSUWANO], (UISEONG, TSUWANO), []),
        ([UISEONG, "JP-32"], (UISEONG,), ["one_level"]),
        ([UISEONG, UISEONG], (UISEONG,), ["same_region"]),
        (["KR-47720", TSUWANO], ("KR-27720", TSUWANO), ["former_region"]),
        (["JP-99999"], ("KR-47", "JP-22"), ["unknown_region"]),
    ],
)
def test_what_an_address_asks_for(
    build: Build, codes: list[str], kept: tuple[str, ...], told: list[str]
) -> None:
    view, notices = decode("brief", {"region": codes}, build.catalogue)
    assert (view.regions, [one.code for one in notices]) == (kept, told)
