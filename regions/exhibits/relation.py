"""Two indicators together as an exhibit: a point a region, and how they go together within each country."""

from dataclasses import replace

import numpy as np
import pandas as pd

from i18n.messages import messages
from regions.asking.view import View, default_currency
from regions.database.build import Build
from regions.database.catalogue import Catalogue, Indicator
from regions.database.places import COUNTRIES
from regions.figures.measures import Correlation
from regions.figures.panel import codes_of, is_break, shared_panel
from regions.figures.relations import correlations_by_country, relation, trails
from regions.shapes.exhibit import Exhibit, countries_in_order, unit_phrase
from regions.shapes.frames import observed
from regions.shapes.maker import Wording, computed_exhibit
from regions.words.sentences import render
from regions.words.wording import correlation_sentence

# What a single indicator is set against: ageing, and ageing itself against fertility.
PARTNER, PARTNER_OF_IT = "share_65plus", "total_fertility_rate"
# From here on a correlation in both countries is put into words.
CLEAR = 0.4


def pair_of(view: View, catalogue: Catalogue) -> tuple[Indicator, Indicator]:
    """Return the indicators of the horizontal and the vertical axis."""
    known = catalogue.indicators
    first = known[view.indicators[0]]
    if len(view.indicators) > 1:
        return first, known[view.indicators[1]]
    return first, known[PARTNER_OF_IT if first.id == PARTNER else PARTNER]


def relation_exhibits(view: View, build: Build) -> list[Exhibit]:
    """Return one exhibit: `value` of the vertical indicator over `x_value` of `x_indicator_id`.

    The frame has the columns of `observations` plus `x_indicator_id, x_value, population` (persons), one row
    a region. Money is in purchasing power.
    """
    x, y = pair_of(view, build.catalogue)
    year = view.year or 0
    frame = _among(relation(build, x.id, y.id, year), view)
    shown = frame.rename(columns={"y": "value", "x": "x_value"}).assign(x_indicator_id=x.id)
    data = observed(shown, y)
    t = messages(view.language)
    own = replace(view, currency=default_currency(y))
    found = _correlations(frame, view)
    coefficients = [render(correlation_sentence(one), build.catalogue, view.language) for one in found]
    ranked = [
        render(correlation_sentence(one), build.catalogue, view.language)
        for one in correlations_by_country(frame, "spearman")
    ]
    notes = [t("relation.within")]
    if ranked:
        notes.append(t("claim.extremes_joint").join(ranked))
    words = Wording(
        title=t("relation.title", x=x.called(view.language), y=y.called(view.language), year=year or ""),
        subtitle=t(
            "relation.subtitle",
            x=x.called(view.language),
            x_unit=unit_phrase(x, replace(view, currency=default_currency(x))),
            y=y.called(view.language),
            y_unit=unit_phrase(y, own),
            coefficients=t("claim.extremes_joint").join(coefficients),
        ),
        claim=_claim(found, coefficients, (x, y), view),
        picture=t("rank.picture.relation"),
        notes=tuple(notes),
    )
    return [computed_exhibit("rank-relation", own, (y, x), build, data, words, chart="scatter")]


def trails_of(exhibit: Exhibit, build: Build) -> pd.DataFrame:
    """Return the way of the picked regions up to the year shown, columns as `relations.trails`."""
    if exhibit.data.empty or exhibit.view.chosen("trail") == "off":
        return pd.DataFrame(columns=["region_code", "country", "year", "x", "y", "population"])
    x, y = str(exhibit.data.x_indicator_id.iloc[0]), str(exhibit.data.indicator_id.iloc[0])
    codes = [code for code in exhibit.view.regions if code in set(exhibit.data.region_code)]
    return trails(build, x, y, codes, last=exhibit.view.year)


def spans_of(view: View, build: Build) -> tuple[tuple[float, float], ...]:
    """Return lowest and highest figure of both indicators over all years and regions; (0, 1) without any."""
    found = []
    codes = [code for country in COUNTRIES for code in codes_of(build, country)]
    for indicator in pair_of(view, build.catalogue):
        values = shared_panel(build, indicator.id).matrix(codes)
        known = values[np.isfinite(values)]
        found.append((float(known.min()), float(known.max())) if len(known) else (0.0, 1.0))
    return tuple(found)


def _among(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    among = view.chosen("among")
    if among in COUNTRIES:
        return frame[frame.country == among].reset_index(drop=True)
    if among == "picked" and view.regions:
        return frame[frame.region_code.isin(view.regions)].reset_index(drop=True)
    return frame


def _correlations(frame: pd.DataFrame, view: View) -> list[Correlation]:
    logarithmic = view.all_chosen("log")
    found = correlations_by_country(frame, log_x="x" in logarithmic, log_y="y" in logarithmic)
    by_country = {one.country: one for one in found}
    return [by_country[country] for country in countries_in_order(view.language) if country in by_country]


def _claim(found: list[Correlation], texts: list[str], pair: tuple[Indicator, Indicator], view: View) -> str:
    """Say how the two go together; no sentence on a year in which one of the series breaks."""
    year = view.year or 0
    if not found or any(is_break(one, c.country, year) for one in pair for c in found):
        return ""
    t = messages(view.language)
    names = {"x": pair[0].called(view.language), "y": pair[1].called(view.language)}
    joined = t("claim.extremes_joint").join(texts)
    signs = {one.coefficient > 0 for one in found}
    if len(found) == len(COUNTRIES) and len(signs) == 1 and all(abs(c.coefficient) >= CLEAR for c in found):
        message_id = "relation.claim_rising" if signs == {True} else "relation.claim_falling"
        return t(message_id, **names, year=year, coefficients=joined)
    return t("relation.claim", **names, year=year, coefficients=joined)
