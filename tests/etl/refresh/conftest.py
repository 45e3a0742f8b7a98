"""The fictional data with publishers that serve it: YY on e-Stat and the dashboard, rates elsewhere."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from etl.publish import current_file
from tests.etl.fictional import REGIONS, YEARS, elderly, population, text
from tests.etl.publishers import Row, dashboard_reply, dashboard_values, estat_table, serve_estat
from tests.etl.replay import Replay, Reply, serving
from tests.etl.running import QUICK
from tests.etl.sample import Sample

CATALOGUE = Path(__file__).resolve().parents[3] / "data" / "catalogue"
KEY = "key-that-must-not-be-told"
TABLE, CODE = "0000010101", "0201010000000010000"
REGION_CODES = ["region_code,scheme,code", "YY,estat_area,00000"] + [
    f"{region},estat_area,{region[-2:]}000" for region in REGIONS["YY"]
]


def _table(identifier: str, source_id: str, series: list[dict[str, Any]], **options: Any) -> dict[str, Any]:
    return {"id": identifier, "source_id": source_id, "title": identifier,
            "titles": text(identifier), "language": "en",
            "url": "https://example.org/table", "rhythm": "yearly",
            "options": {"country": "YY", **options}, "series": series}  # fmt: skip


FEEDS: dict[str, dict[str, Any]] = {
    "estat": {
        "names": text("e-Stat"), "role": "bring", "publisher": "office", "key_env": "ESTAT_APP_ID",
        "key_url": "https://example.org/key",
        "tables": [
            _table(TABLE, "estat_people", [
                {"item": "A1", "dataset": "office_population", "indicator": "population", "unit": "人",
                 "nation": True},
                {"item": "A2", "dataset": "office_elderly", "indicator": "elderly"},
            ], limit=40),
        ],
    },
    "estat_dashboard": {
        "names": text("Dashboard"), "role": "fill", "publisher": "office",
        "tables": [
            _table(CODE, "dashboard_people", [
                {"item": CODE, "dataset": "office_population", "indicator": "population"}
            ], period="CY"),
        ],
    },
    "world_bank": {
        "names": text("Bank"), "role": "bring", "publisher": "office",
        "tables": [
            _table("PPP", "bank_ppp", [
                {"item": country, "dataset": "bank_rates", "indicator": "ppp_gdp", "nation": True}
                for country in ("XX", "YY")
            ]),
        ],
    },
}  # fmt: skip


@dataclass
class Desk:
    """A data folder and its publishers.

    Attributes:
        sample: The data.
        server: The publishers.
        people: Rows of e-Stat (item, area, year, value); change them to have the publisher publish something.
        rates: Rows of the bank (country, year, value).
        counted: Rows of the dashboard.
        updated: UPDATED_DATE of the table.
    """

    sample: Sample
    server: Replay
    people: list[Row] = field(default_factory=list)
    rates: list[tuple[str, int, float]] = field(default_factory=list)
    counted: list[Row] = field(default_factory=list)
    updated: str = "2025-06-30"

    @property
    def refreshed(self) -> Path:
        return self.sample.folder / "refreshed"

    @property
    def report(self) -> dict[str, Any]:
        content = json.loads((self.sample.build_folder / "refresh.json").read_text(encoding="utf-8"))
        return dict(content)

    def publish(self, item: str, region: str, year: int, value: Any) -> None:
        """Have e-Stat publish a figure, new or revised."""
        area = f"{region[-2:]}000" if "-" in region else "00000"
        self.people = [row for row in self.people if row[:3] != (item, area, year)]
        self.people.append((item, area, year, str(value)))

    def publish_year(self, year: int) -> None:
        """Have e-Stat publish another year."""
        self.updated = f"{year + 1}-06-30"
        values = {region: population(region, year) for region in REGIONS["YY"]}
        for region, value in {"YY": sum(values.values()), **values}.items():
            self.publish("A1", region, year, value)
        for region in REGIONS["YY"]:
            self.publish("A2", region, year, elderly(region, year))

    def value(self, indicator: str, region: str, year: int) -> Any:
        """Return what the current build holds."""
        file = current_file(self.sample.build_folder)
        assert file is not None
        with duckdb.connect(str(file), read_only=True) as connection:
            row = connection.execute(
                "SELECT value FROM observation WHERE indicator_id = ? AND region_code = ? AND year = ?",
                [indicator, region, year],
            ).fetchone()
        return row[0] if row else None

    def asked(self, path: str) -> int:
        return sum(one.startswith(path) for one, _ in self.server.asked)

    def everything_written(self) -> str:
        """Return the content of every file the refresh wrote, and their names."""
        texts = []
        for folder in (self.refreshed, self.sample.build_folder):
            for file in folder.rglob("*"):
                if file.is_file():
                    texts.append(file.name + file.read_bytes().decode("latin-1"))
        return "".join(texts)

    def shipped(self) -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in (self.sample.folder / "snapshots").iterdir()}


def write_feeds(sample: Sample, feeds: dict[str, dict[str, Any]]) -> None:
    """Write the sample with its feeds."""
    sample.write()
    catalogue = sample.folder / "catalogue"
    (catalogue / "feeds").mkdir(exist_ok=True)
    for name, feed in feeds.items():
        (catalogue / f"feeds/{name}.yaml").write_text(
            yaml.safe_dump(feed, allow_unicode=True), encoding="utf-8"
        )
    shutil.copy(CATALOGUE / "refresh_texts.yaml", catalogue / "refresh_texts.yaml")
    (catalogue / "region_codes.csv").write_text("\n".join(REGION_CODES) + "\n", encoding="utf-8")


@pytest.fixture
def desk(published: Sample, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The data, built once, and publishers that hold the same figures."""
    write_feeds(published, FEEDS)
    monkeypatch.setattr("etl.refresh.run.manners_of", lambda _: QUICK)
    with serving() as server:
        one = Desk(published, server)
        for year in YEARS:
            one.publish_year(year)
        one.updated = "2025-06-30"
        one.counted = [(CODE, area, year, value) for item, area, year, value in one.people
                       if item == "A1" and area != "00000"]  # fmt: skip
        one.rates = [
            (country, year, rate) for country, rate in (("XX", 2.0), ("YY", 100.0)) for year in YEARS
        ]
        _serve(one)
        for name in ("ESTAT", "ESTAT_DASHBOARD", "WORLD_BANK"):
            monkeypatch.setenv(f"{name}_BASE_URL", f"{server.url}/{name.lower()}")
        monkeypatch.setenv("ESTAT_APP_ID", KEY)
        yield one


def _serve(desk: Desk) -> None:
    def current() -> dict[str, Any]:
        return estat_table(sorted(desk.people), TABLE, desk.updated, {"A1": "人"})

    class Tables(dict[str, Any]):
        def __contains__(self, name: object) -> bool:
            return name == TABLE

        def __getitem__(self, name: str) -> Any:
            return current()

    def bank(_: Any) -> Reply:
        rows = [
            {"country": {"id": one}, "date": str(year), "value": value} for one, year, value in desk.rates
        ]
        return Reply(json.dumps([{"page": 1, "pages": 1}, rows]).encode())

    serve_estat(desk.server, Tables())
    desk.server.routes["/estat_dashboard/Json/getData"] = lambda _: dashboard_reply(
        dashboard_values(desk.counted)
    )
    desk.server.routes["/world_bank/country/XX;YY/indicator/PPP"] = bank
