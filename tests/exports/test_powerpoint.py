"""The presentation, opened again with python-pptx: native charts, maps and tables, and all a reader needs."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu

from charts.classes import classes_of
from charts.theme import LIGHT
from exports.powerpoint.contents import Content, CoverSlide, ExhibitSlide, PairSlide
from exports.powerpoint.deck import powerpoint_bytes, presentation_bytes
from exports.powerpoint.design import BREAK, HEIGHT, LOCALES, WIDTH
from exports.powerpoint.master import FOOT_INDEX
from exports.publication import Publication
from i18n.messages import messages
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES, Language
from regions.database.places import are_regions
from regions.shapes.exhibit import Exhibit
from tests.exports.conftest import BASE, Ask

KINDS: list[tuple[str, dict[str, list[str]]]] = [
    ("overview", {"indicator": ["share_65plus"], "region": ["KR-47", "JP-22"]}),
    ("overview", {"indicator": ["population_change_rate"]}),
    ("overview", {"indicator": ["leading_companies"]}),
    ("overview", {"indicator": ["capital_area_population_share"]}),
    ("compare", {"indicator": ["births"], "region": ["KR-47", "JP-22"]}),
    ("compare", {"indicator": ["projected_population"], "region": ["KR-50", "JP-13"]}),
    ("compare", {"indicator": ["population_total"], "region": ["JP-13"], "from": ["1920"]}),
    ("deck/numbers", {"region": ["KR-47"]}),
    ("deck/numbers", {"region": ["KR-47", "JP-22"]}),
    ("deck/pyramid", {"region": ["KR-47", "JP-22"]}),
    ("deck/peers", {"region": ["KR-47"]}),
    ("rank", {"indicator": ["share_65plus"], "region": ["KR-47", "JP-22"]}),
    ("rank", {"indicator": ["grdp_per_capita"], "currency": ["national"]}),
    ("rank", {"indicator": ["population_total"], "show": ["change"], "region": ["KR-47"]}),
    ("rank", {"indicator": ["grdp_per_capita"], "currency": ["national"], "show": ["change"]}),
    ("rank", {"indicator": ["population_total"], "show": ["relation"], "log": ["x"], "region": ["JP-22"]}),
    ("rank", {"indicator": ["births"], "show": ["concentration"]}),
]


def slides(content: bytes) -> list[Any]:
    return list(Presentation(io.BytesIO(content)).slides)


def every_shape(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        if shape.shape_type is not None and shape.shape_type == 6:
            yield from every_shape(shape.shapes)


def texts(slide: Any) -> str:
    shown = (shape.text_frame.text for shape in every_shape(slide.shapes) if shape.has_text_frame)
    return "\n".join(shown).replace(BREAK, "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("page", "query"), KINDS)
def test_a_slide_can_be_read_alone(
    ask: Ask, publication: Publication, page: str, query: dict[str, list[str]], language: str
) -> None:
    exhibit = ask(page, language, **query)
    (slide,) = slides(powerpoint_bytes(exhibit, publication))
    title, headline = slide.shapes.title.text_frame.text.replace(BREAK, ""), exhibit.claim or exhibit.title
    assert title == headline or (title.endswith("…") and headline.startswith(title[:-1]))
    shown = texts(slide)
    assert exhibit.source_line in shown
    if exhibit.comparability.code in ("near", "differs"):
        assert exhibit.comparability.text in shown
    notes = slide.notes_slide.notes_text_frame.text
    assert exhibit.subtitle in notes and exhibit.source_line.split()[0]
    assert messages(language)("slide.cite", citation=publication.citation(exhibit)) in notes
    link = publication.link(exhibit.view)
    assert link.startswith(BASE)
    targets = [rel.target_ref for rel in slide.part.rels.values() if rel.is_external]
    assert link in targets
    (code,) = [shape for shape in slide.shapes if shape.name == "QR"]
    assert link in code._element.xpath(".//p:cNvPr")[0].get("descr")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("page", "query"), KINDS)
def test_nothing_leaves_the_slide_and_every_object_is_described(
    ask: Ask, publication: Publication, page: str, query: dict[str, list[str]], language: str
) -> None:
    (slide,) = slides(powerpoint_bytes(ask(page, language, **query), publication))
    numbers = [element.get("id") for element in slide.shapes._spTree.iter(qn("p:cNvPr"))]
    assert len(numbers) == len(set(numbers)), "PowerPoint repairs files whose shapes share a number"
    for shape in slide.shapes:
        assert shape.left >= 0 and shape.top >= 0
        assert shape.left + shape.width <= WIDTH + Emu(1) and shape.top + shape.height <= HEIGHT + Emu(1)
        if shape.shape_type in (3, 13, 19, 6):  # chart, picture, table, group
            assert shape._element.xpath(".//p:cNvPr")[0].get("descr"), shape.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_have_a_language_and_an_east_asian_font(
    ask: Ask, publication: Publication, language: Language
) -> None:
    exhibits = [ask(page, language, **query) for page, query in KINDS]
    content = presentation_bytes([ExhibitSlide(one) for one in exhibits], publication, language, closing=True)
    for slide in slides(content):
        parts = [slide._element, *(s.chart._chartSpace for s in slide.shapes if s.has_chart)]
        for part in parts:
            for properties in part.iter(qn("a:rPr"), qn("a:defRPr")):
                if properties.getparent().tag in (qn("a:fld"), qn("a:lvl1pPr")):  # the slide's number
                    continue
                where = etree.tostring(properties.getparent())[:400]
                assert properties.get("lang") == LOCALES[language], where
                assert properties.find(qn("a:ea")) is not None, where


def test_lines_are_native_with_gaps_as_gaps(ask: Ask, publication: Publication) -> None:
    exhibit = ask("compare", "ko", indicator=["share_65plus"], region=["KR-50", "JP-22"])
    (slide,) = slides(powerpoint_bytes(exhibit, publication))
    (shape,) = [shape for shape in slide.shapes if shape.has_chart]
    chart = shape.chart
    # A time axis: the labels of its categories are days since 1899-12-30.
    epoch = date(1899, 12, 30)
    years = [str((epoch + timedelta(float(category.label))).year) for category in chart.plots[0].categories]
    names = [series.name for series in chart.plots[0].series]
    assert names[:2] == ["세종", "시즈오카"]
    sejong = dict(zip(years, chart.plots[0].series[0].values, strict=True))
    held = exhibit.data[exhibit.data.region_code == "KR-50"].dropna(subset=["value"])
    assert {year for year, value in sejong.items() if value is not None} == set(held.year.astype(str))
    assert [v for v in sejong.values() if v is not None] == pytest.approx(held.value.tolist())
    blanks = chart._chartSpace.chart.find(qn("c:dispBlanksAs"))
    assert blanks is not None and blanks.get("val") == "gap"
    assert not chart.has_legend, "lines are labelled directly"
    labels = chart._chartSpace.xpath(".//c:dLbl")
    assert len(labels) == len(names)


def test_edit_data_opens_the_workbook(ask: Ask, publication: Publication) -> None:
    import openpyxl

    exhibit = ask("compare", "ja", indicator=["births"], region=["KR-47", "JP-22"])
    (slide,) = slides(powerpoint_bytes(exhibit, publication))
    (shape,) = [shape for shape in slide.shapes if shape.has_chart]
    sheet = openpyxl.load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob)).active
    assert [cell.value for cell in sheet[1]][1:3] == ["慶北", "静岡"]
    values = [row[1].value for row in sheet.iter_rows(min_row=2) if row[1].value is not None]
    held = exhibit.data[exhibit.data.region_code == "KR-47"].value.dropna()
    assert values == pytest.approx(held.tolist())


def test_a_country_without_figures_is_not_drawn_as_one_that_lacks_them(
    ask: Ask, publication: Publication
) -> None:
    exhibit = ask("overview", "en", indicator=["home_ownership_rate"])
    (slide,) = slides(powerpoint_bytes(exhibit, publication))
    assert [shape.name for shape in slide.shapes if shape.shape_type == 6] == ["Japan"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_map_is_64_named_shapes_filled_by_class(
    ask: Ask, publication: Publication, known: Catalogue, language: Language
) -> None:
    exhibit = ask("overview", language, indicator=["share_65plus"])
    (slide,) = slides(powerpoint_bytes(exhibit, publication))
    groups = [shape for shape in slide.shapes if shape.shape_type == 6]
    from_west = [group.name for group in sorted(groups, key=lambda group: group.left)]
    assert from_west == [messages(language)(f"country.{code}") for code in ("KR", "JP")]
    regions = {shape.name: shape for group in groups for shape in group.shapes if "(" in shape.name}
    assert len(regions) == 64
    classes = classes_of(exhibit, exhibit.data[are_regions(exhibit.data.region_code)].value, LIGHT)
    for row in exhibit.data.to_dict("records"):
        code = str(row["region_code"])
        if len(code) == 2:
            continue
        shape = regions[f"{known.regions[code].short[language]} ({code})"]
        fill = shape._element.spPr.find(qn("a:solidFill")).find(qn("a:srgbClr")).get("val")
        assert f"#{fill}" == classes.colour(row["value"])
        assert exhibit.format(row["value"], row["country"]) in shape._element.xpath(".//p:cNvPr")[0].get(
            "descr"
        )


def test_a_region_without_a_figure_is_hatched(ask: Ask, publication: Publication) -> None:
    exhibit = ask("overview", "en", indicator=["leading_companies"])
    assert exhibit.missing
    (slide,) = slides(powerpoint_bytes(exhibit, publication))
    for shape in every_shape(slide.shapes):
        if shape.name.endswith(tuple(f"({code})" for code in exhibit.missing)):
            assert shape._element.spPr.find(qn("a:pattFill")) is not None
    assert messages("en")("slide.no_figure", count=len(exhibit.missing)) in texts(slide)


def test_a_pyramid_has_men_on_the_left_on_one_scale(ask: Ask, publication: Publication) -> None:
    exhibit = ask("deck/pyramid", "en", region=["KR-47", "JP-22"])
    (slide,) = slides(powerpoint_bytes(exhibit, publication))
    charts = [shape.chart for shape in slide.shapes if shape.has_chart]
    assert len(charts) == 2
    for code, chart in zip(("KR-47", "JP-22"), charts, strict=True):
        own = exhibit.data[exhibit.data.region_code == code]
        for series, sex, sign in zip(chart.plots[0].series, ("male", "female"), (-1, 1), strict=True):
            expected = own[own.sex == sex].sort_values("age_from").share * sign
            assert list(series.values) == pytest.approx(expected.tolist())
    assert len({(chart.value_axis.minimum_scale, chart.value_axis.maximum_scale) for chart in charts}) == 1


def test_a_table_holds_what_the_reader_sees(ask: Ask, publication: Publication) -> None:
    exhibit = ask("deck/numbers", "en", region=["KR-47", "JP-22"])
    (slide,) = slides(powerpoint_bytes(exhibit, publication))
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0][1:] == ["Gyeongbuk", "Shizuoka"]
    share = next(row for row in cells if row[0].startswith("Registered population aged 65+"))
    held = exhibit.data[exhibit.data.indicator_id == "registered_share_65plus"].set_index("region_code").value
    assert share[1:] == [f"{held[code]:.1f}%" for code in ("KR-47", "JP-22")]


def test_layouts_are_ours(ask: Ask, publication: Publication) -> None:
    presentation = Presentation(io.BytesIO(powerpoint_bytes(ask("overview"), publication)))
    assert (presentation.slide_width, presentation.slide_height) == (WIDTH, HEIGHT)
    names = {layout.name for layout in presentation.slide_layouts}
    assert {
        "Title",
        "Section",
        "Chart",
        "Two charts",
        "Big number",
        "Map",
        "Table",
        "Sources",
    } <= names
    master = presentation.slide_master.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    )
    assert LIGHT.korea[0][1:].encode() in master.blob


def test_two_languages_stand_side_by_side(ask: Ask, publication: Publication) -> None:
    left = ask("compare", "ko", indicator=["births"], region=["KR-47", "JP-22"])
    right = ask("compare", "ja", indicator=["births"], region=["KR-47", "JP-22"])
    (slide,) = slides(presentation_bytes([PairSlide(left, right)], publication, "ko"))
    assert slide.shapes.title.text_frame.text.replace(BREAK, "") == left.claim
    assert right.claim in texts(slide)
    assert left.source_line in texts(slide) and right.source_line in texts(slide)
    assert len([shape for shape in slide.shapes if shape.has_chart]) == 2


@pytest.mark.parametrize(
    "title",
    [
        "<b>&amp;</b> \U0001f600",
        "x" * 500,
        "가나다 " * 125,
        "\u202eabc\u2066",
        "\x00\x07\x1b",
        '=HYPERLINK("x")',
    ],
)
def test_nasty_titles_do_no_harm(ask: Ask, publication: Publication, title: str) -> None:
    exhibit: Exhibit = ask("compare", indicator=["births"], region=["KR-47", "JP-22"])
    contents: list[Content] = [CoverSlide(title, title, "en"), ExhibitSlide(exhibit, title, title)]
    shown = slides(presentation_bytes(contents, publication, "en"))
    text = shown[1].shapes.title.text_frame.text.replace(BREAK, "")
    assert len(text) < 300
    assert not set(text) & set("\u202e\u2066\x00\x07\x1b")
    if "<b>" in title:
        assert text == title


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_titles_subtitles_and_comparability_are_whole(
    ask: Ask, publication: Publication, language: Language
) -> None:
    one, other = (
        ask("compare", language, indicator=[name], region=["KR-47", "JP-22"])
        for name in ("population_total", "net_migration_rate")
    )
    long = replace(one, subtitle=f"{one.subtitle} {one.comparability.text} {other.subtitle}")
    shown = slides(presentation_bytes([ExhibitSlide(long), PairSlide(long, other)], publication, language))
    for slide, exhibits in zip(shown, ((long,), (long, other)), strict=True):
        written = texts(slide)
        assert "…" not in written
        for exhibit in exhibits:
            assert exhibit.subtitle in written
            assert exhibit.comparability.text in written
        inner = [shape for shape in slide.shapes if shape.has_chart]
        lowest = max(shape.top + shape.height for shape in inner)
        (foot,) = [shape for shape in slide.placeholders if shape.placeholder_format.idx == FOOT_INDEX]
        assert lowest <= foot.top
        assert foot.top + foot.height <= HEIGHT


def test_a_view_without_figures_makes_a_slide_that_says_so(ask: Ask, publication: Publication) -> None:
    query = {"indicator": ["births"], "region": ["KR-50"], "from": ["1980"], "to": ["1990"]}
    exhibit = ask("compare", "ko", **query)
    exhibit = replace(exhibit, data=exhibit.data.iloc[0:0])
    (slide,) = slides(powerpoint_bytes(exhibit, publication))
    assert messages("ko")("slide.nothing_to_draw") in texts(slide)


def test_the_same_parts_are_valid_xml(ask: Ask, publication: Publication) -> None:
    import zipfile

    content = powerpoint_bytes(ask("overview", "ja"), publication)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
