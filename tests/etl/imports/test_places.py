"""What the names of places in lists mean."""

import pandas as pd
import pytest

from etl.imports.place_lists import place_names
from etl.imports.places import Place, UnknownPlace
from tests.etl.imports.conftest import REPOSITORY

REGIONS, MUNICIPALITIES = (
    pd.read_csv(REPOSITORY / f"data/catalogue/{name}.csv", dtype=str)
    for name in ("regions", "municipalities")
)
NAMES = {country: place_names(REGIONS, MUNICIPALITIES, country) for country in ("KR", "JP")}
LISTED = MUNICIPALITIES[MUNICIPALITIES["level"] == "municipality"].fillna("")

FOUND = {
    # A city called after its prefecture, and one that begins with its name.
    "岡山県岡山市": ("JP-33", "岡山市"), "静岡市": ("JP-22", "静岡市"), "大阪狭山市": ("JP-27", "大阪狭山市"),
    "千葉県 千葉市": ("JP-12", "千葉市"), "長野原町": ("JP-10", "長野原町"), "石川町": ("JP-07", "石川町"),
    "福島町": ("JP-01", "福島町"), "京都郡みやこ町": ("JP-40", "みやこ町"), "山形村": ("JP-20", "山形村"),
    "東京都": ("JP-13", ""), "北海道": ("JP-01", ""), "東京": ("JP-13", ""), "富山市": ("JP-16", "富山市"),
    # Counties, wards, addresses.
    "愛知県西春日井郡豊山町": ("JP-23", "豊山町"), "奈良県高市郡明日香村": ("JP-29", "明日香村"),
    "神戸市中央区": ("JP-28", "神戸市中央区"), "北九州市八幡西区黒崎1-1": ("JP-40", "北九州市八幡西区"),
    "浜松市中区": ("JP-22", "浜松市中区"), "世田谷区": ("JP-13", "世田谷区"),
    "佐賀県鳥栖市弥生が丘1-2-3": ("JP-41", "鳥栖市"), "四日市市": ("JP-24", "四日市市"),
    "津市": ("JP-24", "津市"),
    # Other letters for the same name; towns that have merged.
    "群馬郡榛名町": ("JP-10", "高崎市"), "梼原町": ("JP-39", "檮原町"),
    "葛\U000e0100城市": ("JP-29", "葛城市"),
    "龍ヶ崎市": ("JP-08", "龍ケ崎市"), "茅ケ崎市": ("JP-14", "茅ヶ崎市"), "塩釜市": ("JP-04", "塩竈市"),
    "戸井町": ("JP-01", "函館市"), "아오모리현": ("JP-02", ""), "나가사키현 쓰시마시": ("JP-42", "対馬市"),
    # Provinces in full and in other full names; cities called after provinces.
    "서울시 강남구": ("KR-11", "강남구"), "서울특별시": ("KR-11", ""), "부산 사하구": ("KR-26", "사하구"),
    "강원자치도 춘천시": ("KR-42", "춘천시"), "강원도 고성군": ("KR-42", "고성군"),
    "전북자치도 전주시": ("KR-45", "전주시"),
    "제주시 연동": ("KR-49", "제주시 연동"), "제주도": ("KR-49", ""),
    "광주시 오포읍": ("KR-41", "광주시 오포읍"),
    "광주시 북구": ("KR-29", "북구"), "경기 광주시": ("KR-41", "광주시"), "광주광역시": ("KR-29", ""),
    "수원시 장안구": ("KR-41", "수원시 장안구"), "용인특례시 처인구": ("KR-41", "용인시 처인구"),
    "성남시분당구": ("KR-41", "성남시 분당구"),
    "경기도 화성시 향남읍 행정리 12": ("KR-41", "화성시 향남읍 행정리"),
    "대전시 유성구 대학로 1": ("KR-30", "유성구"), "세종시": ("KR-50", ""),
    "세종시 조치원읍": ("KR-50", "조치원읍"),
    "釜山広域市影島区": ("KR-26", "영도구"), "ソウル市 麻浦区": ("KR-11", "마포구"),
    "三陟市": ("KR-42", "삼척시"),
    "청원군": ("KR-43", "청주시"), "인천 남구": ("KR-28", "미추홀구"),
    # The merged city: by the municipality.
    "전남광주통합특별시 광산구": ("KR-29", "광산구"), "전남광주통합특별시 여수시": ("KR-46", "여수시"),
    "광주전남통합특별시 담양군": ("KR-46", "담양군"),
}  # fmt: skip
UNKNOWN = {
    "광주시 송정동": "Gwangju, Gyeonggi", "那珂川町": "Fukuoka, Tochigi", "群馬郡架空町": "no place",
    "府中市": "Hiroshima, Tokyo", "伊達市": "Fukushima, Hokkaido", "森町": "2 places", "中央区": "11 places",
    "大阪府北区": "2 places", "架空町": "no place of the list",
    "福島県長野原町": "is in Gunma, not in Fukushima",
    "上九一色村": "2 places", "東筑摩郡": "no place", "고성군": "Gangwon, Gyeongnam", "중구": "6 places",
    "광주시": "Gwangju, Gyeonggi", "강서구": "Busan, Seoul", "경북 군위군": "is in Daegu, not in Gyeongbuk",
    "전남광주통합특별시": "cannot be divided between the former regions",
    "전남광주통합특별시 춘천시": "cannot be divided between the former regions", "동구릉": "no place",
    "평양직할시": "no place", "쓰시마시": "Aichi, Nagasaki", "": "no place",
}  # fmt: skip


def country(text: str) -> str:
    korean = any("가" <= letter <= "힣" for letter in text) or text in (
        "釜山広域市影島区",
        "ソウル市 麻浦区",
        "三陟市",
    )
    japanese = text in ("아오모리현", "나가사키현 쓰시마시", "쓰시마시")
    return "KR" if korean and not japanese else "JP"


@pytest.mark.parametrize(("text", "place"), FOUND.items())
def test_places(text: str, place: tuple[str, str]) -> None:
    found = NAMES[country(text)].find(text)
    assert (found.region, found.name) == place


@pytest.mark.parametrize(("text", "reason"), [one for one in UNKNOWN.items() if one[1]])
def test_what_is_no_place_or_several(text: str, reason: str) -> None:
    with pytest.raises(UnknownPlace, match=reason):
        NAMES[country(text)].find(text)


@pytest.mark.parametrize(
    ("text", "within", "name"),
    [
        ("府中市", "JP-34", "府中市"), ("中央区", "JP-13", "中央区"), ("博多区", "JP-40", "福岡市博多区"),
        ("広島県広島市", "JP-34", "広島市"), ("광주시", "KR-41", "광주시"), ("광주시", "KR-29", ""),
        ("고성군", "KR-48", "고성군"), ("제주시", "KR-49", "제주시"), ("조치원읍", "KR-50", "조치원읍"),
        ("세종시", "KR-50", ""), ("중구", "KR-31", "중구"), ("에사시정", "JP-01", None),
        ("広島市", "JP-33", None),
        ("福岡県飯塚市", "JP-41", None), ("강남구", "KR-26", None),
    ],
)  # fmt: skip
def test_places_in_a_known_region(text: str, within: str, name: str | None) -> None:
    names = NAMES[within[:2]]
    if name is None:
        with pytest.raises(UnknownPlace):
            names.find(text, within)
    else:
        found = names.find(text, within)
        assert (found.region, found.name) == (within, name)


def test_a_cell_without_end_costs_nothing() -> None:
    assert NAMES["JP"].find("佐賀県鳥栖市" + "丁" * 100_000).name == "鳥栖市"
    with pytest.raises(UnknownPlace) as caught:
        NAMES["JP"].find("丁" * 100_000)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("column", ["name_ko", "name_ja"])
def test_every_municipality_is_found_by_its_name_in_its_region(column: str) -> None:
    double = set(LISTED[LISTED.duplicated(["parent_code", column], keep=False)]["municipality_code"])
    assert double <= {"JP-01361", "JP-01514"}  # 江差町 and 枝幸町, read alike
    for row in LISTED.to_dict("records"):
        if row["municipality_code"] in double or row["kind"] == "special_self_governing_city":
            continue
        found = NAMES[row["country"]].find(row[column], row["parent_code"])
        own = row["name_ja" if row["country"] == "JP" else "name_ko"]
        assert found == Place(row["parent_code"], row["municipality_code"], own)


@pytest.mark.parametrize(
    ("own", "text", "code"),
    [
        ("JP", "佐賀県", "JP-41"), ("JP", "佐賀", "JP-41"), ("JP", "京都府", "JP-26"),
        ("JP", "東京都", "JP-13"),
        ("JP", "佐賀県鳥栖市", None), ("JP", "京都市", None), ("JP", "福島町", None),
        ("JP", "아오모리현", "JP-02"),
        ("KR", "경상북도", "KR-47"), ("KR", "경북도", "KR-47"), ("KR", "강원도", "KR-42"),
        ("KR", "강원자치도", "KR-42"),
        ("KR", "강원특별자치도", "KR-42"), ("KR", "慶尚北道", "KR-47"), ("KR", "서울시", "KR-11"),
        ("KR", "釜山市", "KR-26"),
        ("KR", "제주시", None), ("KR", "전남광주통합특별시", None), ("KR", "Atlantis", None),
    ],
)  # fmt: skip
def test_regions_by_every_name_and_by_no_beginning(own: str, text: str, code: str | None) -> None:
    assert NAMES[own].region(text) == code


def test_the_list_is_whole() -> None:
    assert LISTED.groupby("country").size().to_dict() == {"JP": 1741, "KR": 229}
    codes = MUNICIPALITIES["municipality_code"]
    assert codes.is_unique and codes.str.fullmatch(r"(JP|KR)-\d{5}").all()
    parents = set(REGIONS["region_code"]) | set(LISTED["municipality_code"])
    assert set(MUNICIPALITIES["parent_code"]) <= parents
    assert set(LISTED["parent_code"]) == set(REGIONS.query("level == 'region'")["region_code"])
    for column in ("name_ko", "name_ja", "name_en"):
        assert MUNICIPALITIES[column].notna().all()
    assert MUNICIPALITIES[["how_ko", "how_ja", "how_en"]].isin(["source", "rule"]).all(axis=None)
