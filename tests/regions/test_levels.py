"""Addresses with municipalities: of which level a View is, what it says of what is not shown together."""

import pytest

from regions.asking.view import address, decode, encode
from regions.database.build import Build
from regions.database.languages import LANGUAGES
from regions.questions.municipal_names import municipalities_named

Query = dict[str, list[str]]


@pytest.mark.parametrize(
    ("query", "level", "regions", "indicators", "notices"),
    [
        (
            {"region": ["KR-47730", "JP-32501"], "indicator": ["registered_share_65plus"]},
            "municipality",
            ("KR-47730", "JP-32501"),
            ("registered_share_65plus",),
            [],
        ),
        (
            {"region": ["KR-47730", "KR-47"]},
            "municipality",
            ("KR-47730", "KR-47"),
            ("registered_extinction_risk_index",),
            [],
        ),
        (
            {"region": ["KR-47730"], "indicator": ["births", "share_65plus", "nothing"]},
            "municipality",
            ("KR-47730",),
            ("registered_share_65plus",),
            ["no_figures_at_municipality", "no_figures_at_municipality", "unknown_indicator"],
        ),
        (
            {"region": ["KR-47"], "indicator": ["census_population", "births"]},
            "region",
            ("KR-47",),
            ("births",),
            ["no_figures_at_region"],
        ),
        (
            {"region": ["JP-99999", "KR-47720"]},
            "municipality",
            ("KR-27720",),
            ("registered_extinction_risk_index",),
            ["former_region", "unknown_region"],
        ),
        (
            {"region": ["KR-47730"], "mode": ["lag"]},
            "municipality",
            ("KR-47730",),
            ("registered_extinction_risk_index",),
            ["of_regions_alone"],
        ),
    ],
)
def test_municipalities_are_compared_by_their_own_indicators(
    build: Build,
    query: Query,
    level: str,
    regions: tuple[str, ...],
    indicators: tuple[str, ...],
    notices: list[str],
) -> None:
    view, found = decode("compare", query, build.catalogue)
    assert (view.level, view.regions, view.indicators, view.mode) == (level, regions, indicators, "level")
    assert [notice.code for notice in found] == notices
    assert "lag" not in address(view)


@pytest.mark.parametrize(
    ("page", "query", "within", "regions", "notices"),
    [
        ("rank", {"level": ["municipality"]}, ("KR-47", "JP-32"), (), []),
        ("rank", {"within": ["KR-47"]}, ("KR-47",), (), []),
        ("rank", {"level": ["municipality"], "region": ["JP-32"]}, ("JP-32",), (), []),
        ("rank", {"region": ["KR-51110"]}, ("KR-42",), ("KR-51110",), []),
        ("rank", {"within": ["JP"], "region": ["KR-47730"]}, ("JP",), ("KR-47730",), []),
        ("rank", {"region": ["KR-47730", "KR-46"]}, ("KR-47",), ("KR-47730",), ["mixed_levels"]),
        ("rank", {"within": ["KR-99"]}, (), (), ["unusable_value"]),
        ("rank", {"level": ["town"]}, (), (), ["unusable_value"]),
        ("explore", {"level": ["municipality"]}, (), (), []),
        ("explore", {"region": ["KR-47730"]}, (), ("KR-47730",), []),
        ("explore", {"within": ["KR-47", "JP"]}, ("KR-47", "JP"), (), []),
    ],
)
def test_municipalities_are_listed_within_regions(
    build: Build,
    page: str,
    query: Query,
    within: tuple[str, ...],
    regions: tuple[str, ...],
    notices: list[str],
) -> None:
    view, found = decode(page, query, build.catalogue)
    assert (view.all_chosen("within"), view.regions) == (within, regions)
    assert view.level == ("municipality" if "unusable_value" not in notices else "region")
    assert [notice.code for notice in found] == notices
    assert decode(page, encode(view), build.catalogue)[0] == view


def test_provinces_said_outright_leave_the_municipalities_out(build: Build) -> None:
    query = {"level": ["region"], "within": ["KR-47"], "region": ["KR-47730", "KR-11"]}
    view, notices = decode("rank", query, build.catalogue)
    assert (view.level, view.regions, view.choices) == ("region", ("KR-11",), ())
    assert [notice.code for notice in notices] == ["mixed_levels"]


def test_no_two_places_are_called_alike(build: Build) -> None:
    catalogue = build.catalogue
    codes = [*catalogue.regions, *catalogue.municipal.places]
    for language in LANGUAGES:
        assert len({catalogue.place_short(code)[language] for code in codes}) == len(codes)
    assert list(catalogue.place_short("KR-26110")) == ["부산 중구", "釜山 中区", "Jung-gu, Busan"]
    assert list(catalogue.place_short("KR-47730")) == ["의성군", "義城郡", "Uiseong"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("의성", "KR-47730"),
        ("義城", "KR-47730"),
        ("uiseong", "KR-47730"),
        ("つわの", "JP-32501"),
        ("ツワノ", "JP-32501"),
        ("kr-47730", "KR-47730"),
        ("  ", None),
        ("zzz", None),
    ],
)
def test_municipalities_are_found_by_name_in_any_script(build: Build, typed: str, first: str | None) -> None:
    found = municipalities_named(build, typed, 8)
    assert (found[0] if found else None) == first
    assert len(municipalities_named(build, "시", 8)) == 8
