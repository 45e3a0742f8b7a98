"""Days of the calendar as lists and datasets hold them: exact to the year, the month or the day."""

import re
from datetime import date

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def is_calendar_date(text: str) -> bool:
    """Say whether a text is YYYY, YYYY-MM or YYYY-MM-DD of a day that there was or will be."""
    found = _WRITTEN.fullmatch(text)
    if not found:
        return False
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
