"""A page of a text, and the text that it is a page of."""

from dataclasses import dataclass

from build_edition.model.texts import Text


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page of a text: what is shown on it, and the whole text, to which its links may lead.

    Both are the same text if it is not divided into parts.
    """

    shown: Text
    whole: Text
