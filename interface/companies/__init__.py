"""What only the page `companies` draws."""
