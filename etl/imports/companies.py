"""Lists of designated companies: METI's Regional Future Leading Companies, and Korean programmes."""

from collections.abc import Callable, Mapping

from etl.imports.formats import HINTED, JAPANESE, KOREAN, ListFormat, Reading, Row, Unplaced
from etl.imports.headings import Column, plain
from etl.imports.places import Place, PlaceNames, UnknownPlace
from etl.imports.words import bare_company, corporate_number, designation_year, published, round_year

METI_PROGRAMME = "jp_regional_future_leading_company"
# In these a list knows better than what was held.
OVERWRITES = ("source", "round_year")


def _company(cells: Mapping[str, str], context: Reading) -> Row:
    record = _record(METI_PROGRAMME, "JP", context.japan, "prefecture", cells)
    number_text = cells.get("corporate_number", "")
    number = corporate_number(number_text) if number_text else None
    if number_text and not number:
        raise Unplaced(f"corporate number {number_text!r}: the check digit does not fit")
    return {
        **record,
        **_round_year(cells, context, "round", round_year),
        "corporate_number": number or "",
        "source": "meti_leading_companies_list",
    }


def _record(programme: str, country: str, known: PlaceNames, column: str, cells: Mapping[str, str]) -> Row:
    """Return what every list of companies gives. Ids are of normal width; names stay as published.

    Raises:
        Unplaced: If it names no company, or where it is, by `column` and municipality, cannot be told.
    """
    name = published(cells.get("name", ""))
    if not name:
        raise Unplaced("no name of a company")
    place = _place(cells.get(column, ""), cells.get("municipality", ""), known, column)
    return {
        "company_id": f"{programme}:{place.region}:{plain(name)}",
        "programme_id": programme,
        "country": country,
        "region_code": place.region,
        "municipality": place.name,
        "name": name,
        "name_en": "",
        "industry": published(cells.get("industry", "")),
        "url": cells.get("url", ""),
    }


def _round_year(
    cells: Mapping[str, str], context: Reading, word: str, read: Callable[[str], int | None]
) -> Row:
    """Return the year of a designation: that of the row, else that of the file or sheet; '' without one."""
    own = cells.get("round", "")
    year = read(own or context.hint)
    if own and year is None:
        raise Unplaced(f"{word} {own!r} is not understood")
    return {"round_year": str(year or ""), HINTED: "" if own or year is None else "round_year"}


def _place(region: str, town: str, known: PlaceNames, word: str) -> Place:
    """Return where a company is: a region, and the municipality if it is given.

    Raises:
        Unplaced: If it cannot be told from the lists.
    """
    code = known.region(region) if region else None
    if code and not town:
        return Place(code)
    try:
        return known.find(town if code else f"{region} {town}".strip(), code)
    except UnknownPlace as problem:
        if code:
            raise Unplaced(f"municipality {problem}") from None
        raise Unplaced(f"{word} {region or town!r} is not known: {problem}") from None


def _same_company(one: Row, other: Row, _reading: Reading) -> bool:
    if one["programme_id"] != other["programme_id"]:
        return False
    numbers = one.get("corporate_number"), other.get("corporate_number")
    if all(numbers):
        return numbers[0] == numbers[1]
    near = not one["region_code"] or not other["region_code"] or one["region_code"] == other["region_code"]
    return near and bare_company(one["name"]) == bare_company(other["name"])


def _korean_company(cells: Mapping[str, str], context: Reading) -> Row:
    return {
        **_record(context.programme, "KR", context.korea, "province", cells),
        **_round_year(cells, context, "year", designation_year),
        "corporate_number": "",
        "source": "kr_programme_list",
    }


LEADING_COMPANIES = ListFormat(
    name="meti-leading-companies",
    dataset="meti_leading_companies",
    source="meti_leading_companies_list",
    key="company_id",
    columns=(
        Column(
            "name",
            "企業名 企業名称 事業者名 事業者名称 法人名 法人名称 会社名 商号 商号又は名称 "
            "商号または名称 名称 選定企業名 選定事業者名 企業・団体名",
            required=True,
        ),
        Column("prefecture", "都道府県 都道府県名 所在都道府県 本社所在都道府県 県名 所在県"),
        Column(
            "municipality", "市区町村 市区町村名 市町村 市町村名 所在地 本社所在地 住所 本社住所 本店所在地"
        ),
        Column("industry", "業種 業種名 主な業種 主たる業種 産業分類 業種大分類 大分類 事業内容"),
        Column("round", "選定年度 選定年 年度 選定回 選定時期 選定年月日 選定日 回"),
        Column("corporate_number", "法人番号 法人番号13桁 法人ナンバー"),
        Column("url", "URL HP ホームページ ウェブサイト ホームページURL 企業URL"),
    ),
    encodings=JAPANESE,
    read=_company,
    same=_same_company,
    overwrites=OVERWRITES,
    counted_by="region_code",
    counts="meti_designations_by_prefecture",
)

KOREAN_PROGRAMME = ListFormat(
    name="kr-programme",
    dataset="kr_programme_companies",
    source="kr_programme_list",
    key="company_id",
    columns=(
        Column(
            "name",
            "기업명 업체명 회사명 상호 상호명 선정기업 선정기업명 점포명 업체",
            required=True,
        ),
        Column("province", "시도 지역 시·도 광역시도 소재지역 시도명"),
        Column("municipality", "시군구 소재지 주소 본사소재지 시군구명 도로명주소"),
        Column("industry", "업종 업종명 주생산품 주요생산품 주요품목 주요제품 품목"),
        Column("round", "선정연도 지정연도 연도 선정년도 지정년도 선정일 지정일자"),
        Column("url", "홈페이지 누리집 URL 웹사이트"),
    ),
    encodings=KOREAN,
    read=_korean_company,
    same=_same_company,
    overwrites=OVERWRITES,
    counted_by="region_code",
)
