"""Sentences as codes: a message id and typed values, put into words only when a language is chosen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from i18n.lists import listed
from i18n.messages import messages
from i18n.numbers import SHORTENED_FROM, number, quantity, shared_shortening
from regions.database.catalogue import Catalogue
from regions.database.languages import Language
from regions.shapes.units import class_name, decimals_of


@dataclass(frozen=True)
class RegionName:
    """A region or nation, by its short name."""

    code: str


@dataclass(frozen=True)
class RegionNames:
    """Several regions, joined as the language joins them.

    Attributes:
        codes: The regions.
        most: If there are more, the first is named and the others are counted.
    """

    codes: tuple[str, ...]
    most: int = 12


@dataclass(frozen=True)
class IndicatorName:
    """An indicator, by its name."""

    id: str


@dataclass(frozen=True)
class Amount:
    """A figure of an indicator with its unit.

    Attributes:
        value: The figure.
        indicator_id: Gives unit and decimals.
        country: Decides the currency unit.
        currency: Variant of money.
        signed: Whether a plus sign is written.
        decimals: Other than the indicator's own.
        per_cent: Whether the figure is a relative change in per cent instead of the indicator's unit.
        bare: Whether the unit is left out, the sentence telling it.
    """

    value: float
    indicator_id: str
    country: str
    currency: str | None = None
    signed: bool = False
    decimals: int | None = None
    per_cent: bool = False
    bare: bool = False


@dataclass(frozen=True)
class Number:
    """A plain number without a unit."""

    value: float
    decimals: int = 0
    signed: bool = False


@dataclass(frozen=True)
class Measured:
    """A figure with a unit of its own, such as a measure of dispersion."""

    value: float
    unit: str
    decimals: int


@dataclass(frozen=True)
class Year:
    """A calendar year; one that lies between two published years is rounded to the nearer."""

    value: float


@dataclass(frozen=True)
class Years:
    """A year, or two between which the years of the figures lie."""

    first: int
    last: int


@dataclass(frozen=True)
class Sentence:
    """A message with its values.

    Attributes:
        message_id: The message.
        values: What stands in it, by name.
    """

    message_id: str
    values: "tuple[tuple[str, Value], ...]" = ()


@dataclass(frozen=True)
class Joined:
    """Sentences one after the other, joined by a message."""

    parts: tuple[Sentence, ...]
    joint: str


@dataclass(frozen=True)
class ClassName:
    """What a value of an indicator of classes stands for."""

    value: float
    indicator_id: str


@dataclass(frozen=True)
class Day:
    """A date as a source gives it: `2021-10-19`."""

    value: str


@dataclass(frozen=True)
class Listed:
    """Phrases joined as the language joins them."""

    parts: tuple[Sentence, ...]


Value = (
    RegionName
    | RegionNames
    | IndicatorName
    | Amount
    | Measured
    | Number
    | Year
    | Years
    | Day
    | Sentence
    | Joined
    | Listed
    | ClassName
)


def sentence(message_id: str, /, **values: Value) -> Sentence:
    """Return a sentence made of a message id and its values."""
    return Sentence(message_id, tuple(values.items()))


def render(words: Sentence, catalogue: Catalogue, language: Language) -> str:
    """Return a sentence in a language.

    Raises:
        MissingMessage: If the language has no such message.
    """
    return _rendered(words, catalogue, language, _shortenings(words, catalogue, language))


Shortenings = Mapping[str, float]
"""From where on figures of an indicator are shortened in a sentence, by its id."""


def _amounts(words: Sentence) -> Iterator[Amount]:
    for _, value in words.values:
        match value:
            case Amount():
                yield value
            case Sentence():
                yield from _amounts(value)
            case Joined() | Listed():
                for part in value.parts:
                    yield from _amounts(part)


def _shortenings(words: Sentence, catalogue: Catalogue, language: Language) -> Shortenings:
    together: dict[str, list[Amount]] = {}
    for one in _amounts(words):
        if not one.per_cent:
            together.setdefault(one.indicator_id, []).append(one)
    return {
        code: shared_shortening(
            [one.value for one in amounts],
            [catalogue.indicator(code).unit_for(one.country, one.currency)[language] for one in amounts],
            language,
        )
        for code, amounts in together.items()
    }


def _rendered(words: Sentence, catalogue: Catalogue, language: Language, shortenings: Shortenings) -> str:
    t = messages(language)
    return t(
        words.message_id,
        **{name: _text(value, catalogue, language, shortenings) for name, value in words.values},
    )


def _text(value: Value, catalogue: Catalogue, language: Language, shortenings: Shortenings) -> str:
    match value:
        case Sentence():
            return _rendered(value, catalogue, language, shortenings)
        case Joined():
            return messages(language)(value.joint).join(
                _rendered(part, catalogue, language, shortenings) for part in value.parts
            )
        case Listed():
            return listed(
                (_rendered(part, catalogue, language, shortenings) for part in value.parts), language
            )
        case ClassName():
            return class_name(value.value, catalogue.indicator(value.indicator_id), language)
        case RegionName():
            return catalogue.place_short(value.code)[language]
        case RegionNames():
            return named_regions(value, catalogue, language)
        case IndicatorName():
            return catalogue.indicator(value.id).called(language)
        case Amount():
            return amount_text(
                value, catalogue, language, shortenings.get(value.indicator_id, SHORTENED_FROM)
            )
        case _:
            return _number_text(value, language)


def _number_text(value: Measured | Number | Year | Years | Day, language: Language) -> str:
    match value:
        case Day():
            return value.value
        case Measured():
            return quantity(value.value, value.unit, language, value.decimals)
        case Year():
            return str(round(value.value))
        case Years():
            return str(value.first) if value.first == value.last else f"{value.first}/{value.last}"
        case Number():
            return number(value.value, language, value.decimals, signed=value.signed)


def named_regions(names: RegionNames, catalogue: Catalogue, language: Language) -> str:
    """Return the short names of some regions, or the first and the number of the others."""
    t = messages(language)
    texts = [catalogue.place_short(code)[language] for code in names.codes]
    if len(texts) > names.most:
        return t.plural("sentence.and_others", len(texts) - 1, first=texts[0])
    return listed(texts, language, ending=True)


def amount_text(
    value: Amount, catalogue: Catalogue, language: Language, shortened_from: float = SHORTENED_FROM
) -> str:
    """Return a figure as the reader writes it, with its unit; shortened from a size on."""
    indicator = catalogue.indicator(value.indicator_id)
    if value.per_cent:
        return quantity(value.value, "%", language, 1, signed=value.signed)
    decimals = decimals_of(indicator, value.currency) if value.decimals is None else value.decimals
    unit = "" if value.bare else indicator.unit_for(value.country, value.currency)[language]
    return quantity(value.value, unit, language, decimals, signed=value.signed, shortened_from=shortened_from)
