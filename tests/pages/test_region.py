"""The region profile in every language, from deep links, for garbage, and as its controls are used."""

import re
from html import unescape
from itertools import cycle
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from i18n.messages import messages
from interface.region.contents import fold_key
from interface.region.header import claim_text
from interface.region.profile import SECTIONS
from interface.shared.html import link, text
from regions.asking.page_specs import PAGES
from regions.database.build import current_build
from regions.database.languages import LANGUAGES, Language
from regions.database.places import COUNTRIES, other_country
from regions.figures.groups import GROUPS
from regions.figures.panel import codes_of
from regions.figures.peers import themes
from tests.pages.visits import open_page

CHOICES = PAGES["region"].choices

# What is asked of the page, and what of it stays in the address beside the region.
LINKS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {}),
    ({"region": "KR-47"}, {}),
    ({"region": "JP-05", "group": "peers", "theme": "economy"}, {"group": "peers", "theme": "economy"}),
    ({"region": "KR-50", "pyramid_year": "2015", "reference": "JP-13"}, {"pyramid_year": "2015"}),
    ({"region": "KR-11", "flow_year": "2003"}, {"flow_year": "2003"}),
    (
        {"region": "JP-47", "group": "picked", "picked": ["KR-49", "JP-01"]},
        {"picked": ["KR-49", "JP-01"]},
    ),
    ({"region": "JP-13", "show": "print"}, {"show": "print"}),
]

pytestmark = pytest.mark.usefixtures("database_path")


def html(app: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in app.get("html"))


def unfold(app: AppTest, *keys: str) -> None:
    for key in keys:
        app.session_state[key] = True
    app.run()
    assert not app.exception


def words(app: AppTest) -> str:
    kinds = (app.markdown, app.caption, app.info, app.subheader)
    return "\n".join([html(app), *(str(element.value) for kind in kinds for element in kind)])


def test_the_address_knows_the_groups_and_themes_of_the_domain(database_path: object) -> None:
    assert CHOICES["group"].allowed_fixed == GROUPS
    assert set(CHOICES["theme"].allowed_fixed) == set(themes(current_build()))


@pytest.mark.parametrize(("link", "language"), list(zip(LINKS, cycle(LANGUAGES), strict=False)))
def test_a_deep_link_opens_its_view(link: tuple[dict[str, Any], dict[str, Any]], language: Language) -> None:
    query, kept = link
    app = open_page("region", lang=language, **query)
    assert not app.exception
    assert not app.info
    code = query.get("region", "KR-47")
    names = current_build().catalogue.regions[code].name
    shown = html(app)
    assert all(names[other] in shown for other in LANGUAGES), "the name in three scripts"
    assert claim_text(current_build(), code, language) in words(app).replace("&#x27;", "'")
    assert app.query_params["region"] == code
    assert {name: app.query_params[name] for name in kept} == kept
    # The footer is the last thing drawn: the page came to its end.
    assert messages(language)("frame.neutrality") in words(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_garbage_gives_the_default_view_and_says_so(language: str) -> None:
    app = open_page(
        "region",
        lang=language,
        region=["XX-99", "'; DROP TABLE region; --"],
        group="<script>alert(1)</script>",
        picked=["KR", "JP-99"],
        theme="\u0000",
        reference="moon",
        pyramid_year="abc",
        flow_year="-1",
        show="cubic",
    )
    assert not app.exception
    assert app.query_params["region"] == "KR-47"
    assert "group" not in app.query_params
    notices = [str(notice.value) for notice in app.info]
    assert messages(language)("notice.unknown_region", value="XX-99") in notices
    assert messages(language)("notice.unusable_value", value="reference=moon") in notices
    assert "<script>" not in html(app)


def test_regions_of_all_kinds_open() -> None:
    app = open_page("region", lang="en")
    for country in COUNTRIES:
        for code in codes_of(current_build(), country)[::16]:
            app.query_params["region"] = code
            app.run()
            assert not app.exception, code
            assert not app.info, code


@pytest.mark.parametrize("nation", COUNTRIES)
def test_a_nation_gets_a_sentence_instead_of_a_profile(nation: str) -> None:
    for query in ({}, {"show": "print"}):
        app = open_page("region", lang="en", region=nation, **query)
        assert not app.exception
        country = messages("en")(f"country.{nation}")
        assert [str(one.value) for one in app.info] == [
            messages("en")("region.nation_has_no_profile", country=country)
        ]


def test_a_group_with_nobody_in_it_says_so_and_invents_no_position() -> None:
    app = open_page("region", lang="en", region="KR-50", group="sisters")
    assert [str(one.value) for one in app.info] == [messages("en")("region.group_empty")]
    assert 'class="strip"' not in html(app)


def test_only_figures_that_are_held_get_a_row() -> None:
    shown = html(open_page("region", lang="en", region="KR-47", group="country"))
    assert "Minimum wage" not in [part.split("<")[0] for part in shown.split('target="_self">')]
    assert "nan" not in shown.replace("Korean", "").lower().split()


def test_the_year_of_the_pyramid_moves_the_address_and_the_title() -> None:
    app = open_page("region", lang="en", region="KR-47")
    assert not app.select_slider, "a folded section has nothing in it"
    unfold(app, "profile-ages")
    slider = app.select_slider(key="region.pyramid_year_slider")
    assert slider.value == 2025
    slider.set_value(2015).run()
    assert not app.exception
    assert app.query_params["pyramid_year"] == "2015"
    assert "In 2015," in words(app)


def test_the_region_survives_the_language_switch_and_the_way_to_another_page() -> None:
    app = open_page("region", lang="ja", region="JP-22", group="country")
    app.button_group(key="language").set_value("ko").run()
    assert dict(app.query_params) == {"lang": "ko", "region": "JP-22", "group": "country"}
    app.query_params.clear()
    app.switch_page("pages/compare.py")
    app.run()
    assert app.query_params["region"] == "JP-22"


def test_the_print_view_is_entered_and_left() -> None:
    app = open_page("region", lang="en", region="KR-49")
    app.button(key="region.enter_print").click().run()
    assert app.query_params["show"] == "print"
    assert 'class="columns"' in html(app)
    app.button(key="region.leave_print").click().run()
    assert not app.exception
    assert "show" not in app.query_params


@pytest.mark.parametrize(("language", "code"), [("ko", "KR-43"), ("ja", "JP-47"), ("en", "JP-13")])
def test_paper_says_below_each_name_what_compares_and_names_similar_regions(
    language: Language, code: str
) -> None:
    shown = html(open_page("region", lang=language, region=code, show="print"))
    t = messages(language)
    columns = shown[shown.index('class="columns"') : shown.index('class="peers alike"')]
    for comparable in ("near", "differs"):
        assert f'<span class="marks">{t(f"region.comparable.{comparable}")}' in columns
    assert "<td></td>" not in columns
    assert "more indicator is" not in columns
    assert columns.count("<colgroup>") == columns.count("<table")
    assert text(t("region.alike", country=t(f"country.{other_country(code)}"))) in shown


def test_the_words_of_the_data_cannot_become_markup() -> None:
    assert text("<b>&\"'") == "&lt;b&gt;&amp;&quot;&#x27;"
    assert "<script>" not in link("compare", "<script>", "<script>", region=['"><script>'])


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    query=st.dictionaries(
        st.sampled_from(["lang", "region", "show", *CHOICES]),
        st.one_of(
            st.text(max_size=20).filter(str.strip),
            st.sampled_from(["KR-47", "JP-13", "picked", "sisters", "print", "2024", "economy"]),
        ),
        max_size=5,
    )
)
def test_no_query_breaks_the_page(query: dict[str, str]) -> None:
    assert not open_page("region", **query).exception


def test_headline_indicators_stand_open_and_the_others_are_folded() -> None:
    known = current_build().catalogue
    app = open_page("region", lang="en", region="KR-47")
    assert "<table" not in html(app)
    unfold(app, "profile-standing")
    first = html(app)
    folded = [one.label for one in app.expander]
    assert any(label.startswith("Population: ") and label.endswith("more indicators") for label in folded)
    unfold(app, *(f"region-topic-{code}" for code in known.topics))
    whole = html(app)
    for indicator in known.indicators.values():
        row = f"compare?indicator={indicator.id}&amp;"
        if row in whole:
            assert (row in first) == indicator.headline, indicator.id


@pytest.mark.parametrize(
    ("asked", "opened"),
    [
        ({}, []),
        ({"group": "peers"}, ["profile-standing"]),
        ({"group": "all"}, []),
        ({"theme": "economy"}, ["profile-peers"]),
        ({"pyramid_year": "2015", "flow_year": "2020"}, ["profile-ages", "profile-moves"]),
    ],
)
def test_a_link_opens_the_sections_it_asks_something_of(asked: dict[str, str], opened: list[str]) -> None:
    app = open_page("region", lang="ko", region="KR-47", **asked)
    keys = [fold_key(section) for section in SECTIONS]
    assert [key for key in keys if app.session_state[key]] == opened


def test_what_the_reader_folds_stays_folded_until_the_address_asks_something_else() -> None:
    app = open_page("region", lang="ko", region="KR-47", theme="economy")
    app.session_state["profile-peers"] = False
    app.run()
    assert not app.session_state["profile-peers"]
    app.query_params["theme"] = "society"
    app.run()
    assert app.session_state["profile-peers"]


def test_a_similar_region_leads_to_the_time_shift_of_exactly_that_pair() -> None:
    shown = html(open_page("region", lang="en", region="KR-47"))
    link = re.search(r'href="(compare[^"]*)"[^>]*>Ageing: Ibaraki was here ([0-9.]+) years before<', shown)
    assert link is not None
    query = parse_qs(urlsplit(unescape(link[1])).query)
    assert query == {
        "lang": ["en"],
        "indicator": ["share_65plus"],
        "region": ["KR-47", "JP-08"],
        "mode": ["lag"],
    }
    app = open_page("compare", **query)
    assert not app.exception
    said = words(app)
    assert re.search(
        rf"## .*Gyeongbuk.*: Ibaraki was at this level around \d+, {link[2]} years earlier", said
    )
    assert "The other way round, Ibaraki" in said.replace("\\", "")
