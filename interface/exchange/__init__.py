"""What only the page `exchange` draws."""
