"""`/openapi.json`: the addresses described for programs, with the values that the current build allows."""

import copy
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from starlette.requests import Request
from starlette.responses import Response

from api.answers import answer
from api.descriptions import json_bytes
from api.parameters import refuse_unknown
from exports.findings import findings_held
from regions.catalogue import load_catalogue
from regions.selection import REGION_KINDS
from regions.store import Store, current_store

_DESCRIPTION = Path(__file__).parent / "openapi.yaml"


@cache
def _description() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(_DESCRIPTION.read_text(encoding="utf-8"))
    return content


def specification(store: Store) -> dict[str, Any]:
    """Return the OpenAPI description; indicators, regions and findings are those of the build."""
    catalogue = load_catalogue(store)
    content = copy.deepcopy(_description())
    schemas = content["components"]["schemas"]
    schemas["IndicatorId"]["enum"] = list(catalogue.indicators)
    schemas["RegionCode"]["enum"] = list(catalogue.regions)
    schemas["FindingId"]["enum"] = list(findings_held(store))
    schemas["Topic"]["enum"] = list(catalogue.topics)
    schemas["Block"]["enum"] = list(catalogue.blocks)
    schemas["Kind"]["enum"] = list(REGION_KINDS)
    return content


async def openapi(request: Request) -> Response:
    """The OpenAPI description."""
    refuse_unknown(request, ())
    store = current_store()

    def make() -> bytes:
        return json_bytes(specification(store))

    return await answer(request, store, ("openapi",), make, "application/json")
