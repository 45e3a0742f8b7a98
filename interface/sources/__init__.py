"""What only the page `sources` draws."""
