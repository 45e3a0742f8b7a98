"""The formula language: arithmetic over wide tables (years x regions).

Formulas are evaluated from their syntax tree; nothing of them is ever run as code.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from etl.territory import Territory

MAX_LENGTH = 200

Operand = pd.DataFrame | float

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

    def evaluate(self, inputs: Mapping[str, pd.DataFrame], territory: Territory) -> pd.DataFrame:
        """Return the result as a wide table.

        Args:
            inputs: Wide tables of numbers (index year, columns the nation and its regions), all with the same
                index.
            territory: The country.

        Returns:
            A table of the same shape; infinite results (division by zero) are missing.

        Raises:
            FormulaError: If a name is no input or the formula yields a bare number.
        """
        result = _Evaluator(inputs, territory).value(self._tree)
        if not isinstance(result, pd.DataFrame):
            raise FormulaError(f"the formula {self.text!r} uses no input")
        return result.replace([np.inf, -np.inf], np.nan)


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
    def __init__(self, inputs: Mapping[str, pd.DataFrame], territory: Territory) -> None:
        self.inputs = inputs
        self.territory = territory

    def value(self, node: ast.expr) -> Operand:
        match node:
            case ast.BinOp(left=left, op=op, right=right):
                return self._divide_safely(_BINARY[type(op)], self.value(left), self.value(right))
            case ast.UnaryOp(operand=operand):
                return -self.value(operand)
            case ast.Call(func=ast.Name(id=name), args=[argument]):
                table = self.value(argument)
                if not isinstance(table, pd.DataFrame):
                    raise FormulaError(f"{name}() needs an input")
                return self._spread_out(FUNCTIONS[name](table, self.territory), table)
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

    @staticmethod
    def _spread_out(series: pd.Series, like: pd.DataFrame) -> pd.DataFrame:
        """Give every column the same yearly value."""
        values = np.repeat(series.to_numpy(dtype=float)[:, None], like.shape[1], axis=1)
        return pd.DataFrame(values, index=like.index, columns=like.columns)


def nat(table: pd.DataFrame, territory: Territory) -> pd.Series:
    """Return the national row, else the sum of all regions in force."""
    return table[territory.country].fillna(territory.complete_sum(table, territory.regions))


def cap(table: pd.DataFrame, territory: Territory) -> pd.Series:
    """Return the sum of the capital area."""
    return territory.complete_sum(table, territory.capital)


def cv(table: pd.DataFrame, territory: Territory) -> pd.Series:
    """Return the unweighted coefficient of variation of the regions, in percent."""
    regions = table[list(territory.regions)]
    return 100 * regions.std(axis=1, ddof=0) / regions.mean(axis=1)


def spread(table: pd.DataFrame, territory: Territory) -> pd.Series:
    """Return the highest regional value as a multiple of the lowest."""
    regions = table[list(territory.regions)]
    return regions.max(axis=1) / regions.min(axis=1)


def count_negative(table: pd.DataFrame, territory: Territory) -> pd.Series:
    """Return how many regions are below zero."""
    regions = table[list(territory.regions)]
    return (regions < 0).sum(axis=1).where(regions.notna().any(axis=1)).astype(float)


FUNCTIONS: dict[str, Callable[[pd.DataFrame, Territory], pd.Series]] = {
    function.__name__: function for function in (nat, cap, cv, spread, count_negative)
}
