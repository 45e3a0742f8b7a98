"""The one place in which an `Exhibit` is put together: from figures, what they measure, and texts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Indicator, Measure
from regions.database.languages import LANGUAGES, Language, Text
from regions.database.places import COUNTRIES
from regions.shapes.credit import Credit, credit_of_measures, credit_of_sources
from regions.shapes.exhibit import (
    ChartKind,
    Exhibit,
    Remark,
    comparability,
    joint_remarks,
    region_notes,
    remarks,
    text_alternative,
    unit_texts,
)
from regions.shapes.frames import OBSERVED
from regions.shapes.layout import Layout

# From the least comparable to the most; what tells one country alone compares with nothing.
_COMPARABILITY = ("differs", "near", "single_country", "same")


@dataclass(frozen=True)
class Wording:
    """The texts of an exhibit, in the reader's language; what has nothing to say is empty.

    Attributes:
        title: What is shown.
        subtitle: Definition and unit.
        claim: The finding as a sentence.
        alternative: What a listener needs instead of the picture, where it is not title, picture and claim.
        notes: Notes besides the dated changes of the regions shown.
        picture: Kind of picture.
    """

    title: str
    subtitle: str
    claim: str = ""
    alternative: str = ""
    notes: tuple[str, ...] = ()
    picture: str = ""

    def alternative_text(self, language: Language) -> str:
        """Return the text alternative, one space between words."""
        if self.picture:
            return text_alternative(self.title, self.picture, self.claim, language)
        return " ".join(self.alternative.split())


@dataclass(frozen=True)
class Scale:
    """The unit of computed figures where it is not the indicator's, and its decimals."""

    unit: str
    decimals: int


def make_exhibit(
    exhibit_id: str,
    view: View,
    build: Build,
    measure: Measure,
    data: pd.DataFrame,
    wording: Wording,
    *,
    credit: Credit | None = None,
    sources: Iterable[str] | None = None,
    compares: Remark | None = None,
    warnings: tuple[Remark, ...] | None = None,
    units: Mapping[str, str] | None = None,
    dated_changes: bool = True,
    dimensions: tuple[str, ...] = (),
    missing: tuple[str, ...] = (),
    base_year: int | None = None,
    chart: ChartKind = "table",
    layout: Layout | None = None,
) -> Exhibit:
    """Return an exhibit; what is not given follows from the measure and the figures.

    Args:
        exhibit_id: Identifies the exhibit within its page.
        view: The View it answers.
        build: The build.
        measure: What the figures are of.
        data: At least the columns of `OBSERVED`, and the dimensions.
        wording: Its texts.
        credit: Whom the figures are owed to, where it is not the measure's sources.
        sources: Ids of the sources, where they are not the measure's.
        compares: Comparability, where it is not the measure's.
        warnings: What a reader must know, where it is not what the measure warns of in the years shown.
        units: Unit by country, where it is not the measure's.
        dated_changes: Whether the changes of the regions shown are told.
        dimensions: Columns that tell the rows apart.
        missing: Regions asked for that have no figure.
        base_year: Base of an index or change.
        chart: How slides and workbooks draw it.
        layout: The figures in rows and columns of the page's own.
    """
    language = view.language
    shown = data.dropna(subset=["value"])
    if sources is not None:
        credit = credit_of_sources(sources, wording.title, view, build)
    credit = credit or credit_of_measures((measure,), view, build)
    warnings = remarks(measure, shown, language) if warnings is None else warnings
    changes = region_notes(build.catalogue, shown, language, warnings) if dated_changes else ()
    return Exhibit(
        id=exhibit_id,
        view=view,
        indicator=measure,
        data=data,
        title=wording.title,
        subtitle=wording.subtitle,
        claim=wording.claim,
        units=dict(unit_texts(measure, view) if units is None else units),
        comparability=compares or comparability(measure, language),
        remarks=warnings,
        notes=(*wording.notes, *changes),
        source_line=credit.line,
        citation=credit.citation,
        alternative_text=wording.alternative_text(language),
        missing=missing,
        base_year=base_year,
        build_id=build.id,
        dimensions=dimensions,
        chart=chart,
        layout=layout,
    )


def computed_exhibit(
    exhibit_id: str,
    view: View,
    indicators: tuple[Indicator, ...],
    build: Build,
    data: pd.DataFrame,
    wording: Wording,
    scale: Scale | None = None,
    missing: tuple[str, ...] = (),
    chart: ChartKind = "table",
) -> Exhibit:
    """Return an exhibit of figures computed from one or more indicators.

    It compares as the least comparable of them does, warns of what any of them warns, and names the sources
    of all.

    Args:
        exhibit_id: Identifies the exhibit within its page.
        view: The View it answers.
        indicators: The indicator whose unit the figures have, then the others they rest on.
        build: The build read.
        data: Tidy frame with at least the columns of `OBSERVED`.
        wording: Its texts.
        scale: Unit and decimals where they are not the indicator's.
        missing: Regions asked for that have no figure.
        chart: How slides and workbooks draw it.
    """
    measure: Measure = indicators[0]
    if scale:
        view = replace(view, currency=None)
        unit = Text(*(scale.unit for _ in LANGUAGES))
        measure = measure.computed(decimals=scale.decimals, currencies=(), unit=unit, currency_units={})
    least = min(indicators, key=lambda one: _COMPARABILITY.index(one.comparability))
    return make_exhibit(
        exhibit_id,
        view,
        build,
        measure,
        data,
        wording,
        credit=credit_of_measures(indicators, view, build),
        compares=comparability(least, view.language),
        warnings=joint_remarks(indicators, data.dropna(subset=["value"]), view.language),
        units=dict.fromkeys(COUNTRIES, scale.unit) if scale else None,
        dimensions=tuple(str(column) for column in data if column not in (*OBSERVED, "role")),
        missing=missing,
        chart=chart,
    )
