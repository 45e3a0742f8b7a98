"""The list of companies with and without details, in three languages."""

from collections.abc import Callable

import pytest

from i18n.messages import messages
from regions.database.build import Build
from regions.database.languages import LANGUAGES
from tests.company_details import CREDIT, STATEMENTS
from tests.etl.registry import ALPHA, NAMES
from tests.pages.test_policy_pages import everything
from tests.pages.visits import open_page

pytestmark = pytest.mark.usefixtures("database_path")


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_details_nothing_is_promised(language: str) -> None:
    app = open_page("companies", lang=language, show="list")
    assert not app.exception
    assert "gBizINFO" not in everything(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_details_stand_below_the_list_with_credit_and_day(
    altered: Callable[..., Build], language: str
) -> None:
    altered(*STATEMENTS)
    app = open_page("companies", lang=language, show="list", q="架空")
    t = messages(language)
    assert not app.exception
    assert [one.value for one in app.subheader] == [t("company_details.title")]
    app.session_state["certifications"] = True  # the reader opens them
    app.run()
    assert not app.exception
    shown = everything(app)
    assert shown.count(CREDIT) >= 2 and "2026-11-25" in shown
    assert t("company_details.now") in shown and t("company_details.not_the_list") in shown
    frames = {tuple(one.value.columns): one.value for one in (*app.dataframe, *app.table)}
    heading = t("listing.column.capital_stock_yen")
    details = next(frame for columns, frame in frames.items() if heading in columns)
    row = details.set_index(t("listing.column.name")).loc[NAMES[ALPHA]]
    assert row[heading] == "12,345,678,900" and row[t("listing.column.employees")] == "120"
    assert row[t("listing.column.founding_year")] == "1889"
    assert "（架空）認定13 (（架空）省, 2013-12-22)" in row[t("listing.column.certifications")]
    certified = next(frame for columns, frame in frames.items() if t("listing.column.department") in columns)
    assert set(certified[t("listing.column.name")]) == {NAMES[ALPHA]}
    assert certified[t("listing.column.approved_on")].iloc[0] == "2013-12-22"


@pytest.mark.parametrize("language", LANGUAGES)
def test_details_follow_the_filters(altered: Callable[..., Build], language: str) -> None:
    altered(*STATEMENTS)
    app = open_page("companies", lang=language, show="list", region="KR-47")
    assert not app.exception
    assert not app.subheader


def test_years_are_not_grouped_like_amounts() -> None:
    app = open_page("companies", lang="en", show="list")
    years = set(app.dataframe[0].value[messages("en")("listing.column.round_year")])
    assert {"2017", "2018", "2020", ""} <= years
