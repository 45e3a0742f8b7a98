"""Which Views answer what was understood: rules, one a kind of question, in the order in which they win."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from regions.asking.page_specs import MOST_ABOUT, MOST_WITHIN, PAGES
from regions.asking.selection import MUNICIPALITY
from regions.asking.view import View
from regions.database.places import COUNTRIES, country_of, is_nation, parent_of
from regions.questions.inquiry import Inquiry

# The way of showing on a page of lists, by what is asked for.
_TIES: Mapping[str, str] = {
    "tie_matrix": "matrix",
    "meetings": "meetings",
    "federations": "federations",
    "ties": "ties",
}
_COMPANIES: Mapping[str, str] = {
    "company_list": "list",
    "korean_companies": "korea",
    "investment_act": "act",
    "hometown_tax": "hometown",
    "companies": "japan",
}


def views(asked: Inquiry) -> list[View]:
    """Return the Views that answer, best first, each once."""
    found = chain.from_iterable(rule(asked) for rule in _RULES)
    return list(dict.fromkeys(found))


def _slides(asked: Inquiry) -> Iterator[View]:
    """Yield the deck, which fills itself for a place or two; an indicator has its slide in its own view."""
    if not asked.wants("slides"):
        return
    about = asked.places if len(asked.places) <= MOST_ABOUT and not asked.indicators else ()
    yield replace(asked.view("deck"), choices=(("about", about),) if about else ())


def _briefing(asked: Inquiry) -> Iterator[View]:
    """Yield the note on one or two places of one level; it is about places, not about an indicator."""
    if not asked.wants("briefing"):
        return
    about = asked.municipalities or tuple(code for code in asked.places if not is_nation(code))
    yield asked.view(
        "brief", regions=about if len(about) <= PAGES["brief"].max_regions else (), indicators=()
    )


def _definition(asked: Inquiry) -> Iterator[View]:
    if asked.wants("definition") and not asked.places:
        yield asked.view("sources")


def _download(asked: Inquiry) -> Iterator[View]:
    if asked.wants("download"):
        yield _explored(asked)
    elif asked.wants("correlation_table"):
        yield asked.view("explore", show="correlation")


def _explored(asked: Inquiry) -> View:
    view = asked.view("explore")
    if asked.year:
        view = replace(view, year_from=asked.year, year_to=asked.year)
    return view


def _municipalities(asked: Inquiry) -> Iterator[View]:
    """Yield the profile of one municipality, the page of several, or what their regions have."""
    if not asked.municipalities:
        return
    around = tuple(dict.fromkeys((*(parent_of(code) for code in asked.municipalities), *asked.regions)))
    for intent, show in _TIES.items():
        if asked.wants(intent):
            yield asked.view("exchange", show=show, regions=around)
    if len(asked.municipalities) == 1 and len(around) == 1:
        yield asked.view("region", regions=asked.municipalities, indicators=())
    # Without a figure of what is asked the page would open with another one.
    if asked.municipal or not asked.indicators:
        yield asked.view("municipalities", regions=around, indicators=asked.municipal)
    if len(asked.municipalities) > 1 or (asked.municipal and not asked.regions):
        yield asked.view("compare", regions=asked.municipalities, indicators=asked.municipal)


def _namesakes(asked: Inquiry) -> Iterator[View]:
    """Yield the profile of each municipality of a name that several have."""
    for code in asked.namesakes:
        yield asked.view("region", regions=(code,), indicators=())


def _municipal_ranking(asked: Inquiry) -> Iterator[View]:
    if asked.wants("by_municipality") and asked.municipal and asked.regions:
        view = asked.view("rank", show="bars", regions=(), indicators=asked.municipal[:1])
        within = ("within", asked.regions[:MOST_WITHIN])
        yield replace(view, choices=(("level", (MUNICIPALITY,)), within), year_from=None, year_to=None)


def _time_shift(asked: Inquiry) -> Iterator[View]:
    if asked.wants("time_shift"):
        yield asked.view("compare", mode="lag", regions=asked.regions or asked.nations[:1])


def _relation(asked: Inquiry) -> Iterator[View]:
    two = len(asked.indicators) > 1
    if asked.wants("relation") or (two and asked.opposed):
        if asked.indicators or not asked.places:
            yield _ranked(asked, "relation")
    elif two and not asked.places and not asked.intents and not asked.has_span:
        yield _ranked(asked, "relation")


def _of_region(asked: Inquiry) -> Iterator[View]:
    wanted = asked.wants("pyramid", "flows", "similar") or (asked.wants("profile") and not asked.indicators)
    if not wanted or len(asked.regions) > 1:
        return
    year = asked.span.year if asked.span else None
    view = asked.view("region", regions=asked.regions)
    if asked.wants("pyramid") and year:
        view = replace(view, choices=(("pyramid_year", (str(year),)),))
    yield view


def _ties(asked: Inquiry) -> Iterator[View]:
    for intent, show in _TIES.items():
        if asked.wants(intent):
            yield asked.view("exchange", show=show, regions=asked.regions)
            return


def _companies(asked: Inquiry) -> Iterator[View]:
    """Yield the page of companies and policy, unless an indicator says more closely what is asked."""
    for intent, show in _COMPANIES.items():
        if asked.wants(intent) and not asked.indicators:
            korean = {country_of(code) for code in asked.places} == {"KR"}
            if show == "japan" and korean:
                show = "korea"
            yield asked.view("companies", show=show, regions=asked.regions)
            return


def _shrinking(asked: Inquiry) -> Iterator[View]:
    if asked.wants("shrinking_municipalities") and not asked.indicators:
        yield asked.view("municipalities", show="risk", regions=asked.regions, indicators=())


def _map(asked: Inquiry) -> Iterator[View]:
    if asked.wants("map"):
        yield asked.view("overview", regions=asked.regions)


def _ranking(asked: Inquiry) -> Iterator[View]:
    if asked.wants("dispersion"):
        yield _ranked(asked, "concentration")
    elif asked.wants("change") or (asked.wants("ranking") and asked.has_span):
        yield _ranked(asked, "change")
    elif asked.wants("by_megaregion", "by_block"):
        by = "megaregion" if asked.wants("by_megaregion") else "block"
        yield replace(_ranked(asked, "bars"), choices=(("by", (by,)),))
    elif asked.wants("ranking") and not _is_of_page(asked):
        yield _ranked(asked, "bars")


def _is_of_page(asked: Inquiry) -> bool:
    """Say whether a page of lists is asked for, which has an order of its own."""
    return not asked.indicators and asked.wants(*_TIES, *_COMPANIES, "shrinking_municipalities")


def _ranked(asked: Inquiry, show: str) -> View:
    indicators = asked.indicators if show == "relation" else asked.indicators[:1]
    view = asked.view("rank", show=show, regions=asked.regions, indicators=indicators)
    if len(asked.nations) == 1:
        view = replace(view, choices=(("among", asked.nations),))
    if show == "change":
        return replace(view, year=None)
    return replace(view, year_from=None, year_to=None)


def _comparison(asked: Inquiry) -> Iterator[View]:
    """Yield what shows figures of some places, or of the nations, over the years."""
    if not asked.indicators:
        return
    national = not any(indicator.is_regional for indicator in asked.indicators)
    if asked.year and asked.places and not asked.wants("comparison", "trend"):
        yield asked.view("overview", regions=asked.regions)
    if asked.places:
        yield asked.view("compare")
    elif asked.has_span or national or asked.wants("comparison", "trend"):
        yield asked.view("compare", regions=COUNTRIES)


def _indicator_alone(asked: Inquiry) -> Iterator[View]:
    if asked.indicators:
        if not asked.places:
            yield asked.view("overview")
        yield _ranked(asked, "bars")


def _places_alone(asked: Inquiry) -> Iterator[View]:
    if asked.indicators or not asked.places:
        return
    if len(asked.places) == 1 and asked.regions:
        yield asked.view("region")
    yield asked.view("compare")


def _comparison_alone(asked: Inquiry) -> Iterator[View]:
    if asked.wants("comparison", "trend") and not (asked.indicators or asked.places):
        yield asked.view("compare")


def _further(asked: Inquiry) -> Iterator[View]:
    """Yield other readings of the same words, and what else there is on the same subject."""
    for other in asked.alternatives:
        yield asked.view("compare" if asked.places else "overview", indicators=(other,))
    if len(asked.regions) == 1 and asked.indicators:
        yield asked.view("region", regions=asked.regions)
    if asked.indicators:
        yield asked.view("sources")
        yield _explored(asked)


_RULES: tuple[Callable[[Inquiry], Iterator[View]], ...] = (
    _slides,
    _briefing,
    _definition,
    _download,
    _namesakes,
    _municipalities,
    _municipal_ranking,
    _time_shift,
    _relation,
    _of_region,
    _ties,
    _shrinking,
    _companies,
    _map,
    _ranking,
    _comparison,
    _indicator_alone,
    _places_alone,
    _comparison_alone,
    _further,
)
