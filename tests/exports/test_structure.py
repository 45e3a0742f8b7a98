"""Office files as strict readers take them: parts, relations, order of elements, numbers of shapes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from lxml import etree

from exports.decks import Workshop, deck_file, deck_workbook
from exports.formats import FORMATS, ListOrder
from exports.powerpoint.contents import Content, CoverSlide, ExhibitSlide
from exports.powerpoint.deck import presentation_bytes
from exports.powerpoint.tables import MOST_ROWS
from exports.powerpoint.ties import add_ties_map, add_ties_matrix
from exports.publication import Publication
from exports.tables import Note, xlsx_file
from i18n.messages import messages
from regions.asking.view import View
from regions.database.build import Build
from regions.exhibits.deck import Deck, read, section
from regions.policy.tie_places import place_pairs
from regions.policy.ties import all_ties, pair_counts, ties_listing
from regions.shapes.listing import Listing
from tests.exports.conftest import BASE, Ask
from tests.exports.structure import faults, parts_of, undeclared, unreached, untyped

# A view for each form of native chart, table and map.
ADDRESSES = (
    *("/?indicator=share_65plus", "/compare?indicator=births&indicator=grdp_total"),
    *("/rank?indicator=share_65plus", "/rank?indicator=share_65plus&show=change", "/rank?show=relation"),
    *("/region?region=KR-47&part=region-accounts", "/region?region=KR-47&part=region-flows"),
    *(
        "/region?region=KR-47&part=region-pyramid",
        "/explore?indicator=births&indicator=deaths&show=correlation",
    ),
    *("/explore?indicator=births&show=missing", "/explore?indicator=births&show=years&country=KR"),
    *("/deck/numbers?region=KR-47", "/deck/numbers?region=KR-47&region=JP-22"),
)


@pytest.fixture(name="workshop", scope="module")
def fixture_workshop(publication: Publication, build: Build) -> Workshop:
    return Workshop(publication, build, f"{BASE}/deck?lang=en")


@pytest.fixture(name="ties", scope="module")
def fixture_ties(build: Build) -> Listing:
    return ties_listing(View("exchange", "ja"), build, all_ties(build).head(MOST_ROWS + 1))


def test_a_deck_of_every_kind_of_slide_has_no_fault(workshop: Workshop, tmp_path: Path) -> None:
    deck = Deck((section("A & B"), *map(read, ADDRESSES)))
    assert faults(deck_file(deck, "one", "ko", workshop).content, tmp_path, ".pptx") == []
    few = Deck(deck.slides[1:8])
    assert faults(deck_workbook(few, "ja", workshop).content, tmp_path, ".xlsx") == []


@pytest.mark.parametrize("draw", [add_ties_map, add_ties_matrix])
def test_a_list_and_its_chart_have_no_fault(
    draw: Callable[..., None], ties: Listing, publication: Publication, build: Build, tmp_path: Path
) -> None:
    pairs = pair_counts(build) if draw is add_ties_matrix else place_pairs(build)
    drawn = partial(draw, listing=ties, pairs=pairs, catalogue=build.catalogue)
    order = ListOrder(ties, publication, drawn)
    assert faults(FORMATS["powerpoint"].make_list(order), tmp_path, ".pptx") == []
    assert faults(FORMATS["excel"].make_list(order), tmp_path, ".xlsx") == []


def test_a_workbook_of_open_data_has_no_fault(ask: Ask, tmp_path: Path) -> None:
    table = ask("compare", indicator=["births"]).data
    assert faults(xlsx_file(table, (Note("births", "a & b"),)), tmp_path, ".xlsx") == []


def test_a_presentation_says_of_itself_what_is_true(ask: Ask, publication: Publication) -> None:
    shown = [ExhibitSlide(ask("overview", "ja")) for _ in range(2)]
    contents: list[Content] = [CoverSlide("Births", "", "ja"), *shown]
    parts = parts_of(presentation_bytes(contents, publication, "ja"))
    told = {
        etree.QName(one).localname: one.text or ""
        for name in ("/docProps/app.xml", "/docProps/core.xml")
        for one in etree.fromstring(parts[name]).iter()
    }
    product = messages("ja")("product.name")
    assert (told["Slides"], told["Notes"], told["title"]) == ("3", "2", "Births")
    assert {told[name] for name in ("Application", "creator", "lastModifiedBy")} == {product}
    assert told["description"] == ""
    for name in ("created", "modified"):
        age = datetime.now(tz=UTC) - datetime.fromisoformat(told[name])
        assert timedelta() <= age < timedelta(minutes=5), name
    assert [name for name in parts if "printer" in name or "thumbnail" in name] == []


TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/presentationml/2006/main"


def test_what_no_schema_holds_is_found() -> None:
    """The rules of our own refuse a broken package of each kind."""
    types = f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="r"/>'
    types += '<Override PartName="/gone.xml" ContentType="x"/></Types>'
    relations = f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="t" Target="nowhere.xml"/>'
    relations += "</Relationships>"
    parts = {"/[Content_Types].xml": types.encode(), "/_rels/.rels": relations.encode(), "/lost.xml": b"<a/>"}
    assert untyped(parts) == [
        "/lost.xml has no content type",
        "/gone.xml has a content type and is not there",
    ]
    assert unreached(parts) == [
        "/ leads to /nowhere.xml, which is not there",
        "nothing leads to /lost.xml",
    ]


@pytest.mark.parametrize(
    ("size", "notes", "listed", "wrong"),
    [
        ('cx="12191695" cy="6858000" type="screen4x3"', False, False, 1),
        ('cx="9144000" cy="6858000" type="screen4x3"', False, False, 0),
        ('cx="12191695" cy="6858000"', True, False, 1),
        ('cx="12191695" cy="6858000"', False, True, 1),
        ('cx="12191695" cy="6858000"', True, True, 0),
    ],
)
def test_a_size_and_a_master_of_notes_are_declared(size: str, notes: bool, listed: bool, wrong: int) -> None:
    held = "<p:notesMasterIdLst/>" if listed else ""
    root = f'<p:presentation xmlns:p="{MAIN}">{held}<p:sldSz {size}/></p:presentation>'
    parts = {"/ppt/presentation.xml": root.encode()}
    if notes:
        parts["/ppt/notesMasters/notesMaster1.xml"] = b""
    assert len(undeclared(parts)) == wrong
