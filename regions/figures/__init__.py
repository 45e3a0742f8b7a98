"""Figures and what is computed from them; no texts."""
