"""Amounts are told by the size of symbols, on the screen and on slides; nothing that is no amount is."""

from collections.abc import Callable
from math import pi
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE, MSO_SHAPE_TYPE
from pptx.slide import Slide

from charts.classes import map_classes
from charts.maps import map_figure
from charts.municipal_maps import municipal_map
from charts.picture import Picture
from charts.symbols import symbol_scale, symbol_scales, symbols_of
from charts.theme import LIGHT
from exports.powerpoint.design import Box
from exports.powerpoint.maps import add_map, add_map_legend, map_scale
from regions.asking.view import View, decode
from regions.database.build import current_build
from regions.database.catalogue import Catalogue
from regions.database.places import are_regions
from regions.exhibits.municipalities import municipal_exhibit
from regions.policy.designations import designation_exhibit
from regions.shapes.exhibit import Exhibit

MakeExhibit = Callable[..., Exhibit]


def circles(figure: go.Figure) -> list[go.Scatter]:
    """The symbols: marks that carry no code, unlike those the pointer finds."""
    return [one for one in figure.data if one.mode == "markers" and one.customdata is None]


def fills(figure: go.Figure) -> set[str]:
    return {one.fillcolor for one in figure.data if one.fill == "toself" and one.fillpattern.shape is None}


@pytest.mark.parametrize(
    "indicator", ["births", "net_migration", "sister_ties", "share_65plus", "grdp_per_capita"]
)
def test_amounts_have_symbols_and_rates_have_classes(
    overview: MakeExhibit, catalogue: Catalogue, indicator: str
) -> None:
    exhibit = overview(indicator)
    figure = map_figure(Picture(exhibit, current_build(), LIGHT, "wide"))
    values = exhibit.data[are_regions(exhibit.data.region_code)].value.dropna()
    if not catalogue.indicators[indicator].counted:
        assert not circles(figure) and len(fills(figure)) > 3
        return
    assert fills(figure) == {LIGHT.ground}
    sizes = [size for one in circles(figure) for size in one.marker.size]
    assert len(sizes) == (values != 0).sum()
    # The area tells the amount: of the largest and of the one in the middle.
    largest, middle = sorted(values.abs())[-1], sorted(values.abs())[len(values) // 2]
    areas = sorted(pi * (size / 2) ** 2 for size in sizes)
    assert areas[-1] / min(areas, key=lambda area: abs(area / areas[-1] - middle / largest)) == pytest.approx(
        largest / middle, rel=0.1
    )


def test_losses_are_hollow_and_the_legend_tells_both(overview: MakeExhibit, catalogue: Catalogue) -> None:
    exhibit = overview("net_migration")
    figure = map_figure(Picture(exhibit, current_build(), LIGHT, "narrow"))
    hollow = sum(colour == LIGHT.page for one in circles(figure) for colour in one.marker.color)
    assert hollow == (exhibit.data[are_regions(exhibit.data.region_code)].value < 0).sum()
    scale = symbol_scales(exhibit)["KR"]
    assert scale.signed and scale.steps[0] == -scale.steps[1] <= scale.largest
    assert symbol_scale(exhibit, pd.Series([3.0, 5.0])).steps == (5.0, 1.0)
    assert symbol_scale(exhibit, pd.Series([], dtype=float)).steps == ()


def ovals(slide: Slide) -> int:
    shapes: list[Any] = [one for one in slide.shapes if one.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE]
    return sum(one.auto_shape_type == MSO_SHAPE.OVAL for one in shapes)


def test_a_slide_has_a_circle_for_each_amount_and_legend(overview: MakeExhibit, catalogue: Catalogue) -> None:
    exhibit = overview("births")
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    scale = map_scale(exhibit)
    add_map(slide.shapes, Box(0.3, 0.3, 6, 6), exhibit, catalogue, scale)
    assert ovals(slide) == 64
    add_map_legend(slide.shapes, Box(7, 1, 2.5, 4), exhibit, scale)
    assert ovals(slide) == 64 + len(symbol_scales(exhibit)["KR"].steps)


def test_a_figure_of_several_prefectures_is_one_symbol_amid_them(catalogue: Catalogue) -> None:
    build = current_build()
    exhibit = designation_exhibit(View("companies", "en"), build, "all", "number")
    symbols = symbols_of(exhibit.data, catalogue.panels["JP"])
    known = exhibit.data.dropna(subset=["value"])
    assert len(symbols) == known.area.isna().sum() + known.area.nunique()
    # For each thousand establishments it is a rate again.
    rate = designation_exhibit(View("companies", "en"), build, "all", "establishments")
    assert not rate.indicator.is_amount


def test_municipal_amounts_share_one_scale(catalogue: Catalogue) -> None:
    build = current_build()
    asked = {"indicator": ["registered_population"], "region": ["KR-47", "JP-32"], "lang": ["ja"]}
    exhibit = municipal_exhibit(decode("municipalities", asked, catalogue)[0], build)
    figure = municipal_map(Picture(exhibit, build, LIGHT, "wide"))
    korea, japan = (max(one.marker.size) for one in circles(figure))
    shown = exhibit.data[exhibit.data.parent_code.isin(exhibit.view.regions)].groupby("country").value.max()
    assert (korea / japan) ** 2 == pytest.approx(shown["KR"] / shown["JP"], rel=0.05)


def test_two_currencies_have_two_palettes(overview: MakeExhibit) -> None:
    shared = map_classes(overview("share_65plus"), LIGHT)
    assert shared["KR"] is shared["JP"]
    two = map_classes(overview("vacant_house_rate"), LIGHT)
    assert not set(two["KR"].colours) & set(two["JP"].colours)
