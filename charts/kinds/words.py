"""Figures to read, as large numbers, tables and matrices; a workbook draws those of one indicator as bars."""

from charts.kinds import ranked
from charts.kinds.kind import Kind

_COLUMNS = ("region_code", "country", "indicator_id", "year", "value")
KINDS = (
    Kind("numbers", _COLUMNS, ranked.describe, is_read=True),
    Kind("table", _COLUMNS, ranked.describe, is_read=True),
    Kind("matrix", ("value",), None, is_read=True),
)
