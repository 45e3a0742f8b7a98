"""What kind of chart an Exhibit is and what stands in it: slide and workbook draw from this description."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from charts.theme import LIGHT, region_colours
from exports.figures import currency_of, decimals_of
from i18n.messages import messages
from regions.catalogue import Catalogue
from regions.exhibit import ChartKind, Exhibit, countries_in_order

MOST_SERIES = 8
MOST_BARS = 20


@dataclass(frozen=True)
class Series:
    """One line, one set of bars, one cloud of points.

    Attributes:
        key: Region code or another stable code.
        name: In the reader's language.
        country: `KR` or `JP`.
        values: One figure a category; None is a gap.
        colour: `#RRGGBB`.
        dashed: Drawn dashed: a nation beside its regions.
        projected: Numbers of the categories whose figure is a projection.
        x: For points, the other figure.
        labels: For points, the name of each.
    """

    key: str
    name: str
    country: str
    values: tuple[float | None, ...]
    colour: str
    dashed: bool = False
    projected: frozenset[int] = frozenset()
    x: tuple[float, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Drawing:
    """A chart without a program to draw it.

    Attributes:
        kind: As the exhibit says.
        categories: Years, regions or age groups; empty for points.
        series: What is drawn, at most `MOST_SERIES` lines.
        left_out: Names of what there was no room for; the figures are in the exhibit all the same.
        decimals: Of the figures.
    """

    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    left_out: tuple[str, ...]
    decimals: int

    @property
    def is_empty(self) -> bool:
        """Say whether there is no figure to draw."""
        return all(value is None for one in self.series for value in one.values)

    @property
    def range(self) -> tuple[float, float]:
        """Return the lowest and the highest figure drawn."""
        known = [value for one in self.series for value in one.values if value is not None]
        return (min(known), max(known)) if known else (0.0, 1.0)


def drawing(exhibit: Exhibit, catalogue: Catalogue) -> Drawing:
    """Return the description of an exhibit's chart; empty without figures."""
    if exhibit.data.empty or exhibit.data.value.isna().all():
        return Drawing(exhibit.chart, (), (), (), 0)
    if exhibit.chart == "pyramid":
        return _pyramids(exhibit)
    draw = {"line": _lines, "slope": _lines, "scatter": _points}.get(exhibit.chart, _bars)
    return draw(exhibit, catalogue)


def _decimals(exhibit: Exhibit) -> int:
    return decimals_of(exhibit, exhibit.indicator, currency_of(exhibit, {}))


def _values(values: pd.Series) -> tuple[float | None, ...]:
    return tuple(None if pd.isna(value) else float(value) for value in values)


def _lines(exhibit: Exhibit, catalogue: Catalogue) -> Drawing:
    data = exhibit.data.dropna(subset=["value"])
    years = list(range(int(data.year.min()), int(data.year.max()) + 1))
    if exhibit.chart == "slope":
        years = sorted({int(year) for year in data.year})
    held = list(dict.fromkeys(data.region_code))
    order = [code for code in exhibit.view.regions if code in held]
    order += [code for code in countries_in_order(exhibit.language) if code in held and code not in order]
    order += [code for code in held if code not in order]
    shown = _within_limit(order)
    colours = region_colours(shown, LIGHT)
    series = []
    for code in shown:
        own = data[data.region_code == code].drop_duplicates("year", keep="last").set_index("year")
        projected = set(own.index[own.status == "projection"]) if "status" in own else set()
        series.append(
            Series(
                key=code,
                name=catalogue.place_short(code)[exhibit.language],
                country=code[:2],
                values=_values(own.value.reindex(years)),
                colour=colours[code],
                dashed=catalogue.regions[code].is_country and len(shown) > 2,
                projected=frozenset(n for n, year in enumerate(years) if year in projected),
            )
        )
    left_out = [catalogue.place_short(code)[exhibit.language] for code in order if code not in shown]
    return Drawing(exhibit.chart, tuple(map(str, years)), tuple(series), tuple(left_out), _decimals(exhibit))


def _within_limit(order: list[str]) -> list[str]:
    """Keep the first regions; the nations stay as long as they leave room for six others."""
    nations = [code for code in order if len(code) == 2]
    regions = [code for code in order if len(code) > 2][: MOST_SERIES - len(nations)]
    return [code for code in order if code in regions or code in nations][:MOST_SERIES]


def _bars(exhibit: Exhibit, catalogue: Catalogue) -> Drawing:
    """One bar a region, highest first; the regions asked for are always among those shown."""
    data = exhibit.data.dropna(subset=["value"])
    data = data[data.indicator_id == exhibit.indicator.id].drop_duplicates("region_code")
    regional = data[data.region_code.str.len() > 2]
    ordered = (regional if len(regional) else data).sort_values("value", ascending=False, kind="stable")
    picks = set(exhibit.view.regions)
    keep = ordered.region_code.isin(picks) | (np.arange(len(ordered)) < MOST_BARS - len(picks))
    shown = ordered[keep] if len(ordered) > MOST_BARS else ordered
    names = {code: catalogue.place_short(code)[exhibit.language] for code in ordered.region_code}
    series = []
    for country in countries_in_order(exhibit.language):
        own = shown.value.where(shown.country == country)
        if own.notna().any():
            series.append(
                Series(
                    key=country,
                    name=messages(exhibit.language)(f"country.{country}"),
                    country=country,
                    values=_values(own),
                    colour=LIGHT.country(country),
                )
            )
    left_out = [name for code, name in names.items() if code not in set(shown.region_code)]
    categories = tuple(names[code] for code in shown.region_code)
    return Drawing("bar", categories, tuple(series), tuple(left_out), _decimals(exhibit))


def _pyramids(exhibit: Exhibit) -> Drawing:
    """Shares by age and sex; two series a region, men first (drawn to the left)."""
    data = exhibit.data
    t = messages(exhibit.language)
    ages = sorted({int(age) for age in data.age_from})
    series = []
    for code in dict.fromkeys(data.region_code):
        for sex in ("male", "female"):
            own = data[(data.region_code == code) & (data.sex == sex)].set_index("age_from").share
            country = code[:2]
            family = LIGHT.korea if country == "KR" else LIGHT.japan
            series.append(
                Series(
                    key=f"{code}:{sex}",
                    name=t(f"deck.{sex}"),
                    country=country,
                    values=_values(own.reindex(ages)),
                    colour=family[0] if sex == "female" else family[3],
                )
            )
    labels = [_age_label(data, age) for age in ages]
    return Drawing("pyramid", tuple(labels), tuple(series), (), 1)


def _age_label(data: pd.DataFrame, age: int) -> str:
    top = data[data.age_from == age].age_to.dropna()
    return f"{age}+" if top.empty else f"{age}–{int(top.max())}"


def _points(exhibit: Exhibit, catalogue: Catalogue) -> Drawing:
    data = exhibit.data.dropna(subset=["value", "x_value"])
    series = []
    for country in countries_in_order(exhibit.language):
        own: Any = data[data.country == country]
        if len(own):
            series.append(
                Series(
                    key=country,
                    name=messages(exhibit.language)(f"country.{country}"),
                    country=country,
                    values=_values(own.value),
                    colour=LIGHT.country(country),
                    x=tuple(float(value) for value in own.x_value),
                    labels=tuple(catalogue.place_short(code)[exhibit.language] for code in own.region_code),
                )
            )
    return Drawing("scatter", (), tuple(series), (), _decimals(exhibit))
