"""Where objections go, for each hand-written page that asks readers to write."""

from collections.abc import Iterator

from build_edition.model import Imprint
from build_edition.render.drawing import Whole
from build_edition.render.formats import WholeFormat
from build_edition.render.markup.html import element, joined


def contact(whole: Whole) -> dict[str, str]:
    """Return `apparatus/contact.html`: the address for objections, or a line that none is set."""
    sentences = joined(" ", _sentences(whole.imprint))
    return {"apparatus/contact.html": f"{element('p', sentences, class_='contact')}\n"}


def _sentences(imprint: Imprint) -> Iterator[str]:
    if imprint.contact:
        link = element("a", imprint.contact.removeprefix("mailto:"), href=imprint.contact)
        yield joined("", ("Write to ", link, "."))
    else:
        yield "No address for objections and corrections has been set for this site."
    if imprint.repository:
        link = element("a", "repository", href=imprint.repository)
        yield joined("", ("You can open an issue in the edition’s ", link, "."))
    elif not imprint.contact:
        yield "Until one is, write to whoever hosts it: the first part of its address says who."


FORMATS = (WholeFormat("contact", contact, pages=("apparatus/contact.html",)),)
