"""Every exhibit of every page in every format and language: the whole product, without a browser."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from exports.figures import full_frame
from exports.formats import FORMATS, Format, Order, Place, offered
from exports.publication import Publication
from regions.asking.page_specs import PAGES
from regions.asking.view import decode
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES, Language
from regions.exhibits.answers import ANSWERS, answer

CHOSEN: dict[str, dict[str, list[str]]] = {
    "compare": {"indicator": ["births"], "region": ["KR-47", "JP-05"]},
    "explore": {"topic": ["ageing"], "country": ["KR"]},
}


def sheets_of(content: bytes) -> list[str]:
    """Return the names of the sheets; every part is well formed, for which openpyxl takes far longer."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            etree.fromstring(parts.read(name))
    names: list[str] = openpyxl.load_workbook(io.BytesIO(content), read_only=True).sheetnames
    return names


OPENS: dict[str, Callable[[bytes], Any]] = {
    "powerpoint": lambda content: (
        Presentation(io.BytesIO(content)).slides[0].shapes.title.text_frame.text.replace("\v", "")
    ),
    "excel": sheets_of,
    "csv": lambda content: content.decode("utf-8-sig"),
    "notes": lambda content: content.decode("utf-8-sig").startswith("# "),
    "csv_full": lambda content: content.decode("utf-8-sig"),
    "json": lambda content: json.loads(content)["data"],
    "package": lambda content: zipfile.ZipFile(io.BytesIO(content)).read("datapackage.json"),
    "bibtex": lambda content: "@misc{" in content.decode(),
    "ris": lambda content: "TY  - DATA" in content.decode(),
}
UNDER_FIGURES = offered("row", "more", "citation")
# What a place offers, by the function that makes it; charts and decks have their own.
MAKERS: dict[Place, str] = {
    **dict.fromkeys(("row", "more", "citation"), "make"),
    "list": "make_list",
    **dict.fromkeys(("figures", "companies"), "make_table"),
}
# The printed region has the exhibits of its page.
SHOWN = [(page, show) for page in ANSWERS for show in PAGES[page].shows or ("",) if show != "print"]
# Every figure of a dozen indicators is the same large file whoever asks; one language is enough.
MANY = 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("page", "show"), SHOWN, ids=["-".join(filter(None, one)) for one in SHOWN])
def test_every_exhibit_opens_in_every_format(
    page: str, show: str, language: Language, known: Catalogue, build: Build, publication: Publication
) -> None:
    asked = {**CHOSEN.get(page, {}), "lang": [str(language)], **({"show": [show]} if show else {})}
    view, _ = decode(page, asked, known)
    for exhibit in answer(view, build):
        assert exhibit.source_line
        for kind in UNDER_FIGURES:
            if kind.id == "csv_full" and language != "en" and exhibit.data.indicator_id.nunique() > MANY:
                continue
            assert OPENS[kind.id](kind.make(Order(exhibit, publication, build))), (exhibit.id, kind.id)


@pytest.mark.parametrize(
    ("page", "asked", "language"),
    [
        ("compare", {"region": ["KR-47730", "JP-32501", "KR-47"]}, "ko"),
        ("rank", {"level": ["municipality"], "region": ["KR-47730"]}, "ja"),
        ("rank", {"within": ["KR", "JP"], "show": ["swarm"]}, "en"),
        ("explore", {"within": ["KR-47"], "indicator": ["registered_share_65plus"]}, "ko"),
        ("explore", {"region": ["JP-32501"], "show": ["indicators"]}, "ja"),
    ],
)
def test_municipalities_open_in_every_format(
    page: str,
    asked: dict[str, list[str]],
    language: Language,
    known: Catalogue,
    build: Build,
    publication: Publication,
) -> None:
    view, notices = decode(page, {**asked, "lang": [language]}, known)
    (exhibit,) = answer(view, build)
    assert notices == () and exhibit.source_line
    for kind in UNDER_FIGURES:
        assert OPENS[kind.id](kind.make(Order(exhibit, publication, build))), kind.id


def test_the_whole_of_a_comparison_holds_all_that_is_compared(known: Catalogue, build: Build) -> None:
    view, _ = decode("compare", {"region": ["KR-47730", "JP-32"]}, known)
    (exhibit,) = answer(view, build)
    whole = full_frame(exhibit, build)
    assert set(whole.region_code) == {"KR-47730", "JP-32", "KR", "JP"}
    assert (whole.groupby("region_code").year.nunique() > 1).all()


def test_a_slide_of_municipalities_holds_a_named_shape_of_each(
    known: Catalogue, build: Build, publication: Publication
) -> None:
    """22 of Gyeongbuk, of which one is a far island, and 19 of Shimane."""
    view, _ = decode("municipalities", {"lang": ["en"]}, known)
    exhibit = answer(view, build)[0]
    content = FORMATS["powerpoint"].make(Order(exhibit, publication, build))
    shapes = Presentation(io.BytesIO(content)).slides[0].shapes
    groups = [list(shape.shapes) for shape in shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    assert [len(group) for group in groups] == [21, 19]
    assert any(shape.name == "Uiseong-gun (KR-47730)" for shape in groups[0])


def test_no_format_is_left_out() -> None:
    assert set(OPENS) == {kind.id for kind in UNDER_FIGURES}


@pytest.mark.parametrize("kind", FORMATS.values(), ids=FORMATS)
def test_what_a_place_offers_can_be_made_and_nothing_else(kind: Format) -> None:
    unmade = Format.__dataclass_fields__["make"].default
    made = {name for name in MAKERS.values() if getattr(kind, name) is not unmade}
    assert made == {MAKERS[place] for place in kind.places if place in MAKERS}


def test_every_format_is_described() -> None:
    described = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
    assert [code for code in FORMATS if f"`{code}`" not in described] == []
