"""A speaker's own template: looked at before it is opened, and opened without its slides."""

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as PresentationType

from exports.powerpoint.dressing import palette_of
from exports.powerpoint.master import TITLE_ALONE, TITLE_PAGE

LARGEST = 5_000_000  # bytes of the file
_LARGEST_UNPACKED, _MOST_PARTS = 60_000_000, 2_000
_CONTENT_TYPES, _PRESENTATION = "[Content_Types].xml", "ppt/presentation.xml"
_COMPOUND = b"\xd0\xcf\x11\xe0"  # old formats, and files under a password
_EXTERNAL = (
    "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship[@TargetMode='External']"
)
# What hangs on slides, which go.
_OF_SLIDES = ("p:custShowLst", "p:extLst")


class UnusableTemplate(ValueError):
    """A file that cannot serve as a template; `code` says why (message `template_file.<code>`)."""

    def __init__(self, code: str) -> None:
        """Keep the reason."""
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class OwnTemplate:
    """A template that was looked at.

    Attributes:
        content: The file, as a presentation.
        is_complete: Whether it has layouts for a title page and for a title alone; else others stand in.
    """

    content: bytes
    is_complete: bool

    def presentation(self) -> PresentationType:
        """Return it opened, without slides."""
        return _without_slides(Presentation(io.BytesIO(self.content)))


def read_template(content: bytes) -> OwnTemplate:
    """Look at a file before anything opens it, and return it as a template.

    Raises:
        UnusableTemplate: If it is too large, no presentation, holds macros or links to files, or is broken.
    """
    if len(content) > LARGEST:
        raise UnusableTemplate("too_large")
    if content.startswith(_COMPOUND):
        raise UnusableTemplate("protected")
    try:
        body = _as_presentation(_parts(content))
        presentation = Presentation(io.BytesIO(body))
        palette_of(presentation)
        kinds = {one._element.get("type") for one in presentation.slide_layouts}
    except (
        *(zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError),
        *(etree.XMLSyntaxError, PythonPptxError, KeyError, ValueError, AttributeError, IndexError),
    ) as error:
        if isinstance(error, UnusableTemplate):
            raise
        raise UnusableTemplate("broken") from error
    return OwnTemplate(body, {TITLE_PAGE, TITLE_ALONE} <= kinds)


def _parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of the file, none of which is larger than all together may be."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        if len(entries) > _MOST_PARTS or sum(one.file_size for one in entries) > _LARGEST_UNPACKED:
            raise UnusableTemplate("too_large")
        names = {one.filename for one in entries}
        if not {_CONTENT_TYPES, _PRESENTATION} <= names:
            raise UnusableTemplate("no_presentation")
        if any(name.endswith("vbaProject.bin") for name in names):
            raise UnusableTemplate("macros")
        # What an entry says of its size may be wrong: no more than that is ever read.
        parts = {one.filename: archive.open(one).read(one.file_size) for one in entries}
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            _look_at(name, part)
    return parts


def _look_at(name: str, part: bytes) -> None:
    """Refuse declarations of types, which may expand without end, and links to files elsewhere."""
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise UnusableTemplate("broken")
    if not name.endswith(".rels"):
        return
    for link in etree.fromstring(part).iterfind(_EXTERNAL):
        if link.get("Type") != RELATIONSHIP_TYPE.HYPERLINK:
            raise UnusableTemplate("links")


def _as_presentation(parts: dict[str, bytes]) -> bytes:
    """Return a presentation made of the parts: a template says of itself that it is one."""
    template, presentation = CONTENT_TYPE.PML_TEMPLATE_MAIN, CONTENT_TYPE.PML_PRESENTATION_MAIN
    types = parts[_CONTENT_TYPES].replace(template.encode(), presentation.encode())
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in (parts | {_CONTENT_TYPES: types}).items():
            archive.writestr(name, part)
    return body.getvalue()


def _without_slides(presentation: PresentationType) -> PresentationType:
    root: Any = presentation.part._element
    slides = root.get_or_add_sldIdLst()
    for entry in list(slides):
        presentation.part.drop_rel(entry.rId)
        slides.remove(entry)
    # What a size is called is often wrong, and stricter readers mind.
    root.find(qn("p:sldSz")).attrib.pop("type", None)
    root.remove_all(*_OF_SLIDES)
    return presentation
