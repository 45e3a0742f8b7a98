"""The merger of Gwangju and Jeonnam in 2026: figures and lists name a region that the former ones share."""

import re

NAMES = ("전남광주", "광주전남")
MERGED_REGIONS = frozenset(("KR-29", "KR-46"))
"""The regions it was made of."""
_NAME = re.compile(
    rf"(?:{'|'.join(NAMES)}|全南光州|光州全南)(?:통합|統合)?(?:특별자치시|특별시|광역시|시|特別市|広域市)?"
)


def merged(text: str) -> str:
    """Return what of a text, at its beginning, names the merged region; empty if it begins otherwise."""
    found = _NAME.match(text)
    return found[0] if found else ""


def merged_sentence(name: str) -> str:
    """Return why figures and rows of the merged region are not taken."""
    return (
        f"the merged region {name} is not in regions.csv yet; its figures cannot be divided between the "
        "former regions"
    )
