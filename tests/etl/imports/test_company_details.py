"""`refresh gbizinfo`: details of the companies of the list, against a service on a socket.

Companies, numbers and certifications are made up for the tests; they stand in no data that is shipped.
"""

import json
import logging

import pytest
import yaml

from etl.__main__ import main
from etl.publish import current_file
from tests.etl import registry
from tests.etl import replay as faults
from tests.etl.imports.company_service import FIRST, REPOSITORY, Service
from tests.etl.registry import ALPHA, BETA, GAMMA, NAMES, TOKEN, certification
from tests.etl.replay import Reply


def test_a_first_refresh_brings_details_tells_of_them_and_asks_once(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    shipped = {path.name: path.read_bytes() for path in service.folders.snapshots.iterdir()}
    assert service.refresh() == 0
    details_and_certifications_are_in_the_database(service)
    assert shipped == {path.name: path.read_bytes() for path in service.folders.snapshots.iterdir()}
    the_change_log_tells_it_in_three_languages(service)
    each_company_was_asked_once_over_one_connection(service)
    service.tells_no_token(caplog.text)


def details_and_certifications_are_in_the_database(service: Service) -> None:
    assert service.held == {ALPHA, BETA, GAMMA}  # of DELTA the service knows nothing
    (row,) = service.rows(
        "SELECT name, location, employees, capital_stock_yen, established_on::VARCHAR, founding_year, "
        f"closed_on, updated_on::VARCHAR, source_id FROM company_detail WHERE corporate_number = '{ALPHA}'"
    )
    assert row == (
        f"株式会社{NAMES[ALPHA]}", "北海道（架空）市一番町１−１", 120, 98000000, "1961-04-01", 1955, None,
        "2026-10-30", "gbizinfo_hojin",
    )  # fmt: skip
    assert service.certified == [(ALPHA, "（架空）テスト認定"), (ALPHA, "（架空）別の認定")]
    (approved,) = service.rows(
        "SELECT DISTINCT approved_on::VARCHAR, department, target FROM company_certification"
    )
    assert approved == ("2017-12-22", "（架空）テスト省", None)
    (source,) = service.rows("SELECT publisher_en, attribution_ja, obtained, retrieved_on FROM source "
                             "WHERE source_id = 'gbizinfo_hojin'")  # fmt: skip
    assert "出典：gBizINFO（経済産業省）" in source[1] and "python -m etl refresh" in source[2]


def the_change_log_tells_it_in_three_languages(service: Service) -> None:
    told = service.change("company_details")
    assert "companies added: 3, updated: 0, taken out: 0; numbers without an entry: 1" in told["en"]
    assert "3개사 추가" in told["ko"] and "3者追加" in told["ja"]
    told = service.change("company_certifications")
    assert "certifications added: 2, no longer listed: 0" in told["en"]
    assert f"株式会社{NAMES[ALPHA]}: （架空）テスト認定" in told["ja"]
    for language in ("ko", "ja", "en"):
        log = (service.folders.build / f"changes.{language}.md").read_text(encoding="utf-8")
        assert all(change["text"][language] in log for change in service.changes)
    report = json.loads((service.folders.build / "refresh.json").read_text(encoding="utf-8"))
    assert report["sources"][0]["credit"] == "出典：gBizINFO（経済産業省）"


def each_company_was_asked_once_over_one_connection(service: Service) -> None:
    assert service.asked() == 7  # four companies, the certifications of three
    assert service.server.most_connections == 1
    assert all(one[registry.HEADER] == TOKEN for one in service.server.headers)
    assert all(query == {} and not path.endswith("/") for path, query in service.server.asked)


@pytest.mark.usefixtures("answered")
def test_the_same_again_is_no_news(service: Service) -> None:
    build = current_file(service.folders.build)
    assert service.refresh() == 0
    assert service.outcome["outcome"] == "unchanged" and service.changes == []
    assert service.refresh("--since", "2020") == 0  # years play no part
    assert service.outcome["outcome"] == "unchanged"
    assert current_file(service.folders.build) == build


@pytest.mark.usefixtures("answered")
def test_newer_values_stand_in_for_older_ones(service: Service) -> None:
    changed = {"employee_number": "Null", "capital_stock": "1,000", "location": "（架空）二番町"}
    service.registry.companies[ALPHA] |= changed
    assert service.refresh() == 0
    (row,) = service.rows(
        "SELECT employees, capital_stock_yen, location FROM company_detail "
        f"WHERE corporate_number = '{ALPHA}'"
    )
    assert row == (None, 1000, "（架空）二番町")
    assert "added: 0, updated: 1, taken out: 0" in service.change("company_details")["en"]


@pytest.mark.usefixtures("answered")
def test_an_update_date_alone_counts_as_news_of_one_company(service: Service) -> None:
    service.registry.companies[BETA]["update_date"] = "2026-11-20"
    service.refresh()
    assert "updated: 1" in service.change("company_details")["en"]


@pytest.mark.usefixtures("answered")
def test_a_company_loses_a_certification_and_gains_another(service: Service) -> None:
    service.registry.certifications[ALPHA] = [certification(), certification("（架空）新しい認定")]
    assert service.refresh() == 0
    assert service.certified == [(ALPHA, "（架空）テスト認定"), (ALPHA, "（架空）新しい認定")]
    told = service.change("company_certifications")["en"]
    assert "added: 1, no longer listed: 1" in told and "（架空）別の認定" in told
    service.registry.certifications[ALPHA] = "Null"
    assert service.refresh() == 0
    assert service.certified == []
    assert service.held == {ALPHA, BETA, GAMMA}


@pytest.mark.usefixtures("answered")
def test_certifications_that_are_not_found_stay_as_they_were(service: Service) -> None:
    service.server.routes[f"{FIRST}/certification"] = registry.not_found
    assert service.refresh() == 0
    assert len(service.certified) == 2 and service.held == {ALPHA, BETA, GAMMA}


@pytest.mark.usefixtures("answered")
def test_a_company_that_is_not_found_any_more_keeps_what_is_held(service: Service) -> None:
    del service.registry.companies[ALPHA]
    assert service.refresh() == 0
    assert service.held == {ALPHA, BETA, GAMMA} and len(service.certified) == 2
    assert "numbers without an entry: 2" in service.change("company_details")["en"]


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize(
    ("fields", "reason"),
    [({"corporate_number": BETA}, "another number"), ({"name": "（架空）まったく別"}, "another name: ")],
    ids=["number", "name"],
)
def test_an_answer_of_another_company_is_not_used_and_told(
    service: Service, fields: dict[str, str], reason: str
) -> None:
    service.registry.companies[ALPHA] |= fields
    assert service.refresh() == 0
    assert service.held == {BETA, GAMMA} and service.certified == []
    told = service.change("companies_unplaced")
    assert f"{NAMES[ALPHA]} ({ALPHA}): {reason}" in told["en"]
    assert "1개사" in told["ko"] and "1者" in told["ja"]
    assert "taken out: 1" in service.change("company_details")["en"]


def test_a_value_that_is_not_understood_is_told(service: Service) -> None:
    service.registry.companies[GAMMA]["employee_number"] = "百二十"
    service.refresh()
    assert f"{NAMES[GAMMA]} ({GAMMA}): employee_number '百二十'" in service.change("company_values")["ja"]
    assert service.rows(f"SELECT employees FROM company_detail WHERE corporate_number = '{GAMMA}'") == [
        (None,)
    ]


def test_only_numbers_whose_check_digit_fits_are_asked_and_the_build_refuses_others(service: Service) -> None:
    wrong = f"{(int(BETA[0]) % 9) + 1}{BETA[1:]}"
    service.listed({ALPHA: NAMES[ALPHA], wrong: NAMES[BETA]})
    assert service.refresh() == 1
    assert service.held == set() and service.asked() == 2


@pytest.mark.usefixtures("answered")
def test_a_company_that_left_the_list_is_taken_out(service: Service) -> None:
    service.listed({BETA: NAMES[BETA]})
    assert service.refresh() == 0
    assert service.held == {BETA} and service.certified == []


@pytest.mark.usefixtures("answered")
def test_a_list_without_numbers_asks_nobody_and_has_no_details(service: Service) -> None:
    service.listed({})
    asked = service.asked()
    assert service.refresh() == 0
    assert service.asked() == asked and service.outcome["rows"] == 0
    assert service.held == set() and service.certified == []


@pytest.mark.usefixtures("answered")
def test_no_number_found_at_all_leaves_everything_as_it_was(service: Service) -> None:
    service.registry.companies.clear()
    assert service.refresh() == 4
    assert service.outcome["code"] == "request_refused" and "none of 4" in service.outcome["detail"]
    assert service.held == {ALPHA, BETA, GAMMA}


@pytest.mark.usefixtures("answered")
def test_offline_the_stored_answers_are_read_again(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    (service.folders.data / "refreshed/current.json").unlink()
    monkeypatch.delenv("GBIZINFO_TOKEN")
    asked = service.asked()
    assert service.refresh("--from-snapshots") == 0
    assert service.asked() == asked and service.held == {ALPHA, BETA, GAMMA}


def test_dry_run_and_an_indicator_ask_nobody(service: Service) -> None:
    assert service.refresh("--dry-run") == 0
    assert service.outcome["outcome"] == "planned" and service.outcome["detail"].endswith("/gbizinfo")
    assert main(["refresh", "gbizinfo", "--indicator", "leading_companies"]) == 0
    assert service.asked() == 0


@pytest.mark.usefixtures("answered")
def test_status_knows_the_source_and_its_token(
    service: Service, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["status"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("gbizinfo ") and "GBIZINFO_TOKEN" in line for line in lines)
    assert any("gbizinfo_hojin" in line for line in lines)


def test_a_feed_for_a_list_that_is_not_there_is_named(service: Service) -> None:
    path = service.folders.catalogue / "feeds/gbizinfo.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("meti_leading_companies", "no_such_list"), encoding="utf-8"
    )
    assert main(["refresh", "gbizinfo"]) == 1
    assert "there is no dataset no_such_list" in service.capsys.readouterr().err


def test_the_service_may_answer_304(service: Service) -> None:
    tagged = lambda handler, reply: faults.send(  # noqa: E731
        handler,
        Reply(b"", status=304)
        if handler.headers["If-None-Match"]
        else Reply(reply.body, headers={"ETag": '"1"'}),
    )
    for number in (ALPHA, BETA, GAMMA):
        service.server.always[f"/gbizinfo/v2/hojin/{number}"] = tagged
    assert service.refresh() == 0
    assert service.refresh() == 0
    assert service.outcome["outcome"] == "unchanged"


def test_the_shipped_lists_are_empty_and_say_so() -> None:
    for name in ("gbizinfo_companies", "gbizinfo_certifications"):
        path = REPOSITORY / f"data/snapshots/{name}.csv"
        assert len(path.read_text(encoding="utf-8").splitlines()) == 1
        meta = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
        assert meta["rows"] == 0 and "retrieved_on" not in meta


def test_no_made_up_company_is_shipped() -> None:
    for folder in ("catalogue", "snapshots"):
        for path in (REPOSITORY / "data" / folder).rglob("*.*"):
            text = path.read_text(encoding="utf-8")
            assert "（架空）" not in text and not any(number in text for number in NAMES), path
