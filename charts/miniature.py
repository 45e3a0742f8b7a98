"""Small charts of the findings as SVG: a glance, a few figures, a text for those who listen.

They are drawn once for each build, language and theme; a page of them weighs less than one Plotly figure.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from charts.theme import FONTS, Theme
from charts.type import SIGNS, spread, text_width
from i18n.lists import listed
from i18n.messages import messages
from i18n.numbers import quantity, span
from regions.database.catalogue import Catalogue, conversion_of
from regions.database.languages import Language
from regions.database.places import are_regions, country_of, is_region
from regions.shapes.exhibit import countries_in_order
from regions.shapes.units import figure_text
from regions.words.findings import Finding
from regions.words.sentences import Year, Years

_WIDTH, _HEIGHT = 300, 118
_TEXT = 12
_BOLD = 1.08  # how much wider bold letters are
_MOST_BARS, _MOST_PAIRS = 5, 3
_LABELS = ("plain", "weighted")


@dataclass(frozen=True)
class Miniature:
    """A small chart and what it says in words."""

    svg: str
    alternative: str


_Row = tuple[str, str, float, str]


@dataclass(frozen=True)
class _Sheet:
    """What every small chart needs."""

    finding: Finding
    catalogue: Catalogue
    theme: Theme
    language: Language

    def name(self, code: str) -> str:
        return self.catalogue.place_short(code)[self.language]

    def figure(self, value: float, indicator_id: str, country: str, currency: str | None) -> str:
        """Return a value with its unit."""
        if self.finding.per_cent or indicator_id not in self.catalogue.indicators:
            return quantity(value, "%" if self.finding.per_cent else "", self.language, 1)
        indicator = self.catalogue.indicators[indicator_id]
        return figure_text(value, indicator, country, currency, self.language)

    def currency(self, indicator_id: str, label: str = "") -> str | None:
        """Return the currency a figure is in: that of its label or view, else that in which nations meet."""
        if conversion_of(label):
            return label
        indicator = self.catalogue.indicators.get(indicator_id)
        if indicator is None or not indicator.currencies:
            return None
        return self.finding.view.currency or "ppp"

    def row(self, record: Mapping[Hashable, Any]) -> _Row:
        """Return name, country, figure and the figure as text of a bar."""
        indicator_id, country = str(record["indicator_id"]), str(record["country"])
        value = float(record["value"])
        currency = self.currency(indicator_id, str(record["label"]))
        return (
            self.name(record["region_code"]),
            country,
            value,
            self.figure(value, indicator_id, country, currency),
        )

    def text(
        self, x: float, y: float, words: str, colour: str, anchor: str = "start", *, bold: bool = False
    ) -> str:
        weight = ' font-weight="700"' if bold else ""
        return (
            f'<text x="{x:.0f}" y="{y:.0f}" fill="{colour}" text-anchor="{anchor}"{weight}>'
            f"{escape(words)}</text>"
        )


def miniature(finding: Finding, catalogue: Catalogue, theme: Theme, language: Language) -> Miniature:
    """Return the small chart of a finding.

    Args:
        finding: What was found, with the frame of its chart.
        catalogue: For names and units.
        theme: Colours.
        language: Language of the texts.
    """
    sheet = _Sheet(finding, catalogue, theme, language)
    kind = finding.chart
    if kind == "pairs" and finding.data.groupby(["indicator_id", "label"]).size().max() > 2:
        kind = "points"
    body, said = _KINDS[kind](sheet)
    alternative = messages(language)(_ALTERNATIVES[kind], parts=listed(said, language))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" lang="{language}"'
        f' font-family="{escape(FONTS[language])}" font-size="{_TEXT}">{"".join(body)}</svg>'
    )
    return Miniature(svg, alternative)


def _lines(sheet: _Sheet) -> tuple[list[str], list[str]]:
    data, theme = sheet.finding.data, sheet.theme
    codes = _ordered(data, sheet.language)
    low, high = float(data.value.min()), float(data.value.max())
    first, last = int(data.year.min()), int(data.year.max())
    indicator_id = str(data.indicator_id.iloc[0])
    ends, told = {}, {}
    for code in codes:
        told[code] = final = _told(sheet.finding, data[data.region_code == code])
        value = sheet.figure(float(final.value), indicator_id, country_of(code), sheet.currency(indicator_id))
        year = "" if final.year == last else f" ({int(final.year)})"
        ends[code] = (float(final.value), f"{sheet.name(code)} {value}{year}")
    right = _WIDTH - 8 - max(text_width(text, _TEXT) for _, text in ends.values())
    floor, top = _HEIGHT - 24.0, 12.0

    def x(year: float) -> float:
        return 2 + (year - first) / max(last - first, 1) * (right - 6)

    def y(value: float) -> float:
        return floor - (value - low) / ((high - low) or 1.0) * (floor - top)

    body = [f'<line x1="0" x2="{right:.0f}" y1="{floor + 6}" y2="{floor + 6}" stroke="{theme.rule}"/>']
    said = []
    heights = dict(zip(codes, spread([y(ends[code][0]) for code in codes], 15.0, top, floor), strict=True))
    for code in codes:
        own = data[data.region_code == code].sort_values("year")
        points = " ".join(f"{x(year):.1f},{y(v):.1f}" for year, v in zip(own.year, own.value, strict=True))
        dash = ' stroke-dasharray="6 3"' if country_of(code) == "JP" else ""
        body.append(
            f'<polyline points="{points}" fill="none" stroke="{theme.country(country_of(code))}"'
            f' stroke-width="2.2"{dash}/>'
        )
        colour = theme.country(country_of(code))
        if told[code].year != own.year.iloc[-1]:
            at = f'cx="{x(told[code].year):.1f}" cy="{y(ends[code][0]):.1f}"'
            body.append(f'<circle {at} r="3.5" fill="{colour}"/>')
        body.append(sheet.text(right, heights[code] + 4, ends[code][1], colour, bold=True))
        year = f" ({last})" if told[code].year == last else ""
        said.append(f"{ends[code][1]}{year}")
    body.append(sheet.text(0, _HEIGHT - 3, str(first), theme.muted))
    body.append(sheet.text(right, _HEIGHT - 3, str(last), theme.muted, "end"))
    return body, said


def _told(finding: Finding, own: pd.DataFrame) -> pd.Series:
    """Return the row whose figure the label gives: of the last year in the sentence, else the newest."""
    years = [value for _, value in finding.sentence.values if isinstance(value, Year | Years)]
    told = max((one.last if isinstance(one, Years) else one.value for one in years), default=None)
    rows = own.sort_values("year")
    of_year = rows[rows.year == told]
    row: pd.Series = (of_year if len(of_year) else rows).iloc[-1]
    return row


def _points(sheet: _Sheet) -> tuple[list[str], list[str]]:
    """Draw a row of dots for each country, the regions of the view larger and named."""
    data, theme = sheet.finding.data, sheet.theme
    indicator_id = str(data.indicator_id.iloc[-1])
    data = data[data.indicator_id == indicator_id]
    low, high = float(data.value.min()), float(data.value.max())
    picked = [code for code in sheet.finding.view.regions if is_region(code)]

    def x(value: float) -> float:
        return 8 + (value - low) / ((high - low) or 1.0) * (_WIDTH - 16)

    def amount(value: float, country: str) -> str:
        return sheet.figure(value, indicator_id, country, sheet.currency(indicator_id))

    body, said = [], []
    for row, country in enumerate(countries_in_order(sheet.language)):
        own = data[(data.country == country) & are_regions(data.region_code)]
        y = 34.0 + 42 * row
        heading = f"{SIGNS[country]} {sheet.name(country)}"
        body.append(sheet.text(0, y - 14, heading, theme.country(country)))
        for code, value in zip(own.region_code, own.value, strict=True):
            body.append(_dot(x(float(value)), y, country, theme, large=code in picked))
        for code in picked:
            if code in set(own.region_code):
                value = float(own[own.region_code == code].value.iloc[0])
                words = f"{sheet.name(code)} {amount(value, country)}"
                # Over its dot, but neither on the country's name nor beyond the edge.
                room = text_width(words, _TEXT) * _BOLD
                first, last = text_width(heading, _TEXT) + 10, _WIDTH - room
                left = min(max(x(value) - room / 2, first), last)
                body.append(sheet.text(left, y - 14, words, theme.text, bold=True))
                said.append(words)
        if len(own):
            least, most = float(own.value.min()), float(own.value.max())
            between = span(amount(least, country), amount(most, country), sheet.language)
            said.append(f"{sheet.name(country)} {between}")
    body.append(sheet.text(0, _HEIGHT - 3, amount(low, "KR"), theme.muted))
    body.append(sheet.text(_WIDTH, _HEIGHT - 3, amount(high, "KR"), theme.muted, "end"))
    return body, said


def _dot(x: float, y: float, country: str, theme: Theme, *, large: bool) -> str:
    size, colour = (6.0 if large else 4.0), theme.country(country)
    opacity = "1" if large else ".5"
    if country == "KR":
        return f'<circle cx="{x:.1f}" cy="{y:.0f}" r="{size}" fill="{colour}" fill-opacity="{opacity}"/>'
    return (
        f'<rect x="{x - size:.1f}" y="{y - size:.0f}" width="{2 * size}" height="{2 * size}"'
        f' fill="{colour}" fill-opacity="{opacity}"/>'
    )


def _bars(sheet: _Sheet) -> tuple[list[str], list[str]]:
    data = sheet.finding.data.dropna(subset=["value"])
    data = data.loc[data.value.abs().sort_values(ascending=False).index[:_MOST_BARS]]
    data = data.sort_values("value", ascending=False)
    rows = [sheet.row(row) for row in data.to_dict("records")]
    return _rows(sheet, [("", rows)])


def _pairs(sheet: _Sheet) -> tuple[list[str], list[str]]:
    """Draw two bars for each indicator or way of measuring, each pair on a scale of its own."""
    t = messages(sheet.language)
    groups = []
    found = sheet.finding.data.groupby(["indicator_id", "label"], sort=False)
    for (indicator_id, label), own in list(found)[:_MOST_PAIRS]:
        several = sheet.finding.data.indicator_id.nunique() > 1
        heading = (
            sheet.catalogue.indicators[str(indicator_id)].name[sheet.language]
            if several
            else (t(f"findings.label.{label}") if label in _LABELS else "")
        )
        order = {country: place for place, country in enumerate(countries_in_order(sheet.language))}
        rows = [
            sheet.row(row) for row in sorted(own.to_dict("records"), key=lambda one: order[one["country"]])
        ]
        groups.append((heading, rows))
    return _rows(sheet, groups)


def _rows(sheet: _Sheet, groups: list[tuple[str, list[_Row]]]) -> tuple[list[str], list[str]]:
    """Draw labelled bars in groups, each group scaled to its own largest figure."""
    theme = sheet.theme
    lines = sum(len(rows) + bool(heading) for heading, rows in groups)
    step = min(22.0, _HEIGHT / max(lines, 1))
    size = min(_TEXT, step - 1.5)
    left = max(text_width(name, size) for _, rows in groups for name, *_ in rows) + 22
    room = _WIDTH - left - max(text_width(text, size) for _, rows in groups for *_, text in rows) - 8
    body, said, y = [f'<g font-size="{size:.1f}">'], [], 0.0
    for heading, rows in groups:
        if heading:
            body.append(sheet.text(0, y + step * 0.75, heading, theme.muted))
            y += step
        largest = max(abs(value) for _, _, value, _ in rows) or 1.0
        for name, country, value, text in rows:
            long = max(abs(value) / largest * room, 1.0)
            colour = theme.country(country)
            hollow = value < 0
            fill = theme.page if hollow else colour
            body.append(sheet.text(0, y + step * 0.75, f"{SIGNS[country]} {name}", colour))
            body.append(
                f'<rect x="{left:.0f}" y="{y + step * 0.15:.1f}" width="{long:.1f}" height="{step * 0.7:.1f}"'
                f' fill="{fill}" stroke="{colour}"/>'
            )
            body.append(sheet.text(left + long + 4, y + step * 0.75, text, theme.text))
            said.append(f"{heading} {name} {text}".strip())
            y += step
    return [*body, "</g>"], said


def _ordered(data: pd.DataFrame, language: Language) -> list[str]:
    order = countries_in_order(language)
    codes = [str(code) for code in dict.fromkeys(data.region_code)]
    return sorted(codes, key=lambda code: order.index(country_of(code)))


_KINDS: dict[str, Callable[[_Sheet], tuple[list[str], list[str]]]] = {
    "lines": _lines,
    "points": _points,
    "bars": _bars,
    "pairs": _pairs,
}
_ALTERNATIVES = {
    "lines": "findings.series",
    "points": "findings.spread",
    "bars": "findings.values",
    "pairs": "findings.values",
}
