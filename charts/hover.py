"""What the pointer tells: a short sentence about one region."""

from collections.abc import Hashable, Iterable
from typing import Any

import pandas as pd

from charts.picture import ExhibitPicture
from regions.database.places import are_nations
from regions.figures.statements import tied_regions
from regions.words.wording import rank_text


def hover_texts(figure: ExhibitPicture, rows: pd.DataFrame) -> list[str]:
    """Return for each row name, figure, year and, where it is ranked, the rank in the country and among all.

    Args:
        figure: Of the exhibit; gives language and number format.
        rows: Columns as `observations`; `rank_country` and `rank_all` where regions are ranked; of
            municipalities as `municipal_hover_texts` takes them.
    """
    if "parent_code" in rows:
        return municipal_hover_texts(figure, rows)
    t, data = figure.t, figure.shown.data
    regional, tied = data[~are_nations(data.region_code)], tied_regions(data)
    of_country, of_all = regional.groupby("country").value.count(), int(regional.value.count())
    texts = []
    for row in rows.to_dict("records"):
        further = [t("hover.area", area=row["area"])] if row.get("area") else []
        for column, of in (("rank_country", of_country.get(row["country"], 0)), ("rank_all", of_all)):
            if pd.notna(row.get(column)):
                rank = rank_text(int(row[column]), row["region_code"] in tied[column], figure.language)
                country = t(f"country.{row['country']}")
                further.append(t(f"hover.{column}", country=country, rank=rank, of=int(of)))
        texts.append(_text(figure, row, f"<b>{figure.whole_name(row['region_code'])}</b>", further))
    return texts


def municipal_hover_texts(figure: ExhibitPicture, rows: pd.DataFrame) -> list[str]:
    """Return for each municipality name, region, figure, year and its places among region, country and all.

    Args:
        figure: Of the exhibit; gives language and number format.
        rows: Columns as `regions.figures.municipal.municipal_year`.
    """
    t, texts = figure.t, []
    for row in rows.to_dict("records"):
        region = figure.name(row["parent_code"])
        places = {"region": region, "country": t(f"country.{row['country']}"), "all": ""}
        ranks = []
        for among, place in places.items():
            if pd.notna(row[f"rank_{among}"]):
                rank = rank_text(int(row[f"rank_{among}"]), False, figure.language)
                message_id = "hover.rank_all" if among == "all" else "hover.rank_country"
                ranks.append(t(message_id, country=place, rank=rank, of=f"{int(row[f'n_{among}']):,}"))
        marks = [t(f"mark.{mark}") for mark in row["mark"].split(";") if mark]
        name = f"<b>{figure.whole_name(row['region_code'])}</b> {region}"
        texts.append(_text(figure, row, name, ranks, marks))
    return texts


def _text(
    figure: ExhibitPicture, row: dict[Hashable, Any], name: str, ranks: list[str], marks: Iterable[str] = ()
) -> str:
    """Return name and figure, then what it ranks, its status and its marks; or that there is no figure."""
    t = figure.t
    if pd.isna(row["value"]):
        return t("hover.missing", region=name, year=row["year"])
    value = figure.shown.format(row["value"], row["country"])
    lines = [name, t("hover.figure", value=value, year=row["year"]), *ranks]
    if row["status"] in ("provisional", "projection"):
        lines.append(t(f"warning.{row['status']}"))
    return "<br>".join([*lines, *marks])
