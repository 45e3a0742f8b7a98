"""What Plotly says itself (the button of its mode bar, its notes, names of days and months), by language."""

from functools import cache
from typing import Any

from babel import Locale
from babel.numbers import get_decimal_symbol, get_group_symbol

from i18n.messages import messages
from regions.database.languages import HABITS, Language

# The mode bar stays out of sight; its buttons are what the picture actions and the buttons under a map press.
_CONFIG = {
    "displayModeBar": True,
    "modeBarButtons": [["toImage", "zoomIn2d", "zoomOut2d", "resetScale2d"]],
    "showAxisDragHandles": False,
    "displaylogo": False,
    "scrollZoom": False,
    "doubleClick": False,
}
# Plotly's text -> the message that takes its place.
WORDS = {
    "Download plot": "chart.download",
    "Download plot as a PNG": "chart.download",
    "Zoom in": "map.zoom_in",
    "Zoom out": "map.zoom_out",
    "Reset axes": "map.reset",
    "Preparing image - this may take a few seconds": "chart.preparing",
    "Image download succeeded": "chart.saved",
    "Sorry, there was a problem downloading your image!": "chart.not_saved",
}


@cache
def chart_config(language: Language) -> dict[str, Any]:
    """Return how charts behave and speak in a language."""
    t = messages(language)
    dictionary = {words: t(message) for words, message in WORDS.items()}
    known = {language: {"dictionary": dictionary, "format": _format(HABITS[language].locale)}}
    return {**_CONFIG, "locale": language, "locales": known}


def _format(locale: str) -> dict[str, Any]:
    """Return names of days and months and the signs in numbers.

    Plotly counts the days from Sunday, Babel from Monday.
    """
    names = Locale.parse(locale, sep="-")
    days, months = names.days["stand-alone"], names.months["stand-alone"]
    week = (6, 0, 1, 2, 3, 4, 5)
    return {
        "days": [days["wide"][day] for day in week],
        "shortDays": [days["abbreviated"][day] for day in week],
        "months": [months["wide"][month] for month in range(1, 13)],
        "shortMonths": [months["abbreviated"][month] for month in range(1, 13)],
        "decimal": get_decimal_symbol(names),
        "thousands": get_group_symbol(names),
    }
