"""The links of a publisher's page: what they say, what stands beside them, where they lead."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from etl.download.client import Answer
from etl.download.errors import Unreadable
from etl.imports.headings import plain

BESIDE = ("li", "p", "dd", "td")  # what encloses a link and the words it belongs to
HEAD = 2048  # bytes in which a page has to name its encoding
# Pages use letters that these names leave out; browsers read them so as well.
WIDER = {
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601"), "cp949"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis"), "cp932"),
}
CHARSET = re.compile(r"charset=[\"']?([\w-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    """A link of a page.

    Attributes:
        text: Its own text, with that of its pictures.
        beside: The text of the list item, paragraph or cell it stands in.
        address: Where it leads, as a whole address.
    """

    text: str
    beside: str
    address: str

    @property
    def format(self) -> str:
        """The ending of the file's name in small letters, or empty."""
        return PurePosixPath(self.file_name).suffix.lower().removeprefix(".")

    @property
    def file_name(self) -> str:
        """The last part of the address."""
        return PurePosixPath(unquote(urlsplit(self.address).path)).name


def links_of(page: Answer) -> list[Link]:
    """Return the links of a page in their order.

    Raises:
        Unreadable: If it is no HTML.
    """
    try:
        parser = html.HTMLParser(encoding=_encoding(page))
        document = html.document_fromstring(page.body, parser=parser)
        document.make_links_absolute(
            page.moved_to or page.url, resolve_base_href=True, handle_failures="discard"
        )
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise Unreadable(f"{page.url}: not a page in HTML ({type(error).__name__})") from None
    return list(_links(document))


def _encoding(page: Answer) -> str:
    """Return the encoding that the header or the page names, else UTF-8: libxml2 would take Latin-1."""
    head = page.headers.get("Content-Type", ""), page.body[:HEAD].decode("latin-1")
    named = next((found[1].lower() for text in head if (found := CHARSET.search(text))), "utf-8")
    return WIDER.get(named, named)


def _links(document: Any) -> Iterator[Link]:
    for element in document.iter("a"):
        address = str(element.get("href") or "").strip()
        if not address.lower().startswith(("http://", "https://")):
            continue
        try:
            urlsplit(address)
        except ValueError:
            continue  # not an address
        beside = next(element.iterancestors(*BESIDE), element)
        yield Link(_text(element), _text(beside), address)


def _text(element: Any) -> str:
    pictures = [str(one.get("alt") or "") for one in element.iter("img")]
    return plain(" ".join([element.text_content(), *pictures]))
