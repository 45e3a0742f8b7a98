"""The comparison: chosen regions of both countries over the years, one exhibit an indicator."""

from dataclasses import replace

import pandas as pd

from i18n.lists import listed
from i18n.messages import messages
from i18n.numbers import years as year_span
from regions.asking.selection import MUNICIPALITY
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Catalogue, Indicator, Measure, NamedGroup, names_of
from regions.database.languages import LANGUAGES, Language, Text
from regions.database.memory import per_build
from regions.database.places import COUNTRIES, are_regions
from regions.exhibits.municipal_figures import (
    indicator_shown,
    left_out_countries,
    municipal_courses,
    municipal_remarks,
)
from regions.figures.observations import End, Rebased, extremes, observations, rebase
from regions.figures.statements import may_compare, may_quote, may_quote_all, may_span
from regions.shapes.credit import credit_of_figures
from regions.shapes.exhibit import (
    Exhibit,
    missing_notes,
    named_countries,
    subtitle_of,
    unit_phrase,
)
from regions.shapes.maker import Wording, make_exhibit
from regions.shapes.units import unit_of_change
from regions.words.claims import NAMED_TIES
from regions.words.sentences import RegionNames, named_regions

MOST_AGED_COUNT = 10
# A nation so many times the largest region picked would leave the regions no room on a shared axis.
MOST_TIMES_A_REGION = 4


def compare_exhibits(view: View, build: Build) -> list[Exhibit]:
    """Return one exhibit for each indicator of the View.

    Each frame holds the years asked for, columns as `observations` plus `role`: `pick` for the regions asked
    for, `reference` for the two nations. In the modes `index` and `change` the values are set against the
    exhibit's `base_year`.
    """
    return [_exhibit(replace(view, indicators=(code,)), build) for code in view.indicators]


def ready_made_sets(build: Build) -> dict[str, NamedGroup]:
    """Return the selections offered: those of the catalogue and the ten most aged regions."""
    return {**build.catalogue.region_sets, "most_aged": _most_aged(build)}


@per_build(2)
def _most_aged(build: Build) -> NamedGroup:
    indicator = build.catalogue.indicators["share_65plus"]
    frame = observations(build, indicator)
    latest = frame[(frame.year == indicator.default_year) & are_regions(frame.region_code)]
    codes = latest.nlargest(MOST_AGED_COUNT, "value").region_code
    name = Text(*(messages(language)("compare.set_most_aged") for language in LANGUAGES))
    return NamedGroup("most_aged", name, tuple(codes))


@per_build(256)
def _exhibit(view: View, build: Build) -> Exhibit:
    indicator, t = indicator_shown(view, build), messages(view.language)
    picked, left_out = _readable(_picked(view, indicator, build), indicator, view)
    rebased = Rebased(picked, None, ()) if view.mode == "level" else rebase(picked, indicator, view.mode)
    data = rebased.data
    shown = data.dropna(subset=["value"])
    missing = tuple(code for code in view.regions if code not in set(shown.region_code))
    municipal = view.level == MUNICIPALITY
    title = _title(view, indicator, shown)
    exhibit = make_exhibit(
        f"compare-{indicator.id}",
        view,
        build,
        indicator,
        data,
        Wording(title, subtitle_of(indicator, view, _rebased_unit(view, indicator, rebased.base_year))),
        credit=credit_of_figures(shown, title, view, build) if municipal else None,
        warnings=municipal_remarks(indicator, shown, view.language) if municipal else None,
        missing=missing,
        base_year=rebased.base_year,
        chart="line",
    )
    sentence = _claim(exhibit, build.catalogue)
    names = listed(names_of(view.regions, build.catalogue, view.language), view.language)
    return exhibit.saying(
        sentence,
        t("compare.picture", regions=names),
        (
            *missing_notes(missing, build.catalogue, None, view.language),
            *left_out,
            *_other_basis(view, build),
        ),
    )


def _picked(view: View, indicator: Indicator, build: Build) -> pd.DataFrame:
    if view.level == MUNICIPALITY:
        frame = municipal_courses(view, indicator, build)
    else:
        frame = observations(build, indicator, view.currency if indicator.currencies else None)
    picks = set(view.regions) if indicator.is_regional else set(COUNTRIES)
    wanted = frame[frame.region_code.isin(picks | set(COUNTRIES))]
    if view.year_from:
        wanted = wanted[wanted.year >= view.year_from]
    if view.year_to:
        wanted = wanted[wanted.year <= view.year_to]
    roles = wanted.region_code.isin(picks).map({True: "pick", False: "reference"})
    return wanted.assign(role=roles).reset_index(drop=True)


def _readable(picked: pd.DataFrame, indicator: Indicator, view: View) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Leave out nations that would press the regions onto the axis, and say so.

    Only totals do that, and only where levels share one linear axis.
    """
    if not indicator.changes_in_per_cent:
        return picked, ()
    largest = picked.value.abs().groupby([picked.role, picked.region_code]).max()
    if view.mode != "level" or view.scale == "log" or not {"pick", "reference"} <= set(picked.role):
        return picked, ()
    references = largest["reference"]
    giants = references[references > MOST_TIMES_A_REGION * largest["pick"].max()].index
    if giants.empty:
        return picked, ()
    names = named_countries(giants, view.language)
    left_out = messages(view.language)("compare.nation_left_out", countries=names)
    return picked[~picked.region_code.isin(giants)], (left_out,)


def _other_basis(view: View, build: Build) -> tuple[str, ...]:
    """Say whose regions and nation are left out since they count other people than the municipalities."""
    names = named_countries(left_out_countries(view, build), view.language)
    return (messages(view.language)("compare.other_basis", countries=names),) if names else ()


def _title(view: View, indicator: Indicator, shown: pd.DataFrame) -> str:
    name = indicator.called(view.language)
    if shown.empty:
        return name
    span = year_span(int(shown.year.min()), int(shown.year.max()), view.language)
    return messages(view.language)("overview.figure_title", indicator=name, year=span)


def _rebased_unit(view: View, indicator: Measure, base_year: int | None) -> str:
    """Return what values set against a base year are in; empty where they are levels."""
    if not base_year or view.mode not in ("index", "change"):
        return ""
    message_id = "compare.unit_index"
    if view.mode == "change":
        message_id = "compare.unit_change_percent" if indicator.changes_in_per_cent else "compare.unit_change"
    unit = unit_of_change(unit_phrase(indicator, view), indicator, view.language)
    return messages(view.language)(message_id, year=base_year, unit=unit)


def _claim(exhibit: Exhibit, catalogue: Catalogue) -> str:
    """Name the highest and lowest of the picked regions in the last year they share that is no break.

    Of one region alone the first and last figures are told, the last alone where a break lies between them.
    """
    picks = exhibit.data[exhibit.data.role == "pick"].dropna(subset=["value"])
    if picks.region_code.nunique() == 1 and exhibit.view.mode == "level":
        return _claim_of_one(exhibit, picks.sort_values("year"), catalogue)
    shared = _shared_years(picks)
    if picks.region_code.nunique() < 2 or shared.empty:
        return ""
    told = [year for year in shared if may_quote_all(exhibit.indicator, set(picks.country), year)]
    last = picks[picks.year == max(told, default=None)]
    if last.empty or not _may_claim(exhibit, last, catalogue):
        return ""
    lowest, highest = extremes(last)
    if highest.value == lowest.value:
        return ""
    unit = _rebased_unit(exhibit.view, exhibit.indicator, exhibit.base_year)
    ends = (highest, lowest)
    values = exhibit.format_alike([one.value for one in ends], [one.country for one in ends])
    return messages(exhibit.language)(
        "compare.claim_rebased" if unit else "compare.claim",
        indicator=exhibit.indicator.called(exhibit.language),
        unit=unit,
        year=int(last.year.iloc[0]),
        highest=_named(highest, catalogue, exhibit.language),
        highest_value=values[0],
        lowest=_named(lowest, catalogue, exhibit.language),
        lowest_value=values[1],
    )


def _shared_years(picks: pd.DataFrame) -> pd.Index:
    """Return the years in which all regions picked have a figure."""
    counts = picks.groupby("year").region_code.nunique()
    return counts.index[counts == picks.region_code.nunique()]


def claim_note(exhibit: Exhibit, catalogue: Catalogue) -> str:
    """Say why no sentence compares the regions picked, or not in their last year; else nothing."""
    picks = exhibit.data[exhibit.data.role == "pick"].dropna(subset=["value"])
    shared, t = _shared_years(picks), messages(exhibit.language)
    if picks.region_code.nunique() < 2 or shared.empty:
        return ""
    countries, last = set(picks.country), int(shared.max())
    indicator = catalogue.indicators_at(exhibit.view.level)[exhibit.indicator.id]
    if len(countries) > 1 and not may_compare(indicator, exhibit.view.currency):
        return t("compare.no_sentence.countries")
    told = [int(year) for year in shared if may_quote_all(exhibit.indicator, countries, year)]
    if exhibit.claim:
        return t("compare.told_earlier", year=max(told), broken=last) if last not in told else ""
    years = (exhibit.base_year or last, max(told, default=last))
    if all(may_span(indicator, country, years) for country in countries):
        return ""
    return t("compare.no_sentence.break")


def _claim_of_one(exhibit: Exhibit, own: pd.DataFrame, catalogue: Catalogue) -> str:
    country = str(own.country.iloc[0])
    told = own[[may_quote(exhibit.indicator, country, int(year)) for year in own.year]]
    if told.empty:
        return ""
    first, last = told.iloc[0], told.iloc[-1]
    years = (int(first.year), int(last.year))
    texts = exhibit.format_alike([float(end["value"]) for end in (first, last)], [country, country])
    names = {
        "indicator": exhibit.indicator.called(exhibit.language),
        "region": catalogue.place_short(str(last.region_code))[exhibit.language],
    }
    t = messages(exhibit.language)
    if years[0] < years[1] and may_span(exhibit.indicator, country, years):
        values = {"first_value": texts[0], "last_value": texts[1]}
        return t("compare.claim_single", first=years[0], last=years[1], **names, **values)
    return t("compare.claim_single_year", year=years[1], value=texts[1], **names)


def _may_claim(exhibit: Exhibit, last: pd.DataFrame, catalogue: Catalogue) -> bool:
    """Say whether the picked regions may be set against each other in a year, or since the base year."""
    indicator = catalogue.indicators_at(exhibit.view.level)[exhibit.indicator.id]
    countries, year = set(last.country), int(last.year.iloc[0])
    years = (year,) if exhibit.base_year is None else (exhibit.base_year, year)
    alike = len(countries) == 1 or may_compare(indicator, exhibit.view.currency)
    return (
        indicator.is_rankable and alike and all(may_span(indicator, country, years) for country in countries)
    )


def _named(end: End, catalogue: Catalogue, language: Language) -> str:
    return named_regions(RegionNames(end.codes, NAMED_TIES), catalogue, language)


def span_held(indicators: list[Indicator]) -> list[int]:
    """Return every year from the first to the last for which any of the indicators has figures."""
    first = min(indicator.years[0] for indicator in indicators)
    last = max(indicator.years[1] for indicator in indicators)
    return list(range(first, last + 1))
