"""`/deck.{format}`: a deck as a presentation or a workbook, for whoever has its slides as addresses."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from api.answers import deliver_file
from api.errors import ApiError, shortened
from api.links import public_url
from api.parameters import format_asked, language, refuse_unknown
from api.queue import Queue
from exports.decks import File, Workshop, deck_file, deck_workbook
from exports.formats import Format
from exports.publication import Publication
from regions.asking.page_specs import MOST_SLIDES
from regions.asking.view import View, address
from regions.database.build import Build, current_build
from regions.database.languages import Language
from regions.exhibits.deck import LONGEST_TITLE, Deck, read_all, resolve, written

MOST_AT_ONCE = 4

_QUEUE = Queue(MOST_AT_ONCE, "busy_making")


async def deck(request: Request) -> Response:
    """The slides of a deck as a file."""
    format_ = format_asked(request, "deck")
    refuse_unknown(request, ("slide", "name", "lang"))
    build, asked = current_build(), language(request)
    held, base = _deck(request), public_url(request)
    headers = {"Cache-Control": "private, max-age=300"}  # it holds the address under which it was asked for
    key = (base, held.title, *map(written, held.slides))
    make = partial(_made, held, asked, base, format_, build)
    return await deliver_file(
        request, build, format_, asked, f"deck_{asked}", key, make, headers, "attachment"
    )


def _deck(request: Request) -> Deck:
    slides, names = (request.query_params.getlist(name) for name in ("slide", "name"))
    if not slides:
        raise ApiError(400, "no_slides")
    for name, values, most in (("slide", slides, MOST_SLIDES), ("name", names, 1)):
        if len(values) > most:
            raise ApiError(400, "too_many_values", parameter=name, limit=str(most))
    title = names[0] if names else ""
    if len(title) > LONGEST_TITLE:
        raise ApiError(400, "name_too_long", limit=str(LONGEST_TITLE))
    return read_all(slides, title)


def _made(held: Deck, asked: Language, base: str, format_: Format, build: Build) -> bytes:
    choices = (("slide", tuple(map(written, held.slides))), ("name", (held.title,) if held.title else ()))
    page = View("deck", asked, choices=tuple(choice for choice in choices if choice[1]))
    workshop = Workshop(Publication(build.catalogue, base), build, base + address(page))
    with _QUEUE.turn():
        for slide in held.slides:
            found = resolve(slide, asked, build)
            if found.is_broken or found.notices:
                raise ApiError(404, "no_view", value=shortened(slide.address))
        return _file(held, asked, workshop, format_).content


def _file(held: Deck, asked: Language, workshop: Workshop, format_: Format) -> File:
    if format_.id == "powerpoint":
        return deck_file(held, "one", asked, workshop)
    try:
        return deck_workbook(held, asked, workshop)
    except LookupError:
        raise ApiError(404, "nothing_to_draw") from None
