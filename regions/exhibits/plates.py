"""Exhibits that stand on a slide rather than on a page: headline figures, pyramids, similar regions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from i18n.lists import listed, listed_years
from i18n.messages import messages
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import names_of
from regions.database.languages import Language
from regions.database.places import COUNTRIES, countries_of, country_of
from regions.figures.peers import similar_regions
from regions.figures.pyramid import nearest_year, pyramid, pyramid_years, side_by_side
from regions.shapes.credit import Credit, credit_of_measures, credit_of_sources
from regions.shapes.exhibit import (
    ChartKind,
    Exhibit,
    comparability,
    countries_in_order,
    remarks,
    unit_texts,
)
from regions.shapes.maker import Wording, make_exhibit
from regions.words.headlines import Headline, headline_indicators, headlines
from regions.words.sentences import render
from regions.words.wording import peers_note

MOST_REGIONS = 8
_PEERS_SHOWN = 5
_PEER_INDICATORS = 3
Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class _Asked:
    """What a slide asks: regions and, where it takes one, a year."""

    regions: tuple[str, ...]
    year: int | None
    language: Language
    build: Build


def plate(name: str, query: Query, language: Language, build: Build) -> tuple[Exhibit, ...]:
    """Return the exhibits of a slide under `/deck/`; none where it asks for nothing that exists.

    Args:
        name: One of `PLATES`; nothing is shown for another.
        query: `region=` (repeatable) and, for pyramids, `year=`.
        language: Language of the texts.
        build: The build to read.
    """
    regions = tuple(
        dict.fromkeys(code for code in query.get("region", ()) if code in build.catalogue.regions)
    )
    years = [int(text) for text in query.get("year", ()) if text.isascii() and text.isdigit()]
    asked = _Asked(regions[:MOST_REGIONS], years[0] if years else None, language, build)
    return PLATES[name](asked) if regions and name in PLATES else ()


def _numbers(asked: _Asked) -> tuple[Exhibit, ...]:
    """The headline figures: large for one region, a table for several."""
    rows = [(code, line) for code in asked.regions for line in headlines(asked.build, code)]
    if not rows:
        return ()
    # Several regions meet in the years that all of them share; `headlines` already takes those.
    data = pd.DataFrame([_headline_row(code, line) for code, line in rows])
    t = messages(asked.language)
    first = asked.regions[0]
    names = listed(names_of(asked.regions, asked.build.catalogue, asked.language), asked.language)
    ageing = (line.facts for _, line in rows if line.indicator_id == "registered_share_65plus")
    facts = next((facts for facts in ageing if facts), ())
    said = [render(fact, asked.build.catalogue, asked.language) for fact in facts]
    region = asked.build.catalogue.regions[first].short[asked.language]
    single = len(asked.regions) == 1
    claim = t("deck.claim_of_region", region=region, facts=said[0]) if single and said else ""
    kind: ChartKind = "numbers" if single else "table"
    named = headline_indicators(asked.build.catalogue)
    return (_made(asked, "numbers", named, data, t("deck.headlines_of", names=names), claim, kind),)


def _headline_row(code: str, line: Headline) -> dict[str, object]:
    change = line.change
    return {
        "indicator_id": line.indicator_id,
        "region_code": code,
        "country": country_of(code),
        "year": line.year,
        "value": line.value,
        "status": line.status,
        "currency": line.currency,
        "rank_country": line.in_country and line.in_country.rank,
        "n_country": line.in_country and line.in_country.of,
        "rank_all": line.in_both and line.in_both.rank,
        "n_all": line.in_both and line.in_both.of,
        "tied_country": bool(line.in_country and line.in_country.tied),
        "tied_all": bool(line.in_both and line.in_both.tied),
        "change_from_year": change.from_year if change else None,
        "change": change.change if change else float("nan"),
        "change_is_per_cent": bool(change and change.relative),
    }


def _pyramids(asked: _Asked) -> tuple[Exhibit, ...]:
    """Pyramids of one or two regions in one year, on one scale."""
    codes = asked.regions[:2]
    shared = pyramid_years(asked.build, *codes)
    latest = shared[-1] if shared else None
    year = asked.year if asked.year in shared else latest
    if year is None:
        years = [nearest_year(asked.build, code, asked.year or 9999) for code in codes]
    else:
        years = [year] * len(codes)
    drawn = [
        pyramid(asked.build, code, held) for code, held in zip(codes, years, strict=True) if held is not None
    ]
    parts = [one.data.assign(source_id=";".join(one.source_ids)) for one in side_by_side(*drawn)]
    if not parts:
        return ()
    data = pd.concat(parts, ignore_index=True)
    data = data.assign(indicator_id="population_total", country=countries_of(data.region_code))
    t = messages(asked.language)
    shorts = [asked.build.catalogue.regions[one.region_code].short[asked.language] for one in drawn]
    named = zip(shorts, (one.year for one in drawn), strict=True)
    title = t("deck.pyramid_of", names=listed_years(named, asked.language))
    return (_made(asked, "pyramid", ("population_total",), data, title, "", "pyramid"),)


def _peers(asked: _Asked) -> tuple[Exhibit, ...]:
    """The most similar regions across the border, with what makes them so."""
    code = asked.regions[0]
    if asked.build.catalogue.regions[code].is_country:
        return ()
    group = similar_regions(asked.build, code, "all", "across", _PEERS_SHOWN)
    rows = [
        {
            "indicator_id": part.indicator_id,
            "region_code": peer.region_code,
            "country": country_of(peer.region_code),
            "year": part.peer_year,
            "value": part.peer_value,
            "status": "actual",
            "currency": "ppp" if asked.build.catalogue.indicators[part.indicator_id].currencies else None,
            "rank": peer.rank,
            "distance": peer.distance,
        }
        for peer in group.peers
        for part in sorted(peer.contributions, key=lambda one: -one.weight)[:_PEER_INDICATORS]
    ]
    if not rows:
        return ()
    t = messages(asked.language)
    name = asked.build.catalogue.regions[code].short[asked.language]
    nearest = names_of([group.peers[0].region_code], asked.build.catalogue, asked.language)[0]
    used = tuple(dict.fromkeys(str(row["indicator_id"]) for row in rows))
    claim = t("deck.nearest_peer", region=name, peer=nearest)
    note = render(peers_note(group), asked.build.catalogue, asked.language)
    title = t("deck.peers_of", region=name)
    return (_made(asked, "peers", used, pd.DataFrame(rows), title, claim, "table", (note,)),)


# What may stand behind `/deck/`, beside `section`, which has a title and no exhibit.
PLATES: dict[str, Callable[[_Asked], tuple[Exhibit, ...]]] = {
    "numbers": _numbers,
    "pyramid": _pyramids,
    "peers": _peers,
}


def _made(
    asked: _Asked,
    name: str,
    indicators: Sequence[str],
    data: pd.DataFrame,
    title: str,
    claim: str,
    kind: ChartKind,
    notes: tuple[str, ...] = (),
) -> Exhibit:
    known = asked.build.catalogue.indicators
    lead = known[indicators[0]]
    # The live view of such a slide is the comparison of the same regions.
    view = View("compare", asked.language, (lead.id,), asked.regions)
    shown = data.assign(mark=None) if "mark" not in data else data
    held = [known[code] for code in indicators if code in set(shown.indicator_id)]
    t = messages(asked.language)
    units = unit_texts(lead, view)
    each = [remarks(one, shown[shown.indicator_id == one.id], asked.language) for one in held]
    worst = next((one for one in held if one.comparability == "differs"), held[0])
    used = [code for one in held for code in one.sources_in(*countries_in_order(asked.language))]
    line = credit_of_sources(used, title, view, asked.build).line
    return make_exhibit(
        f"deck-{name}",
        view,
        asked.build,
        lead,
        shown,
        Wording(
            title,
            t("deck.pyramid_unit") if kind == "pyramid" else t("deck.numbers_unit"),
            claim,
            f"{title}. {claim}",
            notes,
        ),
        credit=Credit(line, credit_of_measures((lead,), view, asked.build).citation),
        compares=comparability(worst, asked.language),
        warnings=tuple(dict.fromkeys(remark for warned in each for remark in warned)),
        units={country: units.get(country, "") for country in COUNTRIES},
        dated_changes=False,
        chart=kind,
    )
