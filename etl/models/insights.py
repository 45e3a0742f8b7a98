"""`peers.yaml` and `findings.yaml`: what makes regions similar, and the findings of the gallery."""

from typing import Annotated, Any, Literal

from pydantic import Field

from etl.models.entry import Code, Country, Entry, refuse

Share = Annotated[float, Field(gt=0, le=1)]


class PeerWeight(Entry):
    """One indicator of a theme."""

    indicator: Code
    weight: Annotated[float, Field(gt=0)]
    measure: Literal["standard", "log"]
    """standard: standardised (z); log: logarithm first, for positive figures of very different size."""


class PeerTheme(Entry):
    """A theme: its indicators, or other themes with the same total weight each."""

    id: Code
    level: Literal["region", "municipality"] = "region"
    """Of which places it is; a region is a province or prefecture."""
    indicators: list[PeerWeight] = []
    themes: list[Code] = []

    def _agree(self) -> None:
        if bool(self.indicators) == bool(self.themes):
            refuse("schema", "either `indicators` or `themes`")


class Peers(Entry):
    """What makes two regions, or two municipalities, similar."""

    least_weight: Share
    """Share of the weight that both places must have figures for."""
    themes: list[PeerTheme]


# What each rule of regions/words/findings.py needs beside its indicators.
FINDING_OPTIONS: dict[str, tuple[str, ...]] = {
    "lag": (),
    "counterpart_of_highest": (),
    "overtaking": (),
    "peaks": (),
    "change_of_nations": (),
    "change_of_nation": ("country",),
    "beyond": ("side",),
    "few": ("side", "threshold", "most"),
    "counts": ("side", "threshold"),
    "lowest_of_each": (),
    "two_nations": (),
    "correlation": ("x", "y", "expect"),
    "nearest_pair": ("theme",),
    "largest_stream": (),
    "capital_shares": (),
    "capital_growth": (),
    "capital_migration": (),
    "dispersion_flip": (),
}
WITHOUT_INDICATOR = ("nearest_pair", "largest_stream")
_NO_OPTIONS = {"id", "rule", "indicator", "indicators", "x", "y", "page", "mode", "show", "chart"}


class Finding(Entry):
    """A finding, computed from the current build by a rule; its sentence is the message `finding.<id>`."""

    id: Code
    rule: Code
    indicator: Code | None = None
    indicators: list[Code] = []
    x: Code | None = None
    y: Code | None = None
    page: Code
    """Page, mode and `show` of the view that "open this view" leads to."""
    mode: Code | None = None
    show: Code | None = None
    chart: Literal["lines", "points", "bars", "pairs"]
    """The small chart."""
    expect: Code | None = None
    """What the figures must still say; a finding that no longer holds disappears."""
    side: Literal["above", "below"] | None = None
    threshold: float | None = None
    most: int | None = None
    names: int | None = None
    country: Country | None = None
    theme: Code | None = None

    @property
    def rests_on(self) -> list[str]:
        """The indicators it is computed from."""
        return [code for code in (*self.indicators, self.indicator, self.x, self.y) if code]

    @property
    def options(self) -> dict[str, Any]:
        """What the rule is told beside the indicators."""
        return self.model_dump(exclude=_NO_OPTIONS, exclude_none=True)

    def _agree(self) -> None:
        if self.rule not in FINDING_OPTIONS:
            refuse("schema", f"there is no rule {self.rule!r}")
        lacking = [name for name in FINDING_OPTIONS[self.rule] if getattr(self, name) is None]
        if lacking:
            refuse("schema", f"the rule {self.rule!r} needs {', '.join(lacking)}")
        if bool(self.rests_on) == (self.rule in WITHOUT_INDICATOR):
            refuse(
                "schema", f"the rule {self.rule!r} with the indicators {', '.join(self.rests_on) or 'none'}"
            )
