"""What only the page `region` draws."""
