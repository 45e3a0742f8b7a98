"""Checks of what stands in lists: addresses of the web, company numbers, dates."""

from collections.abc import Callable, Container, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pandas as pd
from stdnum.jp import cn

from etl.checks.context import Context
from etl.dates import is_calendar_date
from etl.problems import Problem, Rule, examples

ADDRESS = Rule("web_address", "Write the whole address, beginning with https:// or http://.")
NUMBER = Rule(
    "company_number", "Compare the number with the register; a digit is wrong or two are exchanged."
)
DATE = Rule("date", "Write a day of the calendar as YYYY-MM-DD, a month as YYYY-MM or a year as YYYY.")
WEB = r"https?://[^\s/?#@:\\<>\"']+\.[^\s/?#@:\\<>\"']+(?::\d+)?(?:[/?#][^\s\\<>\"]*)?"
PLANNED_YEARS = 1  # by which an event may lie ahead
PLANNED = frozenset({"exchange_event"})
BEGINNINGS = frozenset({"established_on", "founding_year"})  # of companies: any year of the past
EARLIEST = 1850
EXAMPLES = 3
BUSINESS_DIGITS, BUSINESS_WEIGHTS = 10, (1, 3, 7, 1, 3, 7, 1, 3, 5)


def addresses(context: Context) -> Iterator[Problem]:
    """Addresses of the web are addresses of the web."""
    return _each(
        context,
        lambda name: name == "url" or name.endswith("_url"),
        lambda text: ~text.str.fullmatch(WEB),
        ADDRESS,
    )


def company_numbers(context: Context) -> Iterator[Problem]:
    """Corporate numbers of Japan and business numbers of Korea have the check digit that fits."""

    def wrong(text: pd.Series) -> pd.Series:
        return ~text.map(lambda number: cn.is_valid(number) or _is_business_number(number))

    return _each(context, lambda name: name in ("corporate_number", "business_number"), wrong, NUMBER)


def _is_business_number(number: str) -> bool:
    """Say whether a Korean business number (ten digits, hyphens aside) has the check digit that fits."""
    digits = [int(digit) for digit in number.replace("-", "") if digit in "0123456789"]
    if len(digits) != BUSINESS_DIGITS or len(number.replace("-", "")) != BUSINESS_DIGITS:
        return False
    total = sum(weight * digit for weight, digit in zip(BUSINESS_WEIGHTS, digits, strict=False))
    return (total + digits[8] * 5 // 10 + digits[9]) % 10 == 0


def dates(context: Context) -> Iterator[Problem]:
    """Dates are days, months or years that there are, and not of a time to come."""
    last = datetime.now(UTC).date() + timedelta(days=1)  # it is tomorrow already elsewhere
    planned = last.replace(year=last.year + PLANNED_YEARS, day=min(last.day, 28))
    for tables, until in (
        (context.tables.keys() - PLANNED, last),
        (context.tables.keys() & PLANNED, planned),
    ):
        yield from _each(context, _is_date, partial(_no_date, EARLIEST, until), DATE, tables)
        yield from _each(context, BEGINNINGS.__contains__, partial(_no_date, 0, until), DATE, tables)


def _is_date(column: str) -> bool:
    named = column in ("date", "as_of", "round_year") or column.endswith(("_on", "_date"))
    return named and column not in BEGINNINGS


def _no_date(first: int, last: date, text: pd.Series) -> pd.Series:
    # Written this way, dates stand in the order of their texts, whole years and months before their days.
    return ~(text.map(is_calendar_date) & (text >= f"{first:04}") & (text <= last.isoformat()))


def _each(
    context: Context,
    wanted: Callable[[str], bool],
    wrong: Callable[[pd.Series], pd.Series],
    rule: Rule,
    of: Container[str] | None = None,
) -> Iterator[Problem]:
    """Go through the texts that are wrong, one problem a file and column."""
    for table, frame in context.tables.items():
        for column in frame.columns if of is None or table in of else ():
            if not wanted(column) or frame[column].isna().all():
                continue
            text = frame[column].dropna().astype(str)
            rows = frame.loc[text.index[wrong(text).fillna(True).astype(bool)]]
            where = rows["file"] if "file" in rows else pd.Series("", rows.index)
            for file, own in rows.groupby(where, sort=False):
                message = f"{column} is {examples([*map(repr, own[column])], EXAMPLES, ', ')}"
                yield rule.broken(message, str(file), own.get("line", ()), f"table {table}")
