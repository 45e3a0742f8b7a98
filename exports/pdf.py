"""Presentations and briefings as PDF through LibreOffice, where the server has it."""

import io
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path
from threading import Lock

from exports.decks import File
from exports.formats import FORMATS
from exports.package import zipped

COMMANDS = ("soffice", "libreoffice")
_MOST_SECONDS = 180
# LibreOffice takes a processor and hundreds of megabytes: one visitor's slides at a time.
_ONE_AT_A_TIME = Lock()


class PdfNotMade(RuntimeError):
    """LibreOffice did not turn a file into a PDF."""


def office() -> str | None:
    """Return LibreOffice's command; None where there is none."""
    return next((found for command in COMMANDS if (found := shutil.which(command))), None)


def pdf_of(made: File) -> File:
    """Return a file of Office as PDF: one document, or of a ZIP file of them another with those of each.

    Raises:
        PdfNotMade: If there is no LibreOffice, or it failed or took too long.
    """
    if not made.name.endswith(FORMATS["package"].ending):
        (document,) = _converted({made.name: made.content}).items()
        return File(document[0], FORMATS["pdf"].media_type, document[1])
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    name = made.name.removesuffix(".zip") + "_pdf.zip"
    return File(name, made.media_type, zipped(_converted(held)))


def _converted(files: dict[str, bytes]) -> dict[str, bytes]:
    """Convert files in one start of LibreOffice, in a profile of its own that is thrown away."""
    command = office()
    if command is None:
        raise PdfNotMade("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as folder, _ONE_AT_A_TIME:
        here = Path(folder)
        for name, content in files.items():
            (here / name).write_bytes(content)
        arguments = [
            command,
            f"-env:UserInstallation={(here / 'profile').as_uri()}",
            *("--headless", "--norestore", "--convert-to", "pdf", "--outdir", folder),
            *(str(here / name) for name in files),
        ]
        try:
            subprocess.run(arguments, capture_output=True, timeout=_MOST_SECONDS, check=True)
            documents = [(here / name).with_suffix(".pdf") for name in files]
            return {document.name: document.read_bytes() for document in documents}
        except (OSError, subprocess.SubprocessError) as error:
            raise PdfNotMade(str(error)) from error
