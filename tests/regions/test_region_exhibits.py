"""Exhibits of the region profile: complete, sourced, in three languages, and nothing invented."""

import io
import re
from dataclasses import replace
from itertools import cycle

import numpy as np
import pandas as pd
import pytest

from exports.csv import csv_bytes
from exports.publication import Publication
from regions.asking.view import View
from regions.database.build import Build
from regions.database.languages import LANGUAGES, Language
from regions.database.places import COUNTRIES
from regions.exhibits import population
from regions.exhibits.migration import age_migration_exhibit, flow_year, flows_exhibit
from regions.exhibits.population import (
    OUTLOOKS,
    accounts_exhibit,
    largest_share,
    outlook_exhibit,
    pyramid_exhibit,
    pyramid_year,
    reference_region,
)
from regions.exhibits.profile import chosen_group, peer_groups, peers_exhibit, rows_exhibit
from regions.figures.flows import flows
from regions.figures.panel import codes_of, panel
from regions.figures.population import components
from regions.figures.profile import profile_rows
from regions.shapes.exhibit import Exhibit
from regions.shapes.frames import OBSERVED

UNFINISHED = re.compile(r"[{}]|\bNone\b|\bnan\b")


def view_of(code: str, language: Language = "en", **choices: str | tuple[str, ...]) -> View:
    pairs = tuple((name, (v,) if isinstance(v, str) else v) for name, v in choices.items())
    return View("region", language, regions=(code,), show="page", choices=pairs)


def exhibits(build: Build, view: View) -> list[Exhibit]:
    makers = (
        pyramid_exhibit,
        accounts_exhibit,
        flows_exhibit,
        age_migration_exhibit,
        rows_exhibit,
        peers_exhibit,
    )
    found = [make(view, build) for make in makers]
    found += [outlook_exhibit(view, build, code) for code in OUTLOOKS]
    return [exhibit for exhibit in found if exhibit is not None]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["KR-47", "KR-50", "JP-05", "JP-13"])
def test_each_exhibit_can_be_taken_along(build: Build, code: str, language: Language) -> None:
    catalogue = build.catalogue
    for exhibit in exhibits(build, view_of(code, language)):
        assert list(exhibit.data.columns[: len(OBSERVED)]) == OBSERVED, exhibit.id
        assert set(exhibit.dimensions) <= set(exhibit.data.columns), exhibit.id
        texts = (exhibit.title, exhibit.subtitle, exhibit.claim, exhibit.alternative_text, *exhibit.notes)
        assert not [text for text in texts if UNFINISHED.search(text)], exhibit.id
        assert all((exhibit.title, exhibit.subtitle, exhibit.source_line, exhibit.citation))
        file = io.BytesIO(csv_bytes(exhibit, Publication(catalogue)))
        frame = pd.read_csv(file, keep_default_na=False)
        assert frame.region_code.tolist() == exhibit.data.region_code.tolist()
        assert {name for name in exhibit.dimensions if name != "unit"} <= set(frame.columns)


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_region_gets_finished_sentences(build: Build, country: str) -> None:
    """The languages in turn: what a region has to say depends on its figures."""
    for code, language in zip(codes_of(build, country), cycle(LANGUAGES), strict=False):
        view = view_of(code, language)
        shown = [accounts_exhibit(view, build), pyramid_exhibit(view, build)]
        shown += [outlook_exhibit(view, build, one) for one in OUTLOOKS]
        for exhibit in shown:
            assert exhibit.claim or exhibit.id == "region-accounts", (code, exhibit.id)
            assert not UNFINISHED.search(exhibit.claim), (code, language)


def test_the_pyramid_is_the_whole_population_of_both(build: Build) -> None:
    exhibit = pyramid_exhibit(view_of("KR-47", pyramid_year="2024"), build)
    sums = exhibit.data.groupby("region_code").value.sum()
    assert sums["KR-47"] == panel(build, "population_total").at("KR-47", 2024)
    assert exhibit.data.groupby("region_code").share.sum().to_dict() == pytest.approx(
        {"KR-47": 100, "KR": 100}
    )
    share = "In 2024, 26.0% of the population of Gyeongbuk was aged 65 and over"
    assert exhibit.claim == f"{share}, compared with 20.0% in Korea"


def test_the_outline_is_the_nation_unless_another_region_is_chosen(build: Build) -> None:
    assert reference_region(view_of("JP-05")) == "JP"
    assert reference_region(view_of("JP-05", reference="KR-47")) == "KR-47"
    assert reference_region(view_of("JP-05", reference="JP-05")) == "JP"


def test_a_year_without_outline_says_so(build: Build) -> None:
    exhibit = pyramid_exhibit(view_of("KR-47", pyramid_year="2016"), build)
    assert set(exhibit.data.region_code) == {"KR-47"}
    assert any("2016" in note and "Korea" in note for note in exhibit.notes)


def test_the_year_asked_for_falls_to_the_nearest_held(build: Build) -> None:
    assert pyramid_year(view_of("KR-47", pyramid_year="1950"), build) == 2015
    assert pyramid_year(view_of("KR-47", pyramid_year="2090"), build) == 2025
    assert pyramid_year(view_of("KR-47", reference="JP-05"), build) == 2024, "the latest year both have"
    assert flow_year(view_of("KR-47", flow_year="1950"), build) == 2000
    assert flow_year(view_of("JP-05"), build) is None


def test_one_scale_for_all_years(build: Build) -> None:
    limit = largest_share(build, "JP-05", "JP")
    for year in (2000, 2015, 2024):
        exhibit = pyramid_exhibit(view_of("JP-05", pyramid_year=str(year)), build)
        assert exhibit.data.share.max() <= limit


def test_the_parts_of_the_change_add_up(build: Build) -> None:
    data = accounts_exhibit(view_of("KR-47"), build).data
    wide = data.pivot(index="year", columns="component", values="value").dropna()
    parts = wide.natural_change + wide.net_migration + wide.rest
    assert (parts == wide.change).all()
    assert (wide.births - wide.deaths == wide.natural_change).all()


def test_what_is_not_published_stays_missing(build: Build) -> None:
    data = accounts_exhibit(view_of("JP-05"), build).data
    latest = data[data.year == 2025].set_index("component")
    assert np.isnan(latest.value["births"]) and np.isnan(latest.value["rest"])
    assert latest.status["births"] == "" and latest.value["net_migration"] == -3959


def test_no_sentence_about_a_year_in_which_the_count_changed(build: Build) -> None:
    claims = {code: accounts_exhibit(view_of(code), build).claim for code in codes_of(build, "KR")}
    assert claims["KR-47"].startswith("In 2025 the population of Gyeongbuk fell by 24,858")


@pytest.mark.parametrize(
    ("code", "language", "told"),
    [
        (
            "JP-39",
            "en",
            "fell by about 10,000: deaths exceeded births by 8,308, departures",
        ),
        ("JP-39", "en", "such as international migration, accounts for about +1,000"),
        ("JP-16", "ja", "人口は約10,000人減"),
        ("JP-16", "ja", "残り約+2,000人は"),
        ("KR-43", "ko", "인구 5,325명 증가"),
        ("KR-43", "ko", "그 밖의 변동 +144명"),
    ],
)
def test_accounts_are_whole_and_as_exact_as_the_totals(
    build: Build, code: str, language: Language, told: str
) -> None:
    assert told in accounts_exhibit(replace(view_of(code), language=language), build).claim


@pytest.mark.parametrize(
    ("rounded_to", "rest", "said"), [(1, 0, False), (1, 1, True), (1000, 999, False), (1000, 1000, True)]
)
def test_a_rest_within_the_rounding_is_not_told(
    build: Build, monkeypatch: pytest.MonkeyPatch, rounded_to: int, rest: int, said: bool
) -> None:
    frame = components(build, "KR-43").assign(rounded_to=rounded_to, rest=float(rest))
    monkeypatch.setattr(population, "components", lambda _build, _code: frame)
    claim = accounts_exhibit(view_of("KR-43"), build).claim
    assert ("international migration" in claim) is said


def test_flows_are_those_of_the_domain(build: Build) -> None:
    exhibit = flows_exhibit(view_of("KR-47", flow_year="2024"), build)
    assert exhibit is not None
    net = exhibit.data[exhibit.data.direction == "net"].value.sum()
    assert net == flows(build, "KR-47", 2024).net
    assert "KR-47" not in set(exhibit.data.partner)
    assert exhibit.claim == "In 2024 the largest net loss of Gyeongbuk was to Daegu (3,589)"


def test_nothing_is_shown_where_no_flows_are_published(build: Build) -> None:
    assert flows_exhibit(view_of("JP-05"), build) is None
    assert age_migration_exhibit(view_of("JP-05"), build) is None


@pytest.mark.parametrize(("code", "edition"), [("KR-47", "2022-2052"), ("JP-05", "2023")])
def test_a_projection_names_its_edition(build: Build, code: str, edition: str) -> None:
    for indicator_id in OUTLOOKS:
        exhibit = outlook_exhibit(view_of(code), build, indicator_id)
        assert edition in exhibit.subtitle
        assert set(exhibit.data.status) >= {"actual", "projection"}
        ahead = exhibit.data[exhibit.data.status == "projection"]
        assert set(ahead.indicator_id) == {OUTLOOKS[indicator_id]}


def test_rows_of_the_exhibit_are_those_on_the_page(build: Build) -> None:
    view = view_of("JP-05", group="country")
    exhibit = rows_exhibit(view, build)
    rows = {row.indicator_id: row for row in profile_rows(build, chosen_group(view, build))}
    assert set(exhibit.data.indicator_id) == set(rows)
    for record in exhibit.data.to_dict("records"):
        row = rows[record["indicator_id"]]
        assert np.isnan(record["value"]) if row.missing else record["value"] == row.value
        assert record["missing"] == (row.missing or "")
        if row.place:
            assert record["n_group"] == row.place.n
            if row.place.standing is None:
                assert pd.isna(record["rank_group"])
            else:
                assert record["rank_group"] == row.place.standing.rank


def test_shares_of_the_distance_add_up_for_each_peer(build: Build) -> None:
    view = view_of("KR-47", theme="economy")
    data = peers_exhibit(view, build).data
    assert data.groupby(["scope", "rank"]).share.sum().to_numpy() == pytest.approx(1)
    assert data.groupby(["scope", "rank"]).weight.sum().to_numpy() == pytest.approx(1)
    assert {group.theme for group in peer_groups(view, build)} == {"economy"}
    assert "KR-47" not in set(data.region_code)
    assert set(data[data.scope == "across"].country) == {"JP"}
