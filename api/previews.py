"""`/previews/{page}.png`: what a link to a view looks like where it is shared."""

from functools import partial
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.answers import deliver
from api.errors import ApiError, language_of
from api.queue import Queue
from exports.formats import FORMATS
from exports.previews import preview
from regions.asking.links import received
from regions.asking.page_specs import PAGES
from regions.asking.view import View, decode
from regions.database.build import Build, current_build
from regions.database.catalogue import Catalogue
from regions.database.languages import Language

# A picture takes a third of a second of a processor, once for each view and build.
MOST_WAITING = 8

_QUEUE = Queue(MOST_WAITING, "busy_drawing")


def asked_for(request: Request, page: str, language: Language, catalogue: Catalogue) -> View:
    """Return the View of an address with nothing in it that was not asked for."""
    params = request.query_params
    query = received({name: params.getlist(name) for name in params})
    indicators = [code for code in query.get("indicator", ()) if catalogue.levels_of(code)]
    regions = [code for code in query.get("region", ()) if catalogue.place(code)]
    return View(page, language, tuple(dict.fromkeys(indicators)), tuple(dict.fromkeys(regions)))


def kept_parameters(view: View) -> list[tuple[str, str]]:
    """Return what an address of a view keeps for those who see it shared: indicators and regions."""
    return [("indicator", code) for code in view.indicators] + [("region", code) for code in view.regions]


def preview_address(view: View) -> str:
    """Return the address of a view's picture, from the root of the dashboard on."""
    return f"/previews/{view.page}.png?{urlencode([('lang', view.language), *kept_parameters(view)])}"


async def preview_picture(request: Request) -> Response:
    """The picture; what an address names wrongly is left out, as on the page."""
    page = request.path_params["page"]
    if page not in PAGES:
        raise ApiError(404, "not_found")
    build = current_build()
    asked = asked_for(request, page, language_of(request), build.catalogue)
    query = {"lang": [asked.language], "indicator": asked.indicators, "region": asked.regions}
    view, _ = decode(page, {name: values for name, values in query.items() if values}, build.catalogue)
    return await deliver(
        request, build, ("preview.png", repr(view)), partial(_drawn, view, build), FORMATS["png"].content_type
    )


def _drawn(view: View, build: Build) -> bytes:
    with _QUEUE.turn():
        return preview(view, build)


def preview_routes() -> list[Route]:
    """Return the route of the pictures."""
    return [Route("/previews/{page}.png", preview_picture)]
