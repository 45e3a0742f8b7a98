"""Errors say what happened and what is allowed; nothing a stranger sends makes the server fail."""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import schemathesis
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api.data import PARAMETERS
from api.documents import template
from api.routes import routes
from api.security import middleware
from exports.decks import File
from regions.asking.selection import KINDS_OF
from regions.database.build import current_build

DATA = "/api/v1/data"
# The short run of every `make test`; REGIONS_FUZZ_EXAMPLES=5000 makes it a long one.
EXAMPLES = int(os.environ.get("REGIONS_FUZZ_EXAMPLES", "20"))
EITHER = {kind for kinds in KINDS_OF.values() for kind in kinds}
INSIDE = re.compile(r"Traceback|File \"|\.py\b|duckdb\.|Error:|SELECT ", re.IGNORECASE)


def fits_a_level(query: dict[str, Any], path: dict[str, Any]) -> bool:
    """Say whether a request asks for one level and for what is held there: OpenAPI has no words for it."""
    catalogue = current_build().catalogue
    level = query.get("level", "municipality" if query.get("within") else "region")
    codes = [*_texts(path.get("indicator")), *_texts(query.get("indicator"))]
    elsewhere = [
        code for code in codes if catalogue.levels_of(code) and level not in catalogue.levels_of(code)
    ]
    here = KINDS_OF.get(level, ()) if isinstance(level, str) else ()
    foreign = [kind for kind in _texts(query.get("kind")) if kind in EITHER - {*here}]
    return not elsewhere and not foreign and not (level == "region" and query.get("within"))


def _texts(values: Any) -> list[str]:
    """Return the texts among what was generated for a parameter, which may be anything."""
    return [one for one in (values if isinstance(values, list) else [values]) if isinstance(one, str)]


def error(client: TestClient, address: str, status: int) -> dict[str, Any]:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    found: dict[str, Any] = answer.json()["error"]
    assert found["status"] == status
    return found


@pytest.mark.parametrize(
    ("query", "code", "parameter"),
    [
        ("country=CN", "invalid_value", "country"),
        ("region=KR-99", "invalid_value", "region"),
        ("region=", "invalid_value", "region"),
        ("from=1800", "invalid_value", "from"),
        ("to=２０２０", "invalid_value", "to"),
        ("status=final", "invalid_value", "status"),
        ("currency=won", "invalid_value", "currency"),
        ("lang=fr", "invalid_value", "lang"),
        ("lang=ko&lang=ja", "repeated_parameter", "lang"),
        ("form=2010", "unknown_parameter", "form"),
        ("from=2020&to=2010", "years_reversed", None),
        ("&".join(["region=KR-47"] * 101), "too_many_values", "region"),
    ],
)
def test_a_bad_parameter_is_named_with_what_is_allowed(
    client: TestClient, query: str, code: str, parameter: str | None
) -> None:
    found = error(client, f"{DATA}/births.csv?{query}", 400)
    assert (found["code"], found.get("parameter")) == (code, parameter)
    if code in ("invalid_value", "unknown_parameter"):
        assert found["allowed"]


def test_the_allowed_values_are_accepted(client: TestClient) -> None:
    allowed = error(client, f"{DATA}/births.csv?region=x", 400)["allowed"]
    assert len(allowed) == 66
    for code in allowed:
        assert client.head(f"{DATA}/births.csv?region={code}").status_code == 200


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ko", "“x” 매개변수는 없습니다. 쓸 수 있는 매개변수는 “allowed”에 있습니다."),
        ("ja", "「x」というパラメーターはありません。指定できるものは「allowed」にあります。"),
        ("en", "There is no parameter “x”. The allowed ones are listed in “allowed”."),
    ],
)
def test_errors_speak_the_readers_language(client: TestClient, language: str, expected: str) -> None:
    assert error(client, f"{DATA}/births.csv?x=1&lang={language}", 400)["message"] == expected
    answer = client.get(f"{DATA}/births.csv?x=1", headers={"Accept-Language": f"{language}-XX,en;q=0.5"})
    assert answer.json()["error"]["message"] == expected


def test_a_wrong_name_leads_to_the_right_one(client: TestClient) -> None:
    found = error(client, f"{DATA}/birth.csv", 404)
    assert found["did_you_mean"][0] == "births"
    assert client.get(found["listed_at"]).status_code == 200
    assert error(client, f"{DATA}/births.xml", 404)["allowed"] == ["csv", "json", "parquet", "xlsx"]
    assert error(client, "/api/v1/regions/KR-4.json", 404)["code"] == "unknown_region"
    assert error(client, "/api/v1/nothing/here", 404)["code"] == "not_found"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(client: TestClient, method: str) -> None:
    for address in ("/api/v1/indicators", f"{DATA}/births.csv", "/api/v1/nothing"):
        answer = client.request(method, address, content=b"x" * 100)
        assert answer.status_code == 405
        assert answer.json()["error"]["code"] == "method_not_allowed"


def test_a_failure_of_ours_tells_nothing_of_the_inside(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise RuntimeError("secret detail in /some/folder/module.py")

    monkeypatch.setattr("api.data.figures", fail)
    answer = client.get(f"{DATA}/sister_ties.csv?country=KR")
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "failure"
    assert not INSIDE.search(answer.text)


def test_no_other_file_is_served(client: TestClient) -> None:
    for path in (
        "../regions.duckdb", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/pyproject.toml", "database.duckdb/",
        "data/../database.duckdb.wal", "data/%00.csv", "data/births.csv%00.duckdb", "regions/..%2fx.json", "",
    ):  # fmt: skip
        answer = client.get(f"/api/v1/{path}", follow_redirects=False)
        assert answer.status_code in (400, 404, 405), path
        assert not INSIDE.search(answer.text)


@settings(max_examples=5 * EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    indicator=st.one_of(st.sampled_from(["births", "grdp_nominal"]), st.text(max_size=20)),
    kind=st.one_of(st.sampled_from(["csv", "json"]), st.text(max_size=8)),
    query=st.lists(
        st.tuples(
            st.one_of(st.sampled_from(PARAMETERS), st.text(max_size=10)),
            st.one_of(
                st.sampled_from(["KR", "JP-05", "2015", "ko", "usd", "actual", ""]), st.text(max_size=30)
            ),
        ),
        max_size=6,
    ),
)
def test_no_query_makes_the_server_fail(
    client: TestClient, indicator: str, kind: str, query: list[tuple[str, str]]
) -> None:
    address = f"{DATA}/{quote(indicator, safe='')}.{quote(kind, safe='')}"
    answer = client.get(f"{address}?{urlencode(query)}")
    assert answer.status_code in (200, 400, 404), answer.text
    if answer.status_code != 200:
        assert answer.json()["error"]["message"]
        assert not INSIDE.search(re.sub(r'"(value|parameter)":"[^"]*"', "", answer.text))


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.name.lower())
def test_the_addresses_keep_to_their_description(
    database_path: Path, mode: GenerationMode, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Requests made from the description, well and badly formed, are answered as it says."""
    monkeypatch.setattr("api.charts.can_draw", lambda: True)
    monkeypatch.setattr("api.charts.picture", lambda figure, kind, shape: figure.to_json().encode())
    made = File("deck", "application/octet-stream", b"")
    monkeypatch.setattr("api.deck._file", lambda held, asked, workshop, format_: made)
    monkeypatch.setattr("api.briefs._file", lambda view, build, base, format_: repr(view).encode())
    application = Starlette(routes=routes(), middleware=middleware(template()))
    refusals = {"checks": {"negative_data_rejection": {"expected-statuses": [400, 404, 414]}}}
    schema = schemathesis.openapi.from_asgi(
        "/api/v1/openapi.json", application, config=schemathesis.Config.from_dict(refusals)
    )
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) == len(schema.raw_schema["paths"]) - 1  # its own description is left out
    for operation in operations:
        if mode is GenerationMode.NEGATIVE and not operation.path_parameters and not operation.query:
            continue  # nothing in it can be malformed

        examples = EXAMPLES // 3 if operation.path.startswith("/charts/") else EXAMPLES

        @settings(
            max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck)
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def answers_as_described(case: schemathesis.Case[Any]) -> None:
            years = [int(case.query[name]) for name in ("from", "to") if str(case.query.get(name)).isdigit()]
            assume(years == sorted(years))  # a rule that OpenAPI has no words for
            assume(fits_a_level(case.query, case.path_parameters))
            # All figures at once are more than one answer holds.
            assume("figures" not in case.operation.path or case.query.get("indicator"))
            # A year may be one of the description and none of the indicator's.
            drawn = case.operation.path.startswith("/charts/")
            case.call_and_validate(excluded_checks=[positive_data_acceptance] if drawn else [])

        answers_as_described()
