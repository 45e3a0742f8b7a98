"""An `Exhibit` is the answer to a View: the figures and all a reader must know about them, in one language.

Page, picture, slide, workbook and CSV are drawn from the same Exhibit, so they cannot disagree.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from i18n.lists import listed, sentences
from i18n.messages import messages
from i18n.numbers import mark_labels, quantities, quantity, years
from regions.asking.view import View
from regions.database.catalogue import Catalogue, Caveat, Measure, names_of
from regions.database.languages import HABITS, Language
from regions.database.places import COUNTRIES, country_of
from regions.shapes.layout import Layout
from regions.shapes.units import class_name, decimals_of, unit_in_mode

# A kind of chart by name, such as `line` or `map`. The module of the kind in `charts/kinds` says which
# columns the frame must have; an exhibit that lacks one is refused when it is drawn.
ChartKind = str


@dataclass(frozen=True)
class Remark:
    """Something a reader must know: a warning code of the fixed vocabulary and its text."""

    code: str
    text: str


@dataclass(frozen=True, eq=False)
class Exhibit:
    """Figures with their meaning.

    Attributes:
        id: Identifies the exhibit within its page, e.g. `overview` or `compare-births`.
        view: The View it answers.
        indicator: What the figures are of.
        data: Tidy frame with at least the columns of `observations`.
        title: What is shown (indicator and years).
        subtitle: Definition and unit.
        claim: The finding as a sentence; empty where the data do not allow one.
        units: Unit by country, in the reader's language.
        comparability: Comparability in a word and why, e.g. for `near`.
        remarks: Warnings that concern the years and countries shown.
        notes: Dated changes of the regions shown, and regions without figures.
        source_line: Publishers and who processed the figures; stands inside every picture.
        citation: Producer first, then this dashboard, version and link.
        alternative_text: What a listener needs instead of the picture.
        missing: Regions asked for that have no figure.
        base_year: Base of an index or change; None in other modes.
        build_id: Data version.
        dimensions: Further columns of `data` that tell its rows apart or explain them, such as sex and age.
            A column `unit` there holds units that differ from row to row.
        chart: How slides and workbooks draw it; what none of the native charts fits is a table.
        layout: The figures in rows and columns of the page's own, if it has such.
        is_outline: Whether the figures are left out, since the page shows a part of them; a file asks anew.
    """

    id: str
    view: View
    indicator: Measure
    data: pd.DataFrame
    title: str
    subtitle: str
    claim: str
    units: dict[str, str]
    comparability: Remark
    remarks: tuple[Remark, ...]
    notes: tuple[str, ...]
    source_line: str
    citation: str
    alternative_text: str
    missing: tuple[str, ...]
    base_year: int | None
    build_id: str
    dimensions: tuple[str, ...] = ()
    chart: ChartKind = "table"
    layout: Layout | None = None
    is_outline: bool = False

    @property
    def language(self) -> Language:
        """Language of the texts."""
        return self.view.language

    @property
    def has_figures(self) -> bool:
        """Say whether there is any figure to draw."""
        return bool(self.data.value.notna().any())

    def saying(self, claim: str, picture: str, notes: tuple[str, ...] = ()) -> "Exhibit":
        """Return the exhibit with a sentence made of its figures, what its picture is, and further notes."""
        alternative = text_alternative(self.title, picture, claim, self.language)
        return replace(self, claim=claim, alternative_text=alternative, notes=(*self.notes, *notes))

    @property
    def decimals(self) -> int:
        """With how many decimals its figures are shown."""
        return decimals_of(self.indicator, self.view.currency, self.view.mode)

    def format(self, value: float | None, country: str) -> str:
        """Return a value as the reader writes it, with its unit, or its class."""
        if name := class_name(value, self.indicator, self.language):
            return name
        signed = self.view.mode == "change"
        return quantity(value, self._unit(country), self.language, self.decimals, signed=signed)

    def format_alike(self, values: Sequence[float], countries: Sequence[str]) -> list[str]:
        """Return figures of one sentence as `format` does, none shortened that stands beside a whole one."""
        return self._written(quantities, values, countries)

    def mark_labels(self, values: Sequence[float], countries: Sequence[str]) -> list[str]:
        """Return the figures beside the marks of a chart, written alike; the subtitle tells a long unit."""
        return self._written(mark_labels, values, countries)

    def _written(
        self, write: Callable[..., list[str]], values: Sequence[float], countries: Sequence[str]
    ) -> list[str]:
        if self.indicator.classes:
            return [self.format(value, country) for value, country in zip(values, countries, strict=True)]
        units = [self._unit(country) for country in countries]
        return write(values, units, self.language, self.decimals, signed=self.view.mode == "change")

    def _unit(self, country: str) -> str:
        unit = self.units.get(country, "")  # a country without figures has none
        return unit_in_mode(unit, self.indicator, self.view.mode, self.language)


def text_alternative(title: str, picture: str, claim: str, language: Language) -> str:
    """Return what a listener needs instead of a picture: what it is and says, one space between words."""
    told = sentences((claim,), language)
    text = messages(language)("rank.alternative_text", title=title, picture=picture, claim=told)
    return " ".join(text.split())


def countries_in_order(language: Language) -> tuple[str, str]:
    """Return the two countries in the order of the reader's language."""
    return HABITS[language].countries


def named_countries(codes: Collection[str], language: Language) -> str:
    """Return the names of countries as a list, in the reader's order."""
    t, order = messages(language), countries_in_order(language)
    return listed((t(f"country.{code}") for code in order if code in codes), language, ending=True)


def shown_countries(frame: pd.DataFrame, language: Language) -> list[str]:
    """Return the countries that have figures in a frame, in the reader's order."""
    held = set(frame.dropna(subset=["value"]).country)
    return [country for country in countries_in_order(language) if country in held]


def unit_texts(indicator: Measure, view: View) -> dict[str, str]:
    """Return the unit of each country's figures in the reader's language."""
    return {
        country: indicator.unit_for(country, view.currency)[view.language] for country in indicator.countries
    }


def unit_phrase(indicator: Measure, view: View) -> str:
    """Return the units shown, once if both countries share one."""
    units = unit_texts(indicator, view)
    ordered = [units[c] for c in countries_in_order(view.language) if c in units]
    return " / ".join(dict.fromkeys(ordered))


def subtitle_of(indicator: Measure, view: View, unit: str = "") -> str:
    """Return definition and unit (or another) of an indicator and whom it counts: the line below a title."""
    line = messages(view.language)(
        "figure.subtitle",
        definition=indicator.definition[view.language],
        unit=unit or unit_phrase(indicator, view),
    )
    return sentences((line, counted(indicator, view.language)), view.language)


def counted(indicator: Measure, language: Language, countries: Iterable[str] = COUNTRIES) -> str:
    """Return whom the figures of each country count (nationals, all residents); empty if not declared."""
    t = messages(language)
    bases = {
        country: basis[language]
        for country in countries_in_order(language)
        if country in countries
        and country in indicator.countries
        and (basis := indicator.countries[country].population_basis_name)
    }
    if not bases:
        return ""
    if len(bases) > 1 and len(set(bases.values())) == 1:
        return t("figure.counted_in_both", basis=next(iter(bases.values())))
    parts = [
        t("figure.counted_in", country=t(f"country.{code}"), basis=basis) for code, basis in bases.items()
    ]
    return t("figure.counted", parts=listed(parts, language))


def comparability(indicator: Measure, language: Language) -> Remark:
    """Return the comparability in a word and its reason."""
    return Remark(indicator.comparability, indicator.comparability_reason[language])


def remarks(indicator: Measure, frame: pd.DataFrame, language: Language) -> tuple[Remark, ...]:
    """Return the warnings that concern the figures shown, each code once with all its texts."""
    return joint_remarks((indicator,), frame, language)


def joint_remarks(
    indicators: tuple[Measure, ...], frame: pd.DataFrame, language: Language
) -> tuple[Remark, ...]:
    """Return the warnings of several indicators shown in one frame, each code once with all its texts."""
    if frame.empty:
        return ()
    countries = sorted(set(frame.country))
    first, last = int(frame.year.min()), int(frame.year.max())
    caveats = [caveat for indicator in indicators for caveat in indicator.caveats]
    texts: dict[str, list[str]] = {}
    for caveat in caveats:
        if caveat.touches(first, last, countries):
            texts.setdefault(caveat.code, []).append(caveat.text[language])
    said = [caveat for caveat in caveats if caveat.code == "provisional" and caveat.country]
    _add_status_remarks(texts, frame, said, language)
    for indicator in indicators:
        if indicator.caution:
            texts.setdefault("caution", []).append(indicator.caution[language])
    return tuple(Remark(code, sentences(dict.fromkeys(lines), language)) for code, lines in texts.items())


def _add_status_remarks(
    texts: dict[str, list[str]], frame: pd.DataFrame, said: list[Caveat], language: Language
) -> None:
    """Add what the status of the figures says, but for provisional years of which a caveat has `said` it."""
    t = messages(language)
    provisional = frame[frame.status == "provisional"]
    for country in sorted(set(provisional.country)):
        span = [
            int(year)
            for year in sorted(set(provisional[provisional.country == country].year))
            if not any(caveat.touches(int(year), int(year), [country]) for caveat in said)
        ]
        if not span:
            continue
        line = t(
            "remark.provisional_years",
            country=t(f"country.{country}"),
            years=years(span[0], span[-1], language),
        )
        texts.setdefault("provisional", []).append(line)
    if (frame.status == "projection").any() and "projection" not in texts:
        texts["projection"] = [t("remark.projection")]


def region_notes(
    catalogue: Catalogue, frame: pd.DataFrame, language: Language, told: Iterable[Remark] = ()
) -> tuple[str, ...]:
    """Return the dated changes of the regions shown that fall within the years shown, unless told already."""
    if frame.empty:
        return ()
    known = " ".join(remark.text for remark in told)
    codes = set(frame.region_code)
    first, last = int(frame.year.min()), int(frame.year.max())
    lines = []
    for change in catalogue.changes:
        within = change.region_code in codes and first <= change.date.year <= last
        if within and change.text[language] not in known:
            lines.append(change.text[language])
    return tuple(dict.fromkeys(lines))


def missing_notes(
    missing: tuple[str, ...], catalogue: Catalogue, year: int | None, language: Language
) -> tuple[str, ...]:
    """Say which regions have no figure; a country without any is named as a whole."""
    t = messages(language)
    notes = []
    for country in countries_in_order(language):
        codes = [code for code in missing if country_of(code) == country]
        if codes and len(codes) == len(catalogue.regions_of(country, year)):
            notes.append(t("note.no_figures_in_country", country=t(f"country.{country}")))
        elif codes:
            notes.append(t("note.no_figures", regions=listed(names_of(codes, catalogue, language), language)))
    return tuple(notes)
