"""The pages on which a text is read."""
