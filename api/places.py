"""Which places an address asks for: provinces and prefectures or municipalities, never both at once."""

from collections.abc import Iterable

from starlette.requests import Request

from api.errors import ApiError, language_of, shortened, unknown_name
from api.parameters import MOST_VALUES, one, several
from regions.asking.selection import LEVELS, MUNICIPALITY, REGION
from regions.database.catalogue import Catalogue, Indicator
from regions.database.places import is_municipality
from regions.database.regions import Municipality

PARAMETERS = ("level", "within", "region")


def places_asked(request: Request, catalogue: Catalogue) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return the level asked for, the places within which, and the places themselves.

    `within=` and the code of a municipality ask for municipalities without `level=`; the code of a region
    then means those within it.

    Raises:
        ApiError: If a code is not known, or of another level than the rest.
    """
    within = several(request, "within", catalogue.regions)
    codes = request.query_params.getlist("region")
    single = [code for code in codes if is_municipality(code)]
    level = one(request, "level", LEVELS, MUNICIPALITY if within or single else REGION)
    if level == REGION and not single and not within:
        return REGION, (), several(request, "region", catalogue.regions)
    if level == REGION or 0 < len(single) < len(codes):
        raise ApiError(400, "mixed_levels")
    if not single:
        return MUNICIPALITY, (*within, *several(request, "region", catalogue.regions)), ()
    if len(single) > MOST_VALUES:
        raise ApiError(400, "too_many_values", parameter="region", limit=str(MOST_VALUES))
    known = (municipality(code, request, catalogue).code for code in single)
    return MUNICIPALITY, within, tuple(dict.fromkeys(known))


def municipality(code: str, request: Request, catalogue: Catalogue) -> Municipality:
    """Return a municipality by its code.

    Raises:
        ApiError: If there is none; it names the successor of an abolished code.
    """
    found = catalogue.municipal.places.get(code)
    if found is not None:
        return found
    successor = catalogue.municipal.successor_of(code)
    if successor is not None:
        name = successor.name[language_of(request)]
        raise ApiError(404, "abolished_municipality", value=code, successor=successor.code, name=name)
    raise unknown_name(
        "unknown_municipality", code, catalogue.municipal.places, "/api/v1/regions?level=municipality"
    )


def require_level(indicators: Iterable[str], level: str, catalogue: Catalogue) -> dict[str, Indicator]:
    """Return the indicators of a level, having made sure that those named are among them.

    Raises:
        ApiError: If an indicator has figures at the other level alone.
    """
    held = catalogue.indicators_at(level)
    for code in indicators:
        if code not in held and catalogue.levels_of(code):
            raise ApiError(404, f"no_figures_at_{level}", value=shortened(code))
    return held
