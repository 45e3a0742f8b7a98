"""What the pointer tells: a short sentence about one region."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from i18n.messages import messages
from regions.database.catalogue import Catalogue
from regions.database.places import are_nations
from regions.figures.statements import tied_regions
from regions.shapes.exhibit import Exhibit
from regions.words.wording import rank_text


def hover_texts(exhibit: Exhibit, rows: pd.DataFrame, catalogue: Catalogue) -> list[str]:
    """Return for each row name, figure, year and, where it is ranked, the rank in the country and among all.

    Args:
        exhibit: Gives language and number format.
        rows: Columns as `observations`; `rank_country` and `rank_all` where regions are ranked; of
            municipalities as `municipal_hover_texts` takes them.
        catalogue: For names.
    """
    if "parent_code" in rows:
        return municipal_hover_texts(exhibit, rows, catalogue)
    of_country = rows.country.map(
        exhibit.data[~are_nations(exhibit.data.region_code)].groupby("country").value.count()
    )
    of_all = int(exhibit.data[~are_nations(exhibit.data.region_code)].value.count())
    tied = tied_regions(exhibit.data)
    return [
        _text(exhibit, catalogue, row, {"rank_country": count, "rank_all": of_all}, tied)
        for row, count in zip(rows.to_dict("records"), of_country, strict=True)
    ]


def municipal_hover_texts(exhibit: Exhibit, rows: pd.DataFrame, catalogue: Catalogue) -> list[str]:
    """Return for each municipality name, region, figure, year and its places among region, country and all.

    Args:
        exhibit: Gives language and number format.
        rows: Columns as `regions.figures.municipal.municipal_year`.
        catalogue: For names.
    """
    return [_municipal_text(exhibit, catalogue, row) for row in rows.to_dict("records")]


def _municipal_text(exhibit: Exhibit, catalogue: Catalogue, row: dict[Hashable, Any]) -> str:
    t, language = messages(exhibit.language), exhibit.language
    region = catalogue.place_short(row["parent_code"])[language]
    name = f"<b>{catalogue.place_name(row['region_code'])[language]}</b> {region}"
    if pd.isna(row["value"]):
        return t("hover.missing", region=name, year=row["year"])
    lines = [name, t("hover.figure", value=exhibit.format(row["value"], row["country"]), year=row["year"])]
    places = {"region": region, "country": t(f"country.{row['country']}"), "all": ""}
    for among, place in places.items():
        if pd.notna(row[f"rank_{among}"]):
            rank, of = int(row[f"rank_{among}"]), f"{int(row[f'n_{among}']):,}"
            message_id = "hover.rank_all" if among == "all" else "hover.rank_country"
            lines.append(t(message_id, country=place, rank=rank_text(rank, False, language), of=of))
    if row["status"] in ("provisional", "projection"):
        lines.append(t(f"warning.{row['status']}"))
    lines += [t(f"mark.{mark}") for mark in row["mark"].split(";") if mark]
    return "<br>".join(lines)


def _text(
    exhibit: Exhibit,
    catalogue: Catalogue,
    row: dict[Hashable, Any],
    of: Mapping[str, float],
    tied: Mapping[str, frozenset[str]],
) -> str:
    t = messages(exhibit.language)
    name = catalogue.place_name(row["region_code"])[exhibit.language]
    if pd.isna(row["value"]):
        return t("hover.missing", region=f"<b>{name}</b>", year=row["year"])
    lines = [
        f"<b>{name}</b>",
        t("hover.figure", value=exhibit.format(row["value"], row["country"]), year=row["year"]),
    ]
    if row.get("area"):
        lines.append(t("hover.area", area=row["area"]))
    country = t(f"country.{row['country']}")
    for column in ("rank_country", "rank_all"):
        if pd.notna(row.get(column)):
            shared = row["region_code"] in tied[column]
            rank = rank_text(int(row[column]), shared, exhibit.language)
            lines.append(t(f"hover.{column}", country=country, rank=rank, of=int(of[column])))
    if row["status"] in ("provisional", "projection"):
        lines.append(t(f"warning.{row['status']}"))
    return "<br>".join(lines)
