"""What only the page `overview` draws."""
