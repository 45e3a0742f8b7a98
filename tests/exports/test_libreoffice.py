"""LibreOffice, a program of other people, opens slides and workbooks: text, charts and figures are there."""

import csv
import os
import re
import subprocess
from pathlib import Path

import pypdf
import pytest

from exports.excel import excel_bytes
from exports.powerpoint.contents import Content, CoverSlide, ExhibitSlide, PairSlide
from exports.powerpoint.deck import presentation_bytes
from exports.publication import Publication
from i18n.messages import messages
from regions.database.languages import LANGUAGES, Language
from regions.shapes.exhibit import Exhibit
from scripts.office import find_office
from tests.exports.conftest import Ask
from tests.exports.test_powerpoint import KINDS

MAP, LINES = KINDS[0], KINDS[4]
# What is drawn is drawn alike in every language: each kind of slide is opened in one, a map and lines in all.
SHOWN = {
    language: [kind for number, kind in enumerate(KINDS) if kind in (MAP, LINES) or number % 3 == place]
    for place, language in enumerate(LANGUAGES)
}
CSV_OF_EVERY_SHEET = 'csv:"Text - txt - csv (StarCalc)":44,34,76,1,,0,false,true,false,false,false,-1'


@pytest.fixture(scope="module")
def office() -> Path:
    """Return LibreOffice. Without it the tests are skipped, under `CI=true` they fail."""
    found = find_office()
    if found is None:
        reason = "NO LIBREOFFICE: this was NOT tested (`make test` tells how to install it)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    return found


def convert(office: Path, files: list[Path], kind: str) -> None:
    """Convert files of one folder beside themselves in one run, since starting the program costs most.

    Each run has a profile of its own, so that runs do not meet.
    """
    folder = files[0].parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = [profile, "--headless", "--convert-to", kind.replace('"', ""), "--outdir"]
    command: list[str | Path] = [office, *options, folder, *files]
    outcome = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert outcome.returncode == 0, outcome.stderr


def bare(text: str) -> str:
    """Without spaces, which the program sets between scripts and at line ends."""
    return re.sub(r"\s+", "", text)


def test_slides_of_every_kind_open_with_their_text(
    ask: Ask, publication: Publication, office: Path, tmp_path: Path
) -> None:
    shown = {
        language: [ask(page, language, **query) for page, query in kinds] for language, kinds in SHOWN.items()
    }
    files = {language: tmp_path / f"deck-{language}.pptx" for language in LANGUAGES}
    for language, exhibits in shown.items():
        other: Language = "ja" if language == "ko" else "ko"
        left, right = (
            ask("compare", one, indicator=["births"], region=["KR-47"]) for one in (language, other)
        )
        contents: list[Content] = [
            CoverSlide("A & B", "", language),
            *map(ExhibitSlide, exhibits),
            PairSlide(left, right),
        ]
        files[language].write_bytes(presentation_bytes(contents, publication, language, closing=True))
    convert(office, list(files.values()), "pdf")
    for language, exhibits in shown.items():
        reader = pypdf.PdfReader(files[language].with_suffix(".pdf"))
        the_text_stands_in(
            [bare(page.extract_text()) for page in reader.pages], exhibits, publication, language
        )


def the_text_stands_in(
    pages: list[str], exhibits: list[Exhibit], publication: Publication, language: Language
) -> None:
    assert "A&B" in pages[0]
    for exhibit, page in zip(exhibits, pages[1:], strict=False):
        assert bare(exhibit.claim or exhibit.title)[:40] in page
        assert bare(exhibit.source_line) in page, "the source line is never cut short"
    # Charts are drawn: the labels of their lines and axes stand in the page, and the map has its legend.
    lines = pages[1 + SHOWN[language].index(LINES)]
    assert bare(publication.catalogue.regions["KR-47"].short[language]) in lines
    assert all(str(year) in lines for year in (1990, 2020))
    assert bare(messages(language)("slide.highest")) in pages[1]
    assert bare(messages(language)("slide.closing")) in pages[-1]


def test_the_workbook_opens_with_its_figures(
    ask: Ask, publication: Publication, office: Path, tmp_path: Path
) -> None:
    shown = {language: ask("overview", language, indicator=["share_65plus"]) for language in LANGUAGES}
    files = {language: tmp_path / f"figures-{language}.xlsx" for language in LANGUAGES}
    for language, exhibit in shown.items():
        files[language].write_bytes(excel_bytes([exhibit], publication))
    convert(office, list(files.values()), CSV_OF_EVERY_SHEET)
    for language, exhibit in shown.items():
        name = f"{messages(language)('excel.table')} 1"
        found = tmp_path.glob(f"figures-{language}-*.csv")
        (table,) = [one for one in found if one.stem.endswith(name)]
        rows = list(csv.reader(table.read_text(encoding="utf-8").splitlines()))[4:]
        figures = {row[0]: row[4] for row in rows}
        for row in exhibit.data.to_dict("records"):
            assert float(figures[row["region_code"]]) == pytest.approx(row["value"]), language
