"""Shares of the population by age and sex."""

import pandas as pd

from charts.drawing import DataSeries, Drawing, drawn_values
from charts.kinds.kind import Kind, Subject
from i18n.numbers import span
from regions.database.languages import Language
from regions.database.places import country_of


def describe(subject: Subject) -> Drawing:
    """Return two series a region, men first: they are drawn to the left."""
    data = subject.exhibit.data
    ages = sorted({int(age) for age in data.age_from})
    series = []
    for code in dict.fromkeys(data.region_code):
        family = subject.theme.family(code)
        for sex, colour in (("male", family[3]), ("female", family[0])):
            own = data[(data.region_code == code) & (data.sex == sex)].set_index("age_from").share
            series.append(
                DataSeries(
                    key=f"{code}:{sex}",
                    name=subject.text(f"deck.{sex}"),
                    country=country_of(code),
                    values=drawn_values(own.reindex(ages)),
                    colour=colour,
                    mirrored=sex == "male",
                )
            )
    groups = tuple(_ages(data, age, subject.exhibit.language) for age in ages)
    return Drawing("pyramid", groups, tuple(series), decimals=1)


def _ages(data: pd.DataFrame, age: int, language: Language) -> str:
    top = data[data.age_from == age].age_to.dropna()
    return f"{age}+" if top.empty else span(age, int(top.max()), language)


KINDS = (Kind("pyramid", ("region_code", "year", "sex", "age_from", "age_to", "share", "value"), describe),)
