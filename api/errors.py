"""Errors of the addresses: JSON that says what happened, and what is allowed instead."""

import logging
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from api.links import link
from i18n.messages import messages
from regions.database.build import DatabaseMissing
from regions.database.languages import Language, matching_language

_LOG = logging.getLogger("regions.api")
_LONGEST_ECHO = 60
_PLAIN_ERRORS = {404: "not_found", 405: "method_not_allowed", 416: "range"}
RETRY_SECONDS = 30


class ApiError(Exception):
    """Something in a request that cannot be answered.

    Attributes:
        status: HTTP status.
        code: Key of the message `api.error.<code>`.
        details: Further fields of the answer, e.g. `parameter`, `value`, `allowed`; `retry_after` (seconds)
            becomes a header too.
    """

    def __init__(self, status: int, code: str, **details: object) -> None:
        """Take the status, the code of the message and what belongs to it."""
        super().__init__(code)
        self.status = status
        self.code = code
        self.details = details


def invalid_value(parameter: str, value: str, allowed: Iterable[object]) -> ApiError:
    """Return the 400 for a value that a parameter does not take."""
    return ApiError(400, "invalid_value", parameter=parameter, value=shortened(value), allowed=list(allowed))


def unknown_name(code: str, value: str, known: Iterable[str], listed_at: str) -> ApiError:
    """Return the 404 for a name in the path that does not exist, with what comes near it."""
    near = get_close_matches(value[:_LONGEST_ECHO], list(known), n=3)
    return ApiError(404, code, value=shortened(value), did_you_mean=near, listed_at=link(listed_at))


def shortened(value: str) -> str:
    """Return a reader's value fit to be repeated: printable and not long."""
    return "".join(character for character in value if character.isprintable())[:_LONGEST_ECHO]


def language_of(request: Request) -> Language:
    """Return the language asked for by `lang=`, else by the client, else English."""
    asked = request.query_params.get("lang") or request.headers.get("accept-language", "").split(",")[0]
    return matching_language(asked)


def answer_api_error(request: Request, error: Exception) -> JSONResponse:
    """Answer an `ApiError`."""
    assert isinstance(error, ApiError)  # noqa: S101  registered for this class alone
    seconds = error.details.get("retry_after")
    headers = {"Retry-After": str(seconds)} if seconds else None
    return _answer(request, error.status, error.code, error.details, headers)


def answer_http_error(request: Request, error: Exception) -> JSONResponse:
    """Answer what the router itself refuses: an address or a method that does not exist."""
    assert isinstance(error, HTTPException)  # noqa: S101  registered for this class alone
    code = _PLAIN_ERRORS.get(error.status_code, "refused")
    if error.status_code == 400 and "range" in request.headers:
        code = "range"
    return _answer(request, error.status_code, code, {}, error.headers)


def answer_missing_database(request: Request, error: Exception) -> JSONResponse:
    """Answer while there is no database yet, or the one named is gone."""
    _LOG.warning("no database to answer from: %s", error)
    return _answer(request, 503, "no_database", {}, {"Retry-After": str(RETRY_SECONDS)})


def answer_failure(request: Request, error: Exception) -> JSONResponse:
    """Answer a failure of ours without telling anything of the inside; the trace goes to the log."""
    _LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return _answer(request, 500, "failure", {})


def error_content(
    status: int, code: str, language: Language, details: Mapping[str, object] | None = None
) -> dict[str, object]:
    """Return what the JSON of an error holds."""
    details = details or {}
    words = {name: value for name, value in details.items() if isinstance(value, str)}
    words |= {"description": link("/api/v1/openapi.json"), "database": link("/api/v1/database.duckdb")}
    message = messages(language)(f"api.error.{code}", **words)
    return {"error": {"status": int(status), "code": code, "message": message, **details}}


HANDLERS = {
    ApiError: answer_api_error,
    HTTPException: answer_http_error,
    DatabaseMissing: answer_missing_database,
    Exception: answer_failure,
}


def _answer(
    request: Request,
    status: int,
    code: str,
    details: dict[str, object],
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    language = language_of(request)
    content = error_content(status, code, language, details)
    fixed = {"Cache-Control": "no-store", "Content-Language": language, "Vary": "Accept-Language"}
    return JSONResponse(content, status, fixed | dict(headers or {}))
