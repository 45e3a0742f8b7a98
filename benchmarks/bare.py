"""The floor: the least a Streamlit page can be. Served by `benchmarks/load.py` for comparison."""

import streamlit as st

st.markdown("## Nothing but this line")
