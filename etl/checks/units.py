"""Checks that formulas lead from the units of datasets to the unit of the indicator."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.checks.context import Context
from etl.derive import Series
from etl.formula import FormulaError, parse
from etl.models.inputs import FigureInput, leaves
from etl.problems import Problem, Rule

UNIT = Rule(
    "unit",
    "Correct `units` in the dataset's YAML, or formula and `unit_code` of the indicator: they contradict.",
)
SCALES = {"thousand": 1e3, "hundred_million": 1e8, "million": 1e6, "billion": 1e9}
_SCALED = re.compile(rf"(?:(.+?)_)?({'|'.join(SCALES)})(?:_(.+))?")
_RATIO = re.compile(r"(?:index_.*|(?:\w+_)?per)_(10+)(?:_.*)?")
HERFINDAHL = "hhi"  # a sum of squared shares in ten thousandths
PLAIN = {"ha": (1e4, "m2")}
MONEY = {"KR": "krw", "JP": "jpy"}
CURRENCY = "currency"
NEAR = 1e-9


class Contradiction(Exception):
    """Units that do not go together."""


@dataclass(frozen=True)
class Unit:
    """What one of a number stands for.

    Attributes:
        scale: How many of the plain unit.
        name: The plain unit; None for a bare number, "" for a ratio of like things.
    """

    scale: float
    name: str | None


def units_agree(context: Context) -> Iterator[Problem]:
    """Each formula yields the unit its indicator is said to have."""
    for series in context.series:
        try:
            _agree(series, context)
        except Contradiction as contradiction:
            dataset = next(leaf.dataset for leaf in series.block.leaves)
            file = context.meta_file(context.snapshots.datasets[dataset])
            yield UNIT.broken(str(contradiction), file, key=series.name)
        except FormulaError:
            continue  # reported where the indicator is computed


def _agree(series: Series, context: Context) -> None:
    units = {}
    for name, spec in series.block.inputs.items():
        named = {
            context.snapshots.datasets[leaf.dataset].meta.units.get(leaf.indicator)
            for leaf in leaves([spec])
            if isinstance(leaf, FigureInput)
        } - {None}
        if not named:
            return  # counted rows, and lists that say the unit row by row
        if len(named) > 1:
            raise Contradiction(f"the parts of {name} are in {', '.join(sorted(map(str, named)))}")
        units[name] = unit_of(str(named.pop()), series.country)
    formula = series.block.formula
    parse(formula)
    found = _of(ast.parse(formula.strip(), mode="eval").body, units)
    wanted = unit_of(series.indicator.unit_code, series.country)
    # Money for each person is published as money.
    same = found.name == wanted.name or wanted.name == f"{MONEY.get(series.country)}_per_person" == (
        f"{found.name}_per_person"
    )
    plain = formula.strip() in units
    if abs(found.scale - wanted.scale) > NEAR * wanted.scale or (plain and not same):
        given = ", ".join(f"{name}: {_shown(unit)}" for name, unit in units.items())
        raise Contradiction(
            f"{formula} of {given} is {_shown(found)}, but the indicator is in {series.indicator.unit_code}"
        )


def unit_of(text: str, country: str) -> Unit:
    """Return the unit that a word of a dataset or indicator stands for.

    Args:
        text: Such as persons, krw_million, percent, per_1000, men_per_100_women, index_2015_100,
            currency_per_person, ha.
        country: Whose money `currency` is.
    """
    ratio = _RATIO.fullmatch(text)
    if ratio or text == "percent":
        return Unit(1 / int(ratio[1]) if ratio else 0.01, "")
    if text == HERFINDAHL:
        return Unit(1e-4, "")
    if text in PLAIN:
        return Unit(*PLAIN[text])
    words = text.replace(CURRENCY, MONEY.get(country, CURRENCY))
    scaled = _SCALED.fullmatch(words)
    if scaled:
        before, word, after = scaled.groups()
        return Unit(SCALES[word], "_".join(filter(None, (before, after))))
    return Unit(1.0, words)


def _shown(unit: Unit) -> str:
    return f"{unit.scale:g} {unit.name or ''}".strip()


def _of(node: ast.expr, units: dict[str, Unit]) -> Unit:
    match node:
        case ast.Constant(value=value) if isinstance(value, int | float):
            return Unit(1 / value if value else 1.0, None)
        case ast.Name(id=name):
            return units[name]
        case ast.UnaryOp(operand=operand):
            return _of(operand, units)
        case ast.Call(func=ast.Name(id=function), args=[argument]):
            inside = _of(argument, units)
            return {
                "cv": Unit(0.01, ""),
                "spread": Unit(1.0, ""),
                "count_negative": Unit(1.0, "regions"),
            }.get(function, inside)
        case ast.BinOp(
            left=ast.BinOp(op=ast.Add()) as added, op=ast.Div(), right=ast.Constant(value=2)
        ):  # the mean of two
            return _of(added, units)
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub(), right=right):
            return _alike(_of(left, units), _of(right, units))
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            one, other = _of(left, units), _of(right, units)
            return Unit(one.scale * other.scale, one.name if other.name is None else other.name)
        case ast.BinOp(left=left, right=right):
            return _ratio(_of(left, units), _of(right, units))
        case _:
            raise FormulaError(f"{ast.unparse(node)!r} is not allowed")


def _alike(one: Unit, other: Unit) -> Unit:
    if one.name is None or other.name is None:  # x/p-1
        return one if other.name is None else other
    if one != other:
        raise Contradiction(f"{_shown(one)} and {_shown(other)} are added up")
    return one


def _ratio(one: Unit, other: Unit) -> Unit:
    if other.name is None:
        return Unit(one.scale / other.scale, one.name)
    return Unit(one.scale / other.scale, "" if one.name == other.name else f"{one.name}_per_{other.name}")
