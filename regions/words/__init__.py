"""Figures in words: sentences, claims, headlines, findings."""
