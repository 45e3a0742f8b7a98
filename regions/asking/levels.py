"""Of which level the places of a View are: provinces and prefectures, or municipalities within them."""

from collections.abc import Sequence
from dataclasses import dataclass

from regions.asking.page_specs import PAGES, PageSpec
from regions.asking.selection import MUNICIPALITY, REGION
from regions.database.places import is_municipality, parent_of

Choices = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Places:
    """The places of a View.

    Attributes:
        level: `region` or `municipality`.
        regions: Codes.
        choices: The parameters of the page's own, `level` and `within` among them.
        left_out: Codes asked for that the page does not list together with the others.
    """

    level: str
    regions: tuple[str, ...]
    choices: Choices
    left_out: tuple[str, ...] = ()


def level_asked(spec: PageSpec, regions: Sequence[str], choices: Choices) -> str:
    """Return the level of which a page shows figures: of municipalities wherever one is asked for."""
    asked = dict(choices)
    named = spec.takes_municipalities and any(map(is_municipality, regions))
    of_level = MUNICIPALITY in asked.get("level", ()) or bool(asked.get("within"))
    return MUNICIPALITY if spec.of_municipalities or named or of_level else REGION


def offered(page: str, ways: Sequence[str], level: str) -> tuple[str, ...]:
    """Return the modes or the ways of showing of a page that it offers at a level."""
    alone = PAGES[page].of_regions_alone if level == MUNICIPALITY else ()
    return tuple(one for one in ways if one not in alone)


def regions_alone(regions: tuple[str, ...], choices: Choices) -> Places:
    """Return the places of a View that says it is of provinces and prefectures."""
    held = tuple(code for code in regions if not is_municipality(code))
    left_out = tuple(code for code in regions if is_municipality(code))
    return Places(REGION, held, tuple(pair for pair in choices if pair[0] != "within"), left_out)


def settled_places(spec: PageSpec, regions: tuple[str, ...], choices: Choices) -> Places:
    """Return the places of a View as its address has them.

    On a page of one level, municipalities stand alone. On pages that take `level=`, municipalities are listed
    without the provinces they lie in: those named beside no municipality are where the municipalities lie
    (`within=`). Where none are named, a page that opens with some takes those of the municipalities named.
    """
    level = level_asked(spec, regions, choices)
    single = tuple(code for code in regions if is_municipality(code))
    others = tuple(code for code in regions if code not in single)
    if level == MUNICIPALITY and spec.of_one_level:
        return Places(level, single, choices, others)
    if level == REGION or "level" not in spec.choices:
        return Places(level, regions, choices)
    asked = dict(choices)
    within = asked.get("within", ())
    if not single:
        within = tuple(dict.fromkeys((*within, *others)))
    if not within and spec.default_within:
        within = tuple(dict.fromkeys(map(parent_of, single))) or spec.default_within
    asked |= {"level": (MUNICIPALITY,), "within": within[: spec.choices["within"].max_values]}
    # Kinds of region, which no municipality is of.
    asked.pop("kind", None)
    ordered = tuple((name, asked[name]) for name in spec.choices if asked.get(name))
    return Places(level, single, ordered, others if single else ())
