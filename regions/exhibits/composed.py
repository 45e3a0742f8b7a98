"""Exhibits whose figures come from several indicators, or from tables by age, sex, origin and destination."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from i18n.messages import messages
from regions.asking.view import View, address
from regions.build.catalogue import Catalogue, Indicator
from regions.build.database import Build
from regions.build.languages import Language
from regions.figures.observations import COLUMNS
from regions.shapes.exhibit import (
    ChartKind,
    Exhibit,
    Remark,
    comparability,
    region_notes,
    remarks,
    unit_texts,
)


@dataclass(frozen=True)
class Wording:
    """The texts of an exhibit, in the reader's language; what has nothing to say is empty."""

    title: str
    subtitle: str
    claim: str = ""
    alternative: str = ""
    notes: tuple[str, ...] = ()


def composed_exhibit(
    exhibit_id: str,
    view: View,
    build: Build,
    *,
    indicator: Indicator,
    data: pd.DataFrame,
    dimensions: tuple[str, ...],
    wording: Wording,
    source_ids: Iterable[str],
    compares: Remark | None = None,
    chart: ChartKind = "table",
) -> Exhibit:
    """Return an exhibit whose sources are named by the caller.

    Args:
        exhibit_id: Identifies the exhibit within its page.
        view: The View it answers.
        build: The build.
        indicator: The indicator that gives unit, comparability and warnings.
        data: At least the columns of `observations` and the dimensions.
        dimensions: Columns that tell the rows apart.
        wording: Title, subtitle, claim, text alternative, further notes.
        source_ids: Sources of the figures.
        compares: Comparability, where it is not that of the indicator.
        chart: How slides and workbooks draw it.
    """
    language = view.language
    t = messages(language)
    sources = [build.catalogue.sources[code] for code in dict.fromkeys(source_ids)]
    publishers = dict.fromkeys(source.publisher[language] for source in sources)
    titles = dict.fromkeys(f"{source.publisher[language]}, {source.title}" for source in sources)
    product = t("product.name")
    return Exhibit(
        id=exhibit_id,
        view=view,
        indicator=indicator,
        data=data,
        title=wording.title,
        subtitle=wording.subtitle,
        claim=wording.claim,
        units=unit_texts(indicator, view),
        comparability=compares or comparability(indicator, language),
        remarks=() if compares else remarks(indicator, data, language),
        notes=(*wording.notes, *(() if compares else region_notes(build.catalogue, data, language))),
        source_line=t("source.line", publishers="; ".join(publishers), product=product),
        citation=t(
            "source.citation",
            sources="; ".join(titles),
            indicator=wording.title,
            product=product,
            version=build.id,
            address=address(view),
        ),
        alternative_text=" ".join(wording.alternative.split()),
        missing=(),
        base_year=None,
        build_id=build.id,
        dimensions=dimensions,
        chart=chart,
    )


def observed(frame: pd.DataFrame, **columns: Any) -> pd.DataFrame:
    """Return a frame with every column of `observations` first, constant where given, empty where absent."""
    filled = frame.copy()
    for name, held in columns.items():
        filled[name] = held
    for name in COLUMNS:
        if name not in filled:
            filled[name] = pd.NA if name == "mark" else ""
    return filled[[*COLUMNS, *(name for name in filled.columns if name not in COLUMNS)]]


def sources_of(catalogue: Catalogue, country: str, *indicator_ids: str) -> tuple[str, ...]:
    """Return the sources of a country's figures of some indicators, each once."""
    found: dict[str, None] = {}
    for code in indicator_ids:
        held = catalogue.indicators[code].countries.get(country)
        found |= dict.fromkeys(held.source_ids if held else ())
    return tuple(found)


def short_name(catalogue: Catalogue, code: str, language: Language) -> str:
    """Return the short name of a region or nation."""
    return catalogue.regions[code].short[language]
