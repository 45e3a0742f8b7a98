"""Blocks and mega-regions ranked, where figures of regions may be put together."""

import numpy as np
import pandas as pd

from i18n.lists import listed, sentences
from i18n.messages import messages
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Catalogue, Indicator
from regions.exhibits.rank_selection import not_ranked
from regions.figures.aggregation import Aggregation, aggregate, groups_of
from regions.figures.panel import Panel, panel
from regions.shapes.exhibit import Exhibit, countries_in_order, subtitle_of
from regions.shapes.frames import observed
from regions.shapes.maker import Wording, computed_exhibit
from regions.shapes.units import figure_texts


def group_exhibit(view: View, indicator: Indicator, build: Build) -> Exhibit | None:
    """Return blocks or mega-regions; None where the figures may not be aggregated."""
    kind = str(view.chosen("by"))
    found = [
        aggregate(
            build,
            indicator.id,
            groups_of(build.catalogue, kind, country),
            view.year or indicator.countries[country].default_year,
            view.currency,
        )
        for country in countries_in_order(view.language)
        if country in indicator.countries and view.chosen("among") in ("all", "picked", country)
    ]
    found = [one for one in found if one.reason is None and len(one.data)]
    if not found:
        return None
    t = messages(view.language)
    figures = panel(build, indicator.id, view.currency)
    frame = pd.concat([_group_rows(one, build.catalogue, figures) for one in found], ignore_index=True)
    data = observed(frame, indicator)
    years = " / ".join(dict.fromkeys(str(one.year) for one in found))
    missing = tuple(data[data.value.isna()].region_code)
    notes = [*not_ranked(indicator, view)]
    if missing:
        names = listed((build.catalogue.place_short(code)[view.language] for code in missing), view.language)
        notes.append(t("note.no_figures", regions=names))
    title = t(
        "rank.groups_title", indicator=indicator.called(view.language), kind=t(f"by.{kind}"), year=years
    )
    words = Wording(
        title=title,
        subtitle=sentences(
            (subtitle_of(indicator, view), t(f"rank.grouped.{indicator.aggregation.method}")), view.language
        ),
        claim=_extremes_of_groups(data, indicator, build.catalogue, view),
        picture=t("rank.picture.bars"),
        notes=tuple(notes),
    )
    return computed_exhibit(
        "rank-groups", view, (indicator,), build, data, words, missing=missing, chart="bar"
    )


def _group_rows(found: Aggregation, catalogue: Catalogue, figures: Panel) -> pd.DataFrame:
    data = found.data.rename(columns={"group_code": "region_code", "rank": "rank_country"})
    statuses = []
    for code in data.region_code:
        held = {figures.status(member, found.year) for member in catalogue.blocks[code].members}
        statuses.append(next((one for one in ("projection", "provisional") if one in held), "actual"))
    return data.assign(year=found.year, status=statuses, rank_all=np.nan)


def _extremes_of_groups(data: pd.DataFrame, indicator: Indicator, catalogue: Catalogue, view: View) -> str:
    """Name the highest and lowest group of each country."""
    t, language = messages(view.language), view.language
    parts = []
    for country, own in data.dropna(subset=["value"]).groupby("country", sort=False):
        if len(own) < 2:
            continue
        order = own.sort_values("value", ascending=False, kind="stable")
        ends = [order.iloc[0], order.iloc[-1]]
        names = [catalogue.place_short(str(row.region_code))[language] for row in ends]
        figures = [float(row.value) for row in ends]
        values = figure_texts(figures, indicator, [str(country)] * 2, view.currency, language)
        parts.append(
            t(
                "claim.extremes",
                country=t(f"country.{country}"),
                highest=names[0],
                highest_value=values[0],
                lowest=names[1],
                lowest_value=values[1],
            )
        )
    years = " / ".join(str(year) for year in data.year.unique())
    sentences = t("claim.extremes_joint").join(parts)
    name = indicator.name[language]
    return t("claim.extremes_in_year", indicator=name, year=years, sentences=sentences) if parts else ""
