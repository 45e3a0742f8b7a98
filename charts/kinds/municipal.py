"""Municipalities in a year: a map each region, bars, or all in a strip; workbooks draw them as bars."""

from charts.kinds import ranked
from charts.kinds.kind import Kind

_COLUMNS = ("region_code", "country", "indicator_id", "value", "parent_code", "mark")
KINDS = (
    Kind("municipal_map", _COLUMNS, ranked.describe, splits=True),
    Kind("municipal_bar", _COLUMNS, ranked.describe, splits=True),
    Kind("municipal_strip", _COLUMNS, ranked.describe, splits=True),
)
