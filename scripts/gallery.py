"""Renders the slides of the gallery in docs/exports.md through LibreOffice: `python scripts/gallery.py`."""

import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY))

from exports.decks import File, Form, Workshop, deck_file  # noqa: E402
from exports.pdf import office, pdf_of  # noqa: E402
from exports.powerpoint.deck import listing_powerpoint  # noqa: E402
from exports.powerpoint.ties import add_ties_matrix  # noqa: E402
from exports.publication import Publication  # noqa: E402
from regions.asking.view import View  # noqa: E402
from regions.database.build import Build, current_build  # noqa: E402
from regions.database.languages import LANGUAGES, Language  # noqa: E402
from regions.exhibits.deck import Deck, read  # noqa: E402
from regions.exhibits.deck_templates import TEMPLATES, filled  # noqa: E402
from regions.policy.ties import all_ties, pair_counts, ties_listing  # noqa: E402
from scripts.screenshots import draw_in_few_colours  # noqa: E402

FOLDER = REPOSITORY / "docs" / "images" / "slides"
DOTS_PER_INCH = 48
# Template, languages of its regions' deck, regions, and the pages shown.
SHOWN: tuple[tuple[str, Form, Language, tuple[str, ...], tuple[int, ...]], ...] = (
    ("region", "one", "ko", ("KR-47",), (1, 2, 3, 4, 7)),
    ("pair", "one", "ja", ("KR-47", "JP-22"), (2, 3, 6)),
    ("pair", "bilingual", "ko", ("KR-47", "JP-22"), (3, 6)),
    ("forum", "one", "en", (), (2, 3, 5)),
    ("countries", "one", "en", (), (3, 5)),
    ("companies", "one", "ja", (), (3, 9)),
)
# Views of other kinds: name of the picture, language, address.
VIEWS: tuple[tuple[str, Language, str], ...] = (
    ("ranking", "en", "/rank?indicator=share_65plus"),
    ("dumbbell", "ko", "/rank?indicator=share_65plus&show=change"),
    ("mirror", "ja", "/region?region=KR-47&part=region-flows"),
    ("correlation", "en", "/explore?topic=ageing&show=correlation"),
    ("coverage", "ko", "/explore?topic=ageing&show=missing"),
    ("years", "ja", "/explore?indicator=births&show=years"),
)


def main() -> int:
    """Write one small picture a slide.

    Returns:
        1 if there is no LibreOffice or no `pdftoppm`, else 0.
    """
    if office() is None:
        print("LibreOffice is needed: see scripts/office.py", file=sys.stderr)
        return 1
    build = current_build()
    catalogue = build.catalogue
    workshop = Workshop(Publication(catalogue, "https://example.org"), build)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for template, form, language, regions, pages in SHOWN:
        deck = filled(TEMPLATES[template], regions, build)
        made = deck_file(deck, form, language, workshop)
        label = "ko-ja" if form == "bilingual" else language
        _pictures(made, {page: f"{template}-{label}-{page}" for page in pages})
    for language in LANGUAGES:
        own = [(name, read(address)) for name, held, address in VIEWS if held == language]
        made = deck_file(Deck(tuple(slide for _, slide in own)), "one", language, workshop)
        # The title stands on the first page.
        _pictures(made, {page: name for page, (name, _) in enumerate(own, 2)})
    _pictures(_ties(build), {1: "ties"})
    return 0


def _ties(build: Build) -> File:
    listing = ties_listing(View("exchange", "en"), build, all_ties(build))
    draw = partial(add_ties_matrix, listing=listing, pairs=pair_counts(build), catalogue=build.catalogue)
    slides = listing_powerpoint(listing, Publication(build.catalogue, "https://example.org"), draw)
    return File("ties.pptx", "", slides)


def _pictures(made: File, names: dict[int, str]) -> None:
    """Write the pages named of a presentation as pictures."""
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / "deck.pdf"
        document.write_bytes(pdf_of(made).content)
        for page, name in names.items():
            _picture(document, page, FOLDER / f"{name}.png")


def _picture(document: Path, page: int, target: Path) -> None:
    raw = target.with_suffix("")
    command = ["pdftoppm", "-r", str(DOTS_PER_INCH), "-png", "-f", str(page), "-l", str(page), "-singlefile"]
    subprocess.run([*command, document, raw], check=True)
    draw_in_few_colours(target)


if __name__ == "__main__":
    sys.exit(main())
