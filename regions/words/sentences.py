"""Sentences as codes: a message id and typed values, put into words only when a language is chosen."""

from dataclasses import dataclass

from i18n.lists import listed
from i18n.messages import messages
from i18n.numbers import number, quantity
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
    t = messages(language)
    texts = {name: _text(value, catalogue, language) for name, value in words.values}
    return t(words.message_id, **texts)


def _text(value: Value, catalogue: Catalogue, language: Language) -> str:
    match value:
        case Sentence():
            return render(value, catalogue, language)
        case Joined():
            return messages(language)(value.joint).join(
                render(part, catalogue, language) for part in value.parts
            )
        case Listed():
            return listed((render(part, catalogue, language) for part in value.parts), language)
        case ClassName():
            return class_name(value.value, catalogue.indicator(value.indicator_id), language)
        case RegionName():
            return catalogue.place_short(value.code)[language]
        case RegionNames():
            return named_regions(value, catalogue, language)
        case IndicatorName():
            return catalogue.indicator(value.id).called(language)
        case Amount():
            return amount_text(value, catalogue, language)
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


def amount_text(value: Amount, catalogue: Catalogue, language: Language) -> str:
    """Return a figure as the reader writes it, with its unit."""
    indicator = catalogue.indicator(value.indicator_id)
    if value.per_cent:
        return quantity(value.value, "%", language, 1, signed=value.signed)
    decimals = decimals_of(indicator, value.currency) if value.decimals is None else value.decimals
    unit = "" if value.bare else indicator.unit_for(value.country, value.currency)[language]
    return quantity(value.value, unit, language, decimals, signed=value.signed)
