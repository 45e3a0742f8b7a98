"""The parts entries are made of: codes, years, texts in every language."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal, NoReturn, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    HttpUrl,
    Strict,
    TypeAdapter,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from etl.languages import LANGUAGES


class Entry(BaseModel):
    """An entry of a hand-edited file: nothing but its fields, each of the type it says, never changed."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, use_attribute_docstrings=True, validate_by_name=True
    )

    def _agree(self) -> None:
        """Refuse the entry if its fields contradict each other."""

    @model_validator(mode="after")
    def _agreed(self) -> Self:
        self._agree()
        return self


def refuse(rule: str, message: str) -> NoReturn:
    """Refuse a value.

    Args:
        rule: Code of the rule in `etl.entries.RULES` whose advice is to be given.
        message: What is wrong.
    """
    raise PydanticCustomError("refused", "{message}", {"rule": rule, "message": message})


def _in_every_language(value: Any) -> dict[str, str]:
    given = value if isinstance(value, dict) else {}
    missing = [language for language in LANGUAGES if not str(given.get(language) or "").strip()]
    if missing:
        refuse("translation_missing", f"has no {', '.join(missing)}")
    unknown = given.keys() - set(LANGUAGES)
    if unknown:
        refuse("schema", f"{', '.join(map(str, unknown))}: no such language")
    return given


def _words_in_every_language(value: Any) -> Any:
    given = value if isinstance(value, dict) else {}
    missing = [language for language in LANGUAGES if not given.get(language)]
    if missing:
        refuse("translation_missing", f"has no words in {', '.join(missing)}")
    return given


def _language(value: Any) -> Any:
    if value not in LANGUAGES:
        refuse("schema", f"{value!r}: no such language")
    return value


def _stated(rule: str) -> Callable[[Any], str]:
    def stated(value: Any) -> str:
        return str(value or "").strip() or refuse(rule, "is empty")

    return stated


def _address(value: Any) -> Any:
    _ADDRESS.validate_python(value)
    return value


def _of_the_calendar(value: str) -> str:
    try:
        date.fromisoformat(value)
    except ValueError:
        refuse("schema", f"{value!r} is no day of the calendar")
    return value


_ADDRESS: TypeAdapter[HttpUrl] = TypeAdapter(HttpUrl)
_TEXT_SCHEMA = {
    "type": "object",
    "properties": {language: {"type": "string", "minLength": 1} for language in LANGUAGES},
    "required": list(LANGUAGES),
    "additionalProperties": False,
}

Text = Annotated[dict[str, str], BeforeValidator(_in_every_language), WithJsonSchema(_TEXT_SCHEMA)]
"""A text by language, in every language."""
Language = Annotated[str, BeforeValidator(_language), WithJsonSchema({"enum": list(LANGUAGES)})]
"""One of the languages."""
Words = Annotated[str, Field(min_length=1)]
WordList = Annotated[list[Words], Field(min_length=1)]
Synonyms = Annotated[dict[Language, WordList], BeforeValidator(_words_in_every_language)]
"""What something is called beside its name, in every language."""
Licence = Annotated[str, BeforeValidator(_stated("licence_missing"))]
Code = Annotated[str, Field(pattern=r"^[a-z0-9][A-Za-z0-9_.-]*$")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
"""KR or JP; that regions.csv has it is a check."""
RegionCode = Annotated[str, Field(pattern=r"^[A-Z]{2}(-\d+)?$")]
Year = Annotated[int, Field(ge=1900, le=2100)]
Years = Annotated[tuple[Year, Year], Strict(False)]
"""The first and the last."""
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_of_the_calendar)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Address = Annotated[str, BeforeValidator(_address)]
Variable = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$")]
"""Name of an environment variable."""
Cell = str | int | float | None
"""A cell of a CSV; null: empty."""
Where = dict[str, Cell | Annotated[list[Cell], Field(min_length=1)]]
"""Which rows: column and value, list of values, or null for an empty cell."""
Status = Literal["actual", "projection"]
Currency = Literal["national", "usd", "ppp"]
