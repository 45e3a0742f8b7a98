"""The briefing: who it is about, which figures it has, what it says and what it leaves out."""

import dataclasses
import re
from collections.abc import Callable

import pytest

from i18n.messages import messages
from i18n.numbers import NOT_AVAILABLE
from regions.asking.page_specs import BRIEF_THEMES, PAGES
from regions.asking.view import View, decode
from regions.database.build import Build
from regions.database.languages import LANGUAGES, Language
from regions.exhibits.briefing import Brief, Part, brief_of
from regions.exhibits.briefing_figures import FEWEST_FIGURES, MOST_FIGURES, subject_of
from regions.exhibits.briefing_words import shift_between
from regions.figures.peers import similar_regions
from regions.figures.timeshift import told_lag
from regions.policy.companies import all_companies
from regions.policy.ties import all_ties
from regions.words.headlines import headlines

PAIRS = (
    ("KR-47", "JP-22"),
    ("KR-29", "JP-47"),
    ("KR-50", "JP-13"),
    ("JP-05", "JP-13"),
    ("KR-47",),
    ("JP-32",),
)


def asked(*regions: str, theme: str = "all", language: Language = "en") -> View:
    choices = (("theme", (theme,)),) if theme != "all" else ()
    return View("brief", language, regions=regions, choices=choices)


def made(build: Build, *regions: str, theme: str = "all", language: Language = "en") -> Brief:
    found = brief_of(asked(*regions, theme=theme, language=language), build)
    assert found is not None
    return found


def texts(part: Part) -> list[str]:
    return [line.text for line in part.lines]


@pytest.mark.parametrize("regions", PAIRS)
@pytest.mark.parametrize("theme", BRIEF_THEMES)
def test_every_briefing_has_its_figures_and_charts(
    build: Build, regions: tuple[str, ...], theme: str
) -> None:
    brief = made(build, *regions, theme=theme)
    assert FEWEST_FIGURES <= len(brief.figures.rows) <= MOST_FIGURES
    assert len({row.indicator.id for row in brief.key_figures}) == len(brief.figures.rows)
    assert 3 <= len(brief.exhibits) <= 5
    assert all(len(row) == len(brief.figures.head) for row in brief.figures.rows)
    assert {part.name for part in brief.parts if part.lines} >= {"summary", "likeness", "exchange", "sources"}


def test_figures_ranks_and_years_are_those_of_the_headlines(build: Build) -> None:
    brief = made(build, "KR-47", "JP-22")
    told = {code: {one.indicator_id: one for one in headlines(build, code)} for code in brief.regions}
    shared = 0
    for row in brief.key_figures:
        for code, held in zip(brief.regions, row.held, strict=True):
            if row.indicator.id in told[code]:
                one = told[code][row.indicator.id]
                assert held is not None
                assert (held.value, held.year, held.status) == (one.value, one.year, one.status)
                assert held.standings == (one.in_country, one.in_both)
                shared += 1
    assert shared >= 4


_AGEING = "registered_share_65plus"


def test_the_time_shift_is_that_of_the_pair(build: Build) -> None:
    subject = subject_of(asked("KR-47", "JP-22"), build)
    assert subject is not None
    found = shift_between(subject, _AGEING)
    assert found is not None and found.lag is not None and found.lag > 0
    assert found == told_lag(build, _AGEING, found.region_code, found.reference)
    turned = subject_of(asked("JP-22", "KR-47"), build)
    assert turned is not None
    assert shift_between(turned, _AGEING) == found, "it does not depend on who is named first"
    told = [
        text for text in texts(made(build, "KR-47", "JP-22").part("summary")) if f"{found.lag:.1f}" in text
    ]
    assert len(told) == 1


def test_nothing_is_said_across_a_break(build: Build, altered: Callable[..., Build]) -> None:
    before = texts(made(build, "KR-47", "JP-22").part("summary"))
    name, official = (build.catalogue.indicators[code].called("en") for code in (_AGEING, "share_65plus"))
    assert any(text.startswith(name) for text in before)
    assert not any(text.startswith(official) for text in before)
    broken = altered(
        *(
            "INSERT INTO warning (indicator_id, country, level, code, year_from, year_to,"
            f" text_ko, text_ja, text_en) VALUES ('{_AGEING}', '{country}', 'region', 'break_in_series',"
            f" {year}, {year}, 'x', 'x', 'x')"
            for country in ("KR", "JP")
            for year in range(1950, 2060)
        )
    )
    after = texts(made(broken, "KR-47", "JP-22").part("summary"))
    assert not any(text.startswith(name) for text in after)
    assert any(text.startswith(official) for text in after), "the official series is told in its place"


def test_likeness_names_the_place_among_all_that_compare(build: Build) -> None:
    group = similar_regions(build, "KR-47", "all", "across", 47)
    for place in (0, 4):
        peer = group.peers[place]
        (line,) = [
            text
            for text in texts(made(build, "KR-47", peer.region_code).part("summary"))
            if "indicators)" in text
        ]
        assert ("the most similar" in line) == (place == 0)
        assert ("5th" in line) == (place == 4)
        assert str(group.compared) in line


def test_ties_are_those_between_the_two_and_their_absence_is_said(build: Build) -> None:
    ties = all_ties(build)
    held = ties[(ties.kr_region_code == "KR-47") & (ties.jp_region_code == "JP-22")]
    lines = texts(made(build, "KR-47", "JP-22").part("exchange"))
    assert len(held) >= 1
    for korea, japan in zip(held.kr_local_government, held.jp_local_government, strict=True):
        assert any(korea in line and japan in line for line in lines)
    none = texts(made(build, "KR-47", "JP-47").part("exchange"))
    assert none[0].startswith("No sister or friendship tie")


@pytest.mark.parametrize(("regions", "met"), [(("JP-22", "KR-47"), True), (("KR-47", "JP-42"), False)])
def test_only_the_pairs_of_the_forum_met_there(build: Build, regions: tuple[str, str], met: bool) -> None:
    lines = texts(made(build, *regions).part("exchange"))
    assert any("2021-09-30" in line for line in lines) == met


def test_designated_companies_known_by_name_are_counted(build: Build) -> None:
    known = all_companies(build)
    lines = texts(made(build, "KR-47", "JP-13").part("exchange"))
    at = lines.index("Designated companies of Tokyo known by name (part of the whole)")
    held = known[known.region_code == "JP-13"].programme_id.value_counts()
    counts = [int(line.rsplit(": ", 1)[1].split()[0]) for line in lines[at + 1 : at + 1 + len(held)]]
    assert sorted(counts) == sorted(held)


def test_the_merger_is_told_of_whom_it_concerns(build: Build) -> None:
    said = "merged on 1 July 2026"
    for code, concerned in (("KR-29", True), ("KR-46", True), ("KR-47", False)):
        assert any(said in text for text in texts(made(build, code, "JP-47").part("cautions"))) == concerned


def test_a_figure_that_is_not_there_is_a_dash_and_a_caution(altered: Callable[..., Build]) -> None:
    build = altered(
        "DELETE FROM observation WHERE indicator_id = 'unemployment_rate' AND region_code = 'KR-50'"
    )
    brief = made(build, "KR-50", "JP-13")
    name = build.catalogue.indicators["unemployment_rate"].name["en"]
    (row,) = [row for row in brief.figures.rows if row[0].startswith(name)]
    assert row[1:4] == (NOT_AVAILABLE,) * 3 and row[4] != NOT_AVAILABLE
    missing = [text for text in texts(brief.part("cautions")) if text.startswith("No figures of Sejong")]
    assert len(missing) == 1 and name.lower() in missing[0].lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_briefing_ends_its_sentences_as_its_readers_do(build: Build, language: Language) -> None:
    summary = texts(made(build, "KR-47", "JP-22", language=language).part("summary"))
    ends = {
        "ko": ("임", "함", "됨", ")"),
        "ja": ("る", "い", "）"),
        "en": tuple("abcdefghijklmnopqrstuvwxyz0123456789)%"),
    }
    assert all(text.endswith(ends[language]) for text in summary), summary


@pytest.mark.parametrize("regions", [("KR",), ("JP", "KR"), ()])
def test_a_nation_has_no_briefing(build: Build, regions: tuple[str, ...]) -> None:
    assert brief_of(asked(*regions), build) is None


def test_a_nation_beside_a_region_is_left_out(build: Build) -> None:
    assert made(build, "KR", "KR-47").regions == ("KR-47",)


@pytest.mark.parametrize(
    ("codes", "kept", "told"),
    [
        (["KR-47", "KR-47"], ("KR-47",), ["same_region"]),
        (["KR-47", "JP-05"], ("KR-47", "JP-05"), []),
        (["KR-47"], ("KR-47",), []),
        (["KR-47", "XX-1"], ("KR-47",), ["unknown_region"]),
        (["XX-1", "XX-1"], PAGES["brief"].default_regions, ["unknown_region"]),
    ],
)
def test_the_same_region_twice_is_said(
    build: Build, codes: list[str], kept: tuple[str, ...], told: list[str]
) -> None:
    view, notices = decode("brief", {"region": codes}, build.catalogue)
    assert (view.regions, [one.code for one in notices]) == (kept, told)


def test_a_part_is_found_by_its_name(build: Build) -> None:
    brief = made(build, "KR-47", "JP-22", language="ko")
    assert brief.part("sources").title == messages("ko")("brief.sources")
    assert dataclasses.asdict(brief.part("summary"))["least"] == 3


@pytest.mark.parametrize("regions", PAIRS)
def test_korean_lines_end_in_nouns(build: Build, regions: tuple[str, ...]) -> None:
    brief = made(build, *regions, language="ko")
    said = [line for part in brief.parts for line in texts(part)]
    assert not [line for line in said if re.search(r"다\.?$|다\. ", line)]


def test_ageing_is_told_once(build: Build) -> None:
    said = texts(made(build, "KR-47", "JP-22").part("summary"))
    assert sum("aged 65+" in line for line in said) == 1
    assert any(line.startswith("Share of registered population aged 65+") for line in said)


def test_a_caution_names_no_region_that_is_not_compared(build: Build) -> None:
    sejong = " ".join(texts(made(build, "KR-50").part("cautions")))
    assert "Sejong was founded" in sejong and "Gunwi" not in sejong
    assert "Gunwi" in " ".join(texts(made(build, "KR-47").part("cautions")))


def test_a_merger_of_both_is_told_once(build: Build) -> None:
    told = texts(made(build, "KR-29", "KR-46").part("cautions"))
    assert len(told) == len(set(told)) and any("merged" in text for text in told)
