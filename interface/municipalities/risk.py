"""Shrinking municipalities as each country counts and designates them."""

import pandas as pd
import streamlit as st

from i18n.messages import messages
from interface.shared.controls import pick_regions
from interface.shared.lists import finish_list, show_list, show_rows
from interface.shared.state import PageRequest
from regions.policy.municipalities import at_risk, depopulated, depopulation_areas, picked_first
from regions.shapes.listing import Listing, make_listing, place_text, with_sources


def show_risk(request: PageRequest) -> None:
    """Municipalities at risk as each country counts them, depopulation areas by name."""
    view, build, catalogue = request.view, request.build, request.build.catalogue
    t = messages(view.language)
    with st.container(key="controls"):
        pick_regions(request, t("municipalities.regions"))
    st.subheader(t("municipalities.at_risk"))
    if view.regions:
        st.caption(t("municipalities.picked_first"))
    for column, country in zip(st.columns(2), ("KR", "JP"), strict=True):
        with column:
            st.markdown(f"**{t(f'country.{country}')}**")
            st.caption(t(f"municipalities.at_risk.{country}"))
            counts = picked_first(at_risk(build, country), view.regions, "region_code")
            rows = with_sources(counts, catalogue, view.language)
            rows = rows.assign(
                region=[catalogue.regions[code].name[view.language] for code in rows.region_code],
                at_risk=rows.at_risk.astype("Int64"),
                counted=rows.counted.astype("Int64"),
            )
            columns = ["region", "year", "at_risk", "counted", "source", "source_url"]
            show_rows(rows[columns], view.language, f"frame-at-risk-{country}", t("municipalities.at_risk"))
    listing = areas_listing(request)
    st.subheader(listing.title)
    st.caption(listing.subtitle)
    show_list(listing)
    finish_list(listing)
    st.subheader(t("municipalities.depopulated"))
    st.caption(t("municipalities.depopulated_note"))
    counts = picked_first(depopulated(build), view.regions, "region_code")
    rows = with_sources(counts, catalogue, view.language)
    rows = rows.assign(
        region=[catalogue.regions[code].name[view.language] for code in rows.region_code],
        figure=rows.value.astype(int),
    )
    columns = ["region", "year", "figure", "source", "source_url"]
    show_rows(rows[columns], view.language, "frame-depopulated", t("municipalities.depopulated"))


def areas_listing(request: PageRequest) -> Listing:
    """Return Korea's depopulation areas as a list."""
    view, catalogue = request.view, request.build.catalogue
    t = messages(view.language)
    frame = picked_first(depopulation_areas(request.build), view.regions, "current_region_code")
    regions = catalogue.regions
    data = pd.DataFrame(
        {
            "region_code": frame.region_code,
            "current_region_code": frame.current_region_code,
            "region": [regions[code].name[view.language] for code in frame.current_region_code],
            "municipality": [
                place_text(code, name, catalogue, view.language)
                for code, name in zip(frame.municipality_code, frame.municipality, strict=True)
            ],
            "region_then": [
                regions[then].name[view.language] if then != now else None
                for then, now in zip(frame.region_code, frame.current_region_code, strict=True)
            ],
            "source_id": frame.source_id,
        }
    )
    return make_listing(
        "depopulation-areas",
        view,
        request.build,
        data,
        ("region", "municipality", "region_then"),
        title=t("municipalities.areas", count=len(data)),
        subtitle=t("municipalities.areas_note"),
    )
