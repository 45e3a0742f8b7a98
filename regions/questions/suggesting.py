"""A question in words, in any of the three languages, turned into Views that answer it."""

from regions.database.build import Build
from regions.database.languages import Language
from regions.questions.answers import QuestionAnswer, Suggestion, Understood
from regions.questions.inquiry import Inquiry, inquiry_of
from regions.questions.titles import title
from regions.questions.understanding import Interpretation, interpret
from regions.questions.views import views

# Longer texts are no questions; what lies beyond is not read.
LONGEST_QUESTION = 200
MOST_SUGGESTIONS = 10


def suggest(build: Build, question: str, language: Language, limit: int = 5) -> QuestionAnswer:
    """Return the Views that answer a question, best first.

    Never fails: what is not understood is said, and a question of which too little is understood has no
    suggestion. Uses the build alone, no network.

    Args:
        build: What is asked.
        question: The question as typed, in Korean, Japanese, English or a mixture.
        language: The reader's language: that of the titles, and of the Views.
        limit: How many suggestions at most.
    """
    found = interpret(build, question[:LONGEST_QUESTION])
    asked = inquiry_of(found, build.catalogue, language)
    answering = () if found.is_empty else views(asked)[:limit]
    return QuestionAnswer(
        question=question,
        understood=_understood(found, asked),
        not_understood=(*found.unknown, *asked.years_not_held),
        suggestions=tuple(Suggestion(view, title(view, build.catalogue)) for view in answering),
    )


def _understood(found: Interpretation, asked: Inquiry) -> Understood:
    span = found.span
    recent = asked.view("compare").year_from if span and span.recent else None
    return Understood(
        indicators=found.indicators,
        regions=tuple(code for code in found.places if code in asked.catalogue.regions),
        blocks=tuple(code for code in found.places if code in asked.catalogue.blocks),
        municipalities=found.municipalities,
        year=span.year if span else None,
        year_from=recent or (span.first if span else None),
        year_to=span.last if span else None,
        intents=found.intents,
    )
