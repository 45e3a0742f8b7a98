"""Ties, forums and programmes of the regions of a briefing, each with its date."""

from typing import Any

import pandas as pd

from i18n.messages import messages
from i18n.numbers import quantity
from regions.database.places import country_of, parent_of
from regions.exhibits.briefing_figures import Subject
from regions.policy.companies import all_companies, find_companies, programme_names
from regions.policy.meetings import FORUM_PAIRS, all_meetings
from regions.policy.policy_profile import PolicyFigure, meeting_titles, policy_profile
from regions.policy.ties import all_ties, government_name, ideas, partners, ties_of_municipality
from regions.words.municipal import designation_claim
from regions.words.sentences import render

_FORUM = "interregional_forum"
_PROGRAMMES, _MEETINGS, _PARTNERS = 2, 2, 5


def exchange_lines(subject: Subject) -> list[tuple[str, ...]]:
    """Return what is held, each entry a line and the lines below it, what is between the places first."""
    if subject.is_municipal:
        between = _between_municipalities(subject) if subject.is_across else []
        return [*between, *_municipal_ties(subject), *_designations(subject), *_meetings(subject)]
    between = _between(subject) if subject.is_across else _partners(subject)
    return [*between, *_forum(subject), *_meetings(subject), *_programmes(subject), *_companies(subject)]


def _between(subject: Subject) -> list[tuple[str, ...]]:
    """Return the ties between the two regions and their municipalities, those of the governments first."""
    korea, japan = sorted(subject.regions, key=lambda code: country_of(code) != "KR")
    ties = all_ties(subject.build)
    ties = ties[(ties.kr_region_code == korea) & (ties.jp_region_code == japan)]
    return _ties_between(ties.sort_values("level", ascending=False, kind="stable"), subject.regions, subject)


def _between_municipalities(subject: Subject) -> list[tuple[str, ...]]:
    """Return the ties of the two municipalities, and those of the governments of their regions."""
    korea, japan = sorted(subject.regions, key=lambda code: country_of(code) != "KR")
    ties = all_ties(subject.build)
    own = ties[(ties.kr_municipality_code == korea) & (ties.jp_municipality_code == japan)]
    above = ties[
        (ties.level == "province")
        & (ties.kr_region_code == parent_of(korea))
        & (ties.jp_region_code == parent_of(japan))
    ]
    around = _ties_between(above, tuple(map(parent_of, subject.regions)), subject) if len(above) else []
    return [*_ties_between(own, subject.regions, subject), *around]


def _ties_between(ties: pd.DataFrame, places: tuple[str, ...], subject: Subject) -> list[tuple[str, ...]]:
    t, language = messages(subject.language), subject.language
    first, second = (subject.build.catalogue.place_short(code)[language] for code in places)
    if ties.empty:
        return [(t("brief.no_ties", first=first, second=second),)]
    head = t.plural("brief.ties", len(ties), first=first, second=second)
    return [(head, *(_tie(row, subject) for _, row in ties.iterrows()))]


def _municipal_ties(subject: Subject) -> list[tuple[str, ...]]:
    """Return the ties of each municipality with the other country, or that none is recorded."""
    t, short = messages(subject.language), subject.build.catalogue.place_short
    found: list[tuple[str, ...]] = []
    for code in subject.regions:
        region = short(code)[subject.language]
        ties = ties_of_municipality(subject.build, code)
        lines = [_tie(row, subject) for _, row in ties.iterrows()]
        head = t("brief.partners", region=region) if lines else t("brief.no_partners", region=region)
        found.append((head, *lines))
    return found


def _designations(subject: Subject) -> list[tuple[str, ...]]:
    """Return how each municipality is designated as depopulated, and when."""
    t, catalogue, language = messages(subject.language), subject.build.catalogue, subject.language
    lines = []
    for code in subject.regions:
        said = designation_claim(subject.build, code)
        if said is not None:
            text = render(said, catalogue, language).rstrip(".。")
            lines.append(t("brief.of_place", place=catalogue.place_short(code)[language], text=text))
    return [(t("brief.designations"), *lines)] if lines else []


def _tie(row: "pd.Series[Any]", subject: Subject) -> str:
    """Return a tie in a line."""
    t = messages(subject.language)
    date = t("brief.undated") if pd.isna(row["agreed_date"]) else str(row["agreed_date"])
    korea, japan = (
        government_name(row.to_dict(), country, subject.build.catalogue, subject.language)
        for country in ("KR", "JP")
    )
    return t("brief.tie", date=date, kind=t(f"tie.{row['tie_type']}"), korea=korea, japan=japan)


def _partners(subject: Subject) -> list[tuple[str, ...]]:
    """Return with whom a region has ties, and who is like it without one."""
    t, short = messages(subject.language), subject.build.catalogue.place_short
    found: list[tuple[str, ...]] = []
    for code in subject.regions:
        region = short(code)[subject.language]
        held = partners(subject.build, code)[:_PARTNERS]
        lines = [
            t.plural("brief.partner", one.ties, partner=short(one.region_code)[subject.language])
            for one in held
        ]
        head = t("brief.partners", region=region) if held else t("brief.no_partners", region=region)
        found.append((head, *lines))
        near = ideas(subject.build, code, 3)
        if near:
            names = t("list.phrases").join(short(one.region_code)[subject.language] for one in near)
            found.append((t("brief.ideas", region=region, names=names),))
    return found


def _forum(subject: Subject) -> list[tuple[str, ...]]:
    """Say that the regions met at the forum of 2021, where they did."""
    pair = tuple(sorted(subject.regions, key=lambda code: country_of(code) != "KR"))
    if pair not in FORUM_PAIRS:
        return []
    meetings = all_meetings(subject.build)
    held = meetings[(meetings.series == _FORUM) & (meetings.year == 2021)]
    titles = meeting_titles(held, subject.language)
    return [(messages(subject.language)("brief.forum", meeting=title),) for title in titles[:1]]


def _meetings(subject: Subject) -> list[tuple[str, ...]]:
    """Return the newest meetings that were held in the regions."""
    t = messages(subject.language)
    meetings = all_meetings(subject.build)
    place = meetings.municipality_code if subject.is_municipal else meetings.region_code
    held = meetings[place.isin(subject.regions)].tail(_MEETINGS).iloc[::-1]
    titles = meeting_titles(held, subject.language)
    return [(t("brief.meetings"), *titles)] if titles else []


def _programmes(subject: Subject) -> list[tuple[str, ...]]:
    """Return the newest policy figures of each region."""
    t, short = messages(subject.language), subject.build.catalogue.place_short
    found: list[tuple[str, ...]] = []
    for code in subject.regions:
        figures = policy_profile(subject.build, code, subject.language).figures
        newest = sorted(figures, key=lambda one: one.date, reverse=True)[:_PROGRAMMES]
        if newest:
            head = t("brief.programmes", region=short(code)[subject.language])
            found.append((head, *(_programme(one, subject) for one in newest)))
    return found


def _companies(subject: Subject) -> list[tuple[str, ...]]:
    """Return how many designated companies of each region are known by name, by programme."""
    t, short = messages(subject.language), subject.build.catalogue.place_short
    names = programme_names(subject.build, subject.view)
    companies = all_companies(subject.build)
    found: list[tuple[str, ...]] = []
    for code in subject.regions:
        held = find_companies(companies, regions=(code,)).programme_id.value_counts(sort=False)
        if len(held):
            head = t("brief.companies", region=short(code)[subject.language])
            counts = (
                t.plural("brief.companies_of", int(held[one]), programme=name)
                for one, name in names.items()
                if one in held
            )
            found.append((head, *counts))
    return found


def _programme(one: PolicyFigure, subject: Subject) -> str:
    t = messages(subject.language)
    parts = (one.label, t(f"policy.{one.what}") if one.what else "")
    label = ": ".join(part for part in parts if part)
    figure = quantity(one.value, t(f"unit.{one.unit}"), subject.language)
    return t("brief.programme", what=label, figure=figure, date=one.date)
