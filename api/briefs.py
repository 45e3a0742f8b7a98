"""`/brief.{docx,hwpx}`: a briefing of two pages on a region, a municipality or a pair."""

import os
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from api.answers import deliver_file
from api.errors import ApiError, language_of, shortened
from api.links import PUBLIC_URL, link, public_url
from api.parameters import format_asked, language, one, refuse_unknown, several
from api.places import municipality
from exports.briefing.files import brief_name
from exports.formats import BriefOrder, Format
from exports.publication import Publication
from regions.asking.page_specs import BRIEF_THEMES, PAGES
from regions.asking.view import View
from regions.database.build import Build, current_build
from regions.database.catalogue import Catalogue
from regions.database.places import is_municipality, is_region
from regions.exhibits.briefing import brief_of
from regions.exhibits.briefing_figures import without_figures

PARAMETERS = ("region", "theme", "lang")


def briefed(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the codes of the provinces and prefectures, which have briefings beside municipalities."""
    return tuple(code for code in catalogue.regions if is_region(code))


async def brief(request: Request) -> Response:
    """The briefing that the page `/brief` shows for the same parameters."""
    format_ = format_asked(request, "brief")
    build = current_build()
    view = _view(request, build)
    base = public_url(request)
    make = partial(_file, view, build, base, format_)
    response = await deliver_file(
        request, build, format_, view.language, brief_name(view), (repr(view), base), make,
        disposition="attachment",
    )  # fmt: skip
    if not os.environ.get(PUBLIC_URL):
        # The file holds the address under which it was asked for: a proxy must not hand it to others.
        response.headers["Cache-Control"], response.headers["Vary"] = "private, no-cache", "Host"
    return response


def _view(request: Request, build: Build) -> View:
    refuse_unknown(request, PARAMETERS)
    asked = request.query_params.getlist("region")
    if not asked:
        raise ApiError(400, "missing_region", parameter="region", listed_at=link("/api/v1/regions"))
    most = PAGES["brief"].max_regions
    if any(map(is_municipality, asked)):
        codes = _municipalities(request, asked[: most + 1], build)
    else:
        codes = several(request, "region", briefed(build.catalogue), most)
    if len(codes) < len(asked):
        raise ApiError(400, "same_region", parameter="region", value=codes[0])
    theme = one(request, "theme", BRIEF_THEMES, BRIEF_THEMES[0])
    choices = (("theme", (theme,)),) if theme != BRIEF_THEMES[0] else ()
    return View("brief", language(request), regions=codes, choices=choices)


def _municipalities(request: Request, asked: list[str], build: Build) -> tuple[str, ...]:
    """Return the municipalities asked for, of which a briefing can be made.

    Raises:
        ApiError: If there are too many, one is unknown, no municipality or without figures.
    """
    catalogue = build.catalogue
    if len(asked) > PAGES["brief"].max_regions:
        raise ApiError(400, "too_many_values", parameter="region", limit=str(PAGES["brief"].max_regions))
    for code in asked:
        if not is_municipality(code):
            raise ApiError(400, "mixed_places", parameter="region", value=shortened(code))
    codes = tuple(dict.fromkeys(municipality(code, request, catalogue).code for code in asked))
    for code in without_figures(codes, build):
        name = catalogue.place_listed(code)[language_of(request)]
        raise ApiError(404, "no_municipal_figures", parameter="region", value=code, name=name)
    return codes


def _file(view: View, build: Build, base: str, format_: Format) -> bytes:
    made = brief_of(view, build)
    if made is None:
        raise ApiError(404, "nothing_to_draw")
    return format_.make_brief(BriefOrder((made,), Publication(build.catalogue, base)))
