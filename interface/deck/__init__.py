"""What only the page `deck` draws."""
