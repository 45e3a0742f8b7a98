"""Policy instruments and exchange of one region: what is held, with dates and sources."""

from dataclasses import dataclass

import pandas as pd

from regions.database.build import Build
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.database.places import country_of
from regions.policy.companies import all_companies
from regions.policy.designation_counts import PROGRAMME, designations
from regions.policy.hometown import hometown_donation, hometown_tax, years_of_hometown_tax
from regions.policy.meetings import all_meetings
from regions.policy.municipalities import at_risk, depopulated, depopulation_areas
from regions.policy.programmes import province_figures, schemes
from regions.policy.ties import Partner, ideas, ties_of
from regions.shapes.listing import place_text, translated


@dataclass(frozen=True)
class PolicyFigure:
    """One dated figure of a region.

    Attributes:
        what: Message `policy.<what>` names it, unless `label` does.
        label: Name in the reader's language where it is data (a programme and what was counted).
        value: The figure.
        unit: Message `unit.<unit>`.
        date: Date or year it stands for.
        source_id: Where it comes from.
    """

    what: str
    label: str
    value: float
    unit: str
    date: str
    source_id: str


@dataclass(frozen=True)
class PolicyProfile:
    """All that is held of a region; empty parts mean nothing recorded, not zero.

    Attributes:
        region_code: The region.
        figures: Designations, hometown tax or donation, municipalities at risk, newest of each.
        companies: Designated companies known by name (columns as the table `company`).
        areas: Its depopulation areas (Korea).
        ties: Its ties (columns as the table `tie`).
        ideas: Regions that are alike and have no recorded tie.
        meetings: Meetings held there, oldest first.
    """

    region_code: str
    figures: tuple[PolicyFigure, ...]
    companies: pd.DataFrame
    areas: tuple[str, ...]
    ties: pd.DataFrame
    ideas: tuple[Partner, ...]
    meetings: pd.DataFrame


@per_build(128)
def policy_profile(build: Build, region_code: str, language: Language) -> PolicyProfile:
    """Return what is held of a province or prefecture.

    Args:
        build: The build to read.
        region_code: The region, not a nation.
        language: Language of the labels.
    """
    country = country_of(region_code)
    own = _japanese if country == "JP" else _korean
    companies, meetings = all_companies(build), all_meetings(build)
    areas = depopulation_areas(build)
    return PolicyProfile(
        region_code=region_code,
        figures=(*own(build, region_code, language), *_at_risk(build, region_code)),
        companies=companies[companies.region_code == region_code].reset_index(drop=True),
        areas=tuple(
            place_text(area["municipality_code"], area["municipality"], build.catalogue, language)
            for area in areas[areas.current_region_code == region_code].to_dict("records")
        ),
        ties=ties_of(build, region_code),
        ideas=ideas(build, region_code),
        meetings=meetings[meetings.region_code == region_code].reset_index(drop=True),
    )


def _japanese(build: Build, code: str, language: Language) -> list[PolicyFigure]:
    frame = designations(build)
    name = schemes(build, language).set_index("programme_id").name[PROGRAMME]
    rows = frame[(frame.region_code == code) & (frame["round"] != "cumulative_before_FY2020")]
    found = [
        PolicyFigure(f"{row['indicator']}", name, row["value"], row["unit"], row["as_of"], row["source_id"])
        for row in rows.sort_values("as_of").to_dict("records")
    ]
    year = years_of_hometown_tax(build)[-1]
    taxes = hometown_tax(build, year)
    tax = taxes[taxes.region_code == code].to_dict("records")[0]
    found.append(PolicyFigure("hometown_received", "", tax["received"], "jpy", str(year), tax["source_id"]))
    if pd.notna(tax["per_head"]):  # the population of a new year may come later than its tax
        found.append(
            PolicyFigure("hometown_per_head", "", tax["per_head"], "jpy", str(year), tax["source_id"])
        )
    found += [
        PolicyFigure("depopulated", "", row["value"], "municipalities", str(row["year"]), row["source_id"])
        for row in depopulated(build).to_dict("records")
        if row["region_code"] == code
    ]
    return found


def _korean(build: Build, code: str, language: Language) -> list[PolicyFigure]:
    names = schemes(build, language).set_index("programme_id").name
    rows = province_figures(build, language)
    own = rows[rows.region_code == code].drop_duplicates(["programme_id", "indicator"])
    found = [
        PolicyFigure(
            "", f"{names[row['programme_id']]}: {row['what']}", row["value"], row["unit"],
            row["as_of"] if pd.notna(row["as_of"]) else str(row["year"]), row["source_id"],
        )
        for row in own.to_dict("records")
    ]  # fmt: skip
    donation = hometown_donation(build)
    amounts = donation[(donation.region_code == code) & (donation.indicator == "hometown_donation_amount")]
    found += [
        PolicyFigure("hometown_received", "", row["value"], "krw", str(row["year"]), row["source_id"])
        for row in amounts.tail(1).to_dict("records")
    ]
    return found


def _at_risk(build: Build, code: str) -> list[PolicyFigure]:
    rows = at_risk(build, country_of(code))
    return [
        PolicyFigure("at_risk", "", row["at_risk"], "municipalities", str(row["year"]), row["source_id"])
        for row in rows.to_dict("records")
        if row["region_code"] == code
    ]


def meeting_titles(meetings: pd.DataFrame, language: Language) -> list[str]:
    """Return date and title of meetings in the reader's language."""
    titles = translated(meetings, "title", language)
    return [f"{date} {title}" for date, title in zip(meetings.date, titles, strict=True)]
