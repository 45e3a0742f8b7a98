"""Ways in which the shipped figures could be wrong, each as a change of the rows of one dataset."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

Change = Callable[[pd.DataFrame], pd.DataFrame]


@dataclass(frozen=True)
class Corruption:
    """One fault.

    Attributes:
        name: What it is.
        dataset: Where it is made.
        change: What it does to the rows.
        rule: The rule that must object.
        words: What its message must say.
        beside: Further datasets that the check needs.
    """

    name: str
    dataset: str
    change: Change
    rule: str
    words: tuple[str, ...]
    beside: tuple[str, ...] = ()


def rows(frame: pd.DataFrame, **wanted: Any) -> pd.Series:
    """Say which rows have these values (a list: one of them)."""
    found = pd.Series(True, frame.index)
    for column, value in wanted.items():
        found &= frame[column].isin(value if isinstance(value, list) else [value])
    return found


def times(factor: float, **wanted: Any) -> Change:
    """Multiply figures."""

    def change(frame: pd.DataFrame) -> pd.DataFrame:
        at = rows(frame, **wanted)
        assert at.any(), wanted
        return frame.assign(value=frame["value"].mask(at, frame["value"] * factor))

    return change


def copied(before: int, **wanted: Any) -> Change:
    """Give figures of a year the values of an earlier one."""

    def change(frame: pd.DataFrame) -> pd.DataFrame:
        key = [name for name in frame if name in KEYS]
        earlier = rows(frame, **{**wanted, "year": before})
        values = frame[earlier].set_index(key)["value"]
        at = rows(frame, **wanted)
        assert at.any() and earlier.any(), wanted
        found = pd.MultiIndex.from_frame(frame[key]) if len(key) > 1 else frame[key[0]]
        stale = pd.Series(values.reindex(found).to_numpy(), frame.index)
        return frame.assign(value=frame["value"].mask(at & stale.notna(), stale))

    return change


def exchanged(column: str, one: str, other: str, **wanted: Any) -> Change:
    """Exchange what stands under two values of a column."""

    def change(frame: pd.DataFrame) -> pd.DataFrame:
        at = rows(frame, **wanted) & frame[column].isin([one, other])
        assert at.any(), wanted
        return frame.assign(**{column: frame[column].mask(at, frame[column].map({one: other, other: one}))})

    return change


def turned(one: str, other: str, **wanted: Any) -> Change:
    """Exchange the two directions of a flow."""

    def change(frame: pd.DataFrame) -> pd.DataFrame:
        pair = {one, other}
        at = rows(frame, **wanted) & frame["region_code"].isin(pair) & frame["origin_code"].isin(pair)
        at &= frame["region_code"] != frame["origin_code"]
        assert at.sum() == 2
        values = frame["value"].copy()
        values[at] = frame.loc[at, "value"].to_numpy()[::-1]
        return frame.assign(value=values)

    return change


KEYS = ("region_code", "indicator", "sex", "age_group", "basis", "origin_code", "edition", "scenario")

STEP, REPEATED, SWAPPED, LEVEL, BALANCE = (
    "unusual_step", "repeated_year", "swapped_rows", "unusual_level", "balance",
)  # fmt: skip
NIGHTS, RATES, PPP = "ssds_tourism", "federal_reserve_exchange_rates", "world_bank_ppp"
FLOWS, MOVES = "kostat_migration_flows", "kostat_internal_migration"
KR_AGES, JP_AGES, CENSUS_AGES = (
    "mois_registered_population_age5", "ssds_population_age5", "jinsui_population_age5",
)  # fmt: skip
HOMETOWN, LABOUR, VITAL = "soumu_hometown_tax", "kostat_labour_force", "ssds_vital_statistics"


def single(dataset: str, indicator: str, region: str, year: int, factor: float, **more: Any) -> Corruption:
    wanted = {"region_code": region, "year": year, "indicator": indicator, **more}
    name = f"{indicator} {region} {year} {' '.join(map(str, more.values()))} x {factor:g}"
    place = str(more.get("origin_code") or more.get("municipality_code") or region)
    return Corruption(name, dataset, times(factor, **wanted), STEP, (str(year), indicator, place))


CORRUPTIONS = [
    # Single figures: thousands for ones, a decimal point lost or gained, a digit too many.
    single(NIGHTS, "overnight_guests_total_10plus", "JP-20", 2016, 1000),
    single(NIGHTS, "overnight_guests_foreign_10plus", "JP-31", 2019, 10),
    single(NIGHTS, "overnight_guests_foreign_10plus", "JP-26", 2023, 0.01),
    single(RATES, "exchange_rate_annual_average", "KR", 2010, 1000),
    single(RATES, "exchange_rate_annual_average", "JP", 1995, 0.1),
    single(RATES, "exchange_rate_annual_average", "KR", 2025, 10),
    single(PPP, "ppp_gdp", "JP", 2005, 0.01),
    single(PPP, "ppp_gdp", "KR", 1990, 5),
    single(LABOUR, "unemployment_rate", "KR-30", 2010, 5),
    single(LABOUR, "unemployment_rate", "KR-30", 2010, 10),
    single(LABOUR, "employment_rate", "KR-50", 2022, 0.1),
    single("ssds_housing_land", "land_price_residential", "JP-01", 2000, 10),
    single("ssds_housing_land", "housing_starts", "JP-33", 2012, 0.1),
    single(VITAL, "births", "JP-32", 1990, 10),
    single("kostat_vital_statistics", "deaths", "KR", 2003, 0.1),
    single(VITAL, "total_fertility_rate", "JP-47", 2005, 10),
    single(VITAL, "divorces", "JP-18", 1999, 2),
    single("kostat_grdp", "grdp_nominal", "KR-44", 2008, 0.001),
    single("kostat_grdp", "gva_services_nominal", "KR-11", 2015, 1.5),
    single(FLOWS, "movers", "KR-11", 2012, 10, origin_code="KR-41"),
    single(FLOWS, "movers", "KR-49", 2006, 0.1, origin_code="KR-26"),
    single(KR_AGES, "population", "KR-48", 2019, 10, sex="male", age_group="30-34"),
    single(JP_AGES, "population", "JP-09", 2018, 0.001, sex="female", age_group="65-69"),
    single(CENSUS_AGES, "population", "JP-21", 2010, 100, sex="male", age_group="5-9"),
    single(HOMETOWN, "hometown_tax_received", "JP-40", 2019, 100),
    single(HOMETOWN, "hometown_tax_received", "JP-04", 2024, 0.001),  # the newest year: one neighbour
    single("mois_municipal_population", "population", "KR-47", 2018, 10, municipality_code="47130"),
    single("ssds_area_density", "area_total", "JP-08", 2010, 10),
    single("soumu_fiscal_indicators", "fiscal_strength_index", "JP-20", 2018, 10),
    single("kostat_projection_2022", "projected_population_65plus", "KR-46", 2040, 10),
    # A year of all regions.
    Corruption(
        "hometown tax of a year in thousands", HOMETOWN,
        times(0.001, year=2017, indicator="hometown_tax_received"),
        STEP, ("2017, hometown_tax_received", "together"),
    ),
    Corruption(
        "hometown tax of the newest year in thousands", HOMETOWN,
        times(0.001, year=2024, indicator="hometown_tax_received"),
        STEP, ("2024, hometown_tax_received", "together"),
    ),
    Corruption(
        "births of a year x 1000", VITAL, times(1000, year=1985, indicator="births"),
        STEP, ("1985, births", "together"),
    ),
    Corruption(
        "unemployment of a year per mille", LABOUR, times(10, year=2014, indicator="unemployment_rate"),
        STEP, ("2014, unemployment_rate", "together"),
    ),
    Corruption(
        "all flows of a year / 10", FLOWS, times(0.1, year=2011), STEP, ("2011, movers", "together"),
    ),
    Corruption(
        "ages of a year in thousands", JP_AGES, times(0.001, year=2018),
        STEP, ("2018, population", "together"),
    ),
    Corruption(
        "from a year on another unit", "ssds_industry",
        times(100, year=list(range(2005, 2030)), indicator="agricultural_output"),
        STEP, ("2005, agricultural_output", "together"),
    ),
    # A whole series.
    Corruption(
        "all years of a region x 1000", VITAL, times(1000, region_code="JP-36", indicator="marriages"),
        LEVEL, ("JP-36", "of another size"),
    ),
    # Years that repeat the year before.
    Corruption(
        "marriages of 2000 are those of 1999", VITAL, copied(1999, year=2000, indicator="marriages"),
        REPEATED, ("2000, marriages", "most figures repeat"),
    ),
    Corruption(
        "births of all Korea 2010 are those of 2009", "kostat_vital_statistics",
        copied(2009, year=2010, indicator="births", region_code="KR"),
        REPEATED, ("2010, births", "last digit"),
    ),
    Corruption(
        "foreign nights of 2018 are those of 2017", NIGHTS,
        copied(2017, year=2018, indicator="overnight_guests_foreign_10plus"),
        REPEATED, ("2018, overnight_guests",),
    ),
    Corruption(
        "ages of a province are those of the year before", KR_AGES,
        copied(2021, year=2022, region_code="KR-43"), REPEATED, ("2022, population", "KR-43"),
    ),
    # What is exchanged.
    Corruption(
        "Tottori and Shimane exchanged", VITAL,
        exchanged("region_code", "JP-31", "JP-32", year=1998, indicator="births"),
        SWAPPED, ("1998, births", "JP-31 and JP-32"),
    ),
    Corruption(
        "Tokyo and Tottori exchanged", "ssds_population",
        exchanged("region_code", "JP-13", "JP-31", year=2012, indicator="population_total"),
        SWAPPED, ("JP-13 and JP-31",),
    ),
    Corruption(
        "Daegu and Incheon exchanged", "kostat_grdp",
        exchanged("region_code", "KR-27", "KR-28", year=2016, indicator="grdp_nominal"),
        SWAPPED, ("KR-27 and KR-28",),
    ),
    Corruption(
        "sexes of Busan exchanged", KR_AGES,
        exchanged("sex", "female", "male", year=2024, region_code="KR-26"),
        SWAPPED, ("2024, population", "KR-26 female", "KR-26 male"),
    ),
    Corruption(
        "sexes of Akita exchanged", JP_AGES,
        exchanged("sex", "female", "male", year=2018, region_code="JP-05"),
        SWAPPED, ("2018, population", "JP-05 female", "JP-05 male"),
    ),
    Corruption(
        "Seoul to Gyeonggi and back exchanged", FLOWS, turned("KR-11", "KR-41", year=2015),
        BALANCE, ("2015, net_migration", "KR-11"), (MOVES,),
    ),
    Corruption(
        "Gwangju to Jeonnam and back exchanged", FLOWS, turned("KR-29", "KR-46", year=2008),
        BALANCE, ("2008, net_migration", "KR-29"), (MOVES,),
    ),
    Corruption(
        "arrivals and departures exchanged", "ssds_migration",
        exchanged(
            "indicator", "in_migrants_japanese", "out_migrants_japanese", year=2007, region_code="JP-02"
        ),
        BALANCE, ("2007, in_migrants_japanese",),
    ),
    Corruption(
        "net migration with the wrong sign", MOVES,
        times(-1, year=2018, region_code="KR-28", indicator="net_migration"),
        BALANCE, ("2018, net_migration", "KR-28"), (FLOWS,),
    ),
]  # fmt: skip
