"""Exhibits as fields and as a text to quote: the same figures, warnings and sources as on the page."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from api.mcp.answers import (
    Comparability,
    Figure,
    Measured,
    Named,
    Remarked,
    Shown,
    ShownExhibit,
    SourceAnswer,
)
from api.mcp.call import Call, Reply, Unanswerable
from exports.csv import csv_frame
from exports.figures import Row, is_missing, measure_of, written_value
from i18n.lists import sentences
from i18n.numbers import quantity
from regions.asking.view import View
from regions.database.catalogue import Indicator
from regions.database.sources import Source
from regions.shapes.exhibit import Exhibit, Remark, comparability, unit_phrase
from regions.shapes.units import decimals_of

# More figures than this no assistant reads; files hold them.
MOST_FIGURES = 3000
# In the text; the fields hold all.
_MOST_QUOTED = 400
_COLUMNS = ("indicator_id", "region_code", "country", "year", "value", "unit", "status", "mark", "source_id")
_NAMES = ("indicator", "name_ko", "name_ja", "name_en", "source")


def shown(exhibits: Sequence[Exhibit], view: View, call: Call) -> Reply[Shown]:
    """Return what a page shows for a View.

    Raises:
        Unanswerable: If it shows nothing, or more than an answer holds.
    """
    return Reply(shown_content(exhibits, view, call), told(exhibits, call))


def shown_content(exhibits: Sequence[Exhibit], view: View, call: Call) -> Shown:
    """Return what a page shows for a View, as fields.

    Raises:
        Unanswerable: If it shows nothing, or more than an answer holds.
    """
    count = sum(len(exhibit.data) for exhibit in exhibits)
    if not any(exhibit.has_figures for exhibit in exhibits):
        raise Unanswerable(call.t("mcp.error.no_figures"))
    if count > MOST_FIGURES:
        raise Unanswerable(call.t("mcp.error.too_many_figures", count=count, limit=MOST_FIGURES))
    return Shown(
        exhibits=[_exhibit(exhibit, call) for exhibit in exhibits],
        link=call.publication.link(view),
        language=call.language,
        data_version=call.build.id,
    )


def _exhibit(exhibit: Exhibit, call: Call) -> ShownExhibit:
    catalogue = call.build.catalogue
    codes = dict.fromkeys(str(code) for code in exhibit.data.indicator_id.dropna())
    if "x_indicator_id" in exhibit.data:
        codes |= dict.fromkeys(str(code) for code in exhibit.data.x_indicator_id.dropna())
    known = [catalogue.indicators[code] for code in codes if code in catalogue.indicators]
    return ShownExhibit(
        id=exhibit.id,
        title=exhibit.title,
        subtitle=exhibit.subtitle,
        finding=exhibit.claim,
        indicators=[measured(indicator, exhibit.view, call) for indicator in known],
        comparability=compares(exhibit.comparability, call),
        warnings=remarked(exhibit.remarks, call),
        notes=list(exhibit.notes),
        base_year=exhibit.base_year,
        figures=figures_of(exhibit, call),
        missing=[
            Named(code=code, name=catalogue.place_name(code)[call.language]) for code in exhibit.missing
        ],
        sources=[source_answer(one, call) for one in call.publication.sources(exhibit)],
        source_line=exhibit.source_line,
        citation=call.publication.citation(exhibit),
        link=call.publication.link(exhibit.view),
    )


def measured(indicator: Indicator, view: View, call: Call) -> Measured:
    """Return an indicator in short, with the unit it has in a View."""
    return Measured(
        id=indicator.id,
        name=indicator.name[call.language],
        definition=indicator.definition[call.language],
        unit=unit_phrase(indicator, view),
        comparability=compares(comparability(indicator, call.language), call),
    )


def compares(remark: Remark, call: Call) -> Comparability:
    """Return a comparability with its name."""
    return Comparability(code=remark.code, name=call.t(f"comparability.{remark.code}"), reason=remark.text)


def remarked(remarks: Iterable[Remark], call: Call) -> list[Remarked]:
    """Return warnings with their names."""
    return [Remarked(code=one.code, name=call.t(f"warning.{one.code}"), text=one.text) for one in remarks]


def source_answer(source: Source, call: Call) -> SourceAnswer:
    """Return a source in one language."""
    return SourceAnswer(
        id=source.id,
        publisher=source.publisher[call.language],
        title=source.titled(call.language),
        url=source.url,
        licence=source.licence,
        retrieved_on=f"{source.retrieved_on:%Y-%m-%d}",
    )


def figures_of(exhibit: Exhibit, call: Call) -> list[Figure]:
    """Return every figure of an exhibit, with the numbers that its files hold."""
    catalogue = call.build.catalogue
    written = plain_rows(csv_frame(exhibit, catalogue))
    return [
        Figure(
            indicator=str(row["indicator_id"]),
            region=str(row["region_code"]),
            name=str(row[f"name_{call.language}"]),
            country=str(row["country"]),
            year=row["year"],
            value=row["value"],
            unit=row["unit"] or "",
            text=_text(exhibit, record, row["unit"] or "", call),
            status=row["status"] or "",
            mark=row.get("mark"),
            source=row.get("source_id") or "",
            further={
                name: value for name, value in row.items() if name not in _COLUMNS and name not in _NAMES
            },
        )
        for row, record in zip(written, exhibit.data.to_dict("records"), strict=True)
    ]


def _text(exhibit: Exhibit, row: Row, unit: str, call: Call) -> str:
    """Return a figure as the reader writes it; where units differ from row to row, with that of the row."""
    if "unit" not in exhibit.dimensions or is_missing(row["value"]):
        return written_value(exhibit, row, call.build.catalogue)
    measure, mode = measure_of(exhibit, row, call.build.catalogue), exhibit.view.mode
    currency = exhibit.view.currency or (measure.currencies[0] if measure.currencies else None)
    decimals = decimals_of(measure, currency, mode)
    return quantity(float(row["value"]), unit, call.language, decimals, signed=mode == "change")


def plain_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows as JSON holds them: what is missing as null, no types of numpy."""
    return [{str(name): _plain(value) for name, value in row.items()} for row in frame.to_dict("records")]


def _plain(value: object) -> object:
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return None
    if isinstance(value, np.generic):
        return _plain(value.item())
    return value if isinstance(value, str | bool | int | float) else str(value)


def told(exhibits: Sequence[Exhibit], call: Call, without_figures: bool = False) -> str:
    """Return exhibits as a text that can be quoted, each with what must be said beside it."""
    return "\n\n".join(
        "\n".join(line for line in _lines(exhibit, call, without_figures) if line) for exhibit in exhibits
    )


def _lines(exhibit: Exhibit, call: Call, without_figures: bool) -> list[str]:
    t = call.t
    compared = compares(exhibit.comparability, call)
    return [
        f"# {exhibit.title}",
        exhibit.subtitle,
        exhibit.claim,
        *([] if without_figures else _quoted(exhibit, call)),
        sentences((compared.name, compared.reason), call.language),
        *(f"{one.name}: {one.text}" for one in remarked(exhibit.remarks, call)),
        *exhibit.notes,
        exhibit.source_line,
        t("mcp.cite", citation=call.publication.citation(exhibit)),
        t("mcp.link", link=call.publication.link(exhibit.view)),
    ]


def _quoted(exhibit: Exhibit, call: Call) -> list[str]:
    """Return a line a region and indicator: its figures by year."""
    known = call.build.catalogue.indicators
    figures = figures_of(exhibit, call)
    several = len({one.indicator for one in figures}) > 1
    lines: dict[tuple[str, str], list[str]] = {}
    for one in figures[:_MOST_QUOTED]:
        lines.setdefault((one.indicator, one.name), []).append(_dated(one))
    found = []
    for (code, name), texts in lines.items():
        called = f"{known[code].name[call.language]} " if several and code in known else ""
        found.append(f"- {called}{name}: {'; '.join(texts)}")
    if len(figures) > _MOST_QUOTED:
        found.append(call.t("mcp.more_figures", count=len(figures) - _MOST_QUOTED))
    return found


def _dated(figure: Figure) -> str:
    sex, ages = figure.further.get("sex"), [figure.further.get(name) for name in ("age_from", "age_to")]
    group = " ".join(str(one) for one in (sex, *ages) if one is not None)
    return " ".join(part for part in (str(figure.year or ""), group, figure.text) if part)
