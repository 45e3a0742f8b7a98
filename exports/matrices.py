"""The matrices of exhibits and lists, described for a slide: the classes and figures of the page."""

from collections.abc import Callable, Mapping
from itertools import groupby

import pandas as pd

from charts.correlation import correlation_colour
from charts.theme import LIGHT
from charts.tie_matrix import MOST_TIES, tie_colours
from exports.layouts import text_rows
from exports.matrix import Heading, Matrix, Paint, Square
from i18n.messages import Messages, messages
from i18n.numbers import number
from regions.database.catalogue import Catalogue, names_of
from regions.exhibits.explore_layouts import SHADES, shade_levels
from regions.shapes.exhibit import Exhibit, countries_in_order
from regions.shapes.listing import Listing

MOST_ROWS = 20
_MOST_YEARS, _FIRST_YEAR = 12, 1970
_NOTHING = Paint(LIGHT.missing)
_HELD = (
    (1.0, Paint(LIGHT.sequential[5]), "slide.all_regions"),
    (0.5, Paint(LIGHT.sequential[3]), "slide.most_regions"),
    (0.0, Paint(LIGHT.sequential[1]), "slide.some_regions"),
)
_PRESENCE = {
    "actual": Paint(LIGHT.korea[0]),
    "provisional": Paint(LIGHT.korea[1]),
    "projection": Paint(LIGHT.korea[3]),
    "marked": Paint(LIGHT.japan[0], hatched=True),
    "missing": _NOTHING,
}
# A ring around the number, as on the page: the two regional governments themselves have a tie.
_RINGED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def matrix_of(exhibit: Exhibit, catalogue: Catalogue) -> Matrix:
    """Return the matrix of an exhibit of the kind `matrix`."""
    make: Mapping[str, Callable[[Exhibit, Catalogue], Matrix]] = {
        "x_indicator_id": _correlation,
        "held_indicator_id": _coverage,
        "presence": _presence,
    }
    known = next((name for name in make if name in exhibit.data), "")
    return make[known](exhibit, catalogue) if known else _years(exhibit)


def _correlation(exhibit: Exhibit, catalogue: Catalogue) -> Matrix:
    """Both countries in one square, each on its side of the diagonal."""
    data, language = exhibit.data, exhibit.language
    t = messages(language)
    order = list(dict.fromkeys([*data.x_indicator_id, *data.y_indicator_id]))
    codes = sorted(order, key=list(catalogue.indicators).index)
    below, above = countries_in_order(language)
    held: dict[tuple[str, int, int], float] = {}
    for one in data.to_dict("records"):
        low, high = sorted((codes.index(one["x_indicator_id"]), codes.index(one["y_indicator_id"])))
        held[one["country"], low, high] = one["value"]

    def square(row: int, column: int) -> Square:
        low, high = sorted((row, column))
        value = held.get((below if column < row else above, low, high))
        if row == column or value is None:
            return Square()
        return Square(number(value, language, 2), Paint(correlation_colour(value, LIGHT)))

    count = len(codes)
    names = [catalogue.indicators[code].name[language] for code in codes]
    return Matrix(
        names=tuple(f"{place}  {name}" for place, name in enumerate(names, 1)),
        heads=(tuple(Heading(str(place)) for place in range(1, count + 1)),),
        squares=tuple(tuple(square(row, column) for column in range(count)) for row in range(count)),
        legend=((None, "−1"), *((Paint(colour), "") for colour in LIGHT.diverging), (None, "+1")),
        reading=t("slide.below_diagonal", below=t(f"country.{below}"), above=t(f"country.{above}")),
    )


def _coverage(exhibit: Exhibit, catalogue: Catalogue) -> Matrix:
    """A row an indicator, a column a year, the two countries side by side."""
    data, language = exhibit.data, exhibit.language
    t = messages(language)
    codes = sorted(dict.fromkeys(data.held_indicator_id), key=list(catalogue.indicators).index)
    shown = codes[:MOST_ROWS]
    countries = countries_in_order(language)
    first, last = max(_FIRST_YEAR, int(data.year.min())), int(data.year.max())
    span = range(min(first, last), last + 1)
    held: dict[tuple[str, str, int], float] = {
        (one["held_indicator_id"], one["country"], one["year"]): one["share_held"]
        for one in data.to_dict("records")
    }

    def squares(code: str, country: str) -> list[Square]:
        return [Square(paint=_paint_of_share(held.get((code, country, year), 0.0))) for year in span]

    decades = _decades(span)
    return Matrix(
        names=tuple(catalogue.indicators[code].name[language] for code in shown),
        heads=(
            (
                Heading(t(f"country.{countries[0]}"), len(span)),
                Heading(""),
                Heading(t(f"country.{countries[1]}"), len(span)),
            ),
            (*decades, Heading(""), *decades),
        ),
        squares=tuple(
            (*squares(code, countries[0]), Square(), *squares(code, countries[1])) for code in shown
        ),
        legend=(*((paint, t(word)) for _, paint, word in _HELD), (_NOTHING, t("slide.no_regions"))),
        columns=(
            *(f"{t(f'country.{countries[0]}')} {year}" for year in span),
            "",
            *(f"{t(f'country.{countries[1]}')} {year}" for year in span),
        ),
        reading=t("slide.share_held"),
        told=_told(t, len(shown), len(codes)),
        gaps=frozenset({len(span)}),
    )


def _paint_of_share(share: float) -> Paint:
    return next((paint for least, paint, _ in _HELD if share > 0 and share >= least), _NOTHING)


def _presence(exhibit: Exhibit, catalogue: Catalogue) -> Matrix:
    """A row a region, a column a year."""
    data, language = exhibit.data, exhibit.language
    t = messages(language)
    codes = list(dict.fromkeys(data.region_code))
    shown = codes[:MOST_ROWS]
    span = range(int(data.year.min()), int(data.year.max()) + 1)
    held: dict[tuple[str, int], str] = {
        (one["region_code"], one["year"]): one["presence"] for one in data.to_dict("records")
    }
    found = [kind for kind in _PRESENCE if kind in set(data.presence)]
    return Matrix(
        names=tuple(names_of(shown, catalogue, language)),
        heads=(_decades(span),),
        squares=tuple(
            tuple(Square(paint=_PRESENCE[held.get((code, year), "missing")]) for year in span)
            for code in shown
        ),
        legend=tuple((_PRESENCE[kind], t(f"explore.presence.{kind}")) for kind in found),
        columns=tuple(map(str, span)),
        told=_told(t, len(shown), len(codes)),
    )


def _years(exhibit: Exhibit) -> Matrix:
    """One indicator: a row a region, a column a year, newest first; shades within each country."""
    layout, language = exhibit.layout, exhibit.language
    if layout is None:
        raise LookupError(f"{exhibit.id} is no matrix: it has neither classes nor a layout")
    t = messages(language)
    years = layout.shown[1:]
    head, body = text_rows(layout, language, MOST_ROWS, 1 + _MOST_YEARS)
    levels = shade_levels(layout.frame[list(years)], layout.frame.country)[:, : len(head) - 1]
    paints = [*(Paint(colour) for colour in LIGHT.sequential[:SHADES]), None]
    return Matrix(
        names=tuple(row[0] for row in body),
        heads=(tuple(map(Heading, head[1:])),),
        squares=tuple(
            tuple(Square(text, paints[level]) for text, level in zip(row[1:], own, strict=True))
            for row, own in zip(body, levels, strict=False)
        ),
        legend=(
            (None, t("slide.low")),
            *((Paint(colour), "") for colour in LIGHT.sequential[:SHADES]),
            (None, t("slide.high")),
        ),
        told=(
            *_told(t, len(body), len(layout.frame)),
            *_told(t, len(head) - 1, len(years), "slide.first_columns"),
        ),
    )


def ties_matrix(listing: Listing, pairs: pd.DataFrame, catalogue: Catalogue) -> Matrix:
    """Return the ties: 17 provinces by 47 prefectures; an empty square is a pair without a recorded tie.

    Args:
        listing: What is shown (`ties_listing`).
        pairs: One row a pair (`ties.pair_counts`).
        catalogue: For names.
    """
    language = listing.language
    t = messages(language)
    korea = [region.code for region in catalogue.regions_of("KR")]
    japan = [region.code for region in catalogue.regions_of("JP")]
    held = {(one["kr_region_code"], one["jp_region_code"]): one for one in pairs.to_dict("records")}
    paints = [Paint(colour) for colour in tie_colours(LIGHT)]

    def square(row: str, column: str) -> Square:
        pair = held.get((row, column))
        if pair is None:
            return Square(paint=Paint(LIGHT.panel))
        ringed = pair["provinces"] and pair["ties"] <= len(_RINGED)
        words = _RINGED[pair["ties"] - 1] if ringed else str(pair["ties"])
        return Square(words, paints[min(pair["ties"], MOST_TIES) - 1])

    counts = [t.plural("ties.count", number) for number in range(1, MOST_TIES)]
    counts.append(t("ties.count_or_more", count=MOST_TIES))
    return Matrix(
        names=tuple(names_of(korea, catalogue, language)),
        heads=(tuple(map(Heading, names_of(japan, catalogue, language))),),
        squares=tuple(tuple(square(row, column) for column in japan) for row in korea),
        legend=tuple(zip(paints, counts, strict=True)),
        reading=f"{_RINGED[0]} {t('ties.between_governments')}",
        upright=True,
    )


def _decades(years: range) -> tuple[Heading, ...]:
    """Return a heading over each decade: its first year shown."""
    spans = [list(own) for _, own in groupby(years, lambda year: year // 10)]
    return tuple(Heading(str(own[0]), len(own)) for own in spans)


def _told(t: Messages, shown: int, of: int, message: str = "slide.first_rows") -> tuple[str, ...]:
    return (t(message, shown=shown, of=f"{of:,}"),) if of > shown else ()
