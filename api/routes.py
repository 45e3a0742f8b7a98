"""All addresses beside the pages."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from api import ask, briefs, catalogue, charts, companies, data, deck, files, findings, names, openapi
from api.documents import document_routes
from api.errors import HANDLERS, ApiError
from api.operation import operation_routes
from api.previews import preview_routes
from exports.formats import FORMATS
from exports.whole import whole_package

EXPOSED_HEADERS = (
    "ETag",
    "Last-Modified",
    "Link",
    "Content-Range",
    "Content-Disposition",
    "Content-Language",
    "X-Data-Version",
)


async def _unknown_address(_request: Request) -> Response:
    raise ApiError(404, "not_found")


def api_application() -> Starlette:
    """Return the open data addresses as an application of their own, mounted at `/api/v1`.

    Reading is open to every site (CORS); there is nothing to write and nothing to log in to.
    """
    return Starlette(
        routes=[
            Route("/indicators", catalogue.indicators),
            Route("/regions", catalogue.regions),
            Route("/regions/{code}.json", catalogue.region),
            Route("/sources", catalogue.sources),
            Route("/data/{indicator}.{format}", data.data),
            Route("/figures.{format}", data.any_figures),
            Route("/companies.{format}", companies.companies),
            Route("/ask", ask.ask),
            Route("/names", names.names),
            Route("/findings", findings.findings),
            Route("/findings.md", findings.statements),
            Route("/findings/{finding}.svg", findings.picture),
            Route("/charts/{page}.{format}", charts.chart),
            Route("/deck.{format}", deck.deck),
            Route("/brief.{format}", briefs.brief),
            Route("/database.duckdb", files.database),
            Route("/datapackage.zip", files.generated(whole_package, FORMATS["package"].media_type)),
            Route("/openapi.json", openapi.openapi),
            Route("/{rest:path}", _unknown_address),
        ],
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "HEAD"],
                expose_headers=EXPOSED_HEADERS,
            )
        ],
        exception_handlers=HANDLERS,
    )


def routes(prefix: str = "") -> list[BaseRoute]:
    """Return every route that stands before Streamlit's own.

    Args:
        prefix: The path below which everything is served, e.g. `/regions`.
    """
    held = [*operation_routes(), *document_routes(), *preview_routes()]
    below = [Route(prefix + route.path, route.endpoint) for route in held]
    return [*below, Mount(f"{prefix}/api/v1", app=api_application())]
