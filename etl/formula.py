"""The formula language: arithmetic over wide tables (years x the nation and its regions).

Formulas are evaluated from their syntax tree; nothing of them is ever run as code.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from etl.columns import Numbers, Positions
from etl.territory import NATION, Territory, sums

MAX_LENGTH = 200

Operand = Numbers | float

_BINARY: dict[type[ast.operator], Callable[[Operand, Operand], Operand]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class FormulaError(Exception):
    """A formula that is not allowed or does not fit its inputs."""


@dataclass(frozen=True)
class Formula:
    """A checked formula.

    Attributes:
        text: As written in the catalogue.
        names: The inputs it uses, in order of appearance.
    """

    text: str
    names: tuple[str, ...]
    _tree: ast.expr

    def evaluate(self, inputs: Mapping[str, Numbers], years: Positions, territory: Territory) -> Numbers:
        """Return the result as a wide table.

        Args:
            inputs: Wide tables (columns: the nation and its regions), all of the same years.
            years: These years.
            territory: The country.

        Returns:
            A table of the same shape; infinite results (division by zero) are missing.

        Raises:
            FormulaError: If a name is no input or the formula yields a bare number.
        """
        with np.errstate(all="ignore"):  # what cannot be computed is missing
            result = _Evaluator(inputs, years, territory).value(self._tree)
        if not isinstance(result, np.ndarray):
            raise FormulaError(f"the formula {self.text!r} uses no input")
        return np.where(np.isinf(result), np.nan, result)


def parse(text: str) -> Formula:
    """Check a formula.

    Allowed are numbers, names of inputs, + - * /, parentheses and `FUNCTIONS` with one argument.

    Raises:
        FormulaError: If anything else stands in the text.
    """
    if len(text) > MAX_LENGTH:
        raise FormulaError(f"a formula has at most {MAX_LENGTH} characters")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise FormulaError(f"{text!r} is no formula") from None
    names: dict[str, None] = {}
    _check(tree, text, names)
    return Formula(text, tuple(names), tree)


def _check(node: ast.expr, text: str, names: dict[str, None]) -> None:
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            _check(left, text, names)
            _check(right, text, names)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            _check(operand, text, names)
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in FUNCTIONS:
            _check(argument, text, names)
        case ast.Name(id=name) if name not in FUNCTIONS:
            names[name] = None
        case ast.Constant(value=value) if type(value) in (int, float):
            pass
        case _:
            raise FormulaError(f"{ast.unparse(node)!r} is not allowed in the formula {text!r}")


class _Evaluator:
    def __init__(self, inputs: Mapping[str, Numbers], years: Positions, territory: Territory) -> None:
        self.inputs = inputs
        self.years = years
        self.territory = territory

    def value(self, node: ast.expr) -> Operand:
        match node:
            case ast.BinOp(left=left, op=op, right=right):
                return self._divide_safely(_BINARY[type(op)], self.value(left), self.value(right))
            case ast.UnaryOp(operand=operand):
                return -self.value(operand)
            case ast.Call(func=ast.Name(id=name), args=[argument]):
                table = self.value(argument)
                if not isinstance(table, np.ndarray):
                    raise FormulaError(f"{name}() needs an input")
                of_year = FUNCTIONS[name](table, self.years, self.territory)
                return np.repeat(of_year[:, None], table.shape[1], axis=1)
            case ast.Name(id=name) if name in self.inputs:
                return self.inputs[name]
            case ast.Constant(value=value) if isinstance(value, int | float):
                return float(value)
            case _:
                raise FormulaError(f"{ast.unparse(node)!r} is no input")

    @staticmethod
    def _divide_safely(
        operation: Callable[[Operand, Operand], Operand], left: Operand, right: Operand
    ) -> Operand:
        try:
            return operation(left, right)
        except ZeroDivisionError:  # of two bare numbers; tables give infinity
            raise FormulaError("a number is divided by zero") from None


def nat(table: Numbers, years: Positions, territory: Territory) -> Numbers:
    """Return the national row, else the sum of all regions in force."""
    nation = table[:, NATION]
    return np.where(np.isnan(nation), territory.complete_sum(table, years, territory.regions), nation)


def cap(table: Numbers, years: Positions, territory: Territory) -> Numbers:
    """Return the sum of the capital area."""
    return territory.complete_sum(table, years, territory.capital)


def cv(table: Numbers, _years: Positions, _territory: Territory) -> Numbers:
    """Return the unweighted coefficient of variation of the regions, in percent."""
    regions = table[:, NATION + 1 :]
    missing = np.isnan(regions)
    n_regions = (~missing).sum(axis=1)
    mean = sums(np.where(missing, 0.0, regions)) / n_regions
    squares = np.where(missing, 0.0, (mean[:, None] - regions) ** 2)
    relative: Numbers = 100 * np.sqrt(sums(squares) / n_regions) / mean
    return relative


def spread(table: Numbers, _years: Positions, _territory: Territory) -> Numbers:
    """Return the highest regional value as a multiple of the lowest."""
    regions = table[:, NATION + 1 :]
    highest: Numbers = np.fmax.reduce(regions, axis=1)
    lowest: Numbers = np.fmin.reduce(regions, axis=1)
    return highest / lowest


def count_negative(table: Numbers, _years: Positions, _territory: Territory) -> Numbers:
    """Return how many regions are below zero."""
    regions = table[:, NATION + 1 :]
    return np.where(np.isnan(regions).all(axis=1), np.nan, (regions < 0).sum(axis=1))


FUNCTIONS: dict[str, Callable[[Numbers, Positions, Territory], Numbers]] = {
    function.__name__: function for function in (nat, cap, cv, spread, count_negative)
}
