"""What only the page `brief` draws."""
