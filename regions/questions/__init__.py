"""Questions in a reader's own words, and the Views that answer them."""
