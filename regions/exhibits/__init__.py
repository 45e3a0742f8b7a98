"""The answers of the pages: one module a section of a page, and decks made of them."""
