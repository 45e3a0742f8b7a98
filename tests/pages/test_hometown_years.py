"""The fiscal years of hometown tax: those the build holds, opening with the one of the map."""

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from i18n.messages import messages
from regions.database.languages import LANGUAGES
from regions.policy.policy_profile import policy_profile
from tests.pages.picking import picker
from tests.pages.test_policy_pages import everything
from tests.pages.visits import open_page

pytestmark = pytest.mark.usefixtures("database_path")
# A year whose receipts are out and whose costs are not, as `refresh mic` brings it; figures as in 2024.
NEW_YEAR = (
    "INSERT INTO policy_figure BY NAME SELECT * REPLACE (2025 AS year) FROM policy_figure"
    " WHERE year = 2024 AND indicator IN ('hometown_tax_received', 'hometown_tax_received_municipalities',"
    " 'hometown_tax_donation_count', 'hometown_tax_donation_count_municipalities')"
)
Altered = Callable[..., Any]


def shown(app: AppTest) -> str:
    return picker(app, "companies.fiscal_year_shown").value[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_year_can_be_chosen_and_linked(altered: Altered, language: str) -> None:
    altered(NEW_YEAR)
    app = open_page("companies", lang=language, show="hometown")
    assert not app.exception
    assert picker(app, "companies.fiscal_year_shown").options[:2] == ["2025", "2024"]
    assert shown(app) == "2024" and "fiscal_year" not in app.query_params
    picker(app, "companies.fiscal_year_shown").choose("2025")
    assert not app.exception
    assert app.query_params["fiscal_year"] in ("2025", ["2025"])
    assert messages(language)("hometown.title", year=2025) in everything(app)
    linked = open_page("companies", lang=language, show="hometown", fiscal_year="2025")
    assert shown(linked) == "2025" and messages(language)("hometown.title", year=2025) in everything(linked)


def test_a_year_that_is_not_held_gives_the_usual_one() -> None:
    app = open_page("companies", lang="en", show="hometown", fiscal_year="1999")
    assert not app.exception
    assert shown(app) == "2024"


def test_the_profile_leaves_out_what_a_new_year_does_not_have(altered: Altered) -> None:
    build = altered(
        NEW_YEAR, "DELETE FROM observation WHERE indicator_id = 'population_total' AND year > 2024"
    )
    figures = {one.what: one for one in policy_profile(build, "JP-01", "en").figures}
    assert figures["hometown_received"].date == "2025"
    assert "hometown_per_head" not in figures
