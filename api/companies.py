"""`/companies.{format}`: the designated companies known by name, with what gBizINFO says of them."""

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response

from api.answers import deliver_file
from api.descriptions import describe_source, records
from api.links import link
from api.parameters import format_asked, language, refuse_unknown, several
from exports.formats import TableOrder
from regions.asking.view import View
from regions.database.build import Build, current_build
from regions.database.languages import Language
from regions.database.places import COUNTRIES
from regions.policy.companies import all_companies, find_companies, programme_names
from regions.policy.company_details import (
    DETAILS,
    SOURCE,
    company_certifications,
    details_credit,
    has_details,
    with_details,
)
from regions.shapes.listing import region_names, with_sources

COMPANY_PARAMETERS = ("region", "country", "programme", "lang")
COMPANY_COLUMNS = (
    *("company_id", "programme_id", "programme", "country", "region_code", "region", "municipality", "name"),
    *("name_en", "industry", "round_year", "corporate_number", "url", "source_id", "source"),
)
# Columns of a build that knows details of companies; the last one is the credit their terms require.
DETAIL_COLUMNS = (*DETAILS, "details_credit")
_CERTIFICATION = ("certification", "approved_on", "department", "category", "target")


async def companies(request: Request) -> Response:
    """The companies of any choice of schemes and regions."""
    format_ = format_asked(request, "companies")
    refuse_unknown(request, COMPANY_PARAMETERS)
    build = current_build()
    catalogue = build.catalogue
    asked = language(request)
    names = programme_names(build, View("companies", asked))
    countries = several(request, "country", COUNTRIES)
    chosen = find_companies(
        all_companies(build),
        programmes=several(request, "programme", names),
        regions=several(request, "region", catalogue.regions),
    )
    if countries:
        chosen = chosen[chosen.country.isin(countries)]

    def make() -> bytes:
        table = _table(chosen, names, build, asked)
        return format_.make_table(TableOrder(table, tuple, lambda: _document(table, build)))

    key = (*request.query_params.getlist("programme"), "|", *request.query_params.getlist("region"), "|",
           *countries)  # fmt: skip
    headers = {"Link": f'<{link("/api/v1/sources")}>; rel="license"'}
    return await deliver_file(request, build, format_, asked, f"companies_{asked}", key, make, headers)


def _table(companies: pd.DataFrame, names: dict[str, str], build: Build, asked: Language) -> pd.DataFrame:
    """Return the companies with names in one language; texts of publishers stay in the original."""
    table = with_sources(with_details(companies.reset_index(drop=True), build), build.catalogue, asked)
    table = table.assign(
        programme=table.programme_id.map(names),
        region=region_names(table.region_code, build.catalogue, asked),
        round_year=table.round_year.astype("Int64"),
    )
    if not has_details(build):
        return table[list(COMPANY_COLUMNS)]
    credit = details_credit(build.catalogue, asked)
    known = table.details_retrieved_on.notna()
    table["details_credit"] = pd.Series(credit, table.index, dtype=object).where(known)
    return table[[*COMPANY_COLUMNS, *DETAIL_COLUMNS]]


def _document(table: pd.DataFrame, build: Build) -> dict[str, object]:
    rows = records(table)
    sources = list(dict.fromkeys(table.source_id))
    if "certifications" in table:
        held = company_certifications(build)
        by_number = {
            str(number): records(own[list(_CERTIFICATION)])
            for number, own in held.groupby("corporate_number")
        }
        for row in rows:
            row["certifications"] = (
                by_number.get(row["corporate_number"], []) if row["details_credit"] else None
            )
        sources.append(SOURCE)
    return {
        "data_version": build.id,
        "sources": [
            describe_source(build.catalogue.sources[code])
            for code in sources
            if code in build.catalogue.sources
        ],
        "count": len(rows),
        "data": rows,
    }
