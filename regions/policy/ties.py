"""Sister and friendship ties between the local governments of the two countries, and who might be next."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from i18n.messages import messages
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Catalogue, names_of
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.database.places import country_of, is_municipality
from regions.figures.likeness import Contribution
from regions.figures.peers import similar_regions
from regions.shapes.listing import Listing, make_listing, place_text, region_names, translated

PEER_THEME = "all"
# More than either country has regions: everybody who can be compared.
EVERYBODY = 47
REASONS = 3
COLUMNS = (
    "agreed_date",
    "kr_region",
    "kr_local_government",
    "jp_region",
    "jp_local_government",
    "tie",
    "note",
)


@per_build(4)
def all_ties(build: Build) -> pd.DataFrame:
    """Return every tie recorded, oldest first, those without a date at the end.

    Columns as the table `tie`. `agreed_date` is as exact as the source (year, month or day; missing where
    none is known); `jp_region_code` is missing where the source does not say which of several towns is meant.
    """
    return build.query(
        "SELECT * FROM tie ORDER BY agreed_date NULLS LAST, kr_region_code, jp_region_code, tie_id"
    )


def ties_of(build: Build, region_code: str) -> pd.DataFrame:
    """Return the ties of a region and its municipalities (rows as `all_ties`)."""
    ties = all_ties(build)
    own = ties[(ties.kr_region_code == region_code) | (ties.jp_region_code == region_code)]
    return own.reset_index(drop=True)


def ties_of_municipality(build: Build, code: str) -> pd.DataFrame:
    """Return the ties of a municipality itself (rows as `all_ties`)."""
    ties = all_ties(build)
    own = ties[(ties.kr_municipality_code == code) | (ties.jp_municipality_code == code)]
    return own.reset_index(drop=True)


@per_build(1)
def municipal_partners(build: Build) -> dict[str, tuple[str, ...]]:
    """Return the partners across the strait by municipality: codes of municipalities, or of their regions.

    A municipality without a recorded tie has no entry: the list is incomplete, so it may have one.
    """
    found: dict[str, list[str]] = {}
    for tie in all_ties(build).to_dict("records"):
        sides = [_side(tie, "kr"), _side(tie, "jp")]
        for own, other in (sides, sides[::-1]):
            if own is not None and is_municipality(own) and other is not None:
                found.setdefault(own, []).append(other)
    return {code: tuple(dict.fromkeys(others)) for code, others in found.items()}


def _side(tie: Mapping[Hashable, Any], side: str) -> str | None:
    """Return the municipality of one side, else its region; None where the source does not say which."""
    codes = (tie[f"{side}_municipality_code"], tie[f"{side}_region_code"])
    return next((str(code) for code in codes if pd.notna(code)), None)


@per_build(4)
def pair_counts(build: Build) -> pd.DataFrame:
    """Return one row a pair of regions with a tie.

    Columns `kr_region_code, jp_region_code, ties` (all recorded), `provinces` (whether the two regional
    governments themselves have one), `first_date`. Pairs without a recorded tie have no row: the list is
    incomplete, so their number is unknown, not zero.
    """
    placed = all_ties(build).dropna(subset=["jp_region_code"])
    grouped = placed.assign(between=placed.level == "province").groupby(["kr_region_code", "jp_region_code"])
    frame = grouped.agg(
        ties=("tie_id", "size"), provinces=("between", "any"), first_date=("agreed_date", "min")
    )
    return frame.reset_index()


@dataclass(frozen=True)
class TieTotal:
    """An official count of ties: number, date and what it counts."""

    number: int
    date: str
    title: str
    note: str
    source_id: str


@per_build(128)
def official_totals(build: Build, language: Language) -> tuple[TieTotal, ...]:
    """Return the official counts of ties, oldest first."""
    rows = build.query("SELECT * FROM policy_milestone WHERE kind = 'tie_total' ORDER BY date")
    rows = rows.assign(title=translated(rows, "title", language), text=translated(rows, "note", language))
    return tuple(
        TieTotal(int(row["figure"]), row["date"], row["title"], row["text"], row["source_id"])
        for row in rows.to_dict("records")
    )


@dataclass(frozen=True)
class Partner:
    """A region of the other country.

    Attributes:
        region_code: The region.
        ties: Ties recorded between the two, municipalities included.
        between_governments: Whether the two regional governments have one themselves.
        first_date: The oldest known date; None where none is known.
        rank: How near it is among the regions compared, 1 the nearest; None if it cannot be compared.
        compared: How many regions of its country can be compared.
        distance: Mean gap in standard deviations (`regions.peers`).
        reasons: The indicators in which the two are nearest.
    """

    region_code: str
    ties: int
    between_governments: bool
    first_date: str | None
    rank: int | None
    compared: int
    distance: float | None
    reasons: tuple[Contribution, ...]


@per_build(128)
def partners(build: Build, region_code: str) -> tuple[Partner, ...]:
    """Return the regions that a region has ties with, most ties first."""
    return tuple(
        sorted(
            (one for one in _across(build, region_code) if one.ties),
            key=lambda one: (-one.ties, one.rank or 99),
        )
    )


@per_build(128)
def ideas(build: Build, region_code: str, number: int = 5) -> tuple[Partner, ...]:
    """Return the nearest regions of the other country with which no tie is recorded, nearest first."""
    free = [one for one in _across(build, region_code) if not one.ties and one.rank]
    return tuple(sorted(free, key=lambda one: one.rank or 99)[:number])


@per_build(4)
def nearest_without_tie(build: Build, number: int = 10) -> tuple[tuple[str, Partner], ...]:
    """Return the pairs of regions that are most alike and have no recorded tie, nearest first.

    At most one prefecture a province, so that the list is not about one region alone.
    """
    provinces = [region.code for region in build.catalogue.regions_of("KR")]
    best = [(code, found[0]) for code in provinces if (found := ideas(build, code, 1))]
    return tuple(sorted(best, key=lambda pair: pair[1].distance or 0.0)[:number])


def _across(build: Build, region_code: str) -> list[Partner]:
    group = similar_regions(build, region_code, PEER_THEME, "across", EVERYBODY)
    peers = {peer.region_code: peer for peer in group.peers}
    own, other = ("kr_region_code", "jp_region_code")[:: 1 if country_of(region_code) == "KR" else -1]
    pairs = pair_counts(build)
    held = pairs[pairs[own] == region_code].set_index(other)
    codes = dict.fromkeys([*peers, *held.index])
    found = []
    for code in codes:
        peer = peers.get(code)
        row = held.loc[code] if code in held.index else None
        found.append(
            Partner(
                region_code=code,
                ties=0 if row is None else int(row.ties),
                between_governments=row is not None and bool(row.provinces),
                first_date=None if row is None or pd.isna(row.first_date) else str(row.first_date),
                rank=peer.rank if peer else None,
                compared=group.compared,
                distance=peer.distance if peer else None,
                reasons=nearest(peer.contributions) if peer else (),
            )
        )
    return found


def nearest(contributions: tuple[Contribution, ...]) -> tuple[Contribution, ...]:
    """Return the indicators in which two regions are nearest, those of more than average weight first."""
    usual = sum(one.weight for one in contributions) / max(len(contributions), 1)
    weighty = [one for one in contributions if one.weight >= usual]
    return tuple(sorted(weighty, key=lambda one: one.gap)[:REASONS])


def ties_listing(view: View, build: Build, ties: pd.DataFrame) -> Listing:
    """Return ties as a list with names of regions and kinds in the reader's language.

    Args:
        view: The View.
        build: The build.
        ties: Rows of `all_ties`.
    """
    language = view.language
    t = messages(language)
    data = ties.assign(
        kr_region=region_names(ties.kr_region_code, build.catalogue, language),
        jp_region=region_names(ties.jp_region_code, build.catalogue, language),
        kr_local_government=[
            government_name(tie, "KR", build.catalogue, language) for tie in ties.to_dict("records")
        ],
        jp_local_government=[
            government_name(tie, "JP", build.catalogue, language) for tie in ties.to_dict("records")
        ],
        tie=[t(f"tie.{one}") for one in ties.tie_type],
        note=translated(ties, "note", language),
    ).drop(columns=["note_ko", "note_ja"])
    totals = official_totals(build, language)
    held, about = len(all_ties(build)), max((one.number for one in totals), default=0)
    return make_listing(
        "ties",
        view,
        build,
        data,
        COLUMNS,
        title=t("ties.title"),
        subtitle=t("ties.held", held=held, about=about),
        partial=t("ties.partial"),
        notes=(
            *(
                t("ties.official", number=one.number, date=one.date, title=one.title, note=one.note)
                for one in totals
            ),
            t("ties.originals"),
        ),
    )


def government_name(
    tie: Mapping[Hashable, Any], country: str, catalogue: Catalogue, language: Language
) -> str:
    """Return the name of one side in the reader's language, the original in brackets where it is another."""
    side = country.lower()
    published = str(tie[f"{side}_local_government"])
    code = tie[f"{side}_municipality_code"]
    if pd.isna(code) and tie["level"] != "municipality":
        code = tie[f"{side}_region_code"]
    return place_text(code, published, catalogue, language)


def partner_names(found: tuple[Partner, ...], catalogue: Catalogue, language: Language) -> list[str]:
    """Return the short names of partners in the order given."""
    return names_of((one.region_code for one in found), catalogue, language)
