"""Inside a province or prefecture: three sentences on its municipalities, their map, the way to the page."""

import streamlit as st

from charts.page_figures import page_figure
from i18n.messages import messages
from interface.shared.figure import draw, theme, width
from interface.shared.html import literal
from interface.shared.state import PageRequest
from regions.asking.view import View
from regions.database.build import Build
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.exhibits.municipalities import municipal_exhibit, municipal_years

# What matters inside a region: how many are at risk, how they have changed, what is expected.
_TOLD = ("registered_population_change_5y", "projected_population_change_2025_2040")


def show_inside(request: PageRequest) -> None:
    """Write the sentences; the map is drawn when the reader opens it, as it is larger than the page."""
    code, build, language = request.view.regions[0], request.build, request.view.language
    t = messages(language)
    told = inside(build, code, language)
    if told:
        st.markdown("\n".join(f"- {literal(line)}" for line in told))
    folded = st.expander(t("region.inside_map"), key="region-inside", on_change="rerun")
    if folded.open:
        with folded:
            exhibit = municipal_exhibit(_view(build, code, language), build)
            draw(page_figure(exhibit, build, theme(), width()), exhibit)
    st.page_link(
        "pages/municipalities.py",
        label=t("region.inside_open"),
        query_params={"lang": language, "region": code},
        icon=":material/map:",
    )


@per_build(256)
def inside(build: Build, code: str, language: Language) -> tuple[str, ...]:
    """Return what the municipalities of a region show, in up to three sentences."""
    known = build.catalogue.municipal.indicators
    leading = build.catalogue.municipal.default_indicator.id
    views = [_view(build, code, language, one) for one in (leading, *_TOLD) if one in known]
    claims = (municipal_exhibit(view, build).claim for view in views if municipal_years(view, build))
    return tuple(claim for claim in claims if claim)


def _view(build: Build, code: str, language: Language, indicator_id: str = "") -> View:
    leading = build.catalogue.municipal.default_indicator.id
    return View("municipalities", language, (indicator_id or leading,), (code,))
