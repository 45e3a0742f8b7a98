"""Query parameters of the addresses, read strictly: what is not understood is refused."""

from collections.abc import Collection

from starlette.requests import Request

from api.errors import ApiError, invalid_value, shortened
from exports.formats import Format, Place, addressed
from regions.database.languages import DEFAULT_LANGUAGE, LANGUAGES, Language

MOST_VALUES = 100
YEARS = range(1900, 2101)
YEARS_WRITTEN = tuple(map(str, YEARS))


def refuse_unknown(request: Request, allowed: Collection[str]) -> None:
    """Refuse a parameter that is not known: a typing error must not silently widen an answer."""
    for name in request.query_params:
        if name not in allowed:
            raise ApiError(400, "unknown_parameter", parameter=shortened(name), allowed=sorted(allowed))


def several(
    request: Request, name: str, allowed: Collection[str], most: int = MOST_VALUES
) -> tuple[str, ...]:
    """Return all values of a repeatable parameter, `most` at most; none means no restriction."""
    values = request.query_params.getlist(name)
    if len(values) > most:
        raise ApiError(400, "too_many_values", parameter=name, limit=str(most))
    for value in values:
        if value not in allowed:
            raise invalid_value(name, value, allowed)
    return tuple(dict.fromkeys(values))


def one(request: Request, name: str, allowed: Collection[str], default: str) -> str:
    """Return the value of a parameter that stands once at most."""
    values = request.query_params.getlist(name)
    if len(values) > 1:
        raise ApiError(400, "repeated_parameter", parameter=name)
    if not values:
        return default
    if values[0] not in allowed:
        raise invalid_value(name, values[0], allowed)
    return values[0]


def format_asked(request: Request, place: Place) -> Format:
    """Return the format that an address ends with, of those its place offers."""
    known, ending = addressed(place), str(request.path_params["format"])
    if ending not in known:
        raise ApiError(404, "unknown_format", value=shortened(ending), allowed=list(known))
    return known[ending]


def language(request: Request) -> Language:
    """Return `lang=`, else the default language."""
    asked = one(request, "lang", LANGUAGES, DEFAULT_LANGUAGE)
    return next(known for known in LANGUAGES if known == asked)


def year_span(request: Request) -> tuple[int | None, int | None]:
    """Return `from=` and `to=`; years for which nothing is held simply hold nothing."""
    first, last = _year(request, "from"), _year(request, "to")
    if first is not None and last is not None and first > last:
        raise ApiError(400, "years_reversed", first=str(first), last=str(last))
    return first, last


def _year(request: Request, name: str) -> int | None:
    if not request.query_params.getlist(name):
        return None
    return int(one(request, name, YEARS_WRITTEN, ""))
