"""The pages on policy instruments and exchange: every section in every language, links and garbage."""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from i18n.messages import messages
from regions.asking.page_specs import PAGES
from regions.database.languages import LANGUAGES
from tests.pages.visits import open_page, texts

pytestmark = pytest.mark.usefixtures("database_path")
SECTIONS = [(page, show) for page in ("companies", "exchange") for show in PAGES[page].shows]


def everything(app: AppTest) -> str:
    metrics = [f"{one.label} {one.value}" for one in app.metric]
    tables = [frame.value.to_csv() for frame in app.dataframe if isinstance(frame.value, pd.DataFrame)]
    return "\n".join([texts(app), *metrics, *tables])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("page", "show"), SECTIONS)
def test_every_section_renders(page: str, show: str, language: str) -> None:
    app = open_page(page, lang=language, show=show)
    assert not app.exception
    assert messages(language)("frame.neutrality") in texts(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_opening_section_tells_the_scheme_with_dates(language: str) -> None:
    shown = everything(open_page("companies", lang=language))
    for figure in ("2,148", "1,543", "1,060", "4,743", "185", "468", "667", "182"):
        assert figure in shown
    for date in ("2017-12-22", "2018-12-25", "2020-10-13", "2018-04-13", "2025"):
        assert date in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_forums_and_summits_in_the_readers_language(language: str) -> None:
    names = {"ko": "아이즈와카마쓰", "ja": "会津若松", "en": "Aizuwakamatsu"}
    shown = everything(open_page("exchange", lang=language, show="meetings"))
    assert names[language] in shown
    assert "2025-11-25" in shown


def test_the_ties_stand_on_the_page() -> None:
    shown = everything(open_page("exchange", lang="en"))
    for date in ("1990-04-24", "1987-06-26", "2016-08-08", "2016-10-31"):
        assert date in shown
    assert "declared void by Gyeongbuk in 2005" in shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["companies", "exchange"])
def test_garbage_gives_the_default_and_says_so(page: str, language: str) -> None:
    app = open_page(
        page,
        lang=language,
        show="<script>",
        region=["XX-99", "'; DROP TABLE tie; --"],
        count="many",
        per="capita",
        programme="none",
        round="1066",
        fiscal_year="9999",
        q="x" * 200,
    )
    assert not app.exception
    assert messages(language)("notice.unknown_region", value="XX-99") in texts(app)


def test_the_company_list_is_searched_filtered_and_linked() -> None:
    app = open_page("companies", lang="en", show="list", region="JP-41")
    assert "19 companies shown" in everything(app)
    app.text_input(key="companies.q").set_value("ノ瀬").run()
    assert app.query_params["q"] == "ノ瀬"
    assert "1 company shown" in everything(app)
    app.text_input(key="companies.q").set_value("no such company").run()
    assert messages("en")("companies.nothing") in texts(app)


def test_a_deep_link_opens_a_round_and_a_measure() -> None:
    app = open_page("companies", lang="en", count="FY2020", per="people")
    assert not app.exception
    assert app.query_params["count"] == "FY2020"
    assert app.query_params["per"] == "people"


def test_partners_of_a_region_with_reasons() -> None:
    app = open_page("exchange", lang="en", show="partners", region="KR-47")
    shown = everything(app)
    assert "15 partner regions" in shown
    assert "Ibaraki" in shown
    assert "of 47 in similarity" in shown


def test_the_block_of_a_region_draws_for_every_region() -> None:
    def script() -> None:
        from unittest.mock import patch

        from interface.region.policy_block import show_policy_and_exchange
        from interface.shared.state import PageRequest
        from regions.asking.view import View
        from regions.database.build import current_build

        build = current_build()
        catalogue = build.catalogue
        for region in catalogue.regions.values():
            if not region.is_country:
                view = View("companies", "ja", regions=(region.code,))
                with patch("streamlit.page_link"):  # links need the whole application
                    show_policy_and_exchange(PageRequest(view, build, ()))

    app = AppTest.from_function(script, default_timeout=120).run()
    assert not app.exception
    partial = messages("ja")("policy.partial")
    assert [str(one.value) for one in app.caption].count(partial) == 64
