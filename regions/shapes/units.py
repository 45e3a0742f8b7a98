"""In what unit and with how many decimals a figure is written, and whether two countries share an axis."""

from collections.abc import Sequence

from i18n.messages import messages
from i18n.numbers import quantities, quantity
from regions.database.catalogue import Measure, conversion_of
from regions.database.languages import DEFAULT_LANGUAGE, Language
from regions.database.places import COUNTRIES

PER_HEAD_DECIMALS = 2


def one_scale(measure: Measure, currency: str | None) -> bool:
    """Say whether figures of the two countries may share an axis, be ranked together and subtracted.

    They must be defined alike, published in both countries, and be in one unit in the currency shown.
    """
    units = {measure.unit_for(country, currency)[DEFAULT_LANGUAGE] for country in COUNTRIES}
    return set(measure.countries) >= set(COUNTRIES) and measure.is_comparable and len(units) == 1


def decimals_of(measure: Measure, currency: str | None = None, mode: str = "level") -> int:
    """Return with how many decimals a figure is written.

    Args:
        measure: What the figure is of.
        currency: Variant of money; converted money is no more exact than its rates.
        mode: `index` and changes told in per cent have decimals of their own, and so have figures `per_head`.
    """
    if mode == "index" or (mode == "change" and measure.changes_in_per_cent):
        return 1
    if measure.currencies:
        return 0 if conversion_of(currency) else measure.decimals
    return PER_HEAD_DECIMALS if mode == "per_head" else measure.decimals


def class_name(value: float | None, measure: Measure, language: Language) -> str:
    """Return what a value stands for where values are classes; empty where they are amounts."""
    return next((one.name[language] for one in measure.classes if one.value == value), "")


def figure_text(
    value: float | None, measure: Measure, country: str, currency: str | None, language: Language
) -> str:
    """Return a figure as the reader writes it, with its unit, or its class; a dash for a missing one."""
    if name := class_name(value, measure, language):
        return name
    unit = measure.unit_for(country, currency)[language]
    return quantity(value, unit, language, decimals_of(measure, currency))


def figure_texts(
    values: Sequence[float],
    measure: Measure,
    countries: Sequence[str],
    currency: str | None,
    language: Language,
) -> list[str]:
    """Return figures of one measure that are read together as `figure_text` does, all written alike."""
    if measure.classes:
        return [class_name(value, measure, language) for value in values]
    units = [measure.unit_for(country, currency)[language] for country in countries]
    return quantities(values, units, language, decimals_of(measure, currency))


def unit_of_change(unit: str, measure: Measure, language: Language) -> str:
    """Return in what a change of figures in a unit is told: per cent, percentage points, else the unit."""
    if measure.changes_in_per_cent:
        return "%"
    return messages(language)("unit.percentage_points") if unit == "%" else unit


def unit_in_mode(unit: str, measure: Measure, mode: str, language: Language) -> str:
    """Return in what figures of a unit are told in a mode: an index in none, changes as `unit_of_change`."""
    if mode == "index":
        return ""
    return unit_of_change(unit, measure, language) if mode == "change" else unit


def change_text(
    change: float, measure: Measure, country: str, currency: str | None, language: Language
) -> str:
    """Return a change as the reader writes it: per cent for counts and money, else the unit."""
    unit = unit_of_change(measure.unit_for(country, currency)[language], measure, language)
    return quantity(change, unit, language, decimals_of(measure, currency, "change"), signed=True)
