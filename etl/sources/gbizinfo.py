"""gBizINFO (METI's corporate information service): the companies of a list of ours, one by one, by number."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

import pandas as pd

from etl.download.client import Answer, Secret
from etl.download.errors import KeyRefused, RequestRefused, Unreadable
from etl.imports.headings import plain
from etl.imports.words import bare_company, is_nothing, published
from etl.numbers import number_text
from etl.sources.connector import Ask, Connector, Request, Table
from etl.sources.contents import as_list, as_mapping, parsed
from etl.sources.places import Places

BAD_REQUEST, UNAUTHORIZED, NOT_FOUND = 400, 401, 404
USED, NO_ENTRY, UNPLACED = "used", "no_entry", "unplaced"
JAPAN = timezone(timedelta(hours=9))
ADDRESS = re.compile(r"/v2/hojin/(\d{13})(/certification)?")
WHOLE_NUMBER = re.compile(r"[0-9]{1,18}(?:\.0+)?")
# What stands where there is nothing, beside JSON's own null and fields that are not there.
NOTHING = ("", "null", "-")


class NotUnderstood(ValueError):
    """A value that is not what its field holds."""


def text_value(value: Any) -> str | None:
    """Return a text in one line without control characters; None where there is nothing."""
    if value is None:
        return None
    if isinstance(value, bool | list | dict) or (isinstance(value, float) and not math.isfinite(value)):
        raise NotUnderstood(value)
    text = published("".join(letter for letter in str(value) if letter.isprintable() or letter.isspace()))
    return None if plain(text).casefold() in NOTHING or is_nothing(text, words=False) else text


def whole_number(value: Any) -> str | None:
    """Return a number that came as a number or as a text."""
    text = text_value(value)
    if text is None:
        return None
    digits = number_text(text)
    if digits is None or not WHOLE_NUMBER.fullmatch(digits):
        raise NotUnderstood(value)
    return str(int(digits.split(".")[0]))


def day(value: Any) -> str | None:
    """Return a day as YYYY-MM-DD: of a date, a date with a time (as in Japan) or eight digits."""
    text = text_value(value)
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return (moment.astimezone(JAPAN) if moment.tzinfo else moment).date().isoformat()
    except (ValueError, OverflowError):
        raise NotUnderstood(value) from None


Reader = Callable[[Any], str | None]
# Our column: the field it is read from, and how.
DETAIL: Mapping[str, tuple[str, Reader]] = {
    "name": ("name", text_value),
    "location": ("location", text_value),
    "employees": ("employee_number", whole_number),
    "capital_stock_yen": ("capital_stock", whole_number),
    "established_on": ("date_of_establishment", day),
    "founding_year": ("founding_year", whole_number),
    "closed_on": ("close_date", day),
    "updated_on": ("update_date", day),
}
CERTIFICATION: Mapping[str, tuple[str, Reader]] = {
    "title": ("title", text_value),
    "approved_on": ("date_of_approval", day),
    "department": ("government_departments", text_value),
    "category": ("category", text_value),
    "target": ("target", text_value),
}
DETAIL_COLUMNS = ("corporate_number", *DETAIL, "retrieved_on", "source")
CERTIFICATION_COLUMNS = ("corporate_number", *CERTIFICATION, "retrieved_on", "source")
ABOUT = ("dataset", "place", "fate", "reason", "unread", "certified")
COLUMNS = tuple(dict.fromkeys((*ABOUT, *DETAIL_COLUMNS, *CERTIFICATION_COLUMNS)))


class GBizInfo(Connector):
    """The companies that `options.companies` names by number, with the names we know them by."""

    name = "gbizinfo"
    base_url = "https://api.info.gbiz.go.jp/hojin"
    rank = 90  # after METI, whose list says of which companies

    def secret(self, key: str) -> Secret:
        """Return the token, which travels in a header."""
        return Secret(headers={"X-hojinInfo-api-token": key})

    def judge(self, answer: Answer) -> None:
        """Tell a refused token and a refused request; a number that is not found is an answer."""
        if answer.status == UNAUTHORIZED:
            raise KeyRefused(f"{answer.url}: HTTP 401")
        if answer.status == BAD_REQUEST:
            raise RequestRefused(f"{answer.url}: {_complaints(answer)}")
        if answer.status < BAD_REQUEST:
            _infos(answer)

    def answers(self, table: Table, since: int | None, ask: Ask) -> Iterator[Answer]:
        """Ask for each company and, where it is known, for its certifications. Years play no part."""
        for number in table.options["companies"]:
            company = ask(Request(f"v2/hojin/{number}", {}, accepts=(NOT_FOUND,)))
            yield company
            if company.status != NOT_FOUND:
                yield ask(Request(f"v2/hojin/{number}/certification", {}, accepts=(NOT_FOUND,)))

    def rows(self, table: Table, answers: Iterable[Answer], places: Places) -> pd.DataFrame:
        """Return what is said of each company asked for.

        Returns:
            Text columns of `COLUMNS`, missing where there is nothing. One row a company (`dataset` that of
            `options.details`): `fate` used, no_entry (not found) or unplaced (the answer is of another
            company; `reason` says why); `unread` names values that were not understood; `certified` is "yes"
            where its certifications were answered. Then a row for each certification of a company used.

        Raises:
            RequestRefused: If no number at all was found: the address answers, but not for companies.
            Unreadable: If an answer is not in the documented form.
        """
        asked: Mapping[str, list[str]] = table.options["companies"]
        about: dict[str, Answer] = {}
        certified: dict[str, Answer] = {}
        for answer in answers:
            number, part = _asked_for(answer)
            (certified if part else about)[number] = answer
        known = {number: answer for number, answer in about.items() if number in asked}
        if known and all(answer.status == NOT_FOUND for answer in known.values()):
            raise RequestRefused(f"{table.id}: none of {len(known)} corporate numbers was found (HTTP 404)")
        rows = [
            row
            for number, answer in known.items()
            for row in _company(number, asked[number], answer, certified.get(number), table)
        ]
        return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")


def _company(
    number: str, names: list[str], answer: Answer, certified: Answer | None, table: Table
) -> Iterator[dict[str, str | None]]:
    """Go through the row of a company and those of its certifications."""
    about = {"dataset": table.options["details"], "place": f"{names[0]} ({number})"}
    base = {"corporate_number": number, "retrieved_on": answer.asked_at[:10], "source": table.source_id}
    infos = [] if answer.status == NOT_FOUND else _infos(answer)
    if not infos:
        yield {**about, **base, "fate": NO_ENTRY}
        return
    own = _own(infos, number)
    values, unread = _values(own, DETAIL)
    held = _certifications(certified, number)
    reason = _other_company(own, values["name"], names) or ("" if held is not None else "another number")
    if reason:
        yield {**about, **base, "fate": UNPLACED, "reason": reason}
        return
    rows = list[dict[str, str | None]]()
    for one in held or []:
        row, doubts = _values(one, CERTIFICATION)
        unread += doubts if row["title"] else [*doubts, "certification without a title"]
        rows += [row] if row["title"] and row not in rows else []
    answered = certified is not None and certified.status != NOT_FOUND
    yield {
        **about, **base, **values, "fate": USED, "unread": "; ".join(unread) or None,
        "certified": "yes" if answered else None,
    }  # fmt: skip
    for row in rows:
        yield {**base, **row, "dataset": table.options["certifications"], "fate": USED}


def _own(infos: list[dict[str, Any]], number: str) -> dict[str, Any]:
    """Return the object of the number asked for; an empty one if there is none."""
    return next((info for info in infos if _number(info) == number), {})


def _other_company(own: Mapping[str, Any], name: str | None, names: list[str]) -> str:
    """Return why an answer is not about the company we know; '' if it is."""
    if not own:
        return "another number"
    if name is None or bare_company(name) not in {bare_company(one) for one in names}:
        return f"another name: {name}"
    return ""


def _certifications(answer: Answer | None, number: str) -> list[dict[str, Any]] | None:
    """Return the certifications of a company (none where none were answered); None if of another company."""
    if answer is None or answer.status == NOT_FOUND:
        return []
    infos = _infos(answer)
    if not infos:
        return []
    own = _own(infos, number)
    if not own:
        return None
    held = own.get("certification")
    listed = [] if held is None or (isinstance(held, str) and held.casefold() in NOTHING) else as_list(held)
    if not all(isinstance(one, dict) for one in listed):
        raise Unreadable(f"{answer.url}: certifications are not a list of objects")
    return listed


def _values(
    content: Mapping[str, Any], fields: Mapping[str, tuple[str, Reader]]
) -> tuple[dict[str, str | None], list[str]]:
    """Return the values of an object by our columns, and which could not be read."""
    values, unread = dict[str, str | None](), list[str]()
    for column, (name, read) in fields.items():
        try:
            values[column] = read(content.get(name))
        except NotUnderstood:
            values[column] = None
            unread.append(f"{name} {str(content[name])[:30]!r}")
    return values, unread


def _number(info: Mapping[str, Any]) -> str | None:
    try:
        return text_value(info.get("corporate_number"))
    except NotUnderstood:
        return None


def _asked_for(answer: Answer) -> tuple[str, bool]:
    """Return which number an answer was asked for, and whether for its certifications."""
    found = ADDRESS.search(answer.url)
    if found is None:
        raise Unreadable(f"{answer.url}: not the address of a company")
    return found[1], found[2] is not None


def _infos(answer: Answer) -> list[dict[str, Any]]:
    """Return the companies of an answer.

    Raises:
        KeyRefused: If the body says so, whatever the status.
        Unreadable: If it is not the documented envelope.
    """
    content = parsed(answer)
    if isinstance(content, dict) and content.get("message") == "Unauthorized":
        raise KeyRefused(f"{answer.url}: Unauthorized")
    if not isinstance(content, dict) or "hojin-infos" not in content:
        raise Unreadable(f"{answer.url}: no “hojin-infos”")
    held = content["hojin-infos"]
    infos = [] if isinstance(held, str) and held.casefold() in NOTHING else as_list(held)
    if not all(isinstance(info, dict) for info in infos):
        raise Unreadable(f"{answer.url}: “hojin-infos” is not a list of companies")
    return infos


def _complaints(answer: Answer) -> str:
    """Return what a refused request is said to have wrong."""
    try:
        errors = as_list(as_mapping(parsed(answer)).get("errors"))
    except Unreadable:
        errors = []
    told = [f"{one.get('item')}: {one.get('message')}" for one in map(as_mapping, errors) if one]
    return "; ".join(told)[:300] or "HTTP 400"


CONNECTORS = (GBizInfo(),)
