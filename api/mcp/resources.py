"""What an assistant can read as a whole: catalogue, regions, definitions; and prompts to begin with."""

import json
from collections.abc import Callable

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError

from api.catalogue import indicators_document, regions_document
from api.descriptions import describe_indicator, describe_source, sources_of
from i18n.messages import messages
from regions.database.build import Build, DatabaseMissing, current_build
from regions.database.languages import DEFAULT_LANGUAGE, matching_language

_JSON = "application/json"


def add_resources(server: MCPServer) -> None:
    """Give a server its resources."""

    @server.resource("regions://catalogue", name="catalogue", mime_type=_JSON)
    def catalogue() -> str:
        """Every indicator: names, definition, unit, comparability with its reason, warnings, coverage."""
        return _document(lambda build: indicators_document(build.catalogue))

    @server.resource("regions://regions", name="regions", mime_type=_JSON)
    def regions() -> str:
        """The provinces and prefectures, the two nations, blocks and mega-regions, with their names."""
        return _document(lambda build: regions_document(build.catalogue))

    @server.resource("regions://definitions/{indicator}", name="definitions", mime_type=_JSON)
    def definitions(indicator: str) -> str:
        """One indicator with its sources, in three languages."""
        return _document(lambda build: _definition(indicator, build))


def add_prompts(server: MCPServer) -> None:
    """Give a server its prompts."""

    @server.prompt(name="brief_me_on")
    def brief_me_on(region: str, lang: str = DEFAULT_LANGUAGE) -> str:
        """A one-page briefing on a province or prefecture."""
        return messages(matching_language(lang))("mcp.prompt.brief", region=region[:100])

    @server.prompt(name="compare_two_regions")
    def compare_two_regions(one: str, other: str, topic: str = "", lang: str = DEFAULT_LANGUAGE) -> str:
        """A comparison of a Korean and a Japanese region."""
        t = messages(matching_language(lang))
        about = topic[:100] or t("mcp.prompt.any_topic")
        return t("mcp.prompt.compare", one=one[:100], other=other[:100], topic=about)


def _document(content: Callable[[Build], dict[str, object]]) -> str:
    try:
        build = current_build()
    except DatabaseMissing:
        raise ResourceError(messages(DEFAULT_LANGUAGE)("api.error.no_database")) from None
    return json.dumps({"data_version": build.id, **content(build)}, ensure_ascii=False)


def _definition(code: str, build: Build) -> dict[str, object]:
    if code not in build.catalogue.indicators:
        raise ResourceNotFoundError(
            messages(DEFAULT_LANGUAGE)("mcp.error.unknown_indicator", value=code[:60])
        )
    indicator = build.catalogue.indicators[code]
    return {
        "indicator": describe_indicator(indicator),
        "sources": [describe_source(one) for one in sources_of(indicator, build.catalogue)],
    }
