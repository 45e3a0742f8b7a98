"""What a deck says of itself: its title, place and date of the talk, and words of another language."""

import re
from collections.abc import Sequence
from datetime import date

from babel.dates import format_date

from i18n.lists import listed
from i18n.messages import messages
from regions.database.catalogue import Catalogue, names_of
from regions.database.languages import HABITS, Language
from regions.exhibits.deck import Deck, Resolved

MOST_NAMED = 4
_LOCALES = {language: habits.locale.replace("-", "_") for language, habits in HABITS.items()}
# Names and units such as GRDP, TFR and 2024 belong to every language.
_WORD = r"[a-z]|[\uac00-\ud7a3\u3040-\u30ff\u3400-\u9fff]"


def deck_title(deck: Deck, found: Sequence[Resolved], catalogue: Catalogue, language: Language) -> str:
    """Return the title of a deck: the speaker's own, else the regions it is about, else the product's name.

    Args:
        deck: The deck.
        found: What its slides show.
        catalogue: The names.
        language: Language of the reader.
    """
    if deck.title:
        return deck.title
    regions = dict.fromkeys(code for one in found if one.shown is not None for code in one.shown.view.regions)
    if 0 < len(regions) <= MOST_NAMED:
        return listed(names_of(tuple(regions), catalogue, language), language)
    return messages(language)("product.name")


def occasion(deck: Deck, language: Language) -> str:
    """Return place and date of the talk as the language writes a date; one of another form as typed."""
    return " · ".join(part for part in (deck.place, _date(deck.date, language)) if part)


def is_foreign(text: str, language: Language) -> bool:
    """Say whether a text of the speaker's own has words, and none in the letters of a language."""
    return bool(re.search(_WORD, text)) and not re.search(HABITS[language].letters, text)


def _date(text: str, language: Language) -> str:
    try:
        return format_date(date.fromisoformat(text.strip()), "long", locale=_LOCALES[language])
    except ValueError:
        return text
