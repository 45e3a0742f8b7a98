"""What only the page `rank` draws."""
