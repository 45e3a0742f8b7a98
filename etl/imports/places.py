"""Where a place is: the names of regions in full, and the list of municipalities. Nothing is cut off a name.

A name is read in every way the lists allow: with a region in front or without, as a municipality, as a ward.
The way that explains most of it counts; where two explain as much and lead to different places, it is not
known.
"""

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from etl.imports.headings import plain
from etl.merger import MERGED_REGIONS, merged, merged_sentence

SHOWN = 4
_ADDRESS = 200  # letters of a text that are looked at
_LONGEST = 20  # letters of the name of a region or municipality, and more
# The same name in other letters: variants of a character that lists of municipalities and their users mix.
_LETTERS = str.maketrans(
    "ヶヵ竜竈竃鯵桧梼髙﨑邊邉澤廣國櫻濱惠嶋曽眞", "ケカ龍釜釜鰺檜檮高崎辺辺沢広国桜浜恵島曾真"
)
_COUNTY, _IN_COUNTIES = "郡", "町村"
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # choose a form of the letter before
# What follows a Korean municipality: districts that are no municipalities, towns, townships, neighbourhoods.
_WITHIN = re.compile(r"[가-힣·0-9]*[가-힣](?:구|읍|면|동|리|가)")
_GLUED = re.compile(r"[가-힣]{1,4}구")
_WARD = re.compile(r"[^\d\s]{1,5}?区")
_WITHIN_IN_HAN = re.compile(r"[^\d\s가-힣]{1,5}?[区洞邑面里]")
_NEIGHBOURHOOD = ("동", "가")
_BEFORE = " ,・·/()-"


class UnknownPlace(Exception):
    """A name that is no place of the lists, or more than one; the text says why.

    It looks about in the lists once more, so it is made when somebody reads it.
    """

    def __init__(self, tell: Callable[[], str]) -> None:
        """Keep what tells why."""
        super().__init__(tell)
        self._tell = tell

    def __str__(self) -> str:
        return self._tell()


@dataclass(frozen=True)
class Place:
    """A region, or a municipality in it.

    Attributes:
        region: Code of the region.
        municipality: Code of the municipality; empty for the region itself.
        name: The municipality in the language of its country, with the ward or township that was named;
            empty for the region itself, the township in one that is its only municipality.
    """

    region: str
    municipality: str = ""
    name: str = ""


@dataclass(frozen=True)
class Town:
    """A name of a municipality or of a ward of one, current or former."""

    region: str
    code: str
    name: str
    kind: str
    former: bool = False
    ward: bool = False


@dataclass(frozen=True)
class _Reading:
    """One way to read a name: what it leads to, how many letters it explains."""

    place: Place
    letters: int
    former: bool


@dataclass(frozen=True)
class PlaceNames:
    """The names of the regions and municipalities of one country.

    Attributes:
        names: Region by each full name and known variant of it, in Korean and Japanese, former names too.
        shorts: Region by each short name, which is none inside a longer word.
        towns: Municipalities and wards by each name of theirs.
        wards: Names of the wards of each designated city, by its code.
        own: Name of each region in the language of its country.
        districts: Codes of the municipalities that are districts of a Korean city.
        undivided: Codes of the regions that are their only municipality.
        shown: Name of each region, for messages.
    """

    names: Mapping[str, str]
    shorts: Mapping[str, str]
    towns: Mapping[str, Sequence[Town]]
    wards: Mapping[str, Sequence[str]]
    own: Mapping[str, str]
    districts: frozenset[str]
    undivided: frozenset[str]
    shown: Mapping[str, str]

    def region(self, text: str) -> str | None:
        """Return the region that a text, as a whole, names."""
        words = folded(text).replace(" ", "")
        return self.names.get(words) or self.shorts.get(words)

    def government(self, place: Place) -> str:
        """Return the name of a place's government, with that of the city whose district it is."""
        if not place.municipality:
            return self.own[place.region]
        city = f"{self.own[place.region]} " if place.municipality in self.districts else ""
        return city + place.name

    def find(self, text: str, within: str | None = None) -> Place:
        """Return the place a text names or begins with.

        Args:
            text: A name or an address.
            within: The region it is known to lie in.

        Raises:
            UnknownPlace: If the lists have no such place, or several.
        """
        text = text[:_ADDRESS]
        words = folded(text)
        merger = merged(words) if not any(_in_front(words, self.names)) else ""
        ways = list(self._ways(words, within, merger)) or list(
            self._ways(words.replace(" ", ""), within, merger)
        )
        if not ways:
            raise UnknownPlace(lambda: self._unknown(text, within, merger))
        most = max((way.letters, not way.former) for way in ways)
        places = {
            (way.place.region, way.place.municipality): way.place
            for way in ways
            if (way.letters, not way.former) == most
        }
        if len(places) > 1:
            regions = sorted({self.shown[place.region] for place in places.values()})
            where = f"in {', '.join(regions[:SHOWN])}" if len(regions) > 1 else "of one name there"
            raise UnknownPlace(lambda: f"{text!r} may be any of {len(places)} places {where}")
        return next(iter(places.values()))

    def _unknown(self, text: str, within: str | None, merger: str) -> str:
        if merger:
            return f"{text!r}: {merged_sentence(merger)}"
        if within is None:
            words = folded(text)
            shorts = ((f"{name} ", region) for name, region in self.shorts.items())
            for name, region in (*self.names.items(), *shorts):
                if words.startswith(name) and words[len(name) :].strip(_BEFORE):
                    return self._unknown(words[len(name) :].strip(_BEFORE), region, "")
            return f"{text!r} is no place of the list of municipalities"
        try:
            elsewhere = self.find(text)
        except UnknownPlace:
            return f"{text!r} is not in the list of municipalities of {self.shown.get(within, within)}"
        return f"{text!r} is in {self.shown[elsewhere.region]}, not in {self.shown.get(within, within)}"

    def _ways(self, words: str, within: str | None, merger: str) -> Iterator[_Reading]:
        for name, regions, whole in self._beginnings(words, merger):
            allowed = None if regions is None else regions.intersection({within} if within else regions)
            if allowed is not None and not allowed:
                continue
            rest = words[len(name) :].lstrip(_BEFORE)
            before = len(words) - len(rest)
            if name and whole and allowed:
                region = next(iter(allowed))
                if not rest or (region in self.undivided and _WITHIN.fullmatch(rest.split(" ")[0])):
                    yield _Reading(Place(region, "", rest), before, False)
                elif name in self.towns and rest.split(" ")[0].endswith(_NEIGHBOURHOOD):
                    # 광주시 송정동 may leave out the district of the metropolitan city.
                    yield _Reading(Place(region), len(name), False)
            if not name and within in self.undivided and _WITHIN.fullmatch(rest):
                yield _Reading(Place(str(within), "", rest), before, False)
            for way in self._towns(rest, allowed or ({within} if within else None)):
                yield _Reading(way.place, before + way.letters, way.former)

    def _beginnings(self, words: str, merger: str) -> Iterator[tuple[str, frozenset[str] | None, bool]]:
        """Go through what may stand in front: a name, its regions, whether it is a place of its own."""
        if merger:
            yield merger, MERGED_REGIONS, False
            return
        yield "", None, False
        for name in _in_front(words, self.names):
            yield name, frozenset({self.names[name]}), True
        for name in _in_front(words, self.shorts):
            if words[len(name) : len(name) + 1] in ("", " "):
                yield name, frozenset({self.shorts[name]}), True

    def _towns(self, rest: str, regions: frozenset[str] | set[str] | None) -> Iterator[_Reading]:
        starts = [0, *(at + 1 for at, letter in enumerate(rest[:7]) if letter == _COUNTY and at)]
        for start in starts:
            words = rest[start:].lstrip()
            skipped = len(rest) - len(words)
            for end in range(min(len(words), _LONGEST), 0, -1):
                for town in self.towns.get(words[:end], ()):
                    if regions is not None and town.region not in regions:
                        continue
                    if start and words[end - 1] not in _IN_COUNTIES:
                        continue
                    below = self._below(town, words[end:])
                    if below is not None:
                        name, letters = below
                        place = Place(town.region, town.code, name)
                        yield _Reading(place, skipped + end + letters, town.former)

    def _below(self, town: Town, rest: str) -> tuple[str, int] | None:
        """Return the name of a town with what is named within it, and how much of that the lists explain.

        None if what follows shows that the name is part of a longer word.
        """
        if town.region.startswith("KR"):
            return _korean(town, rest)
        if town.kind != "designated_city" or town.ward:
            return town.name, 0
        words = rest.lstrip()
        known = [ward for ward in self.wards.get(town.code, ()) if words.startswith(ward)]
        found = _WARD.match(words)
        if known:
            ward = max(known, key=len)
            return town.name + ward, len(rest) - len(words) + len(ward)
        return town.name + (found[0] if found else ""), 0


def _korean(town: Town, rest: str) -> tuple[str, int] | None:
    if rest and rest[0] not in _BEFORE:
        glued = _GLUED.match(rest) or _WITHIN.match(rest) or _WITHIN_IN_HAN.match(rest)
        return (f"{town.name} {glued[0]}", 0) if glued else None
    words = rest.lstrip(_BEFORE).split(" ")
    named = takewhile(lambda word: _WITHIN.fullmatch(word) or _WITHIN_IN_HAN.fullmatch(word), words)
    return " ".join([town.name, *named]), 0


def _in_front(words: str, names: Container[str]) -> Iterator[str]:
    """Go through the names that a text begins with; looking each up costs less than trying all names."""
    return (words[:end] for end in range(1, min(len(words), _LONGEST) + 1) if words[:end] in names)


def folded(text: str) -> str:
    """Return a name for comparing: in ordinary width, in one of the letters that stand for each other."""
    return _SELECTORS.sub("", plain(text)).translate(_LETTERS).replace("특례시", "시")
