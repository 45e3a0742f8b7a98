"""The regions most like one in a few lines, each with the way to the time shift between the two."""

from i18n.lists import listed
from i18n.messages import messages
from i18n.numbers import number
from interface.shared.html import link, text
from regions.database.build import Build
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.database.places import country_of, other_country
from regions.figures.alignment import AGEING
from regions.figures.peers import similar_regions
from regions.figures.timeshift import lag_of_pair

_SHOWN = 3


@per_build(256)
def alike_html(build: Build, code: str, language: Language) -> str:
    """Return the nearest regions of the other country with their lag, and those of the own by name."""
    catalogue, t = build.catalogue, messages(language)
    across, own = (similar_regions(build, code, "all", scope).peers[:_SHOWN] for scope in ("across", "own"))
    if not across:
        return ""

    def profile(other: str) -> str:
        return link("region", catalogue.place_short(other)[language], lang=language, region=other)

    items = "".join(
        f'<li class="of-{country_of(peer.region_code)}"><span class="name">{profile(peer.region_code)}</span>'
        f' <span class="compare">{lag_html(build, code, peer.region_code, language)}</span></li>'
        for peer in across
    )
    heading = t("region.alike", country=t(f"country.{other_country(code)}"))
    names = listed((catalogue.place_short(peer.region_code)[language] for peer in own), language)
    home = t("region.alike_at_home", country=t(f"country.{country_of(code)}"), names=names)
    below = f'<p class="small">{text(home)}</p>' if own else ""
    return f'<section class="peers alike"><h3>{text(heading)}</h3><ol>{items}</ol>{below}</section>'


@per_build(1024)
def lag_html(build: Build, code: str, peer: str, language: Language) -> str:
    """Return the link to the time shift in ageing of two regions, which says who is behind by how much."""
    t, catalogue = messages(language), build.catalogue
    if AGEING not in catalogue.indicators:
        return ""
    short = {one: catalogue.place_short(one)[language] for one in (code, peer)}
    found = lag_of_pair(build, AGEING, code, peer)
    pair = [code, peer]
    words = t("region.peers_lag_open")
    if found is not None and found.lag is not None:
        pair = [found.region_code, found.reference]
        message_id = "region.peers_lag" if found.region_code == code else "region.peers_lag_behind"
        words = t(
            message_id,
            region=short[found.region_code],
            reference=short[found.reference],
            lag=number(found.lag, language, 1),
        )
    label = f"{words} ({t('region.peers_lag_label', region=short[code], peer=short[peer])})"
    return link("compare", words, label, lang=language, indicator=AGEING, region=pair, mode="lag")
