"""A small, clearly fictional set of data, whole and correct, for tests to spoil in one place each.

Two countries: XX with six regions (XX-06 exists since July 2016), YY with four.
"""

import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from etl.__main__ import main
from etl.boundaries import read_boundaries
from etl.catalogue import MUNICIPALITY_COLUMNS, read_catalogue
from etl.checks import Context
from etl.derive import derive_all
from etl.languages import LANGUAGES
from etl.models.indicators import WARNINGS
from etl.paths import Paths
from etl.snapshots import read_snapshots
from etl.tables import all_tables

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


@dataclass
class Sample:
    """The data folder of one test.

    Attributes:
        folder: The data folder; `write` fills it.
        build_folder: The folder of its builds.
        catalogue: Content of the catalogue's YAML files by name.
        regions: Rows of regions.csv.
        frames: Rows of the datasets.
        meta: Content of the datasets' YAML files (name, title, sha256 and rows are filled in by `write`).
        boundaries: Content of panels.yaml and credits.yaml (sha256 is filled in by `write`).
        not_drawn: Regions without an outline.
    """

    folder: Path
    build_folder: Path
    catalogue: dict[str, Any] = field(default_factory=dict)
    regions: list[dict[str, Any]] = field(default_factory=list)
    frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    meta: dict[str, dict[str, Any]] = field(default_factory=dict)
    boundaries: dict[str, Any] = field(default_factory=dict)
    not_drawn: tuple[str, ...] = ()

    def entry(self, identifier: str) -> dict[str, Any]:
        entries = [one for name, content in self.catalogue.items() if "/" in name for one in content]
        return next(one for one in entries if one["id"] == identifier)

    def csv(self, dataset: str) -> Path:
        return self.folder / "snapshots" / f"{dataset}.csv"

    def write(self) -> None:
        """Write everything; checksums fit, so that only what a test spoils is wrong."""
        for folder in ("catalogue/indicators", "boundaries", "snapshots"):
            (self.folder / folder).mkdir(parents=True, exist_ok=True)
        for name, content in self.catalogue.items():
            self._yaml(self.folder / f"catalogue/{name}.yaml", content)
        pd.DataFrame(self.regions).to_csv(self.folder / "catalogue/regions.csv", index=False)
        none = pd.DataFrame(columns=list(MUNICIPALITY_COLUMNS))
        none.to_csv(self.folder / "catalogue/municipalities.csv", index=False)
        for name, frame in self.frames.items():
            content = frame.to_csv(index=False, lineterminator="\n").encode()
            self.csv(name).write_bytes(content)
            meta = {"rows": len(frame), "sha256": hashlib.sha256(content).hexdigest(), **self.meta[name]}
            self._yaml(self.folder / f"snapshots/{name}.yaml", {"dataset": name, "title": name, **meta})
        self._draw()

    def _draw(self) -> None:
        """Write a square for each region."""
        codes = [row["region_code"] for row in self.regions if row["level"] == "region"]
        codes = [code for code in dict.fromkeys(codes) if code not in self.not_drawn]
        corners = {code: [10 * int(code[-2:]), 100 * (code[:2] == "YY")] for code in codes}
        topology = {
            "type": "Topology",
            "transform": {"scale": [0.1, 0.1], "translate": [0, 0]},
            "objects": {"regions": {"type": "GeometryCollection", "geometries": [
                {"type": "MultiPolygon", "properties": {"region_code": code}, "arcs": [[[position]]]}
                for position, code in enumerate(codes)
            ]}},
            "arcs": [[corners[code], [9, 0], [0, 9], [-9, 0], [0, -9]] for code in codes],
        }  # fmt: skip
        content = json.dumps(topology).encode()
        (self.folder / "boundaries/regions.topojson").write_bytes(content)
        described = {"sha256": hashlib.sha256(content).hexdigest(), **self.boundaries["credits"]}
        self._yaml(self.folder / "boundaries/credits.yaml", described)
        self._yaml(self.folder / "boundaries/panels.yaml", self.boundaries["panels"])

    @staticmethod
    def _yaml(path: Path, content: Any) -> None:
        path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")

    def line(self, dataset: str, **key: Any) -> int:
        """Return the line of one row in the CSV."""
        frame = pd.read_csv(io.StringIO(self.frames[dataset].to_csv(index=False)))
        for column, value in key.items():
            frame = frame[frame[column] == value]
        (index,) = frame.index
        return int(index) + 2

    def set(self, dataset: str, value: Any, column: str = "value", **key: Any) -> int:
        """Change one cell of a dataset; return its line."""
        line = self.line(dataset, **key)
        frame = self.frames[dataset].astype({column: object})
        frame.loc[frame.index[line - 2], column] = value
        self.frames[dataset] = frame
        return line


def _figures(value: Callable[[str, int], int], name: str, nation: bool = True) -> pd.DataFrame:
    rows = []
    for country, regions in REGIONS.items():
        for year in YEARS:
            own = {region: value(region, year) for region in regions if exists(region, year)}
            if nation:
                own = {country: sum(own.values()), **own}
            rows += [(region, year, name, number) for region, number in own.items()]
    return pd.DataFrame(rows, columns=["region_code", "year", "indicator", "value"])


def _ages() -> pd.DataFrame:
    rows = []
    for region in REGIONS["XX"]:
        for sex in ("female", "male"):
            rows += [(region, 2024, "population", sex, age, 1000 + len(age)) for age in AGES]
        rows += [(region, 2024, "population", "total", age, 2 * (1000 + len(age))) for age in AGES]
    return pd.DataFrame(rows, columns=["region_code", "year", "indicator", "sex", "age_group", "value"])


def _projection() -> pd.DataFrame:
    rows = [
        (region, year, "projected_population", population(region, 2024) - 500 * (year - 2024))
        for region in REGIONS["XX"]
        for year in (2030, 2040, 2050)
    ]
    return pd.DataFrame(rows, columns=["region_code", "year", "indicator", "value"])


def _rates() -> pd.DataFrame:
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


def _regions() -> list[dict[str, Any]]:
    rows = [_region(country, country, 0) for country in REGIONS]
    rows += [
        _region(code, country, 1 + position, valid_from="2016-07-01" if code == LATE else None)
        for country, codes in REGIONS.items()
        for position, code in enumerate(codes)
    ]
    return rows


def _catalogue() -> dict[str, Any]:
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
        "region_sets": [{"set_id": "capitals", "names": text("capitals"), "regions": ["XX-01", "YY-01"]}],
        "region_changes": [
            {"region_code": LATE, "date": "2016-07-01", "kind": "founded", "related": [], "text": text("new")}
        ],
        "corrections": [],
        "unusual_figures": [],
        "balances": [],
        "iso_3166_2": [],
        "designation_indicators": [{"id": "designated", "names": text("designated")}],
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
    }  # fmt: skip


def _boundaries() -> dict[str, Any]:
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


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sample:
    """The fictional data, not yet written."""
    data = Sample(tmp_path / "data", tmp_path / "build", _catalogue(), _regions())
    data.boundaries = _boundaries()
    ties = pd.DataFrame(
        {
            "tie_id": ["t1", "t2"],
            "kr_region_code": ["XX-01", "XX-01"],
            "kr_local_government": ["A", "B"],
            "jp_region_code": ["YY-01", "YY-02"],
            "jp_local_government": ["C", "D"],
            "tie_type": "sister",
            "agreed_date": ["1999", "2001-05"],
            "level": "city",
        }
    )
    data.frames = {
        "office_population": _figures(population, "population"),
        "office_elderly": _figures(elderly, "elderly", nation=False),
        "office_ages": _ages(),
        "office_projection": _projection(),
        "bank_rates": _rates(),
        "office_ties": ties,
    }
    common: dict[str, Any] = {"sources": ["office_yearbook"], "retrieved_on": "2025-01-31"}
    data.meta = {
        "office_population": {
            **common, "kind": "series", "units": {"population": "persons"},
            "parts_sum_to_total": [{"indicator": "population", "tolerance": 0.0001}],
            "anchors": [
                {"region_code": "XX-03", "year": 2020, "indicator": "population",
                 "value": population("XX-03", 2020)}
            ],
        },
        "office_elderly": {**common, "kind": "series", "units": {"elderly": "persons"}},
        "office_ages": {**common, "kind": "age", "units": {"population": "persons"}, "basis": "registered"},
        "office_projection": {**common, "kind": "series", "units": {"projected_population": "persons"}},
        "bank_rates": {**common, "kind": "rate"},
        "office_ties": {**common, "kind": "list", "table": "tie"},
    }  # fmt: skip
    monkeypatch.setenv("REGIONS_DATA_DIR", str(data.folder))
    monkeypatch.setenv("REGIONS_BUILD_DIR", str(data.build_folder))
    return data


def data_paths(sample: Sample) -> Paths:
    return Paths(data=sample.folder, build=sample.build_folder)


@pytest.fixture
def context_of() -> Callable[[Sample], Context]:
    """Return what the checks look at, without building."""

    def read(sample: Sample) -> Context:
        sample.write()
        paths = data_paths(sample)
        catalogue, problems = read_catalogue(paths)
        boundaries, not_drawable = read_boundaries(paths)
        assert catalogue is not None, problems
        assert boundaries is not None, not_drawable
        snapshots, _ = read_snapshots(paths)
        series, _ = derive_all(catalogue, snapshots)
        tables = all_tables(catalogue, boundaries, snapshots, series)
        return Context(paths, catalogue, boundaries, snapshots, series, tables, this_year=2026)

    return read


@dataclass(frozen=True)
class Run:
    """What a command answered."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Run `python -m etl` with these arguments."""

    def command(*arguments: str) -> Run:
        capfd.readouterr()
        code = main(arguments)
        out, err = capfd.readouterr()
        return Run(code, out, err)

    return command
