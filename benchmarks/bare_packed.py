"""The floor of a first visit, its files sent as those of the dashboard are."""

import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

# Streamlit puts the folder of its script first, in which `exports` is something else.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from api.packed_files import pack
from api.static_files import StaticFiles

pack()
app = st.App(str(Path(__file__).with_name("bare_chart.py")), middleware=[Middleware(StaticFiles)])
