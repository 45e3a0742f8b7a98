"""What was understood, resolved against the catalogue: an inquiry, which any page can be asked to answer."""

from dataclasses import dataclass

from regions.asking.page_specs import PAGES
from regions.asking.view import View
from regions.database.catalogue import Catalogue, Indicator
from regions.database.languages import Language
from regions.database.places import is_nation
from regions.questions.spans import Span
from regions.questions.understanding import Interpretation

# Whose name in the register is not their own behind `registered_`.
_OF_REGISTER = {"population_total": "registered_population"}


@dataclass(frozen=True)
class Inquiry:
    """What was understood, resolved against the catalogue.

    Attributes:
        catalogue: What exists.
        language: The reader's language.
        indicators: The indicators.
        alternatives: Indicators that the same words may mean.
        regions: Regions named, those of blocks included; no nations.
        nations: Nations named.
        municipalities: Municipalities named.
        namesakes: Municipalities that share a name said.
        span: The years.
        intents: What is to be done.
        opposed: Whether two things are set against each other.
    """

    catalogue: Catalogue
    language: Language
    indicators: tuple[Indicator, ...]
    alternatives: tuple[Indicator, ...]
    regions: tuple[str, ...]
    nations: tuple[str, ...]
    municipalities: tuple[str, ...]
    namesakes: tuple[str, ...]
    span: Span | None
    intents: frozenset[str]
    opposed: bool

    @property
    def places(self) -> tuple[str, ...]:
        """Regions and nations."""
        return (*self.regions, *self.nations)

    @property
    def has_span(self) -> bool:
        """Whether several years are asked for."""
        return self.span is not None and self.span.year is None

    @property
    def year(self) -> int | None:
        """The one year asked for, if the indicators have figures of it."""
        return _years(self.span, self.indicators)[0]

    @property
    def years_not_held(self) -> tuple[str, ...]:
        """The years asked for that lie outside those of all the indicators."""
        if self.span is None or not self.indicators:
            return ()
        held_first = min(indicator.years[0] for indicator in self.indicators)
        held_last = max(indicator.years[1] for indicator in self.indicators)
        first, last = self.span.year or self.span.first, self.span.year or self.span.last
        if (first and first > held_last) or (last and last < held_first):
            return tuple(str(year) for year in dict.fromkeys((first, last)) if year)
        return ()

    @property
    def municipal(self) -> tuple[Indicator, ...]:
        """What is held of municipalities of the indicators asked for: of people, those of the register."""
        held = self.catalogue.municipal.indicators
        codes = (_OF_REGISTER.get(one.id, f"registered_{one.id}") for one in self.indicators)
        pairs = zip(self.indicators, codes, strict=True)
        found = (held.get(one.id) or held.get(code) for one, code in pairs)
        return tuple(filter(None, found))

    def wants(self, *intents: str) -> bool:
        """Say whether any of these is to be done."""
        return not self.intents.isdisjoint(intents)

    def view(
        self,
        page: str,
        *,
        show: str | None = None,
        regions: tuple[str, ...] | None = None,
        indicators: tuple[Indicator, ...] | None = None,
        mode: str = "level",
    ) -> View:
        """Return a View of a page with as much of what was asked as the page takes."""
        spec = PAGES[page]
        shown = (self.indicators if indicators is None else indicators)[: spec.max_indicators]
        year, first, last = _years(self.span, shown)
        return View(
            page=page,
            language=self.language,
            indicators=tuple(indicator.id for indicator in shown),
            regions=(self.places if regions is None else regions)[: spec.max_regions],
            year=year if spec.single_year else None,
            year_from=first if spec.year_range else None,
            year_to=last if spec.year_range else None,
            mode=mode,
            show=show or (spec.shows[0] if spec.shows else None),
        )


def inquiry_of(found: Interpretation, catalogue: Catalogue, language: Language) -> Inquiry:
    """Resolve what was understood against the catalogue: blocks into their regions, codes into indicators."""
    indicators = tuple(catalogue.indicators[code] for code in found.indicators)
    regions: dict[str, None] = {}
    for code in found.places:
        members = catalogue.blocks[code].members if code in catalogue.blocks else (code,)
        regions |= dict.fromkeys(member for member in members if member in catalogue.regions)
    return Inquiry(
        catalogue=catalogue,
        language=language,
        indicators=indicators,
        alternatives=tuple(catalogue.indicators[code] for code in found.alternatives),
        regions=tuple(code for code in regions if not is_nation(code)),
        nations=tuple(code for code in regions if is_nation(code)),
        municipalities=found.municipalities,
        namesakes=found.namesakes,
        span=found.span,
        intents=frozenset(found.intents),
        opposed=found.opposed,
    )


def _years(span: Span | None, indicators: tuple[Indicator, ...]) -> tuple[int | None, int | None, int | None]:
    """Return the year and the span asked for, within what is held of the indicators."""
    if span is None or not indicators:
        return None, None, None
    held_first = min(indicator.years[0] for indicator in indicators)
    held_last = max(indicator.years[1] for indicator in indicators)
    if span.recent:
        newest = min(held_last, max(indicator.default_year for indicator in indicators))
        return None, max(held_first, newest - span.recent), None
    year = span.year if span.year and held_first <= span.year <= held_last else None
    first = max(span.first, held_first) if span.first and span.first < held_last else None
    last = min(span.last, held_last) if span.last and span.last > held_first else None
    return (year, None, None) if first is not None and first == last else (year, first, last)
