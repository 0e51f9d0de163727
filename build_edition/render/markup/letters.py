"""A list by letter: its groups, and the row of letters that leads to them. `filter.js` acts on both."""

from collections.abc import Sequence
from string import ascii_uppercase

from markupsafe import Markup

from build_edition.render.markup.html import element
from build_edition.render.markup.languages import foreign


def letter_row(found: Sequence[str]) -> Markup:
    """Return the row of letters, in alphabetical order; those that entries begin with are links."""
    letters = (
        element("li", element("a", foreign(x), href=f"#{_id(x)}") if x in found else x)
        for x in sorted({*ascii_uppercase, *found})
    )
    return element("nav", element("ul", *letters), class_="letters", aria_label="By letter")


def letter_group(letter: str, listed: Markup) -> Markup:
    """Return the section with the entries that begin with a letter."""
    name = _id(letter)
    heading = element("h2", foreign(letter), id=f"{name}-h")
    parts = ("\n", heading, "\n", listed, "\n")
    return element("section", *parts, id=name, class_="group", aria_labelledby=f"{name}-h")


def _id(letter: str) -> str:
    return f"letter-{letter.lower()}"
