"""The table behind each chart, with names and numbers as the reader writes them."""

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from i18n.messages import messages
from regions.build.catalogue import Catalogue
from regions.build.places import are_nations
from regions.shapes.exhibit import Exhibit, countries_in_order


@dataclass(frozen=True)
class Table:
    """A table with the way its columns are drawn."""

    frame: pd.DataFrame
    columns: dict[str, Any] = field(default_factory=dict)


def status_mark(status: str) -> str:
    """Return the mark that a table sets behind a provisional or projected figure."""
    return {"provisional": " p", "projection": " f"}.get(status, "")


def ranking_table(exhibit: Exhibit, catalogue: Catalogue) -> Table:
    """Return all regions by rank, both nations first; columns named in the reader's language."""
    t = messages(exhibit.language)
    data = exhibit.data.copy()
    order = {country: place for place, country in enumerate(countries_in_order(exhibit.language))}
    data["nation_first"] = ~are_nations(data.region_code)
    data["country_order"] = data.country.map(order)
    single_scale = data.rank_all.notna().any()
    by = ["nation_first", "rank_all"] if single_scale else ["nation_first", "country_order", "rank_country"]
    data = data.sort_values([*by, "country_order"], na_position="last")
    columns = {
        t("table.country"): data.country.map(lambda code: t(f"country.{code}")),
        t("table.region"): [catalogue.regions[code].name[exhibit.language] for code in data.region_code],
        t("table.year"): data.year.astype(str),
        t("table.value", unit=" / ".join(dict.fromkeys(exhibit.units.values()))): [
            exhibit.format(value, country) + status_mark(str(status))
            for value, country, status in zip(data.value, data.country, data.status, strict=True)
        ],
        t("table.rank_country"): data.rank_country.astype("Int64"),
    }
    if single_scale:
        columns[t("table.rank_all")] = data.rank_all.astype("Int64")
    return Table(pd.DataFrame(columns))


def comparison_table(exhibit: Exhibit, catalogue: Catalogue) -> Table:
    """Return one row a year, newest first, one column a region."""
    t = messages(exhibit.language)
    data = exhibit.data.dropna(subset=["value"])
    texts = data.assign(
        text=[
            exhibit.format(value, country) + status_mark(status)
            for value, country, status in zip(data.value, data.country, data.status, strict=True)
        ]
    )
    wide = texts.pivot(index="year", columns="region_code", values="text").sort_index(ascending=False)
    picks = [code for code in exhibit.view.regions if code in wide]
    wide = wide[[*picks, *(code for code in wide if code not in picks)]]
    named = wide.rename(columns=lambda code: catalogue.regions[code].short[exhibit.language])
    named.insert(0, t("table.year"), named.index.astype(str))
    return Table(named.reset_index(drop=True))
