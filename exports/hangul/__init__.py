"""Documents for Hangul, as HWPX."""
