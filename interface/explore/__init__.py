"""What only the page `explore` draws."""
