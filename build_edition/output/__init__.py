"""Files on disk: written whole, or left alone where they already hold what they should."""
