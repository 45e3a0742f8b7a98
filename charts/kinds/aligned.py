"""Series on a common clock: a line for each region, over the years since an event."""

import numpy as np

from charts.drawing import DataSeries, Drawing, drawn_values
from charts.kinds.kind import Kind, Subject
from charts.kinds.lines import lines_in_order, lines_within
from charts.theme import region_colours
from regions.database.places import country_of, is_nation


def describe(subject: Subject) -> Drawing:
    """Return a line a region whose points lie at years since the event, rarely whole ones.

    Longest first because LibreOffice leaves out a first series that is shorter than a later one.
    """
    exhibit = subject.exhibit
    data = exhibit.data.dropna(subset=["value"]).sort_values("offset")
    order = lines_in_order(exhibit, list(dict.fromkeys(data.region_code)))
    shown = lines_within(order, subject.limits.lines)
    colours = region_colours(dict.fromkeys([*exhibit.view.regions, *shown]), subject.theme)
    series = []
    for code in shown:
        own = data[data.region_code == code]
        series.append(
            DataSeries(
                key=code,
                name=subject.name(code),
                country=country_of(code),
                values=drawn_values(own.value),
                colour=colours[code],
                dashed=is_nation(code) and len(shown) > 2,
                projected=frozenset(np.flatnonzero(own.status == "projection").tolist()),
                x=tuple(map(float, own.offset)),
                labels=tuple(f"{subject.name(code)} {year}" for year in own.year),
            )
        )
    left_out = tuple(subject.name(code) for code in order if code not in shown)
    series.sort(key=lambda one: -len(one.values))
    return Drawing("aligned", (), tuple(series), exhibit.decimals, left_out)


KINDS = (Kind("aligned", ("region_code", "year", "offset", "value", "status"), describe),)
