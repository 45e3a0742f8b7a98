"""Whole files: the database, with ranges, and anything an export makes once for each build."""

import os
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from api.answers import CACHE_CONTROL, built_at, deliver, http_date, is_known
from api.parameters import refuse_unknown
from regions.database.build import Build, DatabaseMissing, current_build

Endpoint = Callable[[Request], Awaitable[Response]]


async def database(request: Request) -> Response:
    """The database of the current build; ranges are answered, so DuckDB can read parts of it over HTTP.

    Databases are never changed once published (a new build is a new file): what is sent is a stable copy.
    """
    refuse_unknown(request, ())
    build = current_build()
    modified = built_at(build)
    headers = {
        "ETag": f'"{build.id}"',
        "Last-Modified": http_date(modified),
        "Cache-Control": CACHE_CONTROL,
        # Ranges are counted in the file as it is: no proxy may compress it.
        "Content-Encoding": "identity",
        "X-Data-Version": build.id,
    }
    if is_known(request, headers["ETag"], modified):
        return Response(status_code=304, headers=headers)
    try:
        held = os.stat(build.path)  # noqa: PTH116  the result type Starlette asks for
    except OSError as error:  # figures are still answered from it, but not the file
        raise DatabaseMissing(f"{build.path} cannot be sent: {error}") from error
    return FileResponse(
        build.path,
        media_type="application/vnd.duckdb",
        filename=f"korea-japan-regions-{build.id}.duckdb",
        headers=headers,
        stat_result=held,
    )


def generated(make: Callable[[Build], bytes], media_type: str) -> Endpoint:
    """Return the endpoint of a file that an export makes from the whole of a build.

    It is made once for each build and answered with ETag, 304, HEAD and the headers of the other addresses.
    """

    async def endpoint(request: Request) -> Response:
        refuse_unknown(request, ())
        build = current_build()
        key = (request.url.path,)
        return await deliver(request, build, key, lambda: make(build), media_type)

    return endpoint
