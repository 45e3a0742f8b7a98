"""Any combination of filters, modes, order and pages gives what plain pandas gives from the same figures."""

import random
from collections.abc import Callable, Iterable

import pandas as pd
import pytest

from regions.asking.selection import (
    COLUMNS,
    COMPARABILITIES,
    FIGURE_MODES,
    REGION_KINDS,
    STATUSES,
    TIDY_COLUMNS,
    Selection,
    count,
    figures,
    indicators_of,
    regions_of,
)
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.places import OF_REGIONS
from regions.figures.crosstabs import by_indicators, by_years, correlations, count_wide, wide
from regions.figures.observations import observations, rebase
from regions.figures.relations import associations, relation
from regions.figures.tidy import tidy
from tests.kinds import one_of_each_kind

KEY = ["indicator_id", "region_code", "year", "status"]
MODES = ("index", "change")


@pytest.fixture(scope="module")
def catalogue(build: Build) -> Catalogue:
    return build.catalogue


@pytest.fixture(scope="module")
def everything(build: Build) -> pd.DataFrame:
    frame = build.query(f"SELECT * FROM observation WHERE {OF_REGIONS}")
    region = build.query("SELECT region_code, country, kind, block_code, megaregion_code FROM region")
    indicator = build.query("SELECT indicator_id, topic, comparability FROM indicator")
    return frame.merge(region, on="region_code").merge(indicator, on="indicator_id")


@pytest.mark.parametrize("seed", range(30))
def test_filters_select_what_pandas_selects(
    build: Build, catalogue: Catalogue, everything: pd.DataFrame, seed: int
) -> None:
    chance = random.Random(seed)

    def few(values: Iterable[str]) -> tuple[str, ...]:
        return tuple(chance.sample(list(values), chance.choice((0, 0, 0, 0, 2, 4)) % (len(list(values)) + 1)))

    selection = Selection(
        indicators=few(catalogue.indicators),
        topics=few(catalogue.topics),
        comparabilities=few(COMPARABILITIES),
        countries=few(("KR", "JP")),
        blocks=few(catalogue.blocks),
        kinds=few(REGION_KINDS),
        regions=few(catalogue.regions),
        statuses=few(STATUSES),
        year_from=chance.choice((None, 1990, 2010, 2022)),
        year_to=chance.choice((None, 2000, 2015, 2040)),
    )
    expected = everything
    for values, column in (
        (selection.indicators, "indicator_id"),
        (selection.topics, "topic"),
        (selection.comparabilities, "comparability"),
        (selection.countries, "country"),
        (selection.kinds, "kind"),
        (selection.statuses, "status"),
    ):
        if values:
            expected = expected[expected[column].isin(values)]
    if selection.blocks or selection.regions:
        blocks = set(selection.blocks)
        expected = expected[
            expected.block_code.isin(blocks)
            | expected.megaregion_code.isin(blocks)
            | expected.region_code.isin(selection.regions)
        ]
    if selection.year_from is not None:
        expected = expected[expected.year >= selection.year_from]
    if selection.year_to is not None:
        expected = expected[expected.year <= selection.year_to]
    assert count(build, selection) == len(expected)
    found = figures(build, selection)
    if found.empty:
        return  # nothing passes, in both; an empty index has no type to compare
    pd.testing.assert_series_equal(
        found.set_index(KEY).value.sort_index(), expected.set_index(KEY).value.sort_index()
    )


@pytest.mark.parametrize("sort", COLUMNS)
@pytest.mark.parametrize("descending", [False, True])
def test_pages_hold_every_row_once_and_in_order(
    build: Build, catalogue: Catalogue, sort: str, descending: bool
) -> None:
    selection = Selection(topics=("fertility_vital",), year_from=2015)
    number = count(build, selection)
    pages = [
        figures(build, selection, sort, descending, limit=700, offset=offset)
        for offset in range(0, number, 700)
    ]
    whole = pd.concat(pages, ignore_index=True)
    assert len(whole) == number
    assert not whole.duplicated(KEY).any()
    if sort == "value":
        assert whole.value.is_monotonic_decreasing if descending else whole.value.is_monotonic_increasing


def test_missing_values_come_last_whichever_way(altered: Callable[..., Build]) -> None:
    build = altered(
        "UPDATE observation SET value = NULL, mark = 'X' WHERE indicator_id = 'births' AND year = 2020"
    )
    selection = Selection(indicators=("births",), year_from=2019, year_to=2021)
    for descending in (False, True):
        found = figures(build, selection, "value", descending)
        assert found.value.tail((found.year == 2020).sum()).isna().all()


def test_the_readers_country_leads(build: Build, catalogue: Catalogue) -> None:
    selection = Selection(indicators=("births",), year_from=2020, year_to=2020)
    for leading in ("KR", "JP"):
        for sort in ("indicator_id", "region_code"):
            found = figures(build, selection, sort, leading_country=leading)
            assert found.country.iloc[0] == leading


def test_only_columns_can_be_sorted_by(build: Build, catalogue: Catalogue) -> None:
    with pytest.raises(ValueError, match="not one of"):
        figures(build, Selection(), sort="value; DROP TABLE region")


@pytest.mark.parametrize("mode", MODES)
def test_index_and_change_follow_the_same_rule_as_the_comparison(
    build: Build, catalogue: Catalogue, mode: str
) -> None:
    """Each indicator in one of the two, one of each kind in both."""
    in_both = one_of_each_kind(catalogue)
    for number, indicator in enumerate(catalogue.indicators.values()):
        if MODES[number % 2] != mode and indicator.id not in in_both:
            continue
        found = figures(build, Selection(indicators=(indicator.id,), mode=mode))
        rebased = rebase(observations(build, indicator), indicator, mode)
        key = ["region_code", "year", "status"]
        pd.testing.assert_series_equal(
            found.set_index(key).value.sort_index(),
            rebased.data.set_index(key).value.sort_index(),
            check_index_type=False,
        )
        assert set(found.base_year) <= {rebased.base_year}


def test_a_figure_per_head_is_divided_by_the_people_of_that_year(build: Build, catalogue: Catalogue) -> None:
    found = figures(build, Selection(mode="per_head"))
    divided = {code for code, indicator in catalogue.indicators.items() if indicator.per_head}
    assert set(found.indicator_id) == divided
    assert "births" in divided
    assert not divided & {"share_65plus", "population_total", "grdp_per_capita", "minimum_wage"}
    births, people = (
        observations(build, catalogue.indicators[code]).set_index(["region_code", "year"]).value
        for code in ("births", "population_total")
    )
    row = found[
        (found.indicator_id == "births") & (found.region_code == "JP-05") & (found.year == 2020)
    ].iloc[0]
    assert row.value == pytest.approx(1000 * births["JP-05", 2020] / people["JP-05", 2020])
    without = found[found.indicator_id == "births"].set_index(["region_code", "year"]).value
    lacking = [key for key in without.index if key not in people.index]
    assert without.loc[lacking].isna().all()


def test_money_is_converted_and_everything_else_stays(build: Build, catalogue: Catalogue) -> None:
    both = Selection(indicators=("grdp_per_capita", "births"), currency="usd")
    found = figures(build, both)
    expected = build.query("SELECT count(*) n FROM observation WHERE indicator_id = 'births'").n.iloc[0]
    assert (found.indicator_id == "births").sum() == expected
    money = build.query(
        "SELECT sum(value) v FROM observation_converted"
        " WHERE indicator_id = 'grdp_per_capita' AND currency = 'usd'"
    ).v.iloc[0]
    assert found[found.indicator_id == "grdp_per_capita"].value.sum() == pytest.approx(money)


@pytest.mark.parametrize("mode", FIGURE_MODES)
def test_the_tidy_table_says_what_each_figure_is(build: Build, catalogue: Catalogue, mode: str) -> None:
    selection = Selection(indicators=("births", "grdp_nominal"), currency="usd", mode=mode)
    table = tidy(figures(build, selection), catalogue, "en", selection)
    assert tuple(table.columns) == TIDY_COLUMNS
    units = table.groupby("indicator_id").unit.unique().map(list).to_dict()
    assert (
        units
        == {
            "level": {"births": ["people"], "grdp_nominal": ["USD"]},
            "per_head": {"births": ["people per 1,000 people"], "grdp_nominal": ["USD per person"]},
            "index": {"births": ["base year = 100"], "grdp_nominal": ["base year = 100"]},
            "change": {
                "births": ["% change since the base year"],
                "grdp_nominal": ["% change since the base year"],
            },
        }[mode]
    )
    assert table.base_year.notna().all() == (mode in ("index", "change"))


def test_a_wide_table_has_the_figures_of_the_long_one(build: Build, catalogue: Catalogue) -> None:
    selection = Selection(topics=("ageing",), countries=("JP",), year_from=2000)
    table = wide(build, selection)
    assert len(table) == count_wide(build, selection)
    melted = table.melt(["region_code", "country", "year", "status"], indicators_of(selection, catalogue))
    long = melted.dropna(subset=["value"]).set_index(["variable", "region_code", "year", "status"]).value
    expected = figures(build, selection).dropna(subset=["value"]).set_index(KEY).value
    pd.testing.assert_series_equal(
        long.sort_index(), expected.sort_index(), check_names=False, check_index_type=False
    )


def test_years_and_indicators_are_crossed_without_mixing(build: Build, catalogue: Catalogue) -> None:
    years = by_years(build, Selection(year_from=2010), "births").set_index("region_code")
    births = observations(build, catalogue.indicators["births"]).set_index(["region_code", "year"]).value
    assert years.loc["JP-05", 2020] == births["JP-05", 2020]
    table = by_indicators(build, Selection(topics=("economy",), regions=("KR-47", "JP-05")))
    assert table[table.country == "KR"]["JP-05"].isna().all()
    for row in table.to_dict("records"):
        code = "KR-47" if row["country"] == "KR" else "JP-05"
        held = observations(build, catalogue.indicators[row["indicator_id"]])
        figure = held[(held.region_code == code) & (held.year == row["year"])].value.iloc[0]
        assert row[code] == figure


def test_correlations_agree_with_the_page_of_two_indicators(build: Build, catalogue: Catalogue) -> None:
    pair = ("share_65plus", "total_fertility_rate")
    found = correlations(build, Selection(), pair)
    assert list(found.country) == ["KR", "JP"]
    for row in found.to_dict("records"):
        expected = associations(relation(build, *pair, year=int(row["year"])))
        same = next(answer for answer in expected if answer.country == row["country"])
        assert (row["coefficient"], row["n"]) == (pytest.approx(same.pearson), same.n)


def test_no_correlation_over_fewer_than_five_regions(build: Build, catalogue: Catalogue) -> None:
    four = Selection(regions=("KR-11", "KR-26", "KR-27", "KR-28"))
    assert len(regions_of(four, catalogue)) == 4
    assert correlations(build, four, ("share_65plus", "births")).empty
