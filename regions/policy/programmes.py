"""Korea's counterparts of Japan's designated companies, by province and year, and side by side."""

import pandas as pd

from i18n.messages import messages
from i18n.numbers import years as year_span
from regions.asking.page_specs import PROGRAMMES
from regions.asking.view import View
from regions.database.build import Build
from regions.database.languages import DEFAULT_LANGUAGE, LANGUAGES, Language, Text
from regions.database.memory import per_build
from regions.figures.statements import with_ranks
from regions.shapes.credit import credit_of_rows
from regions.shapes.exhibit import Exhibit, Remark
from regions.shapes.frames import observed
from regions.shapes.listing import translated
from regions.shapes.maker import Wording, make_exhibit

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
    texts = texts.assign(text=translated(texts, "text", language))
    wide = texts.pivot(index="programme_id", columns="aspect", values="text").reindex(columns=list(ASPECTS))
    frame = programmes.assign(name=translated(programmes, "name", language))
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
    rows = rows.assign(note=translated(rows, "note", language), what=translated(rows, "what", language))
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


@per_build(1)
def programmes_by_province(build: Build) -> frozenset[str]:
    """Return the Korean programmes of which a count was published by province."""
    return frozenset(code for code in PROGRAMMES if not main_counts(build, DEFAULT_LANGUAGE, code).empty)


def _spread(own: pd.DataFrame, kind: str) -> int:
    return int(own[own.indicator == kind].region_code.nunique())


@per_build(64)
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
    measure = base.computed(
        id=programme_id, name=Text(*[name] * len(LANGUAGES)), unit=Text(*[unit] * len(LANGUAGES))
    )
    figures = rows[["year", "value", "source_id"]].rename_axis("region_code").reset_index()
    figures["year"] = figures.year.fillna(counts.year.max()).astype(int)
    figures = observed(figures, indicator_id=programme_id, country="KR", status="actual")
    data = with_ranks(figures, base, view.currency, build.catalogue)
    years = sorted(int(year) for year in counts.year.unique())
    partial = t("programme.partial", published=len(counts), all=len(codes))
    title = t("programme.title", programme=name, years=year_span(years[0], years[-1], view.language))
    subtitle = t(
        "programme.subtitle", what=counts.what.iloc[0], unit=unit, published=len(counts), all=len(codes)
    )
    return make_exhibit(
        "programme",
        view,
        build,
        measure,
        data,
        Wording(
            title,
            subtitle,
            alternative=f"{title} {partial}",
            notes=tuple(dict.fromkeys(counts.note.dropna())),
        ),
        credit=credit_of_rows(counts.source_id, title, view, build),
        warnings=(Remark("partial_coverage", partial),) if len(counts) < len(codes) else (),
        dated_changes=False,
        missing=tuple(data[data.value.isna()].region_code),
        chart="map",
    )
