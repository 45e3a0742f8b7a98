"""`refresh geoboundaries`: the outlines of the map compared with another publisher's, on a socket."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given, settings

from etl.__main__ import main
from etl.refresh.outlines import OUTLINES, _read
from etl.sources.connector import Table
from etl.sources.geoboundaries import GeoBoundaries
from tests.etl import replay as faults
from tests.etl.replay import Replay, Reply, serving
from tests.etl.running import QUICK
from tests.etl.sources.conftest import PLACES, answer, only_our_errors, spoiled

REPOSITORY = Path(__file__).resolve().parents[3]
ISO = {"KR": "KOR", "JP": "JPN"}


def feature(code: str, outline: Any, name: str = "") -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"shapeISO": code, "shapeName": name, "shapeType": "ADM1"},
        "geometry": shapely.geometry.mapping(outline),
    }


OURS = {
    country: [feature(code, one) for code, one in _read(REPOSITORY / "data" / OUTLINES).items()
              if code.startswith(country)]
    for country in ISO
}  # fmt: skip


class Publisher:
    """geoBoundaries: a description, and a file on another path that it links."""

    def __init__(self, server: Replay, build: str = "Dec 12, 2023") -> None:
        self.server, self.build = server, build
        self.features = copy.deepcopy(OURS)
        for country, iso in ISO.items():
            server.routes[f"/geo/{iso}/ADM1/"] = lambda _, c=country: self.description(c)  # type: ignore[misc]
            server.routes[f"/raw/{iso}.geojson"] = lambda _, i=iso: Reply(b"", status=302, headers={  # type: ignore[misc]
                "Location": f"{server.url}/media/{i}.geojson"})  # fmt: skip
            server.routes[f"/media/{iso}.geojson"] = lambda _, c=country: Reply(  # type: ignore[misc]
                json.dumps({"type": "FeatureCollection", "features": self.features[c]}).encode()
            )

    def description(self, country: str) -> Reply:
        iso = ISO[country]
        about = {"boundaryID": f"{iso}-ADM1-1", "buildDate": self.build, "boundaryLicense": "(test)",
                 "admUnitCount": str(len(self.features[country])),
                 "simplifiedGeometryGeoJSON": f"{self.server.url}/raw/{iso}.geojson"}  # fmt: skip
        return Reply(json.dumps(about).encode())

    def find(self, code: str) -> dict[str, Any]:
        return next(one for one in self.features[code[:2]] if one["properties"]["shapeISO"] == code)


@pytest.fixture
def publisher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    monkeypatch.setattr("etl.refresh.run.manners_of", lambda _: QUICK)
    monkeypatch.setenv("REGIONS_REFRESH_DIR", str(tmp_path / "refreshed"))
    monkeypatch.setenv("REGIONS_BUILD_DIR", str(tmp_path / "build"))
    with serving() as server:
        monkeypatch.setenv("GEOBOUNDARIES_BASE_URL", f"{server.url}/geo")
        yield Publisher(server)


def refresh(capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any], list[dict[str, str]]]:
    code = main(["refresh", "geoboundaries", "--json"])
    summary = json.loads(capsys.readouterr().out)
    assert summary["build_id"] is None
    return code, summary["sources"][0], [one["text"] for one in summary["changes"]]


def test_the_same_outlines_overlap_wholly(publisher: Publisher, capsys: pytest.CaptureFixture[str]) -> None:
    code, source, (korea, japan) = refresh(capsys)
    assert (code, source["outcome"], source["rows"]) == (0, "refreshed", 64)
    assert "compared with the outlines of the map (17); all are the same regions" in korea["en"]
    assert korea["en"].endswith("100%")
    assert "지도의 경계 47곳과 비교" in japan["ko"] and "地図の境界47か所" in japan["ja"]


def test_the_same_build_is_not_fetched_again(
    publisher: Publisher, capsys: pytest.CaptureFixture[str]
) -> None:
    refresh(capsys)
    files = [path for path, _ in publisher.server.asked if path.startswith("/media")]
    assert refresh(capsys)[1]["outcome"] == "unchanged"
    assert [path for path, _ in publisher.server.asked if path.startswith("/media")] == files
    publisher.build = "Jan 1, 2026"
    refresh(capsys)
    assert len([path for path, _ in publisher.server.asked if path.startswith("/media")]) == 2 * len(files)


def test_another_territory_under_a_name_is_told(
    publisher: Publisher, capsys: pytest.CaptureFixture[str]
) -> None:
    seoul, busan = publisher.find("KR-11"), publisher.find("KR-26")
    seoul["geometry"], busan["geometry"] = busan["geometry"], seoul["geometry"]
    code, _, changes = refresh(capsys)
    assert code == 0
    assert "some differ much" in changes[0]["en"] and "Seoul 0%" in changes[0]["en"]
    assert "Busan 0%" in changes[0]["en"] and "Daegu" not in changes[0]["en"]


def test_names_serve_where_codes_are_empty(publisher: Publisher, capsys: pytest.CaptureFixture[str]) -> None:
    for code, name in (("JP-13", "Tokyo"), ("JP-27", "大阪府")):
        publisher.find(code)["properties"] = {"shapeISO": "", "shapeName": name}
    assert refresh(capsys)[0] == 0


@pytest.mark.parametrize(
    ("name", "said"),
    [("merged", "16 outlines, 16 announced; there are 17 regions"), ("unknown", "Atlantis is no region"),
     ("twice", "no outline of KR-11"), ("pointer", "a pointer to a large file"),
     ("html", "geojson"), ("geometry", "the outline of KR-11 cannot be read")],
)  # fmt: skip
def test_what_is_wrong_is_told_and_the_other_country_goes_on(
    publisher: Publisher, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    korea, seoul = publisher.features["KR"], publisher.find("KR-11")
    if name == "merged":
        korea.remove(publisher.find("KR-29"))
    elif name == "unknown":
        seoul["properties"] = {"shapeISO": "", "shapeName": "Atlantis"}
    elif name == "twice":
        seoul["properties"]["shapeISO"] = "KR-26"
    elif name == "geometry":
        seoul["geometry"] = {"type": "Polygon", "coordinates": [[[1, 2], "x"]]}
    else:
        body = (
            b"version https://git-lfs.github.com/spec/v1\n" if name == "pointer" else b"<html>sign in</html>"
        )
        publisher.server.always["/media/KOR.geojson"] = faults.instead(body)
    code, source, changes = refresh(capsys)
    assert (code, source["outcome"], source["tables"]) == (4, "failed", ["JPN-ADM1"])
    assert said in source["detail"]
    assert len(changes) == 1 and "47" in changes[0]["en"]


def test_a_file_elsewhere_is_not_fetched(publisher: Publisher, capsys: pytest.CaptureFixture[str]) -> None:
    publisher.server.routes["/raw/KOR.geojson"] = lambda _: Reply(
        b"", status=302, headers={"Location": "https://elsewhere.example/KOR.geojson"}
    )
    source = refresh(capsys)[1]
    assert "elsewhere.example" in source["detail"]


SMALL = Table("KOR-ADM1", "source", "title", (), {"country": "KR", "iso": "KOR", "hosts": []}, {})
ABOUT = {"boundaryID": "1", "admUnitCount": "17", "simplifiedGeometryGeoJSON": "https://example.org/x"}
SQUARES = {
    "features": [feature(code, shapely.box(n, 0, n + 1, 1)) for n, code in enumerate(PLACES.regions["KR"])]
}


@given(spoiled(ABOUT), spoiled(SQUARES))
@settings(max_examples=150, deadline=None)
def test_whatever_arrives_only_our_errors_are_raised(about: bytes, outlines: bytes) -> None:
    source = GeoBoundaries()
    well = answer(json.dumps(ABOUT))
    only_our_errors(
        lambda: source.version(SMALL, lambda _: answer(about)),
        lambda: source.rows(SMALL, [answer(about), answer(json.dumps(SQUARES))], PLACES),
        lambda: source.rows(SMALL, [well, answer(outlines)], PLACES),
    )
