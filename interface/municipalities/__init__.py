"""What only the page `municipalities` draws."""
