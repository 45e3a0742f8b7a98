"""`/openapi.json`: the addresses described for programs, with the values that the current build allows."""

import copy
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from starlette.requests import Request
from starlette.responses import Response

from api.answers import answer
from api.charts import Parameter, parameters
from api.descriptions import json_bytes
from api.parameters import YEARS, refuse_unknown
from exports.findings import findings_held
from exports.pictures import PICTURED
from regions.asking.selection import REGION_KINDS
from regions.asking.view import View
from regions.build.catalogue import Catalogue
from regions.build.database import Build, current_build
from regions.policy.companies import programme_names

_DESCRIPTION = Path(__file__).parent / "openapi.yaml"


@cache
def _description() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(_DESCRIPTION.read_text(encoding="utf-8"))
    return content


def specification(build: Build) -> dict[str, Any]:
    """Return the OpenAPI description; indicators, regions and findings are those of the build."""
    catalogue = build.catalogue
    content = copy.deepcopy(_description())
    del content["x-chart"]
    schemas = content["components"]["schemas"]
    schemas["IndicatorId"]["enum"] = list(catalogue.indicators)
    schemas["RegionCode"]["enum"] = list(catalogue.regions)
    schemas["FindingId"]["enum"] = list(findings_held(build))
    schemas["Topic"]["enum"] = list(catalogue.topics)
    schemas["Block"]["enum"] = list(catalogue.blocks)
    schemas["Kind"]["enum"] = list(REGION_KINDS)
    schemas["Programme"]["enum"] = list(programme_names(build, View("companies", "en")))
    content["paths"] |= {f"/charts/{page}.{{format}}": _chart(page, catalogue) for page in PICTURED}
    return content


def _chart(page: str, catalogue: Catalogue) -> dict[str, Any]:
    """Return the description of a page's picture: the template, with the parameters that the page takes."""
    path_item: dict[str, Any] = copy.deepcopy(_description()["x-chart"])
    operation = path_item["get"]
    operation["operationId"] = f"draw{page.title()}"
    operation["summary"] = operation["summary"].replace("PAGE", page)
    operation["parameters"] += [
        {
            "name": name,
            "in": "query",
            "description": "As in the address of the page",
            "schema": _schema(name, held),
        }
        for name, held in parameters(page, catalogue).items()
    ]
    return path_item


def _schema(name: str, held: Parameter) -> dict[str, Any]:
    if name in ("year", "from", "to"):
        return {"type": "integer", "minimum": YEARS.start, "maximum": YEARS.stop - 1}
    shared = {"indicator": "IndicatorId", "region": "RegionCode"}
    one: dict[str, Any] = {"type": "string", "enum": list(held.allowed)}
    if name in shared:
        one = {"$ref": f"#/components/schemas/{shared[name]}"}
    return one if held.most == 1 else {"type": "array", "maxItems": held.most, "items": one}


async def openapi(request: Request) -> Response:
    """The OpenAPI description."""
    refuse_unknown(request, ())
    build = current_build()

    def make() -> bytes:
        return json_bytes(specification(build))

    return await answer(request, build, ("openapi",), make, "application/json")
