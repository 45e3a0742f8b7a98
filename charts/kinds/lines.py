"""Figures over the years: a line for each region."""

import pandas as pd

from charts.drawing import DataSeries, Drawing, drawn_values
from charts.kinds.kind import Kind, Subject
from charts.theme import region_colours
from regions.database.places import country_of, is_nation
from regions.shapes.exhibit import Exhibit, countries_in_order


def describe(subject: Subject) -> Drawing:
    """Return a line a region, gaps in the years left open."""
    exhibit = subject.exhibit
    data = exhibit.data.dropna(subset=["value"])
    years = list(range(int(data.year.min()), int(data.year.max()) + 1))
    order = lines_in_order(exhibit, list(dict.fromkeys(data.region_code)))
    shown = lines_within(order, subject.limits.lines)
    # Of all that were asked for, held here or not: a region has one colour in all charts of a page.
    colours = region_colours(dict.fromkeys([*exhibit.view.regions, *shown]), subject.theme)
    several = data.indicator_id.nunique() > 1
    ends = data[data.region_code.isin(shown)].groupby("region_code").year.max()
    series = []
    for code in shown:
        # What is observed and what is projected has a line of its own where the two are different indicators.
        for indicator_id, part in data[data.region_code == code].groupby("indicator_id", sort=False):
            own = part.drop_duplicates("year", keep="last").set_index("year")
            projected = set(own.index[own.status == "projection"])
            series.append(
                DataSeries(
                    key=f"{code}:{indicator_id}" if several else code,
                    name=_name(subject, code, bool(projected), alone=len(shown) == 1)
                    if several
                    else subject.name(code),
                    country=country_of(code),
                    values=drawn_values(own.value.reindex(years)),
                    colour=colours[code],
                    dashed=is_nation(code) and len(shown) > 2,
                    projected=frozenset(n for n, year in enumerate(years) if year in projected),
                    end_year=_untold(int(own.index.max()), exhibit, ends),
                )
            )
    left_out = tuple(subject.name(code) for code in order if code not in shown)
    return Drawing("line", tuple(map(str, years)), tuple(series), exhibit.decimals, left_out, in_years=True)


def _untold(year: int, exhibit: Exhibit, ends: pd.Series) -> int | None:
    """Return where a line ends if the headline tells other years, or there is none and lines end apart."""
    is_told = str(year) in exhibit.claim if exhibit.claim else ends.nunique() == 1
    return None if is_told else year


def _name(subject: Subject, code: str, projected: bool, *, alone: bool) -> str:
    word = subject.text(f"region.outlook.{'projected' if projected else 'observed'}")
    return word if alone else f"{subject.name(code)} {word}"


def lines_in_order(exhibit: Exhibit, codes: list[str]) -> list[str]:
    """Return the regions asked for, then the nations as the reader meets them, then the others."""
    wanted = [*exhibit.view.regions, *countries_in_order(exhibit.language)]
    return list(dict.fromkeys([*(code for code in wanted if code in codes), *codes]))


def lines_within(order: list[str], most: int | None) -> list[str]:
    """Keep the first regions; the nations stay as long as they leave room for six others."""
    if most is None:
        return order
    nations = [code for code in order if is_nation(code)]
    regions = [code for code in order if not is_nation(code)][: most - len(nations)]
    return [code for code in order if code in regions or code in nations][:most]


KINDS = (Kind("line", ("region_code", "indicator_id", "year", "value", "status"), describe),)
