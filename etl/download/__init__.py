"""Fetching from publishers: one polite client, an archive of their answers, errors that say what to do."""
