"""One person's answers over time, under a link that only she has."""
