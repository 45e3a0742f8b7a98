"""Money in US dollars at market rates and in PPP international dollars."""

from collections.abc import Mapping

import pandas as pd

from etl.models.indicators import Indicator
from etl.models.lists import CurrencyVariant
from etl.snapshots import Snapshots


def conversion_rates(snapshots: Snapshots) -> pd.DataFrame:
    """Return the yearly rates of all datasets of kind rate.

    Returns:
        Columns country, year, kind, value (national currency per US or international dollar), source_id, and
        file, line for messages.
    """
    parts = [
        dataset.frame.assign(file=dataset.shown) for dataset in snapshots.figures if dataset.kind == "rate"
    ]
    columns = ["country", "year", "kind", "value", "source_id", "file", "line"]
    names = {"region_code": "country", "indicator": "kind", "source": "source_id"}
    if not parts:
        return pd.DataFrame(columns=columns)
    return pd.concat(parts, ignore_index=True).rename(columns=names)[columns]


def converted(
    observations: pd.DataFrame,
    indicators: list[Indicator],
    currencies: Mapping[str, CurrencyVariant],
    rates: pd.DataFrame,
) -> pd.DataFrame:
    """Divide money by the rate of its country and year; a year without a rate yields no row.

    Args:
        observations: Columns of `derive.OBSERVATION_COLUMNS`, values in national currency.
        indicators: The catalogue's entries.
        currencies: The variants; those with a `rate` divide by it.
        rates: As from `conversion_rates`.

    Returns:
        Columns indicator_id, region_code, year, currency, value, status, source_id (of the rate).
    """
    money = observations[observations["value"].notna()].drop(columns=["source_id", "mark"])
    parts = []
    for currency, variant in currencies.items():
        if variant.rate is None:
            continue
        wanted = [entry.id for entry in indicators if currency in (entry.currencies or [])]
        rate = rates.loc[rates["kind"] == variant.rate, ["country", "year", "value", "source_id"]]
        part = money[money["indicator_id"].isin(wanted)].merge(
            rate.rename(columns={"value": "rate"}), on=["country", "year"]
        )
        part["value"] = part["value"] / part["rate"]
        parts.append(part.assign(currency=currency))
    columns = ["indicator_id", "region_code", "year", "currency", "value", "status", "source_id"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)
