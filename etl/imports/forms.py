"""What a file is by its content, whatever its name: forms that are not read are named."""

import io
import zipfile

from etl.imports.refusal import OtherForm

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP = b"PK\x03\x04"
HEAD = 4096  # bytes in which a text says what it is
# Names of streams in an OLE file, in the order in which they decide.
_STREAMS = {
    "EncryptedPackage": "encrypted",
    "HwpSummaryInformation": "hangul",
    "WordDocument": "document",
    "PowerPoint Document": "document",
}
# Parts of a package.
_PARTS = {
    "xl/workbook.bin": "binary_workbook",
    "word/document.xml": "document",
    "ppt/presentation.xml": "document",
    "Contents/content.hpf": "hangul",
    "Index/Document.iwa": "numbers",
}
_MEDIA = {"opendocument": "open_document", "hwp+zip": "hangul"}
# What the first tags of a text say.
_TAGS = {
    "urn:schemas-microsoft-com:office:spreadsheet": "xml_table",
    "<html": "web_page",
    "<!doctype html": "web_page",
    "<table": "web_page",
    "<meta": "web_page",
}


def expect_readable(name: str, content: bytes) -> None:
    """Check that a file is none of the forms that look like a table and cannot be read.

    Raises:
        OtherForm: If it is one.
    """
    form = form_of(content)
    if form:
        raise OtherForm(name, form)


def form_of(content: bytes) -> str:
    """Return the name of a form that cannot be read; '' for a workbook, a CSV and what is not known."""
    if content.startswith(OLE):
        streams = (form for stream, form in _STREAMS.items() if stream.encode("utf-16-le") in content)
        return next(streams, "old_workbook")
    if content.startswith(b"HWP Document File"):
        return "hangul"
    if content.startswith(b"%PDF"):
        return "pdf"
    return _package(content) if content.startswith(ZIP) else _text(content)


def _package(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = set(package.namelist())
            media = package.read("mimetype")[:100].decode("latin-1") if "mimetype" in parts else ""
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError, OSError):
        return ""  # damaged, which is said where it is read
    found = [form for part, form in _PARTS.items() if part in parts]
    found += [form for kind, form in _MEDIA.items() if kind in media]
    return found[0] if found else ""


def _text(content: bytes) -> str:
    head = content[:HEAD]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "utf-8-sig", "ignore").lstrip().lower()
    if not text.startswith("<"):
        return ""
    return next((form for tag, form in _TAGS.items() if tag in text), "xml")
