"""The kinds of charts by name, and the drawings of an Exhibit."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import charts.kinds
from charts.drawing import Drawing
from charts.kinds.kind import Kind, Subject, UnfitFrame
from regions.database.catalogue import Catalogue
from regions.shapes.exhibit import Exhibit, shown_countries
from regions.shapes.units import one_scale


@cache
def kinds() -> Mapping[str, Kind]:
    """Return the kinds by name: all that the modules of this folder declare in their `KINDS`.

    They are not listed anywhere else, so that a new kind is a new module.
    """
    modules = [import_module(f"charts.kinds.{module.name}") for module in iter_modules(charts.kinds.__path__)]
    declared: list[Kind] = [kind for module in modules for kind in getattr(module, "KINDS", ())]
    return {kind.name: kind for kind in declared}


def kind_of(exhibit: Exhibit) -> Kind:
    """Return the kind of an exhibit.

    Raises:
        UnfitFrame: If there is no such kind, or if the frame lacks columns that it must have.
    """
    kind = kinds().get(exhibit.chart)
    if kind is None:
        raise UnfitFrame(
            f"Exhibit '{exhibit.id}' is of no known kind of chart: '{exhibit.chart}'. "
            f"Known are {', '.join(sorted(kinds()))}."
        )
    # A page's own layout is drawn as such, whatever the figures behind it.
    if exhibit.layout is None:
        kind.check(exhibit)
    return kind


def drawing(exhibit: Exhibit, catalogue: Catalogue) -> Drawing:
    """Return what a slide or workbook draws of an exhibit; empty where there is nothing to draw."""
    describe = kind_of(exhibit).describe
    if describe is None or exhibit.layout is not None or exhibit.data.value.isna().all():
        return Drawing("none")
    return describe(Subject(exhibit, catalogue))


def drawings(exhibit: Exhibit, catalogue: Catalogue) -> tuple[Drawing, ...]:
    """Return the charts of an exhibit: one a country where the two are not on one scale, else one."""
    countries = shown_countries(exhibit.data, exhibit.language)
    splits = kind_of(exhibit).splits and exhibit.indicator.is_regional and len(countries) > 1
    if not splits or one_scale(exhibit.indicator, exhibit.view.currency):
        return (drawing(exhibit, catalogue),)
    parts = [replace(exhibit, data=exhibit.data[exhibit.data.country == country]) for country in countries]
    return tuple(
        replace(drawing(part, catalogue), country=country)
        for part, country in zip(parts, countries, strict=True)
    )
