"""One call of a tool: where its figures are and how it is answered."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from exports.publication import Publication
from i18n.messages import Messages, messages
from regions.asking.view import View, decode
from regions.database.build import Build
from regions.database.languages import Language

Model = TypeVar("Model", bound=BaseModel)


class Unanswerable(Exception):
    """What is asked cannot be answered; the text says why, and what can be asked instead."""


@dataclass(frozen=True)
class Call:
    """What a tool answers from.

    Attributes:
        build: The build.
        language: Language of the answer.
        base_url: Where readers find the dashboard, without a slash at the end; empty if unknown.
    """

    build: Build
    language: Language
    base_url: str = ""

    @property
    def t(self) -> Messages:
        """The messages of the language."""
        return messages(self.language)

    @property
    def publication(self) -> Publication:
        """Where answers say they come from."""
        return Publication(self.build.catalogue, self.base_url)

    def view(self, page: str, **parameters: object) -> View:
        """Return the View of a page; what the page would replace by a default is refused.

        Args:
            page: Key of `PAGES`.
            parameters: Parameters of its address, `from` as `from_`; None and empty ones are left out.

        Raises:
            Unanswerable: If a value cannot be used.
        """
        asked = {name.rstrip("_"): _texts(value) for name, value in parameters.items()}
        asked = {name: values for name, values in asked.items() if values}
        view, notices = decode(page, {**asked, "lang": [self.language]}, self.build.catalogue)
        if notices:
            told = (self.t(f"mcp.refused.{one.code}", **dict(one.values)) for one in notices)
            raise Unanswerable(" ".join(told))
        return view


@dataclass(frozen=True)
class Reply(Generic[Model]):
    """The answer of a tool: fields for a program, and the same as a text that can be quoted."""

    content: Model
    text: str


def _texts(value: object) -> list[str]:
    held = value if isinstance(value, list | tuple) else [value]
    return [str(one) for one in held if one not in (None, "")]
