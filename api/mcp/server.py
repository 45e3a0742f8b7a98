"""The server of the Model Context Protocol: its tools, resources and prompts."""

import logging

from mcp.server.mcpserver import MCPServer

from api.mcp.catalogue import described_indicator, found_indicators, suggested_views
from api.mcp.declared import declared
from api.mcp.figures import (
    compared_regions,
    ranked_regions,
    related_indicators,
    selected_figures,
    shifted_regions,
)
from api.mcp.lists import found_companies, found_ties
from api.mcp.places import likened_regions, profiled_region
from api.mcp.resources import add_prompts, add_resources
from api.mcp.slides import made_slides
from i18n.messages import messages
from regions.database.languages import DEFAULT_LANGUAGE

VERSION = "1"


def assistant_server() -> MCPServer:
    """Return the server with all it offers. It only reads."""
    t = messages(DEFAULT_LANGUAGE)
    # The SDK writes the log its own way unless somebody has said how: warnings, to standard error.
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    server = MCPServer(
        name="korea-japan-regions",
        title=t("product.name"),
        description=t("product.tagline"),
        instructions=t("mcp.instructions"),
        version=VERSION,
        subscriptions=False,
        tools=[
            declared("ask", suggested_views),
            declared("search_indicators", found_indicators),
            declared("describe_indicator", described_indicator),
            declared("get_figures", selected_figures),
            declared("compare_regions", compared_regions),
            declared("rank_regions", ranked_regions),
            declared("region_profile", profiled_region),
            declared("similar_regions", likened_regions),
            declared("time_shift", shifted_regions),
            declared("relation", related_indicators),
            declared("find_companies", found_companies),
            declared("find_ties", found_ties),
            declared("make_slides", made_slides),
        ],
    )
    add_resources(server)
    add_prompts(server)
    return server
