"""A `View` is what someone asks: page, indicators, regions, years, mode. It is made of stable codes only.

A View and its address are the same thing in two forms: `decode` turns query parameters into a View and never
fails, `encode` turns a View into query parameters. The address works in all three languages.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from regions.catalogue import COUNTRIES, Catalogue, Indicator
from regions.languages import LANGUAGES, Language
from regions.selection import COMPARABILITIES, FIGURE_MODES, REGION_KINDS, STATUSES, TIDY_COLUMNS

MODES = ("level", "index", "change", "lag")
SCALES = ("linear", "log")
CURRENCIES = ("national", "usd", "ppp")
# Years of pyramids and flows, whatever a build may hold of them.
_YEARS = tuple(str(year) for year in range(1950, 2101))
# Korea's counterparts of Japan's designated companies, the nearest first.
PROGRAMMES = (
    *("kr_regional_innovation_leader_100", "kr_regional_representative_midsize", "kr_regional_star"),
    *("kr_global_small_giant", "kr_world_class_300", "kr_baby_unicorn", "kr_hundred_year_store"),
    *("kr_hundred_year_artisan", "kr_regulation_free_zone", "kr_opportunity_development_zone"),
)
# What a page of its own offers; the domain module beside each name computes it.
DISPERSION_MEASURES = ("weighted_cv", "cv", "theil", "gini")  # concentration
SHIFTS = ("when", "ranking", "trend", "aligned")  # lag_exhibits
EVENTS = (*(f"share_65plus_{level}" for level in (20, 7, 14, 30)), "peak_population")  # alignment


@dataclass(frozen=True)
class Choice:
    """A parameter that one page alone understands, such as `group=` on the region profile.

    Attributes:
        values: What may be chosen, the first being the default unless `optional`; a function of the
            catalogue where the codes are data; None for any text up to `max_length` letters.
        many: Whether several values may stand in the address.
        optional: Whether nothing chosen is the default.
        max_values: How many values are kept where `many`.
        max_length: How many letters a free text may have.
    """

    values: tuple[str, ...] | Callable[[Catalogue], Iterable[str]] | None
    many: bool = False
    optional: bool = False
    max_values: int = 100
    max_length: int = 2000

    def allowed(self, catalogue: Catalogue) -> tuple[str, ...]:
        """Return the codes that may be chosen; empty for free text."""
        return tuple(self.values(catalogue)) if callable(self.values) else self.allowed_fixed

    @property
    def default(self) -> tuple[str, ...]:
        """What holds when the address says nothing: the first of a fixed list, else nothing."""
        fixed = isinstance(self.values, tuple) and not self.optional and not self.many
        return self.allowed_fixed[:1] if fixed else ()

    @property
    def allowed_fixed(self) -> tuple[str, ...]:
        """The codes of a fixed list; empty where they are data or free text."""
        return self.values if isinstance(self.values, tuple) else ()


@dataclass(frozen=True)
class PageSpec:
    """Which parts of a View a page uses, and what it shows when nothing is asked.

    Attributes:
        path: Address of the page.
        max_indicators: How many indicators it takes; 0 means none.
        max_regions: How many regions it takes.
        single_year: Whether it shows one year (`year=`).
        year_range: Whether it shows a span of years (`from=`, `to=`).
        modes: Modes it offers, the first being the default.
        shows: Ways of drawing it offers (`show=`), the first being the default.
        scales: Scales it offers (`scale=`), the first being the default.
        default_regions: Regions of the opening view.
        optional_indicator: Whether it may show no indicator at all.
        single_years: Whether its span of years may be one year.
        choices: Parameters of its own, by name.
    """

    path: str
    max_indicators: int = 0
    max_regions: int = 0
    single_year: bool = False
    year_range: bool = False
    modes: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    scales: tuple[str, ...] = ()
    default_regions: tuple[str, ...] = ()
    optional_indicator: bool = False
    single_years: bool = False
    choices: Mapping[str, Choice] = field(default_factory=dict)


def _provinces_and_prefectures(catalogue: Catalogue) -> Iterable[str]:
    return (region.code for region in catalogue.regions.values() if not region.is_country)


PAGES: dict[str, PageSpec] = {
    "overview": PageSpec("/", max_indicators=1, max_regions=12, single_year=True, shows=("map", "tiles")),
    "compare": PageSpec(
        "/compare",
        max_indicators=4,
        max_regions=12,
        year_range=True,
        modes=MODES,
        scales=SCALES,
        default_regions=("KR-47", "JP-05"),
        choices={"shift": Choice(SHIFTS), "event": Choice(EVENTS)},
    ),
    "rank": PageSpec(
        "/rank",
        max_indicators=2,
        max_regions=12,
        single_year=True,
        year_range=True,
        shows=("bars", "swarm", "change", "relation", "concentration"),
        choices={
            "among": Choice(("all", "KR", "JP", "picked")),
            "by": Choice(("region", "block", "megaregion")),
            "part": Choice(("whole", "ends")),
            "log": Choice(("x", "y"), many=True),
            "trail": Choice(("on", "off")),
            "measure": Choice(DISPERSION_MEASURES),
        },
    ),
    "region": PageSpec(
        "/region",
        max_regions=1,
        shows=("page", "print"),
        default_regions=("KR-47",),
        choices={
            "group": Choice(("all", "country", "kind", "peers", "sisters", "picked")),
            "picked": Choice(_provinces_and_prefectures, many=True, max_values=10),
            "theme": Choice(("all", "demography", "economy")),
            "reference": Choice(lambda catalogue: catalogue.regions, optional=True),
            "pyramid_year": Choice(_YEARS, optional=True),
            "flow_year": Choice(_YEARS, optional=True),
        },
    ),
    "companies": PageSpec(
        "/companies",
        max_regions=20,
        shows=("japan", "act", "list", "korea", "hometown", "municipalities"),
        choices={
            "count": Choice(("all", "FY2017", "FY2018", "FY2020")),
            "per": Choice(("number", "establishments", "people")),
            "programme": Choice(PROGRAMMES),
            "of": Choice(("jp_regional_future_leading_company", *PROGRAMMES), many=True),
            "round": Choice(tuple(str(year) for year in range(2016, 2027)), many=True),
            "q": Choice(None, max_length=80),
            "fiscal_year": Choice(tuple(str(year) for year in range(2024, 2007, -1))),
        },
    ),
    "exchange": PageSpec(
        "/exchange", max_regions=3, shows=("ties", "matrix", "partners", "meetings", "federations")
    ),
    "deck": PageSpec(
        "/deck",
        choices={"slide": Choice(None, many=True, max_values=60), "name": Choice(None, max_length=200)},
    ),
    "explore": PageSpec(
        "/explore",
        max_indicators=20,
        max_regions=66,
        year_range=True,
        single_years=True,
        modes=FIGURE_MODES,
        shows=("long", "wide", "years", "indicators", "correlation", "missing"),
        optional_indicator=True,
        choices={
            "country": Choice(COUNTRIES, many=True),
            "block": Choice(lambda catalogue: catalogue.blocks, many=True),
            "kind": Choice(REGION_KINDS, many=True),
            "topic": Choice(lambda catalogue: catalogue.topics, many=True),
            "comparability": Choice(COMPARABILITIES, many=True),
            "status": Choice(STATUSES, many=True),
            "column": Choice(TIDY_COLUMNS, many=True),
            "sort": Choice(("indicator_id", "region_code", "year", "value", "status")),
            "order": Choice(("ascending", "descending")),
            "page": Choice(tuple(str(number) for number in range(1, 10_000))),
        },
    ),
    "sources": PageSpec("/sources", max_indicators=1, optional_indicator=True),
}


@dataclass(frozen=True)
class View:
    """What someone asks. Fields a page does not use keep their defaults.

    `choices` holds the parameters of the page's own (`PageSpec.choices`), each with its values; one that
    stands at its default is left out.
    """

    page: str
    language: Language
    indicators: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    year: int | None = None
    year_from: int | None = None
    year_to: int | None = None
    mode: str = "level"
    scale: str = "linear"
    currency: str | None = None
    show: str | None = None
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def chosen(self, name: str) -> str | None:
        """Return the one value chosen for a parameter of the page's own; None if nothing holds."""
        values = self.all_chosen(name)
        return values[0] if values else None

    def all_chosen(self, name: str) -> tuple[str, ...]:
        """Return every value chosen for a parameter of the page's own, else its fixed default."""
        for known, values in self.choices:
            if known == name:
                return values
        return PAGES[self.page].choices[name].default

    def only(self, *names: str) -> "View":
        """Return the View with these parameters of the page's own alone: all that one exhibit depends on."""
        return replace(self, choices=tuple(pair for pair in self.choices if pair[0] in names))


@dataclass(frozen=True)
class Notice:
    """Something in an address that could not be used: message `notice.<code>` with its values."""

    code: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass
class _Decoder:
    """Reads one address; collects what it could not use."""

    page: PageSpec
    parameters: Mapping[str, Sequence[str]]
    catalogue: Catalogue
    notices: list[Notice] = field(default_factory=list)

    def note(self, code: str, value: str) -> None:
        notice = Notice(code, (("value", _shortened(value)),))
        if notice not in self.notices:
            self.notices.append(notice)

    def asked(self, name: str) -> list[str]:
        return [value for value in self.parameters.get(name, ()) if value.strip()]

    def choice(self, name: str, allowed: Sequence[str], default: str | None) -> str | None:
        """One value out of a fixed list."""
        asked = self.asked(name)
        if not asked or not allowed:
            return default
        if asked[0] in allowed:
            return asked[0]
        self.note(f"unknown_{name}", asked[0])
        return default

    def codes(self, name: str, known: Iterable[str], limit: int) -> tuple[str, ...]:
        """Several codes, unknown and surplus ones left out with a notice."""
        found: list[str] = []
        for value in self.asked(name):
            if value not in known:
                self.note(f"unknown_{name}", value)
            elif value not in found:
                found.append(value)
        if len(found) > limit:
            self.notices.append(Notice(f"too_many_{name}", (("limit", str(limit)),)))
        return tuple(found[:limit])

    def choices(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The parameters of the page's own that differ from their default."""
        found = []
        for name, choice in self.page.choices.items():
            values = self._texts(name, choice) if choice.values is None else self._codes(name, choice)
            if values and values != choice.default:
                found.append((name, values))
        return tuple(found)

    def _texts(self, name: str, choice: Choice) -> tuple[str, ...]:
        held = [value for value in self.asked(name) if len(value) <= choice.max_length]
        for value in self.asked(name):
            if len(value) > choice.max_length:
                self.note("unusable_value", f"{name}={value}")
        return tuple(held[: choice.max_values if choice.many else 1])

    def _codes(self, name: str, choice: Choice) -> tuple[str, ...]:
        allowed = set(choice.allowed(self.catalogue))
        held = list(dict.fromkeys(value for value in self.asked(name) if value in allowed))
        for value in self.asked(name):
            if value not in allowed:
                self.note("unusable_value", f"{name}={value}")
        return tuple(held[: choice.max_values if choice.many else 1])

    def year(self, name: str, allowed: tuple[int, int]) -> int | None:
        """A year within the span held, else nothing."""
        asked = self.asked(name)
        if not asked:
            return None
        first, last = allowed
        text = asked[0]
        if text.isascii() and text.isdigit() and len(text) == 4 and first <= int(text) <= last:
            return int(text)
        self.note("unknown_year", text)
        return None

    def indicators(self, default: tuple[str, ...]) -> tuple[str, ...]:
        if not self.page.max_indicators:
            return ()
        found = self.codes("indicator", self.catalogue.indicators, self.page.max_indicators)
        if found or self.page.optional_indicator:
            return found
        return default or (self.catalogue.default_indicator.id,)

    def regions(self, default: tuple[str, ...]) -> tuple[str, ...]:
        if not self.page.max_regions:
            return ()
        found = self.codes("region", self.catalogue.regions, self.page.max_regions)
        return found or default or self.page.default_regions


def decode(
    page: str,
    parameters: Mapping[str, Sequence[str]],
    catalogue: Catalogue,
    language: Language = "en",
    regions: tuple[str, ...] = (),
    indicators: tuple[str, ...] = (),
) -> tuple[View, tuple[Notice, ...]]:
    """Turn query parameters into a View. Never fails: what can't be used falls back and is reported.

    Args:
        page: Key of `PAGES`.
        parameters: Query parameters, each with all its values.
        catalogue: What exists.
        language: Language when the address names none.
        regions: Regions to keep when the address names none (those of the page before).
        indicators: Indicators to keep when the address names none.

    Returns:
        The View and the notices about unknown or broken values.
    """
    spec = PAGES[page]
    reader = _Decoder(spec, parameters, catalogue)
    asked_language = reader.choice("lang", LANGUAGES, language)
    chosen = reader.indicators(indicators[: spec.max_indicators])
    held = [catalogue.indicators[code] for code in chosen]
    span = _span(held or (list(catalogue.indicators.values()) if spec.optional_indicator else []))
    year = reader.year("year", span) if spec.single_year else None
    year_from, year_to = _year_range(reader, span) if spec.year_range else (None, None)
    view = View(
        page=page,
        language=next(known for known in LANGUAGES if known == asked_language),
        indicators=chosen,
        regions=reader.regions(regions[: spec.max_regions]),
        year=year or (default_year(held[0]) if spec.single_year and held else None),
        year_from=year_from,
        year_to=year_to,
        mode=reader.choice("mode", spec.modes, "level") or "level",
        scale=reader.choice("scale", spec.scales, "linear") or "linear",
        currency=_currency(reader, held),
        show=reader.choice("show", spec.shows, spec.shows[0] if spec.shows else None),
        choices=reader.choices(),
    )
    return view, tuple(reader.notices)


def encode(view: View) -> dict[str, list[str]]:
    """Turn a View into query parameters, in a fixed order, defaults that mean nothing left out."""
    spec = PAGES[view.page]
    pairs: dict[str, list[str]] = {"lang": [view.language]}
    pairs["indicator"] = list(view.indicators)
    pairs["region"] = list(view.regions)
    pairs["year"] = [str(view.year)] if view.year else []
    pairs["from"] = [str(view.year_from)] if view.year_from else []
    pairs["to"] = [str(view.year_to)] if view.year_to else []
    pairs["mode"] = [view.mode] if spec.modes and view.mode != spec.modes[0] else []
    pairs["scale"] = [view.scale] if spec.scales and view.scale != spec.scales[0] else []
    pairs["currency"] = [view.currency] if view.currency else []
    pairs["show"] = [view.show] if view.show and view.show != spec.shows[0] else []
    pairs |= {name: list(values) for name, values in view.choices}
    return {name: values for name, values in pairs.items() if values}


def address(view: View) -> str:
    """Return path and query of a View, e.g. `/compare?lang=ko&indicator=births&region=KR-47`."""
    return f"{PAGES[view.page].path}?{urlencode(encode(view), doseq=True)}"


def default_year(indicator: Indicator) -> int | None:
    """Return the year an indicator opens with; None where each country has its own latest year."""
    return None if indicator.year_rule == "latest_each" else indicator.default_year


def default_currency(indicator: Indicator) -> str | None:
    """Return the currency variant an indicator opens with: purchasing power where two countries meet."""
    if not indicator.currencies:
        return None
    return "ppp" if len(indicator.countries) > 1 and "ppp" in indicator.currencies else "national"


def _currency(reader: _Decoder, indicators: list[Indicator]) -> str | None:
    money = next((indicator for indicator in indicators if indicator.currencies), None)
    if money is None:
        return None
    return reader.choice("currency", money.currencies, default_currency(money))


def _span(indicators: list[Indicator]) -> tuple[int, int]:
    if not indicators:
        return (0, 0)
    spans = [indicator.years for indicator in indicators]
    return min(first for first, _ in spans), max(last for _, last in spans)


def _year_range(reader: _Decoder, span: tuple[int, int]) -> tuple[int | None, int | None]:
    year_from, year_to = reader.year("from", span), reader.year("to", span)
    if (
        year_from
        and year_to
        and (year_from > year_to or (year_from == year_to and not reader.page.single_years))
    ):
        reader.note("unknown_year", f"{year_from}–{year_to}")
        return None, None
    return year_from, year_to


def _shortened(value: str, length: int = 40) -> str:
    printable = "".join(character for character in value if character.isprintable())
    return printable if len(printable) <= length else printable[: length - 1] + "…"
