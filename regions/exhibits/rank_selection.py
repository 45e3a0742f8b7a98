"""Which rows the rank page keeps: among whom, how many, and whether both countries stand on one scale."""

import pandas as pd

from i18n.messages import messages
from regions.asking.view import View
from regions.build.catalogue import Indicator
from regions.build.places import COUNTRIES, are_nations
from regions.figures.ranking import top_and_bottom
from regions.shapes.units import one_scale

# How many regions stand at each end: of all, or of each country where the two are not ranked together.
ENDS_TOGETHER, ENDS_OF_EACH = 10, 5


def among(data: pd.DataFrame, view: View) -> pd.DataFrame:
    """Keep the regions asked for, and the nations they belong to; highest first, nations last."""
    whom = view.chosen("among")
    nation = are_nations(data.region_code)
    kept = data
    if whom in COUNTRIES:
        kept = data[data.country == whom]
    elif whom == "picked" and view.regions:
        kept = data[data.region_code.isin(view.regions) | nation]
    order = kept.assign(_nation=are_nations(kept.region_code))
    order = order.sort_values(["_nation", "value"], ascending=[True, False], kind="stable")
    return order.drop(columns="_nation").reset_index(drop=True)


def ends_only(data: pd.DataFrame, view: View, together: bool) -> pd.DataFrame:
    """Keep the highest, the lowest, the picked regions and the nations, if asked to."""
    if view.chosen("part") != "ends":
        return data
    parts = [data] if together else [own for _, own in data.groupby("country", sort=False)]
    number = ENDS_TOGETHER if together else ENDS_OF_EACH
    codes = {code for part in parts for end in top_and_bottom(part, number) for code in end.region_code}
    kept = data.region_code.isin(codes | set(view.regions)) | are_nations(data.region_code)
    return data[kept].reset_index(drop=True)


def not_one_scale(indicator: Indicator, view: View) -> tuple[str, ...]:
    """Return the note that the two countries are not ranked together, where they are not."""
    if not indicator.is_regional or len(indicator.countries) < 2 or one_scale(indicator, view.currency):
        return ()
    t = messages(view.language)
    return (t("rank.not_together") if not indicator.is_comparable else t("rank.two_units"),)
