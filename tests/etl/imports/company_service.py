"""The service of company details on a socket, the list it is asked for, and what is done with its answers."""

import csv
import io
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from etl.__main__ import main
from etl.files import sha256
from etl.paths import Paths
from etl.publish import current_file
from tests.etl.registry import ALPHA, HEADER, TOKEN, Registry
from tests.etl.replay import Replay

REPOSITORY = Path(__file__).resolve().parents[3]
PROGRAMME = "jp_regional_future_leading_company"
FIRST = f"/gbizinfo/v2/hojin/{ALPHA}"


@dataclass
class Service:
    """The service, the list it is asked for, and what is done with its answers."""

    server: Replay
    registry: Registry
    folders: Paths
    capsys: pytest.CaptureFixture[str]
    outcome: dict[str, Any] = field(default_factory=dict)
    changes: list[dict[str, Any]] = field(default_factory=list)
    said: str = ""

    def listed(self, companies: dict[str, str]) -> None:
        """Have the list hold these companies under these names, and no others with a number."""
        path = self.folders.snapshots / "meti_leading_companies.csv"
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        rows = [{**row, "corporate_number": ""} for row in rows if "（架空）" not in row["name"]]
        common = {"programme_id": PROGRAMME, "country": "JP", "region_code": "JP-01", "round_year": "2017"}
        for number, name in companies.items():
            own = {"company_id": f"{PROGRAMME}:JP-01:{name}", "name": name, "corporate_number": number}
            rows.append({**common, **own, "source": "saga_np_2018"})
        body = io.StringIO()
        writer = csv.DictWriter(body, list(rows[0]), lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)
        content = body.getvalue().encode()
        path.write_bytes(content)
        meta_file = path.with_suffix(".yaml")
        meta = yaml.safe_load(meta_file.read_text(encoding="utf-8"))
        meta |= {"rows": len(rows), "sha256": sha256(content), "retrieved_on": str(meta["retrieved_on"])}
        meta_file.write_text(yaml.safe_dump(meta, allow_unicode=True, sort_keys=False), encoding="utf-8")

    def refresh(self, *arguments: str) -> int:
        code = main(["refresh", "gbizinfo", *arguments, "--json"])
        said = self.capsys.readouterr()
        self.said = said.out + said.err
        assert "Traceback" not in self.said
        summary = json.loads(said.out)
        (self.outcome,) = summary["sources"]
        self.changes = summary["changes"]
        return code

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        file = current_file(self.folders.build)
        assert file is not None
        with duckdb.connect(str(file), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    @property
    def held(self) -> set[str]:
        return {row[0] for row in self.rows("SELECT corporate_number FROM company_detail")}

    @property
    def certified(self) -> list[tuple[Any, ...]]:
        return self.rows("SELECT corporate_number, title FROM company_certification ORDER BY ALL")

    def tells_no_token(self, log: str) -> None:
        """The token was sent, and stands in no file, no output and no line of the log."""
        assert any(one[HEADER] == TOKEN for one in self.server.headers)
        written = [path for folder in (self.folders.data / "refreshed", self.folders.build)
                   for path in folder.rglob("*") if path.is_file()]  # fmt: skip
        assert len(written) > 3
        assert [path for path in written if TOKEN.encode() in path.read_bytes() or TOKEN in path.name] == []
        assert TOKEN not in self.said and TOKEN not in log

    def asked(self, path: str = "/gbizinfo") -> int:
        return sum(one.startswith(path) for one, _ in self.server.asked)

    def change(self, kind: str) -> dict[str, str]:
        (change,) = [one for one in self.changes if one["kind"] == kind]
        return dict(change["text"])
