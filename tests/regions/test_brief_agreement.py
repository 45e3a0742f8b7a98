"""Every number of a briefing is the one that the pages show: table, ranks, likeness, charts."""

import re

import pytest

from i18n.numbers import NOT_AVAILABLE
from regions.asking.view import View, decode
from regions.database.build import Build
from regions.database.languages import LANGUAGES, Language
from regions.database.places import country_of, is_municipality, parent_of
from regions.exhibits.answers import answer
from regions.exhibits.briefing import Brief, brief_of
from regions.shapes.exhibit import Exhibit

SUBJECTS = (
    ("KR-47", "JP-22"),
    ("KR-29", "JP-47"),
    ("KR-50",),
    ("KR-47730", "JP-32501"),
    ("JP-14100",),
)
# Two regions and two municipalities in every language, the others in one each.
ASKED = [
    (regions, language)
    for place, regions in enumerate(SUBJECTS)
    for number, language in enumerate(LANGUAGES)
    if place in (0, 3) or number == place % 3
]
# Which ranks stand in the two columns, of regions and of municipalities.
COLUMNS = {
    False: (("rank_country",), ("rank_all",)),
    True: (("rank_region", "rank_country"), ("rank_size", "rank_all")),
}
_NUMBER = re.compile(r"\d[\d.,]*")


def made(build: Build, regions: tuple[str, ...], language: Language) -> Brief:
    found = brief_of(View("brief", language, regions=regions), build)
    assert found is not None
    return found


def numbers(text: str) -> list[str]:
    return [one.rstrip(".,") for one in _NUMBER.findall(text)]


def page_of(build: Build, indicator: str, year: int, code: str, language: Language) -> Exhibit:
    """Return what the rank page shows of an indicator in a year."""
    query: dict[str, list[str]] = {
        "indicator": [indicator],
        "year": [str(year)],
        "lang": [language],
        "currency": ["ppp"],
    }
    if is_municipality(code):
        query |= {"level": ["municipality"], "within": [parent_of(code)]}
        del query["currency"]
    return answer(decode("rank", query, build.catalogue)[0], build)[0]


@pytest.mark.parametrize(("regions", "language"), ASKED)
def test_the_table_is_that_of_the_rank_page(
    build: Build, regions: tuple[str, ...], language: Language
) -> None:
    brief, compared = made(build, regions, language), 0
    for row, cells in zip(brief.key_figures, brief.figures.rows, strict=True):
        for place, code in enumerate(brief.regions):
            held, (value, *ranks) = row.held[place], cells[1 + 3 * place : 4 + 3 * place]
            if held is None:
                assert value == NOT_AVAILABLE
                continue
            page = page_of(build, row.indicator.id, held.year, code, language)
            shown = page.data[page.data.region_code == code].iloc[0]
            assert int(shown.year) == held.year
            # Units may hold a number behind the figure: per 1,000 people.
            assert numbers(value) == [
                *numbers(page.format(shown.value, country_of(code)))[:1],
                str(held.year),
            ]
            for rank, column in zip(ranks, COLUMNS[is_municipality(code)], strict=True):
                for one, name in zip(rank.split("\n"), column, strict=False):
                    # Classes of size are those of the latest year, which the profile tells.
                    if "/" in one and name != "rank_size":
                        assert int(numbers(one)[0].replace(",", "")) == shown[name]
            compared += 1
    assert compared >= 10 * len(brief.regions) - 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["KR-50", "JP-32", "KR-47730", "JP-14100"])
def test_likeness_is_that_of_the_profile(build: Build, code: str, language: Language) -> None:
    (profile,) = [
        one
        for one in answer(decode("region", {"region": [code], "lang": [language]}, build.catalogue)[0], build)
        if "own_value" in one.data
    ]
    nearest = profile.data[(profile.data.scope == "across") & (profile.data["rank"] == 1)]
    known = build.catalogue.indicators_at("municipality" if is_municipality(code) else "region")
    brief = made(build, (code,), language)
    lines = [line.text for line in brief.part("likeness").lines if line.level == 2]
    assert len(lines) >= 4
    for row in nearest.to_dict("records"):
        name = known[str(row["indicator_id"])].called(language)
        for line in (one for one in lines if re.split(r": |：", one)[0] == str(name)):
            rest = line[len(str(name)) :]
            decimals = known[str(row["indicator_id"])].decimals
            for value in (float(row["own_value"]), float(row["value"])):
                assert any(
                    abs(float(one.replace(",", "")) - abs(value)) <= 0.51 * 10**-decimals
                    for one in numbers(rest)
                ), (line, value)


@pytest.mark.parametrize("regions", SUBJECTS, ids="-".join)
def test_charts_hold_the_figures_of_the_build(build: Build, regions: tuple[str, ...]) -> None:
    for exhibit in made(build, regions, "ko").exhibits:
        if exhibit.chart == "pyramid" or exhibit.base_year or exhibit.view.currency != "national":
            continue
        published = build.query(
            "SELECT region_code, year, value FROM observation WHERE indicator_id = ?", (exhibit.indicator.id,)
        ).set_index(["region_code", "year"])
        for row in exhibit.data.dropna(subset=["value"]).itertuples():
            assert row.value in set(published.loc[[(row.region_code, row.year)]].value)
