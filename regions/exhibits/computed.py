"""Exhibits put together from computed figures: what ranks, relations, shares and lags have in common."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from i18n.messages import messages
from regions.asking.view import View
from regions.build.catalogue import Coverage, Indicator
from regions.build.database import Build
from regions.build.languages import LANGUAGES, Language, Text
from regions.shapes.exhibit import (
    Exhibit,
    Remark,
    citation,
    comparability,
    region_notes,
    remarks,
    source_line,
    unit_texts,
)

OBSERVED = ["indicator_id", "region_code", "country", "year", "value", "status", "mark", "source_id"]
# From the least comparable to the most; what tells one country alone compares with nothing.
_COMPARABILITY = ("differs", "near", "single_country", "same")


@dataclass(frozen=True)
class Words:
    """The texts of an exhibit, in the reader's language.

    Attributes:
        title: What is shown.
        subtitle: Definition and unit.
        claim: The finding as a sentence; empty where the data do not allow one.
        picture: Kind of picture, for the text alternative.
        notes: Notes besides the dated changes of the regions shown.
    """

    title: str
    subtitle: str
    claim: str
    picture: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scale:
    """The unit of computed figures where it is not the indicator's, and its decimals."""

    unit: str
    decimals: int


def computed_exhibit(
    exhibit_id: str,
    view: View,
    indicators: tuple[Indicator, ...],
    build: Build,
    data: pd.DataFrame,
    words: Words,
    scale: Scale | None = None,
    missing: tuple[str, ...] = (),
) -> Exhibit:
    """Return an exhibit of figures computed from one or more indicators.

    Args:
        exhibit_id: Identifies the exhibit within its page.
        view: The View it answers.
        indicators: The indicator whose unit the figures have, then the others they rest on.
        build: The build read.
        data: Tidy frame with at least the columns of `observations`.
        words: Its texts.
        scale: Unit and decimals where they are not the indicator's.
        missing: Regions asked for that have no figure.
    """
    lead, language = indicators[0], view.language
    shown = data.dropna(subset=["value"])
    units = unit_texts(lead, view)
    if scale:
        lead = replace(lead, decimals=scale.decimals, currencies=())
        units = dict.fromkeys(("KR", "JP"), scale.unit)
        view = replace(view, currency=None)
    whole = _joint(indicators)
    least = min(indicators, key=lambda one: _COMPARABILITY.index(one.comparability))
    alternative = messages(language)(
        "rank.alternative_text", title=words.title, picture=words.picture, claim=words.claim
    )
    return Exhibit(
        id=exhibit_id,
        view=view,
        indicator=lead,
        data=data,
        title=words.title,
        subtitle=words.subtitle,
        claim=words.claim,
        units=units,
        comparability=comparability(least, language),
        remarks=_remarks(indicators, shown, language),
        notes=(
            *words.notes,
            *region_notes(build.catalogue, shown[shown.region_code.isin(build.catalogue.regions)], language),
        ),
        source_line=source_line(whole, build.catalogue, view),
        citation=citation(whole, build, view),
        alternative_text=" ".join(alternative.split()),
        missing=missing,
        base_year=None,
        build_id=build.id,
        dimensions=tuple(str(column) for column in data if column not in (*OBSERVED, "role")),
    )


def _remarks(
    indicators: tuple[Indicator, ...], shown: pd.DataFrame, language: Language
) -> tuple[Remark, ...]:
    """Return the warnings of all indicators, each code once with all its texts."""
    texts: dict[str, list[str]] = {}
    for indicator in indicators:
        for remark in remarks(indicator, shown, language):
            texts.setdefault(remark.code, []).append(remark.text)
    return tuple(Remark(code, " ".join(dict.fromkeys(lines))) for code, lines in texts.items())


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Return the rows of a frame as objects with an attribute a column."""
    return iter(frame.itertuples())


def source_ids(indicator: Indicator, country: str) -> str:
    """Return the sources of a country's figures of an indicator, joined by `;`."""
    coverage = indicator.countries.get(country)
    return ";".join(coverage.source_ids) if coverage else ""


def observed(frame: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Complete computed figures to the columns of `observations`: indicator, status, mark, sources."""
    whole = frame.assign(indicator_id=indicator.id, mark=None)
    whole["source_id"] = [source_ids(indicator, country) for country in whole.country]
    if "status" not in whole:
        whole["status"] = "actual"
    others = [column for column in whole if column not in OBSERVED]
    return whole[[*OBSERVED, *others]]


def _joint(indicators: tuple[Indicator, ...]) -> Indicator:
    """Return the first indicator with the names and sources of all, for source line and citation."""
    if len(indicators) == 1:
        return indicators[0]
    countries: dict[str, Coverage] = {}
    for indicator in indicators:
        for country, coverage in indicator.countries.items():
            held = countries.get(country, replace(coverage, source_ids=()))
            ids = tuple(dict.fromkeys((*held.source_ids, *coverage.source_ids)))
            countries[country] = replace(held, source_ids=ids)
    names = Text(*(" × ".join(one.name[language] for one in indicators) for language in LANGUAGES))
    return replace(indicators[0], name=names, countries=countries)
