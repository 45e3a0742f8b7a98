"""The names of places, from regions.csv and municipalities.csv."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from etl.imports.places import PlaceNames, Town, folded
from etl.languages import OWN_LANGUAGE

_CITIES = ("special_city", "metropolitan_city", "special_self_governing_city")
_OWN_CITY = "special_self_governing_city"  # a region that is its only municipality
# A name that a place gave up after the oldest list that is imported may still be meant as it stands there.
_LISTS_SINCE = "2017"
_OF_TOWNS = (
    *("municipality_code", "kind", "level", "parent_code", "valid_from"),
    *("name_ko", "name_ja", "hanja", "former_names"),
)


def place_names(regions: pd.DataFrame, municipalities: pd.DataFrame, country: str) -> PlaceNames:
    """Return the names of a country's regions and municipalities, former names included.

    Args:
        regions: Rows of regions.csv.
        municipalities: Rows of municipalities.csv.
        country: `KR` or `JP`.
    """
    own = _rows(regions[(regions["country"] == country) & (regions["level"] == "region")])
    names, shorts = dict[str, str](), dict[str, str]()
    for row in own:
        code = str(row["region_code"])
        brief = {folded(str(row[column])) for column in ("short_ko", "short_ja")} - {""}
        full = {str(row[column]) for column in ("name_ko", "name_ja")}
        full |= {one for one in str(row["former_names"]).split(";") if not one.isascii()}
        if country == "KR":
            full |= _variants(str(row["kind"]), str(row["short_ko"]), str(row["short_ja"]))
        names |= {folded(name): code for name in full if name}
        shorts |= dict.fromkeys(brief, code)
    shorts = {name: code for name, code in shorts.items() if name not in names}
    towns, wards = _towns_of(
        _rows(municipalities.loc[municipalities["country"] == country, list(_OF_TOWNS)]), country
    )
    shown = {str(row["region_code"]): str(row["short_en"]) for row in own}
    named = {str(row["region_code"]): str(row[f"name_{OWN_LANGUAGE[country]}"]) for row in own}
    districts = frozenset(municipalities.loc[municipalities["kind"] == "district", "municipality_code"])
    undivided = frozenset(municipalities.loc[municipalities["kind"] == _OWN_CITY, "parent_code"])
    return PlaceNames(names, shorts, towns, wards, named, districts, undivided, shown)


def _variants(kind: str, short_ko: str, short_ja: str) -> set[str]:
    """Return other full names in use for a Korean province: 서울시, 강원도, 전북자치도."""
    if kind in _CITIES:
        endings = (("시", "직할시", "광역시"), ("市", "直轄市", "広域市"))
    else:
        endings = (("도", "자치도", "특별자치도"), ("道", "自治道", "特別自治道"))
    return {
        short + ending
        for short, own in zip((short_ko, short_ja), endings, strict=True)
        if short
        for ending in own
    }


def _rows(frame: pd.DataFrame) -> list[dict[Hashable, Any]]:
    """Return the rows, empty where nothing stands."""
    return frame.fillna("").to_dict("records")


def _towns_of(
    rows: list[dict[Hashable, Any]], country: str
) -> tuple[dict[str, list[Town]], dict[str, list[str]]]:
    found: dict[str, list[Town]] = {}
    wards: dict[str, list[str]] = {}
    own = f"name_{OWN_LANGUAGE[country]}"
    above = {str(row["municipality_code"]): row for row in rows}
    for row in above.values():
        if row["kind"] == _OWN_CITY:
            continue
        code, name, parent = str(row["municipality_code"]), str(row[own]), str(row["parent_code"])
        ward = row["level"] == "ward"
        if ward:
            wards.setdefault(parent, []).append(folded(name))
            city = above[parent]
            code, name, parent = parent, f"{city[own]}{name}", str(city["parent_code"])
        town = Town(parent, code, name, str(row["kind"]), ward=ward)
        former = Town(parent, code, name, str(row["kind"]), former=str(row["valid_from"]) < _LISTS_SINCE)
        for column, kept in (("name_ko", town), ("name_ja", town), ("hanja", town), ("former_names", former)):
            for one in str(row[column]).split(";"):
                if one and kept not in found.setdefault(folded(one), []):
                    found[folded(one)].append(kept)
    return found, wards
