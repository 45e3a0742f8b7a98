"""What the build does with municipalities: territory, marks, maps, sums and checks of a few made-up ones."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely

from etl.checks import balances, municipal
from etl.marks import marked
from etl.models.inputs import FigureInput
from etl.models.lists import MunicipalMark
from etl.models.unusual import Balance, Exempt
from etl.municipal_maps import FAR_KM, UNITS_PER_KM, _near
from etl.region_codes import are_municipalities
from etl.snapshots import Snapshots
from etl.territory import municipal_territories
from tests.etl.fictional import dataset_of

LISTED = pd.DataFrame(
    [
        ("JP-01202", "JP", "municipality", "city", "JP-01", None),
        ("JP-01203", "JP", "municipality", "city", "JP-01", None),
        ("JP-02201", "JP", "municipality", "city", "JP-02", None),
        ("JP-01101", "JP", "ward", "ward", "JP-01100", None),
        ("KR-28110", "KR", "municipality", "district", "KR-28", "2026-06-30"),
    ],
    columns=["municipality_code", "country", "level", "kind", "parent_code", "valid_to"],
).assign(
    name_ko="가", name_ja="あ", name_en="A", latitude="1", longitude="1", former_codes=None,
    line=range(2, 7),
)  # fmt: skip


def catalogue(listed: pd.DataFrame = LISTED, **more: Any) -> Any:
    regions = pd.DataFrame({"region_code": ["JP-01", "JP-02", "KR-28"], "level": "region"})
    codes = listed.loc[listed["level"] == "municipality", "municipality_code"]
    return SimpleNamespace(
        regions=regions, municipalities=listed, municipality_codes=codes, file=lambda name: name, **more
    )


def test_wards_are_no_municipalities_and_a_nation_is_none_of_them() -> None:
    found = municipal_territories(LISTED)
    assert found["JP"].regions == ("JP-01202", "JP-01203", "JP-02201")
    assert found["JP"].columns[0] == "JP" and found["KR"].last["KR-28110"] == pd.Timestamp("2026-06-30")
    assert are_municipalities(pd.Series(["JP-01202", "JP-01", "JP", None])).tolist() == [True] + 3 * [False]


def series(indicator: str, values: dict[str, list[float]], warned: bool) -> Any:
    return SimpleNamespace(
        level="municipality",
        indicator=SimpleNamespace(id=indicator, kind="rate", file="ageing.yaml"),
        name=indicator,
        values=pd.DataFrame({"JP": np.nan, **values}, index=[2022, 2023]),
        territory=SimpleNamespace(regions=tuple(values)),
        warnings=[SimpleNamespace(code="small_count")] if warned else [],
        block=SimpleNamespace(leaves=[SimpleNamespace(dataset="register", indicator="population")]),
    )


@pytest.mark.parametrize(("residents", "mark"), [(999.0, "small_count"), (1000.0, None)])
def test_few_are_fewer_than_a_thousand_in_the_year_or_the_nearest_held(
    residents: float, mark: str | None
) -> None:
    held = {"JP-01202": [5000.0, residents], "JP-01203": [9e5, 9e5]}
    known = [series("registered_population", held, False), series("share", held, True)]
    observed = pd.DataFrame(
        [("share", code, year, 1.0, None) for code in held for year in (2022, 2023, 2040)]
        + [("registered_population", "JP-01202", 2023, residents, None)],
        columns=["indicator_id", "region_code", "year", "value", "mark"],
    )
    snapshots: Any = SimpleNamespace(
        datasets={"register": SimpleNamespace(meta=SimpleNamespace(basis="register"))}
    )
    found = marked(observed, known, snapshots, [])
    assert found["mark"].tolist() == [None, mark, mark, None, None, None, None]
    towns = MunicipalMark(mark="evacuated", basis="register", codes=["JP-01202"], reason="Left.")
    both = marked(observed, known, snapshots, [towns])["mark"].tolist()
    assert both[:2] == ["evacuated", ";".join(filter(None, (mark, "evacuated")))] and both[3] is None
    assert both[-1] == "evacuated"


@pytest.mark.parametrize(("away", "near"), [(FAR_KM - 0.1, True), (FAR_KM + 0.1, False)])
def test_an_island_is_in_view_up_to_sixty_kilometres(away: float, near: bool) -> None:
    side = 10 * UNITS_PER_KM
    island = side + away * UNITS_PER_KM
    pieces = np.array([shapely.box(0, 0, side, side), shapely.box(island, 0, island + 50, 50)])
    assert _near(pieces).tolist() == [True, near]


def test_the_view_is_the_largest_group_not_the_largest_piece() -> None:
    alone = shapely.box(0, 0, 100, 100)
    together = [shapely.box(9000 + 90 * n, 0, 9080 + 90 * n, 80) for n in range(3)]
    assert _near(np.array([alone, *together])).tolist() == [False, True, True, True]


BY_MUNICIPALITIES = {"dataset": "towns", "indicator": "births", "of": "municipalities"}


def unbalanced(regions: list[Any], municipalities: list[Any], *exempt: Exempt) -> list[str]:
    """Return the messages about totals of regions that their municipalities do not make."""
    balance = Balance(
        total={"dataset": "regions", "indicator": "births"},  # type: ignore[arg-type]
        plus=[BY_MUNICIPALITIES],  # type: ignore[list-item]
        exempt=list(exempt),
        reason="They add up.",
    )
    rows = {"regions": regions, "towns": municipalities}
    snapshots = Snapshots(
        {name: dataset_of(name, [(*place, "births", n) for *place, n in own]) for name, own in rows.items()}
    )
    lists = SimpleNamespace(balances=[balance])
    context: Any = SimpleNamespace(catalogue=catalogue(lists=lists), snapshots=snapshots)
    return [problem.message for problem in balances.balanced(context)]


def test_a_region_is_summed_where_all_its_municipalities_have_a_figure() -> None:
    towns = [
        ("JP-01202", 2022, 1.0), ("JP-01203", 2022, 2.0), ("JP-01202", 2023, 1.0), ("JP-02201", 2023, 4.0)
    ]  # fmt: skip
    assert unbalanced([("JP-01", 2022, 3.0), ("JP-01", 2023, 9.0), ("JP-02", 2023, 4.0)], towns) == []
    (message,) = unbalanced([("JP-01", 2022, 4.0)], towns)
    assert message.startswith("JP-01 4, but its parts make 3")


def test_what_is_exempt_is_from_the_first_to_the_last_year() -> None:
    years = (2014, 2015, 2022, 2023)
    towns = [("JP-02201", year, 1.0) for year in years]
    moved = Exempt(region_code="JP-02", years=(2015, 2022), reason="A town lay there.")
    found = unbalanced([("JP-02", year, 2.0) for year in years], towns, moved)
    assert len(found) == 2  # one problem a year: 2014 and 2023
    elsewhere = Exempt(region_code="JP-01", years=(2014, 2023), reason="A town lay there.")
    assert len(unbalanced([("JP-02", year, 2.0) for year in years], towns, elsewhere)) == 4


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("municipality_code", "JP-01203", "id_not_unique"),
        ("name_en", None, "translation_missing"),
        ("parent_code", "JP-09", "municipality_listed"),
        ("parent_code", "KR-28", "municipality_listed"),
        ("latitude", None, "municipality_listed"),
        ("former_codes", "JP-01303;JP-02201", "municipality_listed"),
    ],
)
def test_a_row_of_the_list_that_is_wrong_is_named(column: str, value: str | None, rule: str) -> None:
    assert list(municipal.listed(SimpleNamespace(catalogue=catalogue()))) == []  # type: ignore[arg-type]
    wrong = LISTED.astype(object).copy()
    wrong.loc[0, column] = value
    found = list(municipal.listed(SimpleNamespace(catalogue=catalogue(wrong))))  # type: ignore[arg-type]
    assert {problem.rule.code for problem in found} == {rule} and found[0].lines == (2,)


def drawn(*codes: str, sha256: str = "0") -> Any:
    return SimpleNamespace(outlines=dict.fromkeys(codes), sha256=sha256, shown="map")


def test_every_municipality_is_drawn_in_two_maps_by_the_file_recorded() -> None:
    maps = {"JP-01": drawn("JP-01202", "JP-01203"), "JP-02": drawn("JP-02201"), "KR-28": drawn("KR-28110"),
            "JP": drawn("JP-01202", "JP-01203", "JP-02201"), "KR": drawn("KR-28110")}  # fmt: skip
    names = {name: name if "-" in name else f"overview_{name}" for name in maps}
    about = SimpleNamespace(files=dict.fromkeys(names.values(), "0"))

    def found(**changed: Any) -> list[str]:
        named = {name.replace("_", "-"): one for name, one in changed.items()}
        held = {name: one for name, one in {**maps, **named}.items() if one}
        boundaries = SimpleNamespace(municipal=held, municipal_about=about, file=lambda name: name)
        context: Any = SimpleNamespace(boundaries=boundaries, catalogue=catalogue())
        return [problem.rule.code for problem in municipal.municipal_outlines(context)]

    assert found() == []
    assert found(JP_01=drawn("JP-01202")) == ["municipality_outline"]
    assert found(KR=drawn("KR-28110", "KR-28140")) == ["municipality_outline"]
    assert found(KR_28=None) == ["municipality_outline"]
    assert found(JP_02=drawn("JP-02201", sha256="1")) == ["altered_file"]


@pytest.mark.parametrize(
    ("warned", "unit", "said"), [(True, "persons", 0), (False, "persons", 1), (False, "jpy", 0)]
)
def test_a_rate_of_people_warns_of_small_places(warned: bool, unit: str, said: int) -> None:

    one = series("share", {"JP-01202": [1.0, 1.0]}, warned)
    one.block.leaves = [FigureInput(dataset="register", indicator="population")]
    meta = SimpleNamespace(units={"population": unit})
    snapshots = SimpleNamespace(datasets={"register": SimpleNamespace(meta=meta)})
    context: Any = SimpleNamespace(series=[one], snapshots=snapshots)
    assert len(list(municipal.small_places_told(context))) == said


def test_a_mark_names_municipalities_that_exist() -> None:
    marks = [SimpleNamespace(mark="evacuated", codes=["JP-01202", "JP-07546"])]
    context: Any = SimpleNamespace(catalogue=catalogue(lists=SimpleNamespace(municipal_marks=marks)))
    assert [problem.rule.code for problem in municipal.marked_places(context)] == ["municipality_listed"]
