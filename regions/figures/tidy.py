"""Any selection of figures as a tidy table: with names, units, comparability, warnings and sources."""

import pandas as pd

from i18n.messages import messages
from regions.asking.selection import TIDY_COLUMNS, Selection
from regions.database.catalogue import Catalogue, Indicator
from regions.database.languages import Language
from regions.database.places import is_municipality
from regions.shapes.units import unit_of_change

_SEPARATOR = ";"
# Warnings that concern single municipalities, and the mark those bear.
MARKED = {"small_count": "small_count", "population_basis_differs": "evacuated"}


def tidy(frame: pd.DataFrame, catalogue: Catalogue, language: Language, selection: Selection) -> pd.DataFrame:
    """Add what a figure means to figures.

    Args:
        frame: Columns as `regions.selection.COLUMNS`.
        catalogue: The catalogue of the same build.
        language: Language of names and units.
        selection: What was asked; its currency and mode decide the unit.

    Returns:
        Columns `TIDY_COLUMNS`. `warnings` holds the codes that concern the figure's year and country, joined
        by `;`. A figure the publisher marks has no value; `base_year` is that of an index or change.
    """
    indicators, sources = catalogue.indicators_at(selection.level), catalogue.sources
    # Lists: to go through a column of pandas' texts takes twenty times as long.
    codes, regions, origins = (frame[name].tolist() for name in ("indicator_id", "region_code", "source_id"))
    names = {code: indicators[code].name[language] for code in set(codes)}
    comparabilities = {code: indicators[code].comparability for code in set(codes)}
    places = {code: catalogue.place_listed(code)[language] for code in set(regions)}
    municipal = {code for code in set(regions) if is_municipality(code)}
    titles = {code: sources[code].titled(language) for code in set(origins) if code in sources}
    keys = list(zip(codes, frame.country.tolist(), frame.year.tolist(), strict=True))
    warnings = {key: _warnings(indicators[key[0]], key[1], int(key[2])) for key in set(keys)}
    units = {
        (code, country): unit_text(indicators[code], country, selection, language)
        for code, country in {key[:2] for key in keys}
    }
    columns = {
        "indicator_id": frame.indicator_id,
        "indicator": [names[code] for code in codes],
        "region_code": frame.region_code,
        "region": [places[code] for code in regions],
        "country": frame.country,
        "year": frame.year,
        "value": frame.value,
        "unit": [units[key[:2]] for key in keys],
        "status": frame.status,
        "mark": frame.mark,
        "comparability": [comparabilities[code] for code in codes],
        "warnings": [
            _of_its_own(warnings[key], mark) if code in municipal else warnings[key]
            for key, code, mark in zip(keys, regions, frame.mark.fillna("").tolist(), strict=True)
        ],
        "source_id": frame.source_id,
        "source": [titles.get(code, "") for code in origins],
    }
    columns["base_year"] = frame.base_year
    return pd.DataFrame(columns, index=frame.index)[list(TIDY_COLUMNS)]


def unit_text(indicator: Indicator, country: str, selection: Selection, language: Language) -> str:
    """Return the unit of a country's figures in the currency and mode asked for."""
    t = messages(language)
    unit = indicator.unit_for(country, selection.currency)[language]
    if selection.mode == "index":
        return t("unit.index")
    if selection.mode == "change" and indicator.changes_in_per_cent:
        return t("unit.change_percent")
    if selection.mode == "per_head":
        return t("unit.per_person" if indicator.currencies else "unit.per_1000_people", unit=unit)
    if selection.mode == "change":
        return unit_of_change(unit, indicator, language)
    return unit


def _of_its_own(warnings: str, mark: str) -> str:
    """Return the warnings of a municipality's figure: of those that concern some, what it is marked for."""
    marks = mark.split(_SEPARATOR)
    codes = warnings.split(_SEPARATOR)
    return _SEPARATOR.join(code for code in codes if code not in MARKED or MARKED[code] in marks)


def _warnings(indicator: Indicator, country: str, year: int) -> str:
    codes = [caveat.code for caveat in indicator.caveats if caveat.touches(year, year, (country,))]
    return _SEPARATOR.join(dict.fromkeys(codes))
