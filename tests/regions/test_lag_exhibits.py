"""The time shift as exhibits: both directions, never reached, refused, over time, on a common clock."""

from dataclasses import replace
from itertools import cycle

import pytest

from charts.picture import Picture
from charts.theme import LIGHT
from charts.timeshift import when_figure
from exports.csv import csv_frame
from regions.asking.page_specs import SHIFTS
from regions.asking.view import View, decode
from regions.database.build import Build
from regions.database.languages import LANGUAGES, Language
from regions.exhibits.lag import lag_exhibits
from regions.exhibits.lag_years import question_of
from regions.figures.timeshift import lag, lag_of_pair, lag_table, lags_over_time, shiftable
from regions.shapes.exhibit import Exhibit
from regions.shapes.frames import OBSERVED
from tests.kinds import one_of_each_kind


def asked(build: Build, language: Language = "en", /, **query: str | list[str]) -> View:
    listed = {name: value if isinstance(value, list) else [value] for name, value in query.items()}
    view, _ = decode("compare", {"mode": ["lag"], **listed}, build.catalogue, language)
    return view


def exhibits(build: Build, language: Language = "en", /, **query: str | list[str]) -> list[Exhibit]:
    return lag_exhibits(asked(build, language, **query), build)


@pytest.mark.parametrize("shift", SHIFTS)
def test_every_indicator_is_answered_and_one_without_a_lag_by_its_series_aligned(
    build: Build, shift: str
) -> None:
    """Without a lag all ways answer alike: each indicator in one of them, and some in each."""
    offered = set(shiftable(build))
    aligned = [code for code in build.catalogue.indicators if code not in offered]
    codes = [*offered, *(aligned if shift == "aligned" else one_of_each_kind(build.catalogue))]
    for code, language in zip(dict.fromkeys(codes), cycle(LANGUAGES), strict=False):
        found = exhibits(build, language, indicator=code, shift=shift, region=["KR-47", "JP-05"])
        assert found, code
        assert all(one.id.startswith("lag-aligned") for one in found) == (
            shift == "aligned" or code not in offered
        ), code
        for exhibit in found:
            assert set(OBSERVED) <= set(exhibit.data.columns)
            assert len(csv_frame(exhibit, build.catalogue)) == len(exhibit.data)


def test_the_sentence_names_year_and_lag(build: Build) -> None:
    lines, counterparts = exhibits(build, indicator="share_65plus", region="KR-47")
    expected = lag(build, "share_65plus", "KR-47", "JP")
    assert expected is not None and expected.reach.year is not None
    assert f"around {round(expected.reach.year)}" in lines.claim
    assert f"{expected.lag:.1f} years earlier" in lines.claim
    assert "interpolated linearly" in lines.subtitle
    nation = counterparts.data[counterparts.data.region_code == "JP"]
    assert nation.value.iloc[0] == pytest.approx(expected.lag)


@pytest.mark.parametrize(
    ("regions", "partner"),
    [
        (["KR-47", "JP-08"], "JP-08"),
        (["KR-47", "KR-11", "JP-08"], "JP-08"),
        (["KR-47", "JP-08", "JP-05"], "JP"),
        (["KR-47", "JP"], "JP"),
        (["KR-47", "KR-11"], "JP"),
        # Their latest years lie across a break: an earlier one is told, and drawn.
        (["KR-46", "JP-39"], "JP-39"),
        (["KR-47", "JP-06"], "JP-06"),
        (["KR-26", "JP-23"], "JP-23"),
    ],
)
def test_headline_and_picture_of_two_regions_are_about_these_two(
    build: Build, regions: list[str], partner: str
) -> None:
    lines, counterparts = exhibits(build, indicator="share_65plus", region=regions)
    name = build.catalogue.place_short(partner)["en"]
    row = counterparts.data.set_index("region_code").loc[partner]
    assert f": {name} was at this level around" in lines.claim
    assert f"{row.value:.1f} years earlier" in lines.claim
    assert f"in {row.year}" in lines.claim
    assert f"the {row.year} level" in lines.title and f"the {row.year} level" in counterparts.title
    figure = when_figure(Picture(lines, build, LIGHT, "wide"), counterparts)
    assert any(f"<b>{row.value:.1f} years</b>" in str(note.text) for note in figure.layout.annotations)
    other_way = f"The other way round, {name}"
    assert any(note.startswith(other_way) for note in lines.notes) == (partner != "JP")


@pytest.mark.parametrize("pair", [("KR-47", "JP-08"), ("JP-08", "KR-47")])
def test_of_a_pair_the_one_behind_is_asked_about(build: Build, pair: tuple[str, str]) -> None:
    found = lag_of_pair(build, "share_65plus", *pair)
    assert found is not None and found.lag is not None and found.lag > 0
    assert (found.region_code, found.reference) == ("KR-47", "JP-08")
    assert lag_of_pair(build, "population_total", *pair) is None, "no time shift, so none of a pair"


def test_no_way_is_drawn_across_a_break(build: Build) -> None:
    lines, counterparts = exhibits(build, indicator="share_65plus", region=["KR-46", "JP-39"])
    flagged = replace(counterparts, data=counterparts.data.assign(flagged=True))
    for shown, drawn in ((counterparts, True), (flagged, False)):
        figure = when_figure(Picture(lines, build, LIGHT, "wide"), shown)
        assert any(" years</b>" in str(note.text) for note in figure.layout.annotations) is drawn


def test_what_was_never_reached_is_said_and_is_no_number(build: Build) -> None:
    lines, counterparts = exhibits(build, indicator="share_65plus", region="JP-05")
    assert "has not reached" in lines.claim
    assert counterparts.data.value.isna().all()
    assert "Not reached" in counterparts.notes[0] and "Jeonnam" in counterparts.notes[0]


def test_no_sentence_across_a_break(build: Build) -> None:
    newest = lag(build, "share_65plus", "KR-46", "JP")
    assert newest is not None and newest.year == 2025 and newest.crosses_break
    claim = exhibits(build, indicator="share_65plus", region="KR-46")[0].claim
    assert "in 2024" in claim and "2025" not in claim, "the latest year of which it may be told"


@pytest.mark.parametrize(("region", "other", "count"), [("KR-47", "JP", 18), ("JP-05", "KR", 48)])
def test_lags_of_every_region_of_the_own_country(build: Build, region: str, other: str, count: int) -> None:
    exhibit = exhibits(build, indicator="share_65plus", region=region, shift="ranking")[0]
    expected = lag_table(build, "share_65plus", other)
    assert len(exhibit.data) == count == len(expected)
    assert exhibit.data.value.equals(expected.lag)
    assert exhibit.format(18.43, "KR") == "18.4 years"


def test_the_lag_year_by_year(build: Build) -> None:
    exhibit = exhibits(build, indicator="share_65plus", region="KR", shift="trend")[0]
    expected = lags_over_time(build, "share_65plus", "KR", "JP").dropna(subset=["lag"])
    assert exhibit.data.value.tolist() == expected.lag.tolist()
    assert exhibit.claim == "" and any("no trend" in note for note in exhibit.notes), "across breaks"
    fertility = exhibits(build, indicator="total_fertility_rate", region="JP", shift="trend")[0]
    assert fertility.claim and not any("no trend" in note for note in fertility.notes)


def test_a_common_clock(build: Build) -> None:
    event = "share_65plus_20"
    exhibit = exhibits(
        build, indicator="total_fertility_rate", shift="aligned", event=event, region=["KR-47", "JP-05"]
    )[0]
    zero = exhibit.data[exhibit.data.region_code == "JP"]
    assert (zero.year - zero.offset).round(6).nunique() == 1
    assert "Akita 1996" in exhibit.claim
    late = exhibits(build, indicator="share_65plus", shift="aligned", event="share_65plus_30")[0]
    assert any("has not yet happened" in note for note in late.notes)


def test_a_national_indicator_asks_for_the_nation(build: Build) -> None:
    view = asked(build, indicator="capital_area_population_share", region="KR-47")
    question = question_of(view, build)
    assert (question.region_code, question.other) == ("KR", "JP")
