"""How to cite an Exhibit: producer first, then this dashboard; as text, BibTeX and RIS."""

import re
from datetime import UTC, datetime

from exports.publication import Publication, plain
from i18n.messages import messages
from regions.database.languages import HABITS
from regions.shapes.exhibit import Exhibit

_BIBTEX_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def citation_text(exhibit: Exhibit, publication: Publication) -> str:
    """Return the citation as one line of text."""
    return plain(publication.citation(exhibit))


def bibtex(exhibit: Exhibit, publication: Publication) -> str:
    """Return the citation as a BibTeX entry (`@misc`), for BibTeX and biblatex alike."""
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in _publishers(exhibit, publication)),
        "title": f"{{{_tex(exhibit.title)}}}",
        "year": exhibit.build_id[:4],
        "howpublished": _tex(_processed(exhibit)),
        "note": _tex(exhibit.source_line),
        "url": _bare_url(publication.link(exhibit.view)),
        "urldate": _today(),
        "langid": HABITS[exhibit.language].bibliography_name,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@misc{{{_key(exhibit)},", *lines, "}", ""])


def ris(exhibit: Exhibit, publication: Publication) -> str:
    """Return the citation as a RIS record (type `DATA`)."""
    t = messages(exhibit.language)
    lines = [
        ("TY", "DATA"),
        *(("AU", name) for name in _publishers(exhibit, publication)),
        ("TI", exhibit.title),
        ("PB", t("product.name")),
        ("PY", exhibit.build_id[:4]),
        ("ET", exhibit.build_id),
        ("LA", exhibit.language),
        ("N1", exhibit.source_line),
        ("UR", publication.link(exhibit.view)),
        ("Y2", _today().replace("-", "/")),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {_one_line(text)}\r\n" for tag, text in lines)


def _publishers(exhibit: Exhibit, publication: Publication) -> list[str]:
    names = [source.publisher[exhibit.language] for source in publication.sources(exhibit)]
    return list(dict.fromkeys(names)) or [messages(exhibit.language)("product.name")]


def _processed(exhibit: Exhibit) -> str:
    t = messages(exhibit.language)
    return t("export.processed_by", product=t("product.name"), version=exhibit.build_id)


def _key(exhibit: Exhibit) -> str:
    parts = [exhibit.indicator.id, exhibit.view.page, exhibit.language]
    return re.sub(r"[^A-Za-z0-9]+", "_", "_".join(parts))


def _tex(text: str) -> str:
    return "".join(_BIBTEX_SPECIAL.get(letter, letter) for letter in _one_line(text))


def _bare_url(url: str) -> str:
    return url.replace("{", "%7B").replace("}", "%7D")


def _one_line(text: str) -> str:
    return " ".join(plain(text).split())


def _today() -> str:
    return datetime.now(tz=UTC).date().isoformat()
