"""KOSIS: notations of errors, unquoted keys, JSON as text/html, code schemes, renamed regions, limits."""

import json
from collections import deque

import pytest
from hypothesis import given, settings

from etl.download.client import Answer
from etl.download.errors import (
    Incomplete,
    KeyRefused,
    NoData,
    RateLimited,
    RequestRefused,
    ServerFailing,
    SourceError,
    TableGone,
    TooManyCells,
    Unexpected,
    Unreadable,
)
from etl.sources.connector import Request, Series, Table
from etl.sources.contents import parsed
from etl.sources.kosis import Kosis
from etl.sources.kosis_names import coded
from etl.sources.places import Places
from tests.etl.publishers import kosis_row
from tests.etl.sources.conftest import PLACES, answer, one, only_our_errors, spoiled, table

KOSIS = Kosis()
PEOPLE = Series("T20", "mois_registered_population", "population_registered", name="총인구수", nation=True)
REGISTER = {
    "00": "전국", "11": "서울특별시", "26": "부산광역시", "27": "대구광역시", "28": "인천광역시",
    "29": "광주광역시", "30": "대전광역시", "31": "울산광역시", "36": "세종특별자치시", "41": "경기도",
    "51": "강원특별자치도", "43": "충청북도", "44": "충청남도", "52": "전북특별자치도", "46": "전라남도",
    "47": "경상북도", "48": "경상남도", "50": "제주특별자치도",
}  # fmt: skip
SURVEYS = {
    "00": "전국", "11": "서울특별시", "21": "부산광역시", "22": "대구광역시", "23": "인천광역시",
    "24": "광주광역시", "25": "대전광역시", "26": "울산광역시", "29": "세종특별자치시", "31": "경기도",
    "32": "강원도", "33": "충청북도", "34": "충청남도", "35": "전라북도", "36": "전라남도", "37": "경상북도",
    "38": "경상남도", "39": "제주특별자치도",
}  # fmt: skip
OPTIONS = {"id": "DT_1B040A3", "scheme": "kr_administrative", "axes": {"objL1": "ALL"}, "first_year": 2000}


def rows(codes: dict[str, str] | None = None, year: int = 2025, **more: str) -> list[dict[str, str]]:
    named = {"ITM_NM": "총인구수", **more}
    return [
        kosis_row("DT_1B040A3", "T20", code, name, year, f"{int(code) * 1000 + 7}", **named)
        for code, name in (codes or REGISTER).items()
    ]


def body(content: object) -> str:
    return json.dumps(content, ensure_ascii=False)


def test_json_sent_as_html_becomes_rows(places: Places) -> None:
    districts = [kosis_row("DT_1B040A3", "T20", "11110", "종로구", 2025, "1", ITM_NM="총인구수")]
    frame = KOSIS.rows(table(PEOPLE, **OPTIONS), [answer(body(rows() + districts))], places)
    assert len(frame) == 18
    assert one(frame, "KR-11", 2025)["value"] == "11007"
    assert one(frame, "KR-50", 2025)["value"] == "36007"
    assert frame["nation"].all()


def test_unquoted_keys_and_tabs_are_understood(places: Places) -> None:
    text = body(rows()).replace('"항목"', '"항\t목"')
    for name in ("C1", "C1_NM", "DT", "ITM_ID", "PRD_DE", "TBL_ID"):
        text = text.replace(f'"{name}":', f"{name}:")
    frame = KOSIS.rows(table(PEOPLE, **OPTIONS), [answer(text)], places)
    assert one(frame, "KR-42", 2025)["value"] == "51007"


def test_the_same_code_means_different_regions_in_the_two_schemes(places: Places) -> None:
    surveys = {**OPTIONS, "scheme": "kostat"}
    frame = KOSIS.rows(table(PEOPLE, **surveys), [answer(body(rows(SURVEYS)))], places)
    assert one(frame, "KR-31", 2025)["value"] == "26007"  # 26 is Ulsan here and Busan in the register
    assert one(frame, "KR-46", 2025)["value"] == "36007"
    with pytest.raises(Unexpected, match=r"code 26 means KR-26 .* 울산광역시 means KR-31"):
        KOSIS.rows(table(PEOPLE, **OPTIONS), [answer(body(rows({"26": "울산광역시"})))], places)


@pytest.mark.parametrize(
    ("code", "name", "region"),
    [("51", "강원특별자치도", "KR-42"), ("42", "강원도", "KR-42"), ("52", "전북특별자치도", "KR-45"),
     ("45", "전라북도", "KR-45"), ("43", "충북", "KR-43"), ("44", "충청남도", "KR-44"),
     ("48", "경남", "KR-48")],
)  # fmt: skip
def test_renamed_regions_and_short_names(places: Places, code: str, name: str, region: str) -> None:
    assert places.by_code_and_name("kr_administrative", code, name, "table") == region


def test_the_merged_region_is_reported_and_not_guessed(places: Places) -> None:
    merged = {code: name for code, name in REGISTER.items() if code not in ("29", "46")}
    merged["12"] = "전남광주통합특별시"
    with pytest.raises(Unexpected, match=r"merged region .* cannot be divided"):
        KOSIS.rows(table(PEOPLE, **OPTIONS), [answer(body(rows(merged)))], places)


def test_a_missing_province_is_noticed(places: Places) -> None:
    fewer = {code: name for code, name in REGISTER.items() if code != "47"}
    with pytest.raises(Incomplete, match="KR-47"):
        KOSIS.rows(table(PEOPLE, **OPTIONS), [answer(body(rows(fewer)))], places)


def test_events_abroad_belong_to_no_region(places: Places) -> None:
    abroad = rows({"90": "국   외"})
    frame = KOSIS.rows(table(PEOPLE, **OPTIONS), [answer(body(rows() + abroad))], places)
    assert len(frame) == 18


def test_two_entries_may_take_from_one_table() -> None:
    asked: list[Request] = []

    def ask(request: Request) -> Answer:
        asked.append(request)
        return answer("[]")

    list(KOSIS.answers(table(PEOPLE, **{**OPTIONS, "id": "ages", "table": "DT_1B040A3"}), 2025, ask))
    assert {one.parameters["tblId"] for one in asked} == {"DT_1B040A3"}


def test_another_item_name_than_declared_stops(places: Places) -> None:
    with pytest.raises(Unexpected, match="남자인구수"):
        KOSIS.rows(table(PEOPLE, **OPTIONS), [answer(body(rows(ITM_NM="남자인구수")))], places)


def test_item_names_may_carry_markup(places: Places) -> None:
    older = Series("T20", "d", "i", name="65세이상인구(A)")
    text = body(rows(ITM_NM="65세이상인구<br>(A)"))
    assert len(KOSIS.rows(table(older, **OPTIONS), [answer(text)], places)) == 18


def test_marks_and_regions_not_yet_founded(places: Places) -> None:
    early = [{**row, "DT": "-"} if row["C1"] == "36" else row for row in rows(year=2005)]
    late = [{**row, "DT": "…"} if row["C1"] == "50" else row for row in rows(year=2025)]
    frame = KOSIS.rows(table(PEOPLE, **OPTIONS), [answer(body(early + late))], places)
    assert frame[(frame["region_code"] == "KR-50") & (frame["year"] == 2005)].empty
    assert one(frame, "KR-49", 2025)["mark"] == "…"


def test_age_groups_and_sexes(places: Places) -> None:
    men = Series("T20", "d", "population", dimensions={"sex": "male"})
    ages = {"0": "계", "5": "0 - 4세", "100": "100세 이상"}
    data = [row for code, name in ages.items() for row in rows(C2=code, C2_NM=name)]
    frame = KOSIS.rows(table(men, **OPTIONS, age_axis=2), [answer(body(data))], places)
    assert set(frame["age_group"]) == {"0-4", "100+"}
    assert set(frame["sex"]) == {"male"}


def test_flows_have_an_origin(places: Places) -> None:
    movers = Series("T20", "kostat_migration_flows", "movers")
    data = [row for code, name in REGISTER.items() for row in rows(C2=code, C2_NM=name)]
    frame = KOSIS.rows(table(movers, **OPTIONS, origin_axis=1, region_axis=2), [answer(body(data))], places)
    assert len(frame) == 17 * 17
    arrived = frame[(frame["region_code"] == "KR-26") & (frame["origin_code"] == "KR-11")]
    assert arrived["value"].tolist() == ["11007"]


@pytest.mark.parametrize(
    ("code", "error"),
    [("10", KeyRefused), ("11", KeyRefused), ("20", RequestRefused), ("21", RequestRefused),
     ("30", NoData), ("31", TooManyCells), ("40", RateLimited), ("41", TooManyCells), ("42", KeyRefused),
     ("50", ServerFailing)],
)  # fmt: skip
@pytest.mark.parametrize(
    "notation",
    ['{{"err":"{0}","errMsg":"오류"}}', '{{"errCode":"{0}","errMsg":"오류"}}', '{{err:"{0}",errMsg:"오류"}}',
     '<?xml version="1.0" encoding="UTF-8" ?><error><err>{0}</err><errMsg>오류</errMsg></error>'],
)  # fmt: skip
def test_errors_come_with_http_200_in_four_notations(
    code: str, error: type[SourceError], notation: str
) -> None:
    with pytest.raises(error, match=f"err {code} 오류"):
        KOSIS.judge(answer(notation.format(code)))


def test_only_what_can_heal_is_asked_again() -> None:
    assert RateLimited.heals
    assert ServerFailing.heals
    assert not any(one.heals for one in (KeyRefused, NoData, RequestRefused, TableGone, TooManyCells))


def test_an_error_in_euc_kr_is_read() -> None:
    with pytest.raises(KeyRefused, match="인증키"):
        KOSIS.judge(answer('{"err":"11","errMsg":"인증키 만료"}'.encode("euc-kr")))


def test_a_wrong_path_is_a_page_with_404() -> None:
    with pytest.raises(TableGone):
        KOSIS.judge(answer("<html>404</html>", 404))
    with pytest.raises(Unreadable, match="HTML page"):
        KOSIS.judge(answer("<html>점검 중</html>"))


def test_too_many_cells_halve_the_span_of_years() -> None:
    asked: deque[tuple[int, int]] = deque()

    def ask(request: Request) -> Answer:
        first, last = int(request.parameters["startPrdDe"]), int(request.parameters["endPrdDe"])
        asked.append((first, last))
        if last - first > 6:
            raise TooManyCells("err 31")
        return answer(body([{"year": year} for year in range(first, last + 1)]))

    pages = list(KOSIS.answers(table(PEOPLE, **OPTIONS), None, ask))
    years = [row["year"] for page in pages for row in json.loads(page.body)]
    assert years == list(range(2000, years[-1] + 1))
    assert len(asked) > len(pages)


def test_a_single_year_that_is_too_large_is_an_error() -> None:
    def ask(_: Request) -> Answer:
        raise TooManyCells("err 31")

    with pytest.raises(TooManyCells):
        list(KOSIS.answers(table(PEOPLE, **OPTIONS), None, ask))


def test_large_tables_are_split_before_they_are_refused() -> None:
    spans = []

    def ask(request: Request) -> Answer:
        spans.append((request.parameters["startPrdDe"], request.parameters["endPrdDe"]))
        return answer("[]")

    list(KOSIS.answers(table(PEOPLE, **OPTIONS, cells_a_year=20_000), 2018, ask))
    assert spans[:2] == [("2018", "2019"), ("2020", "2021")]


def test_version_is_the_date_of_change() -> None:
    assert KOSIS.version(table(PEOPLE, **OPTIONS), lambda _: answer(body(rows()))) == "2026-01-18"


def test_months_are_not_taken_for_years(places: Places) -> None:
    with pytest.raises(Unexpected, match="202606"):
        KOSIS.rows(
            table(PEOPLE, **OPTIONS), [answer(body([{**row, "PRD_DE": "202606"} for row in rows()]))], places
        )


@settings(max_examples=200, deadline=None)
@given(spoiled(rows({"00": "전국", "11": "서울특별시"}, C2="0", C2_NM="계")))
def test_whatever_arrives_only_our_own_errors_are_raised(content: bytes) -> None:
    chosen = table(PEOPLE, **OPTIONS, age_axis=2)
    only_our_errors(
        lambda: KOSIS.judge(answer(content)),
        lambda: list(KOSIS.answers(chosen, None, lambda _: answer(content))),
        lambda: KOSIS.version(chosen, lambda _: answer(content)),
        lambda: KOSIS.rows(chosen, [answer(content)], PLACES),
    )


METADATA = [
    {"OBJ_ID": "ITEM", "ITM_ID": "T80", "ITM_NM": "실업률"},
    {"OBJ_ID": "ITEM", "ITM_ID": "T90", "ITM_NM": "고용률<br>(15세 이상)"},
    {"OBJ_ID": "A", "OBJ_ID_SN": "1", "ITM_ID": "11", "ITM_NM": "서울특별시"},
    {"OBJ_ID": "B", "OBJ_ID_SN": "2", "ITM_ID": "00", "ITM_NM": "계"},
    {"OBJ_ID": "B", "OBJ_ID_SN": "2", "ITM_ID": "01", "ITM_NM": "남자"},
    {"OBJ_ID": "B", "OBJ_ID_SN": "2", "ITM_ID": "02", "ITM_NM": "남자"},
]


def named(item: str, **select: str) -> Table:
    series = Series(item, "dataset", "rate", select=select)
    return table(
        series, id="DT_1DA7004S", axes={"objL1": "ALL"}, scheme="kostat", first_year=2020, named=True
    )


def test_codes_are_looked_up_by_published_names() -> None:
    found = coded(named("고용률 (15세 이상)", C2="계"), answer(json.dumps(METADATA)))
    assert found.series[0].item == "T90" and found.series[0].select == {"C2": "00"}
    assert found.options["axes"] == {"objL1": "ALL", "objL2": "00"}
    assert coded(named("T80"), answer(json.dumps(METADATA))).series[0].name == "실업률"


def test_the_metadata_is_asked_first_and_its_codes_are_used() -> None:
    asked: list[Request] = []

    def ask(request: Request) -> Answer:
        asked.append(request)
        return answer(json.dumps(METADATA))

    list(KOSIS.answers(named("실업률"), None, ask))
    assert asked[0].path == "statisticsData.do" and asked[0].parameters["type"] == "ITM"
    assert "jsonVD" not in asked[0].parameters
    assert {one.parameters["itmId"] for one in asked[1:]} == {"T80"}


@pytest.mark.parametrize(
    ("item", "select", "told"),
    [
        ("경제성장률", {}, "no items called 경제성장률; there are 실업률, 고용률"),
        ("실업률", {"C2": "여자"}, "no categories of C2 called 여자"),
        ("실업률", {"C2": "남자"}, "2 categories of C2 called 남자"),
    ],
)
def test_a_name_that_is_not_there_or_twice_is_said(item: str, select: dict[str, str], told: str) -> None:
    with pytest.raises(Unexpected, match=told):
        coded(named(item, **select), answer(json.dumps(METADATA)))


@settings(max_examples=100, deadline=None)
@given(spoiled(METADATA))
def test_whatever_metadata_arrives_only_our_own_errors_are_raised(content: bytes) -> None:
    only_our_errors(lambda: coded(named("실업률", C2="계"), answer(content)))


@pytest.mark.parametrize(
    "text",
    [
        "Births, total: persons",
        'said "10, of which: 3"',
        "{a: 1}",
        "back\\slash, then: this",
        "a:b,c:d",
        "한글, 값:1",
    ],
)
def test_texts_stay_as_they_are_where_keys_come_unquoted(text: str) -> None:
    body = f'[{{ITM_ID:"T1",ITM_NM:{json.dumps(text, ensure_ascii=False)},\n PRD_DE : "2024"}}]'
    assert parsed(answer(body)) == [{"ITM_ID": "T1", "ITM_NM": text, "PRD_DE": "2024"}]


def test_an_error_that_explains_itself_is_told_as_it_is() -> None:
    with pytest.raises(RequestRefused, match="err 21 missing: orgId, tblId: both"):
        KOSIS.judge(answer('{err:"21",errMsg:"missing: orgId, tblId: both"}'))


@pytest.mark.parametrize("name", ["똠방각하", "설믜", "펲시"])
def test_letters_that_only_cp949_has(name: str) -> None:
    content = body([{"ITM_ID": "T1", "ITM_NM": name}]).encode("cp949")
    with pytest.raises(UnicodeDecodeError):
        content.decode("euc-kr")
    KOSIS.judge(answer(content))
    assert parsed(answer(content), "cp949")[0]["ITM_NM"] == name
    with pytest.raises(KeyRefused, match=name):
        KOSIS.judge(answer(f"<error><err>11</err><errMsg>{name}</errMsg></error>".encode("cp949")))
