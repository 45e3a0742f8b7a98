"""The page of municipalities and the profile of one, as a visitor opens them."""

import pytest

from i18n.messages import messages
from regions.asking.view import decode
from regions.database.build import current_build
from regions.database.languages import LANGUAGES, Language
from regions.policy.municipalities import risk_claim
from regions.words.sentences import render
from regions.words.titles import view_title
from tests.pages.picking import picker, pickers
from tests.pages.visits import open_page, texts

pytestmark = pytest.mark.usefixtures("database_path")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_opens_with_a_telling_pair(language: str) -> None:
    app = open_page("municipalities", lang=language)
    assert not app.exception
    assert app.query_params["region"] == ["KR-47", "JP-32"]
    assert "0.5" in texts(app)
    assert len(app.get("plotly_chart")) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_regions_of_the_address_stand_first_among_those_at_risk(language: Language) -> None:
    app = open_page("municipalities", lang=language, region=["JP-16", "KR-43"], show="risk")
    assert not app.exception
    assert picker(app, "municipalities.region").value == ["JP-16", "KR-43"]
    build = current_build()
    regions = build.catalogue.regions
    korea, japan, areas, *_ = (table.value.iloc[:, 0].tolist() for table in app.dataframe)
    assert korea[:2] == [regions[code].name[language] for code in ("KR", "KR-43")]
    assert japan[:2] == [regions[code].name[language] for code in ("JP", "JP-16")]
    assert areas[0] == regions["KR-43"].name[language]
    said = risk_claim(build, ("JP-16", "KR-43"))
    assert said is not None and render(said, build.catalogue, language) in texts(app)


def test_the_window_is_called_after_the_list_shown() -> None:
    catalogue = current_build().catalogue
    view, _ = decode("municipalities", {"region": ["JP-16"], "show": ["risk"]}, catalogue, "en")
    assert view_title(view, catalogue).startswith("At-risk municipalities: Toyama |")


def test_the_regions_picked_are_kept_from_maps_to_those_at_risk_and_back() -> None:
    app = open_page("municipalities", lang="en", region=["JP-16", "KR-43"])
    app.button_group(key="municipalities.show").select("risk").run()
    app = picker(app, "municipalities.region").choose("JP-16", "KR-46")
    assert (app.query_params["show"], app.query_params["region"]) == ("risk", ["JP-16", "KR-46"])
    app.button_group(key="municipalities.show").select("maps").run()
    assert app.query_params["region"] == ["JP-16", "KR-46"]
    assert picker(app, "municipalities.region").value == ["JP-16", "KR-46"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["KR-47730", "JP-32501"])
def test_the_profile_of_a_municipality(code: str, language: str) -> None:
    app = open_page("region", lang=language, region=code)
    assert not app.exception
    assert app.query_params["region"] == code
    assert messages(language)("municipality.counterparts") in [fold.label for fold in app.expander]


@pytest.mark.parametrize(
    ("code", "field", "chosen", "leads_to"),
    [
        ("KR-47730", "region", "JP-32", "JP-32"),
        ("JP-32501", "municipality", "JP-32201", "JP-32201"),
        ("JP-32501", "municipality", None, "JP-32"),
    ],
)
def test_fields_of_a_municipality_hold_its_region_and_itself(
    code: str, field: str, chosen: str | None, leads_to: str
) -> None:
    app = open_page("region", lang="en", region=code)
    held = {key: picker(app, f"region.{key}").value for key in ("region", "municipality")}
    assert held == {"region": [code[:5]], "municipality": [code]}
    app = picker(app, f"region.{field}").choose(*[chosen] if chosen else [])
    assert app.query_params["region"] == leads_to
    assert picker(app, "region.region").value == [leads_to[:5]]


def test_a_code_that_was_abolished_leads_to_that_of_now() -> None:
    app = open_page("region", lang="en", region="KR-47720")
    assert not app.exception
    assert "KR-27720" in texts(app)


def test_bad_values_give_a_notice_and_the_default() -> None:
    app = open_page("municipalities", lang="en", region="JP-99999", indicator="births", year="abc")
    assert not app.exception
    shown = texts(app)
    for code, value in (("region", "JP-99999"), ("indicator", "births"), ("year", "abc")):
        assert messages("en")(f"notice.unknown_{code}", value=value) in shown


def test_no_list_offers_all_municipalities() -> None:
    for page, query in (
        ("municipalities", {}),
        ("region", {"region": "JP-01"}),
        ("region", {"region": "JP-01202"}),
    ):
        app = open_page(page, lang="en", **query)
        assert max(len(box.options) for box in pickers(app)) < 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_municipalities_are_compared_over_the_years(language: str) -> None:
    app = open_page("compare", lang=language, region=["KR-47730", "JP-32501"])
    assert not app.exception
    assert app.query_params["region"] == ["KR-47730", "JP-32501"]
    assert len(app.get("plotly_chart")) == 1
    assert max(len(box.options) for box in pickers(app)) < 100


def test_a_municipality_found_by_name_is_added() -> None:
    app = open_page("compare", lang="en", region=["KR-47730"])
    app.text_input(key="compare.municipality_name").input("つわの").run()
    app.button_group(key="compare.municipality_found").select("JP-32501").run()
    assert app.query_params["region"] == ["KR-47730", "JP-32501"]
    assert not app.exception


def test_an_indicator_that_municipalities_lack_is_said_though_one_was_added_by_hand() -> None:
    app = open_page("compare", lang="en", region=["KR-47"], indicator="births")
    app.text_input(key="compare.municipality_name").input("Uiseong").run()
    app.button_group(key="compare.municipality_found").select("KR-47730").run()
    assert app.query_params["indicator"] != ["births"]
    said = messages("en")("notice.no_figures_at_municipality", value="Live births")
    assert said in texts(app)
    app.run()
    assert said in texts(app), "it stays as long as the view does"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("show", ["bars", "swarm"])
def test_municipalities_are_ranked(language: str, show: str) -> None:
    app = open_page("rank", lang=language, level="municipality", show=show)
    assert not app.exception
    assert app.query_params["within"] == ["KR-47", "JP-32"]
    assert len(app.get("plotly_chart")) == 1
    assert max(len(box.options) for box in pickers(app)) < 100


def test_the_rank_page_goes_back_to_provinces() -> None:
    app = open_page("rank", lang="en", within="KR-47", region="KR-47730")
    app.button_group(key="rank.level").select("region").run()
    assert not app.exception
    assert not {"level", "within", "region"} & set(app.query_params)


@pytest.mark.parametrize(
    ("language", "show"), [("ko", "long"), ("ja", "wide"), ("en", "years"), ("ko", "indicators")]
)
def test_all_figures_of_municipalities_are_explored(language: str, show: str) -> None:
    app = open_page("explore", lang=language, within="KR-47", indicator="registered_share_65plus", show=show)
    assert not app.exception
    assert app.query_params["level"] == "municipality"
    assert len(app.dataframe) == 1
    assert any("within=KR-47" in block.value for block in app.code)
    assert max(len(box.options) for box in pickers(app)) < 100
