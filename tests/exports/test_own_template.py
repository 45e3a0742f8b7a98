"""A speaker's own template: used where it is sound, refused with its reason where it is not."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches

from charts.theme import LIGHT
from exports.decks import Workshop, deck_file
from exports.powerpoint.own_template import LARGEST, UnusableTemplate, read_template
from exports.publication import Publication
from i18n.messages import messages
from regions.database.build import Build
from regions.database.languages import LANGUAGES
from regions.exhibits.deck import Deck, read
from tests.exports.conftest import BASE
from tests.exports.structure import faults, parts_of

_TEMPLATE_TYPE = b"presentationml.template.main+xml"
_PRESENTATION_TYPE = b"presentationml.presentation.main+xml"
ADDRESSES = (
    "/?indicator=share_65plus",
    "/compare?indicator=births",
    "/deck/numbers?region=KR-47&region=JP-22",
)


def made(width: float = 10.0, height: float = 5.625, slides: int = 2) -> bytes:
    """Return a presentation as others make them, with slides of its own."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(width), Inches(height)
    for _ in range(slides):
        slide = presentation.slides.add_slide(presentation.slide_layouts[0])
        slide.shapes.title.text_frame.text = "Secret"
    body = io.BytesIO()
    presentation.save(body)
    return body.getvalue()


def repacked(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Return a file with its parts changed."""
    parts = {name.removeprefix("/"): part for name, part in parts_of(content).items()}
    change(parts)
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return body.getvalue()


def joined(content: bytes, *beginnings: str) -> bytes:
    """Return the parts of a file whose names begin so, one behind the other."""
    return b"".join(part for name, part in parts_of(content).items() if name.startswith(beginnings))


def _add_macro(parts: dict[str, bytes]) -> None:
    parts["ppt/vbaProject.bin"] = b"macro"


def _declare_types(parts: dict[str, bytes]) -> None:
    name = "ppt/theme/theme1.xml"
    head, _, rest = parts[name].partition(b"?>")
    parts[name] = head + b'?><!DOCTYPE a [<!ENTITY b "c">]>' + rest


def _link_elsewhere(parts: dict[str, bytes]) -> None:
    name = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    link = (
        b'<Relationship Id="rId99" TargetMode="External" Target="http://10.0.0.1/logo.png" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
    )
    parts[name] = parts[name].replace(b"</Relationships>", link)


def _break(parts: dict[str, bytes]) -> None:
    parts["ppt/presentation.xml"] = parts["ppt/presentation.xml"][:200]


def _without_theme(parts: dict[str, bytes]) -> None:
    name = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    parts[name] = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


def _without_presentation(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = parts.pop("ppt/presentation.xml")


def _unfold(parts: dict[str, bytes]) -> None:
    parts["ppt/media/image1.bin"] = bytes(60_000_001)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_add_macro, "macros"),
        (_declare_types, "broken"),
        (_link_elsewhere, "links"),
        (_break, "broken"),
        (_without_theme, "broken"),
        (_without_presentation, "no_presentation"),
        (_unfold, "too_large"),
    ],
)
def test_a_file_that_may_harm_or_cannot_be_used_is_refused_with_its_reason(
    change: Callable[[dict[str, bytes]], None], code: str
) -> None:
    with pytest.raises(UnusableTemplate) as refused:
        read_template(repacked(made(), change))
    assert refused.value.code == code
    for language in LANGUAGES:
        assert messages(language)(f"template_file.{code}")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "broken"),
        (b"PK\x03\x04 and no more", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "protected"),
        (b"x" * LARGEST, "broken"),
        (b"x" * (LARGEST + 1), "too_large"),
    ],
)
def test_what_is_no_such_file_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(UnusableTemplate) as refused:
        read_template(content)
    assert refused.value.code == code


def test_a_potx_is_taken_and_its_slides_are_not() -> None:
    def as_template(parts: dict[str, bytes]) -> None:
        name = "[Content_Types].xml"
        parts[name] = parts[name].replace(_PRESENTATION_TYPE, _TEMPLATE_TYPE)

    template = read_template(repacked(made(), as_template))
    assert template.is_complete
    assert len(template.presentation().slides) == 0


@pytest.mark.parametrize(("width", "height"), [(10.0, 5.625), (13.333, 7.5), (10.0, 7.5)])
def test_slides_take_size_colours_and_fonts_of_the_template(
    width: float, height: float, publication: Publication, build: Build, tmp_path: Path
) -> None:
    workshop = Workshop(publication, build, f"{BASE}/deck", read_template(made(width, height)))
    content = deck_file(Deck(tuple(map(read, ADDRESSES)), "A & B"), "one", "ko", workshop).content
    presentation = Presentation(io.BytesIO(content))
    assert presentation.slide_width == Inches(width)
    assert [layout.name for layout in presentation.slide_layouts][:1] == ["Title Slide"]
    for slide in presentation.slides:
        # The places of the template stand where it wants them.
        for shape in (one for one in slide.shapes if not one.is_placeholder):
            assert shape.left >= 0 and shape.left + shape.width <= presentation.slide_width
            assert shape.top >= 0 and shape.top + shape.height <= presentation.slide_height
        assert all(not shape.has_text_frame or shape.text_frame.text for shape in slide.placeholders), (
            "no empty place is left"
        )
    drawn = joined(content, "/ppt/slides/", "/ppt/charts/chart")
    for colour in (LIGHT.text, *LIGHT.korea, *LIGHT.japan, *LIGHT.sequential, *LIGHT.sequential_japan):
        assert f'srgbClr val="{colour[1:]}"'.encode() not in drawn
    assert b'schemeClr val="accent1"' in drawn and b"Malgun Gothic" not in drawn
    assert b"Secret" not in b"".join(parts_of(content).values())
    assert faults(content, tmp_path, ".pptx") == []


def test_a_template_without_a_title_layout_says_so_and_still_serves(
    publication: Publication, build: Build
) -> None:
    presentation: Any = Presentation()
    for unused in list(presentation.slide_layouts)[:6]:
        presentation.slide_layouts.remove(unused)
    body = io.BytesIO()
    presentation.save(body)
    template = read_template(body.getvalue())
    assert not template.is_complete
    workshop = Workshop(publication, build, "", template)
    content = deck_file(Deck((read(ADDRESSES[1]),), "Title"), "one", "en", workshop).content
    first = Presentation(io.BytesIO(content)).slides[0]
    assert "Title" in [shape.text_frame.text for shape in first.shapes if shape.has_text_frame]


def test_accents_too_pale_for_the_ground_are_passed_over(publication: Publication, build: Build) -> None:
    presentation: Any = Presentation()
    body = io.BytesIO()
    presentation.save(body)

    def pale(parts: dict[str, bytes]) -> None:
        name = "ppt/theme/theme1.xml"
        assert b'val="4F81BD"' in parts[name]
        parts[name] = parts[name].replace(b'val="4F81BD"', b'val="FFF2CC"')

    workshop = Workshop(publication, build, "", read_template(repacked(body.getvalue(), pale)))
    deck = Deck((read("/compare?indicator=births&region=KR-47"),))
    charts = joined(deck_file(deck, "one", "en", workshop).content, "/ppt/charts/chart")
    assert b'schemeClr val="accent2"' in charts and b'schemeClr val="accent1"' not in charts
