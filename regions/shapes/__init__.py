"""The shapes of an answer: exhibits, listings, layouts."""
