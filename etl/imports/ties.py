"""Lists of sister and friendship ties: CLAIR's of Japan, the Governors Association's of Korea."""

from collections.abc import Mapping

from etl.imports.formats import JAPANESE, KOREAN, Elsewhere, ListFormat, Reading, Row, Unplaced
from etl.imports.headings import Column, plain
from etl.imports.words import PlaceNames, agreed_date


def _tie(cells: Mapping[str, str], context: Reading, source: str) -> Row:
    korea_code, korea = _local(context.korea, cells.get("kr_region", ""), cells.get("kr_name", ""))
    japan_code, japan = _local(context.japan, cells.get("jp_region", ""), cells.get("jp_name", ""))
    country = plain(cells.get("country", ""))
    if country and not any(word in country for word in ("韓", "日本", "한국", "일본", "Korea", "Japan")):
        raise Elsewhere(country)
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


def _local(known: PlaceNames, region: str, name: str) -> tuple[str | None, str]:
    """Return the region of a local government and its name, which for a region is its own."""
    code = known.region(region) if region else known.region(name)
    text = plain(name or region)
    return code, text


def _is_regional(name: str, code: str, known: PlaceNames) -> bool:
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


CLAIR_TIES = ListFormat(
    name="clair-ties",
    title="CLAIR's list of sister and friendship ties",
    dataset="local_government_ties",
    source="clair_ties_list",
    key="tie_id",
    columns=(
        Column("jp_region", "都道府県 都道府県名 日本側都道府県 県名"),
        Column(
            "jp_name",
            "自治体名 日本側自治体名 日本側自治体 市区町村 市区町村名 団体名 日本の自治体",
            required=True,
        ),
        Column("country", "国名 国 国・地域 相手国 提携国"),
        Column("kr_region", "州省 州省名 州・省・県 州省等 相手州省 道・広域市 州県省名"),
        Column(
            "kr_name",
            "提携先 提携先自治体 提携先都市名 姉妹都市名 相手自治体 相手都市 都市名 外国自治体名",
            required=True,
        ),
        Column("date", "提携年月日 提携日 締結日 締結年月日 提携年"),
        Column("kind", "提携種別 種別 提携区分 区分 姉妹・友好 提携形態"),
    ),
    encodings=JAPANESE,
    read=lambda cells, context: _tie(cells, context, "clair_ties_list"),
    same=_same_tie,
    overwrites=(),
    counted_by="jp_region_code",
)

GAOK_TIES = ListFormat(
    name="gaok-ties",
    title="The Governors Association's list of Korea's international exchanges",
    dataset="local_government_ties",
    source="gaok_exchange_list",
    key="tie_id",
    columns=(
        Column("kr_region", "시도 시·도 광역자치단체 광역 시도명"),
        Column(
            "kr_name",
            "자치단체 자치단체명 지자체 지자체명 시군구 기초자치단체 국내자치단체 국내도시",
            required=True,
        ),
        Column("country", "국가 국가명 국가(지역) 상대국 대상국가"),
        Column("jp_region", "상대시도 주(성) 주성 도도부현 상대지역"),
        Column(
            "jp_name",
            "교류도시 교류도시명 외국도시 외국도시명 도시명 상대도시 상대도시명 해외도시",
            required=True,
        ),
        Column("date", "체결일 체결일자 결연일 결연일자 협정일 체결년월일"),
        Column("kind", "구분 교류구분 교류형태 결연형태 유형 결연구분"),
    ),
    encodings=KOREAN,
    read=lambda cells, context: _tie(cells, context, "gaok_exchange_list"),
    same=_same_tie,
    overwrites=(),
    counted_by="kr_region_code",
)
