"""The floor of a first visit, its files sent as those of the dashboard are."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from api.packed_files import pack
from api.static_files import StaticFiles

pack()
app = st.App(str(Path(__file__).with_name("bare_chart.py")), middleware=[Middleware(StaticFiles)])
