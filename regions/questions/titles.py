"""What a suggested View will open, said in one line."""

from i18n.lists import listed
from i18n.messages import Messages, messages
from i18n.numbers import years
from regions.asking.page_specs import PAGES
from regions.asking.view import View
from regions.database.catalogue import Catalogue, names_of

MOST_NAMED = 4
# Ways of showing that are told by words of their own; others by the name they have on their page.
_OWN_WORDS = ("bars", "change", "relation", "concentration", "correlation")


def title(view: View, catalogue: Catalogue) -> str:
    """Return what opens: the page or its way of showing, indicators, places and years."""
    t = messages(view.language)
    opens = t(f"ask.opens.{opening}") if (opening := _opening(view)) else _named(view, t)
    what = _in_years(_what(view, catalogue, t), view, t)
    return t("ask.title", opens=opens, what=what) if what else opens


def _opening(view: View) -> str | None:
    """Return the message of what opens, where it is not simply called as its page calls it."""
    if view.page == "compare":
        return "time_shift" if view.mode == "lag" else "compare"
    if view.page == "overview":
        return "map"
    if view.page == "sources" and view.indicators:
        return "definition"
    by = dict(view.choices).get("by", ("",))[0]
    if view.page == "rank" and by:
        return f"ranking_{by}"
    return view.show if view.show in _OWN_WORDS else None


def _named(view: View, t: Messages) -> str:
    lists = view.page in ("companies", "exchange")
    return t(f"show.{view.show}") if lists else t(f"page.{view.page}")


def _what(view: View, catalogue: Catalogue, t: Messages) -> str:
    language = view.language
    known = PAGES[view.page].indicators(catalogue, view.level)
    names = [known[code].called(language) for code in _shown(view, catalogue)]
    indicators = listed(names, language, ending=True)
    places = _places(view, catalogue, t)
    if indicators and places:
        return t("ask.of_places", indicators=indicators, places=places)
    return indicators or places


def _shown(view: View, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the indicators of a View, or the one that its page opens with where it must show one."""
    spec = PAGES[view.page]
    if view.indicators or not spec.max_indicators or spec.optional_indicator:
        return view.indicators
    return (spec.default_indicator(catalogue, view.level).id,)


def _places(view: View, catalogue: Catalogue, t: Messages) -> str:
    """Return the places: the name of the block they make, their own names, or the first of many."""
    chosen = dict(view.choices)
    codes = view.regions or chosen.get("among") or chosen.get("within") or chosen.get("about", ())
    for block in catalogue.blocks.values():
        if len(codes) > 1 and codes == block.members:
            return block.name[view.language]
    names = names_of(codes, catalogue, view.language)
    if len(names) <= MOST_NAMED:
        return listed(names, view.language, ending=True)
    first = listed(names[: MOST_NAMED - 1], view.language)
    return t("ask.and_more", places=first, count=len(names) - MOST_NAMED + 1)


def _in_years(what: str, view: View, t: Messages) -> str:
    if not what:
        return what
    if view.year_from and view.year_to:
        return t("ask.in_years", what=what, years=years(view.year_from, view.year_to, view.language))
    for code, year in (("in_year", view.year), ("since", view.year_from), ("until", view.year_to)):
        if year:
            return t(f"ask.{code}", what=what, year=year)
    return what
