"""Where a place is: the names of regions in full, and the list of municipalities. Nothing is cut off a name.

A name is read in every way the lists allow: with a region in front or without, as a municipality, as a ward.
The way that explains most of it counts; where two explain as much and lead to different places, it is not
known.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

import pandas as pd

from etl.imports.headings import plain
from etl.languages import OWN_LANGUAGE
from etl.merger import Merger, merged

SHOWN = 4
# The same name in other letters: variants of a character that lists of municipalities and their users mix.
_LETTERS = str.maketrans(
    "ヶヵ竜竈竃鯵桧髙﨑邊邉澤廣國櫻濱惠嶋曽眞", "ケカ龍釜釜鰺檜高崎辺辺沢広国桜浜恵島曾真"
)
_COUNTY = "郡"
# What follows a Korean municipality: districts that are no municipalities, towns, townships, neighbourhoods.
_WITHIN = re.compile(r"[가-힣·0-9]*[가-힣](?:구|읍|면|동|리|가)")
_GLUED = re.compile(r"[가-힣]{1,4}구")
_WARD = re.compile(r"[^\d\s]{1,5}?区")
_WITHIN_IN_HAN = re.compile(r"[^\d\s가-힣]{1,5}?[区洞邑面里]")
_BEFORE = " ,・·/()-"
_CITIES = ("special_city", "metropolitan_city", "special_self_governing_city")
_OWN_CITY = "special_self_governing_city"  # a region that is its only municipality


class UnknownPlace(Exception):
    """A name that is no place of the lists, or more than one; the text says why."""


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
class _Town:
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
    towns: Mapping[str, Sequence[_Town]]
    wards: Mapping[str, Sequence[str]]
    own: Mapping[str, str]
    districts: frozenset[str]
    undivided: frozenset[str]
    shown: Mapping[str, str]

    def region(self, text: str) -> str | None:
        """Return the region that a text, as a whole, names."""
        words = _folded(text).replace(" ", "")
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
        words = _folded(text)
        merger = merged(words) if not any(words.startswith(name) for name in self.names) else None
        ways = list(self._ways(words, within, merger)) or list(
            self._ways(words.replace(" ", ""), within, merger)
        )
        if not ways:
            raise UnknownPlace(self._unknown(text, within, merger))
        most = max((way.letters, not way.former) for way in ways)
        places = {
            (way.place.region, way.place.municipality): way.place
            for way in ways
            if (way.letters, not way.former) == most
        }
        if len(places) > 1:
            regions = sorted({self.shown[place.region] for place in places.values()})
            where = f"in {', '.join(regions[:SHOWN])}" if len(regions) > 1 else "of one name there"
            raise UnknownPlace(f"{text!r} may be any of {len(places)} places {where}")
        return next(iter(places.values()))

    def _unknown(self, text: str, within: str | None, merger: Merger | None) -> str:
        if merger:
            return f"{text!r}: {merger.sentence}"
        if within is None:
            words = _folded(text)
            for name, region in (*self.names.items(), *self.shorts.items()):
                if words.startswith(name) and words[len(name) :].strip(_BEFORE):
                    return self._unknown(words[len(name) :].strip(_BEFORE), region, None)
            return f"{text!r} is no place of the list of municipalities"
        try:
            elsewhere = self.find(text)
        except UnknownPlace:
            return f"{text!r} is not in the list of municipalities of {self.shown[within]}"
        return f"{text!r} is in {self.shown[elsewhere.region]}, not in {self.shown[within]}"

    def _ways(self, words: str, within: str | None, merger: Merger | None) -> Iterator[_Reading]:
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
            if not name and within in self.undivided and _WITHIN.fullmatch(rest):
                yield _Reading(Place(str(within), "", rest), before, False)
            for way in self._towns(rest, allowed or ({within} if within else None)):
                yield _Reading(way.place, before + way.letters, way.former)

    def _beginnings(
        self, words: str, merger: Merger | None
    ) -> Iterator[tuple[str, frozenset[str] | None, bool]]:
        """Go through what may stand in front: a name, its regions, whether it is a place of its own."""
        if merger:
            yield merger.name, merger.regions, False
            return
        yield "", None, False
        for name, region in self.names.items():
            if words.startswith(name):
                yield name, frozenset({region}), True
        for name, region in self.shorts.items():
            if words == name or words.startswith(f"{name} "):
                yield name, frozenset({region}), True

    def _towns(self, rest: str, regions: frozenset[str] | set[str] | None) -> Iterator[_Reading]:
        starts = [0, *(at + 1 for at, letter in enumerate(rest[:7]) if letter == _COUNTY and at)]
        for start in starts:
            words = rest[start:].lstrip()
            skipped = len(rest) - len(words)
            for end in range(len(words), 0, -1):
                for town in self.towns.get(words[:end], ()):
                    if regions is not None and town.region not in regions:
                        continue
                    if start and town.kind not in ("town", "village"):
                        continue
                    below = self._below(town, words[end:])
                    if below is not None:
                        name, letters = below
                        place = Place(town.region, town.code, name)
                        yield _Reading(place, skipped + end + letters, town.former)

    def _below(self, town: _Town, rest: str) -> tuple[str, int] | None:
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


def _korean(town: _Town, rest: str) -> tuple[str, int] | None:
    if rest and rest[0] not in _BEFORE:
        glued = _GLUED.match(rest) or _WITHIN.match(rest) or _WITHIN_IN_HAN.match(rest)
        return (f"{town.name} {glued[0]}", 0) if glued else None
    words = rest.lstrip(_BEFORE).split(" ")
    named = takewhile(lambda word: _WITHIN.fullmatch(word) or _WITHIN_IN_HAN.fullmatch(word), words)
    return " ".join([town.name, *named]), 0


def place_names(regions: pd.DataFrame, municipalities: pd.DataFrame, country: str) -> PlaceNames:
    """Return the names of a country's regions and municipalities, former names included.

    Args:
        regions: Rows of regions.csv.
        municipalities: Rows of municipalities.csv.
        country: `KR` or `JP`.
    """
    own = regions[(regions["country"] == country) & (regions["level"] == "region")].fillna("")
    names, shorts = dict[str, str](), dict[str, str]()
    for row in own.to_dict("records"):
        code = str(row["region_code"])
        brief = {_folded(str(row[column])) for column in ("short_ko", "short_ja")} - {""}
        full = {str(row[column]) for column in ("name_ko", "name_ja")}
        full |= {one for one in str(row["former_names"]).split(";") if not one.isascii()}
        if country == "KR":
            full |= _variants(str(row["kind"]), str(row["short_ko"]), str(row["short_ja"]))
        names |= {_folded(name): code for name in full if name}
        shorts |= dict.fromkeys(brief, code)
    shorts = {name: code for name, code in shorts.items() if name not in names}
    towns, wards = _towns_of(municipalities[municipalities["country"] == country].fillna(""), country)
    shown = {str(row["region_code"]): str(row["short_en"]) for row in own.to_dict("records")}
    named = {
        str(row["region_code"]): str(row[f"name_{OWN_LANGUAGE[country]}"]) for row in own.to_dict("records")
    }
    districts = frozenset(municipalities.loc[municipalities["kind"] == "district", "municipality_code"])
    undivided = frozenset(municipalities.loc[municipalities["kind"] == _OWN_CITY, "parent_code"])
    return PlaceNames(names, shorts, towns, wards, named, districts, undivided, shown)


def _variants(kind: str, short_ko: str, short_ja: str) -> set[str]:
    """Return other full names in use for a Korean province: 서울시, 강원도, 전북자치도."""
    if kind in _CITIES:
        endings = (("시", "직할시", "광역시"), ("市", "直轄市", "広域市"))
    else:
        endings = (("도", "자치도", "특별자치도"), ("道", "自治道", "特別自治道"))
    return {
        short + ending
        for short, own in zip((short_ko, short_ja), endings, strict=True)
        if short
        for ending in own
    }


def _towns_of(rows: pd.DataFrame, country: str) -> tuple[dict[str, list[_Town]], dict[str, list[str]]]:
    found: dict[str, list[_Town]] = {}
    wards: dict[str, list[str]] = {}
    own = f"name_{OWN_LANGUAGE[country]}"
    above = {str(row["municipality_code"]): row for row in rows.to_dict("records")}
    for row in above.values():
        if row["kind"] == _OWN_CITY:
            continue
        code, name, parent = str(row["municipality_code"]), str(row[own]), str(row["parent_code"])
        ward = row["level"] == "ward"
        if ward:
            wards.setdefault(parent, []).append(_folded(name))
            city = above[parent]
            code, name, parent = parent, f"{city[own]}{name}", str(city["parent_code"])
        town = _Town(parent, code, name, str(row["kind"]), ward=ward)
        former = _Town(parent, code, name, str(row["kind"]), former=True)
        for column, kept in (("name_ko", town), ("name_ja", town), ("hanja", town), ("former_names", former)):
            for one in str(row[column]).split(";"):
                if one and kept not in found.setdefault(_folded(one), []):
                    found[_folded(one)].append(kept)
    return found, wards


def _folded(text: str) -> str:
    """Return a name for comparing: in ordinary width, in one of the letters that stand for each other."""
    return plain(text).translate(_LETTERS).replace("특례시", "시")
