"""Lists of sister and friendship ties: CLAIR's of Japan, the Governors Association's of Korea."""

from collections.abc import Mapping

from etl.imports.formats import JAPANESE, KOREAN, Elsewhere, ListFormat, Reading, Row, Unplaced
from etl.imports.headings import Column, plain
from etl.imports.places import Place, PlaceNames, UnknownPlace
from etl.imports.words import agreed_date

# By how many of the two ends are regions.
_LEVELS = {2: "province", 1: "mixed", 0: "municipality"}


def _tie(cells: Mapping[str, str], context: Reading, source: str) -> Row:
    country = plain(cells.get("country", ""))
    if country and not any(word in country for word in ("韓", "日本", "한국", "일본", "Korea", "Japan")):
        raise Elsewhere(country)
    korea = _local(context.korea, cells.get("kr_region", ""), cells.get("kr_name", ""), "Korean province")
    japan = _local(context.japan, cells.get("jp_region", ""), cells.get("jp_name", ""), "prefecture")
    names = korea_name, japan_name = context.korea.government(korea), context.japan.government(japan)
    return {
        "tie_id": ":".join((korea.region, names[0], japan.region, names[1])),
        "kr_region_code": korea.region,
        "kr_local_government": korea_name,
        "jp_region_code": japan.region,
        "jp_local_government": japan_name,
        "tie_type": _tie_type(cells.get("kind", "")),
        "agreed_date": _date(cells.get("date", "")),
        "level": _LEVELS[sum(not place.municipality for place in (korea, japan))],
        "note": "",
        "note_ko": "",
        "note_ja": "",
        "url": "",
        "source": source,
    }


def _local(known: PlaceNames, region: str, name: str, word: str) -> Place:
    """Return a local government: a region, or a municipality in it.

    Raises:
        Unplaced: If it cannot be told from the lists.
    """
    code = known.region(region) if region else None
    try:
        return known.find(name or region, code) if code else known.find(f"{region} {name}".strip())
    except UnknownPlace as problem:
        if region and not code:
            raise Unplaced(f"the {word} of {region!r} is not known: {problem}") from None
        raise Unplaced(str(problem)) from None


def _date(text: str) -> str:
    try:
        return agreed_date(text) if text else ""
    except ValueError as reason:
        raise Unplaced(f"date {text!r}: {reason}") from None


def _tie_type(text: str) -> str:
    words = plain(text)
    if any(word in words for word in ("姉妹", "자매")):
        return "sister"
    return "friendship" if any(word in words for word in ("友好", "우호")) else "other"


def _same_tie(one: Row, other: Row, reading: Reading) -> bool | None:
    """Say whether two ties are one: between the same two places, and at no different times."""
    ends = [
        _same_end(one, other, side, known) for side, known in (("kr", reading.korea), ("jp", reading.japan))
    ]
    dates = one["agreed_date"], other["agreed_date"]
    if False in ends or not (dates[0].startswith(dates[1]) or dates[1].startswith(dates[0])):
        return False
    return None if None in ends else True


def _same_end(one: Row, other: Row, side: str, known: PlaceNames) -> bool | None:
    """Say whether two ties end at the same place; None if a name is in no list and in other letters."""
    if one[f"{side}_region_code"] != other[f"{side}_region_code"]:
        return False
    names = [plain(row[f"{side}_local_government"]) for row in (one, other)]
    places = [_known_place(name, one[f"{side}_region_code"], known) for name in names]
    first, second = places
    if first and second:
        if first == second or first.municipality != second.municipality:
            return first == second
        names = [first.name, second.name]  # of which at least one has a ward or township
    if names[0] == names[1]:
        return True
    return False if _is_han(names[0]) == _is_han(names[1]) else None


def _known_place(name: str, region: str, known: PlaceNames) -> Place | None:
    try:
        return known.find(name, region)
    except UnknownPlace:
        return None


def _is_han(text: str) -> bool:
    """Say whether a name holds kana or Han letters, so that it may be one in Hangul."""
    return any("\u3040" <= letter <= "\u9fff" for letter in text)


CLAIR_TIES = ListFormat(
    name="clair-ties",
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
