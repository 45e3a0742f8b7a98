"""What a question in words comes to: what was understood of it, and the Views that answer it."""

from dataclasses import dataclass

from regions.asking.view import View, address


@dataclass(frozen=True)
class Understood:
    """What was understood of a question, in stable codes and in the order in which it was said.

    Attributes:
        indicators: Indicator ids.
        regions: Codes of regions and nations named one by one.
        blocks: Codes of the blocks and mega-regions named.
        municipalities: Codes of the municipalities named.
        year: The one year asked for.
        year_from: First year of a span; None where it is open. "The last ten years" begin so many years
            before the year with which the indicator opens.
        year_to: Last year of a span; None where it is open.
        intents: What is to be done: `ranking`, `map`, `relation`, `time_shift`, … (the codes of
            `data/catalogue/question_words.yaml`).
    """

    indicators: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    year: int | None = None
    year_from: int | None = None
    year_to: int | None = None
    intents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """A View that answers a question.

    Attributes:
        view: What opens.
        title: What opens, said in the reader's language.
    """

    view: View
    title: str

    @property
    def address(self) -> str:
        """Path and query of the View."""
        return address(self.view)


@dataclass(frozen=True)
class QuestionAnswer:
    """The answer to one question.

    Attributes:
        question: The question as it was asked.
        understood: What was understood.
        not_understood: The words that meant nothing here, as they were written.
        suggestions: Views that answer, best first; none rather than a wrong one.
    """

    question: str
    understood: Understood
    not_understood: tuple[str, ...]
    suggestions: tuple[Suggestion, ...]
