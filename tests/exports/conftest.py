"""Exhibits of the session's build, made from addresses as a reader would open them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from exports.publication import Publication
from regions.asking.view import decode
from regions.database.build import Build, current_build
from regions.database.catalogue import Catalogue
from regions.exhibits.answers import answer
from regions.exhibits.plates import plate
from regions.shapes.exhibit import Exhibit

BASE = "https://regions.example"
Ask = Callable[..., Exhibit]


@pytest.fixture(scope="session")
def build(database_path: object) -> Build:
    return current_build()


@pytest.fixture(scope="session")
def known(build: Build) -> Catalogue:
    return build.catalogue


@pytest.fixture(scope="session")
def publication(known: Catalogue) -> Publication:
    return Publication(known, BASE)


@pytest.fixture(scope="session")
def ask(known: Catalogue, build: Build) -> Ask:
    """`ask("compare", "ko", indicator=["births"], region=["KR-47"])`; `deck/pyramid` for slides alone.

    `part` names one of several exhibits. Readers share exhibits; what a test gets is its own to change.
    """

    def exhibit(page: str, language: str = "en", **query: list[str]) -> Exhibit:
        if page.startswith("deck/"):
            return plate(page.removeprefix("deck/"), query, language, build)[0]  # type: ignore[arg-type]
        part = query.pop("part", [""])[0]
        view, _ = decode(page, {"lang": [language], **query}, known)
        found = next(one for one in answer(view, build) if part in ("", one.id))
        return replace(found, data=found.data.copy())

    return exhibit
