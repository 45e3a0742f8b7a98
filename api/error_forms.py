"""Every refusal and failure in the form its reader expects, whoever refused: a route of ours, or Streamlit.

Programs get JSON, people a page in their language.
"""

from html import escape

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import HANDLERS, answer_http_error, language_of
from api.links import link
from i18n.messages import messages
from regions.asking.page_specs import PAGES

# What stands somewhere in the addresses of programs, and never in that of a page.
_PROGRAM_SEGMENTS = frozenset(
    ("api", "v1", "healthz", "readyz", "metrics", "mcp", "_stcore", "static", "media", "component", "..")
)
# Streamlit's parts of a page that are HTML of their own.
_PARTS_OF_PAGES = ("/component/", "/_stcore/")
_STYLE = (
    "body{font-family:sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem;line-height:1.6}"
    ":root{color-scheme:light dark}"
)
_KEPT_HEADERS = ("allow", "content-range", "retry-after", "access-control-allow-origin", "vary")


def for_program(path: str) -> bool:
    """Say whether an address is one that programs ask, also where it is spelt or placed wrongly."""
    segments = path.lower().split("/")
    return not _PROGRAM_SEGMENTS.isdisjoint(segments) or "." in segments[-1]


class ErrorForms:
    """Gives every error its form, and the status 404 to pages that do not exist."""

    def __init__(self, app: ASGIApp, prefix: str = "") -> None:
        """Take the application and the path below which it is served."""
        self._app = app
        self._prefix = prefix
        self._pages = frozenset(prefix + page.path for page in PAGES.values())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and put errors into their form on the way back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        begun, replaced = False, False

        async def formed(message: Message) -> None:
            nonlocal begun, replaced
            if message["type"] == "http.response.start":
                answer = self._instead(request, message)
                begun, replaced = True, answer is not None
                if answer is not None:
                    await answer(scope, receive, send)
            if not replaced:
                await send(message)

        try:
            await self._app(scope, receive, formed)
        except Exception as error:
            if begun:
                raise  # too late for an answer: the server cuts it off
            answer = next(handler for kind, handler in HANDLERS.items() if isinstance(error, kind))
            await self._form(request, answer(request, error))(scope, receive, send)

    def _instead(self, request: Request, message: Message) -> Response | None:
        status, headers = message["status"], Headers(raw=message["headers"])
        kind = headers.get("content-type", "")
        if status == 200 and kind.startswith("text/html") and self._is_unknown(request.url.path):
            status = 404
        elif status < 400 or kind.startswith(("application/json", "text/html")):
            return None
        kept = {name: headers[name] for name in _KEPT_HEADERS if name in headers}
        return self._form(request, answer_http_error(request, HTTPException(status, headers=kept)))

    def _is_unknown(self, path: str) -> bool:
        # Streamlit answers every path with the shell of its page, which then opens the overview.
        part = path.startswith(tuple(self._prefix + part for part in _PARTS_OF_PAGES))
        return path not in self._pages and not part

    def _form(self, request: Request, answer: Response) -> Response:
        """Return an answer to a program as it is, to a person as a page."""
        if for_program(request.url.path.removeprefix(self._prefix)):
            return answer
        status = answer.status_code
        language = language_of(request)
        t = messages(language)
        key = str(status) if status in (404, 503) else "other"
        title, text, back = t(f"error_page.{key}"), t(f"error_page.{key}_text"), t("error_page.link")
        home = link(f"/?lang={language}")
        headers = {name: value for name, value in answer.headers.items() if not name.startswith("content-")}
        return HTMLResponse(
            f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8" />'
            '<meta name="viewport" content="width=device-width, initial-scale=1" />'
            '<meta name="robots" content="noindex" /><link rel="icon" href="data:," />'
            f"<title>{escape(title)} | {escape(t('product.name'))}</title>"
            f"<style>{_STYLE}</style></head>"
            f"<body><main><h1>{escape(title)}</h1><p>{escape(text)}</p>"
            f'<p><a href="{escape(home)}">{escape(back)}</a></p></main></body></html>\n',
            status,
            headers | {"Content-Language": language},
        )
