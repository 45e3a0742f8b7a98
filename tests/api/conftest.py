"""The addresses without a network: the routes and what every request passes through."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api.documents import template
from api.routes import routes
from api.security import middleware
from regions.build.catalogue import Catalogue, load_catalogue
from regions.build.database import Store, current_store


@pytest.fixture(scope="module")
def client(database_path: Path) -> Iterator[TestClient]:
    application = Starlette(routes=routes(), middleware=middleware(template()))
    with TestClient(application, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def store(database_path: Path) -> Store:
    return current_store()


@pytest.fixture(scope="module")
def catalogue(store: Store) -> Catalogue:
    return load_catalogue(store)
