"""What a briefing says to be careful about: what concerns its figures and regions, and nothing else."""

import re
from collections.abc import Iterable, Iterator, Sequence

from i18n.korean_endings import ended_in_nouns
from i18n.lists import listed
from i18n.messages import messages
from regions.database.catalogue import Catalogue, Caveat, Indicator
from regions.database.languages import HABITS, Text
from regions.database.places import country_of, is_municipality, parent_of
from regions.database.regions import RegionChange
from regions.exhibits.briefing_figures import HeldFigure, KeyFigure, Subject
from regions.figures.tidy import MARKED

_RECENT_YEARS = 10
_NAMED_TOGETHER = 3
_MERGED, _PARTIAL = "merged", "partial_coverage"
# What is told elsewhere: by comparability, by the status of the figures, by the changes of the regions; and
# what holds of nearly every figure.
_TOLD_ELSEWHERE = frozenset(
    (
        *("definition_differs", "population_basis_differs", "derived_here", "nominal_currency"),
        *("projection", "provisional", "boundary_change"),
    )
)


def cautions(subject: Subject, rows: Sequence[KeyFigure]) -> list[str]:
    """Return what to be careful about in these figures, the weightiest first."""
    concerning = [
        *_comparability(subject, rows, "differs"),
        *_caveats(subject, rows),
        *_comparability(subject, rows, "near"),
    ]
    changes = list(dict.fromkeys(_changes(subject, rows)))
    told = [*changes, *_missing(subject, rows), *_statuses(subject, rows)]
    return [_noted(text, subject) for text in (*told, *_joined(concerning, subject, changes))]


def _noted(text: str, subject: Subject) -> str:
    """Return what the catalogue says of figures as a line of a note: without its last full stop."""
    said = ended_in_nouns(text) if HABITS[subject.language].notes_in_nouns else text
    return said.removesuffix("。")


def _joined(
    concerning: Sequence[tuple[Indicator, str]], subject: Subject, told: Sequence[str]
) -> Iterator[str]:
    """Yield each text once with all indicators it concerns, unless it is told already."""
    t = messages(subject.language)
    by_text: dict[str, dict[str, None]] = {}
    for indicator, text in concerning:
        by_text.setdefault(text, {})[indicator.in_sentence[subject.language]] = None
    for text, concerned in by_text.items():
        if text not in told:
            names = list(concerned)
            named = listed(names[:_NAMED_TOGETHER], subject.language)
            if len(names) > _NAMED_TOGETHER:
                named = t.plural("brief.and_more", len(names) - _NAMED_TOGETHER, titles=named)
            yield t("brief.caution", indicator=named[:1].upper() + named[1:], text=text)


def _changes(subject: Subject, rows: Sequence[KeyFigure]) -> Iterator[str]:
    """Yield the dated changes of the regions from ten years before the figures on, the newest first."""
    years = [one.year for row in rows for one in row.held if one is not None and one.status != "projection"]
    since = min(years, default=0) - _RECENT_YEARS
    touching = [
        change
        for change in subject.build.catalogue.changes
        if change.date.year >= since and _touches(change, subject)
    ]
    for change in sorted(touching, key=lambda one: one.date, reverse=True):
        yield change.text[subject.language]


def _touches(change: RegionChange, subject: Subject) -> bool:
    """Say whether a change is one of the places; of a municipality's region, whether that is no more."""
    parents = map(parent_of, subject.regions) if subject.is_municipal else ()
    ended = change.kind == _MERGED and change.region_code in parents
    return ended or change.region_code in subject.regions


def _missing(subject: Subject, rows: Sequence[KeyFigure]) -> Iterator[str]:
    t = messages(subject.language)
    for place, code in enumerate(subject.regions):
        names = [
            row.indicator
            for row in rows
            if row.held[place] is None and country_of(code) in row.indicator.countries
        ]
        if names:
            region = subject.build.catalogue.place_short(code)[subject.language]
            yield t("brief.missing", region=region, indicators=_names(names, subject))


def _statuses(subject: Subject, rows: Sequence[KeyFigure]) -> Iterator[str]:
    t = messages(subject.language)
    for status in ("provisional", "projection"):
        names = [row.indicator for row in rows if any(one and one.status == status for one in row.held)]
        if names:
            yield t(f"brief.{status}", indicators=_names(names, subject))


def _comparability(subject: Subject, rows: Sequence[KeyFigure], code: str) -> Iterator[tuple[Indicator, str]]:
    for row in rows:
        if subject.is_across and row.indicator.comparability == code:
            # What is said of regions need not hold of municipalities: there is a caution of their own.
            own = row.indicator.caution if subject.is_municipal else None
            yield row.indicator, (own or row.indicator.comparability_reason)[subject.language]


def _caveats(subject: Subject, rows: Sequence[KeyFigure]) -> Iterator[tuple[Indicator, str]]:
    """Yield the warnings that concern the figures of the table, in their years and countries."""
    for row in rows:
        for caveat in row.indicator.caveats:
            concerned = any(
                _concerns(caveat, one, code) for one, code in zip(row.held, subject.compared, strict=True)
            )
            if concerned and not _is_told(caveat, subject) and _is_about(caveat.text, subject):
                yield row.indicator, caveat.text[subject.language]


def _is_told(caveat: Caveat, subject: Subject) -> bool:
    """Say whether a warning is told elsewhere; of municipalities the one that marks single figures is not."""
    return caveat.code in _TOLD_ELSEWHERE and not (subject.is_municipal and caveat.code in MARKED)


def _concerns(caveat: Caveat, one: HeldFigure | None, code: str) -> bool:
    """Say whether a warning concerns a figure; that some are missing, where it is one of them."""
    if is_municipality(code) and caveat.code == _PARTIAL:
        return one is None and caveat.country in (None, country_of(code))
    if one is None or not caveat.touches(one.year, one.year, (country_of(code),)):
        return False
    return not is_municipality(code) or caveat.code not in MARKED or MARKED[caveat.code] in one.marks


def _is_about(text: Text, subject: Subject) -> bool:
    """Say whether a text names no region, or one of those compared.

    Names are looked for in English, where they are words of their own: 나라 is a country and Nara.
    """
    named = _regions_in(text["en"], subject.build.catalogue)
    around = set(map(parent_of, subject.compared)) if subject.is_municipal else set()
    return not named or bool(named & (around | set(subject.compared)))


def _regions_in(text: str, catalogue: Catalogue) -> set[str]:
    words = set(re.findall(r"[A-Z][a-z]+", text))
    return {
        code for code, one in catalogue.regions.items() if not one.is_country and one.short["en"] in words
    }


def _names(indicators: Iterable[Indicator], subject: Subject) -> str:
    return listed((one.in_sentence[subject.language] for one in indicators), subject.language)
