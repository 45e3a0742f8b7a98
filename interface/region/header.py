"""Top of the region profile: names, kind, block, seat, locator, the plain sentence, five headline figures."""

from dataclasses import replace
from pathlib import Path

from charts.marks import locator, sparkline
from charts.theme import Theme
from i18n.lists import listed
from i18n.messages import messages
from i18n.numbers import number
from interface.region.alike import alike_html
from interface.shared.html import colours, image, text
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.languages import LANGUAGES, Language
from regions.database.memory import per_build
from regions.database.places import country_of
from regions.database.regions import Region
from regions.exhibits.population import OUTLOOKS, accounts_exhibit, outlook_exhibit
from regions.figures.panel import break_years, panel
from regions.words.headlines import Change, Headline, headlines
from regions.words.sentences import Amount, amount_text, render
from regions.words.wording import rank_text

# Styles that only the profile needs, its print view included.
REGION_STYLES = Path(__file__).parents[1] / "assets" / "region.css"
# The headline whose sentences open the page.
LEADING = "registered_share_65plus"


@per_build(256)
def header_html(build: Build, code: str, language: Language, theme: Theme, *, on_paper: bool = False) -> str:
    """Return names, kind, block, seat, the sentences that matter, similar regions and a small map.

    On paper, where charts stand beside it, there is one sentence and nothing to click on.
    """
    catalogue = build.catalogue
    region = catalogue.regions[code]
    t = messages(language)
    others = [region.name[other] for other in LANGUAGES if other != language]
    country = t(f"country.{region.country}")
    facts = [country, t(f"region.kind.{region.kind}")]
    if region.block_code:
        facts.append(catalogue.blocks[region.block_code].name[language])
    if region.capital_area:
        facts.append(t(f"region.capital_area.{region.country}"))
    if region.seat:
        facts.append(t("region.seat", seat=region.seat[language]))
    claims = opening_claims(build, code, language)
    sentences = "".join(f'<p class="claim">{text(claim)}</p>' for claim in claims[: 1 if on_paper else None])
    alike = "" if on_paper else alike_html(build, code, language)
    where = t("region.locator_alternative", country=country, region=region.short[language])
    names = text(" · ".join(dict.fromkeys(others)))
    return (
        f'<header class="region-header" style="{colours(theme)}"><div class="who">'
        f'<h2>{text(region.name[language])} <span class="names">{names}</span></h2>'
        f'<p class="facts">{text(" · ".join(dict.fromkeys(facts)))}</p></div>'
        f'<div class="claims">{sentences}</div>{alike}'
        f"{image(locator(code, catalogue, theme), where, 'locator')}</header>"
    )


def opening_claims(build: Build, code: str, language: Language) -> tuple[str, ...]:
    """Return the three sentences that matter: ageing, why the population changes, what is projected."""
    view = View("region", language, (), (code,))
    claims = (
        claim_text(build, code, language),
        accounts_exhibit(view, build).claim,
        outlook_exhibit(view, build, next(iter(OUTLOOKS))).claim,
    )
    return tuple(claim for claim in claims if claim)


def claim_text(build: Build, code: str, language: Language) -> str:
    """Return the plain sentence about the leading headline; empty where nothing can be said."""
    catalogue = build.catalogue
    t = messages(language)
    one = next((one for one in headlines(build, code) if one.indicator_id == LEADING), None)
    if one is None or not one.facts:
        return ""
    facts = t("region.claim_joint").join(render(fact, catalogue, language) for fact in one.facts)
    name = catalogue.indicators[LEADING].name[language]
    return t(
        "region.claim",
        indicator=name,
        value=_value(one, code, catalogue, language),
        year=one.year,
        facts=facts,
    )


@per_build(256)
def headlines_html(build: Build, code: str, language: Language, theme: Theme) -> str:
    """Return the five headline figures as cards: value, trend, change, ranks, sentences."""
    catalogue = build.catalogue
    cards = "".join(
        _card(build, one, catalogue.regions[code], language, theme) for one in headlines(build, code)
    )
    t = messages(language)
    return (
        f'<section class="headlines" aria-label="{text(t("region.headlines"))}" style="{colours(theme)}">'
        f'{cards}</section><p class="small" style="{colours(theme)}">{text(t("region.rank_reading"))}</p>'
    )


def _card(build: Build, one: Headline, region: Region, language: Language, theme: Theme) -> str:
    catalogue = build.catalogue
    t = messages(language)
    indicator = catalogue.indicators[one.indicator_id]
    lines = []
    if one.change is not None:
        lines.append(_change_text(one, one.change, region.code, catalogue, language))
    ranks = []
    if one.in_country is not None:
        place = rank_text(one.in_country.rank, one.in_country.tied, language)
        country = t(f"country.{region.country}")
        ranks.append(t("region.rank_country", rank=place, n=one.in_country.of, country=country))
    if one.in_both is not None:
        ranks.append(
            t(
                "region.rank_all",
                rank=rank_text(one.in_both.rank, one.in_both.tied, language),
                n=one.in_both.of,
            )
        )
    lines += ranks
    if one.newer is not None:
        amount = Amount(one.newer[1], one.indicator_id, region.country, one.currency)
        lines.append(t("region.newer", year=one.newer[0], value=amount_text(amount, catalogue, language)))
    sentences = "".join(
        f"<li>{text(render(fact, catalogue, language))}</li>"
        for fact in one.facts
        if one.indicator_id != LEADING
    )
    details = "".join(f'<p class="small">{text(line)}</p>' for line in lines if line)
    return (
        f'<article><h3>{text(indicator.name[language])} <span class="small">{one.year}</span></h3>'
        f'<p class="figure">{_figure_html(one, region.code, catalogue, language)}'
        f"{_trend(build, one, region.code, language, theme)}</p>{details}"
        f"{f'<ul>{sentences}</ul>' if sentences else ''}</article>"
    )


def _figure_html(one: Headline, code: str, catalogue: Catalogue, language: Language) -> str:
    """Return the figure large and its unit small."""
    amount = Amount(one.value, one.indicator_id, country_of(code), one.currency)
    whole, bare = (amount_text(a, catalogue, language) for a in (amount, replace(amount, bare=True)))
    before, _, behind = whole.partition(bare)
    return f'<span>{text(before)}{text(bare)}<span class="unit">{text(behind)}</span></span>'


def _value(one: Headline, code: str, catalogue: Catalogue, language: Language) -> str:
    return amount_text(
        Amount(one.value, one.indicator_id, country_of(code), one.currency), catalogue, language
    )


def _trend(build: Build, one: Headline, code: str, language: Language, theme: Theme) -> str:
    catalogue = build.catalogue
    figures = panel(build, one.indicator_id, one.currency)
    years, values = figures.known(code)
    series = tuple(zip(years.tolist(), values.tolist(), strict=True))
    breaks = tuple(
        year for year in break_years(figures.indicator, country_of(code)) if years[0] < year <= years[-1]
    )
    words = trend_text(one.indicator_id, one.currency, series, country_of(code), catalogue, language)
    svg = sparkline(series, breaks, country_of(code), theme, projected=False)
    return image(svg, words, "sparkline")


def trend_text(
    indicator_id: str,
    currency: str | None,
    series: tuple[tuple[int, float], ...],
    country: str,
    catalogue: Catalogue,
    language: Language,
) -> str:
    """Return the first and the last figure of a series in words."""
    (first_year, first), (last_year, last) = series[0], series[-1]
    ends = [
        amount_text(Amount(value, indicator_id, country, currency), catalogue, language)
        for value in (first, last)
    ]
    return messages(language)(
        "region.trend_alternative", first_year=first_year, first=ends[0], last_year=last_year, last=ends[1]
    )


def _change_text(one: Headline, change: Change, code: str, catalogue: Catalogue, language: Language) -> str:
    t = messages(language)
    indicator = catalogue.indicators[one.indicator_id]
    if indicator.unit_code == "percent" and not change.relative:
        value = t("region.points", number=number(change.change, language, 1, signed=True))
    else:
        amount = Amount(
            change.change,
            one.indicator_id,
            country_of(code),
            one.currency,
            signed=True,
            per_cent=change.relative,
        )
        value = amount_text(amount, catalogue, language)
    reasons = [
        t(f"region.flag.{warning}")
        for warning, holds in (
            ("break_in_series", change.crosses_break),
            ("boundary_change", change.territory_changed),
        )
        if holds
    ]
    if not reasons:
        return t("region.change", year=change.from_year, change=value)
    return t(
        "region.change_flagged",
        year=change.from_year,
        change=value,
        reason=listed(reasons, language, ending=True),
    )
