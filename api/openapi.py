"""`/openapi.json`: the addresses described for programs, with the values that the current build allows."""

import copy
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from starlette.requests import Request
from starlette.responses import Response

from api.answers import deliver_json
from api.briefs import briefed
from api.charts import Parameter, parameters
from api.links import link
from api.parameters import YEARS, refuse_unknown
from exports.findings import findings_held
from exports.formats import Place, addressed
from exports.pictures import PICTURED
from regions.asking.selection import MUNICIPALITY_KINDS, REGION_KINDS
from regions.asking.view import View
from regions.database.build import Build, current_build
from regions.database.catalogue import Catalogue
from regions.database.languages import DEFAULT_LANGUAGE, LANGUAGES
from regions.policy.companies import programme_names

_DESCRIPTION = Path(__file__).parent / "openapi.yaml"
_PLACES: dict[str, Place] = {
    "/data/{indicator}.{format}": "figures",
    "/figures.{format}": "figures",
    "/companies.{format}": "companies",
    "/deck.{format}": "deck",
    "/brief.{format}": "brief",
}

_FORMAT_SCHEMAS: dict[str, dict[str, str]] = {
    "csv": {"type": "string"},
    "svg": {"type": "string"},
    "json": {"type": "object"},
}


@cache
def _description() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(_DESCRIPTION.read_text(encoding="utf-8"))
    return content


def specification(build: Build) -> dict[str, Any]:
    """Return the OpenAPI description; indicators, regions and findings are those of the build."""
    catalogue = build.catalogue
    content = copy.deepcopy(_description())
    del content["x-parts"], content["x-chart"]
    content["servers"] = [{"url": link(server["url"])} for server in content["servers"]]
    schemas = content["components"]["schemas"]
    schemas["IndicatorId"]["enum"] = list(catalogue.indicators)
    schemas["AnyIndicatorId"]["enum"] = list({**catalogue.indicators, **catalogue.municipal.indicators})
    schemas["RegionCode"]["enum"] = list(catalogue.regions)
    schemas["ProvinceCode"]["enum"] = list(briefed(catalogue))
    schemas["FindingId"]["enum"] = list(findings_held(build))
    schemas["Language"]["enum"] = list(LANGUAGES)
    schemas["Topic"]["enum"] = list(catalogue.topics)
    schemas["Block"]["enum"] = list(catalogue.blocks)
    schemas["Kind"]["enum"] = [*REGION_KINDS, *MUNICIPALITY_KINDS]
    schemas["Programme"]["enum"] = list(programme_names(build, View("companies", DEFAULT_LANGUAGE)))
    for path, place in _PLACES.items():
        _name_formats(content["paths"][path]["get"], place)
    content["paths"] |= {f"/charts/{page}.{{format}}": _chart(page, catalogue) for page in PICTURED}
    return content


def _chart(page: str, catalogue: Catalogue) -> dict[str, Any]:
    """Return the description of a page's picture: the template, with the parameters that the page takes."""
    path_item: dict[str, Any] = copy.deepcopy(_description()["x-chart"])
    operation = path_item["get"]
    operation["operationId"] = f"draw{page.title()}"
    operation["summary"] = operation["summary"].replace("PAGE", page)
    _name_formats(operation, "charts")
    operation["parameters"] += [
        {
            "name": name,
            "in": "query",
            "description": "As in the address of the page",
            "schema": _schema(name, held, catalogue),
        }
        for name, held in parameters(page, catalogue).items()
    ]
    return path_item


def _name_formats(operation: dict[str, Any], place: Place) -> None:
    """Write into a description which endings its address takes, and what each answers."""
    formats = addressed(place)
    ending = next(parameter for parameter in operation["parameters"] if parameter["name"] == "format")
    ending["schema"] = {"type": "string", "enum": list(formats)}
    operation["responses"]["200"]["content"] = {
        format_.media_type: {
            "schema": _FORMAT_SCHEMAS.get(format_.id, {"type": "string", "format": "binary"})
        }
        for format_ in formats.values()
    }


def _schema(name: str, held: Parameter, catalogue: Catalogue) -> dict[str, Any]:
    if name in ("year", "from", "to"):
        return {"type": "integer", "minimum": YEARS.start, "maximum": YEARS.stop - 1}
    one: dict[str, Any] = {"type": "string", "enum": list(held.allowed)}
    if name == "indicator":
        every = len(held.allowed) > len(catalogue.indicators)
        one = {"$ref": f"#/components/schemas/{'AnyIndicatorId' if every else 'IndicatorId'}"}
    elif name in ("region", "within"):
        one = {"$ref": "#/components/schemas/RegionCode"}
        if len(held.allowed) > len(catalogue.regions):
            one = {"anyOf": [one, {"$ref": "#/components/schemas/MunicipalityCode"}]}
    return one if held.most == 1 else {"type": "array", "maxItems": held.most, "items": one}


async def openapi(request: Request) -> Response:
    """The OpenAPI description."""
    refuse_unknown(request, ())
    build = current_build()
    return await deliver_json(request, build, ("openapi",), lambda: specification(build))
