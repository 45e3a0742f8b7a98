"""A `View` is what someone asks: page, indicators, regions, years, mode. It is made of stable codes only.

A View and its address are the same thing in two forms: `decode` turns query parameters into a View and never
fails, `encode` turns a View into query parameters. The address works in all three languages.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from regions.asking.links import received
from regions.asking.page_specs import PAGES, Choice, PageSpec
from regions.database.catalogue import Catalogue, Indicator
from regions.database.languages import DEFAULT_LANGUAGE, LANGUAGES, Language
from regions.database.places import parent_of

FIELDS = ("lang", "indicator", "region", "year", "from", "to", "mode", "scale", "currency", "show")
# Every parameter that some page understands.
NAMES = frozenset((*FIELDS, *(name for spec in PAGES.values() for name in spec.choices)))

# A page of so many regions sets one against the other.
_A_PAIR = 2


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
        notice = Notice(code, (("value", shortened(value)),))
        if notice not in self.notices:
            self.notices.append(notice)

    def asked(self, name: str) -> list[str]:
        return [value for value in self.parameters.get(name, ()) if value.strip()]

    def first(self, name: str) -> list[str]:
        """What is asked where one value holds: the first, with a notice if others differ from it."""
        asked = self.asked(name)
        if len(set(asked)) > 1:
            self.note("repeated", name)
        return asked[:1]

    def strays(self) -> None:
        """Say which codes stand under a name no page knows; other names (`utm_source`) mean nothing here."""
        for name, values in self.parameters.items():
            if name not in NAMES:
                for value in values:
                    if value in self.catalogue.regions or value in self.catalogue.indicators:
                        self.note("unusable_value", f"{name}={value}")

    def choice(self, name: str, allowed: Sequence[str], default: str | None) -> str | None:
        """One value out of a fixed list."""
        asked = self.first(name) if allowed else []
        if not asked:
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
        asked = self.asked(name) if choice.many else self.first(name)
        held = list(dict.fromkeys(value for value in asked if value in allowed))
        for value in asked:
            if value not in allowed:
                self.note("unusable_value", f"{name}={value}")
        return tuple(held[: choice.max_values if choice.many else 1])

    def year(self, name: str, allowed: tuple[int, int]) -> int | None:
        """A year within the span held, else nothing."""
        asked = self.first(name)
        if not asked:
            return None
        first, last = allowed
        text = asked[0]
        if text.isascii() and text.isdigit() and len(text) == 4 and first <= int(text) <= last:
            return int(text)
        self.note("unknown_year", text)
        return None

    def indicators(self) -> tuple[str, ...]:
        if not self.page.max_indicators:
            return ()
        found = self.codes("indicator", self.page.indicators(self.catalogue), self.page.max_indicators)
        if found or self.page.optional_indicator:
            return found
        return (self.page.default_indicator(self.catalogue).id,)

    def regions(self, language: Language) -> tuple[str, ...]:
        if not self.page.max_regions:
            return ()
        known: Mapping[str, object] = self.catalogue.regions
        if self.page.takes_municipalities or self.page.of_municipalities:
            codes = [self.place(code, language) for code in self.asked("region")]
            self.parameters = {**self.parameters, "region": codes}
        if self.page.takes_municipalities:
            known = {**self.catalogue.regions, **self.catalogue.municipal.places}
        found = self.codes("region", known, self.page.max_regions)
        if self.page.max_regions == _A_PAIR and len(found) < len(self.asked("region")) == _A_PAIR:
            self._same_twice(self.asked("region"))
        return found or self.page.default_regions

    def place(self, code: str, language: Language) -> str:
        """What a code of a municipality stands for here: an abolished one for that of now, with a notice."""
        municipal = self.catalogue.municipal
        now = municipal.successor_of(code)
        if now and code not in municipal.places:
            values = (("value", code), ("code", now.code), ("name", now.name[language]))
            self.notices.append(Notice("former_region", values))
            code = now.code
        # Where the municipalities of a region are shown, one stands for its region.
        return parent_of(code) if self.page.of_municipalities and code in municipal.places else code

    def _same_twice(self, asked: list[str]) -> None:
        """Say of a pair that its regions are one and the same."""
        if len(set(asked)) == 1 and asked[0] in self.catalogue.regions:
            self.note("same_region", asked[0])


def decode(
    page: str,
    parameters: Mapping[str, Sequence[str]],
    catalogue: Catalogue,
    language: Language = DEFAULT_LANGUAGE,
) -> tuple[View, tuple[Notice, ...]]:
    """Turn query parameters into a View. Never fails: what can't be used falls back and is reported.

    Args:
        page: Key of `PAGES`.
        parameters: Query parameters, each with all its values.
        catalogue: What exists.
        language: Language when the address names none.

    Returns:
        The View and the notices about unknown or broken values.
    """
    spec = PAGES[page]
    reader = _Decoder(spec, received(parameters), catalogue)
    reader.strays()
    chosen_language = reader.choice("lang", LANGUAGES, language)
    asked_language = next(known for known in LANGUAGES if known == chosen_language)
    chosen = reader.indicators()
    held = [spec.indicators(catalogue)[code] for code in chosen]
    span = _span(held or (list(catalogue.indicators.values()) if spec.optional_indicator else []))
    year = reader.year("year", span) if spec.single_year else None
    year_from, year_to = _year_range(reader, span) if spec.year_range else (None, None)
    view = View(
        page=page,
        language=asked_language,
        indicators=chosen,
        regions=reader.regions(asked_language),
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


def shortened(value: str, length: int = 40) -> str:
    """Return a text of an address as it may be shown: without what does not print, and not too long."""
    printable = "".join(character for character in value if character.isprintable())
    return printable if len(printable) <= length else printable[: length - 1] + "…"
