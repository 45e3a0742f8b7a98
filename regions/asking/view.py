"""A `View` is what someone asks: page, indicators, regions, years, mode. It is made of stable codes only.

A View and its address are the same thing in two forms: `decode` turns query parameters into a View and never
fails, `encode` turns a View into query parameters. The address works in all three languages.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from regions.asking.levels import level_asked
from regions.asking.links import received
from regions.asking.page_specs import PAGES
from regions.asking.reading import AddressReader, Notice
from regions.database.catalogue import Catalogue, Indicator
from regions.database.languages import DEFAULT_LANGUAGE, LANGUAGES, Language


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

    @property
    def level(self) -> str:
        """Of which level the figures are: `municipality` where any is asked for, else `region`."""
        return level_asked(PAGES[self.page], self.regions, self.choices)

    def only(self, *names: str) -> "View":
        """Return the View with these parameters of the page's own alone: all that one exhibit depends on."""
        return replace(self, choices=tuple(pair for pair in self.choices if pair[0] in names))


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
    reader = AddressReader(spec, received(parameters), catalogue)
    reader.strays()
    chosen_language = reader.choice("lang", LANGUAGES, language)
    asked_language = next(known for known in LANGUAGES if known == chosen_language)
    places = reader.places(asked_language)
    known = spec.indicators(catalogue, places.level)
    chosen = reader.indicators(places.level, asked_language)
    held = [known[code] for code in chosen]
    span = _span(held or (list(known.values()) if spec.optional_indicator else []))
    year = reader.year("year", span) if spec.single_year else None
    year_from, year_to = _year_range(reader, span) if spec.year_range else (None, None)
    view = View(
        page=page,
        language=asked_language,
        indicators=chosen,
        regions=places.regions,
        year=year or (default_year(held[0]) if spec.single_year and held else None),
        year_from=year_from,
        year_to=year_to,
        mode=reader.way("mode", spec.modes, places.level, asked_language) or "level",
        scale=reader.choice("scale", spec.scales, "linear") or "linear",
        currency=_currency(reader, held),
        show=reader.way("show", spec.shows, places.level, asked_language),
        choices=places.choices,
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


def _currency(reader: AddressReader, indicators: list[Indicator]) -> str | None:
    money = next((indicator for indicator in indicators if indicator.currencies), None)
    if money is None:
        for asked in reader.asked("currency") if "currency" in reader.page.fields else ():
            reader.note("without_effect", f"currency={asked}")
        return None
    return reader.choice("currency", money.currencies, default_currency(money))


def _span(indicators: list[Indicator]) -> tuple[int, int]:
    if not indicators:
        return (0, 0)
    spans = [indicator.years for indicator in indicators]
    return min(first for first, _ in spans), max(last for _, last in spans)


def _year_range(reader: AddressReader, span: tuple[int, int]) -> tuple[int | None, int | None]:
    year_from, year_to = reader.year("from", span), reader.year("to", span)
    if year_from is None or year_to is None:
        return year_from, year_to
    if year_from > year_to:
        year_from, year_to = year_to, year_from
        reader.notices.append(Notice("reversed_years", (("first", str(year_from)), ("last", str(year_to)))))
    if year_from == year_to and not reader.page.single_years:
        reader.note("single_year", str(year_from))
        return None, None
    return year_from, year_to
