"""A tool from a function: arguments checked strictly, errors in sentences, an answer with its schema."""

import inspect
import logging
from collections.abc import Callable, Mapping
from typing import Any, get_args, get_type_hints

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.server.mcpserver.utilities.func_metadata import FuncMetadata
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import ValidationError
from starlette.requests import Request

from api.errors import shortened
from api.links import public_url
from api.mcp.arguments import Arguments
from api.mcp.call import Call, Reply, Unanswerable
from i18n.messages import messages
from regions.database.build import DatabaseMissing, current_build
from regions.database.languages import Language, matching_language

_LOG = logging.getLogger("regions.api")
_READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
# What pydantic calls the errors that have a sentence of their own.
_TOLD = {"extra_forbidden": "mcp.error.unknown_argument", "missing": "mcp.error.missing_argument"}


class _Unchecked(FuncMetadata):
    """Hands over what was sent, lists sent as text read: the tool checks it, and says what is wrong."""

    def validate_arguments(self, arguments_to_validate: dict[str, Any]) -> dict[str, Any]:
        return {"given": self.pre_parse_json(arguments_to_validate)}


def declared(name: str, answer: Callable[[Any, Call], Reply[Any]]) -> Tool:
    """Return a tool; what it takes and answers is said by the types of the function, and its docstring.

    Args:
        name: Its name.
        answer: Answers a call, `asked` some `Arguments`, with the fields of a `Reply`.
    """
    types = get_type_hints(answer)
    arguments: type[Arguments] = types["asked"]
    (content,) = get_args(types["return"])

    def called(given: dict[str, Any], context: Context[Any, Any]) -> CallToolResult:
        language = matching_language(str(given.get("lang", "")))
        try:
            asked = arguments.model_validate(given)
            reply = answer(asked, Call(current_build(), language, base_url(context)))
        except ValidationError as error:
            raise ToolError(_told(error, arguments, language)) from None
        except Unanswerable as error:
            raise ToolError(str(error)) from None
        except DatabaseMissing as error:
            _LOG.warning("no database to answer from: %s", error)
            raise ToolError(messages(language)("api.error.no_database")) from None
        return CallToolResult(
            content=[TextContent(type="text", text=reply.text)],
            structured_content=reply.content.model_dump(mode="json"),
        )

    return Tool(
        fn=called,
        name=name,
        title=None,
        description=inspect.cleandoc(answer.__doc__ or ""),
        parameters=arguments.model_json_schema(by_alias=True),
        fn_metadata=_Unchecked(arg_model=arguments, output_model=content),
        is_async=False,
        context_kwarg="context",
        annotations=_READS,
    )


def base_url(context: Context[Any, Any]) -> str:
    """Return where readers find the dashboard, as far as a call tells; else nothing."""
    request = context.request_context.request
    return public_url(request if isinstance(request, Request) else None)


def _told(error: ValidationError, arguments: type[Arguments], language: Language) -> str:
    fields = arguments.model_fields
    known = ", ".join(field.alias or name for name, field in fields.items())
    told = (_told_one(one, known, language) for one in error.errors(include_url=False))
    return " ".join(dict.fromkeys(told))


def _told_one(one: Mapping[str, Any], known: str, language: Language) -> str:
    t = messages(language)
    place = shortened(".".join(str(part) for part in one["loc"]))
    if one["type"] in _TOLD:
        return t(_TOLD[one["type"]], argument=place, arguments=known)
    return t("mcp.error.invalid_argument", argument=place, reason=one["msg"])
