"""Format what commands print: Problems, suspect numbers, and the review of a change."""
