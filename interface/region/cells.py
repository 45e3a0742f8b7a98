"""One row of the region profile as HTML: name, figure, position in the comparison group, ranks, trend."""

from collections.abc import Sequence

from charts.marks import sparkline, strip
from charts.theme import Theme
from i18n.lists import listed
from i18n.messages import messages
from interface.region.header import trend_text
from interface.shared.html import image, link, text
from regions.database.catalogue import Catalogue
from regions.database.languages import Language
from regions.database.places import country_of
from regions.figures.groups import Group
from regions.figures.profile import Row
from regions.figures.statements import Standing
from regions.words.sentences import Amount, amount_text
from regions.words.wording import rank_text

# Warnings of the definition stand behind the word on comparability, which leads to the definition.
_TOLD_BY_COMPARABILITY = (
    *("definition_differs", "population_basis_differs"),
    *("different_reference_date", "derived_here"),
)
_COLUMNS = ("indicator", "value", "position", "rank_group", "rank_country", "trend")


def table_html(caption: str, body: str, language: Language) -> str:
    """Return rows as a table with its caption and heads."""
    t = messages(language)
    heads = "".join(f'<th scope="col">{text(t(f"region.column.{name}"))}</th>' for name in _COLUMNS)
    return (
        f'<table class="profile"><caption>{text(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


def missing_html(rows: Sequence[Row], catalogue: Catalogue, language: Language) -> str:
    """Return the indicators without a figure, by reason."""
    t = messages(language)
    lines = ""
    for reason, message_id in (
        ("other_country_only", "region.only_other_country"),
        ("not_published", "region.not_published"),
    ):
        names = [
            catalogue.indicators[row.indicator_id].in_sentence[language]
            for row in rows
            if row.missing == reason
        ]
        if names:
            lines += f'<p class="small">{text(t(message_id, names=listed(names, language)))}</p>'
    return lines


def row_html(
    row: Row, group: Group, peers: tuple[str, ...], catalogue: Catalogue, language: Language, theme: Theme
) -> str:
    """Return one row of the table."""
    code, country = group.region_code, country_of(group.region_code)
    indicator = catalogue.indicators[row.indicator_id]
    regions = [code, *(other for other, _ in (row.place.nations if row.place else ()))]
    name = link(
        "compare", indicator.name[language], indicator=row.indicator_id, region=regions, lang=language
    )
    value = amount_text(Amount(row.value, row.indicator_id, country, row.currency), catalogue, language)
    trend = trend_text(row.indicator_id, row.currency, row.series, country, catalogue, language)
    line = sparkline(row.series, row.breaks, country, theme, projected=row.status == "projection")
    country_rank = _rank_html(row.in_country, language)
    position, rank = position_html(row, code, peers, catalogue, language, theme)
    return (
        f'<tr><th scope="row">{name}{marks_html(row, catalogue, language)}</th>'
        f'<td class="value">{text(value)} <span class="small">{row.year}</span></td>'
        f'<td class="position">{position}</td><td class="rank">{rank}</td>'
        f'<td class="rank">{country_rank}</td>'
        f'<td class="trend">{image(line, trend, "sparkline")}</td></tr>'
    )


def position_html(
    row: Row, code: str, peers: tuple[str, ...], catalogue: Catalogue, language: Language, theme: Theme
) -> tuple[str, str]:
    """Return the strip of the comparison group and the rank within it."""
    t = messages(language)
    if row.place is None:
        return f'<span class="small">{text(t("region.nobody"))}</span>', "–"
    place = row.place
    low, middle, high = (
        amount_text(Amount(value, row.indicator_id, country_of(code), row.currency), catalogue, language)
        for value in (place.lowest, place.median, place.highest)
    )
    ends = {"lowest": low, "median": middle, "highest": high}
    if place.standing is None:
        words = t("region.strip_unranked", year=place.year, n=place.n, **ends)
    else:
        rank = rank_text(place.standing.rank, place.standing.tied, language)
        words = t("region.strip_alternative", year=place.year, rank=rank, n=place.n, **ends)
    with_nations = catalogue.indicators[row.indicator_id].aggregation.method != "sum"
    year = f' <span class="small">{place.year}</span>' if place.year != row.year else ""
    return image(
        strip(place, code, peers, theme, with_nations=with_nations), words, "strip"
    ), f"{_rank_html(place.standing, language)}{year}"


def _rank_html(standing: Standing | None, language: Language) -> str:
    if standing is None:
        return "–"
    return f"{text(rank_text(standing.rank, standing.tied, language))} / {standing.of}"


def marks_html(row: Row, catalogue: Catalogue, language: Language, *, on_paper: bool = False) -> str:
    """Return comparability in a word, linked except on paper, and the warnings of the latest figure."""
    t = messages(language)
    code = catalogue.indicators[row.indicator_id].comparability
    parts = [
        text(t(f"region.flag.{warning}")) for warning in row.warnings if warning not in _TOLD_BY_COMPARABILITY
    ]
    if code != "same":
        word = t(f"region.comparable.{code}")
        label = t(
            "region.comparable_label",
            word=word,
            indicator=catalogue.indicators[row.indicator_id].called(language),
        )
        leading = link("sources", word, label, indicator=row.indicator_id, lang=language)
        parts.insert(0, text(word) if on_paper else leading)
    return f'<span class="marks">{" · ".join(parts)}</span>' if parts else ""
