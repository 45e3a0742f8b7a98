"""The addresses without a network: the routes and what every request passes through."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api.documents import template
from api.routes import routes
from api.security import middleware
from regions.database.build import Build, current_build
from regions.database.catalogue import Catalogue


@pytest.fixture(scope="module")
def client(database_path: Path) -> Iterator[TestClient]:
    application = Starlette(routes=routes(), middleware=middleware(template()))
    with TestClient(application, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def build(database_path: Path) -> Build:
    return current_build()


@pytest.fixture(scope="module")
def catalogue(build: Build) -> Catalogue:
    return build.catalogue
