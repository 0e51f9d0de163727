"""What there is of a text, or of several, counted and said alike on every page."""

from collections.abc import Sequence

from build_edition.model import Text
from build_edition.render.markup.html import counted
from build_edition.render.reading.emendations import LEFT


def notes_counted(texts: Sequence[Text]) -> str:
    """Return how many notes there are, and how many of them have no number, being on a whole text."""
    count, whole = sum(len(text.notes) for text in texts), sum(len(text.about) for text in texts)
    where = "the whole text" if len(texts) == 1 else "whole texts"
    return counted(count, "note") + (f" ({whole} on {where})" if whole else "")


def emendations_counted(texts: Sequence[Text]) -> str:
    """Return how many emendations there are: the places where the edition changes the words."""
    placed = (e for text in texts for reading in text.readings for e in reading.emendations)
    return counted(sum(emendation.changes for emendation in placed), "emendation")


def left_counted(texts: Sequence[Text]) -> str:
    """Return how many places the editors looked into and left as transmitted."""
    placed = (e for text in texts for reading in text.readings for e in reading.emendations)
    return counted(sum(not emendation.changes for emendation in placed), "place") + f" {LEFT}"
