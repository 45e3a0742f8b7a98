"""Pieces of DrawingML that python-pptx has no words for."""

from pptx.oxml.ns import nsdecls

SHAPE = f"<p:sp {nsdecls('p', 'a')}>"
GROUP = f"<p:grpSp {nsdecls('p', 'a')}>"
RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
NO_MARGINS = 'lIns="0" tIns="0" rIns="0" bIns="0"'


def solid(colour: str) -> str:
    """Return a fill of one colour."""
    return f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'


def hatched(front: str, back: str, pattern: str) -> str:
    """Return a fill of two colours in one of the patterns of the file format."""
    return (
        f'<a:pattFill prst="{pattern}"><a:fgClr><a:srgbClr val="{front[1:]}"/></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{back[1:]}"/></a:bgClr></a:pattFill>'
    )


def outline(colour: str, width: int = 6350) -> str:
    """Return a border; its width in EMU."""
    return f'<a:ln w="{width}">{solid(colour)}</a:ln>'


def place(left: int, top: int, width: int, height: int) -> str:
    """Return where something stands."""
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def named(number: int, name: str, *, decoration: bool = False) -> str:
    """Return the identity of a shape; decoration belongs to the layout."""
    own = ' userDrawn="1"' if decoration else ""
    return f'<p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/><p:nvPr{own}/></p:nvSpPr>'
