"""`/apparatus/contributors/`: who wrote which notes, as the notes say, and who else contributed."""

from collections.abc import Sequence

from markupsafe import Markup

from build_edition.notes.contributors import EDITORS, Share, shares
from build_edition.render.drawing import Whole
from build_edition.render.formats import WholeFormat
from build_edition.render.markup.html import counted, element, joined, page

UP = "../../"


def contributors_pages(whole: Whole) -> dict[str, str]:
    """Return `/apparatus/contributors/`: who wrote which notes, and who else contributed."""
    everybody = shares(whole.edition.texts, whole.edition.released)
    others = {name: found for name, found in everybody.items() if name != EDITORS}
    items = joined("\n", (_contributor(name, found) for name, found in others.items()))
    listed = element("ul", "\n", items, "\n") if items else element("p", "Nobody else yet.")
    how = element("a", "how to contribute", href=f"{UP}about/contributing/")
    parts = (
        element("h1", "Contributors"),
        element("p", _editors(whole, everybody.get(EDITORS, ()))),
        element("h2", "Contributors of notes", id="notes-by"),
        listed,
        element("p", "A note names its author, unless the editors wrote it. See ", how, "."),
        *_besides(whole, others),
        _history(whole),
    )
    body = element("div", "\n", joined("\n", parts), "\n", class_="tt-apparatus")
    summary = "Who wrote the edition’s notes."
    return {"apparatus/contributors/index.md": page("Contributors", summary, body, contents=[])}


def _editors(whole: Whole, found: Sequence[Share]) -> str:
    named = ", ".join(whole.imprint.editors)
    return f"Editors: {named}, who wrote {_counted(found)}."


def _counted(found: Sequence[Share]) -> str:
    """Return how many of these notes the edition shows today, and how many are retired."""
    retired = sum(bool(share.note.retired) for share in found)
    said = counted(len(found) - retired, "note")
    return f"{said} and {counted(retired, 'retired note')}" if retired else said


def _contributor(name: str, found: Sequence[Share]) -> Markup:
    links = joined("; ", map(_link, found))
    first = next((f"since version {share.since}" for share in found if share.since), "")
    said = ", ".join(filter(None, (_counted(found), first)))
    return element("li", element("strong", name), f", {said}: ", links)


def _link(share: Share) -> Markup:
    at = share.note.lemma.at.removeprefix("p")
    label = f"{share.text.info.title}, {'whole text' if at == '*' else f'passage {at}'}"
    where = UP + share.text.info.address(share.note.lemma.at, f"note-{share.note.id}")
    return element("a", label, href=where)


def _besides(whole: Whole, named: dict[str, tuple[Share, ...]]) -> list[Markup]:
    """Return a list, with a heading, of contributors whom the imprint names and no note does."""
    names = [name for name in whole.imprint.contributors if name not in named]
    if not names:
        return []
    return [
        element("h2", "Others who contributed", id="others"),
        element("ul", *(element("li", name) for name in names)),
    ]


def _history(whole: Whole) -> Markup:
    """Return a link to the history of every change, if the edition's files are public."""
    if not whole.imprint.repository:
        return Markup()
    where = f"{whole.imprint.repository}/commits/main/edition"
    return element("p", element("a", "Every change to the edition’s files", href=where))


FORMATS = (
    WholeFormat("contributors", contributors_pages, pages=("apparatus/contributors/index.md",)),
)
