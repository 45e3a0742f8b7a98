"""What an address holds, read parameter by parameter; what could not be used is noted, nothing is raised."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from i18n.messages import messages
from regions.asking.levels import Places, regions_alone, settled_places
from regions.asking.page_specs import PAGES, Choice, PageSpec
from regions.asking.selection import REGION
from regions.database.catalogue import Catalogue
from regions.database.languages import Language
from regions.database.places import parent_of

FIELDS = ("lang", "indicator", "region", "year", "from", "to", "mode", "scale", "currency", "show")
# What may stand between codes that were put into one value.
_BETWEEN_CODES = re.compile(r"[\s,;|+/]+")

# A page of so many regions sets one against the other.
_A_PAIR = 2
# Notices of what one level has and the other has not: by hand, too, a reader may ask for it.
_OF_LEVEL = frozenset(
    (
        *("no_figures_at_municipality", "no_figures_at_region", "of_regions_alone"),
        *("mixed_levels", "one_level"),
    )
)
# Of what is counted on another basis, municipalities have the figures of the register.
_REGISTERED = "registered_{}"


@dataclass(frozen=True)
class Notice:
    """Something in an address that could not be used: message `notice.<code>` with its values."""

    code: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def is_of_level(self) -> bool:
        """Say whether it tells what cannot be had of municipalities, or of regions, or of both together."""
        return self.code in _OF_LEVEL


@dataclass
class AddressReader:
    """Reads one address; collects what it could not use."""

    page: PageSpec
    parameters: Mapping[str, Sequence[str]]
    catalogue: Catalogue
    notices: list[Notice] = field(default_factory=list)

    def note(self, code: str, value: str) -> None:
        """Note once that a value could not be used."""
        notice = Notice(code, (("value", shortened(value)),))
        if notice not in self.notices:
            self.notices.append(notice)

    def asked(self, name: str) -> list[str]:
        """Return the values of a parameter, empty ones left out."""
        return [value for value in self.parameters.get(name, ()) if value.strip()]

    def first(self, name: str) -> list[str]:
        """What is asked where one value holds: the first, with a notice if others differ from it."""
        asked = self.asked(name)
        if len(set(asked)) > 1:
            self.note("repeated", name)
        return asked[:1]

    def strays(self) -> None:
        """Say what of the address means nothing on this page though somebody has meant something by it.

        These are parameters that other pages take, and codes under any other name; what else stands there
        (`utm_source`) was not meant for the dashboard.
        """
        for name, values in self.parameters.items():
            if name not in self.page.fields and name not in self.page.choices:
                for value in values:
                    self._stray(name, value)

    def _stray(self, name: str, value: str) -> None:
        if name in FIELDS and value.strip():
            self.note("without_effect", f"{name}={value}")
        elif self._is_meant_elsewhere(name, value) or self._is_mistyped(name, value):
            self.note("unusable_value", f"{name}={value}")

    def _is_meant_elsewhere(self, name: str, value: str) -> bool:
        """Say whether another page has a parameter of its own that takes the value."""
        choices = (spec.choices[name] for spec in PAGES.values() if name in spec.choices)
        return any(value in choice.allowed(self.catalogue) for choice in choices)

    def _is_mistyped(self, name: str, value: str) -> bool:
        """Say whether a name is nearly one that the pages share, or the value holds codes."""
        known = (self.catalogue.regions, self.catalogue.indicators, self.catalogue.municipal.places)
        codes = _BETWEEN_CODES.split(value.strip())
        nearly = name.removesuffix("s") in FIELDS and bool(value.strip())
        return nearly or any(code in held for code in codes for held in known)

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

    def indicators(self, level: str, language: Language) -> tuple[str, ...]:
        """The indicators asked for that have figures at a level; else the one that the page opens with."""
        if not self.page.max_indicators:
            return ()
        known = self.page.indicators(self.catalogue, level)
        if self.page.takes_municipalities:
            asked = [code for one in self.asked("indicator") for code in self._at_level(one, level, language)]
            self.parameters = {**self.parameters, "indicator": asked}
        found = self.codes("indicator", known, self.page.max_indicators)
        if found or self.page.optional_indicator:
            return found
        return (self.page.default_indicator(self.catalogue, level).id,)

    def _at_level(self, code: str, level: str, language: Language) -> tuple[str, ...]:
        """An indicator, or what the register has in its place at a level without it, with a notice."""
        known = self.page.indicators(self.catalogue, level)
        if code in known or not self.catalogue.levels_of(code):
            return (code,)
        name = self.catalogue.indicator(code).name[language]
        self.notices.append(Notice(f"no_figures_at_{level}", (("value", name),)))
        instead = _REGISTERED.format(code)
        return (instead,) if instead in known else ()

    def regions(self, language: Language) -> tuple[str, ...]:
        """The regions asked for, and municipalities where the page takes them; else those it opens with."""
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

    def way(self, name: str, offered: Sequence[str], level: str, language: Language) -> str | None:
        """A mode or a way of showing, the first where the one asked for is not offered at a level."""
        default = offered[0] if offered else None
        asked = self.choice(name, offered, default)
        if level == REGION or asked not in self.page.of_regions_alone:
            return asked
        words = messages(language)(f"{name}.{asked}")
        self.notices.append(Notice("of_regions_alone", (("value", words),)))
        return default

    def places(self, language: Language) -> Places:
        """The places asked for, all that are listed together of one level."""
        found = (self.regions(language), self.choices())
        # Said outright, provinces and prefectures are what is asked for, whatever else stands in the address.
        outright = "level" in self.page.choices and self.asked("level") == [REGION]
        places = regions_alone(*found) if outright else settled_places(self.page, *found)
        for code in places.left_out:
            values = (("value", self.catalogue.place_name(code)[language]),)
            self.notices.append(Notice("one_level" if self.page.of_one_level else "mixed_levels", values))
        return places

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
        if len(set(asked)) == 1 and self.catalogue.place(asked[0]):
            self.note("same_region", asked[0])


def shortened(value: str, length: int = 40) -> str:
    """Return a text of an address as it may be shown: without what does not print, and not too long."""
    printable = "".join(character for character in value if character.isprintable())
    return printable if len(printable) <= length else printable[: length - 1] + "…"
