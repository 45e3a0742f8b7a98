"""`/charts/{page}.{svg,png}`: the figure of a page as a picture, where the server has a Chrome."""

from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from api.answers import deliver_file
from api.errors import ApiError, unknown_name
from api.parameters import YEARS_WRITTEN, format_asked, one, refuse_unknown, several
from api.queue import RETRY_SECONDS, Queue
from exports.pictures import PICTURED, SIZES, CannotDraw, can_draw, picture, pictured
from regions.asking.page_specs import CURRENCIES, PAGES
from regions.asking.view import View, decode
from regions.database.build import Build, current_build
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES

# A Chrome takes a processor and 200 MB for some seconds: one at a time, and no more than a few that wait.
MOST_WAITING = 4

_QUEUE = Queue(MOST_WAITING, "busy_drawing")


async def chart(request: Request) -> Response:
    """The figure that a page shows for the same parameters."""
    page = request.path_params["page"]
    if page not in PICTURED:
        raise unknown_name("unknown_chart", page, PICTURED, "/api/v1/openapi.json")
    format_ = format_asked(request, "charts")
    build = current_build()
    view = _view(request, page, build.catalogue)
    shape = one(request, "shape", SIZES, next(iter(SIZES)))
    if not can_draw():
        raise ApiError(501, "no_chrome")
    make = partial(_drawn, view, build, format_.kind, shape)
    name, key = f"{page}_{view.language}", (repr(view), shape)
    return await deliver_file(request, build, format_, view.language, name, key, make)


@dataclass(frozen=True)
class Parameter:
    """What a parameter of a page's address takes.

    Attributes:
        allowed: Its values.
        most: How many of them may stand in an address.
    """

    allowed: tuple[str, ...]
    most: int = 1


def parameters(page: str, catalogue: Catalogue) -> dict[str, Parameter]:
    """Return the parameters that a page's address takes, by name."""
    spec = PAGES[page]
    years = YEARS_WRITTEN
    municipal = catalogue.municipal if spec.takes_municipalities else None
    indicators = {**catalogue.indicators, **(municipal.indicators if municipal else {})}
    places = (*catalogue.regions, *(municipal.places if municipal else ()))
    found = {
        "lang": Parameter(LANGUAGES),
        "indicator": Parameter(tuple(indicators), spec.max_indicators),
        "region": Parameter(places, spec.max_regions),
        "year": Parameter(years if spec.single_year else ()),
        "from": Parameter(years if spec.year_range else ()),
        "to": Parameter(years if spec.year_range else ()),
        "mode": Parameter(spec.modes),
        "scale": Parameter(spec.scales),
        "currency": Parameter(CURRENCIES),
        "show": Parameter(spec.shows),
    }
    for name, choice in spec.choices.items():
        found[name] = Parameter(choice.allowed(catalogue), choice.max_values if choice.many else 1)
    return {name: held for name, held in found.items() if held.allowed and held.most}


def _view(request: Request, page: str, catalogue: Catalogue) -> View:
    known = parameters(page, catalogue)
    refuse_unknown(request, (*known, "shape"))
    for name, held in known.items():
        if held.most == 1:
            one(request, name, held.allowed, "")
        else:
            several(request, name, held.allowed, held.most)
    asked = {name: request.query_params.getlist(name) for name in request.query_params}
    view, notices = decode(page, asked, catalogue)
    if notices:
        # What each value allows and the whole does not: a year without figures, a currency no figure is in.
        # The page falls back to a default and says so; a picture would not say so.
        raise ApiError(400, "unusable_view", **dict(notices[0].values))
    return view


def _drawn(view: View, build: Build, kind: str, shape: str) -> bytes:
    figure = pictured(view, build)
    if figure is None:
        raise ApiError(404, "nothing_to_draw")
    with _QUEUE.turn():
        try:
            return picture(figure, kind, shape)
        except CannotDraw as error:
            raise ApiError(503, "not_drawn", retry_after=RETRY_SECONDS) from error
