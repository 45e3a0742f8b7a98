"""The exhibits of the rank page: filters, ends, two years, blocks, two indicators, concentration."""

from itertools import cycle

import numpy as np
import pytest

from exports.csv import csv_frame
from i18n.messages import messages
from regions.asking.page_specs import DISPERSION_MEASURES, PAGES
from regions.asking.view import View, decode
from regions.database.build import Build
from regions.database.languages import LANGUAGES, Language
from regions.database.places import are_regions
from regions.exhibits.rank import held_years, instead, rank_exhibits, settled, show_of, shows_of
from regions.exhibits.relation import pair_of, spans_of, trails_of
from regions.figures.aggregation import aggregate, groups_of
from regions.figures.concentration import dispersion
from regions.figures.ranking import then_and_now
from regions.figures.relations import associations, relation
from regions.shapes.exhibit import Exhibit
from regions.shapes.frames import OBSERVED
from tests.kinds import one_of_each_kind
from tests.ranks import ranks

SHOWS = PAGES["rank"].shows
Query = dict[str, str | list[str]]


def asked(build: Build, language: Language = "en", /, **query: str | list[str]) -> View:
    listed = {name: value if isinstance(value, list) else [value] for name, value in query.items()}
    view, _ = decode("rank", listed, build.catalogue, language)
    return view


def exhibits(build: Build, language: Language = "en", /, **query: str | list[str]) -> list[Exhibit]:
    return rank_exhibits(asked(build, language, **query), build)


def test_the_measures_offered_are_those_computed(build: Build) -> None:
    assert set(DISPERSION_MEASURES) <= set(
        dispersion(build, "total_fertility_rate").dropna(axis=1, how="all")
    )


@pytest.mark.parametrize(
    ("indicator", "missing"),
    [
        ("share_65plus", set()),
        ("net_migration", {"concentration"}),
        ("census_population_change_2020_2025", {"change", "relation"}),
        ("capital_area_population_share", {"relation", "concentration"}),
    ],
)
def test_a_way_without_anything_to_show_is_not_offered_and_a_link_leads_on(
    build: Build, indicator: str, missing: set[str]
) -> None:
    assert set(SHOWS) - set(shows_of(asked(build, indicator=indicator), build)) == missing
    for show in SHOWS:
        view = asked(build, indicator=indicator, show=show)
        assert any(one.has_figures for one in rank_exhibits(view, build))
        note = instead(view, settled(view, build))
        assert (messages("en")("rank.ranked_instead") in note) == (show in missing)


@pytest.mark.parametrize(("among", "shown"), [("JP", "JP"), ("KR", "all"), ("picked", "picked")])
def test_a_country_without_figures_is_not_ranked_alone(build: Build, among: str, shown: str) -> None:
    view = asked(build, indicator="leading_companies", among=among)
    assert settled(view, build).chosen("among") == shown
    assert bool(instead(view, settled(view, build))) == (shown == "all")


@pytest.mark.parametrize("show", SHOWS)
def test_every_indicator_is_drawn_and_one_of_each_kind_in_every_way(build: Build, show: str) -> None:
    codes = build.catalogue.indicators if show == SHOWS[0] else one_of_each_kind(build.catalogue)
    for code, language in zip(codes, cycle(LANGUAGES), strict=False):
        for exhibit in exhibits(build, language, indicator=code, show=show):
            assert set(OBSERVED) <= set(exhibit.data.columns), (code, show)
            assert exhibit.title and exhibit.source_line and exhibit.alternative_text
            written = csv_frame(exhibit, build.catalogue)
            assert len(written) == len(exhibit.data)
            assert exhibit.has_figures, (code, show)


def test_bars_are_highest_first_with_the_ranks_of_all(build: Build) -> None:
    exhibit = exhibits(build, indicator="share_65plus", year="2024")[0]
    regional = exhibit.data[are_regions(exhibit.data.region_code)]
    assert regional.region_code.iloc[0] == "JP-05"
    assert regional.value.is_monotonic_decreasing
    held = ranks(build, "share_65plus", 2024).set_index("region_code").rank_all
    assert regional.set_index("region_code").rank_all.equals(held.loc[regional.region_code])


@pytest.mark.parametrize(("among", "count"), [("KR", 17), ("JP", 47), ("all", 64)])
def test_a_filter_keeps_the_rank_among_all(build: Build, among: str, count: int) -> None:
    exhibit = exhibits(build, indicator="share_65plus", year="2024", among=among)[0]
    regional = exhibit.data[are_regions(exhibit.data.region_code)]
    assert len(regional) == count
    if among == "KR":
        assert regional.rank_all.min() == 44


def test_picked_regions_alone_or_all_if_none_is_picked(build: Build) -> None:
    some = exhibits(build, indicator="share_65plus", among="picked", region=["KR-46", "JP-05"])[0]
    assert set(some.data.region_code) == {"KR-46", "JP-05", "KR", "JP"}
    assert len(exhibits(build, indicator="share_65plus", among="picked")[0].data) == 66


def test_top_and_bottom_keep_the_picked(build: Build) -> None:
    data = exhibits(build, indicator="share_65plus", part="ends", region="KR-47")[0].data
    assert len(data[are_regions(data.region_code)]) == 21
    assert "KR-47" in set(data.region_code)
    apart = exhibits(build, indicator="hometown_tax_per_capita", part="ends")[0].data
    assert (apart[are_regions(apart.region_code)].groupby("country").size() <= 10).all()


def test_what_does_not_compare_is_not_ranked_together_and_says_so(build: Build) -> None:
    exhibit = exhibits(build, indicator="hometown_tax_per_capita")[0]
    assert exhibit.data.rank_all.isna().all()
    assert any("not ranked together" in note for note in exhibit.notes)
    assert exhibit.comparability.code == "differs"


def test_a_picked_region_is_told_with_its_ranks(build: Build) -> None:
    claim = exhibits(build, indicator="share_65plus", year="2024", region="KR-46")[0].claim
    assert "Jeonnam (27.2%) is 1st of Korea's 17 provinces and 44th of all 64" in claim


def test_a_partial_list_has_no_places(build: Build) -> None:
    claim = exhibits(build, indicator="hometown_tax_per_capita", region="KR-46")[0].claim
    assert "Korea's" not in claim and "the 6 of 17 Korean provinces published" in claim


@pytest.mark.parametrize("asked_year", ["2015", "2017"])
def test_a_year_without_figures_gives_way_to_the_one_before_and_says_so(
    build: Build, asked_year: str
) -> None:
    view = asked(build, indicator="sme_per_1000", year=asked_year)
    shown = settled(view, build)
    assert shown.year in held_years(view, build) and shown.year < int(asked_year)
    notes = rank_exhibits(view, build)[0].notes
    assert asked_year in notes[0] and str(shown.year) in notes[0]


def test_two_years_of_each_region(build: Build) -> None:
    query: Query = {"indicator": "population_total", "show": "change", "from": "2015", "to": "2024"}
    data = exhibits(build, **query)[0].data
    expected = then_and_now(build, "population_total", 2015, 2024).set_index("region_code").change
    own = data.drop_duplicates("region_code").set_index("region_code").change
    assert (data.groupby("region_code").size() == 2).all()
    assert set(data.year) == {2015, 2024}
    assert np.allclose(own, expected.loc[own.index])


def test_no_sentence_about_a_change_across_a_break(build: Build) -> None:
    exhibit = exhibits(build, indicator="share_65plus", show="change")[0]
    assert exhibit.claim == ""
    assert "break in series" in exhibit.notes[0]
    quiet = exhibits(build, indicator="total_fertility_rate", show="change")[0]
    assert quiet.claim


def test_blocks_are_aggregated_or_refused(build: Build) -> None:
    exhibit = exhibits(build, indicator="share_65plus", by="megaregion", year="2024")[0]
    groups = groups_of(build.catalogue, "megaregion")
    expected = aggregate(build, "share_65plus", groups, 2024).data.set_index("group_code").value
    own = exhibit.data.set_index("region_code").value
    assert exhibit.id == "rank-groups"
    assert np.allclose(own, expected.loc[own.index])
    assert "weighted" in exhibit.subtitle
    refused = exhibits(build, indicator="total_fertility_rate", by="block")[0]
    assert refused.id == "rank-bars" and len(refused.data) == 66


def test_two_indicators_in_one_year(build: Build) -> None:
    pair = ["population_density", "total_fertility_rate"]
    exhibit = exhibits(build, indicator=pair, show="relation", year="2024")[0]
    frame = relation(build, "population_density", "total_fertility_rate", 2024)
    assert exhibit.data.value.tolist() == frame.y.tolist()
    assert exhibit.data.x_value.tolist() == frame.x.tolist()
    for found in associations(frame):
        assert f"n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{found.n}" in exhibit.claim
    assert exhibit.subtitle.count("r\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}") == 2, (
        "the coefficients stand in the picture"
    )


def test_a_single_indicator_gets_a_partner(build: Build) -> None:
    catalogue = build.catalogue
    assert [one.id for one in pair_of(asked(build, indicator="births"), catalogue)][1] == "share_65plus"
    x, y = pair_of(asked(build, indicator="share_65plus"), catalogue)
    assert x.id != y.id


def test_logarithms_change_the_coefficients(build: Build) -> None:
    query: Query = {"indicator": ["population_density", "total_fertility_rate"], "show": "relation"}
    plain = exhibits(build, **query)[0]
    assert any("logarithm" in note for note in plain.notes), "density is skewed"
    assert plain.claim == exhibits(build, **query, log=["x"])[0].claim
    assert plain.claim != exhibits(build, **query, log=["x", "y"])[0].claim


def test_trails_end_in_the_year_shown_and_can_be_hidden(build: Build) -> None:
    query: Query = {
        "indicator": ["share_65plus", "births"],
        "show": "relation",
        "region": "KR-46",
        "year": "2015",
    }
    exhibit = exhibits(build, **query)[0]
    way = trails_of(exhibit, build)
    assert way.year.max() == 2015 and set(way.region_code) == {"KR-46"}
    bare = exhibits(build, **query, trail="off")[0]
    none = trails_of(bare, build)
    assert none.empty
    (low, high), _ = spans_of(exhibit, way)
    assert (low, high) == (
        min(way.x.min(), bare.data.x_value.min()),
        max(way.x.max(), bare.data.x_value.max()),
    )
    (low, high), _ = spans_of(bare, none)
    assert (low, high) == (bare.data.x_value.min(), bare.data.x_value.max()), "the axes fit what is drawn"


def test_concentration_is_a_share_or_a_dispersion(build: Build) -> None:
    share = exhibits(build, indicator="population_total", show="concentration")[0]
    assert share.id == "rank-share"
    latest = share.data[share.data.year == 2024].set_index("region_code").value
    assert latest["KR"] == pytest.approx(50.86, abs=0.01)
    assert share.format(latest["KR"], "KR") == "50.9%"
    spread = exhibits(build, indicator="grdp_per_capita", show="concentration", measure="gini")[0]
    assert spread.id == "rank-dispersion"
    assert spread.data.value.between(0, 1).all()
    claim = exhibits(build, indicator="grdp_per_capita", show="concentration")[0].claim
    assert "Korea: differences between regions in GRDP" in claim and "no clear trend" in claim
    (instead,) = exhibits(build, indicator="net_migration", show="concentration")
    assert (instead.id, instead.has_figures) == ("rank-bars", True)
    points = exhibits(build, indicator="share_65plus", show="concentration")[0]
    assert points.title.count("standard deviation") == 1 and points.claim == "", "across breaks"
    assert points.format(3.47, "KR") == "3.47 percentage points"


def test_two_indicators_open_in_a_year_that_both_countries_have(build: Build) -> None:
    query: Query = {"indicator": ["share_65plus", "grdp_per_capita"], "show": "relation"}
    first = exhibits(build, **query)[0]
    assert first.view.year == 2022
    assert set(first.data.country) == {"KR", "JP"}
    assert exhibits(build, **query, among="KR")[0].view.year == 2023


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("query", "whose"),
    [
        ({"indicator": "unemployment_rate", "show": "change", "from": "2015", "to": "2023"}, "JP"),
        ({"indicator": "registered_share_65plus", "level": "municipality", "year": "2025"}, "JP"),
        ({"indicator": "registered_share_65plus", "level": "municipality", "year": "2014"}, "KR"),
    ],
)
def test_the_country_is_named_for_want_of_whose_figures_another_year_is_shown(
    build: Build, query: Query, whose: str, language: Language
) -> None:
    note, t = exhibits(build, language, **query)[0].notes[0], messages(language)
    other = "KR" if whose == "JP" else "JP"
    assert t(f"country.{whose}") in note and t(f"country.{other}") not in note
    year = query.get("to") or query.get("year")
    assert str(year) in note


def test_the_figures_of_one_country_do_not_stop_at_the_last_of_the_other(build: Build) -> None:
    query: Query = {"indicator": "unemployment_rate", "show": "change", "from": "2015", "to": "2023"}
    assert exhibits(build, among="KR", **query)[0].view.year_to == 2023
    assert exhibits(build, among="JP", **query)[0].view.year_to == 2020


@pytest.mark.parametrize("language", LANGUAGES)
def test_years_without_two_to_compare_are_not_told_to_have_no_figures(
    build: Build, language: Language
) -> None:
    query: Query = {"indicator": "unemployment_rate", "show": "change", "from": "2016", "to": "2018"}
    exhibit = exhibits(build, language, **query)[0]
    said = {"first": 2016, "last": 2018, "shown_first": 2000, "shown_last": 2020}
    assert exhibit.notes[0] == messages(language)("rank.years_replaced", **said)


def test_each_year_that_is_not_shown_is_said(build: Build) -> None:
    query: Query = {"indicator": "unemployment_rate", "show": "change", "from": "2011", "to": "2018"}
    assert all(year in exhibits(build, **query)[0].notes[0] for year in ("2011", "2018", "2010", "2015"))


def test_a_pair_without_figures_of_a_year_is_told_as_a_pair(build: Build) -> None:
    query: Query = {"indicator": "unemployment_rate", "show": "relation", "year": "2023"}
    assert "both indicators" in exhibits(build, **query)[0].notes[0]


def test_regions_left_out_of_the_changes_are_named_above_them(build: Build) -> None:
    view = settled(asked(build, indicator="unemployment_rate", show="change"), build)
    exhibit = rank_exhibits(view, build)[0]
    assert any("Sejong" in hint.text for hint in show_of(view).hints(exhibit, build))
