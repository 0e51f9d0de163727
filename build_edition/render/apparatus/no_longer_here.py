"""What a list had in a release and has no longer: each entry under its old id, with a link."""

from collections.abc import Container, Iterable

from markupsafe import Markup

from build_edition.addresses import AddressBook
from build_edition.render.markup.html import element, joined

UP = "../../"


def no_longer_here(book: AddressBook, page: str, present: Container[str], kind: str = "") -> Markup:
    """Return the section on what has left the list on a page; empty if nothing has.

    `present` are the ids on the page; `kind` is how the ids of a text's entries begin on its own
    page, such as `note-`.
    """
    gone = [name for name in book.promised.get(page, ()) if name and name not in present]
    if not gone:
        return Markup()
    heading = element("h2", "No longer here", id="withdrawn")
    said = element("p", "These entries have left the list and keep their addresses.")
    texts = [text for text in book.promised if text.startswith("texts/") and text.count("/") == 2]
    items = joined("\n", (_item(book, name, kind, texts) for name in gone))
    listed = element("ul", "\n", items, "\n", class_="places")
    return element("section", joined("\n", (heading, said, listed)), aria_labelledby="withdrawn")


def _item(book: AddressBook, name: str, kind: str, texts: Iterable[str]) -> Markup:
    """Return an entry with a link to what became of it, which its text's page says."""
    for page in sorted(texts, key=len, reverse=True):
        slug = page.removeprefix("texts/").removesuffix("/")
        rest = name.removeprefix(f"{slug}-")
        if rest != name or name == f"in-{slug}":
            where = "" if rest == name else f"#{kind}{rest}"
            words = slug if rest == name else f"{slug}, {rest}"
            link = element("a", words, href=f"{UP}{book.destination(page)}{where}")
            return element("li", link, id=name)
    return element("li", name, id=name)
