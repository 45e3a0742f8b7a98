"""What strict readers of Office files ask for: the schemas of Office, and rules that none of them holds."""

import io
import posixpath
import zipfile
from pathlib import Path

from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/"
_TYPES, _RELATIONS = f"{_PACKAGE}content-types}}", f"{_PACKAGE}relationships}}"
_PRESENTATION = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_CONTENT_TYPES = "[Content_Types].xml"
_PLAIN = "application/xml"
_VALIDATOR = OpenXmlValidator(file_format=FileFormat.OFFICE_2019)


def faults(content: bytes, folder: Path, ending: str) -> list[str]:
    """Return all that is wrong with a PPTX or XLSX file, the workbooks within it included.

    Element order, values, relations and shape numbers are judged by the schemas of Office; that each part
    has a type and is reached, and what the presentation says of itself, by rules of our own.
    """
    file = folder / f"judged{ending}"
    file.write_bytes(content)
    judged = _VALIDATOR.validate(str(file))
    found = [f"{one.part_uri} {one.path}: {one.description}" for one in judged.errors]
    parts = parts_of(content)
    found += [*untyped(parts), *unreached(parts), *undeclared(parts)]
    for name, embedded in parts.items():
        if name.endswith(".xlsx"):
            found += [f"{name}: {fault}" for fault in faults(embedded, folder, ".xlsx")]
    return found


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of a package by their absolute names."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(archive.namelist()), "a part is there twice"
        return {f"/{name}": archive.read(name) for name in archive.namelist()}


def untyped(parts: dict[str, bytes]) -> list[str]:
    """Return parts whose content type is not said, and types said of parts that are not there."""
    types = etree.fromstring(parts[f"/{_CONTENT_TYPES}"])
    defaults = {one.get("Extension"): one.get("ContentType") for one in types.iter(f"{_TYPES}Default")}
    own = {one.get("PartName") for one in types.iter(f"{_TYPES}Override")}
    lacking = [
        f"{name} has no content type"
        for name in parts
        if name != f"/{_CONTENT_TYPES}"
        and name not in own
        and defaults.get(name.rpartition(".")[2], _PLAIN) == _PLAIN
    ]
    return lacking + [f"{name} has a content type and is not there" for name in sorted(own - parts.keys())]


def unreached(parts: dict[str, bytes]) -> list[str]:
    """Return parts to which no relation leads, and relations that lead nowhere."""
    reached, waiting, wrong = {f"/{_CONTENT_TYPES}"}, ["/"], []
    while waiting:
        part = waiting.pop()
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in parts:
            continue
        reached.add(relations)
        for one in etree.fromstring(parts[relations]).iter(f"{_RELATIONS}Relationship"):
            if one.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join(folder, one.get("Target")))
            if target not in parts:
                wrong.append(f"{part} leads to {target}, which is not there")
            elif target not in reached:
                reached.add(target)
                waiting.append(target)
    return wrong + [f"nothing leads to {name}" for name in sorted(parts.keys() - reached)]


def undeclared(parts: dict[str, bytes]) -> list[str]:
    """Return what a presentation says wrongly of itself: its size, the master of its notes."""
    if "/ppt/presentation.xml" not in parts:
        return []
    root = etree.fromstring(parts["/ppt/presentation.xml"])
    size = root.find(f"{_PRESENTATION}sldSz")
    wrong = []
    if size.get("type") is not None and size.get("type") != _ratio_name(size):
        wrong.append(f"a size of {size.get('cx')} by {size.get('cy')} is called {size.get('type')}")
    has_master = any(name.startswith("/ppt/notesMasters/") for name in parts)
    if has_master != (root.find(f"{_PRESENTATION}notesMasterIdLst") is not None):
        wrong.append("the master of the notes and its list are not both there")
    return wrong


def _ratio_name(size: etree._Element) -> str:
    return "screen4x3" if int(size.get("cx")) * 3 == int(size.get("cy")) * 4 else ""
