"""The designated companies known by name, and how many of the official number that is."""

import pandas as pd

from i18n.messages import messages
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.policy.company_details import DETAILS, details_credit, has_details, with_details
from regions.policy.designation_counts import PROGRAMME, ROUNDS, designations
from regions.shapes.listing import Listing, make_listing, place_text, region_names

COLUMNS = (
    "name",
    "programme",
    "region",
    "municipality",
    "industry",
    "round_year",
    "corporate_number",
    "register",
)
# The national tax agency's public page of a corporate number.
REGISTER = "https://www.houjin-bangou.nta.go.jp/henkorireki-johoto.html?selHouzinNo={number}"


@per_build(4)
def all_companies(build: Build) -> pd.DataFrame:
    """Return every company known by name, by programme, region and name.

    Columns as the table `company`, and `place_names`: its municipality in every language, for searching.
    """
    companies = build.query("SELECT * FROM company ORDER BY programme_id, region_code NULLS LAST, name")
    names = [
        " ".join(build.catalogue.place_name(code).texts) if isinstance(code, str) else ""
        for code in companies.municipality_code
    ]
    return companies.assign(place_names=names)


def find_companies(
    companies: pd.DataFrame,
    *,
    programmes: tuple[str, ...] = (),
    regions: tuple[str, ...] = (),
    rounds: tuple[str, ...] = (),
    words: str = "",
) -> pd.DataFrame:
    """Return the companies that fit every condition given.

    Args:
        companies: Rows of `all_companies`.
        programmes: Programmes; empty for all.
        regions: Regions; empty for all, those without a place included.
        rounds: Years of designation as text; empty for all.
        words: Words that name, municipality or industry must hold, in any order and letter case.
    """
    found = companies
    if programmes:
        found = found[found.programme_id.isin(programmes)]
    if regions:
        found = found[found.region_code.isin(regions)]
    if rounds:
        found = found[found.round_year.astype("Int64").astype(str).isin(rounds)]
    # Column by column: joined row by row, a list without rows would come back as a frame.
    text = pd.Series("", found.index, dtype="str")
    for column in ("name", "name_en", "municipality", "place_names", "industry"):
        text = text + " " + found[column].fillna("").astype("str")
    text = text.str.casefold()
    for word in words.casefold().split():
        held = text.str.contains(word, regex=False)
        found, text = found[held], text[held]
    return found.reset_index(drop=True)


def coverage(build: Build) -> pd.DataFrame:
    """Return, for each prefecture and the nation, how many companies are held and how many there were.

    Columns `region_code, held, official` (missing where no total was published), `as_of` and
    `rounds_known` (codes of the rounds with a published count). Companies without a place count for the
    nation alone.
    """
    companies = all_companies(build)
    own = companies[companies.programme_id == PROGRAMME]
    frame = designations(build)
    total = frame[(frame.indicator == "leading_companies_cumulative") & (frame["round"] == "cumulative")]
    latest = total.sort_values("as_of").drop_duplicates("region_code", keep="last").set_index("region_code")
    known = frame[frame["round"].isin(ROUNDS)].groupby("region_code")["round"].agg(tuple)
    codes = ["JP", *(f"JP-{number:02d}" for number in range(1, 48))]
    held = own.region_code.value_counts().reindex(codes).fillna(0).astype(int)
    held["JP"] = len(own)
    return pd.DataFrame(
        {
            "region_code": codes,
            "held": held.to_numpy(),
            "official": latest.value.reindex(codes).to_numpy(),
            "as_of": latest.as_of.reindex(codes).to_numpy(),
            "rounds_known": [known.get(code, ()) for code in codes],
        }
    )


def companies_listing(view: View, build: Build, companies: pd.DataFrame) -> Listing:
    """Return companies as a list; names and industries stay as published."""
    language = view.language
    t = messages(language)
    names = programme_names(build, view)
    numbers = companies.corporate_number
    data = with_details(companies, build).assign(
        programme=companies.programme_id.map(names),
        region=region_names(companies.region_code, build.catalogue, language),
        municipality=_municipalities(companies, build.catalogue, language),
        round_year=companies.round_year.astype("Int64"),
        register=numbers.map(lambda number: REGISTER.format(number=number), na_action="ignore"),
    )
    nation = coverage(build).iloc[0]
    held = has_details(build)
    credit = [details_credit(build.catalogue, language)] if held else []
    if held:
        known = data.details_retrieved_on.notna()
        data["details_credit"] = pd.Series(credit[0], data.index, dtype=object).where(known)
    return make_listing(
        "companies",
        view,
        build,
        data,
        COLUMNS,
        title=t("companies.title"),
        subtitle=t.plural(
            "companies.found", len(companies), held=int(nation.held), official=f"{int(nation.official):,}"
        ),
        partial=t("companies.partial"),
        notes=(t("companies.originals"), t("designations.lapsed"), *credit),
        further=DETAILS if held else (),
    )


def _municipalities(companies: pd.DataFrame, catalogue: Catalogue, language: Language) -> "pd.Series[str]":
    names = [
        place_text(code, name, catalogue, language) if isinstance(name, str) else None
        for code, name in zip(companies.municipality_code, companies.municipality, strict=True)
    ]
    return pd.Series(names, companies.index, dtype=object)


def programme_names(build: Build, view: View) -> dict[str, str]:
    """Return the names of the programmes in the reader's language, by id."""
    frame = build.query(
        f"SELECT programme_id, name_{view.language} AS name FROM programme ORDER BY country DESC, rowid"
    )
    return dict(zip(frame.programme_id, frame.name, strict=True))
