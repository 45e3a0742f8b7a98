"""What the region profile shows of a population: its pyramid, why it changes, what lies ahead."""

from itertools import chain

import numpy as np
import pandas as pd

from i18n.lists import listed, sentences
from i18n.messages import messages
from i18n.numbers import number, quantity
from i18n.numbers import years as year_span
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.database.places import country_of
from regions.figures.observations import observations
from regions.figures.population import components, projection
from regions.figures.pyramid import Pyramid, nearest_year, pyramid, pyramid_years, side_by_side
from regions.shapes.exhibit import Exhibit
from regions.shapes.frames import observed
from regions.shapes.maker import Wording, make_exhibit
from regions.words.sentences import render
from regions.words.wording import rest_note

COMPONENTS = ("natural_change", "net_migration", "rest")
# What is projected, beside what has been observed of it.
OUTLOOKS = {"population_total": "projected_population", "share_65plus": "projected_share_65plus"}
OLD_AGE = 65
_OF_YEARS = ("is_break", "territory_changed", "rounded_to")


def reference_region(view: View) -> str:
    """Return the region or nation drawn as an outline: the one chosen, else the own nation."""
    code = view.regions[0]
    chosen = view.chosen("reference")
    return chosen if chosen and chosen != code else country_of(code)


def pyramid_year(view: View, build: Build) -> int | None:
    """Return the year of the pyramid: the one asked for or the nearest held, else the latest both have."""
    code = view.regions[0]
    asked = view.chosen("pyramid_year")
    if asked:
        return nearest_year(build, code, int(asked))
    shared = pyramid_years(build, code, reference_region(view))
    own = pyramid_years(build, code)
    return (shared or own or (None,))[-1]


@per_build(256)
def largest_share(build: Build, *codes: str) -> float:
    """Return the largest share of one age group and sex in any year, so that all years share one scale."""
    found = [0.0]
    for year in pyramid_years(build, codes[0]):
        pair = side_by_side(*(pyramid(build, code, year) for code in codes))
        found += [float(one.data.share.max()) for one in pair if not one.data.empty]
    return max(found)


def pyramid_exhibit(view: View, build: Build) -> Exhibit:
    """Return the pyramid of a region beside that of a reference, in one year, on one scale.

    The frame has the columns of `observations` (value in persons) plus `sex, age_from, age_to` (missing: and
    over), `share` (% of the whole population). Both end with the same open age group. Empty where nothing is
    published.
    """
    code, other, year = view.regions[0], reference_region(view), pyramid_year(view, build) or 0
    t = messages(view.language)
    own, reference = side_by_side(pyramid(build, code, year), pyramid(build, other, year))
    data = pd.concat([_observed(one) for one in (own, reference)], ignore_index=True)
    name, other_name = (build.catalogue.place_short(one)[view.language] for one in (code, other))
    bases = dict.fromkeys(basis for one in (own, reference) for basis in one.basis.split(";") if basis)
    projected = "_projected" if (own.data.status == "projection").any() else ""
    title = t(f"region.pyramid_title{projected}", region=name, year=year, reference=other_name)
    if reference.data.empty:
        title = t(f"region.pyramid_title_alone{projected}", region=name, year=year)
    notes = [t("region.summed", region=other_name)] if reference.summed else []
    if reference.data.empty:
        notes.append(t("region.no_outline", region=other_name, year=year))
    basis = listed((t(f"region.basis.{one}") for one in bases), view.language)
    wording = Wording(
        title=title,
        subtitle=t("region.pyramid_subtitle", basis=basis),
        claim=_ages_claim(view, own, reference, name, other_name),
        picture=t("region.picture.pyramid"),
        notes=tuple(notes),
    )
    return make_exhibit(
        "region-pyramid",
        view,
        build,
        build.catalogue.indicators["population_total"],
        data,
        wording,
        sources=(*own.source_ids, *reference.source_ids),
        dimensions=("sex", "age_from", "age_to", "share"),
        chart="pyramid",
    )


def _observed(one: Pyramid) -> pd.DataFrame:
    source = one.source_ids[0] if one.source_ids else ""
    country = country_of(one.region_code)
    return observed(one.data, indicator_id="population_total", country=country, source_id=source)


def _ages_claim(view: View, own: Pyramid, reference: Pyramid, name: str, other_name: str) -> str:
    if own.data.empty:
        return ""
    t = messages(view.language)
    shares = [
        quantity(float(one.data.share[one.data.age_from >= OLD_AGE].sum()), "%", view.language, 1)
        for one in (own, reference)
    ]
    if reference.data.empty:
        return t("region.pyramid_claim_alone", region=name, year=own.year, share=shares[0])
    return t(
        "region.pyramid_claim",
        region=name,
        year=own.year,
        share=shares[0],
        reference=other_name,
        reference_share=shares[1],
    )


_RESTS_ON = {
    "change": ("population_total",),
    "natural_change": ("births", "crude_death_rate"),
    "net_migration": ("net_migration",),
    "rest": ("population_total", "births", "crude_death_rate", "net_migration"),
    "births": ("births",),
    "deaths": ("crude_death_rate",),
}


def accounts_exhibit(view: View, build: Build) -> Exhibit:
    """Return why a population changed, year by year.

    The frame has the columns of `observations` (value in persons) plus `component` (`natural_change`,
    `net_migration`, `rest`, `change`, and `births`, `deaths` behind the first), `is_break`,
    `territory_changed`, `rounded_to`. What is not published is missing.
    """
    code = view.regions[0]
    t = messages(view.language)
    frame = components(build, code)
    names = ["change", *COMPONENTS, "births", "deaths"]
    data = frame.melt(["year", *_OF_YEARS], names, var_name="component", value_name="value")
    people = build.catalogue.indicators["population_total"]
    # Persons all of them: deaths, which no indicator counts, are not of the rate they are computed from.
    ids = {"births": "births", "net_migration": "net_migration"}
    sources = {
        part: ";".join(_sources_of(build.catalogue, country_of(code), *rests_on))
        for part, rests_on in _RESTS_ON.items()
    }
    data = observed(
        data,
        region_code=code,
        country=country_of(code),
        indicator_id=data.component.map(ids).fillna(people.id),
        source_id=data.component.map(sources),
        status=np.where(data.value.notna(), "actual", ""),
    )
    name = build.catalogue.place_short(code)[view.language]
    span = year_span(int(frame.year.min()), int(frame.year.max()), view.language) if len(frame) else ""
    notes = [render(rest_note(country_of(code)), build.catalogue, view.language)]
    if (frame.rounded_to > 1).any():
        notes.append(t("region.accounts.in_thousands"))
    wording = Wording(
        title=t("region.accounts_title", region=name, years=span),
        subtitle=t("region.accounts_subtitle"),
        claim=_accounts_claim(frame, view, name),
        picture=t("region.picture.accounts"),
        notes=tuple(notes),
    )
    return make_exhibit(
        "region-accounts",
        view,
        build,
        people,
        data,
        wording,
        sources=_sources_of(build.catalogue, country_of(code), *_RESTS_ON["rest"]),
        dimensions=("component", *_OF_YEARS),
        chart="stacked",
    )


def _accounts_claim(frame: pd.DataFrame, view: View, name: str) -> str:
    """Say what the latest complete year brought; nothing where the count itself changed in that year."""
    whole = frame.dropna(subset=["natural_change", "net_migration"])
    if whole.empty or whole.is_break.iloc[-1] or whole.territory_changed.iloc[-1]:
        return ""
    last = whole.iloc[-1]
    figures = {
        part: number(abs(float(last[part])), view.language) for part in ("natural_change", "net_migration")
    }
    figures["change"] = about(abs(last.change), last.rounded_to, view.language)
    words = [
        "growth" if last.change > 0 else "loss",
        "births" if last.natural_change > 0 else "deaths",
        "arrivals" if last.net_migration > 0 else "departures",
    ]
    is_opposed = (last.natural_change > 0) != (last.net_migration > 0)
    t = messages(view.language)
    claim = t(
        "region.accounts_claim.opposed" if is_opposed else "region.accounts_claim",
        result=t(f"region.accounts.{words[0]}", region=name, year=int(last.year), change=figures["change"]),
        natural=t(f"region.accounts.{words[1]}", number=figures["natural_change"]),
        migration=t(f"region.accounts.{words[2]}", number=figures["net_migration"]),
    )
    if abs(last.rest) < last.rounded_to:
        return claim
    rest = about(last.rest, last.rounded_to, view.language, signed=True)
    return t("region.accounts.rest", claim=claim, number=rest)


def about(value: float, rounded_to: float, language: Language, *, signed: bool = False) -> str:
    """Return persons as exact as the totals they come from: "about 10,000" of those in thousands."""
    if rounded_to == 1:
        return number(float(value), language, signed=signed)
    rounded = round(float(value) / rounded_to) * rounded_to
    return messages(language)("number.about", number=number(rounded, language, signed=signed))


def outlook_exhibit(view: View, build: Build, indicator_id: str) -> Exhibit:
    """Return what has been observed of an indicator and what is officially projected.

    Args:
        view: The View.
        build: The build.
        indicator_id: One of `OUTLOOKS`.

    Returns:
        An exhibit with the columns of `observations`; the projection stands as published (every year for
        Korea, every fifth for Japan) and is not joined to the observed figures, whose basis may differ.
    """
    code = view.regions[0]
    t = messages(view.language)
    ahead = build.catalogue.indicators[OUTLOOKS[indicator_id]]
    past = observations(build, build.catalogue.indicators[indicator_id])
    future = observations(build, ahead)
    past, future = (frame[(frame.region_code == code) & frame.value.notna()] for frame in (past, future))
    data = pd.concat([past, future], ignore_index=True)
    name = build.catalogue.place_short(code)[view.language]
    sources = future.source_id.unique()
    edition = listed((build.catalogue.sources[one].titled(view.language) for one in sources), view.language)
    notes = (t("region.edition", edition=edition),) if edition else (t("region.no_projection", region=name),)
    wording = Wording(
        title=t(f"region.outlook_title.{indicator_id}", region=name),
        subtitle=sentences((t(f"region.outlook_subtitle.{indicator_id}"), *notes), view.language),
        claim=_outlook_claim(build, view, name, indicator_id),
        picture=t("region.picture.outlook"),
        notes=(t("region.outlook_basis"),),
    )
    used = (*_sources_of(build.catalogue, country_of(code), indicator_id), *sources)
    exhibit_id = f"region-outlook-{indicator_id}"
    return make_exhibit(
        exhibit_id, view, build, ahead, data, wording, sources=used, dimensions=("status",), chart="line"
    )


def _outlook_claim(build: Build, view: View, name: str, indicator_id: str) -> str:
    frame = projection(build, view.regions[0]).data
    rows = frame[frame.indicator_id == OUTLOOKS[indicator_id]]
    if len(rows) < 2:
        return ""
    t = messages(view.language)
    last = rows.iloc[-1]
    if indicator_id == "share_65plus":
        value = quantity(float(last.value), "%", view.language, 1)
        return t("region.outlook_claim.share_65plus", region=name, year=int(last.year), value=value)
    first = rows[rows.year >= 2025].iloc[0]
    change = 100 * (float(last.value) / float(first.value) - 1)
    return t(
        f"region.outlook_claim.{'growth' if change > 0 else 'loss'}",
        region=name,
        year=int(last.year),
        first=int(first.year),
        change=quantity(abs(change), "%", view.language, 1),
    )


def _sources_of(catalogue: Catalogue, country: str, *indicator_ids: str) -> tuple[str, ...]:
    """Return the sources of a country's figures of some indicators, each once."""
    found = (catalogue.indicators[code].sources_in(country) for code in indicator_ids)
    return tuple(dict.fromkeys(chain.from_iterable(found)))
