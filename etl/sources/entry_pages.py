"""Files that publishers link from a page and whose addresses change: found by what their links say."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pandas as pd

from etl.download.client import Answer
from etl.download.errors import LinkNotFound, NotOffered, TableGone, WrongFile
from etl.imports.formats import Reading, Tally, reading_of
from etl.imports.headings import plain
from etl.imports.reading import list_frame
from etl.imports.refusal import Refused
from etl.imports.registry import FIGURES, FORMATS
from etl.imports.sheets import sheets_of
from etl.imports.words import years_named
from etl.sources.connector import Ask, Connector, Request, Table, as_rows, joined
from etl.sources.page_links import Link, links_of
from etl.sources.places import Places

FILES = ("xlsx", "xlsm", "xls", "csv", "pdf", "zip", "doc", "docx", "ods")
MOST_FILES = 200  # three rounds of 47 prefectures, and some
SHOWN = 5
GONE = (404, 410)
BEGINNINGS = {"xlsx": b"PK\x03\x04", "xlsm": b"PK\x03\x04", "xls": bytes.fromhex("d0cf11e0"), "pdf": b"%PDF"}


@dataclass
class EntryPage(Connector):
    """The pages of one publisher. A table is a kind of file; its options say where and how it is linked.

    Pages carry no date of change that could be trusted.
    """

    name: str
    base_url: str
    rank: int

    def judge(self, answer: Answer) -> None:
        """A page or file that has moved away is 404."""
        if answer.status in GONE:
            raise TableGone(f"{answer.url}: HTTP {answer.status}")

    def answers(self, table: Table, since: int | None, ask: Ask) -> Iterator[Answer]:
        """Ask for the page, then for the files it links."""
        hosts = tuple(table.options.get("hosts", ()))
        page = ask(Request(str(table.options["page"]), {}, hosts, leads_on=True))
        yield page
        for link in found_links(page, table):
            yield ask(Request(link.address, {}, hosts))

    def rows(self, table: Table, answers: Iterable[Answer], places: Places) -> pd.DataFrame:
        """Read the files of a list or table that can be imported; of others only see whether they are files.

        Returns:
            Of a table of figures: as every connector, with `within`, `unit` and `provisional` of its reader.
            Of a list: columns dataset, place, reject (why a row cannot be used, else missing) and those of
            the list's dataset, as text. Of a file that is only kept: no rows.

        Raises:
            SourceError: If a file is not what its link promised, or lacks the headings needed.
        """
        page, *files = list(answers)
        links = {link.address: link for link in links_of(page)}
        parts = []
        for answer in files:
            link = links[answer.url]
            _check_content(answer, link, table)
            if "list" in table.options:
                parts.append(_list_rows(answer, link, table, places))
            elif table.series:
                parts.append(_figure_rows(answer, link, table, places))
        if table.series:
            return joined(parts, table)
        return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def found_links(page: Answer, table: Table) -> list[Link]:
    """Return the links to the files of a table.

    The text of the link counts; where no link's own text fits, the text it stands in.

    Raises:
        LinkNotFound: If there is none, or more than one where one is expected.
        NotOffered: If there is none and the publisher is not known to offer the file.
        WrongFile: If it is offered in other formats only.
    """
    pattern = re.compile(plain(str(table.options["link"])))
    unwanted = re.compile(plain(str(table.options.get("except", r"(?!)"))))
    formats = table.options["formats"]
    files = list({link.address: link for link in links_of(page) if link.format in FILES}.values())
    fitting = [link for link in files if pattern.search(link.text) and not unwanted.search(link.text)]
    if not any(link.format in formats for link in fitting):
        fitting = [link for link in files if pattern.search(link.beside) and not unwanted.search(link.beside)]
    chosen = [link for link in fitting if link.format in formats]
    if len(chosen) > 1 and table.options.get("newest"):
        chosen = _newest(chosen)
    if not chosen and fitting:
        raise WrongFile(f"{page.url}: {_named(fitting)} is no {' or '.join(formats)} file. {by_hand(table)}")
    if not chosen:
        what = (
            f"no link to a file fits “{table.options['link']}”; the page links {_named(files) or 'no file'}"
        )
        error = LinkNotFound if table.options.get("promised", True) else NotOffered
        raise error(f"{page.url}: {what}. {by_hand(table)}")
    if len(chosen) > (MOST_FILES if table.options.get("several") else 1):
        raise LinkNotFound(
            f"{page.url}: {len(chosen)} links fit “{table.options['link']}”: {_named(chosen)}. "
            f"{by_hand(table)}"
        )
    return chosen


def by_hand(table: Table) -> str:
    """Return what a person can do instead."""
    for kind, what in (("list", "list"), ("figures", "workbook")):
        if kind in table.options:
            command = f"python -m etl import {table.options[kind]} FILE"
            return f"Download the {what} by hand and run `{command}`."
    return "Download the file by hand; docs/data.md says how figures are entered."


def _newest(links: list[Link]) -> list[Link]:
    """Return the links that name the latest year: an archive keeps the files of earlier years."""
    years = [max(years_named(link.text) or years_named(link.beside), default=0) for link in links]
    return [link for link, year in zip(links, years, strict=True) if year == max(years)]


def _named(links: list[Link]) -> str:
    shown = "; ".join(f"“{link.text[:60] or link.file_name}” ({link.format})" for link in links[:SHOWN])
    return shown + (f" and {len(links) - SHOWN} more" if len(links) > SHOWN else "")


def _check_content(answer: Answer, link: Link, table: Table) -> None:
    """Check that a file is what its name says.

    Raises:
        WrongFile: If it is a page in HTML, or begins unlike its format.
    """
    beginning = answer.body[:1000].lstrip()
    if beginning.startswith(b"<"):
        raise WrongFile(f"{answer.url}: a page in HTML where {link.format} was promised. {by_hand(table)}")
    if not answer.body.startswith(BEGINNINGS.get(link.format, b"")) or not answer.body:
        raise WrongFile(f"{answer.url}: not a file of the format {link.format}. {by_hand(table)}")


def _list_rows(answer: Answer, link: Link, table: Table, places: Places) -> pd.DataFrame:
    chosen = FORMATS[table.options["list"]]
    try:
        rows = list_frame(link.file_name, answer.body, chosen, _reading(link, places), Tally())
    except Refused as refusal:
        raise WrongFile(f"{answer.url}: {refusal} {by_hand(table)}") from None
    if rows.empty or ("reject" in rows and rows["reject"].notna().all()):
        raise WrongFile(f"{answer.url}: no row of the list can be used. {by_hand(table)}")
    return rows


def _figure_rows(answer: Answer, link: Link, table: Table, places: Places) -> pd.DataFrame:
    chosen = FIGURES[table.options["figures"]]
    try:
        sheets = sheets_of(link.file_name, answer.body, chosen.encodings)
        rows = chosen.read(sheets, _reading(link, places), Tally())
    except Refused as refusal:
        raise WrongFile(f"{answer.url}: {refusal} {by_hand(table)}") from None
    return joined([as_rows(rows[rows["indicator"] == one.item], one) for one in table.series], table)


def _reading(link: Link, places: Places) -> Reading:
    return replace(
        reading_of(places.catalogue, places.municipalities, ""), hint=f"{link.text} {link.file_name}"
    )


METI = EntryPage("meti", "https://www.meti.go.jp", 80)
MIC = EntryPage("mic", "https://www.soumu.go.jp", 81)
CLAIR = EntryPage("clair", "https://www.clair.or.jp", 82)
CONNECTORS = (METI, MIC, CLAIR)
