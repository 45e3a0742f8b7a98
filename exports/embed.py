"""A view inside another web page."""

from html import escape

from exports.publication import Publication
from regions.shapes.exhibit import Exhibit

HEIGHT = 900


def embed_address(exhibit: Exhibit, publication: Publication) -> str:
    """Return the address that shows a view without navigation."""
    return f"{publication.link(exhibit.view)}&embed=true"


def embed_snippet(exhibit: Exhibit, publication: Publication) -> str:
    """Return the HTML that puts a view into another web page."""
    return (
        f'<iframe src="{escape(embed_address(exhibit, publication))}" title="{escape(exhibit.title)}" '
        f'width="100%" height="{HEIGHT}" style="border:0" loading="lazy"></iframe>'
    )
