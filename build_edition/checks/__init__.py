"""Checks of a text by itself, and of the edition as a whole."""
