"""English ordinals: `1st`, `12th`, `23rd`."""

_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


def ordinal(number: int) -> str:
    """Return a whole number as the place in an order."""
    is_teen = number % 100 // 10 == 1
    return f"{number:,}{'th' if is_teen else _SUFFIXES.get(number % 10, 'th')}"
