"""Rows and figures that are wrong."""

from typing import Any

import pandas as pd

from tests.etl.fictional import COVERAGE
from tests.etl.spoiling import case


@case("duplicate_key")
def a_row_twice(sample: Any) -> list[str]:
    line = sample.line("office_population", region_code="XX-02", year=2015)
    frame = sample.frames["office_population"]
    sample.frames["office_population"] = pd.concat([frame, frame.iloc[[line - 2]]])
    return [f"office_population.csv rows {line}, {len(frame) + 2} (XX-02, 2015, population)"]


@case("unknown_region")
def a_code_nobody_has(sample: Any) -> list[str]:
    line = sample.set("office_population", "XX-99", "region_code", region_code="XX-02", year=2015)
    return [f"office_population.csv row {line}", "'XX-99'"]


@case("not_a_number")
def a_word_for_a_number(sample: Any) -> list[str]:
    line = sample.set("office_population", "1,234 ", region_code="XX-02", year=2015)
    return [f"office_population.csv row {line} (XX-02, 2015, population)", "'1,234 '"]


@case("not_a_year")
def a_word_for_a_year(sample: Any) -> list[str]:
    line = sample.set("office_population", "Heisei 27", "year", region_code="XX-02", year=2015)
    return [f"office_population.csv row {line}", "'Heisei 27'"]


@case("empty_value")
def neither_value_nor_mark(sample: Any) -> list[str]:
    line = sample.set("office_population", None, region_code="XX-02", year=2015)
    return [f"office_population.csv row {line} (XX-02, 2015, population)"]


@case("out_of_range")
def a_share_of_130(sample: Any) -> list[str]:
    people = sample.frames["office_population"]
    wanted = people["region_code"].eq("XX-02")
    frame = sample.frames["office_elderly"]
    own = frame["region_code"].eq("XX-02")
    sample.frames["office_elderly"] = frame.assign(
        value=frame["value"].mask(
            own, frame["year"].map(people[wanted].set_index("year")["value"]) * 13 // 10
        )
    )
    line = sample.line("office_elderly", region_code="XX-02", year=2015)
    population = sample.line("office_population", region_code="XX-02", year=2015)
    return [
        f"office_elderly.csv row {line} (share_elderly, XX-02, 2015)",
        "is outside 0 to 100",
        f"office_population.csv row {population}",
    ]


@case("swapped_rows")
def two_regions_exchanged(sample: Any) -> list[str]:
    frame = sample.frames["office_elderly"]
    key = [{"region_code": code, "year": 2018} for code in ("XX-02", "XX-03")]
    first, second = (frame["value"].iloc[sample.line("office_elderly", **one) - 2] for one in key)
    lines = [
        sample.set("office_elderly", value, **one) for one, value in zip(key, (second, first), strict=True)
    ]
    return [f"office_elderly.csv rows {lines[0]}, {lines[1]} (2018, elderly)", "XX-02", "XX-03"]


@case("anchor")
def an_official_figure_in_the_wrong_row(sample: Any) -> list[str]:
    line = sample.set("office_population", 123, region_code="XX-03", year=2020)
    return [f"office_population.csv row {line} (XX-03, 2020, population)", "the value is 123, officially 3"]


@case("zeros_at_start")
def zeros_for_years_before_the_statistic_exists(sample: Any) -> list[str]:
    lines = [sample.set("office_elderly", 0, region_code="XX-02", year=year) for year in (2010, 2011)]
    return [
        f"office_elderly.csv rows {lines[0]}, {lines[1]} (XX-02, 2010, elderly)",
        "the series begins with 2 zeros (2010 to 2011)",
    ]


@case("future_year")
def an_actual_figure_of_2062(sample: Any) -> list[str]:
    line = sample.set("office_elderly", 2062, "year", region_code="XX-02", year=2024)
    return [f"office_elderly.csv row {line} (XX-02, 2062, elderly)", "the year 2062 lies ahead"]


@case("future_year")
def a_projection_not_marked_as_such(sample: Any) -> list[str]:
    sample.entry("projected_population")["countries"]["XX"]["status"] = "actual"
    line = sample.line("office_projection", region_code="XX-01", year=2050)
    return [f"office_projection.csv row {line} (XX-01, 2050, projected_population)"]


@case("coverage_shrank")
def a_row_lost(sample: Any) -> list[str]:
    for country in ("XX", "YY"):
        recorded = {"first_year": 2010, "last_year": 2024, "n_values": 99 if country == "XX" else 75}
        sample.entry("share_elderly")["countries"][country]["coverage"] = {**COVERAGE, **recorded}
    line = sample.line("office_elderly", region_code="XX-02", year=2015)
    sample.frames["office_elderly"] = sample.frames["office_elderly"].drop(index=line - 2)
    return ["people.yaml (share_elderly XX)", "n_values is 97 instead of 99", "missing: XX-02 2015"]


@case("regions_sum")
def regions_miss_the_total(sample: Any) -> list[str]:
    line = sample.set("office_population", 4_400_000, region_code="XX-04", year=2015)
    total = sample.line("office_population", region_code="XX", year=2015)
    return [f"office_population.csv rows {total}, {line} (XX, 2015, population)", "suspect XX-04"]


@case("sexes_sum")
def sexes_miss_the_total(sample: Any) -> list[str]:
    key = {"region_code": "XX-02", "age_group": "5-9"}
    line = sample.set("office_ages", 900, sex="male", **key)
    return ["office_ages.csv rows", str(line), "XX-02, 2024, population, 5-9", "male 900 ="]


@case("ages_sum")
def age_groups_miss_their_total(sample: Any) -> list[str]:
    extra = pd.DataFrame([("XX-02", 2024, "population", "male", "0-14", 4444)])
    frame = sample.frames["office_ages"]
    sample.frames["office_ages"] = pd.concat([frame, extra.set_axis(frame.columns, axis=1)])
    return [f"{len(frame) + 2}", "0-4 + 5-9 + 10-14 = 3011, but 0-14 is 4444"]


@case("age_groups")
def an_age_group_lost(sample: Any) -> list[str]:
    line = sample.line("office_ages", region_code="XX-02", age_group="5-9", sex="male")
    sample.frames["office_ages"] = sample.frames["office_ages"].drop(index=line - 2)
    return ["office_ages.csv row", "(XX-02, 2024, male, registered)", "3 groups up to age 15"]


@case("incomplete_nation")
def five_provinces_as_the_nation(sample: Any) -> list[str]:
    frame = sample.frames["office_projection"]
    some = frame[frame["region_code"] != "XX-04"]
    nation = some.groupby(["year", "indicator"], as_index=False)["value"].sum().assign(region_code="XX")
    sample.frames["office_projection"] = pd.concat([some, nation])
    sample.meta["office_projection"]["status"] = "projection"
    return [f"office_projection.csv row {len(some) + 2} (XX, 2030, projected_population)", "without XX-04"]


@case("region_not_in_force")
def a_region_before_its_time(sample: Any) -> list[str]:
    line = sample.set("office_elderly", "XX-06", "region_code", region_code="XX-02", year=2015)
    return [f"office_elderly.csv row {line} (XX-06, 2015, elderly)", "XX-06 did not exist in 2015"]


@case("source_unknown")
def a_row_of_an_unknown_source(sample: Any) -> list[str]:
    frame = sample.frames["office_elderly"]
    sample.frames["office_elderly"] = frame.assign(source="office_yearbook")
    line = sample.set("office_elderly", "hearsay", "source", region_code="XX-02", year=2014)
    return [f"office_elderly.csv row {line}", "'hearsay'"]


@case("source_unknown")
def a_source_nobody_described(sample: Any) -> list[str]:
    sample.meta["office_elderly"] = {**sample.meta["office_elderly"], "sources": ["rumour"]}
    return ["office_elderly.yaml", "'rumour' is not in sources.yaml"]


@case("correction")
def a_correction_that_is_no_longer_needed(sample: Any) -> list[str]:
    row = {"region_code": "XX-02", "year": 2015, "indicator": "elderly"}
    entry = {"dataset": "office_elderly", "row": row, "expect": 1, "value": 2, "reason": "a slip"}
    sample.catalogue["corrections"].append(entry)
    line = sample.line("office_elderly", region_code="XX-02", year=2015)
    return [f"office_elderly.csv row {line}", "corrections.yaml expects 1"]


@case("required_column")
def a_tie_without_a_date_of_type(sample: Any) -> list[str]:
    line = sample.set("office_ties", None, "tie_type", tie_id="t2")
    return [f"office_ties.csv row {line}", "tie_type is empty"]


@case("table_key")
def a_tie_twice(sample: Any) -> list[str]:
    sample.set("office_ties", "t1", "tie_id", tie_id="t2")
    return ["office_ties.csv rows 2, 3", "t1 stands 2 times"]


@case("wrong_type")
def a_region_founded_at_no_date(sample: Any) -> list[str]:
    sample.frames["office_events"] = pd.DataFrame([("e1", "x", "x", "x", "many")], columns=[
        "event_id", "title_ko", "title_ja", "title_en", "participants",
    ]).assign(date="2020")  # fmt: skip
    sample.meta["office_events"] = {**sample.meta["office_ties"], "table": "exchange_event"}
    return ["office_events.csv row 2 (table exchange_event): participants is 'many'"]
