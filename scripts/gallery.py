"""Renders the slides of the gallery in docs/exports.md through LibreOffice: `python scripts/gallery.py`."""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY))

from exports.decks import Form, Workshop, deck_file  # noqa: E402
from exports.publication import Publication  # noqa: E402
from regions.catalogue import load_catalogue  # noqa: E402
from regions.deck_templates import TEMPLATES, filled  # noqa: E402
from regions.languages import Language  # noqa: E402
from regions.store import current_store  # noqa: E402
from scripts.office import find_office  # noqa: E402

FOLDER = REPOSITORY / "docs" / "images" / "slides"
DOTS_PER_INCH, COLOURS = 48, 64
# Template, languages of its regions' deck, regions, and the pages shown.
SHOWN: tuple[tuple[str, Form, Language, tuple[str, ...], tuple[int, ...]], ...] = (
    ("region", "one", "ko", ("KR-47",), (1, 2, 3, 4, 7)),
    ("pair", "one", "ja", ("KR-47", "JP-22"), (2, 3, 6)),
    ("pair", "bilingual", "ko", ("KR-47", "JP-22"), (3, 6)),
    ("forum", "one", "en", (), (2, 3, 5)),
    ("countries", "one", "en", (), (3, 5)),
)


def main() -> int:
    """Write one small picture a slide.

    Returns:
        1 if there is no LibreOffice or no `pdftoppm`, else 0.
    """
    office = find_office()
    if office is None:
        print("LibreOffice is needed: see scripts/office.py", file=sys.stderr)
        return 1
    store = current_store()
    catalogue = load_catalogue(store)
    workshop = Workshop(Publication(catalogue, "https://example.org"), store)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for template, form, language, regions, pages in SHOWN:
        deck = filled(TEMPLATES[template], regions, language, catalogue, store)
        made = deck_file(deck, form, language, workshop)
        label = "ko-ja" if form == "bilingual" else language
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "deck.pptx"
            file.write_bytes(made.content)
            command = [str(office), "--headless", "--convert-to", "pdf", "--outdir", folder, str(file)]
            subprocess.run(command, check=True, capture_output=True)
            for page in pages:
                _picture(file.with_suffix(".pdf"), page, FOLDER / f"{template}-{label}-{page}.png")
    return 0


def _picture(document: Path, page: int, target: Path) -> None:
    raw = target.with_suffix("")
    command = ["pdftoppm", "-r", str(DOTS_PER_INCH), "-png", "-f", str(page), "-l", str(page), "-singlefile"]
    subprocess.run([*command, document, raw], check=True)
    with Image.open(target) as picture:
        small = picture.convert("RGB").quantize(COLOURS)
    small.save(target, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
