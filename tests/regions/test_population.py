"""Pyramids, components of change, flows, net migration by age, projections."""

from collections.abc import Callable

import numpy as np
import pytest

from regions.database.build import Build
from regions.database.places import COUNTRIES
from regions.figures.flows import flow_years, flows, net_migration_by_age
from regions.figures.panel import codes_of, panel
from regions.figures.population import components, projection
from regions.figures.pyramid import SEXES, nearest_year, pyramid, pyramid_years, side_by_side


def test_a_pyramid_is_the_whole_population(build: Build) -> None:
    one = pyramid(build, "KR-47", 2024)
    assert one.data.value.sum() == panel(build, "population_total").at("KR-47", 2024)
    assert one.data.share.sum() == pytest.approx(100)
    assert set(one.data.sex) == set(SEXES)
    assert one.data.groupby("age_from").sex.nunique().eq(2).all()
    assert one.data.age_from.tolist() == sorted(one.data.age_from)
    assert one.top_age == 100 and one.data.age_to.isna().sum() == 2


def test_the_share_of_65plus_follows_from_the_pyramid(build: Build) -> None:
    for code in ("KR-47", "KR-11", "KR"):
        data = pyramid(build, code, 2024).data
        share = data[data.age_from >= 65].share.sum()
        assert share == pytest.approx(panel(build, "share_65plus").at(code, 2024), abs=1e-6)
    old = pyramid(build, "JP-05", 2024).data
    share = old[old.age_from >= 65].share.sum()
    assert share == pytest.approx(panel(build, "share_65plus").at("JP-05", 2024), abs=0.5), "in thousands"


def test_two_pyramids_end_with_the_same_group(build: Build) -> None:
    korea, japan = side_by_side(pyramid(build, "KR-47", 2024), pyramid(build, "JP-05", 2024))
    assert korea.top_age == japan.top_age == 80
    assert korea.data.value.sum() == pyramid(build, "KR-47", 2024).data.value.sum()
    assert len(korea.data) == len(japan.data) == 34
    assert korea.data.age_to.isna().sum() == 2


def test_a_nation_is_a_sum_only_if_every_region_has_the_same_basis(build: Build) -> None:
    assert pyramid(build, "JP", 2024).summed
    assert not pyramid(build, "JP", 2020).summed
    assert pyramid(build, "KR", 2020).data.empty, "Gyeongbuk is published without Gunwi in 2020"
    assert not pyramid(build, "KR", 2024).summed


def test_a_nation_with_a_region_missing_has_no_pyramid(altered: Callable[..., Build]) -> None:
    other = altered("DELETE FROM population_by_age WHERE region_code = 'JP-13' AND year = 2024")
    assert pyramid(other, "JP", 2024).data.empty
    assert 2024 not in pyramid_years(other, "JP") and 2023 in pyramid_years(other, "JP")


def test_years_with_a_pyramid(build: Build) -> None:
    assert pyramid_years(build, "KR-47") == tuple(range(2015, 2026))
    assert pyramid_years(build, "KR-47", "JP-05") == tuple(range(2015, 2025))
    assert nearest_year(build, "KR-47", 1990) == 2015
    assert nearest_year(build, "KR-47", 2050) == 2025
    assert nearest_year(build, "XX", 2024) is None
    assert pyramid(build, "KR-47", 1990).data.empty
    assert side_by_side(pyramid(build, "KR-47", 1990))[0].data.empty


def test_the_accounts_of_every_region_close(build: Build) -> None:
    for country in COUNTRIES:
        for code in (country, *codes_of(build, country)):
            frame = components(build, code)
            explained = frame.births - frame.deaths + frame.net_migration.fillna(0)
            known = frame.dropna(subset=["rest"])
            assert (known.change == (explained + frame.rest)[known.index]).all()
            assert len(known), code


def test_the_rest_shows_the_cancelled_registrations(build: Build) -> None:
    frame = components(build, "KR").set_index("year")
    assert frame.is_break[2021] and frame.rest[2021] < -100_000
    assert np.isnan(frame.net_migration[2024])
    assert abs(frame.rest[2024]) < 20_000


def test_territory_that_changed_hands_is_marked(build: Build) -> None:
    frame = components(build, "KR-47").set_index("year")
    assert frame.territory_changed[2023] and not frame.territory_changed[2024]
    assert frame.rest[2023] < -20_000, "Gunwi moved to Daegu"


@pytest.mark.parametrize(
    ("region", "year", "deaths"),
    [
        ("KR", 2023, 352_511),
        ("JP", 2023, 1_576_016),
        ("JP-13", 2023, 137_241),
        ("JP-13", 2000, 83_849),
        ("JP-31", 2023, 8_290),
    ],
)
def test_deaths_are_the_published_counts(build: Build, region: str, year: int, deaths: int) -> None:
    assert components(build, region).set_index("year").deaths[year] == deaths


@pytest.mark.parametrize(
    ("region", "year", "rounded_to"),
    [("JP-39", 2020, 1000), ("JP-39", 2024, 1000), ("JP", 2025, 1000), ("KR-43", 2025, 1), ("KR", 2025, 1)],
)
def test_years_published_in_thousands_are_known(
    build: Build, region: str, year: int, rounded_to: int
) -> None:
    assert components(build, region).set_index("year").rounded_to[year] == rounded_to


def test_births_are_the_published_counts(build: Build) -> None:
    assert components(build, "KR").set_index("year").births[2023] == 230_028


def test_what_is_not_published_is_missing_not_zero(build: Build) -> None:
    frame = components(build, "JP-13").set_index("year")
    assert np.isnan(frame.births[2025]) and np.isnan(frame.rest[2025])
    assert np.isfinite(frame.change[2025])


def test_flows_add_up_to_net_migration(build: Build) -> None:
    net = panel(build, "net_migration")
    for code in codes_of(build, "KR"):
        for year in flow_years(build, code):
            published = net.at(code, year)
            if np.isfinite(published):
                assert flows(build, code, year).net == published, (code, year)


def test_flows_of_gyeongbuk(build: Build) -> None:
    found = flows(build, "KR-47", 2024)
    assert found.data.partner.iloc[0] == "KR-27"
    assert "KR-47" not in set(found.data.partner)
    assert len(found.data) == 16 and found.within == 168_618
    assert found.data.set_index("partner").outflow["KR-27"] == 40_157
    assert len(flow_years(build, "KR-47")) == 25
    assert found.net == -8003


def test_flows_have_two_ends(build: Build) -> None:
    here = flows(build, "KR-47", 2024).data.set_index("partner")
    there = flows(build, "KR-27", 2024).data.set_index("partner")
    assert here.net["KR-27"] == -there.net["KR-47"]
    assert here.inflow["KR-27"] == there.outflow["KR-47"]


def test_no_flows_are_published_for_japan(build: Build) -> None:
    assert flow_years(build, "JP-13") == ()
    assert flows(build, "JP-13", 2024).data.empty and np.isnan(flows(build, "JP-13", 2024).net)
    assert net_migration_by_age(build, "JP-13").empty


def test_age_bands_do_not_overlap(build: Build) -> None:
    for code in codes_of(build, "KR"):
        for _, part in net_migration_by_age(build, code).groupby("period"):
            ends = part.age_to.fillna(200).tolist()[:-1]
            assert all(end < start for end, start in zip(ends, part.age_from.tolist()[1:], strict=True))
    mean = net_migration_by_age(build, "KR-47")
    assert set(mean.period) == {"2016-2025"} and mean.is_mean.all()
    assert not net_migration_by_age(build, "KR-11").is_mean.all()


def test_projections_name_their_source(build: Build) -> None:
    sources = build.catalogue.sources
    for code in ("KR-47", "JP-05", "KR", "JP"):
        found = projection(build, code)
        assert set(found.data.status) == {"projection"}
        assert set(found.data.indicator_id) == set(found.source_ids)
        assert all(source in sources for ids in found.source_ids.values() for source in ids)
    akita = projection(build, "JP-05").data
    index = akita[akita.indicator_id == "projected_population_index"].set_index("year").value
    assert index[2050] == pytest.approx(63.11, abs=0.0051)
    assert projection(build, "XX").data.empty
