"""Figures of other places than the catalogue's regions, such as municipalities, change no page."""

from collections.abc import Callable

from regions.database.build import Build
from regions.database.places import OF_REGIONS
from regions.figures.observations import observations

INDICATORS = ("births", "grdp_nominal")


def test_municipalities_beside_the_regions_change_nothing(
    build: Build, altered: Callable[..., Build]
) -> None:
    beside = altered(
        "INSERT INTO observation SELECT indicator_id, 'KR-47-0001', year, abs(value) + 1, status, mark,"
        " source_id FROM observation WHERE region_code = 'KR-47' AND value IS NOT NULL",
        "INSERT INTO observation_converted SELECT indicator_id, 'KR-47-0001', year, currency, value, status,"
        " source_id FROM observation_converted WHERE region_code = 'KR-47'",
    )
    catalogue, other = build.catalogue, beside.catalogue
    for code in INDICATORS:
        for currency in (None, "ppp") if code == "grdp_nominal" else (None,):
            expected = observations(build, catalogue.indicators[code], currency)
            assert observations(beside, other.indicators[code], currency).equals(expected)
            assert len(expected) > 100


def test_an_indicator_with_figures_below_zero_is_known(build: Build) -> None:
    catalogue = build.catalogue
    lowest = build.query(
        f"SELECT indicator_id, min(value) AS lowest FROM observation WHERE {OF_REGIONS} GROUP BY ALL"
    )
    found = {code for code, held in catalogue.indicators.items() if held.takes_negative}
    assert found == set(lowest[lowest.lowest < 0].indicator_id)
    assert found
