"""What the region profile shows of moves: where people come from and go to, and at what age."""

import pandas as pd

from i18n.messages import messages
from i18n.numbers import number, with_spans
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.places import country_of
from regions.figures.flows import flow_years, flows, net_migration_by_age
from regions.shapes.exhibit import Exhibit
from regions.shapes.frames import observed
from regions.shapes.maker import Wording, make_exhibit

DIRECTIONS = ("inflow", "outflow", "net")


def flow_year(view: View, build: Build) -> int | None:
    """Return the year of the flows: the one asked for or the nearest held, else the latest; None without."""
    held = flow_years(build, view.regions[0])
    if not held:
        return None
    asked = int(view.chosen("flow_year") or held[-1])
    return min(held, key=lambda year: (abs(year - asked), -year))


def flows_exhibit(view: View, build: Build) -> Exhibit | None:
    """Return the moves between a region and every other of its country in a year; None where unpublished.

    The frame has the columns of `observations` (value in persons) plus `partner` and `direction` (`inflow`,
    `outflow`, `net`), largest exchange first.
    """
    code, year = view.regions[0], flow_year(view, build)
    if year is None:
        return None
    t = messages(view.language)
    found = flows(build, code, year)
    data = found.data.melt(
        ["partner"], list(DIRECTIONS), var_name="direction", value_name="value", ignore_index=True
    )
    sources = tuple(build.query("SELECT DISTINCT source_id FROM migration_flow ORDER BY ALL").source_id)
    data = observed(
        data,
        indicator_id="net_migration",
        region_code=code,
        country=country_of(code),
        year=year,
        status="actual",
        source_id=sources[0] if sources else "",
    )
    name = build.catalogue.place_short(code)[view.language]
    wording = Wording(
        title=t("region.flows_title", region=name, year=year),
        subtitle=t("region.flows_subtitle"),
        claim=_flows_claim(found.data, year, name, build.catalogue, view),
        picture=t("region.picture.flows"),
        notes=(t("region.flows_within", number=number(found.within, view.language)),),
    )
    balance, keys = build.catalogue.indicators["net_migration"], ("partner", "direction")
    return make_exhibit(
        "region-flows", view, build, balance, data, wording, sources=sources, dimensions=keys, chart="mirror"
    )


def _flows_claim(frame: pd.DataFrame, year: int, name: str, catalogue: Catalogue, view: View) -> str:
    """Name the partner with the largest gain or loss."""
    known = frame.dropna(subset=["net"])
    if known.empty:
        return ""
    largest = known.iloc[int(known.net.abs().argmax())]
    return messages(view.language)(
        f"region.flows_claim.{'gain' if largest.net > 0 else 'loss'}",
        region=name,
        year=year,
        partner=catalogue.place_short(str(largest.partner))[view.language],
        number=number(abs(float(largest.net)), view.language),
    )


def age_migration_exhibit(view: View, build: Build) -> Exhibit | None:
    """Return the net migration by age of the latest period; None where none is published.

    The frame has the columns of `observations` (persons a year) plus `period`, `age_group`, `age_from`,
    `age_to`, `is_mean`. Age bands are those published and differ in width.
    """
    code = view.regions[0]
    frame = net_migration_by_age(build, code)
    if frame.empty:
        return None
    means = frame[frame.is_mean]
    frame = means if len(means) else frame[frame.year == frame.year.max()]
    t = messages(view.language)
    period = with_spans(str(frame.period.iloc[0]), view.language)
    sources = tuple(build.query("SELECT DISTINCT source_id FROM migration_by_age ORDER BY ALL").source_id)
    data = observed(
        frame,
        indicator_id="net_migration",
        country=country_of(code),
        status="actual",
        source_id=sources[0] if sources else "",
    )
    name = build.catalogue.place_short(code)[view.language]
    wording = Wording(
        title=t("region.ages_title", region=name, period=period),
        subtitle=t("region.ages_subtitle_mean" if frame.is_mean.all() else "region.ages_subtitle"),
        claim=_ages_claim(frame, name, period, view),
        picture=t("region.picture.ages"),
    )
    balance, keys = build.catalogue.indicators["net_migration"], ("period", "age_group", "is_mean")
    return make_exhibit(
        "region-ages", view, build, balance, data, wording, sources=sources, dimensions=keys, chart="ages"
    )


def _ages_claim(frame: pd.DataFrame, name: str, period: str, view: View) -> str:
    """Name the band that gained or lost most."""
    known = frame.dropna(subset=["value"])
    if known.empty:
        return ""
    largest = known.iloc[int(known.value.abs().argmax())]
    return messages(view.language)(
        f"region.ages_claim.{'gain' if largest.value > 0 else 'loss'}",
        region=name,
        period=period,
        ages=with_spans(str(largest.age_group), view.language),
        number=number(abs(float(largest.value)), view.language),
    )
