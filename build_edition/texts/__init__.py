"""A text from its raw bytes to the reading: cleaning, passages, emendations, and their ledgers."""
