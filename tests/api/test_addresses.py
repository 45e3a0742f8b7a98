"""The open data addresses answer what they promise, in every format, and caches understand them."""

import gzip
import io
import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from threading import Barrier

import pandas as pd
import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from api.answers import Payload, Shelf, built_at
from regions.asking.selection import TIDY_COLUMNS
from regions.database.build import Build, DatabaseMissing
from regions.database.catalogue import Catalogue
from regions.database.places import OF_REGIONS, countries_of
from tests.kinds import one_of_each_kind

Altered = Callable[..., Build]
DATA = "/api/v1/data"
EVERY_ADDRESS = (
    "/api/v1/indicators",
    "/api/v1/regions",
    "/api/v1/regions/KR-47.json",
    "/api/v1/sources",
    "/api/v1/ask?q=births",
    "/api/v1/findings",
    f"{DATA}/births.csv",
    f"{DATA}/births.json",
    f"{DATA}/births.parquet",
    f"{DATA}/births.xlsx",
    "/api/v1/database.duckdb",
    "/api/v1/openapi.json",
)


def table(client: TestClient, kind: str, query: str) -> pd.DataFrame:
    answer = client.get(f"{DATA}/{query.replace('?', f'.{kind}?', 1)}")
    assert answer.status_code == 200, answer.text
    content = io.BytesIO(answer.content)
    if kind == "csv":
        return pd.read_csv(content)
    if kind == "parquet":
        return pd.read_parquet(content)
    if kind == "xlsx":
        return pd.read_excel(content, sheet_name="data")
    return pd.DataFrame(json.loads(answer.content)["data"], columns=list(TIDY_COLUMNS))


@pytest.mark.parametrize("kind", ["csv", "json", "parquet", "xlsx"])
@pytest.mark.parametrize(
    "query",
    [
        "births?region=KR-47&region=JP-05&from=2010&to=2020",
        "hometown_tax_received?country=JP&lang=ja",
        "grdp_nominal?country=KR&currency=ppp&lang=ko",
        "projected_population?status=projection&region=KR-50&lang=en",
    ],
)
def test_every_format_holds_the_figures_of_the_database(
    client: TestClient, build: Build, kind: str, query: str
) -> None:
    found = table(client, kind, query)
    assert tuple(found.columns) == TIDY_COLUMNS
    indicator, _, rest = query.partition("?")
    asked = [part.split("=") for part in rest.split("&")]
    held = {name: [value for key, value in asked if key == name] for name, _ in asked}
    source = "observation_converted" if "currency" in held else "observation"
    frame = build.query(f"SELECT * FROM {source} WHERE indicator_id = ? AND {OF_REGIONS}", (indicator,))
    frame["country"] = countries_of(frame.region_code)
    for name, column in (("region", "region_code"), ("country", "country"), ("status", "status")):
        if name in held:
            frame = frame[frame[column].isin(held[name])]
    frame = frame[(frame.year >= int(held.get("from", ["0"])[0]))]
    frame = frame[(frame.year <= int(held.get("to", ["9999"])[0]))]
    if "currency" in held:
        frame = frame[frame.currency == held["currency"][0]]
    assert len(frame) > 5
    expected = frame.set_index(["region_code", "year"]).value.sort_index()
    answered = found.set_index(["region_code", "year"]).value.astype(float).sort_index()
    pd.testing.assert_series_equal(answered, expected, check_names=False, check_index_type=False)


def test_a_missing_figure_is_empty_never_zero(client: TestClient, altered: Altered) -> None:
    altered(
        "UPDATE observation SET value = NULL, mark = '***'"
        " WHERE indicator_id = 'births' AND region_code = 'JP-05' AND year = 2010"
    )
    for kind in ("csv", "json", "parquet", "xlsx"):
        row = table(client, kind, "births?region=JP-05&from=2010&to=2010").iloc[0]
        assert pd.isna(row.value)
        assert row["mark"] == "***"


def test_names_and_units_follow_the_language(client: TestClient) -> None:
    for language, name, unit in (
        ("ko", "경상북도", "명"),
        ("ja", "慶尚北道", "人"),
        ("en", "Gyeongsangbuk-do", "people"),
    ):
        row = table(client, "csv", f"births?region=KR-47&lang={language}").iloc[0]
        assert (row.region, row.unit) == (name, unit)


def test_each_row_says_how_far_it_compares(client: TestClient, catalogue: Catalogue) -> None:
    for code, indicator in catalogue.indicators.items():
        found = table(client, "csv", f"{code}?from={indicator.years[1]}&to={indicator.years[1]}")
        assert set(found.comparability) == {indicator.comparability}
        last = found.iloc[0]
        expected = [c.code for c in indicator.caveats if c.touches(last.year, last.year, (last.country,))]
        assert last.warnings == ";".join(dict.fromkeys(expected)) or (pd.isna(last.warnings) and not expected)


def test_the_listings_are_complete(client: TestClient, catalogue: Catalogue) -> None:
    indicators = client.get("/api/v1/indicators").json()["indicators"]
    assert [held["id"] for held in indicators] == list(catalogue.indicators)
    in_full = set(one_of_each_kind(catalogue))
    for held in indicators:
        assert held["data"]["csv"].endswith(f"{DATA}/{held['id']}.csv")
        assert all(held["name"].values())
        if held["id"] in in_full:  # each is made as a whole before its head is known
            assert client.head(held["data"]["csv"]).status_code == 200
    regions = client.get("/api/v1/regions").json()
    assert [held["code"] for held in regions["regions"]] == list(catalogue.regions)
    assert {block["id"] for block in regions["blocks"]} == set(catalogue.blocks)
    sources = client.get("/api/v1/sources").json()["sources"]
    assert [held["id"] for held in sources] == list(catalogue.sources)
    assert all(held["licence"] and held["attribution"]["ko"] for held in sources)


def test_every_region_has_its_document(client: TestClient, catalogue: Catalogue, build: Build) -> None:
    for code in catalogue.regions:
        document = client.get(f"/api/v1/regions/{code}.json").json()
        assert document["region"]["code"] == code
        assert len(document["latest"]) > 10
        assert all(row["value"] is not None for row in document["latest"])
    latest = client.get("/api/v1/regions/KR-47.json").json()["latest"]
    births = next(row for row in latest if row["indicator_id"] == "births")
    expected = build.query(
        "SELECT max(year) AS year FROM observation WHERE indicator_id = 'births' AND region_code = 'KR-47'"
        " AND value IS NOT NULL AND status <> 'projection'"
    )
    assert births["year"] == expected.year.iloc[0]


def test_the_workbook_says_what_a_reader_must_know(client: TestClient, catalogue: Catalogue) -> None:
    workbook = load_workbook(io.BytesIO(client.get(f"{DATA}/unemployment_rate.xlsx?lang=ja").content))
    assert workbook.sheetnames == ["data", "about"]
    about = {row[0].value: row[1].value for row in workbook["about"].iter_rows(min_row=2)}
    indicator = catalogue.indicators["unemployment_rate"]
    assert about["definition"] == indicator.definition["ja"]
    assert indicator.comparability_reason["ja"] in about["comparability"]
    assert "source" in about


@pytest.mark.parametrize("address", EVERY_ADDRESS)
def test_caches_understand_every_address(client: TestClient, build: Build, address: str) -> None:
    first = client.get(address)
    assert first.status_code == 200
    assert first.headers["cache-control"] == "public, max-age=300"
    again = client.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]
    assert client.get(address, headers={"If-None-Match": '"another"'}).status_code == 200
    built = built_at(build)
    after, before = (format_datetime(built + timedelta(seconds=s), usegmt=True) for s in (0, -1))
    assert client.get(address, headers={"If-Modified-Since": after}).status_code == 304
    assert client.get(address, headers={"If-Modified-Since": before}).status_code == 200
    assert client.get(address, headers={"If-Modified-Since": "yesterday"}).status_code == 200
    head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == first.headers["etag"]
    cross = client.get(address, headers={"Origin": "https://example.org"})
    assert cross.headers["access-control-allow-origin"] == "*"


def test_the_head_names_the_length_of_the_body(client: TestClient) -> None:
    plain = {"Accept-Encoding": "identity"}
    head = client.head(f"{DATA}/births.csv", headers=plain)
    assert int(head.headers["content-length"]) == len(client.get(f"{DATA}/births.csv", headers=plain).content)


def test_text_is_compressed_where_the_client_takes_it(client: TestClient) -> None:
    with client.stream("GET", f"{DATA}/births.csv", headers={"Accept-Encoding": "gzip"}) as answer:
        packed = b"".join(answer.iter_raw())
        assert answer.headers["content-encoding"] == "gzip"
    plain = client.get(f"{DATA}/births.csv", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(packed) == plain.content
    assert len(packed) < len(plain.content) / 4
    with client.stream("GET", f"{DATA}/births.xlsx", headers={"Accept-Encoding": "gzip"}) as answer:
        assert "content-encoding" not in answer.headers


def test_the_database_is_answered_in_ranges(client: TestClient, build: Build) -> None:
    whole = build.path.read_bytes()
    address = "/api/v1/database.duckdb"
    part = client.get(address, headers={"Range": "bytes=100-1099"})
    assert part.status_code == 206
    assert part.content == whole[100:1100]
    assert part.headers["content-range"] == f"bytes 100-1099/{len(whole)}"
    tail = client.get(address, headers={"Range": "bytes=-64", "If-Range": part.headers["etag"]})
    assert tail.content == whole[-64:]
    stale = client.get(address, headers={"Range": "bytes=0-9", "If-Range": '"older"'})
    assert (stale.status_code, len(stale.content)) == (200, len(whole))
    assert client.get(address, headers={"Range": f"bytes={len(whole)}-"}).status_code == 416


def test_a_new_build_is_a_new_answer(client: TestClient, altered: Altered) -> None:
    address = f"{DATA}/births.csv?region=KR-47&from=2020&to=2020"
    before = client.get(address)
    altered("UPDATE observation SET value = 1 WHERE indicator_id = 'births' AND region_code = 'KR-47'")
    after = client.get(address, headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert pd.read_csv(io.BytesIO(after.content)).value.tolist() == [1]
    assert after.headers["x-data-version"] != before.headers["x-data-version"]


def test_the_shelf_never_outgrows_its_place() -> None:
    shelf = Shelf(capacity=1000)
    for number in range(50):
        shelf.put((str(number),), Payload(b"x" * 100, None, "", {}))
    held = [number for number in range(50) if shelf.get((str(number),))]
    assert held == list(range(40, 50))
    shelf.put(("large",), Payload(b"x" * 900, None, "", {}))
    assert shelf.get(("large",)) is None


def test_an_answer_that_many_ask_for_at_once_is_made_once() -> None:
    shelf, asking = Shelf(), Barrier(8)
    made: list[Payload] = []

    def make() -> Payload:
        made.append(Payload(b"x", None, "", {}))
        return made[-1]

    def ask(_number: int) -> Payload:
        asking.wait(timeout=20)
        return shelf.made_once(("births",), make)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(8)))
    assert len(made) == 1
    assert all(answer is made[0] for answer in answers)


def test_an_answer_that_could_not_be_made_can_be_asked_for_again() -> None:
    shelf = Shelf()

    def fail() -> Payload:
        raise ValueError("no database")

    with pytest.raises(ValueError, match="no database"):
        shelf.made_once(("births",), fail)
    assert shelf.made_once(("births",), lambda: Payload(b"x", None, "", {})).body == b"x"


def test_readiness_names_the_database_and_its_age(client: TestClient, build: Build) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "process": os.getpid()}
    ready = client.get("/readyz").json()
    assert ready["data_version"] == build.id
    assert ready["indicators"] == len(build.catalogue.indicators)
    age = (datetime.now(UTC) - built_at(build)).total_seconds()
    assert 0 <= age - ready["age_seconds"] < 60


def test_without_a_database_the_server_says_so(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGIONS_BUILD_DIR", str(tmp_path))
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    answer = client.get(f"{DATA}/births.csv")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "30"
    assert str(tmp_path) not in answer.text
    # The page still comes: it is the page that builds the database.
    assert client.get("/?lang=ko").status_code == 200


def test_with_a_build_of_an_older_version_the_server_is_not_ready(
    client: TestClient, altered: Callable[..., Build]
) -> None:
    with pytest.raises(DatabaseMissing):
        altered("DROP TABLE outline")
    assert client.get("/readyz").json() == {"status": "no database"}
    assert client.get("/readyz").status_code == 503


def test_measurements_count_requests_under_fixed_names(client: TestClient) -> None:
    client.get(f"{DATA}/births.csv")
    client.get("/api/v1/made-up-by-a-stranger")
    text = client.get("/metrics").text
    assert 'regions_http_requests_total{address="data",status="200"}' in text
    assert 'regions_http_requests_total{address="unknown",status="404"}' in text
    assert "made-up" not in text
    assert "regions_ready 1.0" in text
    assert text.endswith("# EOF\n")
