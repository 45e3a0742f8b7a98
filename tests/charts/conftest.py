"""Exhibits of the shipped figures, for the tests of the charts."""

from collections.abc import Callable

import pytest

from regions.asking.view import decode
from regions.database.build import current_build
from regions.database.catalogue import Catalogue
from regions.exhibits.compare import compare_exhibits
from regions.exhibits.overview import overview_exhibit
from regions.shapes.exhibit import Exhibit


@pytest.fixture(scope="session")
def catalogue(database_path: object) -> Catalogue:
    return current_build().catalogue


@pytest.fixture(scope="session")
def overview(catalogue: Catalogue) -> Callable[..., Exhibit]:
    def make(indicator: str, language: str = "en", **query: str) -> Exhibit:
        asked = {name: [value] for name, value in {"indicator": indicator, "lang": language, **query}.items()}
        return overview_exhibit(decode("overview", asked, catalogue)[0], current_build())

    return make


@pytest.fixture(scope="session")
def compare(catalogue: Catalogue) -> Callable[..., Exhibit]:
    def make(indicator: str, *regions: str, language: str = "en", **query: str) -> Exhibit:
        asked = {name: [value] for name, value in {"indicator": indicator, "lang": language, **query}.items()}
        asked["region"] = list(regions)
        return compare_exhibits(decode("compare", asked, catalogue)[0], current_build())[0]

    return make
