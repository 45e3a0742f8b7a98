"""The outlines: complete, well-formed, without gaps, and easy to hit."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import pytest
from numpy.typing import NDArray

from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES
from regions.database.outlines import MapPanel, Outline
from regions.database.places import country_of

FOLDER = Path(__file__).resolve().parents[2] / "data" / "boundaries"
FILE = FOLDER / "regions.topojson"
Point = tuple[float, float]
Points = NDArray[np.float64]
Edge = tuple[Point, Point]

both_countries = pytest.mark.parametrize("country", ["KR", "JP"])


def signed_area(ring: Points) -> float:
    x, y = ring.T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)


def crossings(point: tuple[float, float], ring: Points) -> int:
    """How often a ray to the right of the point meets the ring."""
    count = 0
    for (x0, y0), (x1, y1) in pairwise(ring):
        spans = (y0 > point[1]) != (y1 > point[1])
        count += spans and point[0] < x0 + (point[1] - y0) / (y1 - y0) * (x1 - x0)
    return count


def contains(outline: Outline, point: tuple[float, float]) -> bool:
    return sum(crossings(point, ring) for ring in outline.rings()) % 2 == 1


def borders(panel: MapPanel) -> dict[Edge, str]:
    """Which region lies to the right of each piece of border, walked in this direction."""
    owners: dict[Edge, str] = {}
    for code, outline in panel.outlines.items():
        for ring in outline.rings():
            for start, end in pairwise((float(x), float(y)) for x, y in ring):
                if start != end:
                    assert (start, end) not in owners, f"{code} overlaps {owners[start, end]}"
                    owners[start, end] = code
    return owners


def coast(panel: MapPanel) -> dict[Edge, str]:
    """The pieces of border that have a region on one side only."""
    owners = borders(panel)
    return {(start, end): code for (start, end), code in owners.items() if (end, start) not in owners}


def closed_lines(edges: Iterable[Edge]) -> Iterator[Points]:
    """Walk the edges, line by line, until each comes back to where it started."""
    onward: dict[Point, list[Point]] = defaultdict(list)
    for start, end in edges:
        onward[start].append(end)
    while onward:
        line = [next(iter(onward))]
        while len(line) == 1 or line[-1] != line[0]:
            ends = onward[line[-1]]
            line.append(ends.pop())
            if not ends:
                del onward[line[-2]]
        yield np.array(line)


def area(outline: Outline) -> float:
    return abs(sum(signed_area(ring) for ring in outline.rings()))


def test_every_region_has_an_outline(catalogue: Catalogue) -> None:
    panels = catalogue.panels
    assert set(panels["KR"].outlines) == {f"KR-{number}" for number in (11, *range(26, 32), *range(41, 51))}
    assert set(panels["JP"].outlines) == {f"JP-{number:02}" for number in range(1, 48)}


def test_the_file_is_small_and_names_nothing_but_codes() -> None:
    assert FILE.stat().st_size <= 150_000
    geometries = json.loads(FILE.read_text("utf-8"))["objects"]["regions"]["geometries"]
    assert all(set(geometry["properties"]) == {"region_code"} for geometry in geometries)


@both_countries
def test_rings_are_closed_finite_and_recognisable(catalogue: Catalogue, country: str) -> None:
    for code, outline in catalogue.panels[country].outlines.items():
        for ring in outline.rings():
            assert np.isfinite(ring).all(), code
            assert (ring[0] == ring[-1]).all(), code
            assert len({tuple(point) for point in ring}) >= 4, code
            assert abs(signed_area(ring)) > 0, code


@both_countries
def test_everything_lies_in_the_frame_that_starts_at_the_origin(catalogue: Catalogue, country: str) -> None:
    panel = catalogue.panels[country]
    left, bottom, right, top = panel.frame
    assert (left, bottom) == (0, 0)
    for outline in panel.outlines.values():
        for ring in outline.rings():
            assert (ring > 0).all() and (ring < [right, top]).all()
    inset = panel.inset_frame
    assert left < inset[0] < inset[2] < right and bottom < inset[1] < inset[3] < top


@both_countries
def test_neighbours_meet_without_gap_or_overlap(catalogue: Catalogue, country: str) -> None:
    """A gap would leave a line of coast running round it the wrong way; `borders` refuses overlaps."""
    lines = list(closed_lines(coast(catalogue.panels[country])))
    assert len(lines) > 40
    assert all(signed_area(line) < 0 for line in lines)


@both_countries
def test_every_point_of_a_shared_border_belongs_to_both_neighbours(
    catalogue: Catalogue, country: str
) -> None:
    panel = catalogue.panels[country]
    owners = borders(panel)
    points = {
        code: {(float(x), float(y)) for ring in outline.rings() for x, y in ring}
        for code, outline in panel.outlines.items()
    }
    shared = {edge: code for edge, code in owners.items() if edge[::-1] in owners}
    assert len(shared) > 800
    assert all(set(edge) <= points[code] & points[owners[edge[::-1]]] for edge, code in shared.items())


def test_landlocked_regions_share_all_their_borders(catalogue: Catalogue) -> None:
    panels = catalogue.panels
    landlocked = {"KR": {11, 27, 29, 30, 43, 50}, "JP": {9, 10, 11, 19, 20, 21, 25, 29}}
    for country, numbers in landlocked.items():
        coastal = set(coast(panels[country]).values())
        assert not coastal & {f"{country}-{number:02}" for number in numbers}


@both_countries
def test_no_region_covers_the_label_of_another(catalogue: Catalogue, country: str) -> None:
    outlines = catalogue.panels[country].outlines
    for code, outline in outlines.items():
        assert [other for other, shape in outlines.items() if contains(shape, outline.label)] == [code]


def test_gwangju_is_a_hole_in_jeonnam_and_drawn_after_it(catalogue: Catalogue) -> None:
    panel = catalogue.panels["KR"]
    directions = Counter(signed_area(ring) > 0 for ring in panel.outlines["KR-46"].rings())
    assert min(directions.values()) == 1
    assert panel.drawing_order.index("KR-29") > panel.drawing_order.index("KR-46")


@both_countries
def test_large_regions_are_drawn_first(catalogue: Catalogue, country: str) -> None:
    panel = catalogue.panels[country]
    areas = [area(panel.outlines[code]) for code in panel.drawing_order]
    assert set(panel.drawing_order) == set(panel.outlines)
    assert areas == sorted(areas, reverse=True)


@both_countries
def test_marks_are_large_enough_and_keep_apart(catalogue: Catalogue, country: str) -> None:
    panel = catalogue.panels[country]
    for first, second in combinations(panel.outlines.values(), 2):
        apart = np.hypot(*np.subtract(first.label, second.label))
        assert first.hit_radius + second.hit_radius <= apart + 1e-6
    assert all(outline.hit_radius >= panel.frame[3] / 120 for outline in panel.outlines.values())


@pytest.mark.parametrize("code", ["KR-11", "KR-29", "KR-30", "KR-50"])
def test_korean_cities_can_be_hit_on_a_telephone(catalogue: Catalogue, code: str) -> None:
    """Korea alone on a page 390 pixels wide, less the padding."""
    panel = catalogue.panels["KR"]
    pixels_per_unit = 358 / panel.frame[2]
    assert panel.outlines[code].hit_radius * pixels_per_unit >= 8


def test_far_islands_stand_in_the_insets(catalogue: Catalogue) -> None:
    panels = catalogue.panels
    for code in ("JP-47", "JP-46", "KR-47"):
        panel = panels[country_of(code)]
        left, bottom, right, top = panel.inset_frame
        inside = [
            bool((ring > [left, bottom]).all() and (ring < [right, top]).all())
            for ring in panel.outlines[code].rings()
        ]
        assert all(inside) if code == "JP-47" else (any(inside) and not all(inside))


@both_countries
def test_nothing_but_far_islands_touches_the_inset(catalogue: Catalogue, country: str) -> None:
    panel = catalogue.panels[country]
    left, bottom, right, top = panel.inset_frame
    inside = {
        code
        for code, outline in panel.outlines.items()
        for x, y in zip(outline.x, outline.y, strict=True)
        if left <= x <= right and bottom <= y <= top
    }
    assert inside == ({"KR-47"} if country == "KR" else {"JP-46", "JP-47"})


def test_korea_is_drawn_about_twice_as_large(catalogue: Catalogue) -> None:
    panels = catalogue.panels
    jeju, osaka = (area(panels[country_of(code)].outlines[code]) for code in ("KR-49", "JP-27"))
    assert 2 < np.sqrt((jeju / 1850) / (osaka / 1905)) < 2.6


@both_countries
def test_proportions_are_true(catalogue: Catalogue, country: str) -> None:
    """The projection keeps areas: square kilometres as published against units on the panel."""
    published = {
        "KR": {"KR-42": 16830, "KR-47": 18428, "KR-30": 539, "KR-29": 501},
        "JP": {"JP-01": 78421, "JP-03": 15275, "JP-19": 4465, "JP-39": 7103},
    }[country]
    panel = catalogue.panels[country]
    ratios = [area(panel.outlines[code]) / value for code, value in published.items()]
    assert max(ratios) / min(ratios) < 1.03


def test_okinawa_has_the_scale_of_its_country(catalogue: Catalogue) -> None:
    """Its islets, a tenth of its area, are not drawn."""
    outlines = catalogue.panels["JP"].outlines
    assert 0.87 < (area(outlines["JP-47"]) / 2282) / (area(outlines["JP-19"]) / 4465) < 1.0


def test_arrays_are_shared_safely_and_small_on_the_wire(catalogue: Catalogue) -> None:
    figure = go.Figure()
    for panel in catalogue.panels.values():
        for outline in panel.outlines.values():
            assert not outline.x.flags.writeable and not outline.y.flags.writeable
            figure.add_scatter(x=outline.x, y=outline.y, fill="toself", mode="lines")
    assert len(figure.to_json()) < 80_000


def test_credits_are_complete_in_three_languages(catalogue: Catalogue) -> None:
    credited, notes = catalogue.boundary_credits, catalogue.boundary_notes
    assert {credit.country for credit in credited} == {"KR", "JP"}
    assert set(notes) == {
        *("processing", "not_drawn", "neutrality", "municipal_processing", "municipal_not_drawn")
    }
    for credit in credited:
        assert credit.url.startswith("https://") and credit.licence and credit.vintage
    texts = [*notes.values(), *(text for c in credited for text in (c.publisher, c.title, c.attribution))]
    assert all(all(text) for text in texts)
    for language in LANGUAGES:
        assert all(credit.attribution[language] in catalogue.outline_credits(language) for credit in credited)
