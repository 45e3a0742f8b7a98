"""Every kind of file there is, declared once: how it is named, who offers it, what makes it.

Pages, lists, decks and the open data addresses ask here (`offered`); each file is made when it is asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from exports.citation import bibtex, ris
from exports.csv import csv_bytes, full_csv_bytes, written
from exports.excel import excel_bytes
from exports.file_numbers import file_numbers, with_file_numbers
from exports.json import json_bytes
from exports.listing import listing_csv, listing_xlsx
from exports.notes import listing_notes, notes_file
from exports.package import package_bytes
from exports.powerpoint.deck import listing_powerpoint, powerpoint_bytes
from exports.powerpoint.slides import Draw
from exports.publication import Publication, file_name
from exports.tables import Note, json_file, parquet_file, xlsx_file
from regions.database.build import Build
from regions.exhibits.briefing import Brief
from regions.shapes.exhibit import Exhibit
from regions.shapes.listing import Listing

# Under a figure: in the row, behind "More", beside the citation; under a list; and by an address of the open
# data: figures, companies, charts, a deck (`exports.decks` makes it), a briefing.
Place = Literal["row", "more", "citation", "list", "figures", "companies", "charts", "deck", "brief"]


@dataclass(frozen=True)
class Order:
    """What the file of an exhibit is made of."""

    exhibit: Exhibit
    publication: Publication
    build: Build


@dataclass(frozen=True)
class ListOrder:
    """What the file of a list is made of; `draw` draws its chart on a slide of its own."""

    listing: Listing
    publication: Publication
    draw: Draw | None = None


@dataclass(frozen=True)
class TableOrder:
    """What a file of open data is made of: a table, what a reader must know of it, the whole as one document.

    The last two are made by those formats alone that hold them. `decimals` are those of the `value` of each
    row, where the table has such a column.
    """

    table: pd.DataFrame
    notes: Callable[[], tuple[Note, ...]]
    document: Callable[[], dict[str, object]]
    decimals: tuple[int, ...] = ()

    @property
    def written(self) -> pd.DataFrame:
        """The table with numbers as people read them; Parquet keeps the type of each column instead."""
        figures = {"value": file_numbers(self.table.value, self.decimals)} if self.decimals else {}
        return with_file_numbers(self.table.assign(**figures))


@dataclass(frozen=True)
class BriefOrder:
    """What the file of a briefing is made of: the briefing, or the same in several languages."""

    briefs: tuple[Brief, ...]
    publication: Publication


def _word(order: BriefOrder) -> bytes:
    # Both bring libraries of their own, which nobody else needs: imported with the first file.
    from exports.word.document import word_bytes

    return word_bytes(order.briefs, order.publication)


def _hangul(order: BriefOrder) -> bytes:
    from exports.hangul.document import hangul_bytes

    return hangul_bytes(order.briefs, order.publication)


def _not_made(_order: object) -> bytes:
    raise LookupError("this format is not made of that")


@dataclass(frozen=True)
class Format:
    """A kind of file.

    Attributes:
        id: Its label under a figure is the message `action.<id>`, under a list `listing.<kind>`.
        ending: Of the file's name.
        media_type: Kind of content for browsers and programs.
        places: Who offers it.
        make: Makes the file of an exhibit.
        make_list: Makes the file of a list.
        make_table: Makes the file of a table of open data.
        make_brief: Makes the file of a briefing.
    """

    id: str
    ending: str
    media_type: str
    places: tuple[Place, ...]
    make: Callable[[Order], bytes] = _not_made
    make_list: Callable[[ListOrder], bytes] = _not_made
    make_table: Callable[[TableOrder], bytes] = _not_made
    make_brief: Callable[[BriefOrder], bytes] = _not_made

    @property
    def kind(self) -> str:
        """The ending behind its dot, as in the open data addresses."""
        return self.ending.rpartition(".")[2]

    @property
    def content_type(self) -> str:
        """The media type as an answer over HTTP names it."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type

    def name(self, exhibit: Exhibit) -> str:
        """Return the name of the file for an exhibit."""
        return file_name(exhibit) + self.ending


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: dict[str, Format] = {
    declared.id: declared
    for declared in (
        Format(
            "powerpoint", ".pptx", f"{_OFFICE}.presentationml.presentation", ("row", "list", "deck"),
            make=lambda order: powerpoint_bytes(order.exhibit, order.publication.with_maps(order.build)),
            make_list=lambda order: listing_powerpoint(order.listing, order.publication, order.draw),
        ),
        Format(
            "excel", ".xlsx", f"{_OFFICE}.spreadsheetml.sheet", ("row", "list", "figures", "deck"),
            make=lambda order: excel_bytes([order.exhibit], order.publication),
            make_list=lambda order: listing_xlsx(order.listing),
            make_table=lambda order: xlsx_file(order.written, order.notes()),
        ),
        Format(
            "csv", ".csv", "text/csv", ("row", "list", "figures", "companies"),
            make=lambda order: csv_bytes(order.exhibit, order.publication),
            make_list=lambda order: listing_csv(order.listing),
            make_table=lambda order: written(order.written),
        ),
        Format(
            "notes", "_notes.txt", "text/plain", ("row", "list"),
            make=lambda order: notes_file(order.exhibit, order.publication),
            make_list=lambda order: listing_notes(order.listing, order.publication),
        ),
        Format(
            "csv_full", "_full.csv", "text/csv", ("more",),
            make=lambda order: full_csv_bytes(order.exhibit, order.publication, order.build),
        ),
        Format(
            "json", ".json", "application/json", ("more", "figures", "companies"),
            make=lambda order: json_bytes(order.exhibit, order.publication),
            make_table=lambda order: json_file(order.document()),
        ),
        Format(
            "package", ".zip", "application/zip", ("more",),
            make=lambda order: package_bytes(order.exhibit, order.publication),
        ),
        Format(
            "bibtex", ".bib", "application/x-bibtex", ("citation",),
            make=lambda order: bibtex(order.exhibit, order.publication).encode(),
        ),
        Format(
            "ris", ".ris", "application/x-research-info-systems", ("citation",),
            make=lambda order: ris(order.exhibit, order.publication).encode(),
        ),
        Format(
            "parquet", ".parquet", "application/vnd.apache.parquet", ("figures",),
            make_table=lambda order: parquet_file(order.table),
        ),
        Format(
            "word", ".docx", f"{_OFFICE}.wordprocessingml.document", ("brief",),
            make_brief=_word,
        ),
        Format(
            "hangul", ".hwpx", "application/hwp+zip", ("brief",),
            make_brief=_hangul,
        ),
        # Drawn by the browser of a reader or the Chrome of a server (`exports.pictures`); the last is what
        # LibreOffice makes of a deck or a briefing (`exports.pdf`).
        Format("png", ".png", "image/png", ("charts",)),
        Format("svg", ".svg", "image/svg+xml", ("charts",)),
        Format("pdf", ".pdf", "application/pdf", ()),
    )
}  # fmt: skip


def offered(*places: Place) -> tuple[Format, ...]:
    """Return the formats that any of some places offers, in their order."""
    return tuple(declared for declared in FORMATS.values() if set(places) & set(declared.places))


def addressed(place: Place) -> dict[str, Format]:
    """Return the formats of an open data address by the ending that asks for them."""
    return {declared.kind: declared for declared in sorted(offered(place), key=lambda one: one.kind)}
