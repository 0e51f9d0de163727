"""`/apparatus/contributors/`: who wrote which notes, as each note itself says."""

from build_edition.model import Edition
from build_edition.render.markup import counted, element, escape, page
from build_edition.render.notes import EDITORS

UP = "../../"


def contributors_pages(edition: Edition) -> dict[str, str]:
    """`/apparatus/contributors/`."""
    items = "\n".join(_contributor(name, links) for name, links in credit(edition).items())
    everybody = element("ul", f"\n{items}\n") if items else element("p", "Nobody else yet.")
    how = element("a", "how to become one", href=f"{UP}about/contributing/")
    parts = (
        element("h1", "Contributors"),
        element("p", _editors(edition)),
        element("h2", "Contributors of notes", id="notes-by"),
        everybody,
        element("p", f"Each note names who wrote it, under the name they chose; see {how}."),
        _history(edition),
    )
    body = element("div", "\n" + "\n".join(p for p in parts if p) + "\n", class_="tt-apparatus")
    summary = "Who wrote the edition’s notes."
    return {"apparatus/contributors.md": page("Contributors", summary, body, contents=[])}


def credit(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Everybody who wrote notes beside the editors, by name, each with links to the notes."""
    found: dict[str, list[str]] = {}
    for text in edition.texts:
        for note in text.notes:
            where = f"{UP}texts/{text.head.slug}/#note-{note.id}"
            at = note.lemma.at.removeprefix("p")
            label = f"{text.head.title}, {'whole text' if at == '*' else f'passage {at}'}"
            for name in note.by:
                found.setdefault(name, []).append(element("a", escape(label), href=where))
    return {name: tuple(found[name]) for name in sorted(found) if name != EDITORS}


def _editors(edition: Edition) -> str:
    theirs = sum(EDITORS in note.by for text in edition.texts for note in text.notes)
    named = ", ".join(edition.imprint.editors)
    return escape(f"Editors: {named}, who wrote {counted(theirs, 'note')}.")


def _contributor(name: str, links: tuple[str, ...]) -> str:
    return element("li", f"{element('strong', escape(name))}: {'; '.join(links)}")


def _history(edition: Edition) -> str:
    """The way to the record of every change, where the edition's files are kept in the open."""
    if not edition.imprint.repository:
        return ""
    where = f"{edition.imprint.repository}/commits/main/edition"
    return element("p", element("a", "Every change to the edition’s files", href=where))
