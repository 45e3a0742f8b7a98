"""Tools for figures: any combination, regions side by side and in order, two indicators, the time shift."""

from collections.abc import Iterable

import pandas as pd

from api.mcp.answers import RankedFigure, Ranking, RankingAnswer, Shown
from api.mcp.arguments import Compared, Ranked, Related, Selected, Shifted, Span
from api.mcp.call import Call, Reply, Unanswerable
from api.mcp.names import code_named, codes_named
from api.mcp.shown import shown, shown_content, told
from exports.figures import written_value
from i18n.lists import sentences
from i18n.numbers import years as year_span
from regions.database.places import COUNTRIES, are_nations
from regions.exhibits.answers import answer
from regions.exhibits.lag_years import question_of
from regions.exhibits.rank_selection import not_ranked
from regions.figures.statements import tied_regions
from regions.shapes.exhibit import Exhibit
from regions.words.sentences import render
from regions.words.wording import refusal_sentence


def selected_figures(asked: Selected, call: Call) -> Reply[Shown]:
    """Figures of any combination of indicators, regions and years, as published or computed from them.

    For a table of numbers. To set regions of both countries side by side with what may be said of them, take
    compare_regions; for an order, rank_regions. At most 3,000 figures; the link leads to a page with a file
    of all.
    """
    return _over_years("explore", asked, call, country=asked.country)


def compared_regions(asked: Compared, call: Call) -> Reply[Shown]:
    """Provinces and prefectures (and the two nations for reference) side by side over the years.

    At most 4 indicators and 12 regions. Each indicator says how far the two countries compare and why; keep
    that, the warnings and the source with every figure you quote.
    """
    return _over_years("compare", asked, call)


def ranked_regions(asked: Ranked, call: Call) -> Reply[RankingAnswer]:
    """Provinces and prefectures, or blocks of them, in the order of an indicator in one year.

    Both countries stand in one list only where their figures compare; where they do not, the answer says why
    and gives a list for each country. Do not merge those lists. Where regions must not be ranked at all, they
    have no ranks.
    """
    code = code_named(asked.indicator, "indicator", call)
    indicator = call.build.catalogue.indicators[code]
    view = call.view(
        "rank",
        indicator=[code],
        year=_year(asked.year, [code], call),
        among=asked.among,
        by=asked.by,
        currency=asked.currency,
    )
    exhibits = answer(view, call.build)
    content = shown_content(exhibits, view, call)
    exhibit = exhibits[0]
    together = "rank_all" in exhibit.data and bool(exhibit.data.rank_all.notna().any())
    refusals = (
        not_ranked(indicator, exhibit.view) if asked.among == "all" or not indicator.is_rankable else ()
    )
    rankings = _rankings(exhibit, together and asked.among == "all", indicator.is_rankable, asked, call)
    found = RankingAnswer(
        **content.model_dump(),
        ranked_together=together and asked.among == "all",
        refusal=sentences(refusals, call.language) or None,
        rankings=rankings,
    )
    lines = [line for one in rankings for line in _ranking_lines(one, call)]
    text = "\n".join((found.refusal or "", *lines, "", told(exhibits, call, without_figures=True)))
    return Reply(found, text)


def related_indicators(asked: Related, call: Call) -> Reply[Shown]:
    """Two indicators against each other, a point a region, and how they go together within each country.

    A coefficient tells of regions, not of people, and of no cause.
    """
    codes = codes_named((asked.x, asked.y), "indicator", call)
    if len(codes) < 2:
        raise Unanswerable(call.t("mcp.error.two_indicators"))
    view = call.view(
        "rank", show="relation", indicator=codes, year=_year(asked.year, codes, call), among=asked.among
    )
    return shown(answer(view, call.build), view, call)


def shifted_regions(asked: Shifted, call: Call) -> Reply[Shown]:
    """When the other country was where a region is now, and how many years lie between.

    Some indicators have no time shift, since an equal level does not mean an equal stage; the answer says so.
    """
    view = call.view(
        "compare",
        mode="lag",
        shift=asked.shift,
        indicator=[code_named(asked.indicator, "indicator", call)],
        region=[code_named(asked.region, "region", call)],
    )
    refusal = question_of(view, call.build).refusal
    if refusal:
        reason = render(refusal_sentence(refusal), call.build.catalogue, call.language)
        raise Unanswerable(f"{reason} {call.t('lag.choose_another')}")
    return shown(answer(view, call.build), view, call)


def _over_years(page: str, asked: Selected | Compared, call: Call, **more: object) -> Reply[Shown]:
    codes = codes_named(asked.indicator, "indicator", call)
    first, last = _years(asked, codes, call)
    regions = codes_named(asked.region, "region", call)
    view = call.view(
        page, indicator=codes, region=regions, from_=first, to=last, mode=asked.mode, currency=asked.currency,
        **more,
    )  # fmt: skip
    return shown(answer(view, call.build), view, call)


def _span_held(codes: Iterable[str], call: Call) -> tuple[int, int]:
    spans = [call.build.catalogue.indicators[code].years for code in codes]
    return min(first for first, _ in spans), max(last for _, last in spans)


def _year(asked: int | None, codes: list[str], call: Call) -> int | None:
    held = _span_held(codes, call)
    if asked is not None and not held[0] <= asked <= held[1]:
        raise Unanswerable(call.t("mcp.error.years_held", years=year_span(*held, call.language)))
    return asked


def _years(asked: Span, codes: list[str], call: Call) -> tuple[int | None, int | None]:
    """Return the years asked for that lie within those held; what reaches beyond them ends with them."""
    first, last = asked.from_, asked.to
    if first is not None and last is not None and first > last:
        raise Unanswerable(call.t("api.error.years_reversed", first=str(first), last=str(last)))
    if not codes:
        return first, last
    held = _span_held(codes, call)
    if (first is not None and first > held[1]) or (last is not None and last < held[0]):
        raise Unanswerable(call.t("mcp.error.years_held", years=year_span(*held, call.language)))
    return (
        None if first is None or first <= held[0] else first,
        None if last is None or last >= held[1] else last,
    )


def _rankings(exhibit: Exhibit, together: bool, rankable: bool, asked: Ranked, call: Call) -> list[Ranking]:
    data = exhibit.data[~are_nations(exhibit.data.region_code) & exhibit.data.value.notna()]
    column = "rank_all" if together else "rank_country"
    lists = [("both", data)] if together else [(code, data[data.country == code]) for code in COUNTRIES]
    return [
        Ranking(of=of, rows=_rows(own, column, exhibit, rankable, asked, call))
        for of, own in lists
        if len(own)
    ]


def _rows(
    own: pd.DataFrame, column: str, exhibit: Exhibit, rankable: bool, asked: Ranked, call: Call
) -> list[RankedFigure]:
    # Regions that must not be ranked stand in the order of their codes, which says nothing.
    order = (
        own.sort_values("value", ascending=asked.order == "lowest", kind="stable")
        if rankable
        else own.sort_values("region_code")
    )
    tied = tied_regions(exhibit.data).get(column, frozenset())
    catalogue = call.build.catalogue
    return [
        RankedFigure(
            rank=int(row[column]) if pd.notna(row[column]) else None,
            tied=row["region_code"] in tied,
            region=row["region_code"],
            name=catalogue.place_name(row["region_code"])[call.language],
            year=int(row["year"]),
            value=row["value"],
            text=written_value(exhibit, row, catalogue),
        )
        for row in order.head(asked.limit).to_dict("records")
    ]


def _ranking_lines(ranking: Ranking, call: Call) -> list[str]:
    head = call.t("mcp.both_countries") if ranking.of == "both" else call.t(f"country.{ranking.of}")
    lines = [
        f"{'-' if one.rank is None else f'{one.rank}.'} {one.name}: {one.text} ({one.year})"
        for one in ranking.rows
    ]
    return [f"## {head}", *lines]
