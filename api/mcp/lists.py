"""Tools for lists: designated companies, ties between local governments."""

from collections.abc import Sequence

from api.mcp.answers import ListAnswer
from api.mcp.arguments import OfCompanies, OfTies
from api.mcp.call import Call, Reply, Unanswerable
from api.mcp.names import codes_named
from api.mcp.shown import plain_rows, remarked
from regions.asking.view import address
from regions.policy.companies import all_companies, companies_listing, find_companies
from regions.policy.ties import all_ties, ties_listing, ties_of
from regions.shapes.listing import Listing

_LINES = 50


def found_companies(asked: OfCompanies, call: Call) -> Reply[ListAnswer]:
    """Companies designated by schemes of the two governments and known by name.

    Names, towns and industries stand as published.
    The list is incomplete: a region without a row has none known by name, not none.
    """
    codes = codes_named(asked.region, "region", call)
    view = call.view("companies", show="list", region=codes, of=asked.programme, q=asked.q)
    found = find_companies(
        all_companies(call.build),
        programmes=view.all_chosen("of"),
        regions=view.regions,
        words=view.chosen("q") or "",
    )
    return _listed(companies_listing(view, call.build, found), asked.limit, asked.offset, call)


def found_ties(asked: OfTies, call: Call) -> Reply[ListAnswer]:
    """Sister and friendship ties between local governments of both countries, of up to three regions or all.

    Ties of municipalities are among them. The list is incomplete: no row is no proof that there is no tie.
    """
    codes = codes_named(asked.region, "region", call)
    view = call.view("exchange", region=codes)
    ties = all_ties(call.build)
    if codes:
        held = {tie for code in codes for tie in ties_of(call.build, code).tie_id}
        ties = ties[ties.tie_id.isin(held)]
    listing = ties_listing(view, call.build, ties.reset_index(drop=True))
    return _listed(listing, asked.limit, asked.offset, call)


def _listed(listing: Listing, limit: int, offset: int, call: Call) -> Reply[ListAnswer]:
    shown_columns = [*listing.columns, *listing.further]
    part = listing.data[shown_columns].iloc[offset : offset + limit]
    if len(listing.data) and part.empty:
        raise Unanswerable(call.t("mcp.error.offset", count=len(listing.data)))
    where = address(listing.view)
    link = call.base_url + where
    content = ListAnswer(
        title=listing.title,
        subtitle=listing.subtitle,
        found=len(listing.data),
        offset=offset,
        columns={name: call.t(f"listing.column.{name}") for name in shown_columns},
        rows=plain_rows(part),
        warnings=remarked(listing.remarks, call),
        notes=list(listing.notes),
        source_line=listing.source_line,
        citation=listing.citation.replace(where, link),
        link=link,
        language=call.language,
        data_version=call.build.id,
    )
    return Reply(content, "\n".join(line for line in _lines(content, listing.columns, call) if line))


def _lines(content: ListAnswer, columns: Sequence[str], call: Call) -> list[str]:
    rows = [
        "- " + " · ".join(str(row[name]) for name in columns if row[name] not in (None, ""))
        for row in content.rows[:_LINES]
    ]
    more = content.found - content.offset - len(rows)
    return [
        f"# {content.title}",
        content.subtitle,
        call.t.plural("mcp.rows_found", content.found),
        *rows,
        call.t("mcp.more_rows", count=more) if more > 0 else "",
        *(f"{one.name}: {one.text}" for one in content.warnings),
        *content.notes,
        content.source_line,
        call.t("mcp.cite", citation=content.citation),
        call.t("mcp.link", link=content.link),
    ]
