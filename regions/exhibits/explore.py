"""The answers of the page of all figures as exhibits: what every export and the deck are made from."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from i18n.lists import listed, sentences
from i18n.messages import messages
from i18n.numbers import years
from regions.asking.view import View
from regions.database.build import Build
from regions.database.catalogue import Indicator, Measure
from regions.database.languages import LANGUAGES, Text
from regions.database.memory import per_build
from regions.exhibits.explore_figures import COLUMNS, Asked, Made, form_of
from regions.shapes.credit import credit_of_rows, sources_measured
from regions.shapes.exhibit import Exhibit, Remark, comparability, remarks
from regions.shapes.maker import Wording, make_exhibit

_NAMED_IN_A_TITLE, _NAMED_IN_A_REMARK = 3, 6
_FILTERS = ("level", "within", "country", "block", "kind", "topic", "comparability", "status")


def explore_exhibits(view: View, build: Build) -> tuple[Exhibit, ...]:
    """Return the one exhibit of a View with all its figures; none where nothing passes the filters."""
    asked = Asked(_own_part(view), build)
    if not asked.indicators:
        return ()
    made = asked.form.figures(asked)
    return () if made is None or made.data.empty else (_exhibit(asked, made),)


def explore_outline(view: View, build: Build) -> Exhibit:
    """Return the exhibit without its figures, for a page that shows a part of them.

    Raises:
        IndexError: If no indicator passes the filters.
    """
    return _outline(_own_part(view), build)


@per_build(64)
def _outline(view: View, build: Build) -> Exhibit:
    made = Made(pd.DataFrame(columns=COLUMNS), ("unit",))
    return replace(_exhibit(Asked(view, build), made), is_outline=True)


def _own_part(view: View) -> View:
    """Return the part of a View that its exhibit depends on: no page of the table, no mode of a matrix."""
    form = form_of(view)
    kept = view.only(*_FILTERS, *form.own)
    return replace(kept, mode="level", currency=None) if form.measure else kept


def _exhibit(asked: Asked, made: Made) -> Exhibit:
    view = asked.view
    title, subtitle = _title(asked), _subtitle(asked, made.data)
    return make_exhibit(
        f"explore-{asked.show}",
        view,
        asked.build,
        _measured(asked),
        made.data,
        Wording(title, subtitle, alternative=f"{title}. {subtitle}"),
        credit=credit_of_rows(sources_measured(asked.indicators, view.language), title, view, asked.build),
        compares=_comparability(asked),
        warnings=_remarks(asked, made.data),
        units={},
        dated_changes=False,
        missing=made.missing,
        dimensions=made.dimensions,
        chart=asked.form.chart,
        layout=made.layout,
    )


def _measured(asked: Asked) -> Measure:
    """Return what the figures measure: the indicator, or what a matrix counts or computes."""
    lead = asked.indicators[0]
    if not asked.measure:
        return lead
    return lead.computed(
        id=asked.measure,
        name=Text(*(messages(language)(f"explore.measure.{asked.measure}") for language in LANGUAGES)),
        unit=Text(*("" for _ in LANGUAGES)),
        decimals=asked.form.decimals,
        kind="ratio",
        currencies=(),
        currency_units={},
        caveats=(),
        caution=None,
    )


def _title(asked: Asked) -> str:
    t = messages(asked.view.language)
    whole = len(asked.indicators) == len(asked.build.catalogue.indicators_at(asked.view.level))
    names = t("explore.every_indicator") if whole else _names(asked, asked.indicators, _NAMED_IN_A_TITLE)
    if not asked.form.is_titled:
        return names
    return t("explore.titled", names=names, form=t(f"explore.form.{asked.show}"))


def _subtitle(asked: Asked, data: pd.DataFrame) -> str:
    """Return what the figures are: definition and unit of one indicator, else how to read the table."""
    t = messages(asked.view.language)
    form = asked.form
    # How to read a measure helps nobody where the figures themselves are shown.
    said = t(form.reading) if form.reading and bool(asked.measure) == bool(form.measure) else ""
    definition = ""
    if len(asked.indicators) == 1:
        definition = asked.indicators[0].definition[asked.view.language]
        unit = " / ".join(filter(None, dict.fromkeys(data.unit))) if "unit" in data else ""
        if unit:
            definition = t("figure.subtitle", definition=definition, unit=unit)
    span = ""
    if len(data) and form.is_dated:
        span = t("explore.span", years=years(int(data.year.min()), int(data.year.max()), asked.view.language))
    return sentences((definition, said, span), asked.view.language)


def _comparability(asked: Asked) -> Remark:
    t = messages(asked.view.language)
    if asked.form.measure:
        return Remark("within", "")
    if len(asked.indicators) == 1:
        return comparability(asked.indicators[0], asked.view.language)
    differing = [one for one in asked.indicators if not one.is_comparable]
    named = _names(asked, differing, _NAMED_IN_A_REMARK)
    text = t("explore.not_comparable", indicators=named) if differing else ""
    codes = {one.comparability for one in asked.indicators}
    return Remark(codes.pop() if len(codes) == 1 else "mixed", text)


def _remarks(asked: Asked, data: pd.DataFrame) -> tuple[Remark, ...]:
    """Return the warnings of one indicator; of several each code once, with the indicators it concerns."""
    if asked.form.measure:
        return ()
    held = dict(list(data.groupby("indicator_id", sort=False)))
    concerned: dict[str, list[Indicator]] = {}
    for indicator in asked.indicators:
        found = remarks(indicator, held[indicator.id], asked.view.language) if indicator.id in held else ()
        if len(asked.indicators) == 1:
            return found
        for remark in found:
            concerned.setdefault(remark.code, []).append(indicator)
    return tuple(Remark(code, _names(asked, some, _NAMED_IN_A_REMARK)) for code, some in concerned.items())


def _names(asked: Asked, indicators: Sequence[Indicator], most: int) -> str:
    """Return the names of indicators, those beyond the first few as a number."""
    t = messages(asked.view.language)
    named = listed((one.name[asked.view.language] for one in indicators[:most]), asked.view.language)
    if len(indicators) <= most:
        return named
    return t("explore.and_more", names=named, count=len(indicators) - most)
