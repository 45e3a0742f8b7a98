"""Every finding is recomputed from the tables by its own SQL, as shipped and with figures withheld."""

import re
from collections.abc import Callable, Mapping

import duckdb
import numpy as np
import pytest

from regions.database.build import CONNECTION_SETTINGS, Build
from regions.words.evidence import COLUMNS, evidence
from regions.words.findings import RULES, Finding, findings, specs
from regions.words.proofs import proof, recomputation
from regions.words.sentences import Amount, Number, RegionName, RegionNames, Sentence, Value, Year


def agrees(value: Value, answer: object) -> bool:
    """Say whether a cell of the answer is the value of a sentence."""
    if isinstance(value, Amount | Number | Year):
        return float(str(answer)) == pytest.approx(value.value, rel=1e-6, abs=1e-9)
    if isinstance(value, RegionName):
        return answer == value.code
    if isinstance(value, RegionNames):
        return isinstance(answer, list | np.ndarray) and set(answer) == set(value.codes)
    if isinstance(value, Sentence):
        return isinstance(answer, dict) and not differences(value.values, answer)
    raise TypeError(value)


def differences(values: tuple[tuple[str, Value], ...], answer: Mapping[str, object]) -> set[str]:
    """Return the names that only one of the two has, or of which they differ."""
    said = dict(values)
    return (set(said) ^ set(answer)) | {
        name for name in set(said) & set(answer) if not agrees(said[name], answer[name])
    }


def wrong(build: Build, sql: str, found: Finding) -> set[str]:
    rows = build.query(sql).to_dict("records")
    assert len(rows) == 1, found.id
    return differences(found.sentence.values, {str(name): cell for name, cell in rows[0].items()})


def test_the_sql_of_every_finding_gives_the_values_of_its_sentence(build: Build) -> None:
    assert {one.id: wrong(build, proof(build, one).sql, one) for one in findings(build)} == {
        spec.id: set() for spec in specs(build)
    }


@pytest.mark.parametrize(("first", "last"), [(2024, 2024), (2022, 2026)])
def test_the_sql_follows_the_figures_when_years_are_withheld(
    build: Build, altered: Callable[..., Build], first: int, last: int
) -> None:
    before = {one.id: one.sentence for one in findings(build)}
    tables = ("observation", "observation_converted", "migration_flow")
    other = altered(*(f"DELETE FROM {table} WHERE year BETWEEN {first} AND {last}" for table in tables))
    found = findings(other)
    assert sum(one.sentence != before[one.id] for one in found) > 5
    assert {one.id: wrong(other, proof(other, one).sql, one) for one in found} == {
        one.id: set() for one in found
    }


def test_the_sql_passes_over_breaks_as_the_rules_do(altered: Callable[..., Build]) -> None:
    other = altered(
        *(
            "INSERT INTO warning VALUES"
            f" ('{indicator}', {country}, 'break_in_series', {year}, {year}, 'x', 'x', 'x', 'region')"
            for indicator, country, year in (
                ("share_65plus", "'KR'", 2025),
                ("registered_population_change_rate", "'JP'", 2025),
                ("foreign_residents_share", "NULL", 2024),
                ("births", "'JP'", 2000),
            )
        )
    )
    found = {one.id: one for one in findings(other)}
    assert dict(found["ageing_lag"].sentence.values)["year"] != Year(2025)
    assert dict(found["losing_people"].sentence.values)["year"] == Year(2024)
    assert {code: wrong(other, proof(other, one).sql, one) for code, one in found.items()} == {
        code: set() for code in found
    }


@pytest.mark.parametrize(
    ("indicator", "expected"), [("crude_death_rate", "positive"), ("natural_change_rate", "negative")]
)
def test_a_correlation_is_proved_too(altered: Callable[..., Build], indicator: str, expected: str) -> None:
    """No line of the table asks for one at the moment."""
    other = altered(
        "INSERT INTO finding (finding_id, position, rule, indicators, page, chart, options) VALUES"
        f" ('together', 999, 'correlation', 'share_65plus;{indicator}', 'rank', 'points',"
        f""" '{{"expect": "{expected}"}}')"""
    )
    found = findings(other)[-1]
    assert found.id == "together"
    assert wrong(other, proof(other, found).sql, found) == set()
    assert len(evidence(other, found)) == 2 * 64


def test_every_rule_has_a_query(build: Build) -> None:
    """The one rule that no finding asks for is proved above."""
    assert {spec.rule for spec in specs(build)} | {"correlation"} == set(RULES)
    for spec in specs(build):
        sql = recomputation(build, spec)
        assert sql.endswith(";") and "$" not in sql


def test_a_query_needs_nothing_but_the_file(build: Build) -> None:
    with duckdb.connect(str(build.path), read_only=True, config=CONNECTION_SETTINGS) as plain:
        for one in findings(build):
            assert plain.execute(proof(build, one).sql).fetchall(), one.id


def test_no_value_stands_ready_made_in_its_query(build: Build) -> None:
    """A query may be told thresholds and the years of a theme, nothing else that the sentence says."""
    for one in findings(build):
        sql = proof(build, one).sql
        for name, value in one.sentence.values:
            if isinstance(value, Amount | Year) and proof(build, one).rule != "nearest_pair":
                assert not re.search(rf"(?<![\w.]){value.value:g}(?![\w.])", sql), (one.id, name)
            if isinstance(value, RegionName):
                assert f"'{value.code}'" not in sql, (one.id, name)


def test_the_evidence_names_published_figures(build: Build) -> None:
    for one in findings(build):
        frame = evidence(build, one)
        assert list(frame.columns) == COLUMNS
        assert len(frame) and frame.value.notna().all() and not frame.duplicated().any(), one.id
        assert set(frame.source_id) <= set(build.catalogue.sources)
        assert set(one.indicators) <= set(frame.indicator_id), one.id


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ageing_lag", {("KR", 2025), ("JP", 2006), ("JP", 2007)}),
        ("births_fallen", {("KR", 2000), ("KR", 2023), ("JP", 2000), ("JP", 2023)}),
        ("municipalities_at_risk", {("KR", 2018), ("KR", 2025)}),
        ("largest_stream", {("KR-41", 2024), ("KR-11", 2024)}),
    ],
)
def test_the_evidence_is_what_is_quoted(build: Build, name: str, expected: set[tuple[str, int]]) -> None:
    frame = evidence(build, next(one for one in findings(build) if one.id == name))
    assert set(zip(frame.region_code, frame.year, strict=True)) == expected


def test_money_rests_on_the_variant_that_two_countries_share(build: Build) -> None:
    frame = evidence(build, next(one for one in findings(build) if one.id == "dispersion_by_weight"))
    assert set(frame[frame.indicator_id == "grdp_per_capita"].currency) == {"ppp"}
    assert len(frame[frame.indicator_id == "population_total"]) == 64
