"""The server of the Model Context Protocol: its tools, resources and prompts."""

import logging

from mcp.server.mcpserver import MCPServer

from api.mcp.answers import (
    IndicatorAnswer,
    IndicatorsAnswer,
    ListAnswer,
    RankingAnswer,
    Shown,
    SlidesAnswer,
    SuggestionsAnswer,
)
from api.mcp.arguments import (
    Compared,
    Likened,
    OfCompanies,
    OfIndicator,
    OfSlides,
    OfTies,
    Profiled,
    Question,
    Ranked,
    Related,
    Search,
    Selected,
    Shifted,
)
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
            declared("ask", suggested_views, Question, SuggestionsAnswer),
            declared("search_indicators", found_indicators, Search, IndicatorsAnswer),
            declared("describe_indicator", described_indicator, OfIndicator, IndicatorAnswer),
            declared("get_figures", selected_figures, Selected, Shown),
            declared("compare_regions", compared_regions, Compared, Shown),
            declared("rank_regions", ranked_regions, Ranked, RankingAnswer),
            declared("region_profile", profiled_region, Profiled, Shown),
            declared("similar_regions", likened_regions, Likened, Shown),
            declared("time_shift", shifted_regions, Shifted, Shown),
            declared("relation", related_indicators, Related, Shown),
            declared("find_companies", found_companies, OfCompanies, ListAnswer),
            declared("find_ties", found_ties, OfTies, ListAnswer),
            declared("make_slides", made_slides, OfSlides, SlidesAnswer),
        ],
    )
    add_resources(server)
    add_prompts(server)
    return server
