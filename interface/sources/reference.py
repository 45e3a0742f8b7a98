"""The reference texts of the sources page: what an indicator means, where it comes from, what changed."""

from functools import lru_cache

import pandas as pd
import streamlit as st

from charts.coverage import coverage_figure
from charts.theme import Theme
from i18n.lists import listed
from i18n.messages import messages
from i18n.numbers import years
from interface.shared.state import PageRequest
from regions.database.catalogue import Catalogue, Coverage, Indicator
from regions.database.languages import Language
from regions.database.reference import indicators_from
from regions.database.sources import Source
from regions.shapes.credit import source_entry
from regions.shapes.exhibit import countries_in_order


def show_indicator(indicator: Indicator, request: PageRequest, theme: Theme, width: str) -> None:
    """Write all that is known of one indicator."""
    language, catalogue = request.view.language, request.build.catalogue
    t = messages(language)
    with st.container(border=True, key="indicator-card"):
        st.markdown(f"### {indicator.name[language]}")
        st.markdown(indicator.definition[language])
        st.caption(t("sources.unit_and_id", unit=indicator.unit[language], id=indicator.id))
        st.markdown(
            f"**{t('comparability.' + indicator.comparability)}** {indicator.comparability_reason[language]}"
        )
        lines = []
        for caveat in indicator.caveats:
            label, text = t(f"warning.{caveat.code}"), caveat.text[language]
            lines.append(f"- **{label}**" + ("" if text == label else f" {text}"))
        if indicator.caution:
            lines.append(f"- **{t('warning.caution')}** {indicator.caution[language]}")
        st.markdown("\n".join(dict.fromkeys(lines)))
        st.plotly_chart(
            coverage_figure(request.build, (indicator.id,), theme, language, width),
            key="chart-indicator-coverage",
            theme=None,
            alt=t.plural("sources.coverage_alternative", 1),
            config={"displayModeBar": False, "scrollZoom": False},
        )
        for country in countries_in_order(language):
            if country in indicator.countries:
                _show_country(country, indicator.countries[country], catalogue, language)
        with st.container(horizontal=True):
            parameters = {"lang": language, "indicator": indicator.id}
            st.page_link("pages/overview.py", label=t("sources.open_overview"), query_params=parameters)
            st.page_link("pages/compare.py", label=t("sources.open_compare"), query_params=parameters)


def _show_country(country: str, coverage: Coverage, catalogue: Catalogue, language: Language) -> None:
    t = messages(language)
    st.markdown(
        t(
            "sources.country_coverage",
            country=t(f"country.{country}"),
            years=years(coverage.first_year, coverage.last_year, language),
            regions=coverage.n_regions,
            formula=coverage.formula,
        )
    )
    for source_id in coverage.source_ids:
        source = catalogue.sources[source_id]
        st.markdown(source_entry(source, language))
        if source.definition:
            st.caption(source.definition)


@lru_cache(maxsize=16)
def source_table(sources: tuple[Source, ...], catalogue: Catalogue, language: Language) -> pd.DataFrame:
    """Return one row a source: publisher, title, indicators, licence, attribution, dates, link.

    Sources of indicators come first, then those of lists and events; by publisher and title within.
    """
    t = messages(language)
    used_by = t("sources.used_by")
    rows = [
        {
            t("sources.publisher"): source.publisher[language],
            t("sources.dataset"): source.titled(language),
            t("sources.link"): source.url,
            used_by: listed(
                (indicator.name[language] for indicator in indicators_from(catalogue, source.id)), language
            ),
            t("sources.licence"): source.licence,
            t("sources.attribution"): source.attribution[language],
            t("sources.retrieved"): f"{source.retrieved_on:%Y-%m-%d}",
            t("sources.obtained"): source.obtained,
            "id": source.id,
        }
        for source in sources
    ]
    rows.sort(key=lambda row: (not row[used_by], row[t("sources.publisher")], row[t("sources.dataset")]))
    return pd.DataFrame(rows)


def show_outlines(catalogue: Catalogue, language: Language) -> None:
    """Write the credits of the outlines and the neutral note."""
    t = messages(language)
    st.subheader(t("sources.outlines"))
    for credit in catalogue.boundary_credits:
        st.markdown(f"- {credit.attribution[language]} · {credit.licence} · <{credit.url}>")
    st.caption(catalogue.boundary_notes["neutrality"][language])


def show_changes(catalogue: Catalogue, language: Language) -> None:
    """List how the regions changed."""
    st.subheader(messages(language)("sources.changes"))
    lines = [f"- {change.text[language]}" for change in catalogue.changes]
    st.markdown("\n".join(dict.fromkeys(lines)))
