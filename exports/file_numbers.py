"""Numbers as files hold them: counts whole, no last digits that come of binary fractions alone."""

from collections.abc import Iterable

import pandas as pd

# A number that has no more digits than the second when rounded to the first, and hardly moves, was meant to
# be the short one: a binary fraction leaves noise behind the 15th digit, a difference of two even before.
_NOISE = ((15, 12), (12, 7))
_FARTHEST = 1e-12
_COUNTS = ("age_from", "age_to", "n", "population", "rank", "year")
_COUNTED_BEFORE, _COUNTED_BEHIND = ("n_", "rank_"), ("_year",)


def file_number(value: float | None, decimals: int | None = 0) -> float | int | None:
    """Return a number as it is written: whole where it has no decimals by its nature, and none by its value.

    Args:
        value: The number; nothing but the noise of computing is taken away.
        decimals: With how many decimals figures of its kind are written; None if unknown.
    """
    if value is None or pd.isna(value):
        return None
    exact = without_noise(float(value))
    return int(exact) if decimals == 0 and exact.is_integer() else exact


def without_noise(value: float) -> float:
    """Return the number that was meant: 0.3 for 0.30000000000000004, any other as it is."""
    if value.is_integer():
        return value
    for digits, most in _NOISE:
        short = f"{value:.{digits}g}"
        significant = short.partition("e")[0].replace(".", "").lstrip("-0")
        if len(significant) <= most and abs(float(short) - value) < _FARTHEST * max(1.0, abs(value)):
            return float(short)
    return value


def file_numbers(values: pd.Series, decimals: Iterable[int | None]) -> pd.Series:
    """Return a column of numbers as they are written, each with its own decimals, missing ones as None."""
    written = [file_number(value, places) for value, places in zip(values.tolist(), decimals, strict=True)]
    return pd.Series(written, index=values.index, dtype=object)


def is_counted(column: str) -> bool:
    """Say whether a column holds whole numbers by its nature: years, ages, ranks, numbers of things."""
    return column in _COUNTS or column.startswith(_COUNTED_BEFORE) or column.endswith(_COUNTED_BEHIND)


def with_file_numbers(frame: pd.DataFrame, counted: Iterable[str] = ()) -> pd.DataFrame:
    """Return a frame whose columns of numbers are as they are written.

    Args:
        frame: The frame; columns that hold Python objects are as they are written already.
        counted: Further columns that hold whole numbers by their nature.
    """
    named = set(counted)
    written = {}
    for name, column in frame.items():
        if not pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
            continue
        is_whole = pd.api.types.is_integer_dtype(column) or name in named or is_counted(str(name))
        written[str(name)] = file_numbers(column, [0 if is_whole else None] * len(column))
    return frame.assign(**written)
