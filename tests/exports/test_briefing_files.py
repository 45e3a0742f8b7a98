"""The briefing for Word and Hangul, opened again by programs of others: parts, charts, figures, pages."""

import io
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hwp_ingest
import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from hwpx import HwpxDocument
from lxml import etree
from pypdf import PdfReader

from charts.drawing import Drawing
from charts.kinds.registry import drawing
from exports.decks import File
from exports.formats import FORMATS, BriefOrder
from exports.package import zipped
from exports.pdf import office, pdf_of
from exports.powerpoint.design import EAST_ASIAN, LOCALES
from exports.publication import Publication
from i18n.messages import messages
from regions.asking.view import View
from regions.database.build import Build
from regions.database.languages import Language
from regions.exhibits.briefing import Brief, brief_of
from tests.exports.structure import faults

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
# Pairs and single regions, themes and languages, gaps and a merger: each value meets some of the others.
ASKED: tuple[tuple[tuple[str, ...], str, Language], ...] = (
    (("KR-47", "JP-22"), "all", "ko"),
    (("KR-50",), "economy", "ja"),
    (("JP-46", "KR-29"), "population", "en"),
    (("JP-05", "JP-13"), "exchange", "ko"),
    (("KR-47730", "JP-32501"), "all", "ja"),
)


@dataclass(frozen=True)
class Made:
    """A briefing and its two files."""

    brief: Brief
    word: bytes
    hangul: bytes


@pytest.fixture(
    name="made", scope="module", params=ASKED, ids=lambda asked: "-".join((*asked[0], *asked[1:]))
)
def fixture_made(request: pytest.FixtureRequest, build: Build, publication: Publication) -> Made:
    regions, theme, language = request.param
    choices = (("theme", (theme,)),) if theme != "all" else ()
    brief = brief_of(View("brief", language, regions=regions, choices=choices), build)
    assert brief is not None
    order = BriefOrder((brief,), publication)
    return Made(brief, FORMATS["word"].make_brief(order), FORMATS["hangul"].make_brief(order))


def parts_like(content: bytes, start: str) -> list[bytes]:
    """Return the parts of a package whose names begin so, in the order of their numbers."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.startswith(start) and "_rels" not in name]
        return [archive.read(name) for name in sorted(names, key=lambda name: (len(name), name))]


def drawn(brief: Brief, build: Build, *, mirrored: bool = True) -> list[list[tuple[float | None, ...]]]:
    """Return the series of every chart as they are drawn, those to the left below zero."""
    lines, pyramids = [], []
    for exhibit in brief.exhibits:
        described: Drawing = drawing(exhibit, build.catalogue)
        series = [
            tuple(
                None if value is None else (-value if mirrored and one.mirrored else value)
                for value in one.values
            )
            for one in described.series
        ]
        if exhibit.chart == "pyramid":
            pyramids += [series[start : start + 2] for start in range(0, len(series), 2)]
        else:
            lines.append(series)
    return [*lines[:2], *pyramids, *lines[2:]]


def held(xml: bytes) -> list[tuple[float | None, ...]]:
    """Return the figures that a chart part holds, series by series."""
    found = []
    for series in etree.fromstring(xml).iter(f"{CHART}ser"):
        cache = series.find(f"{CHART}val").find(f".//{CHART}numCache")
        count = int(cache.find(f"{CHART}ptCount").get("val"))
        values: list[float | None] = [None] * count
        for point in cache.findall(f"{CHART}pt"):
            values[int(point.get("idx"))] = float(point.find(f"{CHART}v").text)
        found.append(tuple(values))
    return found


def same(one: list[tuple[float | None, ...]], other: list[tuple[float | None, ...]]) -> bool:
    return len(one) == len(other) and all(
        left == (None if right is None else pytest.approx(right))
        for first, second in zip(one, other, strict=True)
        for left, right in zip(first, second, strict=True)
    )


def table_texts(rows: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in rows]


def test_word_has_no_fault(made: Made, tmp_path: Path) -> None:
    assert faults(made.word, tmp_path, ".docx") == []


def test_hangul_has_no_fault(made: Made) -> None:
    document = HwpxDocument.open(made.hangul)
    report = document.validate()
    assert [str(issue) for issue in report.issues] == []


def test_charts_hold_their_figures_and_word_its_workbooks(made: Made, build: Build) -> None:
    expected = drawn(made.brief, build)
    one_sided = drawn(made.brief, build, mirrored=False)  # both sexes stand on one side in Hangul
    for content, folder, wanted in (
        (made.word, "word/charts/chart", expected),
        (made.hangul, "Chart/chart", one_sided),
    ):
        # What has no room on two sheets is left out, never changed.
        charts = parts_like(content, folder)
        assert min(4, len(wanted)) <= len(charts) <= len(wanted)
        assert all(any(same(held(xml), series) for series in wanted) for xml in charts)
    workbooks = parts_like(made.word, "word/embeddings/")
    assert len(workbooks) == len(parts_like(made.word, "word/charts/chart"))
    for workbook in workbooks:
        sheet = openpyxl.load_workbook(io.BytesIO(workbook)).active
        columns = [tuple(column)[1:] for column in list(sheet.iter_cols(values_only=True))[1:]]
        assert any(same(columns, series) for series in expected)


def test_charts_name_their_series(made: Made, build: Build) -> None:
    names = [
        [one.name for one in drawing(exhibit, build.catalogue).series] for exhibit in made.brief.exhibits
    ]
    for content, folder in ((made.word, "word/charts/chart"), (made.hangul, "Chart/chart")):
        told = [
            [one.text for one in etree.fromstring(xml).iterfind(f".//{CHART}ser/{CHART}tx//{CHART}v")]
            for xml in parts_like(content, folder)
        ]
        several = [one for one in told if len(one) > 2]
        assert several and all(one in names for one in several)


def test_the_table_of_each_file_is_that_of_the_page(made: Made) -> None:
    rows = [list(row) for row in made.brief.figures.rows]
    table = next(one for one in Document(io.BytesIO(made.word)).tables if len(one.columns) == 8)
    shown = table_texts(table.rows)[2:]
    assert len(shown) >= 10 and shown == rows[: len(shown)]
    (held_table,) = [one for one in HwpxDocument.open(made.hangul).tables if one.column_count == 8]
    assert table_texts(held_table.rows)[2:] == shown
    assert held_table.element.get("repeatHeader") == "1"
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, True, *[False] * len(shown)]


def test_word_says_in_which_language_and_font_its_texts_are(made: Made) -> None:
    document = Document(io.BytesIO(made.word))
    locale = LOCALES[made.brief.language]
    runs = [run for run in document.element.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
    assert len(runs) > 100
    for run in runs:
        spoken = run.rPr.find(qn("w:lang"))
        assert (spoken.get(qn("w:val")), spoken.get(qn("w:eastAsia"))) == (locale, locale)
    fonts = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:rFonts')}")
    assert fonts.get(qn("w:eastAsia")) == EAST_ASIAN[made.brief.language]
    assert document.core_properties.title == made.brief.title
    assert document.core_properties.author == messages(made.brief.language)("product.name")
    drawings = [one.get("descr") for one in document.element.iter(qn("wp:docPr"))]
    assert all(drawings) and len({one.get("id") for one in document.element.iter(qn("wp:docPr"))}) == len(
        drawings
    )


def test_word_has_headings_and_numbers_its_pages(made: Made) -> None:
    document = Document(io.BytesIO(made.word))
    heads = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"]
    assert any(made.brief.figures.title in head for head in heads) and len(heads) >= 5
    foot = etree.tostring(document.sections[0].footer._element).decode()
    assert "PAGE" in foot and "NUMPAGES" in foot


def test_an_independent_reader_lays_hangul_out_on_two_pages(made: Made) -> None:
    assert hwp_ingest.analyze_bytes(made.hangul).page_count == 2
    texts = "".join(etree.fromstring(parts_like(made.hangul, "Contents/section0")[0]).itertext())
    assert (
        made.brief.title in texts and "TOTAL_PAGE" in parts_like(made.hangul, "Contents/section0")[0].decode()
    )


def test_libreoffice_lays_word_out_on_two_pages(build: Build, publication: Publication) -> None:
    """One start of LibreOffice for all."""
    if office() is None:
        reason = "NO LIBREOFFICE: the pages of a briefing were NOT counted"
        if os.environ.get("CI") == "true":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    files = {}
    for number, (regions, theme, language) in enumerate(ASKED):
        brief = brief_of(View("brief", language, regions=regions, choices=(("theme", (theme,)),)), build)
        assert brief is not None
        files[f"brief{number}.docx"] = FORMATS["word"].make_brief(BriefOrder((brief,), publication))
    made = pdf_of(File("briefs.zip", FORMATS["package"].media_type, zipped(files)))
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        pages = {name: len(PdfReader(io.BytesIO(archive.read(name))).pages) for name in archive.namelist()}
    assert pages == {f"brief{number}.pdf": 2 for number in range(len(ASKED))}


@pytest.mark.parametrize("kind", ["word", "hangul"])
def test_without_a_host_there_is_no_code(kind: str, build: Build) -> None:
    brief = brief_of(View("brief", "en", regions=("KR-47",)), build)
    assert brief is not None
    content = FORMATS[kind].make_brief(BriefOrder((brief,), Publication(build.catalogue)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if "media/" in name or "BinData/" in name]
