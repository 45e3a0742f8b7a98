"""Each way in which data can be wrong is refused, naming file and row; the current build stays."""

import hashlib
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from etl.pipeline import check_data
from etl.problems import DataError
from tests.etl.conftest import COVERAGE, data_paths

# Spoils the sample before or after it is written and returns what the message must contain.
Spoil = Callable[[Any], list[str]]
CASES: dict[str, tuple[str, Spoil]] = {}


def case(rule: str) -> Callable[[Spoil], Spoil]:
    def remember(spoil: Spoil) -> Spoil:
        CASES[spoil.__name__] = (rule, spoil)
        return spoil

    return remember


def changed_bytes(sample: Any, dataset: str, change: Callable[[bytes], bytes]) -> None:
    """Write correct data, then change the bytes of one CSV behind the YAML's back."""
    sample.write()
    path = sample.csv(dataset)
    path.write_bytes(change(path.read_bytes()))


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


@case("translation_missing")
def a_text_without_japanese(sample: Any) -> list[str]:
    sample.entry("share_elderly")["definition"]["ja"] = " "
    return ["people.yaml row ", "(share_elderly > definition): has no ja"]


@case("translation_missing")
def a_region_without_a_korean_name(sample: Any) -> list[str]:
    sample.regions[3]["name_ko"] = None
    return ["regions.csv row 5 (XX-02): no name_ko"]


@case("licence_missing")
def a_publisher_without_licence(sample: Any) -> list[str]:
    sample.catalogue["publishers"]["office"]["licence"] = ""
    return ["publishers.yaml row 7 (office > licence): is empty"]


@case("translation_missing")
def a_publisher_without_attribution(sample: Any) -> list[str]:
    sample.catalogue["publishers"]["office"]["attribution"] = {}
    return ["publishers.yaml row 8 (office > attribution): has no ko, ja, en"]


@case("licence_missing")
def a_source_of_an_unknown_publisher(sample: Any) -> list[str]:
    sample.catalogue["sources"]["office_yearbook"]["publisher"] = "nobody"
    return ["sources.yaml (office_yearbook)", "'nobody' is not in publishers.yaml"]


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


@case("warning_unknown")
def a_warning_outside_the_vocabulary(sample: Any) -> list[str]:
    sample.entry("share_elderly")["warnings"] = ["beware"]
    return ["people.yaml row ", "(share_elderly > warnings > 0): the warning 'beware'"]


@case("comparability")
def one_country_not_marked_so(sample: Any) -> list[str]:
    sample.entry("ties")["comparability"] = "same"
    return ["people.yaml row ", "(ties): comparability is 'same' with the countries XX"]


@case("id_not_unique")
def an_indicator_twice(sample: Any) -> list[str]:
    sample.catalogue["indicators/people"].append(sample.entry("ties"))
    return ["people.yaml: the indicator 'ties' stands 2 times"]


@case("id_not_unique")
def a_region_twice(sample: Any) -> list[str]:
    sample.regions.append(dict(sample.regions[-1]))
    return [f"regions.csv rows {len(sample.regions)}, {len(sample.regions) + 1}", "'YY-04'"]


@case("reference_unknown")
def a_set_of_unknown_regions(sample: Any) -> list[str]:
    sample.catalogue["region_sets"][0]["regions"].append("ZZ-01")
    return ["region_sets.yaml (capitals)", "'ZZ-01' does not exist"]


@case("reference_unknown")
def a_population_nobody_described(sample: Any) -> list[str]:
    sample.entry("share_elderly")["countries"]["XX"]["population_basis"] = "visitors"
    return ["people.yaml (share_elderly): the population basis 'visitors' does not exist"]


@case("schema")
def a_share_of_the_nation_without_a_base_of_its_own(sample: Any) -> list[str]:
    sample.entry("share_elderly")["own_nation"] = True
    return ["(share_elderly): `own_nation` goes with `own_base`"]


@case("schema")
def a_count_whose_spread_would_be_told(sample: Any) -> list[str]:
    sample.entry("population_total")["counted"] = True
    return ["(population_total): `spread` is none where figures depend on size"]


@case("schema")
def an_indicator_that_does_not_say_what_spread_it_has(sample: Any) -> list[str]:
    del sample.entry("share_elderly")["spread"]
    return ["(share_elderly > spread): is missing"]


@case("translation_missing")
def a_reason_without_ranks_in_one_language(sample: Any) -> list[str]:
    sample.entry("share_elderly")["unranked"] = {"en": "The list is not complete."}
    return ["(share_elderly > unranked): has no ko, ja"]


@case("reference_unknown")
def an_unused_input(sample: Any) -> list[str]:
    sample.entry("share_elderly")["countries"]["XX"]["formula"] = "x-x"
    return ["people.yaml (share_elderly XX): the input 'o' is not used"]


@case("formula")
def a_formula_that_is_code(sample: Any) -> list[str]:
    sample.entry("share_elderly")["countries"]["XX"]["formula"] = "__import__('os').getcwd()"
    return ["people.yaml (share_elderly XX)", "is not allowed in the formula"]


@case("formula")
def an_input_of_no_dataset(sample: Any) -> list[str]:
    sample.entry("share_elderly")["countries"]["XX"]["inputs"]["o"]["dataset"] = "office_nothing"
    return ["people.yaml (share_elderly XX)", "there is no dataset office_nothing"]


@case("formula")
def an_ambiguous_input(sample: Any) -> list[str]:
    frame = sample.frames["office_elderly"].assign(scenario="low")
    sample.frames["office_elderly"] = pd.concat([frame, frame.assign(scenario="high")])
    return ["office_elderly.csv rows 2, ", "2 values of elderly for XX-01 2010"]


@case("mixed_bases")
def two_bases_in_one_formula(sample: Any) -> list[str]:
    sample.meta["office_population"]["basis"] = "registered_all"
    sample.meta["office_elderly"]["basis"] = "resident"
    return ["people.yaml (share_elderly XX)", "registered_all, resident"]


@case("chained_editions")
def two_editions_in_one_chain(sample: Any) -> list[str]:
    sample.frames["office_first_edition"] = sample.frames["office_population"]
    sample.meta["office_first_edition"] = {**sample.meta["office_population"], "edition": "first"}
    sample.meta["office_population"]["edition"] = "revised"
    chain = [
        {"dataset": name, "indicator": "population"}
        for name in sample.frames
        if "_pop" in name or "_first" in name
    ]
    sample.entry("population_total")["countries"]["XX"]["inputs"]["x"] = {"chain": chain}
    return ["people.yaml (population_total XX)", "the chain x mix the editions first, revised"]


@case("chained_editions")
def a_later_edition_that_begins_before_the_declared_break(sample: Any) -> list[str]:
    spoilt = two_editions_in_one_chain(sample)
    sample.entry("population_total")["warnings"] = [
        {"code": "break_in_series", "country": "XX", "year_from": 2011, "year_to": 2011}
    ]
    return spoilt


@case("chained_editions")
def growth_across_two_editions(sample: Any) -> list[str]:
    sample.frames["office_first_edition"] = sample.frames["office_population"]
    sample.meta["office_first_edition"] = {**sample.meta["office_population"], "edition": "first"}
    sample.meta["office_population"]["edition"] = "revised"
    sample.entry("change_rate")["countries"]["YY"]["inputs"]["p"]["dataset"] = "office_first_edition"
    return ["people.yaml (change_rate YY)", "the inputs population mix the editions first, revised"]


@case("correction")
def a_correction_that_is_no_longer_needed(sample: Any) -> list[str]:
    row = {"region_code": "XX-02", "year": 2015, "indicator": "elderly"}
    entry = {"dataset": "office_elderly", "row": row, "expect": 1, "value": 2, "reason": "a slip"}
    sample.catalogue["corrections"].append(entry)
    line = sample.line("office_elderly", region_code="XX-02", year=2015)
    return [f"office_elderly.csv row {line}", "corrections.yaml expects 1"]


@case("default_year")
def a_default_year_without_figures(sample: Any) -> list[str]:
    sample.entry("share_elderly")["countries"]["XX"]["default_year"] = 1999
    return ["people.yaml (share_elderly XX)", "no figure in default_year 1999"]


@case("required_column")
def a_tie_without_a_date_of_type(sample: Any) -> list[str]:
    line = sample.set("office_ties", None, "tie_type", tie_id="t2")
    return [f"office_ties.csv row {line}", "tie_type is empty"]


@case("table_key")
def a_tie_twice(sample: Any) -> list[str]:
    sample.set("office_ties", "t1", "tie_id", tie_id="t2")
    return ["office_ties.csv rows 2, 3", "t1 stands 2 times"]


@case("schema")
def a_region_changed_at_no_date(sample: Any) -> list[str]:
    sample.catalogue["region_changes"][0]["date"] = "last summer"
    return ["region_changes.yaml row 2 (XX-06 > date)", "not 'last summer'"]


@case("wrong_type")
def a_region_founded_at_no_date(sample: Any) -> list[str]:
    sample.frames["office_events"] = pd.DataFrame([("e1", "x", "x", "x", "many")], columns=[
        "event_id", "title_ko", "title_ja", "title_en", "participants",
    ]).assign(date="2020")  # fmt: skip
    sample.meta["office_events"] = {**sample.meta["office_ties"], "table": "exchange_event"}
    return ["office_events.csv row 2 (table exchange_event): participants is 'many'"]


@case("altered_file")
def a_file_cut_short(sample: Any) -> list[str]:
    changed_bytes(sample, "office_elderly", lambda content: b"\n".join(content.split(b"\n")[:-3]) + b"\n")
    n_rows = len(sample.frames["office_elderly"])
    return [f"office_elderly.csv: truncated: {n_rows - 2} rows, but the YAML says {n_rows}"]


@case("altered_file")
def a_cell_changed_by_hand(sample: Any) -> list[str]:
    """The rows are named by the other rules, whatever the checksum says."""
    changed_bytes(sample, "office_population", lambda content: content.replace(b"3000021", b"8000021"))
    content = sample.csv("office_population").read_bytes()
    line = sample.line("office_population", region_code="XX-03", year=2010)
    return [hashlib.sha256(content).hexdigest(), f"row {line} (2010, population)", "unusual_step"]


@case("csv_broken")
def a_row_with_a_field_too_many(sample: Any) -> list[str]:
    changed_bytes(
        sample, "office_elderly", lambda content: content.replace(b"\nXX-02,2012", b"\nXX-02,0,2012")
    )
    line = sample.line("office_elderly", region_code="XX-02", year=2012)
    return ["office_elderly.csv", f"line {line}"]


@case("columns_missing")
def a_column_lost(sample: Any) -> list[str]:
    sample.frames["office_elderly"] = sample.frames["office_elderly"].drop(columns="year")
    return ["office_elderly.csv row 1: no column year"]


@case("not_utf8")
def a_file_in_another_encoding(sample: Any) -> list[str]:
    changed_bytes(
        sample, "office_ties", lambda content: content.replace(b"sister", "자매".encode("cp949"), 1)
    )
    return ["office_ties.csv row 2", "is not UTF-8"]


@case("yaml_broken")
def broken_yaml(sample: Any) -> list[str]:
    sample.write()
    (sample.folder / "catalogue/topics.yaml").write_text("- id: people\n  names: {ko: [\n", encoding="utf-8")
    return ["topics.yaml row 3"]


@case("yaml_broken")
def a_key_twice(sample: Any) -> list[str]:
    sample.write()
    path = sample.folder / "catalogue/sources.yaml"
    path.write_text(2 * path.read_text(encoding="utf-8"), encoding="utf-8")
    return ["sources.yaml row 12", "the key 'office_yearbook' stands twice"]


@case("file_missing")
def a_catalogue_file_missing(sample: Any) -> list[str]:
    sample.write()
    (sample.folder / "catalogue/publishers.yaml").unlink()
    return ["publishers.yaml: the file is missing"]


@case("file_alone")
def a_dataset_without_its_description(sample: Any) -> list[str]:
    sample.write()
    (sample.folder / "snapshots/office_elderly.yaml").unlink()
    return ["office_elderly.csv: has no office_elderly.yaml beside it"]


@case("schema")
def an_entry_the_schema_forbids(sample: Any) -> list[str]:
    sample.catalogue["topics"][0]["colour"] = "red"
    return ["topics.yaml row 6 (people > colour): there is no such key"]


@case("schema")
def an_entry_without_a_unit(sample: Any) -> list[str]:
    del sample.entry("income")["unit"]
    return ["people.yaml row ", "(income > unit): is missing"]


@case("schema")
def an_input_of_no_kind(sample: Any) -> list[str]:
    sample.entry("income")["countries"]["YY"]["inputs"]["x"] = {"dataset": "office_population"}
    return ["people.yaml row ", "(income > countries > YY > inputs > x > indicator): is missing"]


@case("schema")
def a_dimension_to_add_up_without_its_parts(sample: Any) -> list[str]:
    sample.entry("income")["countries"]["YY"]["inputs"]["x"]["sum_over"] = ["sex"]
    return ["(income > countries > YY > inputs > x): `where` does not name the values of sex"]


@case("schema")
def a_dataset_of_no_kind(sample: Any) -> list[str]:
    sample.meta["office_elderly"]["kind"] = "guess"
    return ["office_elderly.yaml row ", "(kind): Input should be 'series', 'list'", "not 'guess'"]


@case("schema")
def a_finding_without_its_threshold(sample: Any) -> list[str]:
    del sample.catalogue["findings"][0]["threshold"]
    return ["findings.yaml row 1 (oldest): the rule 'counts' needs threshold"]


@case("schema")
def a_finding_by_no_rule(sample: Any) -> list[str]:
    sample.catalogue["findings"][0]["rule"] = "feeling"
    return ["findings.yaml row 1 (oldest): there is no rule 'feeling'"]


@case("reference_unknown")
def a_finding_about_an_unknown_indicator(sample: Any) -> list[str]:
    sample.catalogue["findings"][0]["indicator"] = "happiness"
    return ["findings.yaml (oldest): the indicator 'happiness' does not exist"]


@case("reference_unknown")
def a_theme_of_an_unknown_indicator(sample: Any) -> list[str]:
    sample.catalogue["peers"]["themes"][0]["indicators"][0]["indicator"] = "happiness"
    return ["peers.yaml (size): the indicator 'happiness' does not exist"]


@case("reference_unknown")
def a_theme_made_of_itself(sample: Any) -> list[str]:
    sample.catalogue["peers"]["themes"][2]["themes"] = ["size", "all"]
    return ["peers.yaml (all): the theme 'all' with indicators of its own does not exist"]


@case("id_not_unique")
def an_indicator_twice_in_a_theme(sample: Any) -> list[str]:
    sample.catalogue["peers"]["themes"][2]["themes"] = ["size", "size"]
    return ["peers.yaml (all): the indicator 'income' stands 2 times"]


@case("aggregation")
def a_rate_of_shared_people_that_is_not_aggregated(sample: Any) -> list[str]:
    shared = {"method": "shared", "numerator": "population_total", "denominator": "income"}
    sample.entry("share_elderly")["aggregation"] = shared
    return ["people.yaml (share_elderly): the indicator 'income' is not aggregated"]


@case("schema")
def a_method_without_what_it_needs(sample: Any) -> list[str]:
    sample.entry("share_elderly")["aggregation"] = {"method": "weighted", "factor": 1}
    return ["(share_elderly > aggregation): the method 'weighted' takes weight"]


@case("aggregation")
def a_weight_that_does_not_add_up(sample: Any) -> list[str]:
    sample.entry("share_elderly")["aggregation"]["weight"] = "change_rate"
    return ["people.yaml (share_elderly): the indicator 'change_rate' is not summed"]


@case("aggregation")
def a_ratio_of_what_is_not_aggregated(sample: Any) -> list[str]:
    ratio = {"method": "ratio", "numerator": "share_elderly", "denominator": "income", "factor": 1}
    sample.entry("index_2015")["aggregation"] = ratio
    return ["people.yaml (index_2015): the indicator 'income' is not aggregated"]


@case("outline_missing")
def a_region_nobody_drew(sample: Any) -> list[str]:
    sample.not_drawn = ("YY-02",)
    return ["regions.topojson (YY-02): no outline"]


@case("outline_missing")
def a_country_without_a_panel(sample: Any) -> list[str]:
    del sample.boundaries["panels"]["YY"]
    return ["panels.yaml (YY): no panel"]


@case("outline_missing")
def a_country_without_a_credit(sample: Any) -> list[str]:
    del sample.boundaries["credits"]["sources"][1]
    return ["credits.yaml (YY): no credit"]


@case("altered_file")
def an_outline_moved_by_hand(sample: Any) -> list[str]:
    sample.write()
    path = sample.folder / "boundaries/regions.topojson"
    path.write_bytes(path.read_bytes().replace(b"[9, 0]", b"[8, 0]", 1))
    return ["regions.topojson: the file's sha256 is", hashlib.sha256(path.read_bytes()).hexdigest()]


@case("coverage_missing")
def a_coverage_nobody_recorded(sample: Any) -> list[str]:
    del sample.entry("share_elderly")["countries"]["XX"]["coverage"]
    return [
        "people.yaml (share_elderly XX): coverage: {first_year: 2010, last_year: 2024, n_years: 15,",
        "national_row: true, n_values: 99}",
    ]


@pytest.mark.parametrize("name", CASES)
def test_bad_data_is_refused_and_named(name: str, sample: Any) -> None:
    rule, spoil = CASES[name]
    sample.write()
    written = {path: path.stat().st_mtime_ns for path in sample.folder.rglob("*")}
    expected = spoil(sample)
    if all(path.exists() and path.stat().st_mtime_ns == time for path, time in written.items()):
        sample.write()
    with pytest.raises(DataError) as refused:
        check_data(data_paths(sample), progress=lambda line: None)
    for fragment in (f"{rule}: ", *expected):
        assert fragment in str(refused.value)


@pytest.mark.parametrize("spoil", [a_row_lost, an_entry_without_a_unit], ids=lambda spoil: spoil.__name__)
def test_a_build_that_fails_leaves_the_current_one(
    spoil: Spoil, sample: Any, run: Callable[..., Any]
) -> None:
    sample.write()
    assert run("build").code == 0
    pointer = (sample.build_folder / "current.json").read_bytes()
    files = sorted(sample.build_folder.glob("*.duckdb"))

    expected = spoil(sample)
    sample.write()
    answer = run("build", "--accept-changes")

    assert answer.code == 1
    assert "Traceback" not in answer.err
    for fragment in expected:
        assert fragment in answer.err
    assert (sample.build_folder / "current.json").read_bytes() == pointer
    assert sorted(sample.build_folder.glob("*.duckdb")) == files
    assert list(sample.build_folder.glob("*.tmp*")) == []


def test_all_problems_are_reported_at_once_the_first_twenty_of_each_rule(
    sample: Any, run: Callable[..., Any]
) -> None:
    frame = sample.frames["office_elderly"]
    sample.frames["office_elderly"] = frame.assign(value="many")
    sample.entry("share_elderly")["warnings"] = ["beware"]
    sample.write()
    answer = run("build")
    assert answer.code == 1
    assert f"not_a_number: {len(frame)} problems" in answer.err
    assert answer.err.count("value is 'many'") == 20
    assert f"… and {len(frame) - 20} more" in answer.err
    assert "'beware'" in answer.err


def test_a_figure_before_its_regions_time_may_be_declared(sample: Any, run: Callable[..., Any]) -> None:
    a_region_before_its_time(sample)
    sample.set("office_elderly", 1_060_000, region_code="XX-06", year=2015)
    sample.meta["office_elderly"]["back_cast"] = True
    sample.write()
    answer = run("build")
    assert answer.code == 0, answer.err


def test_a_declared_correction_is_applied(sample: Any, run: Callable[..., Any]) -> None:
    line = sample.set("office_elderly", 77_777_777, region_code="XX-02", year=2015)
    row = {"region_code": "XX-02", "year": 2015, "indicator": "elderly"}
    entry = {
        "dataset": "office_elderly",
        "row": row,
        "expect": 77_777_777,
        "value": 240_000,
        "reason": "slip",
    }
    sample.write()
    answer = run("build")
    assert f"row {line}" in answer.err
    sample.catalogue["corrections"] = [entry]
    sample.write()
    assert run("build").code == 0
    sample.catalogue["corrections"] = [{**entry, "value": None}]
    sample.write()
    assert run("build", "--accept-changes").code == 0


def test_a_change_against_the_current_build_must_be_accepted(sample: Any, run: Callable[..., Any]) -> None:
    sample.write()
    assert run("build").code == 0
    frame = sample.frames["office_elderly"]
    frame["value"] = (frame["value"] * 1.3).round()
    sample.write()
    answer = run("build")
    assert answer.code == 1
    assert "changed_since_current_build: " in answer.err
    assert "office_elderly.csv rows 2 to 6 (share_elderly, 6 regions, 2010)" in answer.err
    assert run("build", "--accept-changes").code == 0


def test_figures_lost_since_the_current_build_are_named(sample: Any, run: Callable[..., Any]) -> None:
    sample.write()
    assert run("build").code == 0
    line = sample.line("office_elderly", region_code="XX-02", year=2015)
    sample.frames["office_elderly"] = sample.frames["office_elderly"].drop(index=line - 2)
    sample.write()
    answer = run("build")
    assert answer.code == 1
    assert "share_elderly: 2 values are gone, e.g. XX" in answer.err
    assert "XX-02 2015" in answer.err
