"""The formula language computes what it says and runs no code."""

import contextlib

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.columns import Numbers
from etl.formula import FUNCTIONS, FormulaError, parse
from etl.territory import Territory, territories

YEARS = [2010, 2011]


def territory() -> Territory:
    rows: list[tuple[str, str, str, str | None]] = [("XX", "country", "", None)]
    rows += [(f"XX-0{n}", "region", "true" if n == 1 else "false", None) for n in (1, 2, 3)]
    rows[-1] = (*rows[-1][:3], "2011-07-01")
    frame = pd.DataFrame(rows, columns=["region_code", "level", "capital_area", "valid_from"])
    return territories(frame.assign(country="XX", position=range(4), valid_to=None, predecessors=None))["XX"]


def table(*rows: list[float]) -> Numbers:
    return np.array(rows, dtype=float)


X = table([np.nan, 10, 30, np.nan], [100, 20, 30, 40])


def row(text: str, year: int, **inputs: Numbers) -> list[float]:
    result = parse(text).evaluate(inputs or {"x": X}, np.array(YEARS), territory())
    return [float(value) for value in result[YEARS.index(year)]]


def test_arithmetic_goes_cell_by_cell() -> None:
    assert row("100*(x/p-1)", 2011, x=X, p=X / 2) == [100, 100, 100, 100]
    assert row("-x+1", 2011) == [-99, -19, -29, -39]


def test_nat_is_the_national_row_else_the_sum_of_the_regions_in_force() -> None:
    assert row("nat(x)", 2010) == [40] * 4
    assert row("nat(x)", 2011) == [100] * 4


def test_a_sum_that_lacks_a_region_is_missing() -> None:
    incomplete = table([np.nan, 10, np.nan, np.nan], [np.nan, 20, 30, np.nan])
    assert np.isnan(row("nat(x)", 2010, x=incomplete)).all()
    assert np.isnan(row("nat(x)", 2011, x=incomplete)).all()
    assert row("cap(x)", 2010, x=incomplete) == [10] * 4


def test_measures_of_spread_leave_the_nation_out() -> None:
    assert row("cv(x)", 2011)[0] == pytest.approx(100 * np.std([20, 30, 40]) / 30)
    assert row("spread(x)", 2011)[0] == 2
    assert row("count_negative(x-30)", 2011)[0] == 1


def test_division_by_zero_is_missing() -> None:
    assert np.isnan(row("x/(x-x)", 2011)).all()


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "x.to_csv('/tmp/x')",
        "x[0]",
        "x**9",
        "lambda: x",
        "[x for x in y]",
        "x if x else y",
        "x and y",
        "x < y",
        "nat(x, y)",
        "nat(table=x)",
        "nat",
        "eval(x)",
        "nat(x)(x)",
        "'text'",
        "True*x",
        "1j*x",
        "x := 1",
        "",
        "x; y",
        "f'{x}'",
        "x" * 500,
        "(" * 150,
        "-" * 199 + "\0",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        parse(text)


@pytest.mark.parametrize("text", ["2*3", "nat(3)", "1/0", "y"])
def test_a_formula_needs_its_inputs(text: str) -> None:
    with pytest.raises(FormulaError):
        parse(text).evaluate({"x": X}, np.array(YEARS), territory())


numbers = st.integers(0, 1000).map(str)
formulas = st.recursive(
    st.one_of(numbers, st.just("x")),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda part: f"({''.join(part)})"),
        inner.map(lambda part: f"-({part})"),
        st.tuples(st.sampled_from(sorted(FUNCTIONS)), inner).map(lambda part: f"{part[0]}({part[1]})"),
    ),
    max_leaves=8,
)


@given(formulas)
@settings(max_examples=150, deadline=None)
def test_every_allowed_formula_gives_a_table_of_the_same_shape_or_a_clear_refusal(text: str) -> None:
    try:
        result = parse(text).evaluate({"x": X}, np.array(YEARS), territory())
    except FormulaError:
        return
    assert result.shape == X.shape
    assert not np.isinf(result).any()


@given(st.text(alphabet="xynatcp()[]{}.+-*/%<>=!'\"_:,; 0123456789ielmdf\n", max_size=60))
@settings(max_examples=400, deadline=None)
def test_no_text_runs_code(text: str) -> None:
    try:
        parsed = parse(text)
    except FormulaError:
        return
    with contextlib.suppress(FormulaError):
        parsed.evaluate(dict.fromkeys(parsed.names, X), np.array(YEARS), territory())
    assert set(text) <= set("xynatcpvielmdfsrg_()+-*/. 0123456789\n")
