"""`/names`: the names by which places and indicators are found; the pages read it once a language."""

from starlette.requests import Request
from starlette.responses import Response

from api.answers import deliver_json
from api.parameters import language, refuse_unknown
from regions.database.build import Build, current_build
from regions.database.languages import Language
from regions.questions.names import named_indicators, named_places, question_terms


async def names(request: Request) -> Response:
    """Labels in the reader's language and all other names, of regions, nations, blocks and indicators."""
    refuse_unknown(request, ("lang",))
    reader, build = language(request), current_build()
    return await deliver_json(request, build, ("names", reader), lambda: names_document(build, reader))


def names_document(build: Build, reader: Language) -> dict[str, object]:
    """Return the names, without what is empty."""
    spelling = {other: usual for usual, other in question_terms(build)["spelling"]}
    return {
        "data_version": build.id,
        "places": [
            {"code": one.code, "label": one.label, "terms": one.terms}
            | ({"members": one.members} if one.members else {})
            for one in named_places(build, reader)
        ],
        "indicators": [
            {
                "code": one.code,
                "label": one.label,
                "terms": one.terms,
                "topic": one.topic,
                "projected": one.projected,
            }
            for one in named_indicators(build, reader)
        ],
        "spelling": spelling,
    }
