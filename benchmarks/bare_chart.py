"""The floor of a first visit: a Streamlit page with the overview's chart and nothing else.

Served by `benchmarks/first_visit.py`.
"""

import streamlit as st

from charts.page_figures import page_figure
from charts.theme import LIGHT
from regions.asking.view import decode
from regions.database.build import current_build
from regions.exhibits.answers import answer

build = current_build()
view = decode("overview", {"lang": ["ko"]}, build.catalogue)[0]
exhibit = answer(view, build)[0]
st.set_page_config(layout="wide")
st.plotly_chart(page_figure(exhibit, build, LIGHT, "wide"))
