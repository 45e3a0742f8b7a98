"""What a list adds up to, beside the official totals; and prefecture counts where a list is whole."""

from collections import Counter
from collections.abc import Mapping, Sequence

from etl.imports.formats import ListFormat, Row, Tally

# A list is taken for whole if at most this share of the official total is missing (companies withdraw).
MISSING_AT_MOST = 0.01
COUNTED = "counted from METI's list"
COUNTED_KO, COUNTED_JA = "경제산업성 목록에서 집계", "経済産業省の一覧から集計"
_ROUNDS = {"2017": "FY2017", "2018": "FY2018", "2020": "FY2020"}


def official_counts(
    chosen: ListFormat, rows: Sequence[Row], official: Sequence[Row], names: Mapping[str, str]
) -> list[tuple[str, str, str, str]]:
    """Return region, number of rows, official number and difference; official numbers where published.

    Args:
        chosen: What list it is.
        rows: Rows of the list.
        official: Rows of the dataset of official numbers; may be empty.
        names: Names of the regions by code.
    """
    counts = Counter(row[chosen.counted_by] for row in rows)
    published = _published(rows, official) if official else {}
    lines = []
    for code in sorted({*counts, *published}):
        known = published.get(code)
        here = len(rows) if code == "JP" else counts.get(code, 0)
        lines.append(
            (
                names.get(code, code),
                f"{here:,}",
                "not published" if known is None else f"{known:,.0f}",
                "" if known is None else f"{here - known:+,.0f}",
            )
        )
    return lines


def _published(rows: Sequence[Row], official: Sequence[Row]) -> dict[str, float]:
    """Return the official numbers of the rounds in the list: their sum where all were published."""
    rounds = {_ROUNDS[row["round_year"]] for row in rows if row["round_year"] in _ROUNDS}
    numbers: dict[str, dict[str, float]] = {}
    for row in official:
        if row["indicator"] == "leading_companies_designated" and row["round"] in rounds:
            numbers.setdefault(row["region_code"], {})[row["round"]] = float(row["value"])
    return {code: sum(own.values()) for code, own in numbers.items() if set(own) == rounds}


def prefecture_counts(rows: Sequence[Row], held: Sequence[Row], tally: Tally) -> list[Row] | None:
    """Return the prefecture counts completed from whole rounds; None if no round is whole.

    A published count is never replaced; where it differs, a notice says so.

    Args:
        rows: Rows of the list.
        held: Rows of the dataset of counts.
        tally: Notices are noted here.
    """
    known = {(row["region_code"], row["round"]): row for row in held}
    added: list[Row] = []
    for year, label in _ROUNDS.items():
        own = [row for row in rows if row["round_year"] == year]
        total = float(known["JP", label]["value"])
        if not own:
            continue
        if not (1 - MISSING_AT_MOST) * total <= len(own) <= total:
            tally.notices.append(
                f"{label}: {len(own):,} of {total:,.0f} companies; prefecture counts are written only "
                "from a list that is whole"
            )
            continue
        for code, count in sorted(Counter(row["region_code"] for row in own).items()):
            published = known.get((code, label))
            if published is None:
                added.append(_count_row(code, year, label, count, known["JP", label]["as_of"]))
            elif float(published["value"]) != count and not published["basis"].startswith(COUNTED):
                tally.notices.append(
                    f"{label}, {code}: {count} in the list, {float(published['value']):.0f} published; "
                    "the published number stays"
                )
    order = [*held, *added]
    return order if added else None


def _count_row(code: str, year: str, label: str, count: int, as_of: str) -> Row:
    return {
        "programme_id": "jp_regional_future_leading_company",
        "region_code": code,
        "year": year,
        "indicator": "leading_companies_designated",
        "round": label,
        "value": str(count),
        "unit": "companies",
        "as_of": as_of,
        "basis": COUNTED,
        "basis_ko": COUNTED_KO,
        "basis_ja": COUNTED_JA,
        "source": "meti_leading_companies_list",
    }
