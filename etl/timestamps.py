"""Names of folders by the time they were made, in the order in which they were made."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

_FORM = "%Y%m%dT%H%M%S%fZ"


def next_name(folder: Path) -> str:
    """Return a name by the time that sorts behind those in a folder, even where a clock once ran ahead."""
    now = datetime.now(UTC)
    for one in folder.glob("[0-9]*T*Z"):
        try:
            made = datetime.strptime(one.name, _FORM).replace(tzinfo=UTC)
        except ValueError:
            continue  # not named here
        now = max(now, made + timedelta(microseconds=1))
    return f"{now:{_FORM}}"
