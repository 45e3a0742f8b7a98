"""Why a population changes: the components of each year stacked, their total as a line."""

import pandas as pd

from charts.drawing import DataSeries, Drawing, drawn_values
from charts.kinds.kind import Kind, Subject
from regions.exhibits.population import COMPONENTS


def describe(subject: Subject) -> Drawing:
    """Return the components and, as the last series, the whole change; years without figures stay empty."""
    shown = (*COMPONENTS, "change")
    wide = subject.exhibit.data.pivot(index="year", columns="component", values="value").dropna(how="all")
    wide = wide.reindex(columns=list(shown))
    years = pd.RangeIndex(int(wide.index.min()), int(wide.index.max()) + 1)
    family = subject.theme.family(subject.country)
    colours = {"natural_change": family[0], "net_migration": family[3], "rest": subject.theme.faded}
    series = tuple(
        DataSeries(
            key=component,
            name=subject.text(f"region.component.{component}"),
            country=subject.country,
            values=drawn_values(wide[component].reindex(years)),
            colour=colours.get(component, subject.theme.text),
            is_total=component == "change",
        )
        for component in shown
    )
    return Drawing("stacked", tuple(map(str, years)), series, in_years=True)


KINDS = (Kind("stacked", ("year", "component", "value"), describe),)
