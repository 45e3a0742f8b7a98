"""The deck page, and the export bar of every page, as Streamlit runs them."""

from itertools import cycle
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from exports.pdf import PdfNotMade
from i18n.messages import messages
from regions.database.build import current_build
from regions.database.languages import LANGUAGES
from regions.exhibits.deck import read, resolve
from tests.pages.picking import picker
from tests.pages.visits import ENTRY, open_page, texts

SLIDES = ["/?indicator=share_65plus&region=KR-47", "/compare?indicator=births&region=KR-47&title=Mine"]

pytestmark = pytest.mark.usefixtures("database_path")


def slides_in(app: AppTest) -> list[str]:
    held = app.query_params.get("slide", [])
    return [held] if isinstance(held, str) else list(held)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_deck_says_how_to_begin(language: str) -> None:
    app = open_page("deck", lang=language)
    assert not app.exception
    assert messages(language)("deck.empty") in texts(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_is_shown_before_it_fills_the_deck(language: str) -> None:
    app = open_page("deck", lang=language)
    picker(app, "deck-template").choose("countries")
    assert not app.exception
    preview = next(one.body for one in app.html if '<ol class="deck-preview">' in one.body)
    assert preview.count("<li>") == preview.count("<svg") + preview.count("data:image") == 10
    assert "2024" in preview
    app.button(key="deck-fill").click().run()
    assert len(slides_in(app)) == 10
    assert not any('<ol class="deck-preview">' in one.body for one in app.html)


@pytest.mark.parametrize(
    ("about", "first"),
    [
        (["KR-27", "JP-42"], "/deck/numbers?region=KR-27&region=JP-42"),
        (["JP-40"], "/deck/numbers?region=JP-40"),
        (["KR", "JP-40"], "/deck/numbers?region=KR&region=JP"),
    ],
)
def test_slides_asked_for_about_regions_fill_the_deck_and_give_the_former_back(
    about: list[str], first: str
) -> None:
    app = open_page("deck", lang="en", slide=SLIDES, about=about)
    assert not app.exception
    assert slides_in(app)[0] == first
    assert "about" not in app.query_params
    app.button(key="deck-undo-go").click().run()
    assert slides_in(app) == SLIDES


@pytest.mark.parametrize(("slides", "said"), [(SLIDES[:1], "A slide was"), (SLIDES, "slides were")])
def test_as_many_slides_are_said_to_be_gone_as_went(slides: list[str], said: str) -> None:
    app = open_page("deck", lang="en", slide=slides, about=["JP-40"])
    assert f"{said} taken out." in texts(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_cards_show_the_slides_of_the_address(language: str) -> None:
    app = open_page("deck", lang=language, slide=[*SLIDES, "/nowhere"])
    assert not app.exception
    shown = texts(app)
    assert messages(language)("deck.slides", count=3) in shown
    assert "**Mine**" in shown
    assert messages(language)("deck.broken", address="/nowhere") in shown


def test_cards_move_and_leave() -> None:
    app = open_page("deck", lang="en", slide=SLIDES)
    app.button(key="down-0").click().run()
    assert slides_in(app) == SLIDES[::-1]
    app.button(key="remove-0").click().run()
    assert slides_in(app) == SLIDES[:1]
    app.button(key="remove-0").click().run()
    assert slides_in(app) == []
    assert messages("en")("deck.empty") in texts(app)


def test_a_title_and_a_note_are_kept_in_the_address() -> None:
    app = open_page("deck", lang="en", slide=SLIDES[:1])
    key = next(str(field.key) for field in app.text_input if str(field.key).startswith("title-0"))
    app.text_input(key=key).set_value("*Ours* & theirs").run()
    assert not app.exception
    (slide,) = slides_in(app)
    assert "title=%2AOurs%2A+%26+theirs" in slide
    assert r"\*Ours\*" in texts(app), "signs of Markdown are letters"


def test_the_language_switch_keeps_the_deck() -> None:
    app = open_page("deck", lang="ko", slide=SLIDES)
    app.button_group(key="language").set_value("ja").run()
    assert app.query_params["lang"] == "ja" or app.query_params["lang"] == ["ja"]
    assert slides_in(app) == SLIDES


@pytest.mark.parametrize(
    ("template", "language"), list(zip(["region", "pair", "forum", "countries"], cycle(LANGUAGES)))
)
def test_a_template_fills_the_deck(template: str, language: str) -> None:
    app = open_page("deck", lang=language)
    picker(app, "deck-template").choose(template)
    app.button(key="deck-fill").click().run()
    assert not app.exception
    assert 8 <= len(slides_in(app)) <= 10
    assert not app.warning, "no card is broken"


def test_the_presentation_is_made_and_offered() -> None:
    app = open_page("deck", lang="en", slide=SLIDES)
    app.button(key="deck-go").click().run()
    assert not app.exception
    assert any("deck_en.pptx" in str(button.proto.label) for button in app.download_button)


def test_add_to_deck_follows_to_the_deck_page() -> None:
    app = open_page("overview", lang="en", indicator="share_65plus")
    app.button(key="deck-overview").click().run()
    assert messages("en")("action.added", count=1) in [toast.value for toast in app.toast]
    app.query_params.clear()
    app.switch_page("pages/deck.py")
    app.run()
    (slide,) = slides_in(app)
    assert slide.startswith("/?indicator=share_65plus")


@pytest.mark.parametrize(
    ("page", "query", "kind"),
    [
        ("exchange", {"region": ["KR-47"]}, "ties"),
        ("exchange", {"show": "meetings"}, "meetings"),
        ("companies", {"show": "list"}, "companies"),
    ],
)
def test_a_list_is_added_to_the_deck_and_stands_on_a_card(
    page: str, query: dict[str, str | list[str]], kind: str
) -> None:
    app = open_page(page, lang="ja", **query)
    app.button(key=f"deck-{kind}").click().run()
    app.query_params.clear()
    app.switch_page("pages/deck.py")
    app.run()
    assert not app.exception and not app.warning
    (slide,) = slides_in(app)
    shown = resolve(read(slide), "ja", current_build()).listing
    assert shown is not None and shown.id == kind
    assert shown.title in texts(app)


def test_an_embedded_view_has_no_frame() -> None:
    app = AppTest.from_file(str(ENTRY), default_timeout=120)
    app.context["is_embedded"] = True
    app.run()
    assert not app.exception
    assert not [control for control in app.get("button_group") if control.key == "language"]
    assert messages("en")("frame.neutrality") not in texts(app)
    assert messages("en")("frame.whole_view", product=messages("en")("product.name")) in texts(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_slide_breaks_the_page_and_each_can_be_removed(language: str) -> None:
    hostile = [
        "javascript:alert(1)",
        "/deck/pyramid?region=XX",
        "x" * 5000,
        "https:////[::1/compare",
        "[a](b)",
    ]
    app = open_page("deck", lang=language, slide=[*hostile, "/?year=abc"])
    assert not app.exception
    assert len(app.warning) == len(hostile)
    for left in reversed(range(len(hostile))):
        app.button(key="remove-0").click().run()
        assert not app.exception
        assert len(app.warning) == left


def test_a_deck_that_shows_nothing_offers_no_workbook() -> None:
    app = open_page("deck", lang="en", slide=["/nowhere"])
    assert not app.exception
    assert messages("en")("deck.workbook") not in [button.label for button in app.download_button]
    assert messages("en")("deck.workbook") in [
        button.label for button in open_page("deck", lang="en", slide=SLIDES[:1]).download_button
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("here", [True, False], ids=["office", "no-office"])
def test_a_pdf_is_offered_where_it_can_be_made(
    language: str, here: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("interface.deck.making", "interface.shared.made_files"):
        monkeypatch.setattr(f"{module}.office", lambda: "soffice" if here else None)

    def fail(_: Any) -> None:
        raise PdfNotMade("broken")

    monkeypatch.setattr("interface.shared.made_files.pdf_of", fail)
    app = open_page("deck", lang=language, slide=SLIDES[:1])
    t = messages(language)
    app.button(key="deck-go").click().run()
    assert (t("deck.pdf_hint") in texts(app)) is not here
    assert (t("deck.pdf") in [button.label for button in app.button]) is here
    if here:
        app.button(key="deck-pdf").click().run()
        assert not app.exception
        assert t("deck.pdf_failed") in texts(app)
        assert app.download_button, "the slides stay"
