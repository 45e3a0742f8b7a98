"""The tables of places: what regions.csv, municipalities.csv and the lists of the catalogue say of them."""

import re

import pandas as pd

from etl.catalogue import Catalogue
from etl.languages import LANGUAGES, ORIGINAL, texts

LEVEL = "municipality"
# Endings of names in Latin letters that a short name leaves out; Jung(-gu) keeps its own.
_ENDING = re.compile(r"-(?:si|gun|shi|cho|machi|mura|son)$")


def place_tables(catalogue: Catalogue) -> dict[str, pd.DataFrame]:
    """Return the tables of regions (municipalities included), their changes, sets, blocks and bureaus."""
    regions = catalogue.regions.copy()
    regions["capital_area"] = regions["capital_area"].str.lower().isin(["true", "1"])
    regions["file"] = catalogue.file("regions.csv")
    lists = catalogue.lists
    return {
        "block": pd.DataFrame(
            {"position": position, **block.model_dump(exclude={"names"}), **texts("name", block.names)}
            for position, block in enumerate(lists.blocks)
        ),
        "region": pd.concat([regions, _municipalities(catalogue)], ignore_index=True),
        "region_change": pd.DataFrame(
            {
                **change.model_dump(exclude={"text"}),
                "related": ";".join(change.related) or None,
                **texts("text", change.text),
            }
            for change in lists.region_changes
        ),
        "bureau": pd.DataFrame(
            {"bureau_code": bureau.bureau_code, **texts("name", bureau.names), "region_code": code}
            for bureau in lists.bureaus
            for code in bureau.regions
        ),
        "region_set": pd.DataFrame(
            {
                "set_id": selection.set_id,
                "set_position": set_position,
                **texts("name", selection.names),
                "region_code": code,
                "position": position,
            }
            for set_position, selection in enumerate(lists.region_sets)
            for position, code in enumerate(selection.regions)
        ),
    }


def _municipalities(catalogue: Catalogue) -> pd.DataFrame:
    """Return the municipalities in the columns of the table `region`; wards of cities are none.

    A municipality lies in the capital area if its region does. Its national code
    is that of its country's list.
    """
    table = catalogue.municipalities
    own = table[table["level"] == LEVEL].reset_index(drop=True)
    capital = catalogue.regions.set_index("region_code")["capital_area"].str.lower().isin(["true", "1"])
    names = {f"name_{language}": own[f"name_{language}"] for language in LANGUAGES}
    shorts = {f"short_{language}": own[f"name_{language}"] for language in LANGUAGES}
    shorts[f"short_{ORIGINAL}"] = _short(own)
    return pd.DataFrame(
        {
            "region_code": own["municipality_code"],
            "country": own["country"],
            "level": LEVEL,
            "parent_code": own["parent_code"],
            "position": own.index + 1,
            **names,
            **shorts,
            "kind": own["kind"],
            "capital_area": own["parent_code"].map(capital.to_dict()),
            **{f"{column}": pd.to_numeric(own[column]) for column in ("area_km2", "latitude", "longitude")},
            "valid_from": own["valid_from"],
            "valid_to": own["valid_to"],
            "national_code": own["municipality_code"].str.split("-").str[1],
            "former_national_codes": own["former_codes"],
            "former_names": own["former_names"],
            "hanja": own["hanja"],
            "reading": own["reading"],
            "file": catalogue.file("municipalities.csv"),
            "line": own["line"],
        }
    )


def _short(own: pd.DataFrame) -> "pd.Series[str]":
    """Return the English names without their ending, unless two of a region would then be one."""
    stem = own[f"name_{ORIGINAL}"].str.replace(_ENDING, "", regex=True)
    shared = pd.DataFrame({"parent": own["parent_code"], "stem": stem}).duplicated(keep=False)
    short: pd.Series[str] = stem.where(~shared, own[f"name_{ORIGINAL}"])
    return short
