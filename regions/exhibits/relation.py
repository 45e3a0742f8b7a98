"""Two indicators together as an exhibit: a point a region, and how they go together within each country."""

from dataclasses import replace

import numpy as np
import pandas as pd

from i18n.lists import listed, sentences
from i18n.messages import messages
from regions.asking.view import View, default_currency
from regions.database.build import Build
from regions.database.catalogue import Catalogue, Indicator
from regions.exhibits.rank_selection import asked_for
from regions.figures.relations import associations, relation, skewed_axes, trails
from regions.figures.statements import Association, by_construction, may_quote, shared_direction
from regions.shapes.exhibit import Exhibit, countries_in_order, unit_phrase
from regions.shapes.frames import observed
from regions.shapes.maker import Wording, computed_exhibit
from regions.words.sentences import render
from regions.words.wording import association_sentence

# What a single indicator is set against: ageing, and ageing itself against fertility.
PARTNER, PARTNER_OF_IT = "share_65plus", "total_fertility_rate"
_CLAIMS = {
    "positive": "relation.claim_rising",
    "negative": "relation.claim_falling",
    None: "relation.claim",
}


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
    everyone = relation(build, x.id, y.id, year)
    frame = everyone[asked_for(everyone, view)].reset_index(drop=True)
    if frame.empty:
        return []
    shown = frame.rename(columns={"y": "value", "x": "x_value"}).assign(x_indicator_id=x.id)
    data = observed(shown, y)
    t = messages(view.language)
    own = replace(view, currency=default_currency(y))
    logarithmic = skewed_axes(frame).union(view.all_chosen("log"))
    held = {one.country: one for one in associations(frame, logarithmic)}
    found = [held[country] for country in countries_in_order(view.language) if country in held]
    coefficients, told = (
        t("claim.extremes_joint").join(
            render(association_sentence(one, briefly=briefly), build.catalogue, view.language)
            for one in found
        )
        for briefly in (False, True)
    )
    notes = [t("relation.within")]
    if logarithmic:
        names = listed(
            (one.in_sentence[view.language] for axis, one in (("x", x), ("y", y)) if axis in logarithmic),
            view.language,
            ending=True,
        )
        notes.append(t("relation.logarithms", indicators=names))
    if by_construction(x, y):
        notes.append(t("relation.by_construction"))
    words = Wording(
        title=t("relation.title", x=x.called(view.language), y=y.called(view.language), year=year or ""),
        subtitle=sentences((_axes((x, y), view), coefficients), view.language),
        claim=_claim(found, told, (x, y), view),
        picture=t("rank.picture.relation"),
        notes=tuple(notes),
    )
    return [computed_exhibit("rank-relation", own, (y, x), build, data, words, chart="scatter")]


def _axes(pair: tuple[Indicator, Indicator], view: View) -> str:
    x, y = pair
    units = [unit_phrase(one, replace(view, currency=default_currency(one))) for one in pair]
    names = {"x": x.name[view.language], "y": y.name[view.language]}
    return messages(view.language)("relation.subtitle", **names, x_unit=units[0], y_unit=units[1])


def trails_of(exhibit: Exhibit, build: Build) -> pd.DataFrame:
    """Return the way of the picked regions up to the year shown, columns as `relations.trails`."""
    if exhibit.data.empty or exhibit.view.chosen("trail") == "off":
        return pd.DataFrame(columns=["region_code", "country", "year", "x", "y", "population"])
    x, y = str(exhibit.data.x_indicator_id.iloc[0]), str(exhibit.data.indicator_id.iloc[0])
    codes = [code for code in exhibit.view.regions if code in set(exhibit.data.region_code)]
    return trails(build, x, y, codes, last=exhibit.view.year)


def spans_of(exhibit: Exhibit, trails: pd.DataFrame) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return lowest and highest figure drawn on the horizontal and the vertical axis; (0, 1) without any.

    Args:
        exhibit: The marks.
        trails: The ways drawn with them, as from `trails_of`.
    """
    return _span(exhibit.data.x_value, trails.x), _span(exhibit.data.value, trails.y)


def _span(*drawn: pd.Series) -> tuple[float, float]:
    known = np.concatenate([values.dropna().to_numpy(dtype=float) for values in drawn])
    return (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)


def _claim(found: list[Association], texts: str, pair: tuple[Indicator, Indicator], view: View) -> str:
    """Say how the two go together; no sentence on a year in which one of the series breaks.

    That they rise together, or one as the other falls, is said only where `shared_direction` says so.
    """
    year = view.year or 0
    if not found or not all(may_quote(one, c.country, year) for one in pair for c in found):
        return ""
    t = messages(view.language)
    names = {axis: one.called(view.language) for axis, one in zip(("x", "y"), pair, strict=True)}
    return t(_CLAIMS[shared_direction(found, *pair)], **names, year=year, coefficients=texts)
