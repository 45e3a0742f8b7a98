"""What the pointer tells: a short sentence about one region."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from i18n.messages import messages
from regions.database.catalogue import Catalogue
from regions.database.places import are_nations
from regions.shapes.exhibit import Exhibit


def hover_texts(exhibit: Exhibit, rows: pd.DataFrame, catalogue: Catalogue) -> list[str]:
    """Return for each row name, figure, year and, where it is ranked, the rank in the country and among all.

    Args:
        exhibit: Gives language and number format.
        rows: Columns as `observations`; `rank_country` and `rank_all` where regions are ranked.
        catalogue: For names.
    """
    of_country = rows.country.map(
        exhibit.data[~are_nations(exhibit.data.region_code)].groupby("country").value.count()
    )
    of_all = int(exhibit.data[~are_nations(exhibit.data.region_code)].value.count())
    return [
        _text(exhibit, catalogue, row, count, of_all)
        for row, count in zip(rows.to_dict("records"), of_country, strict=True)
    ]


def _text(
    exhibit: Exhibit, catalogue: Catalogue, row: dict[Hashable, Any], of_country: float, of_all: int
) -> str:
    t = messages(exhibit.language)
    name = catalogue.place_name(row["region_code"])[exhibit.language]
    if pd.isna(row["value"]):
        return t("hover.missing", region=f"<b>{name}</b>", year=row["year"])
    lines = [
        f"<b>{name}</b>",
        t("hover.figure", value=exhibit.format(row["value"], row["country"]), year=row["year"]),
    ]
    country = t(f"country.{row['country']}")
    if pd.notna(row.get("rank_country")):
        lines.append(
            t("hover.rank_country", country=country, rank=int(row["rank_country"]), of=int(of_country))
        )
    if pd.notna(row.get("rank_all")):
        lines.append(t("hover.rank_all", rank=int(row["rank_all"]), of=of_all))
    if row["status"] in ("provisional", "projection"):
        lines.append(t(f"warning.{row['status']}"))
    return "<br>".join(lines)
