"""Shapes of lines: what they begin with, where they are joined, and how HTML and Markdown are read."""
