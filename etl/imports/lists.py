"""The lists that can be imported: their headings, and how a row becomes a row of a snapshot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from etl.imports.headings import Column, plain
from etl.imports.merge import Row
from etl.imports.words import (
    Places,
    agreed_date,
    bare_company,
    corporate_number,
    places,
    round_year,
)

METI_PROGRAMME = "jp_regional_future_leading_company"


class Unplaced(Exception):
    """A row that cannot be used; the text says why."""


@dataclass(frozen=True)
class Context:
    """What a row is read with.

    Attributes:
        korea: Names of Korea's provinces.
        japan: Names of Japan's prefectures.
        programme: Programme of a Korean list.
        hint: Name of file and sheet, which may carry the round.
    """

    korea: Places
    japan: Places
    programme: str = ""
    hint: str = ""


@dataclass(frozen=True)
class ListFormat:
    """One list that can be imported.

    Attributes:
        name: As on the command line.
        title: What it is.
        dataset: The snapshot its rows belong to.
        source: Its entry in sources.yaml.
        key: Column that identifies a row of the snapshot.
        columns: What its headings may be.
        encodings: Encodings of CSV files, tried in this order.
        read: Turns the cells of a row (by our column names) into a row of the snapshot.
        same: Whether two rows are about the same thing.
        overwrites: Columns in which the list knows better than what was held.
        counted_by: Column by which rows are counted against official totals.
    """

    name: str
    title: str
    dataset: str
    source: str
    key: str
    columns: tuple[Column, ...]
    encodings: tuple[str, ...]
    read: Callable[[Mapping[str, str], Context], Row]
    same: Callable[[Row, Row], bool]
    overwrites: tuple[str, ...]
    counted_by: str


def context(regions: pd.DataFrame, programme: str) -> Context:
    """Return what rows are read with.

    Args:
        regions: Rows of regions.csv.
        programme: Programme of a Korean list; may be empty.
    """
    return Context(places(regions, "KR"), places(regions, "JP"), programme)


def _company(cells: Mapping[str, str], context: Context) -> Row:
    name = plain(cells.get("name", ""))
    if not name:
        raise Unplaced("no name of a company")
    region, town = _japanese_place(cells, context)
    number_text = cells.get("corporate_number", "")
    number = corporate_number(number_text) if number_text else None
    if number_text and not number:
        raise Unplaced(f"corporate number {number_text!r}: the check digit does not fit")
    year_text = cells.get("round") or context.hint
    year = round_year(year_text)
    if cells.get("round") and year is None:
        raise Unplaced(f"round {year_text!r} is not understood")
    return {
        "company_id": f"{METI_PROGRAMME}:{region}:{name}",
        "programme_id": METI_PROGRAMME,
        "country": "JP",
        "region_code": region,
        "municipality": town,
        "name": name,
        "name_en": "",
        "industry": plain(cells.get("industry", "")),
        "round_year": str(year or ""),
        "corporate_number": number or "",
        "url": cells.get("url", ""),
        "source": "meti_leading_companies_list",
    }


def _japanese_place(cells: Mapping[str, str], context: Context) -> tuple[str, str]:
    prefecture, town = cells.get("prefecture", ""), plain(cells.get("municipality", ""))
    region = context.japan.region(prefecture) if prefecture else None
    if region is None and town:
        region, town = context.japan.split(town)
    elif town:
        again, rest = context.japan.split(town)
        town = rest if again == region and rest else town
    if region is None:
        raise Unplaced(f"prefecture {prefecture or town!r} is not known")
    return region, town


def _same_company(one: Row, other: Row) -> bool:
    if one["programme_id"] != other["programme_id"]:
        return False
    numbers = one.get("corporate_number"), other.get("corporate_number")
    if all(numbers):
        return numbers[0] == numbers[1]
    near = not one["region_code"] or not other["region_code"] or one["region_code"] == other["region_code"]
    return near and bare_company(one["name"]) == bare_company(other["name"])


def _korean_company(cells: Mapping[str, str], context: Context) -> Row:
    name, programme = plain(cells.get("name", "")), context.programme
    if not name:
        raise Unplaced("no name of a company")
    region, town = cells.get("province", ""), plain(cells.get("municipality", ""))
    code = context.korea.region(region) if region else None
    if code is None and town:
        code, town = context.korea.split(town)
    if code is None:
        raise Unplaced(f"province {region or town!r} is not known")
    year_text = cells.get("round") or context.hint
    year = round_year(year_text)
    if cells.get("round") and year is None:
        raise Unplaced(f"year {year_text!r} is not understood")
    return {
        "company_id": f"{programme}:{code}:{name}",
        "programme_id": programme,
        "country": "KR",
        "region_code": code,
        "municipality": town,
        "name": name,
        "name_en": "",
        "industry": plain(cells.get("industry", "")),
        "round_year": str(year or ""),
        "corporate_number": "",
        "url": cells.get("url", ""),
        "source": "kr_programme_list",
    }


def _tie(cells: Mapping[str, str], context: Context, source: str) -> Row:
    korea_code, korea = _local(context.korea, cells.get("kr_region", ""), cells.get("kr_name", ""))
    japan_code, japan = _local(context.japan, cells.get("jp_region", ""), cells.get("jp_name", ""))
    country = plain(cells.get("country", ""))
    if country and not any(word in country for word in ("韓", "日本", "한국", "일본", "Korea", "Japan")):
        raise Unplaced(f"country {country!r}: neither Korea nor Japan")
    if korea_code is None:
        raise Unplaced(
            f"the Korean province of {cells.get('kr_region') or cells.get('kr_name')!r} is not known"
        )
    if japan_code is None:
        raise Unplaced(f"the prefecture of {cells.get('jp_region') or cells.get('jp_name')!r} is not known")
    date_text = cells.get("date", "")
    date = agreed_date(date_text) if date_text else None
    if date_text and not date:
        raise Unplaced(f"date {date_text!r} is not understood")
    regional = (
        _is_regional(korea, korea_code, context.korea),
        _is_regional(japan, japan_code, context.japan),
    )
    return {
        "tie_id": f"{korea_code}:{korea}:{japan_code}:{japan}",
        "kr_region_code": korea_code,
        "kr_local_government": korea,
        "jp_region_code": japan_code,
        "jp_local_government": japan,
        "tie_type": _tie_type(cells.get("kind", "")),
        "agreed_date": date or "",
        "level": {2: "province", 1: "mixed", 0: "municipality"}[sum(regional)],
        "note": "",
        "note_ko": "",
        "note_ja": "",
        "url": "",
        "source": source,
    }


def _local(known: Places, region: str, name: str) -> tuple[str | None, str]:
    """Return the region of a local government and its name, which for a region is its own."""
    code = known.region(region) if region else known.region(name)
    text = plain(name or region)
    return code, text


def _is_regional(name: str, code: str, known: Places) -> bool:
    return any(name == text and code == region for text, region in known.names)


def _tie_type(text: str) -> str:
    words = plain(text)
    if any(word in words for word in ("姉妹", "자매")):
        return "sister"
    return "friendship" if any(word in words for word in ("友好", "우호")) else "other"


def _same_tie(one: Row, other: Row) -> bool:
    if one["kr_region_code"] != other["kr_region_code"] or one["jp_region_code"] != other["jp_region_code"]:
        return False
    if one["level"] != other["level"]:
        return False
    if one["level"] == "province":
        return True
    names = [
        (one[side].split()[-1], other[side].split()[-1])
        for side in ("kr_local_government", "jp_local_government")
    ]
    # A name in Hangul and one in Han or Kana letters say nothing about each other.
    equal = [first == second for first, second in names if _is_hangul(first) == _is_hangul(second)]
    if not equal or not all(equal):
        return False
    dates = one["agreed_date"], other["agreed_date"]
    return not all(dates) or dates[0].startswith(dates[1]) or dates[1].startswith(dates[0])


def _is_hangul(text: str) -> bool:
    return any("가" <= letter <= "힣" for letter in text)


_JAPANESE, _KOREAN = ("utf-8-sig", "cp932"), ("utf-8-sig", "cp949")
_COMPANY_OVERWRITES = ("source", "round_year")

FORMATS: dict[str, ListFormat] = {
    one.name: one
    for one in (
        ListFormat(
            name="meti-leading-companies",
            title="METI's lists of Regional Future Leading Companies",
            dataset="meti_leading_companies",
            source="meti_leading_companies_list",
            key="company_id",
            columns=(
                Column(
                    "name",
                    (
                        *(
                            "企業名",
                            "企業名称",
                            "事業者名",
                            "事業者名称",
                            "法人名",
                            "法人名称",
                            "会社名",
                            "商号",
                        ),
                        *(
                            "商号又は名称",
                            "商号または名称",
                            "名称",
                            "選定企業名",
                            "選定事業者名",
                            "企業・団体名",
                        ),
                    ),
                    required=True,
                ),
                Column(
                    "prefecture",
                    ("都道府県", "都道府県名", "所在都道府県", "本社所在都道府県", "県名", "所在県"),
                ),
                Column(
                    "municipality",
                    (
                        "市区町村",
                        "市区町村名",
                        "市町村",
                        "市町村名",
                        "所在地",
                        "本社所在地",
                        "住所",
                        "本社住所",
                        "本店所在地",
                    ),
                ),
                Column(
                    "industry",
                    (
                        "業種",
                        "業種名",
                        "主な業種",
                        "主たる業種",
                        "産業分類",
                        "業種大分類",
                        "大分類",
                        "事業内容",
                    ),
                ),
                Column(
                    "round",
                    ("選定年度", "選定年", "年度", "選定回", "選定時期", "選定年月日", "選定日", "回"),
                ),
                Column("corporate_number", ("法人番号", "法人番号13桁", "法人ナンバー")),
                Column("url", ("URL", "HP", "ホームページ", "ウェブサイト", "ホームページURL", "企業URL")),
            ),
            encodings=_JAPANESE,
            read=_company,
            same=_same_company,
            overwrites=_COMPANY_OVERWRITES,
            counted_by="region_code",
        ),
        ListFormat(
            name="clair-ties",
            title="CLAIR's list of sister and friendship ties",
            dataset="local_government_ties",
            source="clair_ties_list",
            key="tie_id",
            columns=(
                Column("jp_region", ("都道府県", "都道府県名", "日本側都道府県", "県名")),
                Column(
                    "jp_name",
                    (
                        "自治体名",
                        "日本側自治体名",
                        "日本側自治体",
                        "市区町村",
                        "市区町村名",
                        "団体名",
                        "日本の自治体",
                    ),
                    required=True,
                ),
                Column("country", ("国名", "国", "国・地域", "相手国", "提携国")),
                Column(
                    "kr_region",
                    ("州省", "州省名", "州・省・県", "州省等", "相手州省", "道・広域市", "州県省名"),
                ),
                Column(
                    "kr_name",
                    (
                        "提携先",
                        "提携先自治体",
                        "提携先都市名",
                        "姉妹都市名",
                        "相手自治体",
                        "相手都市",
                        "都市名",
                        "外国自治体名",
                    ),
                    required=True,
                ),
                Column("date", ("提携年月日", "提携日", "締結日", "締結年月日", "提携年")),
                Column("kind", ("提携種別", "種別", "提携区分", "区分", "姉妹・友好", "提携形態")),
            ),
            encodings=_JAPANESE,
            read=lambda cells, context: _tie(cells, context, "clair_ties_list"),
            same=_same_tie,
            overwrites=(),
            counted_by="jp_region_code",
        ),
        ListFormat(
            name="gaok-ties",
            title="The Governors Association's list of Korea's international exchanges",
            dataset="local_government_ties",
            source="gaok_exchange_list",
            key="tie_id",
            columns=(
                Column("kr_region", ("시도", "시·도", "광역자치단체", "광역", "시도명")),
                Column(
                    "kr_name",
                    (
                        "자치단체",
                        "자치단체명",
                        "지자체",
                        "지자체명",
                        "시군구",
                        "기초자치단체",
                        "국내자치단체",
                        "국내도시",
                    ),
                    required=True,
                ),
                Column("country", ("국가", "국가명", "국가(지역)", "상대국", "대상국가")),
                Column("jp_region", ("상대시도", "주(성)", "주성", "도도부현", "상대지역")),
                Column(
                    "jp_name",
                    (
                        "교류도시",
                        "교류도시명",
                        "외국도시",
                        "외국도시명",
                        "도시명",
                        "상대도시",
                        "상대도시명",
                        "해외도시",
                    ),
                    required=True,
                ),
                Column("date", ("체결일", "체결일자", "결연일", "결연일자", "협정일", "체결년월일")),
                Column("kind", ("구분", "교류구분", "교류형태", "결연형태", "유형", "결연구분")),
            ),
            encodings=_KOREAN,
            read=lambda cells, context: _tie(cells, context, "gaok_exchange_list"),
            same=_same_tie,
            overwrites=(),
            counted_by="kr_region_code",
        ),
        ListFormat(
            name="kr-programme",
            title="A Korean list of designated companies",
            dataset="kr_programme_companies",
            source="kr_programme_list",
            key="company_id",
            columns=(
                Column(
                    "name",
                    (
                        "기업명",
                        "업체명",
                        "회사명",
                        "상호",
                        "상호명",
                        "선정기업",
                        "선정기업명",
                        "점포명",
                        "업체",
                    ),
                    required=True,
                ),
                Column("province", ("시도", "지역", "시·도", "광역시도", "소재지역", "시도명")),
                Column("municipality", ("시군구", "소재지", "주소", "본사소재지", "시군구명", "도로명주소")),
                Column(
                    "industry", ("업종", "업종명", "주생산품", "주요생산품", "주요품목", "주요제품", "품목")
                ),
                Column(
                    "round", ("선정연도", "지정연도", "연도", "선정년도", "지정년도", "선정일", "지정일자")
                ),
                Column("url", ("홈페이지", "누리집", "URL", "웹사이트")),
            ),
            encodings=_KOREAN,
            read=_korean_company,
            same=_same_company,
            overwrites=_COMPANY_OVERWRITES,
            counted_by="region_code",
        ),
    )
}
