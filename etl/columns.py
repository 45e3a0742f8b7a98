"""Columns as arrays: texts as numbers, so that rows are found without comparing texts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

Numbers = npt.NDArray[np.float64]
Positions = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

EMPTY = -1
NOWHERE: Positions = np.zeros(0, dtype=np.int64)
YEAR = re.compile(r"\d{4}", re.ASCII)


@dataclass(frozen=True)
class Coded:
    """A column of texts.

    Attributes:
        codes: For each row the position of its text in `texts`; `EMPTY` for an empty cell.
        texts: The different texts in the order in which they first appear.
    """

    codes: Positions
    texts: tuple[str, ...]

    @cached_property
    def rows(self) -> dict[str, Positions]:
        """The rows of each text."""
        order = np.argsort(self.codes, kind="stable")
        bounds = np.searchsorted(self.codes[order], np.arange(len(self.texts) + 1))
        return {
            text: order[first:last]
            for text, first, last in zip(self.texts, bounds[:-1], bounds[1:], strict=True)
        }

    def is_one_of(self, wanted: Iterable[str | None], rows: Positions) -> Mask:
        """Say which of some rows have one of the texts (None: an empty cell)."""
        known = [self._code_of.get(text) for text in wanted]
        fits = np.zeros(len(self.texts) + 1, dtype=bool)  # the last is that of empty cells
        fits[[code for code in known if code is not None]] = True
        found: Mask = fits[self.codes[rows]]
        return found

    @cached_property
    def _code_of(self) -> dict[str | None, int]:
        return {None: EMPTY, **{text: code for code, text in enumerate(self.texts)}}

    def at(self, rows: Positions) -> "Coded":
        """Return some rows."""
        return Coded(self.codes[rows], self.texts)

    @property
    def column(self) -> "pd.Categorical[Any]":
        """The column as pandas holds it."""
        return pd.Categorical.from_codes(self.codes, pd.Index(self.texts, dtype="str"))


def as_codes(column: "pd.Series[Any]") -> Coded:
    """Return a column as numbers."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return Coded(column.cat.codes.to_numpy().astype(np.int64), tuple(column.cat.categories))
    codes, texts = pd.factorize(column)
    return Coded(codes.astype(np.int64), tuple(map(str, texts)))


def each(texts: Iterable[str]) -> Coded:
    """Return texts, some of which may be the same, as a column."""
    return as_codes(pd.Series(list(texts), dtype="str"))


def together(parts: Sequence[Coded]) -> Coded:
    """Return columns one below the other, as one; its texts are sorted."""
    texts = sorted({text for part in parts for text in part.texts})
    code_of = {text: code for code, text in enumerate(texts)}
    codes = [np.array([*map(code_of.__getitem__, part.texts), EMPTY])[part.codes] for part in parts]
    return Coded(np.concatenate(codes), tuple(texts))


def numbered(parts: Iterable[Positions]) -> Positions:
    """Number the combinations of codes that rows have, in the order in which they first appear."""
    found: Positions = NOWHERE
    for codes in parts:
        together = codes if found is NOWHERE else found * (codes.max(initial=0) + 2) + codes
        found = pd.factorize(together, use_na_sentinel=False)[0].astype(np.int64)
    return found


def spelled(texts: Sequence[str], codes: Positions) -> Any:
    """Return codes as a column of texts again."""
    return pd.array(list(texts), dtype="str").take(codes, allow_fill=True)


def as_years(column: pd.Series) -> Numbers:
    """Return years as numbers; missing where there is anything else."""
    texts = as_codes(column)
    years = [float(text) if YEAR.fullmatch(text) else np.nan for text in texts.texts]
    return np.array([*years, np.nan])[texts.codes]


def as_numbers(column: pd.Series) -> Numbers:
    """Return texts as finite numbers; missing where there is anything else."""
    try:
        values = pa.array(column).cast(pa.float64()).to_numpy(zero_copy_only=False)
    except pa.ArrowInvalid:
        values = pd.to_numeric(column, errors="coerce").to_numpy(dtype=float)
    return np.where(np.isfinite(values), values, np.nan)
