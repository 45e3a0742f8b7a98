"""The fictional data in a folder, for tests to spoil in one place each."""

import hashlib
import io
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from etl.catalogue import MUNICIPALITY_COLUMNS
from etl.paths import Paths
from tests.etl.fictional import (
    ages,
    boundaries,
    catalogue,
    elderly,
    figures,
    population,
    projection,
    rates,
    regions,
)


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


def fictional(folder: Path) -> Sample:
    """Return the fictional data, not yet written."""
    data = Sample(folder / "data", folder / "build", catalogue(), regions())
    data.boundaries = boundaries()
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
        "office_population": figures(population, "population"),
        "office_elderly": figures(elderly, "elderly", nation=False),
        "office_ages": ages(),
        "office_projection": projection(),
        "bank_rates": rates(),
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
    return data


def data_paths(sample: Sample) -> Paths:
    return Paths(data=sample.folder, build=sample.build_folder)
