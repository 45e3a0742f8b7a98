"""Korea's counterparts of Japan's designated companies, by province and year, and side by side."""

from dataclasses import replace

import pandas as pd

from i18n.messages import messages
from i18n.numbers import years as year_span
from regions.asking.view import View
from regions.build.database import Build
from regions.build.languages import LANGUAGES, Language, Text
from regions.build.memory import per_build
from regions.figures.observations import with_ranks
from regions.shapes.exhibit import Exhibit, Remark, cited, comparability
from regions.shapes.listing import in_language, publishers_of

ASPECTS = ("purpose", "chooser", "criteria", "support", "note", "reading")
# One count a programme that names provinces: the widest there is, newest first.
_MAIN_COUNTS = (
    *("designated_total", "designated_cumulative", "designated_in_force", "zones_designated_cumulative"),
    *("designated_1000plus_all_stages", "designated", "zone_area_total"),
)


@per_build(16)
def schemes(build: Build, language: Language) -> pd.DataFrame:
    """Return one row a programme, Japan's first.

    Columns `programme_id, country, name, start_year, last_round_year, total_designated, source_id` and one
    for each of `ASPECTS`, missing where the sources held do not state it; `reading` is this dashboard's own.
    """
    programmes = build.query("SELECT * FROM programme ORDER BY country, rowid")
    texts = build.query("SELECT * FROM programme_aspect")
    texts = texts.assign(text=in_language(texts, "text", language))
    wide = texts.pivot(index="programme_id", columns="aspect", values="text").reindex(columns=list(ASPECTS))
    frame = programmes.assign(name=in_language(programmes, "name", language))
    columns = [
        "programme_id",
        "country",
        "name",
        "start_year",
        "last_round_year",
        "total_designated",
        "source_id",
    ]
    return frame[columns].join(wide, on="programme_id")


def aspect_sources(build: Build, programme_id: str) -> list[str]:
    """Return the sources of what is said of a programme."""
    frame = build.query(
        "SELECT DISTINCT source_id FROM programme_aspect WHERE programme_id = ? UNION"
        " SELECT source_id FROM programme WHERE programme_id = ? ORDER BY 1",
        (programme_id, programme_id),
    )
    return [str(code) for code in frame.source_id]


@per_build(16)
def province_figures(build: Build, language: Language) -> pd.DataFrame:
    """Return every published count and amount of the Korean programmes.

    Columns `programme_id, region_code, year, indicator, what` (the indicator in words), `value, unit, as_of,
    note, source_id`, newest first within programme and region.
    """
    rows = build.query(
        "SELECT d.*, i.name_ko AS what_ko, i.name_ja AS what_ja, i.name_en AS what_en FROM designation d"
        " JOIN designation_indicator i USING (indicator) WHERE programme_id LIKE 'kr_%'"
        " ORDER BY programme_id, region_code, year DESC"
    )
    rows = rows.assign(note=in_language(rows, "note", language), what=in_language(rows, "what", language))
    columns = ["programme_id", "region_code", "year", "indicator", "what", "value", "unit", "as_of", "note"]
    return rows[[*columns, "source_id"]]


def main_counts(build: Build, language: Language, programme_id: str) -> pd.DataFrame:
    """Return one count a province and year: the widest kind the sources publish by province.

    Columns as `province_figures`; provinces without a published figure have no row.
    """
    frame = province_figures(build, language)
    own = frame[(frame.programme_id == programme_id) & (frame.region_code != "KR")]
    offered = [kind for kind in _MAIN_COUNTS if (own.indicator == kind).any()]
    kind = max(offered, key=lambda one: _spread(own, one), default=None)
    return own[own.indicator == kind].reset_index(drop=True)


def programme_counts(build: Build, language: Language) -> pd.DataFrame:
    """Return the newest count of each programme and province.

    Columns `programme_id, region_code, value, year, indicator, what, unit, source_id`; no row: not published.
    """
    ids = list(dict.fromkeys(province_figures(build, language).programme_id))
    parts = [main_counts(build, language, one).drop_duplicates("region_code") for one in ids]
    frame = pd.concat(parts, ignore_index=True)
    return frame[["programme_id", "region_code", "value", "year", "indicator", "what", "unit", "source_id"]]


def _spread(own: pd.DataFrame, kind: str) -> int:
    return int(own[own.indicator == kind].region_code.nunique())


def programme_exhibit(view: View, build: Build, programme_id: str) -> Exhibit | None:
    """Return the provinces with the newest count of a programme; None where no province was published.

    Provinces without a published figure have no value: unknown, not zero.
    """
    language = view.language
    t = messages(language)
    counts = (
        main_counts(build, language, programme_id).drop_duplicates("region_code").set_index("region_code")
    )
    if counts.empty:
        return None
    codes = [region.code for region in build.catalogue.regions_of("KR")]
    rows = counts.reindex(codes)
    name = schemes(build, language).set_index("programme_id").name[programme_id]
    base = build.catalogue.indicators["kr_regional_innovation_leaders"]
    unit = t(f"unit.{counts.unit.iloc[0]}")
    indicator = replace(
        base, id=programme_id, name=Text(*[name] * len(LANGUAGES)), unit=Text(*[unit] * len(LANGUAGES))
    )
    data = with_ranks(
        pd.DataFrame(
            {
                "indicator_id": programme_id,
                "region_code": codes,
                "country": "KR",
                "year": rows.year.fillna(counts.year.max()).astype(int).to_numpy(),
                "value": rows.value.to_numpy(),
                "status": "actual",
                "mark": None,
                "source_id": rows.source_id.to_numpy(),
            }
        )
    ).assign(rank_all=float("nan"))
    publishers = publishers_of(counts.source_id, build.catalogue, language)
    years = sorted(int(year) for year in counts.year.unique())
    partial = t("programme.partial", published=len(counts), all=len(codes))
    title = t("programme.title", programme=name, years=year_span(years[0], years[-1]))
    return Exhibit(
        id="programme",
        view=view,
        indicator=indicator,
        data=data,
        title=title,
        subtitle=t(
            "programme.subtitle", what=counts.what.iloc[0], unit=unit, published=len(counts), all=len(codes)
        ),
        claim="",
        units={"KR": unit},
        comparability=comparability(base, language),
        remarks=(Remark("partial_coverage", partial),) if len(counts) < len(codes) else (),
        notes=tuple(dict.fromkeys(counts.note.dropna())),
        source_line=t("source.line", publishers=publishers, product=t("product.name")),
        citation=cited(publishers, title, view, build),
        alternative_text=f"{title} {partial}",
        missing=tuple(data[data.value.isna()].region_code),
        base_year=None,
        build_id=build.id,
        chart="map",
    )
