"""The commands of the edition: each does one thing, says what it did, and answers with its exit code."""
