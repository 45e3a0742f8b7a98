"""The domain: regions, indicators, views and exhibits. Knows DuckDB and pandas; no Streamlit, no Plotly."""
