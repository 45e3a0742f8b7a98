"""The merger of Gwangju and Jeonnam in 2026: figures and lists name a region that the former ones share."""

import re
from dataclasses import dataclass

NAMES = ("전남광주", "광주전남")
MERGED_REGIONS = frozenset(("KR-29", "KR-46"))
_NAME = re.compile(
    rf"(?:{'|'.join(NAMES)}|全南光州|光州全南)(?:통합|統合)?(?:특별자치시|특별시|광역시|시|特別市|広域市)?"
)


@dataclass(frozen=True)
class Merger:
    """A text that begins with the merged region.

    Attributes:
        name: The part that names it.
        regions: The regions it was made of.
    """

    name: str
    regions: frozenset[str] = MERGED_REGIONS

    @property
    def sentence(self) -> str:
        """Why what is only known to lie there is not taken."""
        return merged_sentence(self.name)


def merged(text: str) -> Merger | None:
    """Return the merged region that a text begins with; None if it begins otherwise."""
    found = _NAME.match(text)
    return Merger(found[0]) if found else None


def merged_sentence(name: str) -> str:
    """Return why figures and rows of the merged region are not taken."""
    return (
        f"the merged region {name} is not in regions.csv yet; its figures cannot be divided between the "
        "former regions"
    )
