"""The files an exhibit can be taken away as: one entry a format, each made only when it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from exports.citation import bibtex, ris
from exports.csv import csv_bytes, full_csv_bytes
from exports.excel import excel_bytes
from exports.json import json_bytes
from exports.package import package_bytes
from exports.powerpoint.deck import powerpoint_bytes
from exports.publication import Publication, file_name
from regions.build.database import Build
from regions.shapes.exhibit import Exhibit


@dataclass(frozen=True)
class Order:
    """What a file is made of."""

    exhibit: Exhibit
    publication: Publication
    build: Build


Make = Callable[[Order], bytes]


@dataclass(frozen=True)
class Format:
    """A kind of file.

    Attributes:
        id: Its label is the message `action.<id>`.
        ending: Of the file's name.
        mime: Kind of content for the browser.
        make: Makes the file.
    """

    id: str
    ending: str
    mime: str
    make: Make

    def name(self, exhibit: Exhibit) -> str:
        """Return the name of the file for an exhibit."""
        return file_name(exhibit) + self.ending


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: dict[str, Format] = {
    one.id: one
    for one in (
        Format(
            "powerpoint", ".pptx", f"{_OFFICE}.presentationml.presentation",
            lambda order: powerpoint_bytes(order.exhibit, order.publication),
        ),
        Format(
            "excel", ".xlsx", f"{_OFFICE}.spreadsheetml.sheet",
            lambda order: excel_bytes([order.exhibit], order.publication),
        ),
        Format(
            "csv", ".csv", "text/csv",
            lambda order: csv_bytes(order.exhibit, order.publication),
        ),
        Format(
            "csv_full", "_full.csv", "text/csv",
            lambda order: full_csv_bytes(order.exhibit, order.publication, order.build),
        ),
        Format(
            "json", ".json", "application/json",
            lambda order: json_bytes(order.exhibit, order.publication),
        ),
        Format(
            "package", ".zip", "application/zip",
            lambda order: package_bytes(order.exhibit, order.publication),
        ),
        Format(
            "bibtex", ".bib", "application/x-bibtex",
            lambda order: bibtex(order.exhibit, order.publication).encode(),
        ),
        Format(
            "ris", ".ris", "application/x-research-info-systems",
            lambda order: ris(order.exhibit, order.publication).encode(),
        ),
    )
}  # fmt: skip
