"""Clearly fictional figures and a catalogue for them, whole and correct.

Two countries: XX with six regions (XX-06 exists since July 2016), YY with four.
"""

import json
from collections.abc import Callable
from typing import Any

import pandas as pd

from etl.dataset import Dataset
from etl.languages import LANGUAGES
from etl.models.indicators import WARNINGS

YEARS = range(2010, 2025)
REGIONS = {"XX": [f"XX-{n:02d}" for n in range(1, 7)], "YY": [f"YY-{n:02d}" for n in range(1, 5)]}
LATE, LATE_FROM = "XX-06", 2016
AGES = ["0-4", "5-9", "10-14", "15+"]
# Less than there is: what is covered is the matter of single tests.
COVERAGE = {
    "first_year": 2099, "last_year": 1900, "n_years": 0, "n_regions": 0, "n_regions_last_year": 0,
    "last_full_year": None, "national_row": False, "n_values": 0,
}  # fmt: skip


def text(name: str) -> dict[str, str]:
    return {language: f"{name} ({language})" for language in LANGUAGES}


def words(name: str) -> dict[str, list[str]]:
    return {language: [f"{name} {language}"] for language in LANGUAGES}


def dataset_of(name: str, rows: list[Any]) -> Dataset:
    """Return figures (region, year, indicator, value) as a dataset, without a description of its own."""
    frame = pd.DataFrame(rows, columns=["region_code", "year", "indicator", "value"])
    frame["line"] = frame.index + 2
    described: Any = None
    return Dataset(name, f"data/snapshots/{name}.csv", described, frame, sha256="", n_rows=len(frame))


def population(region: str, year: int) -> int:
    country, number = region.split("-")
    size = 1_000_000 if country == "XX" else 700_000
    return size * int(number) + 1_000 * (int(number) ** 2) * (year - 2010) + 7 * int(number)


def elderly(region: str, year: int) -> int:
    return round(population(region, year) * (0.10 + 0.01 * int(region[-1]) + 0.002 * (year - 2010)))


def exists(region: str, year: int) -> bool:
    return region != LATE or year >= LATE_FROM


def indicator(identifier: str, formula: str, inputs: dict[str, Any], **fields: Any) -> dict[str, Any]:
    country = {"inputs": inputs, "formula": formula, "default_year": 2024, "coverage": COVERAGE}
    return {
        "id": identifier,
        "names": text(identifier),
        "synonyms": words(identifier),
        "unit": text("unit"),
        "unit_code": "percent",
        "decimals": 1,
        "direction": "neutral",
        "kind": "share",
        "scope": "regional",
        "definition": text("definition"),
        "comparability": "same",
        "comparability_reason": text("reason"),
        "headline": False,
        "default_year": 2024,
        "year_rule": "common",
        "chart": "map",
        "range": [0, 100],
        "spread": "share",
        "warnings": [],
        "countries": {"XX": country, "YY": json.loads(json.dumps(country))},
        **fields,
    }


def figures(value: Callable[[str, int], int], name: str, nation: bool = True) -> pd.DataFrame:
    rows = []
    for country, regions in REGIONS.items():
        for year in YEARS:
            own = {region: value(region, year) for region in regions if exists(region, year)}
            if nation:
                own = {country: sum(own.values()), **own}
            rows += [(region, year, name, number) for region, number in own.items()]
    return pd.DataFrame(rows, columns=["region_code", "year", "indicator", "value"])


def ages() -> pd.DataFrame:
    rows = []
    for region in REGIONS["XX"]:
        for sex in ("female", "male"):
            rows += [(region, 2024, "population", sex, age, 1000 + len(age)) for age in AGES]
        rows += [(region, 2024, "population", "total", age, 2 * (1000 + len(age))) for age in AGES]
    return pd.DataFrame(rows, columns=["region_code", "year", "indicator", "sex", "age_group", "value"])


def projection() -> pd.DataFrame:
    rows = [
        (region, year, "projected_population", population(region, 2024) - 500 * (year - 2024))
        for region in REGIONS["XX"]
        for year in (2030, 2040, 2050)
    ]
    return pd.DataFrame(rows, columns=["region_code", "year", "indicator", "value"])


def rates() -> pd.DataFrame:
    rows = [
        (country, year, kind, rate)
        for country, rate in (("XX", 2.0), ("YY", 100.0))
        for year in YEARS
        for kind in ("exchange_rate_annual_average", "ppp_gdp")
    ]
    return pd.DataFrame(rows, columns=["region_code", "year", "indicator", "value"])


def _region(code: str, country: str, position: int, **fields: Any) -> dict[str, Any]:
    names = {
        f"{kind}_{language}": f"{code} {language}"
        for kind in ("name", "short")
        for language in ("ko", "ja", "en")
    }
    level = "country" if code == country else "region"
    return {
        "region_code": code,
        "country": country,
        "level": level,
        "position": position,
        **names,
        "kind": level,
        "capital_area": code[-2:] in ("01", "02"),
        "valid_from": None,
        "valid_to": None,
        "predecessors": None,
        **fields,
    }


def regions() -> list[dict[str, Any]]:
    rows = [_region(country, country, 0) for country in REGIONS]
    rows += [
        _region(code, country, 1 + position, valid_from="2016-07-01" if code == LATE else None)
        for country, codes in REGIONS.items()
        for position, code in enumerate(codes)
    ]
    return rows


def catalogue() -> dict[str, Any]:
    people = {"dataset": "office_population", "indicator": "population"}
    old = {"dataset": "office_elderly", "indicator": "elderly", "national": "sum"}
    only_xx = {"comparability": "single_country"}
    entries = [
        indicator(
            "population_total",
            "x",
            {"x": people},
            kind="level",
            unit_code="persons",
            range=[0, None],
            aggregation={"method": "sum"},
        ),
        indicator(
            "share_elderly",
            "100*o/x",
            {"o": old, "x": people},
            aggregation={"method": "weighted", "weight": "population_total"},
        ),
        indicator("change_rate", "100*(x/p-1)", {"x": people, "p": {**people, "lag": 1}}, range=[-50, 50]),
        indicator("index_2015", "100*x/b", {"x": people, "b": {**people, "at_year": 2016}}, range=[0, 900]),
        indicator("capital_share", "100*cap(x)/nat(x)", {"x": people}, scope="national"),
        indicator(
            "income",
            "1000*x",
            {"x": people},
            kind="currency",
            currencies=["national", "usd", "ppp"],
            comparability="differs",
            unit_code="per_1000",
            range=[0, None],
        ),
    ]
    projected = indicator(
        "projected_population",
        "x",
        {"x": {"dataset": "office_projection", "indicator": "projected_population", "national": "sum"}},
        range=[0, None],
        default_year=2030,
        kind="level",
        unit_code="persons",
        **only_xx,
    )
    projected["countries"].pop("YY")
    projected["countries"]["XX"] |= {"status": "projection", "default_year": 2030}
    ties = indicator(
        "ties",
        "x",
        {"x": {"dataset": "office_ties", "count_by": "kr_region_code", "as_year": 2024}},
        range=[0, None],
        kind="level",
        **only_xx,
    )
    ties["countries"].pop("YY")
    return {
        "topics": [{"id": "people", "names": text("people")}],
        "warnings": {code: text(code) for code in WARNINGS},
        "population_bases": {"residents": text("residents")},
        "indicators/people": [*entries, projected, ties],
        "currencies": {
            "national": {"names": text("national"), "units": {"XX": text("X$"), "YY": text("Y$")}},
            "usd": {
                "names": text("usd"),
                "units": {"XX": text("USD"), "YY": text("USD")},
                "dataset": "bank_rates",
                "rate": "exchange_rate_annual_average",
            },
            "ppp": {
                "names": text("ppp"),
                "units": {"XX": text("Int$"), "YY": text("Int$")},
                "dataset": "bank_rates",
                "rate": "ppp_gdp",
            },
        },
        "publishers": {
            "office": {
                "names": text("Office of Figures"),
                "url": "https://example.org",
                "licence": "free",
                "attribution": text("Source: Office of Figures"),
                "key_env": "OFFICE_KEY",
            }
        },
        "sources": {
            "office_yearbook": {
                "publisher": "office",
                "title": "Yearbook",
                "titles": text("Yearbook"),
                "language": "en",
                "url": "https://example.org/yearbook",
                "retrieved_on": "2025-01-31",
                "obtained": "download",
            }
        },
        "blocks": [],
        "bureaus": [],
        "region_sets": [{"set_id": "capitals", "names": text("capitals"), "regions": ["XX-01", "YY-01"]}],
        "region_changes": [
            {"region_code": LATE, "date": "2016-07-01", "kind": "founded", "related": [], "text": text("new")}
        ],
        "corrections": [],
        "unusual_figures": [],
        "balances": [],
        "municipal_warnings": {},
        "municipal_marks": [],
        "iso_3166_2": [],
        "designation_indicators": [{"id": "designated", "names": text("designated")}],
        "releases": [{"datasets": ["office_population"], "lag": 2, "basis": "usual", "note": "In February."}],
        "peers": {
            "least_weight": 0.5,
            "themes": [
                {"id": "size", "indicators": [{"indicator": "income", "weight": 3, "measure": "log"}]},
                {"id": "age", "indicators": [
                    {"indicator": "share_elderly", "weight": 2, "measure": "standard"},
                ]},
                {"id": "all", "themes": ["size", "age"]},
            ],
        },
        "findings": [
            {"id": "oldest", "rule": "counts", "indicator": "share_elderly", "side": "above", "threshold": 20,
             "page": "overview", "chart": "points"},
        ],
        "question_words": {
            "places": {"XX-01": ["First"]},
            "groups": [{"places": ["XX-01", "XX-02"], "names": ["Both"]}],
            "suffixes": {"province": ["Province"]},
            "intents": {"ranking": words("rank")},
            "years": {"since_before": ["since"]},
            "eras": {"2018": ["Reiwa"]},
            "numbers": {"10": ["ten"]},
            "particles": ["의"],
            "connectives": ["and"],
            "opposed": ["vs"],
            "skipped": ["the"],
            "fillers": words("rate"),
            "ordinary": words("weather"),
            "spellings": {"aging": "ageing"},
        },
    }  # fmt: skip


def boundaries() -> dict[str, Any]:
    inset = {"meridian": 4.0, "area": [3.9, 0, 5, 20], "place": [1.0, 0.0]}
    panel = {"units_per_km": 5.0, "parallels": [0.5, 9.0], "meridian": 2.0, "inset": inset}
    credit = {
        "publisher": text("office"), "title": text("outlines"), "url": "https://example.org/outlines",
        "licence": "free", "licence_url": "https://example.org/licence", "vintage": "2024",
        "obtained": "drawn by hand", "attribution": text("by the office"),
    }  # fmt: skip
    return {
        "panels": dict.fromkeys(REGIONS, panel),
        "credits": {
            "sources": [{"country": country, **credit} for country in REGIONS],
            **{name: text(name) for name in ("processing", "not_drawn", "note")},
        },
    }
