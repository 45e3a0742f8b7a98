"""The figures behind the charts of the region profile, as tables in the reader's language."""

import pandas as pd

from i18n.messages import messages
from i18n.numbers import number, quantity, span, with_spans
from regions.database.catalogue import Catalogue
from regions.database.places import country_of
from regions.exhibits.migration import DIRECTIONS
from regions.exhibits.population import COMPONENTS
from regions.shapes.exhibit import Exhibit


def pyramid_table(exhibit: Exhibit, catalogue: Catalogue) -> pd.DataFrame:
    """Return one row an age group, oldest first; men and women of each region."""
    t = messages(exhibit.language)
    data = exhibit.data
    ages = sorted({int(age) for age in data.age_from}, reverse=True)
    top = ages[0] if ages else 0
    columns: dict[str, list[str]] = {
        t("region.age"): [
            t("region.age_over", age=int(age))
            if age == top
            else span(int(age), int(age) + 4, exhibit.language)
            for age in ages
        ]
    }
    for code in dict.fromkeys(data.region_code):
        for sex in ("male", "female"):
            part = data[(data.region_code == code) & (data.sex == sex)].set_index("age_from")
            name = f"{catalogue.regions[code].short[exhibit.language]} · {t(f'region.sex.{sex}')}"
            columns[name] = [
                f"{number(float(part.value[age]), exhibit.language)}"
                f" ({quantity(float(part.share[age]), '%', exhibit.language, 2)})"
                for age in ages
            ]
    return pd.DataFrame(columns)


def accounts_table(exhibit: Exhibit) -> pd.DataFrame:
    """Return one row a year, newest first; one column a component."""
    t = messages(exhibit.language)
    names = ["change", "births", "deaths", *COMPONENTS]
    wide = exhibit.data.pivot(index="year", columns="component", values="value").sort_index(ascending=False)
    columns: dict[str, list[str]] = {t("table.year"): [str(year) for year in wide.index]}
    for name in names:
        columns[t(f"region.component.{name}")] = [number(value, exhibit.language) for value in wide[name]]
    return pd.DataFrame(columns)


def flows_table(exhibit: Exhibit, catalogue: Catalogue) -> pd.DataFrame:
    """Return one row a partner, largest exchange first."""
    t = messages(exhibit.language)
    wide = exhibit.data.pivot(index="partner", columns="direction", values="value")
    wide = wide.loc[list(dict.fromkeys(exhibit.data.partner))]
    columns: dict[str, list[str]] = {
        t("region.flows_partner"): [catalogue.regions[code].short[exhibit.language] for code in wide.index]
    }
    for direction in DIRECTIONS:
        columns[t(f"region.flows_{direction}")] = [
            number(value, exhibit.language, signed=direction == "net") for value in wide[direction]
        ]
    return pd.DataFrame(columns)


def ages_table(exhibit: Exhibit) -> pd.DataFrame:
    """Return one row an age band."""
    t = messages(exhibit.language)
    return pd.DataFrame(
        {
            t("region.age"): [with_spans(group, exhibit.language) for group in exhibit.data.age_group],
            t("region.flows_net"): [
                number(float(value), exhibit.language, signed=True) for value in exhibit.data.value
            ],
        }
    )


def outlook_table(exhibit: Exhibit) -> pd.DataFrame:
    """Return one row a year, observed and projected."""
    t = messages(exhibit.language)
    data = exhibit.data
    country = country_of(exhibit.view.regions[0])
    words = {status: t(f"region.outlook.{status}") for status in ("observed", "projected")}
    return pd.DataFrame(
        {
            t("table.year"): data.year.astype(str),
            t("table.value", unit=exhibit.units[country]): [
                exhibit.format(float(value), country) for value in data.value
            ],
            t("region.status"): [
                words["projected" if status == "projection" else "observed"] for status in data.status
            ],
        }
    )
