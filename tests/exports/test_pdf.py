"""A deck as PDF: the same slides through LibreOffice, and a clear end where it fails."""

import io
import os
import subprocess
import zipfile
from typing import Any

import pytest

from exports import pdf
from exports.decks import File, Workshop, deck_file
from exports.pdf import PdfNotMade, office, pdf_of
from exports.publication import Publication
from regions.database.build import Build
from regions.exhibits.deck import Deck, read

SLIDES = File("deck_en.pptx", "application/x", b"not slides")


def test_the_slides_become_a_document_of_the_same_name(build: Build, publication: Publication) -> None:
    if office() is None:
        reason = "NO LIBREOFFICE: the PDF of a deck was NOT made"
        if os.environ.get("CI") == "true":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    deck = Deck((read("/compare?indicator=births&region=KR-47"),))
    made = deck_file(deck, "three", "en", Workshop(publication, build))
    document = pdf_of(made)
    assert document.name == "deck_ko_ja_en_pdf.zip"
    with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
        assert archive.namelist() == ["deck_ko.pdf", "deck_ja.pdf", "deck_en.pdf"]
        assert all(archive.read(name).startswith(b"%PDF-") for name in archive.namelist())


def test_without_libreoffice_there_is_no_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "COMMANDS", ("no-such-office",))
    with pytest.raises(PdfNotMade):
        pdf_of(SLIDES)


@pytest.mark.parametrize(
    "outcome",
    [subprocess.TimeoutExpired("soffice", 1), subprocess.CalledProcessError(1, "soffice"), OSError(), None],
    ids=["too-slow", "failed", "not-started", "wrote-nothing"],
)
def test_a_failure_of_libreoffice_is_told(monkeypatch: pytest.MonkeyPatch, outcome: Any) -> None:
    def run(*_: Any, **__: Any) -> None:
        if outcome:
            raise outcome

    monkeypatch.setattr(pdf, "office", lambda: "soffice")
    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(PdfNotMade):
        pdf_of(SLIDES)
