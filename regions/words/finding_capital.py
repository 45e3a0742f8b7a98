"""Rules of findings about concentration: capital areas, dispersion between regions."""

import numpy as np
import pandas as pd

from regions.database.build import Build
from regions.database.places import COUNTRIES
from regions.figures.concentration import capital_migration, capital_shares, dispersion
from regions.figures.statements import may_quote_all
from regions.words.finding_kit import COLUMNS, Draft, Spec, both, rows, spanning
from regions.words.sentences import Amount, Number, Value, Year

_SHARE = "capital_area_population_share"


def capital_shares_finding(build: Build, spec: Spec) -> Draft | None:
    """The capital area's share of several totals, each in the latest year both have without a break."""
    values: dict[str, Value] = {}
    rests_on: list[tuple[str, str, int]] = []
    frames = []
    for number, indicator_id in enumerate(spec.indicators, 1):
        wide = _shares(build, indicator_id)
        if wide.empty:
            return None
        year = int(wide.index[-1])
        values[f"year_{number}"] = Year(year)
        values[f"korea_{number}"] = _per_cent(float(wide.KR.iloc[-1]))
        values[f"japan_{number}"] = _per_cent(float(wide.JP.iloc[-1]))
        rests_on += both(indicator_id, year)
        shown = [(country, year, float(wide[country].iloc[-1])) for country in COUNTRIES]
        frames.append(rows(indicator_id, shown))
    return Draft(values, tuple(rests_on), pd.concat(frames, ignore_index=True), per_cent=True)


def capital_growth(build: Build, spec: Spec) -> Draft | None:
    """The capital area's share in the first and last year both countries have; only if both rose."""
    wide = _shares(build, spec.indicator)
    if len(wide) < 2 or (wide.iloc[-1] <= wide.iloc[0]).any():
        return None
    first, last = int(wide.index[0]), int(wide.index[-1])
    values: dict[str, Value] = {
        "first": Year(first),
        "last": Year(last),
        "korea_first": _per_cent(float(wide.KR.iloc[0])),
        "korea_last": _per_cent(float(wide.KR.iloc[-1])),
        "japan_first": _per_cent(float(wide.JP.iloc[0])),
        "japan_last": _per_cent(float(wide.JP.iloc[-1])),
    }
    frame = capital_shares(build, spec.indicator).assign(indicator_id=spec.indicator)
    frame = frame.assign(region_code=frame.country, label="")[COLUMNS]
    return Draft(
        values,
        both(spec.indicator, first, last),
        frame,
        year=last,
        per_cent=True,
        spans=spanning(spec.indicator, first, last),
    )


def capital_migration_finding(build: Build, spec: Spec) -> Draft | None:
    """Net moves into both capital areas and their leading cities; only if Seoul alone of them loses."""
    frame = capital_migration(build, spec.indicator)
    years = [set(frame[frame.country == country].year) for country in COUNTRIES]
    if not years[0] & years[1]:
        return None
    year = int(max(years[0] & years[1]))
    held = frame[frame.year == year].set_index("country")
    korea, seoul = float(held.value["KR"]), float(held.city["KR"])
    japan, tokyo = float(held.value["JP"]), float(held.city["JP"])
    if not (korea > 0 and japan > 0 and tokyo > 0 and seoul < 0):
        return None
    values: dict[str, Value] = {
        "year": Year(year),
        "korea": Number(korea),
        "japan": Number(japan),
        "seoul": Number(-seoul),
        "tokyo": Number(tokyo),
    }
    shown = rows(spec.indicator, [("KR", year, korea), ("JP", year, japan)])
    return Draft(values, both(spec.indicator, year), shown, year=year)


def dispersion_flip(build: Build, spec: Spec) -> Draft | None:
    """Plain and weighted coefficient of variation; only if they put the two countries in opposite order."""
    frame = dispersion(build, spec.indicator)
    if set(frame.country) != set(COUNTRIES):
        return None
    wide = frame.pivot(index="year", columns="country", values=["cv", "weighted_cv"]).dropna()
    if wide.empty:
        return None
    year, last = int(wide.index[-1]), wide.iloc[-1]
    plain = {country: float(last["cv", country]) for country in COUNTRIES}
    weighted = {country: float(last["weighted_cv", country]) for country in COUNTRIES}
    if not (plain["KR"] > plain["JP"] and weighted["KR"] < weighted["JP"]):
        return None
    values: dict[str, Value] = {
        "year": Year(year),
        "korea_plain": _per_cent(plain["KR"]),
        "japan_plain": _per_cent(plain["JP"]),
        "korea_weighted": _per_cent(weighted["KR"]),
        "japan_weighted": _per_cent(weighted["JP"]),
    }
    shown = [
        rows(spec.indicator, [(country, year, found[country]) for country in COUNTRIES], label)
        for label, found in (("plain", plain), ("weighted", weighted))
    ]
    frame = pd.concat(shown, ignore_index=True)
    return Draft(values, both(spec.indicator, year), frame, year=year, per_cent=True)


def _shares(build: Build, indicator_id: str) -> pd.DataFrame:
    """Return the shares of both countries by year, without the years at which a series breaks."""
    frame = capital_shares(build, indicator_id)
    indicator = build.catalogue.indicators[indicator_id]
    told = [year for year in frame.year.unique() if may_quote_all(indicator, COUNTRIES, year)]
    wide = frame[frame.year.isin(told)].pivot(index="year", columns="country", values="value")
    return wide.reindex(columns=list(COUNTRIES)).dropna()


def _per_cent(value: float) -> Amount:
    if not np.isfinite(value):
        raise ValueError("a share without a value")
    return Amount(value, _SHARE, "KR", decimals=1)
