"""Rows of lists read and merged: places, years, dates, numbers and names; nothing here needs a database.

The companies of these files are made up for the tests; they stand in no data that is shipped.
"""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import pytest

from etl.imports.formats import Reading, Row, Tally, reading_of
from etl.imports.reading import list_frame
from etl.imports.registry import FORMATS
from etl.refresh.list_merge import MergedList, merge_list
from etl.sources.connector import Table
from tests.etl.imports.conftest import REPOSITORY

REGIONS, MUNICIPALITIES, TIES = (
    pd.read_csv(REPOSITORY / f"data/{name}.csv", dtype=str)
    for name in ("catalogue/regions", "catalogue/municipalities", "snapshots/local_government_ties")
)
READING: Reading = reading_of(REGIONS, MUNICIPALITIES, "kr_regional_star")
METI, KOREAN, CLAIR, GAOK = "meti-leading-companies", "kr-programme", "clair-ties", "gaok-ties"
TIE_HEADINGS = "都道府県,自治体名,国名,州・省,提携先,提携年月日,提携種別"


def frame_of(name: str, lines: Sequence[str], file: str = "list.csv") -> pd.DataFrame:
    content = "\n".join(lines).encode()
    return list_frame(file, content, FORMATS[name], replace(READING, hint=file.partition(".")[0]), Tally())


def rows_of(name: str, *lines: str, file: str = "list.csv") -> list[Row]:
    records = frame_of(name, lines, file).fillna("").to_dict("records")
    return [{str(column): str(value) for column, value in row.items()} for row in records]


def merge_of(
    name: str, held: Sequence[Row], *lines: str, file: str = "list.csv"
) -> tuple[MergedList, list[Row]]:
    table = Table("t", "s", "t", (), {"list": name}, {})
    counts = [
        {"region_code": "JP", "round": f"FY{year}", "value": "2000", "as_of": ""}
        for year in (2017, 2018, 2020)
    ]
    merged = merge_list(
        table,
        frame_of(name, lines, file),
        lambda dataset: counts if dataset == FORMATS[name].counts else list(held),
        READING,
    )
    return merged, merged.datasets.get(FORMATS[name].dataset, list(held))


def held_ties() -> list[Row]:
    return [
        {str(name): str(value) for name, value in row.items()} for row in TIES.fillna("").to_dict("records")
    ]


@pytest.mark.parametrize(
    ("prefecture", "town", "place"),
    [
        ("岡山県", "岡山市", ("JP-33", "岡山市")), ("大阪府", "大阪狭山市", ("JP-27", "大阪狭山市")),
        ("兵庫県", "神戸市中央区", ("JP-28", "神戸市中央区")), ("東京都", "港区", ("JP-13", "港区")),
        ("青森", "青森市", ("JP-02", "青森市")), ("", "石川町", ("JP-07", "石川町")),
        ("山口県", "", ("JP-35", "")),
        ("", "京都郡みやこ町", ("JP-40", "みやこ町")), ("広島県", "府中市", ("JP-34", "府中市")),
        ("群馬県長野原町", "", ("JP-10", "長野原町")), ("－", "佐賀県唐津市", ("JP-41", "唐津市")),
    ],
)  # fmt: skip
def test_japanese_companies_are_placed(prefecture: str, town: str, place: tuple[str, str]) -> None:
    (row,) = rows_of(METI, "都道府県,市区町村,企業名", f"{prefecture},{town},検証製作所")
    assert (row["region_code"], row["municipality"]) == place


@pytest.mark.parametrize(
    ("province", "town", "place"),
    [
        ("경기도", "광주시", ("KR-41", "광주시")), ("", "광주시 오포읍", ("KR-41", "광주시 오포읍")),
        ("서울시", "서울시 강남구", ("KR-11", "강남구")), ("강원자치도", "춘천시", ("KR-42", "춘천시")),
        ("제주", "제주시 연동", ("KR-49", "제주시 연동")), ("전남광주통합특별시", "동구", ("KR-29", "동구")),
        ("전남광주통합특별시", "신안군", ("KR-46", "신안군")), ("대구 달서구", "", ("KR-27", "달서구")),
        ("경남", "고성군", ("KR-48", "고성군")),
        ("전북특별자치도", "전주시 완산구", ("KR-45", "전주시 완산구")),
    ],
)  # fmt: skip
def test_korean_companies_are_placed(province: str, town: str, place: tuple[str, str]) -> None:
    (row,) = rows_of(KOREAN, "시도,시군구,기업명", f"{province},{town},검증정밀")
    assert (row["region_code"], row["municipality"]) == place


@pytest.mark.parametrize(
    ("name", "line", "reason"),
    [
        (METI, ",府中市,検証製作所", "Hiroshima, Tokyo"),
        (METI, "福岡県,架空町,検証製作所", "is not in the list"),
        (METI, "福島県,長野原町,検証製作所", "is in Gunma, not in Fukushima"),
        (METI, "大阪府,北区,検証製作所", "2 places"),
        (METI, "架空県,,検証製作所", "prefecture '架空県' is not known"),
        (METI, ",,検証製作所", "is not known"),
        (KOREAN, "전남광주통합특별시,,검증", "merged region 전남광주통합특별시 is not in regions.csv yet"),
        (KOREAN, ",중구,검증", "6 places"), (KOREAN, "경북,군위군,검증", "is in Daegu"),
    ],
)  # fmt: skip
def test_what_cannot_be_placed_is_rejected_with_the_reason(name: str, line: str, reason: str) -> None:
    headings = "都道府県,市区町村,企業名" if name == METI else "시도,시군구,기업명"
    (row,) = rows_of(name, headings, line)
    assert reason in row["reject"]


@pytest.mark.parametrize("dash", ["－", "-", "―", "なし", "不明", "該当なし", "N/A", "없음"])
def test_a_dash_is_no_number_and_the_company_stays(dash: str) -> None:
    headings = "都道府県,市区町村,企業名,法人番号,選定年度,URL,業種"
    (row,) = rows_of(METI, headings, f"青森県,{dash},検証水産,{dash},{dash},{dash},{dash}")
    assert "reject" not in row or not row["reject"]
    empty = ("corporate_number", "municipality", "round_year", "url", "industry")
    assert [row[name] for name in empty] == [""] * len(empty)


def test_a_wrong_number_is_still_rejected_and_a_dash_is_no_name() -> None:
    found = rows_of(METI, "都道府県,企業名,法人番号", "青森県,検証水産,1234567890123", "青森県,－,")
    assert ["check digit" in found[0]["reject"], "no name" in found[1]["reject"]] == [True, True]


def test_names_are_stored_as_published_and_compared_without_width() -> None:
    name = "㈱髙橋①製作所　第一"
    (row,) = rows_of(METI, "都道府県,企業名,業種", f"青森県,{name},ﾌﾟﾗｽﾁｯｸ製造業")
    assert (row["name"], row["industry"]) == (name, "ﾌﾟﾗｽﾁｯｸ製造業")
    merged, _ = merge_of(METI, [row], "都道府県,企業名", "青森県,株式会社髙橋1製作所第一")
    assert (merged.tally.added, merged.tally.unchanged) == (0, 1)


@pytest.mark.parametrize(
    ("file", "year"),
    [
        ("stars2.csv", ""),
        ("companies1.csv", ""),
        ("목록_2022.csv", "2022"),
        ("R2.csv", ""),
        ("list_1985.csv", ""),
    ],
)
def test_the_year_in_a_file_name(file: str, year: str) -> None:
    (row,) = rows_of(KOREAN, "시도,기업명", "부산,검증정밀", file=file)
    assert row["round_year"] == year


@pytest.mark.parametrize(
    ("file", "headings", "line", "held", "year"),
    [
        ("목록_2022.csv", "시도,기업명", "부산,검증정밀", "2019", "2019"),  # a file's name never counts more
        ("목록_2022.csv", "시도,기업명", "부산,검증정밀", "", "2022"),
        ("목록_2022.csv", "시도,기업명,선정연도", "부산,검증정밀,2021", "2019", "2021"),
        # the list knows better
    ],
)
def test_a_year_held_stays_unless_the_row_has_its_own(
    file: str, headings: str, line: str, held: str, year: str
) -> None:
    (row,) = rows_of(KOREAN, "시도,기업명", "부산,검증정밀")
    row["round_year"] = held
    _, after = merge_of(KOREAN, [row], headings, line, file=file)
    assert [one["round_year"] for one in after] == [year]


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("長崎県,対馬市,大韓民国,釜山広域市,影島区,,姉妹", "KR-26:부산광역시 영도구:JP-42:対馬市"),
        ("山口県,下関市,大韓民国,釜山広域市,釜山広域市,1976.10,姉妹", "KR-26:부산광역시:JP-35:下関市"),
        ("広島県,広島市,大韓民国,大邱広域市,大邱広域市,1997年5月2日,姉妹", "KR-27:대구광역시:JP-34:広島市"),
        ("新潟県,新潟市,韓国,蔚山市,蔚山市,,姉妹", "KR-31:울산광역시:JP-15:新潟市"),
    ],
)
def test_a_tie_between_the_same_two_places_is_one_in_any_letters(line: str, held: str) -> None:
    before = held_ties()
    assert held in {row["tie_id"] for row in before}
    merged, _ = merge_of(CLAIR, before, TIE_HEADINGS, line)
    assert (merged.tally.added, merged.tally.rejects) == (0, [])


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("長崎県,対馬市,大韓民国,釜山広域市,海雲台区,2001年1月1日,友好", ("부산광역시 해운대구", "対馬市")),
        ("長崎県,対馬市,大韓民国,釜山広域市,釜山広域市,,友好", ("부산광역시", "対馬市")),
        ("北海道,伊達市,大韓民国,江原道,高城郡,1999,友好", ("고성군", "伊達市")),
        ("東京都,府中市,大韓民国,京畿道,広州市,1999-05,友好", ("광주시", "府中市")),
        ("東京都,葛飾区,大韓民国,ソウル特別市,江南区,,友好", ("서울특별시 강남구", "葛飾区")),
    ],
)
def test_a_tie_of_another_place_is_another_tie(line: str, ends: tuple[str, str]) -> None:
    before = held_ties()
    merged, after = merge_of(CLAIR, before, TIE_HEADINGS, line)
    assert (merged.tally.added, merged.tally.completed, merged.tally.rejects) == (1, 0, [])
    (new,) = [row for row in after if row not in before]
    assert (new["kr_local_government"], new["jp_local_government"]) == ends


def test_what_may_be_a_tie_held_is_rejected() -> None:
    held = {**held_ties()[0], "tie_id": "held", "level": "municipality", "agreed_date": "",
            "kr_region_code": "KR-44", "kr_local_government": "부여군 임천면",
            "jp_region_code": "JP-22", "jp_local_government": "磐田市"}  # fmt: skip
    same = merge_of(
        GAOK, [held], "시도,자치단체,도도부현,교류도시", "충남,부여군 임천면,시즈오카현,이와타시"
    )[0]
    county = merge_of(GAOK, [held], "시도,자치단체,도도부현,교류도시", "충남,부여군,시즈오카현,이와타시")[0]
    doubt = merge_of(CLAIR, [held], TIE_HEADINGS, "静岡県,磐田市,韓国,忠清南道,扶余郡林川面,,友好")[0]
    assert (same.tally.added, same.tally.unchanged) == (0, 1)
    assert county.tally.added == 1
    (reject,) = doubt.tally.rejects
    assert reject.reason == "may be held: complete it by hand"


def test_a_tie_of_another_day_contradicts_the_one_held() -> None:
    (row,) = rows_of(CLAIR, TIE_HEADINGS, "長崎県,対馬市,大韓民国,釜山広域市,海雲台区,2001年1月1日,友好")
    later = "長崎県,対馬市,大韓民国,釜山広域市,海雲台区,2002年1月1日,友好"
    merged, _ = merge_of(CLAIR, [row], TIE_HEADINGS, later)
    (reject,) = merged.tally.rejects
    assert "contradicts KR-26:부산광역시 해운대구:JP-42:対馬市" in reject.reason


@pytest.mark.parametrize(
    ("held", "date", "after"),
    [
        ("1999", "1999.5", "1999-05"),
        ("1999-05", "1999.5.2", "1999-05-02"),
        ("1999-05-02", "1999", "1999-05-02"),
    ],
)
def test_a_more_exact_date_completes_the_one_held(held: str, date: str, after: str) -> None:
    line = "東京都,府中市,大韓民国,京畿道,広州市,{},友好"
    (row,) = rows_of(CLAIR, TIE_HEADINGS, line.format(held))
    merged, rows = merge_of(CLAIR, [row], TIE_HEADINGS, line.format(date))
    assert [one["agreed_date"] for one in rows] == [after]
    assert merged.tally.completed == (held != after)


@pytest.mark.parametrize(
    ("date", "written", "reason"),
    [
        ("1976.10", "1976-10", ""), ("昭和51年10月", "1976-10", ""), ("1999年", "1999", ""), ("－", "", ""),
        ("2013年2月30日", "", "no day of the calendar"), ("92.10.25", "", "not understood"),
        ("2098年1月", "", "in the future"), ("1990～1995", "", "a span"),
    ],
)  # fmt: skip
def test_dates_of_ties(date: str, written: str, reason: str) -> None:
    (row,) = rows_of(CLAIR, TIE_HEADINGS, f"鳥取県,岩美町,大韓民国,江原特別自治道,三陟市,{date},友好")
    assert (row.get("agreed_date", ""), reason in row.get("reject", "")) == (written, True)
    assert bool(row.get("reject")) == bool(reason)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("東京都,府中市,韓国,,中区,,友好", "any of 6 places"),
        ("東京都,架空市,韓国,京畿道,水原市,,友好", "list of municipalities of Tokyo"),
        (",府中市,韓国,京畿道,水原市,,友好", "any of 2 places"),
        ("東京都,府中市,韓国,どこか道,水原市,,友好", "Korean province"),
        ("東京都,府中市,韓国,전남광주통합특별시,,,友好", "cannot be divided"),
    ],
)  # fmt: skip
def test_ties_that_cannot_be_placed(line: str, reason: str) -> None:
    (row,) = rows_of(CLAIR, TIE_HEADINGS, line)
    assert reason in row["reject"]


def test_every_tie_held_is_found_again_by_its_own_names() -> None:
    before = held_ties()
    lines = [
        f"{row['jp_region_code']},{row['jp_local_government']},{row['kr_local_government']}" for row in before
    ]
    names = dict(zip(REGIONS["region_code"], REGIONS["name_ja"], strict=True))
    rows = [line.replace(line.split(",")[0], names[line.split(",")[0]], 1) for line in lines]
    merged, _ = merge_of(CLAIR, before, "都道府県,自治体名,提携先", *rows)
    assert merged.tally.added == 0
    # A county, an association of mayors, and the list does not say which 고성군 it means.
    reasons = {reject.reason.split(" ")[0] for reject in merged.tally.rejects}
    assert reasons <= {"'東筑摩郡'", "'淡路島市長会'", "'고성군'"}
