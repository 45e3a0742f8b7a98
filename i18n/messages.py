"""The message catalogues: gettext files with symbolic ids, one for each language."""

import io
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from i18n.english import ordinal
from i18n.japanese import without_nested_brackets
from i18n.korean import with_particle

LOCALES = Path(__file__).parent / "locales"


class Forms(str):
    """A text with further forms, which a message asks for by name: `{name:inside}`, `{rank:ordinal}`."""

    _forms: Mapping[str, str]

    def __new__(cls, text: str, **forms: str) -> "Forms":
        """Take the text and its further forms."""
        made = super().__new__(cls, text)
        made._forms = forms
        return made

    def __format__(self, format_spec: str) -> str:
        """Return the form asked for."""
        return self._forms[format_spec] if format_spec in self._forms else format(str(self), format_spec)


class _MessageFormatter(Formatter):
    """`str.format` with two additions.

    `{name:을/를}` adds the Korean particle that fits, `{rank:ordinal}` writes 2 as the English `2nd`.
    """

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == "ordinal" and not isinstance(value, Forms):
            return ordinal(int(str(value).replace(",", "")))  # a number written in English
        if "/" in format_spec:
            return with_particle(str(value), format_spec)
        return str(super().format_field(value, format_spec))


_FORMATTER = _MessageFormatter()


class MissingMessage(KeyError):
    """A message id that a language's catalogue does not hold."""


class Messages:
    """The messages of one language."""

    def __init__(self, language: str, translations: Translations, ids: Collection[str]) -> None:
        """Take the language, its compiled catalogue and the ids in it."""
        self.language = language
        self._ids = ids
        self._translations = translations

    def __call__(self, message_id: str, /, **values: object) -> str:
        """Return the message with its values filled in.

        Raises:
            MissingMessage: If the catalogue of this language has no such message.
        """
        template = self._translations.gettext(message_id)
        if template == message_id:
            raise MissingMessage(f"{message_id} ({self.language})")
        return self._filled(template, values)

    def plural(self, message_id: str, count: int, /, **values: object) -> str:
        """Return the message in the grammatical number of `count`, which it may name as `{count}`.

        Raises:
            MissingMessage: If the catalogue of this language has no such message.
        """
        template = self._translations.ngettext(message_id, message_id, count)
        if template == message_id:
            raise MissingMessage(f"{message_id} ({self.language})")
        return self._filled(template, {"count": count, **values})

    def codes(self, group: str) -> list[str]:
        """Return what follows `group.` in the ids of the messages that begin with it."""
        return [one.removeprefix(f"{group}.") for one in self._ids if one.startswith(f"{group}.")]

    def _filled(self, template: str, values: Mapping[str, object]) -> str:
        text = _FORMATTER.vformat(template, (), values) if values else template
        return without_nested_brackets(text) if self.language == "ja" else text


@cache
def messages(language: str) -> Messages:
    """Return the messages of a language, read once from its `.po` files (no compile step to forget).

    `messages.po` holds what several pages share, `<page>.po` what one page or export alone says.
    """
    whole = Catalog(locale=language)
    for path in sorted((LOCALES / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            part = read_po(file, locale=language)
        for message in part:
            if message.id:
                whole[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    ids = [message.id for message in whole if isinstance(message.id, str) and message.id]
    return Messages(language, Translations(fp=compiled), ids)
