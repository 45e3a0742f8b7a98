"""From the official figures in `data/` to one checked DuckDB file. Run as `python -m etl`."""
