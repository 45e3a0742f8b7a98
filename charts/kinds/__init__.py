"""Kinds of charts: what an Exhibit of a kind must hold, and how it becomes a Drawing."""
