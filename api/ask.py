"""`/ask`: a question in words, and the views that answer it."""

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import Response

from api.answers import deliver_json
from api.errors import ApiError
from api.parameters import language, one, refuse_unknown
from regions.database.build import Build, current_build
from regions.database.languages import Language
from regions.questions.suggesting import LONGEST_QUESTION, MOST_SUGGESTIONS, suggest

ASK_PARAMETERS = ("q", "lang", "limit")
_LIMITS = tuple(str(number) for number in range(1, MOST_SUGGESTIONS + 1))
_USUAL_LIMIT = "5"


async def ask(request: Request) -> Response:
    """What was understood of a question, what was not, and the views that answer it, best first."""
    refuse_unknown(request, ASK_PARAMETERS)
    question, reader = _question(request), language(request)
    limit = int(one(request, "limit", _LIMITS, _USUAL_LIMIT))
    build = current_build()
    key = ("ask", question, reader, str(limit))
    return await deliver_json(request, build, key, lambda: _document(question, reader, limit, build))


def _question(request: Request) -> str:
    """Return `q=`, which is needed, once, and not endless."""
    given = request.query_params.getlist("q")
    if len(given) > 1:
        raise ApiError(400, "repeated_parameter", parameter="q")
    if not given or not given[0]:
        raise ApiError(400, "missing_parameter", parameter="q")
    if len(given[0]) > LONGEST_QUESTION:
        raise ApiError(400, "text_too_long", parameter="q", limit=str(LONGEST_QUESTION))
    return given[0]


def _document(question: str, reader: Language, limit: int, build: Build) -> dict[str, object]:
    answer = suggest(build, question, reader, limit)
    return {
        "query": question,
        "understood": asdict(answer.understood),
        "not_understood": list(answer.not_understood),
        "suggestions": [
            {"address": suggestion.address, "page": suggestion.view.page, "title": suggestion.title}
            for suggestion in answer.suggestions
        ],
    }
