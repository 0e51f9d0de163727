"""Parse YAML and JSON, keeping the line and column of every value."""
