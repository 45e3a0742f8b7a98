"""Which municipalities lists name: names of governments found in the list of municipalities."""

from collections.abc import Iterable, Mapping

import pandas as pd

from etl.catalogue import Catalogue
from etl.imports.place_lists import place_names
from etl.imports.places import PlaceNames, UnknownPlace

Names = Mapping[str, PlaceNames]
"""The names of places by country."""


def names_of_places(catalogue: Catalogue) -> Names:
    """Return the names of the regions and municipalities of both countries."""
    return {
        country: place_names(catalogue.regions, catalogue.municipalities, country) for country in ("KR", "JP")
    }


def ties_placed(ties: pd.DataFrame, names: Names) -> pd.DataFrame:
    """Add `kr_municipality_code` and `jp_municipality_code` to the ties.

    Missing where the government is that of a province or prefecture, and where the lists leave open which
    municipality a name means.
    """
    return ties.assign(
        **{
            f"{side}_municipality_code": _codes(
                ties[f"{side}_local_government"], ties[f"{side}_region_code"], names[side.upper()]
            )
            for side in ("kr", "jp")
        }
    )


def areas_placed(areas: pd.DataFrame, names: Names) -> pd.DataFrame:
    """Add `municipality_code` to Korea's depopulation areas."""
    codes = _codes(areas["municipality"], areas["current_region_code"], names["KR"])
    return areas.assign(municipality_code=codes)


def companies_placed(companies: pd.DataFrame, names: Names) -> pd.DataFrame:
    """Add `municipality_code` to the companies; missing where the source names no municipality."""
    return _named_by(companies, "municipality", names)


def events_placed(events: pd.DataFrame, names: Names) -> pd.DataFrame:
    """Add `municipality_code` to the meetings: the municipality that a place names first, before a hotel."""
    return _named_by(events, "place_name", names, first_word=True)


def _named_by(rows: pd.DataFrame, column: str, names: Names, *, first_word: bool = False) -> pd.DataFrame:
    """Add `municipality_code` to rows of both countries, from the name in a column or its first word."""
    # A list may do without any of these.
    places = rows.reindex(columns=[column, "country", "region_code"])
    towns = places[column].astype("string").str.split().str[0] if first_word else places[column]
    codes = pd.Series(None, index=rows.index, dtype=object)
    for country, known in names.items():
        own = places["country"].eq(country) & towns.notna()
        found = _codes(towns[own], places["region_code"][own], known)
        codes[own] = found.to_numpy()
    return rows.assign(municipality_code=codes)


def _codes(names: Iterable[str], regions: Iterable[str | None], known: PlaceNames) -> "pd.Series[str]":
    codes = [_code(str(name), region, known) for name, region in zip(names, regions, strict=True)]
    return pd.Series(codes, dtype=object)


def _code(name: str, region: str | None, known: PlaceNames) -> str | None:
    try:
        place = known.find(name, region if isinstance(region, str) and region else None)
    except UnknownPlace:
        return None
    return place.municipality or None
