"""Bars, dumbbells and stacked bars of an Exhibit, described so that slide and workbook draw the same."""

from collections.abc import Sequence

import pandas as pd

from charts.theme import LIGHT
from exports.drawn import GAP, MOST_BARS, MOST_DUMBBELLS, Drawing, Series
from exports.figures import decimals_shown, drawn_values
from i18n.messages import messages
from i18n.numbers import number
from regions.build.catalogue import Catalogue
from regions.build.places import are_nations, country_of
from regions.exhibits.changes import change_text
from regions.exhibits.population import COMPONENTS
from regions.shapes.exhibit import Exhibit, countries_in_order


def ranked_bars(exhibit: Exhibit, catalogue: Catalogue) -> Drawing:
    """One bar a region, highest first: where there is no room for all, both ends and the regions picked."""
    data = exhibit.data.dropna(subset=["value"])
    data = data[data.indicator_id == exhibit.indicator.id].drop_duplicates("region_code")
    regional = data[~are_nations(data.region_code)]
    ordered = (regional if len(regional) else data).sort_values("value", ascending=False, kind="stable")
    ordered = ordered.reset_index(drop=True)
    names = [catalogue.place_short(code)[exhibit.language] for code in ordered.region_code]
    rows = _ends_and_picks(ordered.region_code.tolist(), exhibit.view.regions, MOST_BARS)
    shown = ordered.reindex([-1 if row is None else row for row in rows])
    series = []
    for country in countries_in_order(exhibit.language):
        own = shown.value.where(shown.country == country)
        if own.notna().any():
            series.append(
                Series(
                    key=country,
                    name=messages(exhibit.language)(f"country.{country}"),
                    country=country,
                    values=drawn_values(own),
                    colour=LIGHT.country(country),
                )
            )
    return Drawing(
        "bar",
        tuple(GAP if row is None else names[row] for row in rows),
        tuple(series),
        _others(names, rows),
        decimals_shown(exhibit),
    )


def _ends_and_picks(codes: Sequence[str], picks: Sequence[str], most: int) -> list[int | None]:
    """Return which rows are drawn, in order: all picked ones, then the ends; never more than `most`.

    None stands where rows are left out, if there is room for saying so.
    """
    if len(codes) <= most:
        return list(range(len(codes)))
    ends = [place for step in range(len(codes)) for place in (step, len(codes) - 1 - step)]
    wanted = list(dict.fromkeys([*(n for n, code in enumerate(codes) if code in picks), *ends]))
    picked = sum(code in picks for code in codes)
    for room in range(most, picked, -1):
        rows = _with_gaps(sorted(wanted[:room]), len(codes))
        if len(rows) <= most:
            return rows
    return [*sorted(wanted[:most])]


def _with_gaps(kept: list[int], total: int) -> list[int | None]:
    rows: list[int | None] = []
    for place in kept:
        before = next((row for row in reversed(rows) if row is not None), -1)
        rows += [None, place] if place > before + 1 else [place]
    return [*rows, None] if kept and kept[-1] < total - 1 else rows


def _others(names: Sequence[str], rows: Sequence[int | None]) -> tuple[str, ...]:
    return tuple(name for place, name in enumerate(names) if place not in rows)


def dumbbells(exhibit: Exhibit, catalogue: Catalogue) -> Drawing:
    """Return a region a row, from its figure in the first year to that in the last, largest change on top."""
    data = exhibit.data.dropna(subset=["value", "change"])
    data = data[~are_nations(data.region_code)] if ~are_nations(data.region_code).any() else data
    first, last = int(data.year.min()), int(data.year.max())
    wide = data.pivot_table(index="region_code", columns="year", values="value")
    wide["change"] = data.drop_duplicates("region_code").set_index("region_code").change
    wide = wide.dropna().sort_values("change", ascending=False, kind="stable")
    codes = [str(code) for code in wide.index]
    names = [catalogue.place_short(code)[exhibit.language] for code in codes]
    rows = _ends_and_picks(codes, exhibit.view.regions, MOST_DUMBBELLS)
    series = []
    for height, row in zip(range(len(rows), 0, -1), rows, strict=True):
        if row is None:
            continue
        code, change = codes[row], float(wide.change.iloc[row])
        series.append(
            Series(
                key=code,
                name=names[row],
                country=country_of(code),
                values=(float(height), float(height)),
                colour=LIGHT.country(country_of(code)),
                x=(float(wide[first].iloc[row]), float(wide[last].iloc[row])),
                labels=(names[row], change_text(change, exhibit.indicator, country_of(code), exhibit.view)),
            )
        )
    positive = all(x > 0 for one in series for x in one.x)
    # As on the page: counts and money change by per cent, so equal changes are drawn equally long.
    logarithmic = frozenset("x") if exhibit.indicator.changes_in_per_cent and positive else frozenset()
    years = (str(first), str(last))
    return Drawing(
        "dumbbell", years, tuple(series), _others(names, rows), decimals_shown(exhibit), logarithmic
    )


def flows(exhibit: Exhibit, catalogue: Catalogue) -> Drawing:
    """Departures to the left, arrivals to the right, the balance behind the name of each partner."""
    t = messages(exhibit.language)
    wide = exhibit.data.pivot(index="partner", columns="direction", values="value")
    order = [code for code in dict.fromkeys(exhibit.data.partner) if wide.loc[code].notna().any()]
    names = [catalogue.place_short(code)[exhibit.language] for code in order]
    shown = wide.loc[order[:MOST_BARS]]
    country = country_of(exhibit.view.regions[0])
    family = LIGHT.korea if country == "KR" else LIGHT.japan
    series = tuple(
        Series(
            key=direction,
            name=t(f"region.flows_{direction}"),
            country=country,
            values=drawn_values(shown[direction]),
            colour=colour,
            mirrored=direction == "outflow",
        )
        for direction, colour in (("outflow", family[3]), ("inflow", family[0]))
    )
    labels = tuple(
        f"{name} {number(float(net), exhibit.language, signed=True)}"
        for name, net in zip(names, shown.net, strict=False)
    )
    return Drawing("mirror", labels, series, tuple(names[MOST_BARS:]), 0)


def net_migration_by_age(exhibit: Exhibit, _: Catalogue) -> Drawing:
    """Return a bar an age group, as published, youngest on top."""
    country = country_of(exhibit.view.regions[0])
    series = Series(
        key=country,
        name=exhibit.indicator.name[exhibit.language],
        country=country,
        values=drawn_values(exhibit.data.value),
        colour=LIGHT.country(country),
    )
    labels = tuple(str(group).replace("-", "–") for group in exhibit.data.age_group)
    return Drawing("bar", labels, (series,), (), 0)


def components_of_change(exhibit: Exhibit) -> Drawing:
    """Return the components of each year, to be stacked, and their total as the last series."""
    t = messages(exhibit.language)
    country = country_of(exhibit.view.regions[0])
    family = LIGHT.korea if country == "KR" else LIGHT.japan
    wide = exhibit.data.pivot(index="year", columns="component", values="value").dropna(how="all")
    years = pd.RangeIndex(int(wide.index.min()), int(wide.index.max()) + 1)
    colours = {"natural_change": family[0], "net_migration": family[3], "rest": LIGHT.faded}
    series = tuple(
        Series(
            key=component,
            name=t(f"region.component.{component}"),
            country=country,
            values=drawn_values(wide[component].reindex(years)),
            colour=colours.get(component, LIGHT.text),
        )
        for component in (*COMPONENTS, "change")
    )
    return Drawing("stacked", tuple(map(str, years)), series, (), 0)
