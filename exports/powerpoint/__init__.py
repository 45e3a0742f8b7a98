"""Slides of our own design with native, editable charts, maps and tables."""
