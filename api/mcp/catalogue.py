"""Tools for finding one's way: a question in words, indicators by words, all of one indicator."""

from dataclasses import asdict
from typing import Any

from api.descriptions import sources_of
from api.mcp.answers import (
    Covered,
    FoundIndicator,
    IndicatorAnswer,
    IndicatorsAnswer,
    Named,
    Suggested,
    SuggestionsAnswer,
    UnderstoodAnswer,
)
from api.mcp.arguments import OfIndicator, Question, Search
from api.mcp.call import Call, Reply, Unanswerable
from api.mcp.names import code_named
from api.mcp.shown import measured, remarked, source_answer
from exports.formats import addressed
from i18n.lists import listed, sentences
from regions.database.catalogue import Indicator
from regions.database.reference import find_indicators
from regions.questions.suggesting import suggest
from regions.shapes.credit import credit_of_measures
from regions.shapes.exhibit import Remark, counted


def suggested_views(asked: Question, call: Call) -> Reply[SuggestionsAnswer]:
    """A question in Korean, Japanese or English, or a mixture: the views that answer it, best first.

    The answer holds what was understood (codes for the other tools), what was not, and a link to each view.
    To read the figures of a view, take the tool that fits with the codes understood.
    """
    found = suggest(call.build, asked.q, call.language, asked.limit)
    understood = found.understood
    content = SuggestionsAnswer(
        query=found.question,
        understood=UnderstoodAnswer(**asdict(understood)),
        not_understood=list(found.not_understood),
        suggestions=[
            Suggested(title=one.title, page=one.view.page, link=call.publication.link(one.view))
            for one in found.suggestions
        ],
        language=call.language,
        data_version=call.build.id,
    )
    lines = [f"- {one.title}: {one.link}" for one in content.suggestions] or [call.t("search.nothing_found")]
    if content.not_understood:
        words = listed(content.not_understood, call.language)
        lines.append(call.t("search.not_understood", words=words))
    return Reply(content, "\n".join(lines))


def found_indicators(asked: Search, call: Call) -> Reply[IndicatorsAnswer]:
    """Indicators whose name, definition, topic or publisher holds every word, in any of the three languages.

    Without words: all of them, by topic. Each with its unit, years, and how far the two countries compare.
    """
    catalogue = call.build.catalogue
    if asked.topic is not None and asked.topic not in catalogue.topics:
        raise Unanswerable(call.t("mcp.error.unknown_topic", topics=", ".join(catalogue.topics)))
    held = [one for one in find_indicators(catalogue, asked.words) if asked.topic in (None, one.topic)]
    content = IndicatorsAnswer(
        found=len(held),
        indicators=[FoundIndicator(**_found(one, call)) for one in held[: asked.limit]],
        topics=[Named(code=one.code, name=one.name[call.language]) for one in catalogue.topics.values()],
        language=call.language,
        data_version=call.build.id,
    )
    lines = [
        f"- {one.name} ({one.id}): {one.unit}, {one.first_year}–{one.last_year}, {one.comparability.name}"
        for one in content.indicators
    ]
    return Reply(content, "\n".join([call.t.plural("mcp.indicators_found", len(held)), *lines]))


def described_indicator(asked: OfIndicator, call: Call) -> Reply[IndicatorAnswer]:
    """All that must be known of an indicator before it is quoted.

    Definition, unit, how far the two countries compare and why, warnings with the years they concern, years
    and regions held, sources with their terms, and the addresses of its figures as files.
    """
    code = code_named(asked.indicator, "indicator", call)
    indicator = call.build.catalogue.indicators[code]
    content = _described(indicator, call)
    lines = [
        f"# {content.name} ({content.id})",
        content.definition,
        content.unit,
        sentences((content.comparability.name, content.comparability.reason), call.language),
        *(f"{one.name}: {one.text}" for one in content.warnings),
        content.caution,
        content.not_ranked,
        *(f"{one.country}: {one.first_year}–{one.last_year}" for one in content.coverage),
        *(f"{one.publisher}: {one.title} ({one.licence}) {one.url}" for one in content.sources),
        call.t("mcp.cite", citation=content.citation),
        call.t("mcp.link", link=content.link),
    ]
    return Reply(content, "\n".join(line for line in lines if line))


def _found(indicator: Indicator, call: Call) -> dict[str, Any]:
    first, last = indicator.years
    view = call.view("sources", indicator=[indicator.id])
    short = measured(indicator, call.view("compare", indicator=[indicator.id]), call)
    return {
        **short.model_dump(),
        "topic": indicator.topic,
        "rankable": indicator.is_rankable,
        "first_year": first,
        "last_year": last,
        "countries": list(indicator.countries),
        "link": call.publication.link(view),
    }


def _described(indicator: Indicator, call: Call) -> IndicatorAnswer:
    view = call.view("sources", indicator=[indicator.id])
    language, base = call.language, call.base_url
    caveats = (Remark(one.code, one.text[language]) for one in indicator.caveats)
    credit = credit_of_measures((indicator,), view, call.build)
    return IndicatorAnswer(
        **_found(indicator, call),
        warnings=remarked(caveats, call),
        caution=indicator.caution[language] if indicator.caution else None,
        not_ranked=indicator.unranked[language] if indicator.unranked else None,
        coverage=[
            Covered(
                country=country,
                first_year=held.first_year,
                last_year=held.last_year,
                last_complete_year=held.last_full_year,
                regions=held.n_regions,
                counts=counted(indicator, language, (country,)),
            )
            for country, held in indicator.countries.items()
        ],
        currencies=list(indicator.currencies),
        sources=[source_answer(one, call) for one in sources_of(indicator, call.build.catalogue)],
        data={kind: f"{base}/api/v1/data/{indicator.id}.{kind}" for kind in addressed("figures")},
        citation=credit.citation,
        language=language,
        data_version=call.build.id,
    )
