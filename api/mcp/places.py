"""Tools for one region: what is known of it, and which regions are like it."""

from api.mcp.answers import Shown
from api.mcp.arguments import Likened, Profiled
from api.mcp.call import Call, Reply, Unanswerable
from api.mcp.names import code_named
from api.mcp.shown import shown
from regions.exhibits.region import section_exhibits


def profiled_region(asked: Profiled, call: Call) -> Reply[Shown]:
    """One province or prefecture: the latest figure of every indicator with its rank in the country.

    Other sections: population by age and sex, what made the population change, moves between regions, moves
    by age, projections. For a nation take compare_regions.
    """
    code = _region(asked.region, call)
    view = call.view("region", region=[code])
    return shown(section_exhibits(view, call.build, asked.section), view, call)


def likened_regions(asked: Likened, call: Call) -> Reply[Shown]:
    """The regions most like one, in the other country and in its own, and in what they are alike.

    Each figure is one of the peers' in one of the indicators compared: `further` holds the rank and distance
    of the peer (mean gap in standard deviations), the weight of the indicator and the region's own value.
    """
    code = _region(asked.region, call)
    view = call.view("region", region=[code], theme=asked.theme)
    return shown(section_exhibits(view, call.build, "peers"), view, call)


def _region(name: str, call: Call) -> str:
    code = code_named(name, "region", call)
    if call.build.catalogue.regions[code].is_country:
        raise Unanswerable(call.t("mcp.error.no_nation"))
    return code
