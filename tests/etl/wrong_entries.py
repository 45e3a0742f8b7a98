"""Entries of the catalogue that are wrong, alone or together."""

from typing import Any

import pandas as pd

from tests.etl.spoiling import case


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


@case("name_in_sentence_shared")
def two_indicators_called_alike_in_sentences(sample: Any) -> list[str]:
    sample.entry("ties")["in_sentence"] = {"en": sample.entry("share_elderly")["names"]["en"].lower()}
    return ["people.yaml (ties): is called ", "in a sentence (en), as 'share_elderly' is"]


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


@case("default_year")
def a_default_year_without_figures(sample: Any) -> list[str]:
    sample.entry("share_elderly")["countries"]["XX"]["default_year"] = 1999
    return ["people.yaml (share_elderly XX)", "no figure in default_year 1999"]


@case("schema")
def a_region_changed_at_no_date(sample: Any) -> list[str]:
    sample.catalogue["region_changes"][0]["date"] = "last summer"
    return ["region_changes.yaml row 2 (XX-06 > date)", "not 'last summer'"]


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


@case("translation_missing")
def an_indicator_without_synonyms_in_a_language(sample: Any) -> list[str]:
    del sample.entry("share_elderly")["synonyms"]["ja"]
    return ["people.yaml row ", "(share_elderly > synonyms): has no words in ja"]


@case("schema")
def an_indicator_without_synonyms(sample: Any) -> list[str]:
    del sample.entry("share_elderly")["synonyms"]
    return ["(share_elderly > synonyms): is missing"]


@case("reference_unknown")
def a_word_for_a_place_there_is_not(sample: Any) -> list[str]:
    sample.catalogue["question_words"]["groups"][0]["places"][1] = "XX-99"
    return ["question_words.yaml (XX-99): the place 'XX-99' does not exist"]


@case("schema")
def a_word_for_no_intent(sample: Any) -> list[str]:
    sample.catalogue["question_words"]["intents"]["singing"] = {"ko": ["노래"], "ja": ["歌"], "en": ["song"]}
    return ["question_words.yaml", "Input should be 'comparison', 'trend'", "not 'singing'"]


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


@case("coverage_missing")
def a_coverage_nobody_recorded(sample: Any) -> list[str]:
    del sample.entry("share_elderly")["countries"]["XX"]["coverage"]
    return [
        "people.yaml (share_elderly XX): coverage: {first_year: 2010, last_year: 2024, n_years: 15,",
        "national_row: true, n_values: 99}",
    ]
