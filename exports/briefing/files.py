"""The files of a briefing: in one language, or in the two of a meeting one after the other; their names."""

from dataclasses import replace
from typing import Literal, get_args

from regions.asking.view import View
from regions.database.build import Build
from regions.database.languages import Language
from regions.exhibits.briefing import Brief, brief_of

BriefForm = Literal["one", "bilingual"]
BRIEF_FORMS: tuple[BriefForm, ...] = get_args(BriefForm)
_BILINGUAL: tuple[Language, Language] = ("ko", "ja")


def briefs_of(view: View, form: BriefForm, build: Build) -> tuple[Brief, ...]:
    """Return the briefing of a View in the languages of a form; none where there is no briefing."""
    views = [replace(view, language=one) for one in _languages(view, form)]
    return tuple(brief for one in views if (brief := brief_of(one, build)) is not None)


def brief_name(view: View, form: BriefForm = "one") -> str:
    """Return the name of a briefing's file without its ending: `brief_KR-47_JP-22_all_ko`."""
    languages = "-".join(_languages(view, form))
    return "_".join(("brief", *view.regions, view.chosen("theme") or "", languages))


def _languages(view: View, form: BriefForm) -> tuple[Language, ...]:
    """Return the languages of a form, the reader's own first."""
    if form == "one":
        return (view.language,)
    return tuple(sorted(_BILINGUAL, key=lambda one: one != view.language))
