"""What every export needs beside the Exhibit: names and sources, and the address under which it is live."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from regions.asking.view import View, address
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.municipal_maps import municipal_panel
from regions.database.outlines import MapPanel
from regions.database.places import COUNTRIES, are_municipalities
from regions.database.sources import Source
from regions.shapes.exhibit import Exhibit
from regions.shapes.listing import Listing


@dataclass(frozen=True)
class Publication:
    """Where and from what an export is made.

    Attributes:
        catalogue: Names, indicators and sources.
        base_url: Scheme and host under which the dashboard was reached, without a slash at the end; empty if
            unknown, so that links stay relative.
        panel_of: Returns the map of the municipalities of a region, for what draws such maps.
    """

    catalogue: Catalogue
    base_url: str = ""
    panel_of: Callable[[str], MapPanel | None] = lambda _code: None

    def with_maps(self, build: Build) -> "Publication":
        """Return it with the maps of municipalities that a build holds."""
        return replace(self, panel_of=partial(municipal_panel, build))

    def link(self, view: View) -> str:
        """Return the address of a view, absolute where the host is known."""
        return self.base_url.rstrip("/") + address(view)

    def citation(self, exhibit: Exhibit) -> str:
        """Return the citation with the address of the view."""
        return exhibit.citation.replace(address(exhibit.view), self.link(exhibit.view))

    def sources(self, shown: Exhibit | Listing) -> list[Source]:
        """Return the sources of the figures or things shown, by their ids."""
        held = set(shown.data.source_id.dropna()) if "source_id" in shown.data else set()
        codes = [code for joined in held for code in str(joined).split(";")]
        if isinstance(shown, Exhibit):
            codes += self._measured(shown, known=bool(codes))
        known = [self.catalogue.sources[code] for code in codes if code in self.catalogue.sources]
        unique = {source.id: source for source in known}
        return [unique[code] for code in sorted(unique)]

    def _measured(self, exhibit: Exhibit, *, known: bool) -> list[str]:
        """Return the sources of the indicators shown; of the exhibit's own where nothing else is known."""
        municipal = are_municipalities(exhibit.data.region_code).any()
        measured = self.catalogue.municipal.indicators if municipal else self.catalogue.indicators
        shown = [measured[code] for code in exhibit.data.indicator_id.dropna().unique() if code in measured]
        codes = [code for one in shown for code in one.sources_in(*COUNTRIES)]
        return codes if codes or known else list(exhibit.indicator.sources_in(*COUNTRIES))


# As many names of one kind stand in the name of a file.
_NAMED = 3


def file_name(exhibit: Exhibit) -> str:
    """Return a file name without extension, of letters that every system takes."""
    view = exhibit.view
    name = exhibit.id if exhibit.dimensions else exhibit.indicator.id
    # What a list of several indicators holds; of one the name tells it already.
    indicators = view.indicators[:_NAMED] if exhibit.dimensions else ()
    years = "-".join(str(year) for year in dict.fromkeys((view.year_from, view.year_to)) if year)
    chosen = dict(view.choices)
    places = (*chosen.get("block", ()), *chosen.get("within", ()), *view.regions)[:_NAMED]
    parts = [name, *indicators, *places, str(view.year or years), view.mode, view.language]
    return "_".join(part for part in parts if part and part != "level")


def plain(text: str) -> str:
    """Return a text without control characters, which neither XML nor a spreadsheet may hold.

    Marks that turn the direction of writing go too: they could disguise what stands behind them.
    """
    return _UNPRINTABLE.sub("", text)


_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
