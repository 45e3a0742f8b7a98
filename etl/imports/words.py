"""What the words of a list mean: companies, years, dates, and what stands where there is nothing."""

import re
from datetime import UTC, datetime

from stdnum.jp import cn

from etl.dates import is_calendar_date
from etl.imports.headings import plain

_FORMS = (
    *("株式会社", "有限会社", "合同会社", "合資会社", "合名会社", "(株)", "(有)", "(同)", "(資)", "(名)"),
    *("주식회사", "유한회사", "농업회사법인", "(주)", "(유)"),
)
# First year and number of years of each era; the letters stand for them in tables.
_ERAS = {"明治": (1868, 45), "大正": (1912, 15), "昭和": (1926, 64), "平成": (1989, 31), "令和": (2019, 99)}
_ERAS |= {name[0]: _ERAS[name[1:]] for name in ("M明治", "T大正", "S昭和", "H平成", "R令和")}
_ERA = r"(?:(明治|大正|昭和|平成|令和)|(?<![A-Z])([MTSHR]))\.?\s*(元|\d{1,2})(?![0-9A-Z])"
_ROUNDS = {"1": 2017, "2": 2018, "3": 2020}
_EARLIEST_ROUND = 1990  # no programme whose companies are listed is older
_WESTERN = r"(?<!\d)((?:19|20)\d{2})(?!\d)"
_YEAR = re.compile(f"{_ERA}|{_WESTERN}")
# What may stand in the heading of a fiscal year beside the year.
_BESIDE_YEAR = re.compile(r"[()\[\]【】・/／※*注\d]|年度?|FY|決算|見込|額|実績|確定")
_BETWEEN = r"\s*[年년./-]\s*"
_DATE = re.compile(
    rf"(?:{_ERA}|(\d{{4}}))"
    rf"(?:(?:{_BETWEEN}(\d{{1,2}})(?:\s*[月월./-]\s*(\d{{1,2}})\s*日?일?)?|(?<=\d{{4}})(\d{{2}})(\d{{2}}))(?!\d))?"
    r"\s*[年년月월]?\.?\s*(?:[T ]?\d{1,2}:\d{2}(?::\d{2})?)?"
)
# A spreadsheet that takes 1976.10 for a number writes 1976.1.
_JANUARY_OR_OCTOBER = re.compile(r"\d{4}\.1", re.ASCII)
_SPAN = re.compile(r"[~〜]|から|부터|\d\s*[–—]\s*\d")
# What lists write where there is nothing.
_DASHES = frozenset(("", *"-ー―–—−‐‑‒─━·・*…", "...", "--", "---"))
_NOTHING = _DASHES | {
    *("なし", "無し", "無", "ナシ", "不明", "未詳", "該当なし", "該当無し", "記載なし", "未定", "非公表"),
    *("없음", "없슴", "해당없음", "해당사항없음", "미상", "불명", "미정", "비공개"),
    *("n/a", "na", "n.a.", "none", "null", "nil", "unknown", "nan"),
}


def is_nothing(text: str, words: bool = True) -> bool:
    """Say whether a cell stands for nothing.

    Args:
        text: The cell.
        words: Whether words say so too (なし, 없음, n/a), or only dashes.
    """
    bare = plain(text).replace(" ", "").strip("()").casefold()
    return bare in (_NOTHING if words else _DASHES)


def published(text: str) -> str:
    """Return a name as it was published, in one line."""
    return re.sub(r"\s*[\x00-\x1f\x7f\x85\u2028\u2029]+\s*", " ", text).strip()


def bare_company(name: str) -> str:
    """Return a company's name without its legal form, spaces and width, for comparing."""
    text = plain(name)
    for form in _FORMS:
        text = text.replace(form, "")
    return re.sub(r"[\s.・,]", "", text).casefold()


def corporate_number(text: str) -> str | None:
    """Return a Japanese corporate number of 13 digits; None if its check digit does not fit.

    Full-width digits, spaces, hyphens and a leading T (of invoices) are understood.
    """
    digits = re.sub(r"[\s\-T]", "", plain(text).upper())
    return digits if cn.is_valid(digits) else None


def round_year(text: str) -> int | None:
    """Return the fiscal year of designation: 2017, FY2017, 平成29年度, H29, 第1回, R2; None if none fits."""
    ordinal = re.search(r"第\s*([123])\s*[回次弾]", plain(text))
    return _ROUNDS[ordinal.group(1)] if ordinal else _round(years_named(text))


def designation_year(text: str) -> int | None:
    """Return the year of designation in a Korean list, which knows no eras: 2022년, 2022-05."""
    return _round(western_years(text))


def _round(years: list[int]) -> int | None:
    return next((year for year in years if _EARLIEST_ROUND <= year <= datetime.now(UTC).year + 1), None)


def western_years(text: str) -> list[int]:
    """Return the years of the common era that a text names, in its order."""
    return [int(year) for year in re.findall(_WESTERN, plain(text))]


def years_named(text: str) -> list[int]:
    """Return the years a text names, in its order: 平成20年度, 令和元年度, R7, 2024년.

    A letter is an era only where no other letter stands before it or behind the year, and only for years the
    era had.
    """
    found = (_year(*one.groups()) for one in _YEAR.finditer(plain(text).upper()))
    return [year for year in found if year is not None]


def _year(name: str | None, letter: str | None, number: str | None, western: str | None) -> int | None:
    if western:
        return int(western)
    first, length = _ERAS[name or letter or ""]
    count = 1 if number == "元" else int(number or 0)
    return first + count - 1 if 1 <= count <= length else None


def fiscal_year(text: str) -> int | None:
    """Return the fiscal year a heading stands for; None if it says more or something else.

    令和４年度, 令和元（平成31）年度, 令和6年度（決算見込） and H20 are years; 平成20年度～令和7年度 is none.
    """
    words = plain(text).replace(" ", "").upper()
    years, rest = set(years_named(words)), _BESIDE_YEAR.sub("", _YEAR.sub("", words))
    return years.pop() if len(years) == 1 and not rest else None


def agreed_date(text: str) -> str:
    """Return a date as exact as it is given: YYYY, YYYY-MM or YYYY-MM-DD.

    Raises:
        ValueError: If it is none, of no day of the calendar, in the future, or a span; the text says which.
    """
    words = plain(text).upper()
    if _SPAN.search(words):
        raise ValueError("a span, not a date")
    if _JANUARY_OR_OCTOBER.fullmatch(words):
        return words[:4]
    found = _DATE.match(words)
    rest = words[found.end() :] if found else words
    if not found or re.search(r"\d", rest):
        raise ValueError("not understood")
    *era, month, day, close_month, close_day = found.groups()
    year = _year(*era)
    parts = (month or close_month, day or close_day)
    written = "-".join([f"{year}", *(f"{int(part):02d}" for part in parts if part)])
    if year is None or year < _ERAS["明治"][0] or not is_calendar_date(written):
        raise ValueError("no day of the calendar")
    if written > datetime.now(UTC).date().isoformat():
        raise ValueError("in the future")
    return written
