"""Notes and where they belong, mentions of people, and contributors."""
