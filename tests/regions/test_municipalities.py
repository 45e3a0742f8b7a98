"""Municipalities in the build: their list, maps and figures, and that nothing of the 64 meets them."""

import re
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from regions.asking.selection import MUNICIPALITY, Selection, count, figures, municipalities_of
from regions.database.build import Build
from regions.database.languages import LANGUAGES
from regions.database.municipal_maps import municipal_panel
from regions.database.places import OF_REGIONS, are_municipalities, is_municipality, parent_of
from regions.figures.observations import municipal_observations, observations
from regions.figures.tidy import tidy

REPOSITORY = Path(__file__).parents[2]
BOTH = [
    *("registered_population", "registered_population_change_rate", "registered_population_change_5y"),
    *("registered_women_20_39", "registered_women_20_39_change_5y", "registered_extinction_risk_index"),
    *(f"registered_share_{ages}" for ages in ("0_14", "15_64", "65plus", "75plus")),
    *("net_migration_rate", "crude_birth_rate", "projected_population_change_2025_2040"),
    "designated_depopulation_area",
]
IN_ONE = {
    **dict.fromkeys(("fiscal_strength_index", "taxable_income_per_taxpayer", "establishments"), "JP"),
    **dict.fromkeys(("employees", "hometown_tax_received", "census_population"), "JP"),
    **dict.fromkeys(("fiscal_independence_rate", "wages_per_earner", "total_fertility_rate"), "KR"),
}
ALONE = {
    *("projected_population_change_2025_2040", "designated_depopulation_area", "establishments", "employees"),
    *("taxable_income_per_taxpayer", "census_population", "fiscal_independence_rate", "wages_per_earner"),
    "fiscal_independence_rate_final_budget",
}
SUMS = {"registered_population": range(2014, 2026), "registered_women_20_39": range(2014, 2026)}
GUNWI, MICHUHOL = "KR-27720", "KR-28177"


def held(build: Build, indicator: str, *within: str) -> pd.DataFrame:
    return municipal_observations(build, build.catalogue.municipal.indicators[indicator], within)


def test_every_municipality_has_three_names_a_parent_and_an_outline(build: Build) -> None:
    places = build.catalogue.municipal.places
    assert {country: sum(one.country == country for one in places.values()) for country in ("KR", "JP")} == {
        "KR": 229, "JP": 1741,
    }  # fmt: skip
    for one in places.values():
        assert all(one.name[language].strip() and one.short[language].strip() for language in LANGUAGES)
        assert one.parent_code == parent_of(one.code)
    drawn = [code for code in build.catalogue.regions if not build.catalogue.regions[code].is_country]
    panels = {code: municipal_panel(build, code) for code in drawn}
    found = {code: set(panel.outlines) for code, panel in panels.items() if panel}
    assert found == {code: {one.code for one in build.catalogue.municipal.within(code)} for code in drawn}


def test_names_stand_in_the_script_of_each_language(build: Build) -> None:
    uiseong, nanmoku = (build.catalogue.municipal.places[code] for code in ("KR-47730", "JP-10383"))
    assert tuple(uiseong.name) == ("의성군", "義城郡", "Uiseong-gun")
    assert (nanmoku.name["ko"], uiseong.short["en"]) == ("난모쿠촌", "Uiseong")


def area(ring: NDArray[np.float64]) -> float:
    x, y = ring.T
    return float(abs(x[:-1] @ y[1:] - x[1:] @ y[:-1]) / 2)


def test_maps_of_regions_have_one_scale_and_look_at_their_largest_part(build: Build) -> None:
    tokyo, seoul = municipal_panel(build, "JP-13"), municipal_panel(build, "KR-11")
    assert tokyo and seoul
    areas = {
        code: sum(area(ring) for ring in panel.outlines[code].rings())
        for panel, code in ((tokyo, "JP-13201"), (seoul, "KR-11650"))
    }
    assert areas["JP-13201"] / 25**2 == pytest.approx(186.38, rel=0.05)  # Hachioji, square kilometres
    assert areas["KR-11650"] / 25**2 == pytest.approx(46.98, rel=0.05)  # Seocho
    assert "JP-13421" in tokyo.beyond and "JP-13101" not in tokyo.beyond and not seoul.beyond
    left, bottom, right, top = tokyo.frame
    inside = tokyo.outlines["JP-13101"]
    assert left < inside.label[0] < right and bottom < inside.label[1] < top


def test_a_nation_has_an_overview_of_all_and_an_unknown_place_none(build: Build) -> None:
    overview = municipal_panel(build, "JP")
    assert overview and len(overview.outlines) == 1741
    assert municipal_panel(build, "JP-99") is None


def test_the_contract_of_indicators(build: Build) -> None:
    known = build.catalogue.municipal.indicators
    assert {code: tuple(known[code].countries) for code in BOTH} == dict.fromkeys(BOTH, ("KR", "JP"))
    assert {code: tuple(known[code].countries) for code in IN_ONE} == {c: (k,) for c, k in IN_ONE.items()}
    assert set(known) - set(build.catalogue.indicators) == ALONE
    assert build.catalogue.levels_of("net_migration_rate") == ("region", "municipality")
    assert build.catalogue.levels_of("census_population") == ("municipality",)
    assert all((len(one.countries) == 1) == (one.comparability == "single_country") for one in known.values())


@pytest.mark.parametrize("indicator", SUMS)
def test_the_64_are_the_sums_of_their_municipalities(build: Build, indicator: str) -> None:
    own = held(build, indicator)
    own["parent"] = own.region_code.map(parent_of)
    counted = own.groupby(["parent", "year"]).value.agg(["sum", "count"])
    size = {code: len(build.catalogue.municipal.within(code)) for code in build.catalogue.regions}
    whole = counted[counted["count"] == counted.index.get_level_values("parent").map(size)]["sum"]
    of_regions = observations(build, build.catalogue.indicators[indicator])
    regions = of_regions.set_index(["region_code", "year"]).value
    # Until July 2023 Gunwi was part of Gyeongbuk.
    whole = whole[~((whole.index.get_level_values(0) == "KR-47") & (whole.index.get_level_values(1) < 2023))]
    both = whole.index.intersection(regions.dropna().index)
    assert len(both) == 47 * 10 + 17 * 11 - 8 - 3 - 8
    assert (whole[both] - regions[both]).abs().max() == 0


@pytest.mark.parametrize(
    ("indicator", "code", "year", "value"),
    [
        ("registered_population", "JP-01202", 2023, 238597),
        ("registered_extinction_risk_index", "KR-47730", 2023, 0.102),
        ("registered_extinction_risk_index", "JP-32501", 2023, 0.097),
        ("registered_population_change_5y", "JP-01202", 2023, -7.48),
        ("net_migration_rate", "KR-47730", 2023, 15.45),
        ("net_migration_rate", "JP-01100", 2023, 4.55),
        ("crude_birth_rate", "KR-47730", 2023, 3.53),
        ("crude_birth_rate", "JP-01100", 2023, 5.34),
        ("projected_population_change_2025_2040", "JP-01202", 2040, -21.51),
        ("fiscal_strength_index", "JP-01202", 2022, 0.48),
        ("fiscal_independence_rate", "KR-47730", 2025, 8.5),
        ("taxable_income_per_taxpayer", "JP-01202", 2023, 3037),
        ("wages_per_earner", "KR-47730", 2024, 33382),
        ("hometown_tax_received", "JP-01202", 2024, 2222260040),
        ("census_population", "JP-01202", 2025, 230498),
    ],
)
def test_published_figures(build: Build, indicator: str, code: str, year: int, value: float) -> None:
    frame = held(build, indicator, parent_of(code)).set_index(["region_code", "year"])
    assert frame.value[code, year] == pytest.approx(
        value, abs=10 ** -len(str(value).partition(".")[2]) / 2 + 1e-9
    )


def test_gaps_stay_gaps_and_what_is_marked_bears_its_mark(build: Build) -> None:
    population = held(build, "registered_population").dropna(subset=["value"])
    first = population.groupby("region_code").year.min()
    assert (first[GUNWI], first[MICHUHOL]) == (2023, 2018)
    assert set(first.drop([GUNWI, MICHUHOL])) == {2014, 2015}
    assert GUNWI not in set(held(build, "registered_population_change_5y").region_code)
    shares = held(build, "registered_share_65plus").dropna(subset=["value"])
    few = population.assign(few=population.value < 1000).set_index(["region_code", "year"]).few
    small = shares.mark.fillna("").str.contains("small_count")
    assert small.tolist() == [bool(few[key]) for key in zip(shares.region_code, shares.year, strict=True)]
    assert 0 < small.sum() < 1000
    evacuated = shares[shares.mark.fillna("").str.contains("evacuated")].region_code
    assert "JP-07546" in set(evacuated) and "JP-07201" not in set(evacuated)
    assert not population.mark.fillna("").str.contains("small_count").any()


def test_the_classes_of_designation_are_told_apart_and_complete(build: Build) -> None:
    names = {one.value: one.code for one in build.catalogue.municipal.indicators[BOTH[-1]].classes}
    counts = held(build, "designated_depopulation_area").value.map(names).value_counts().to_dict()
    assert counts == {
        "not_designated": 1970 - 885 - 89 - 18, "depopulation_area": 89, "area_of_concern": 18,
        "depopulated_area_whole": 713, "depopulated_area_partial": 158, "depopulated_area_deemed": 14,
    }  # fmt: skip


def test_census_and_register_are_two_indicators_and_no_series_begins_on_other_boundaries(
    build: Build,
) -> None:
    known = build.catalogue.municipal.indicators
    for one in known.values():
        sources = {code for held in one.countries.values() for code in held.inputs}
        bases = {
            base
            for base in ("census_municipal", "soumu_municipal_register")
            for code in sources
            if code.startswith(base)
        }
        assert len(bases) < 2
    from_the_system = [one for one in known.values() if "JP" in one.countries and any(
        code.startswith("ssds_") for code in one.countries["JP"].inputs)]  # fmt: skip
    assert from_the_system and all(one.countries["JP"].first_year >= 2015 for one in from_the_system)


def test_only_marked_figures_warn_of_small_places(build: Build) -> None:
    selection = Selection(
        indicators=("registered_share_65plus",), level=MUNICIPALITY, within=("JP-13",), year_from=2023
    )
    table = tidy(figures(build, selection), build.catalogue, "ja", selection).set_index("region_code")
    assert "small_count" in table.warnings["JP-13402"] and table.region["JP-13402"] == "青ヶ島村"
    assert "small_count" not in table.warnings["JP-13101"]
    assert "population_basis_differs" not in table.warnings["JP-13402"]


def test_a_selection_of_municipalities_holds_them_alone(build: Build) -> None:
    within = Selection(indicators=("registered_population",), level=MUNICIPALITY, within=("KR-47", "JP-32"))
    frame = figures(build, within)
    assert set(frame.region_code) == {one.code for one in municipalities_of(within, build.catalogue)}
    assert len(municipalities_of(within, build.catalogue)) == 22 + 19
    for mode in ("per_head", "index", "change"):
        asked = Selection(
            indicators=("registered_women_20_39",), level=MUNICIPALITY, within=("KR-47",), mode=mode
        )
        assert are_municipalities(figures(build, asked).region_code).all()


def test_nothing_of_the_64_meets_a_municipality(build: Build) -> None:
    catalogue = build.catalogue
    assert not any(map(is_municipality, catalogue.regions))
    for code in ("registered_population", "net_migration_rate", "hometown_tax_received"):
        assert not are_municipalities(observations(build, catalogue.indicators[code]).region_code).any()
    for currency, mode in product(("national", "ppp"), ("level", "change")):
        asked = Selection(indicators=("registered_population",), currency=currency, mode=mode)
        assert not are_municipalities(figures(build, asked).region_code).any()
    regional = build.query(f"SELECT count(*) AS n FROM observation WHERE {OF_REGIONS}").n.iloc[0]
    assert (
        count(build, Selection()) == regional < build.query("SELECT count(*) AS n FROM observation").n.iloc[0]
    )


READS = re.compile(r"\b(?:FROM|JOIN) observation\b(?! USING)", re.IGNORECASE)
# What reads figures of municipalities on purpose, of one place by its code, or joins them to regions alone.
KNOWN = {
    "regions/database/build.py", "regions/database/soundness.py", "api/catalogue.py",
    "regions/words/sql/rules/dispersion_flip.sql", "regions/words/sql/rules/nearest_pair.sql",
}  # fmt: skip


def test_whatever_reads_figures_says_whose() -> None:
    files = [
        file
        for folder in ("regions", "api", "exports", "interface", "charts", "pages")
        for file in (REPOSITORY / folder).rglob("*.*")
        if file.suffix in (".py", ".sql")
    ]
    for file in files:
        text, name = file.read_text(encoding="utf-8"), str(file.relative_to(REPOSITORY))
        if READS.search(text) and name not in KNOWN:
            assert "municipality" in text or "OF_REGIONS" in text, name
