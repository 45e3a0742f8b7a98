"""What stops `refresh gbizinfo` is named, and what was held stays in use."""

import logging
import signal

import pytest

from etl.overlay import current_overlay
from etl.publish import current_file
from tests.etl import registry
from tests.etl import replay as faults
from tests.etl.imports.company_service import FIRST, Service
from tests.etl.registry import ALPHA, BETA, GAMMA, NAMES, TOKEN, company
from tests.etl.running import in_process, killed_at


def test_without_a_token_it_is_skipped_with_the_way_to_get_one(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GBIZINFO_TOKEN")
    assert service.refresh() == 0
    assert (service.outcome["outcome"], service.outcome["code"]) == ("skipped", "key_missing")
    for text in service.outcome["reason"].values():
        assert "GBIZINFO_TOKEN" in text
        assert "https://info.gbiz.go.jp/hojin/various_registration/form" in text
    assert service.asked() == 0


FAILURES: dict[str, tuple[faults.Fault, str]] = {
    "401": (faults.instead(registry.unauthorized().body, "application/json", 401), "key_refused"),
    "400": (faults.instead(registry.bad_request().body, "application/json", 400), "request_refused"),
    "403": (faults.status(403), "request_refused"),
    "429": (faults.status(429), "rate_limited"),
    "500": (faults.status(500), "server_failing"),
    "503": (faults.status(503, Retry_After="0"), "server_failing"),
    "html": (faults.instead(b"<!DOCTYPE html><html>maintenance</html>"), "unreadable"),
    "cut json": (faults.instead(registry.envelope([company(ALPHA)]).body[:99]), "unreadable"),
    "truncated": (faults.truncated, "broken_transfer"),
    "reset": (faults.reset, "broken_transfer"),
    "gzip": (faults.damaged_gzip, "broken_transfer"),
    "silence": (faults.silence, "unreachable"),
}


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize("part", ["", "/certification"], ids=["company", "certification"])
def test_a_failure_is_named_and_the_last_good_data_stay(service: Service, part: str) -> None:
    """One failure after the other meets the same data in use, and the first good answer mends them."""
    build, overlay = current_file(service.folders.build), current_overlay(service.folders.data / "refreshed")
    service.registry.companies[ALPHA]["employee_number"] = 7
    for name, (fault, code) in FAILURES.items():
        service.server.always[FIRST + part] = fault
        assert service.refresh() == 4, name
        assert (service.outcome["outcome"], service.outcome["code"]) == ("failed", code), name
        assert all(service.outcome["reason"].values()), name
        assert current_file(service.folders.build) == build, name
        assert current_overlay(service.folders.data / "refreshed") == overlay, name
    del service.server.always[FIRST + part]
    assert service.refresh() == 0
    assert service.rows(f"SELECT employees FROM company_detail WHERE corporate_number = '{ALPHA}'") == [(7,)]


def test_a_refused_request_says_what_the_service_minds(service: Service) -> None:
    service.server.routes[FIRST] = registry.bad_request
    service.refresh()
    assert "corporate_number: 法人番号の形式が不正です。" in service.outcome["detail"]


def test_a_run_that_stopped_goes_on_where_it_was_and_waits_for_a_storm_to_pass(service: Service) -> None:
    last = f"/gbizinfo/v2/hojin/{min(NAMES)}", f"/gbizinfo/v2/hojin/{max(NAMES)}"
    service.server.always[last[1]] = faults.status(500)
    assert service.refresh() == 4
    first = service.asked(last[0])
    del service.server.always[last[1]]
    service.server.faults[last[1]].extend([faults.status(503), faults.status(429, Retry_After="0")])
    assert service.refresh() == 0
    assert not service.server.faults[last[1]]
    assert service.asked(last[0]) == first  # a number not found is not asked for again either
    assert service.held == {ALPHA, BETA, GAMMA}


def test_kill_9(service: Service) -> None:
    build = current_file(service.folders.build)
    for place, name in (("etl.refresh.stage", "merge_details"), ("etl.refresh.intake", "switch_overlay")):
        killed = in_process(killed_at(place, name, "gbizinfo"))
        assert killed.returncode == -signal.SIGKILL, (name, killed.stderr)
        assert current_file(service.folders.build) == build, name
    asked = service.asked()
    assert service.refresh() == 0
    assert service.asked() == asked == 7  # what had arrived is read from the archive
    assert service.held == {ALPHA, BETA, GAMMA}


@pytest.mark.parametrize("fault", [faults.reset, faults.instead(TOKEN.encode(), "text/plain", 400)],
                         ids=["reset", "told by the service"])  # fmt: skip
def test_the_token_is_written_nowhere(
    service: Service, caplog: pytest.LogCaptureFixture, fault: faults.Fault
) -> None:
    """Where all goes well the test of a first refresh looks."""
    caplog.set_level(logging.DEBUG)
    service.server.always[FIRST] = fault
    service.refresh()
    service.tells_no_token(caplog.text)
