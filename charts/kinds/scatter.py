"""Two indicators against each other: a point a region."""

import pandas as pd

from charts.drawing import DataSeries, Drawing, drawn_values
from charts.kinds.kind import Kind, Subject
from charts.type import SIGNS
from regions.database.places import country_of
from regions.shapes.exhibit import shown_countries


def describe(subject: Subject) -> Drawing:
    """Return a cloud a country, the longer one first, then a series for each region picked.

    Longest first because LibreOffice draws no more points of a later series than the first one has.
    """
    exhibit = subject.exhibit
    data = exhibit.data.dropna(subset=["value", "x_value"])
    picks = [code for code in exhibit.view.regions if code in set(data.region_code)][: subject.limits.lines]
    others = data[~data.region_code.isin(picks)]
    series = []
    for country in others.country.value_counts().index:
        colour = subject.theme.family(country)[3 if picks else 0]
        name = subject.text(f"country.{country}")
        series.append(_cloud(subject, country, name, colour, others[others.country == country]))
    for code in picks:
        colour = subject.theme.country(country_of(code))
        series.append(_cloud(subject, code, subject.name(code), colour, data[data.region_code == code]))
    across = subject.catalogue.indicators[str(data.x_indicator_id.iloc[0])]
    return Drawing(
        "scatter",
        (),
        tuple(series),
        exhibit.decimals,
        logarithmic=frozenset(exhibit.view.all_chosen("log")),
        key=tuple(
            f"{SIGNS[country]} {subject.text(f'country.{country}')}"
            for country in shown_countries(exhibit.data, exhibit.language)
        ),
        axis_titles=(across.called(exhibit.language), exhibit.indicator.called(exhibit.language)),
    )


def _cloud(subject: Subject, key: str, name: str, colour: str, rows: pd.DataFrame) -> DataSeries:
    return DataSeries(
        key=key,
        name=name,
        country=key[:2],
        values=drawn_values(rows.value),
        colour=colour,
        x=tuple(float(value) for value in rows.x_value),
        labels=tuple(subject.name(code) for code in rows.region_code),
    )


KINDS = (Kind("scatter", ("region_code", "country", "value", "x_value", "x_indicator_id"), describe),)
