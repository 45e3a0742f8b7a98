"""The charts of a briefing: which a theme asks for, and from which year on."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from regions.database.places import COUNTRIES
from regions.exhibits.briefing_figures import Subject
from regions.exhibits.deck import Slide, resolve
from regions.figures.panel import municipal_figures, shared_panel
from regions.shapes.exhibit import Exhibit

_LEAST_SPAN = 5  # years
_PYRAMID = "/deck/pyramid"
_LEVEL: dict[str, str] = {}
_INDEX = {"mode": "index", "from": "2000"}
# The charts of each theme in their order: an indicator with the mode it is compared in, or the pyramids.
_CHARTS: dict[str, tuple[tuple[str, dict[str, str]], ...]] = {
    "all": (
        ("share_65plus", _LEVEL), ("population_total", _INDEX), (_PYRAMID, {}),
        ("grdp_per_capita", _LEVEL), ("net_migration_rate", _LEVEL),
    ),
    "population": (
        ("share_65plus", _LEVEL), ("population_total", _INDEX), (_PYRAMID, {}),
        ("total_fertility_rate", _LEVEL), ("net_migration_rate", _LEVEL),
    ),
    "economy": (
        ("grdp_per_capita", _LEVEL), ("manufacturing_share", _LEVEL),
        ("agriculture_share", _LEVEL), ("net_migration_rate", _LEVEL),
    ),
    "exchange": (
        ("share_65plus", _LEVEL), ("population_total", _INDEX),
        ("foreign_residents_share", _LEVEL), ("grdp_per_capita", _LEVEL),
    ),
}  # fmt: skip
# Of municipalities: ages and population of the register, which has no pyramids, on every theme.
_REGISTER: tuple[tuple[str, dict[str, str]], ...] = (
    ("registered_share_65plus", _LEVEL), ("registered_population", {"mode": "index"}),
    ("registered_share_0_14", _LEVEL), ("net_migration_rate", _LEVEL),
)  # fmt: skip


def charts_of(subject: Subject) -> tuple[Exhibit, ...]:
    """Return the charts of the theme that have figures of the regions."""
    known = subject.indicators
    found: list[Exhibit] = []
    for name, query in _REGISTER if subject.is_municipal else _CHARTS[subject.theme]:
        codes: tuple[str, ...]
        if name == _PYRAMID:
            codes = subject.compared
        elif name in known:
            codes = subject.regions
        else:
            continue
        path = name if name == _PYRAMID else "/compare"
        asked: dict[str, object] = {"region": codes}
        if name != _PYRAMID:
            asked |= {"indicator": name, **query, **_since_all(subject, name, query)}
        shown = resolve(Slide(f"{path}?{urlencode(asked, doseq=True)}"), subject.language, subject.build)
        found += [one for one in shown.exhibits if _has_figures_of(one, subject.regions)]
    return tuple(found)


def _since_all(subject: Subject, indicator_id: str, query: Mapping[str, str]) -> dict[str, str]:
    """Return the first year of a chart: from which on all that it shows have figures, if years enough."""
    figures = (municipal_figures if subject.is_municipal else shared_panel)(subject.build, indicator_id)
    beside = () if subject.is_municipal else COUNTRIES
    held = [figures.known(code)[0] for code in (*subject.regions, *beside)]
    spans = [(int(years[0]), int(years[-1])) for years in held if len(years)]
    first = max((one for one, _ in spans), default=0)
    first = max(first, int(query.get("from", first)))
    enough = first and min(last for _, last in spans) - first >= _LEAST_SPAN
    return {"from": str(first)} if enough else {}


def _has_figures_of(exhibit: Exhibit, regions: Sequence[str]) -> bool:
    held = exhibit.data.dropna(subset=["value"]) if len(exhibit.data) else exhibit.data
    return bool(held.region_code.isin(regions).any()) if len(held) else False
