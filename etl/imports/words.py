"""What the words of a list mean: companies, places, years, dates."""

import re
from dataclasses import dataclass

import pandas as pd
from stdnum.jp import cn

from etl.imports.headings import plain

_FORMS = (
    *("株式会社", "有限会社", "合同会社", "合資会社", "合名会社", "(株)", "(有)", "(同)", "(資)", "(名)"),
    *("주식회사", "유한회사", "농업회사법인", "(주)", "(유)"),
)
_ERAS = {"昭和": 1925, "平成": 1988, "令和": 2018, "S": 1925, "H": 1988, "R": 2018}
_ROUNDS = {"1": 2017, "2": 2018, "3": 2020}
_YEAR = re.compile(
    r"(昭和|平成|令和|(?<![A-Z])[SHR](?=\.?\s*\d))\.?\s*(元|\d{1,2})(?!\d)|(?<!\d)((?:19|20)\d{2})(?!\d)"
)
# What may stand in the heading of a fiscal year beside the year.
_BESIDE_YEAR = re.compile(r"[()\[\]【】・/／※*注\d]|年度?|FY|決算|見込|額|実績|確定")
_DATE = re.compile(
    r"(?:(昭和|平成|令和|[SHR])\.?\s*)?(元|\d{1,4})\s*[年년./-]\s*(?:(\d{1,2})\s*[月월./-]\s*(?:(\d{1,2}))?)?"
)


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
    """Return the fiscal year of designation: 2017, FY2017, 平成29年度, H29, 第1回, R2, 2022년."""
    words = plain(text).upper()
    ordinal = re.search(r"第\s*([123])\s*[回次弾]", words)
    if ordinal:
        return _ROUNDS[ordinal.group(1)]
    era = re.search(r"(昭和|平成|令和|[SHR])\.?\s*(元|\d{1,2})(?!\d)", words)
    if era:
        return _ERAS[era.group(1)] + (1 if era.group(2) == "元" else int(era.group(2)))
    year = re.search(r"(?<!\d)(20\d{2})(?!\d)", words)
    return int(year.group(1)) if year else None


def years_named(text: str) -> list[int]:
    """Return the years a text names, in its order: 平成20年度, 令和元年度, R7, 2024년."""
    return [
        int(western) if western else _ERAS[era] + (1 if number == "元" else int(number))
        for era, number, western in _YEAR.findall(plain(text).upper())
    ]


def fiscal_year(text: str) -> int | None:
    """Return the fiscal year a heading stands for; None if it says more or something else.

    令和４年度, 令和元（平成31）年度, 令和6年度（決算見込） and H20 are years; 平成20年度～令和7年度 is none.
    """
    words = plain(text).replace(" ", "").upper()
    years, rest = set(years_named(words)), _BESIDE_YEAR.sub("", _YEAR.sub("", words))
    return years.pop() if len(years) == 1 and not rest else None


def agreed_date(text: str) -> str | None:
    """Return a date as exact as it is given: YYYY, YYYY-MM or YYYY-MM-DD; None if it cannot be read."""
    words = plain(text)
    found = _DATE.match(words if re.search(r"[年년./-]", words) else f"{words}年")
    if not found:
        return None
    era, first, month, day = found.groups()
    number = 1 if first == "元" else int(first)
    year = _ERAS[era] + number if era else number
    if not 1900 <= year <= 2100 or (month and not 1 <= int(month) <= 12) or (day and not 1 <= int(day) <= 31):
        return None
    return "-".join([str(year), *(f"{int(part):02d}" for part in (month, day) if part)])


@dataclass(frozen=True)
class PlaceNames:
    """The names of the regions of one country in all forms known, longest first."""

    names: tuple[tuple[str, str], ...]

    def region(self, text: str) -> str | None:
        """Return the region a text is, or begins with."""
        words = plain(text).replace(" ", "")
        for name, code in self.names:
            if words == name or words.startswith(name):
                return code
        return None

    def split(self, text: str) -> tuple[str | None, str]:
        """Return the region a place begins with and the rest of it."""
        words = plain(text)
        for name, code in self.names:
            if words.startswith(name):
                return code, words[len(name) :].strip()
        return None, words


def place_names(regions: pd.DataFrame, country: str) -> PlaceNames:
    """Return the names of a country's regions in Korean and Japanese, former names included.

    Args:
        regions: Rows of regions.csv.
        country: `KR` or `JP`.
    """
    own = regions[(regions["country"] == country) & (regions["level"] == "region")]
    pairs = {
        str(name): str(row["region_code"])
        for row in own.to_dict("records")
        for column in ("name_ko", "name_ja", "short_ko", "short_ja", "former_names")
        for name in str(row[column] if pd.notna(row[column]) else "").split(";")
        if name
    }
    return PlaceNames(tuple(sorted(pairs.items(), key=lambda pair: -len(pair[0]))))
