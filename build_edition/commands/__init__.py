"""The edition's commands: each does one thing, says what it did, and returns its exit code."""
