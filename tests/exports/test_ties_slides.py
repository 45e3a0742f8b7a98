"""Ties on slides: a native line a pair, a native table of the matrix; the numbers are those of the build."""

import io
from functools import partial
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from exports.powerpoint.master import new_presentation
from exports.powerpoint.slides import add_drawn
from exports.powerpoint.structure import presentation_file
from exports.powerpoint.ties import add_ties_map, add_ties_matrix
from exports.publication import Publication
from i18n.messages import messages
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES, Language
from regions.policy.tie_places import place_pairs
from regions.policy.ties import all_ties, pair_counts, ties_listing

LEGEND_LINES = 2
RINGED = "①②③④⑤⑥⑦⑧⑨⑩"


@pytest.fixture(name="first_slide")
def fixture_first_slide(known: Catalogue, build: Build, publication: Publication) -> Any:
    def first_slide(draw: Any, language: Language, regions: tuple[str, ...] = ()) -> Any:
        listing = ties_listing(View("exchange", language, regions=regions), build, all_ties(build))
        pairs = pair_counts(build) if draw is add_ties_matrix else place_pairs(build)
        drawn = partial(draw, listing=listing, pairs=pairs, catalogue=known)
        presentation = new_presentation(language)
        add_drawn(presentation, listing, publication, drawn)
        content = presentation_file(presentation, listing.title, language)
        return Presentation(io.BytesIO(content)).slides[0]

    return first_slide


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_pair_is_a_line_that_tells_its_ties(language: Language, first_slide: Any, build: Build) -> None:
    slide = first_slide(add_ties_map, language)
    lines = [shape for shape in slide.shapes if shape._element.tag.endswith("cxnSp")]
    assert len(lines) == len(place_pairs(build)) + LEGEND_LINES
    told = [line._element.xpath(".//p:cNvPr")[0].get("descr") for line in lines]
    assert all(told)
    assert len({shape.shape_id for shape in slide.shapes}) == len(slide.shapes)
    words = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert messages(language)("warning.partial_coverage") in words


def test_a_region_picked_keeps_its_own_lines(first_slide: Any, build: Build) -> None:
    slide = first_slide(add_ties_map, "en", ("KR-47",))
    lines = [shape for shape in slide.shapes if shape._element.tag.endswith("cxnSp")]
    own = place_pairs(build)[lambda pairs: pairs.kr_region_code == "KR-47"]
    assert len(lines) == len(own) + LEGEND_LINES
    names = [line.name for line in lines]
    assert sum(name.startswith("Gyeongbuk – ") for name in names) == (own.kr_code == "KR-47").sum()
    assert any(name.startswith("Gyeongju – ") for name in names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_matrix_is_a_table_with_every_count(
    language: Language, first_slide: Any, build: Build, known: Catalogue
) -> None:
    slide = first_slide(add_ties_matrix, language)
    (table,) = [s.table for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.TABLE]
    assert (len(table.rows), len(table.columns)) == (18, 48)
    korea, japan = known.regions_of("KR"), known.regions_of("JP")
    held = {
        (one["kr_region_code"], one["jp_region_code"]): one for one in pair_counts(build).to_dict("records")
    }
    for row, one in enumerate(korea, 1):
        assert table.cell(row, 0).text == one.short[language]
        for column, other in enumerate(japan, 1):
            pair = held.get((one.code, other.code))
            expected = "" if pair is None else str(pair["ties"])
            if pair and pair["provinces"]:
                expected = RINGED[pair["ties"] - 1]
            assert table.cell(row, column).text == expected, (one.code, other.code)
