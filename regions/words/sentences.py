"""Sentences as codes: a message id and typed values, put into words only when a language is chosen."""

from dataclasses import dataclass

from i18n.messages import messages
from i18n.numbers import number, quantity
from regions.build.catalogue import Catalogue
from regions.build.languages import Language


@dataclass(frozen=True)
class RegionName:
    """A region or nation, by its short name."""

    code: str


@dataclass(frozen=True)
class RegionNames:
    """Several regions, joined as the language joins them."""

    codes: tuple[str, ...]


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
class Year:
    """A calendar year; one that lies between two published years is rounded to the nearer."""

    value: float


@dataclass(frozen=True)
class Sentence:
    """A message with its values."""

    message_id: str
    values: "tuple[tuple[str, Value], ...]" = ()


Value = RegionName | RegionNames | IndicatorName | Amount | Number | Year | Sentence


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
    if isinstance(value, Sentence):
        return render(value, catalogue, language)
    if isinstance(value, RegionName):
        return catalogue.regions[value.code].short[language]
    if isinstance(value, RegionNames):
        joint = messages(language)("sentence.list_joint")
        return joint.join(catalogue.regions[code].short[language] for code in value.codes)
    if isinstance(value, IndicatorName):
        return catalogue.indicators[value.id].name[language]
    if isinstance(value, Amount):
        return amount_text(value, catalogue, language)
    if isinstance(value, Year):
        return str(round(value.value))
    return number(value.value, language, value.decimals, signed=value.signed)


def amount_text(value: Amount, catalogue: Catalogue, language: Language) -> str:
    """Return a figure as the reader writes it, with its unit."""
    indicator = catalogue.indicators[value.indicator_id]
    if value.per_cent:
        return quantity(value.value, "%", language, 1, signed=value.signed)
    decimals = indicator.decimals if value.decimals is None else value.decimals
    if value.currency in ("usd", "ppp"):
        decimals = 0
    unit = "" if value.bare else indicator.unit_for(value.country, value.currency)[language]
    return quantity(value.value, unit, language, decimals, signed=value.signed)
