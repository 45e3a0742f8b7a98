"""What kind of chart an Exhibit is and what stands in it: slide and workbook draw from this description."""

from dataclasses import replace

import pandas as pd

from charts.theme import LIGHT, region_colours
from exports.drawing_bars import components_of_change, dumbbells, flows, net_migration_by_age, ranked_bars
from exports.drawn import MOST_SERIES, Drawing, Series
from exports.figures import decimals_shown, drawn_values
from i18n.messages import messages
from regions.build.catalogue import Catalogue
from regions.build.places import country_of, is_region
from regions.exhibits.overview import one_scale
from regions.shapes.exhibit import Exhibit, countries_in_order, shown_countries

_RANKED = ("bar", "map", "dumbbell")


def drawings(exhibit: Exhibit, catalogue: Catalogue) -> tuple[Drawing, ...]:
    """Return the charts of an exhibit: one a country where the two are not on one scale, else one."""
    countries = shown_countries(exhibit.data, exhibit.language)
    if exhibit.chart not in _RANKED or not exhibit.indicator.is_regional or len(countries) < 2:
        return (drawing(exhibit, catalogue),)
    if one_scale(exhibit.indicator, exhibit.view):
        return (drawing(exhibit, catalogue),)
    parts = [replace(exhibit, data=exhibit.data[exhibit.data.country == country]) for country in countries]
    return tuple(
        replace(drawing(part, catalogue), country=country)
        for part, country in zip(parts, countries, strict=True)
    )


def drawing(exhibit: Exhibit, catalogue: Catalogue) -> Drawing:
    """Return the description of an exhibit's chart; empty where there is none to draw."""
    if exhibit.layout is not None or exhibit.chart == "matrix":
        return Drawing(exhibit.chart, (), (), (), 0)
    if exhibit.data.empty or exhibit.data.value.isna().all():
        return Drawing(exhibit.chart, (), (), (), 0)
    if exhibit.chart == "pyramid":
        return _pyramids(exhibit)
    if exhibit.chart == "stacked":
        return components_of_change(exhibit)
    draw = {
        "line": _lines,
        "slope": _lines,
        "scatter": _points,
        "dumbbell": dumbbells,
        "mirror": flows,
        "bar": net_migration_by_age if "age_group" in exhibit.data else ranked_bars,
    }.get(exhibit.chart, ranked_bars)
    return draw(exhibit, catalogue)


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
    several = data.indicator_id.nunique() > 1
    series = []
    for (code, indicator_id), part in _in_order(data, shown):
        own = part.drop_duplicates("year", keep="last").set_index("year")
        projected = set(own.index[own.status == "projection"]) if "status" in own else set()
        name = catalogue.place_short(code)[exhibit.language]
        if several:
            kind = "projected" if projected else "observed"
            word = messages(exhibit.language)(f"region.outlook.{kind}")
            name = word if len(shown) == 1 else f"{name} {word}"
        series.append(
            Series(
                key=f"{code}:{indicator_id}" if several else code,
                name=name,
                country=country_of(code),
                values=drawn_values(own.value.reindex(years)),
                colour=colours[code],
                dashed=catalogue.regions[code].is_country and len(shown) > 2,
                projected=frozenset(n for n, year in enumerate(years) if year in projected),
            )
        )
    left_out = [catalogue.place_short(code)[exhibit.language] for code in order if code not in shown]
    return Drawing(
        exhibit.chart, tuple(map(str, years)), tuple(series), tuple(left_out), decimals_shown(exhibit)
    )


def _in_order(data: pd.DataFrame, codes: list[str]) -> list[tuple[tuple[str, str], pd.DataFrame]]:
    """Return the rows of each region and indicator: what is observed and projected has a line of its own."""
    return [
        ((code, str(indicator_id)), part)
        for code in codes
        for indicator_id, part in data[data.region_code == code].groupby("indicator_id", sort=False)
    ]


def _within_limit(order: list[str]) -> list[str]:
    """Keep the first regions; the nations stay as long as they leave room for six others."""
    nations = [code for code in order if len(code) == 2]
    regions = [code for code in order if is_region(code)][: MOST_SERIES - len(nations)]
    return [code for code in order if code in regions or code in nations][:MOST_SERIES]


def _pyramids(exhibit: Exhibit) -> Drawing:
    """Shares by age and sex; two series a region, men first (drawn to the left)."""
    data = exhibit.data
    t = messages(exhibit.language)
    ages = sorted({int(age) for age in data.age_from})
    series = []
    for code in dict.fromkeys(data.region_code):
        for sex in ("male", "female"):
            own = data[(data.region_code == code) & (data.sex == sex)].set_index("age_from").share
            country = country_of(code)
            family = LIGHT.korea if country == "KR" else LIGHT.japan
            series.append(
                Series(
                    key=f"{code}:{sex}",
                    name=t(f"deck.{sex}"),
                    country=country,
                    values=drawn_values(own.reindex(ages)),
                    colour=family[0] if sex == "female" else family[3],
                    mirrored=sex == "male",
                )
            )
    labels = [_age_label(data, age) for age in ages]
    return Drawing("pyramid", tuple(labels), tuple(series), (), 1)


def _age_label(data: pd.DataFrame, age: int) -> str:
    top = data[data.age_from == age].age_to.dropna()
    return f"{age}+" if top.empty else f"{age}–{int(top.max())}"


def _points(exhibit: Exhibit, catalogue: Catalogue) -> Drawing:
    """Return a cloud a country, the longer one first, then a series for each region picked.

    Longest first because LibreOffice draws no more points of a later series than the first one has.
    """
    data = exhibit.data.dropna(subset=["value", "x_value"])
    picks = [code for code in exhibit.view.regions if code in set(data.region_code)][:MOST_SERIES]
    others = data[~data.region_code.isin(picks)]
    series = []
    for country in others.country.value_counts().index:
        family = LIGHT.korea if country == "KR" else LIGHT.japan
        name = messages(exhibit.language)(f"country.{country}")
        colour = family[3] if picks else family[0]
        series.append(
            _cloud(str(country), name, others[others.country == country], colour, exhibit, catalogue)
        )
    for code in picks:
        name = catalogue.place_short(code)[exhibit.language]
        own = data[data.region_code == code]
        series.append(_cloud(code, name, own, LIGHT.country(country_of(code)), exhibit, catalogue))
    logarithmic = frozenset(exhibit.view.all_chosen("log"))
    return Drawing("scatter", (), tuple(series), (), decimals_shown(exhibit), logarithmic)


def _cloud(
    key: str, name: str, own: pd.DataFrame, colour: str, exhibit: Exhibit, catalogue: Catalogue
) -> Series:
    return Series(
        key=key,
        name=name,
        country=country_of(key),
        values=drawn_values(own.value),
        colour=colour,
        x=tuple(float(value) for value in own.x_value),
        labels=tuple(catalogue.place_short(code)[exhibit.language] for code in own.region_code),
    )
