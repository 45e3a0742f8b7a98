"""A `Listing` is the answer that is a list of things, not of figures: companies, ties, meetings, areas.

It carries what a reader must know as an `Exhibit` does, so that page, picture and file say the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES, Language
from regions.shapes.credit import credit_of_rows
from regions.shapes.exhibit import Remark

# Columns of numbers of things and of money, written in groups of digits; years and codes stand as they are.
AMOUNTS = (
    *(
        "participants",
        "participants_kr",
        "participants_jp",
        "held",
        "official",
        "total",
        "at_risk",
        "counted",
    ),
    *(
        "received",
        "by_prefecture",
        "by_municipalities",
        "count",
        "cost",
        "per_head",
        "deduction",
        "net",
        "ties",
    ),
    *("employees", "capital_stock_yen"),
)


@dataclass(frozen=True)
class Listing:
    """A list with its meaning, in one language.

    Attributes:
        id: Identifies the list within its page, e.g. `ties`.
        view: The View it answers.
        title: What is listed.
        subtitle: What counts, and how much of it is held.
        data: One row a thing; texts of publishers in the original, columns `source_id, source, source_url` at
            the end.
        columns: The columns a reader sees, in order; message `listing.column.<name>` is the heading.
        further: Columns of `data` that a workbook shows behind these; the page shows them elsewhere.
        remarks: Warnings of the fixed vocabulary, such as `partial_coverage`.
        notes: Sentences a reader must know.
        source_line: Publishers and who processed the rows; stands inside every picture.
        citation: Producer first, then this dashboard, version and link.
        alternative_text: What a listener needs instead of the picture.
        build_id: Data version.
    """

    id: str
    view: View
    title: str
    subtitle: str
    data: pd.DataFrame
    columns: tuple[str, ...]
    remarks: tuple[Remark, ...]
    notes: tuple[str, ...]
    source_line: str
    citation: str
    alternative_text: str
    build_id: str
    further: tuple[str, ...] = ()

    @property
    def comparability(self) -> Remark:
        """Nothing: a list of things compares with none."""
        return Remark("", "")

    @property
    def language(self) -> Language:
        """Language of the texts."""
        return self.view.language


def make_listing(
    identifier: str,
    view: View,
    build: Build,
    data: pd.DataFrame,
    columns: tuple[str, ...],
    *,
    title: str,
    subtitle: str,
    partial: str = "",
    notes: tuple[str, ...] = (),
    credit: str = "",
    further: tuple[str, ...] = (),
) -> Listing:
    """Return a list with its sources.

    Args:
        identifier: Identifies the list within its page.
        view: The View.
        build: The build the rows are from.
        data: The rows, with `source_id`.
        columns: What a reader sees; `source` is added.
        title: What is listed.
        subtitle: What counts and how much is held.
        partial: Why the list is incomplete; empty where it is whole.
        notes: Further sentences.
        credit: What the terms of the rows' one source require to be said, in place of publishers' names.
        further: Columns that a workbook shows behind those of `columns`.
    """
    data = with_sources(data, build.catalogue, view.language)
    sources = credit_of_rows(data.source_id, title, view, build)
    return Listing(
        id=identifier,
        view=view,
        title=title,
        subtitle=subtitle,
        data=data,
        columns=(*columns, "source", "source_url"),
        remarks=(Remark("partial_coverage", partial),) if partial else (),
        notes=notes,
        source_line=credit or sources.line,
        citation=sources.citation,
        alternative_text=f"{title} {subtitle}",
        build_id=build.id,
        further=further,
    )


def is_amount(name: str, values: Iterable[Any]) -> bool:
    """Say whether a column holds whole numbers that are written in groups of digits; missing ones aside."""
    return name in AMOUNTS and all(float(value).is_integer() for value in values if pd.notna(value))


def with_sources(data: pd.DataFrame, catalogue: Catalogue, language: Language) -> pd.DataFrame:
    """Return rows with `source` (publisher and title) and `source_url`."""
    sources = [catalogue.sources.get(code) for code in data.source_id]
    data = data.reset_index(drop=True)
    rest = data.drop(columns="source_id")
    return rest.assign(
        source_id=data.source_id,
        source=pd.Series([one.named(language) if one else None for one in sources], dtype=object),
        source_url=pd.Series([one.url if one else None for one in sources], dtype=object),
    )


def region_names(codes: pd.Series, catalogue: Catalogue, language: Language) -> pd.Series:
    """Return the short names of regions; missing where a thing has no place."""
    regions = catalogue.regions
    names = [regions[code].short[language] if pd.notna(code) else None for code in codes]
    return pd.Series(names, index=codes.index, dtype=object)


def place_text(code: str | None, published: str, catalogue: Catalogue, language: Language) -> str:
    """Return the name of a place in the reader's language, the published one in brackets where it is another.

    A place without a code is one that the lists leave open: it has its published name alone.
    """
    if not isinstance(code, str):
        return f"[{published}]"
    name = catalogue.place_name(code)[language]
    return published if name in published else f"{name} [{published}]"


def translated(data: pd.DataFrame, name: str, language: Language) -> pd.Series:
    """Return a text kept in three languages in one of them.

    The columns are `<name>_ko`, `<name>_ja`, `<name>_en`, or `<name>` alone for the English of a remark whose
    translations stand beside it; an empty translation falls back to what there is.
    """
    held = [f"{name}_{one}" for one in (language, *LANGUAGES)]
    texts = pd.Series(None, index=data.index, dtype=object)
    if language == "en" and name in data:
        texts = data[name].astype(object)
    for column in (*held, name):
        if column in data:
            texts = texts.where(texts.notna(), data[column].astype(object))
    return texts
