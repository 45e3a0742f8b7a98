"""`/findings`, `/findings.md`, `/findings/{finding}.svg`: what the figures say, its proof, small pictures."""

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from api.answers import deliver, deliver_json
from api.errors import unknown_name
from api.links import link
from api.parameters import language, one, refuse_unknown
from exports.findings import APPEARANCES, finding_picture, finding_record, findings_held
from exports.formats import FORMATS
from exports.statements import statements_document
from regions.database.build import current_build


async def findings(request: Request) -> Response:
    """Every finding that holds in the current build, in the order of the gallery."""
    refuse_unknown(request, ())
    build = current_build()

    def document() -> dict[str, object]:
        records = [_placed(finding_record(finding, build)) for finding in findings_held(build).values()]
        return {"data_version": build.id, "findings": records}

    return await deliver_json(request, build, ("findings",), document)


def _placed(record: dict[str, object]) -> dict[str, object]:
    return {**record, "picture": link(str(record["picture"]))}


async def statements(request: Request) -> Response:
    """Every finding with its rule, the figures it rests on, its SQL and why it may be said, as Markdown."""
    refuse_unknown(request, ("lang",))
    asked = language(request)
    build = current_build()

    def make() -> bytes:
        return statements_document(build, asked).encode()

    return await deliver(request, build, ("statements", asked), make, "text/markdown; charset=utf-8")


async def picture(request: Request) -> Response:
    """The small chart of a finding."""
    refuse_unknown(request, ("lang", "theme"))
    asked, appearance = language(request), one(request, "theme", APPEARANCES, "light")
    build = current_build()
    held = await to_thread.run_sync(findings_held, build)
    code = request.path_params["finding"]
    if code not in held:
        raise unknown_name("unknown_finding", code, held, "/api/v1/findings")

    def make() -> bytes:
        return finding_picture(held[code], build, asked, appearance)

    key = ("finding", code, asked, appearance)
    return await deliver(request, build, key, make, FORMATS["svg"].content_type)
