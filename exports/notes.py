"""What a reader must know of a table that stands alone in its file: meaning, columns, sources, link."""

from collections.abc import Mapping
from datetime import UTC, datetime

from exports.citation import citation_text
from exports.csv import displayed_frame
from exports.figures import heading
from exports.layouts import file_column
from exports.listing import explanations
from exports.publication import Publication, plain
from i18n.messages import messages
from regions.database.languages import Language
from regions.database.sources import Source
from regions.shapes.credit import source_entry
from regions.shapes.exhibit import Exhibit
from regions.shapes.listing import Listing

# Old editors of Windows take a text for UTF-8 only with this mark.
_ENCODING = "utf-8-sig"


def notes_file(exhibit: Exhibit, publication: Publication) -> bytes:
    """Return the notes of the CSV file of an exhibit as plain text."""
    frame = displayed_frame(exhibit, publication.catalogue)
    heads = {file_column(name): text for name, text in exhibit.layout.heads.items()} if exhibit.layout else {}
    columns = {name: heads.get(name) or heading(name, exhibit.language) for name in map(str, frame.columns)}
    return exhibit_notes(exhibit, publication, columns).encode(_ENCODING)


def exhibit_notes(exhibit: Exhibit, publication: Publication, columns: Mapping[str, str]) -> str:
    """Return what a reader must know of an exhibit, in Markdown.

    Args:
        exhibit: The exhibit.
        publication: Names, sources and links.
        columns: What stands in each column of the table the notes belong to.
    """
    t = messages(exhibit.language)
    lines = [f"# {exhibit.title}", ""]
    lines += [exhibit.claim, ""] if exhibit.claim else []
    lines += [exhibit.subtitle, "", f"**{t('comparability.' + exhibit.comparability.code)}** "]
    lines[-1] += exhibit.comparability.text
    lines += ["", *(f"- {t(f'warning.{remark.code}')}: {remark.text}" for remark in exhibit.remarks)]
    lines += [f"- {note}" for note in exhibit.notes]
    lines += _columns_and_sources(columns, publication.sources(exhibit), exhibit.language)
    lines += _origin(citation_text(exhibit, publication), publication.link(exhibit.view), exhibit)
    return plain("\n".join(lines))


def listing_notes(listing: Listing, publication: Publication) -> bytes:
    """Return the notes of the CSV file of a list as plain text."""
    t = messages(listing.language)
    title, *lines, address = explanations(listing)
    link = publication.base_url + address
    shown = (*listing.columns, *listing.further)
    columns = {
        name: t(f"listing.column.{name}") if name in shown else heading(name, listing.language)
        for name in map(str, listing.data.columns)
    }
    held = dict.fromkeys(listing.data.source_id.dropna())
    sources = [publication.catalogue.sources[code] for code in held if code in publication.catalogue.sources]
    foot = _columns_and_sources(columns, sources, listing.language) + _origin(listing.citation, link, listing)
    return plain("\n".join([f"# {title}", "", *lines, *foot])).encode(_ENCODING)


def _columns_and_sources(columns: Mapping[str, str], sources: list[Source], language: Language) -> list[str]:
    t = messages(language)
    lines = ["", f"## {t('export.columns')}", "", *(f"- `{name}`: {text}" for name, text in columns.items())]
    named = (source_entry(one, language) for one in sources)
    return [*lines, "", f"## {t('sources.publishers')}", "", *named]


def _origin(citation: str, link: str, shown: Exhibit | Listing) -> list[str]:
    """Return how to cite, where it is live, of which version the figures are and when the file was made."""
    t = messages(shown.language)
    made = t("excel.made_on", date=datetime.now(tz=UTC).date().isoformat())
    lines = ["", f"## {t('export.cite')}", "", citation, ""]
    return [
        *lines,
        f"{t('export.live_view')}: {link}",
        t("frame.data_version", version=shown.build_id),
        made,
        "",
    ]
