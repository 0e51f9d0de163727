"""Files on disk: written whole, or left alone if they already hold the right content."""
