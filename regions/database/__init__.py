"""One opened build: the database with its catalogue, and where it comes from."""
