"""Indicators that stand for all: what a page does differs by the kind of an indicator, not by its name."""

from regions.database.catalogue import Catalogue, Indicator


def one_of_each_kind(catalogue: Catalogue, turn: int = 0) -> list[str]:
    """Return an indicator of each kind; with another `turn` another one, where there are several.

    What is drawn and said for every single indicator is tested where it is made, in exhibits and figures.
    """
    kinds: dict[tuple[object, ...], list[str]] = {}
    for code, indicator in catalogue.indicators.items():
        kinds.setdefault(_kind(indicator), []).append(code)
    return [codes[turn % len(codes)] for codes in kinds.values()]


def _kind(indicator: Indicator) -> tuple[object, ...]:
    return (
        indicator.scope,
        indicator.comparability,
        indicator.kind,
        tuple(indicator.countries),
        bool(indicator.currencies),
        indicator.takes_negative,
    )
