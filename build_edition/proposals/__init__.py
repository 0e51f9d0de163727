"""Propose rulings and draft notes for an editor to review. Nothing here is applied."""
