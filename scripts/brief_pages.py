"""Counts the pages of briefings in every language and form: `python -m scripts.brief_pages FOLDER [URL]`.

Word is laid out by LibreOffice, Hangul by the renderer of hwp-ingest, and with the URL of a running dashboard
the page itself is printed by Chromium. The files stay in the folder, to be looked at.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from zipfile import ZipFile

import hwp_ingest
from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from exports.briefing.files import brief_name
from exports.decks import File
from exports.formats import FORMATS, BriefOrder
from exports.package import zipped
from exports.pdf import pdf_of
from exports.publication import Publication
from regions.asking.view import View
from regions.database.build import Build, current_build
from regions.database.languages import LANGUAGES
from regions.exhibits.briefing import brief_of
from scripts.browser import find_browser

PAGES = 2
_AT_ONCE = 9  # documents that LibreOffice is given together
_HOST = "https://regions.example"
SUBJECTS = (
    *(("KR-47", "JP-22"), ("KR-27", "JP-42"), ("KR-45", "JP-04"), ("KR-29", "JP-47")),
    *(("KR-50", "JP-13"), ("JP-46", "KR-46"), ("JP-05", "JP-13"), ("KR-11", "KR-41"), ("KR-42", "JP-01")),
    *(("KR-49", "JP-30"), ("KR-47",), ("JP-13",), ("KR-50",), ("JP-32",)),
    *(
        ("KR-47730", "JP-32501"),
        ("JP-14100",),
        ("KR-47940",),
        ("JP-13362", "KR-28720"),
        ("KR-26350", "JP-40130"),
    ),
    *(("JP-07546",), ("KR-41130", "KR-47730")),
)


def views() -> list[View]:
    """Return every subject in every language."""
    return [View("brief", language, regions=regions) for regions in SUBJECTS for language in LANGUAGES]


def made(view: View, build: Build, kind: str) -> bytes:
    """Return the file of a briefing."""
    brief = brief_of(view, build)
    if brief is None:
        raise SystemExit(f"there is no briefing of {view.regions}")
    return FORMATS[kind].make_brief(BriefOrder((brief,), Publication(build.catalogue, _HOST)))


def word_pages(folder: Path, build: Build) -> Iterator[tuple[str, int]]:
    """Yield how many pages LibreOffice lays each document out on."""
    ending, asked = FORMATS["word"].ending, views()
    for start in range(0, len(asked), _AT_ONCE):
        files = {
            brief_name(one) + ending: made(one, build, "word") for one in asked[start : start + _AT_ONCE]
        }
        for name, content in files.items():
            (folder / name).write_bytes(content)
        together = pdf_of(File("briefs.zip", FORMATS["package"].media_type, zipped(files)))
        yield from _kept(folder, together.content)


def _kept(folder: Path, archive: bytes) -> Iterator[tuple[str, int]]:
    with ZipFile(io.BytesIO(archive)) as held:
        for name in held.namelist():
            content = held.read(name)
            (folder / f"word_{name}").write_bytes(content)
            yield f"word_{name}", len(PdfReader(io.BytesIO(content)).pages)


def hangul_pages(folder: Path, build: Build) -> Iterator[tuple[str, int]]:
    """Yield how many pages the renderer of hwp-ingest lays each document out on."""
    for one in views():
        name, content = brief_name(one) + FORMATS["hangul"].ending, made(one, build, "hangul")
        (folder / name).write_bytes(content)
        yield name, hwp_ingest.analyze_bytes(content).page_count


def printed_pages(folder: Path, url: str) -> Iterator[tuple[str, int]]:
    """Yield how many pages Chromium prints the page of each briefing on."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        page = browser.new_page()
        for one in views():
            page.goto(f"{url}/brief?{urlencode({'lang': one.language, 'region': one.regions}, doseq=True)}")
            page.wait_for_selector(".brief-sheet:nth-of-type(2)", timeout=60_000)
            page.wait_for_selector(".st-key-footer", timeout=60_000)
            name = f"print_{brief_name(one)}.pdf"
            content = page.pdf(path=folder / name, prefer_css_page_size=True, print_background=True)
            yield name, len(PdfReader(io.BytesIO(content)).pages)
        browser.close()


def main(folder: Path, url: str | None) -> int:
    """Print what is not on two pages; return how many are not."""
    folder.mkdir(parents=True, exist_ok=True)
    build = current_build()
    counts = dict(word_pages(folder, build)) | dict(hangul_pages(folder, build))
    if url:
        counts |= dict(printed_pages(folder, url))
    wrong = {name: pages for name, pages in counts.items() if pages != PAGES}
    for name, pages in wrong.items():
        print(f"{name}: {pages} pages")
    print(f"{len(counts)} looked at, {len(wrong)} not on {PAGES} pages")
    return len(wrong)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    raise SystemExit(main(Path(sys.argv[1]), sys.argv[2].rstrip("/") if len(sys.argv) > 2 else None) > 0)
