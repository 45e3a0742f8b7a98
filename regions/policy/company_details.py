"""What gBizINFO says of the designated companies now: head office, size, founding, certifications.

The tables are empty until a refresh with a token has filled them; then the list of companies has the columns.
"""

from dataclasses import replace

import pandas as pd

from i18n.messages import messages
from i18n.numbers import span
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.shapes.listing import Listing, make_listing

SOURCE = "gbizinfo_hojin"
# Columns that the list of companies has beside its own, in files as well.
DETAILS = (
    "head_office",
    "employees",
    "capital_stock_yen",
    "established_on",
    "founding_year",
    "closed_on",
    "certifications",
    "details_updated_on",
    "details_retrieved_on",
)
_SHOWN = ("name", *DETAILS[:6], "details_updated_on")
_CERTIFICATION = ("name", "certification", "approved_on", "department", "category", "target")
_NAMED = 10


@per_build(4)
def company_details(build: Build) -> pd.DataFrame:
    """Return the details of all companies: `corporate_number` and the columns of `DETAILS`.

    `employees` (persons) and `capital_stock_yen` (yen) are whole numbers, dates are text (YYYY-MM-DD), as is
    the year; `certifications` names title, ministry and day of up to ten, and how many more there are.
    """
    details = build.query(
        """
        WITH placed AS (
            SELECT *, row_number() OVER (
                PARTITION BY corporate_number ORDER BY approved_on DESC NULLS LAST, title
            ) AS place
            FROM company_certification
        ), named AS (
            SELECT corporate_number, count(*) AS n, string_agg(
                title || coalesce(' (' || nullif(concat_ws(', ', department, approved_on), '') || ')', ''),
                '; ' ORDER BY place
            ) FILTER (place <= $most) AS texts
            FROM placed GROUP BY corporate_number
        )
        SELECT corporate_number, location AS head_office, employees, capital_stock_yen,
               CAST(established_on AS VARCHAR) AS established_on,
               CAST(founding_year AS VARCHAR) AS founding_year, CAST(closed_on AS VARCHAR) AS closed_on,
               texts || CASE WHEN n > $most THEN '; … (+' || (n - $most) || ')' ELSE '' END AS certifications,
               CAST(updated_on AS VARCHAR) AS details_updated_on,
               CAST(retrieved_on AS VARCHAR) AS details_retrieved_on
        FROM company_detail LEFT JOIN named USING (corporate_number) ORDER BY corporate_number""",
        {"most": _NAMED},
    )
    whole = {name: details[name].astype("Int64") for name in ("employees", "capital_stock_yen")}
    return details.assign(**whole)[["corporate_number", *DETAILS]]


@per_build(4)
def company_certifications(build: Build) -> pd.DataFrame:
    """Return the certifications of all companies, newest first.

    Columns `corporate_number, certification` (its title), `approved_on` (YYYY-MM-DD), `department, category,
    target, source_id`; texts in the original.
    """
    return build.query(
        """SELECT corporate_number, title AS certification, CAST(approved_on AS VARCHAR) AS approved_on,
                  department, category, target, source_id
           FROM company_certification
           ORDER BY corporate_number, company_certification.approved_on DESC NULLS LAST, title"""
    )


def has_details(build: Build) -> bool:
    """Say whether the build knows details of any company."""
    return not company_details(build).empty


def with_details(companies: pd.DataFrame, build: Build) -> pd.DataFrame:
    """Return companies with the columns of `DETAILS`; as they are if the build knows none."""
    if not has_details(build):
        return companies
    return companies.merge(company_details(build), on="corporate_number", how="left")


def details_credit(catalogue: Catalogue, language: Language) -> str:
    """Return the credit that has to stand wherever these details are shown."""
    return catalogue.sources[SOURCE].attribution[language]


def details_listing(view: View, build: Build, companies: pd.DataFrame) -> Listing | None:
    """Return the details of companies as a list; None if the build has none of them.

    Args:
        view: The View.
        build: The build.
        companies: Rows as of `all_companies`.
    """
    own = companies.drop_duplicates("corporate_number").merge(company_details(build), on="corporate_number")
    if own.empty:
        return None
    t = messages(view.language)
    first, last = own.details_retrieved_on.min(), own.details_retrieved_on.max()
    days = first if first == last else span(first, last, view.language)
    listing = make_listing(
        "company-details",
        view,
        build,
        own.assign(source_id=SOURCE)[["corporate_number", "name", *DETAILS, "source_id"]],
        _SHOWN,
        title=t("company_details.title"),
        subtitle=t.plural("company_details.subtitle", len(own), days=days),
        notes=(t("company_details.now"), t("companies.originals")),
        credit=details_credit(build.catalogue, view.language),
    )
    return _of_one_source(listing, _SHOWN, ("certifications",))


def certifications_listing(view: View, build: Build, companies: pd.DataFrame) -> Listing | None:
    """Return the certifications of companies as a list; None if the build has none. Arguments as above."""
    names = companies.drop_duplicates("corporate_number")[["corporate_number", "name"]]
    own = names.merge(company_certifications(build), on="corporate_number")
    if own.empty:
        return None
    t = messages(view.language)
    listing = make_listing(
        "certifications",
        view,
        build,
        own,
        _CERTIFICATION,
        title=t("company_details.certifications"),
        subtitle=t.plural("company_details.certified", len(own), companies=own.corporate_number.nunique()),
        notes=(t("company_details.not_the_list"), t("companies.originals")),
        credit=details_credit(build.catalogue, view.language),
    )
    return _of_one_source(listing, _CERTIFICATION)


def _of_one_source(listing: Listing, columns: tuple[str, ...], further: tuple[str, ...] = ()) -> Listing:
    """Return a list whose source is named once, by its credit, and not in each row a reader sees.

    A table of its own, as a CSV file is, has the credit in a column.
    """
    data = listing.data.assign(details_credit=listing.source_line)
    return replace(listing, data=data, columns=columns, further=further)
