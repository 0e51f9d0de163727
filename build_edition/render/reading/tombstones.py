"""Old addresses: tombstones of what is no longer in the edition, and stubs of pages that moved."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from build_edition.model import (
    NOTE_KINDS,
    WHOLE,
    EmendationRuling,
    Imprint,
    Note,
    PassageRecord,
    Redirect,
    Release,
    TextPage,
)
from build_edition.render.drawing import Drawing, Whole
from build_edition.render.formats import WholeFormat
from build_edition.render.markup.html import element, joined, void
from build_edition.render.reading import emendations
from build_edition.render.reading.notes import grounds as note_grounds
from build_edition.render.reading.notes import prose

STUB = Markup("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
{head}
</head>
<body>
<main>
<h1>{title}</h1>
{said}
{places}
{home}
</main>
</body>
</html>
""")


def tombstones(drawing: Drawing, page: TextPage) -> Markup:
    """Return the section of a text's page on what was withdrawn or retired, each at its address.

    What took the place of something may be on another page of the text.
    """
    text, whole = page.shown, page.whole
    up, link = text.info.up, text.info.link
    notes = {n.id: link(n.lemma.at, f"note-{n.id}") for n in (*whole.notes, *whole.retired_notes)}
    rulings = {r.id: link(r.at, f"em-{r.id}") for r in (*whole.rulings, *whole.retired_rulings)}
    items = [
        *map(_passage, text.gone),
        *(_note(drawing, note, up, notes) for note in text.retired_notes),
        *(_ruling(drawing, ruling, up, rulings) for ruling in text.retired_rulings),
    ]
    if not items:
        return Markup()
    heading = element("h2", "No longer here", id="withdrawn")
    said = element(
        "p",
        "What was withdrawn or retired keeps its address, so that citations of it still lead to it.",
    )
    listed = element("ol", "\n", joined("\n", items), "\n", class_="rulings tombstones")
    return element("section", joined("\n", (heading, said, listed)), aria_labelledby="withdrawn")


def stubs(whole: Whole) -> dict[str, str]:
    """Return a stub for each page that moved, and a tombstone for each page or file withdrawn."""
    drawn: dict[str, str] = {}
    for redirect in whole.imprint.redirects:
        if redirect.old.startswith("data/"):
            drawn |= {redirect.old: f"Withdrawn: {redirect.reason}\n"} if redirect.reason else {}
        else:
            drawn[f"{redirect.old}index.html"] = _stub(whole, redirect)
    return drawn


def _passage(record: PassageRecord) -> Markup:
    others = (element("span", "", id=name) for name in record.also)
    words = f"Passage {record.id.removeprefix('p')}, “{record.begins} …”"
    said = element("p", words, class_="forms") + element("p", f"Withdrawn: {record.gone}")
    return element("li", *others, said, id=record.id)


def _note(drawing: Drawing, note: Note, up: str, places: Mapping[str, str]) -> Markup:
    """Return a retired note: why, what took its place, and its last words with their grounds."""
    where = "the whole text" if note.lemma.at == WHOLE else f"passage {note.lemma.at[1:]}"
    lemma = "" if note.lemma.on == WHOLE else f", “{note.lemma.on}”"
    head = f"Retired note on {where}{lemma} ({NOTE_KINDS[note.kind].word.lower()})"
    parts = (
        element("span", "", id=f"ref-{note.id}"),
        element("p", head, class_="forms"),
        _retired(note, places),
        element("blockquote", prose(note.body, up) + note_grounds(note, drawing, up)),
    )
    return element("li", *parts, id=f"note-{note.id}")


def _ruling(
    drawing: Drawing, ruling: EmendationRuling, up: str, places: Mapping[str, str]
) -> Markup:
    """Return a retired emendation: why, what took its place, and its last forms and grounds."""
    number = emendations.passage_number(ruling)
    grounds = element("p", emendations.grounds(ruling, drawing, up), class_="grounds")
    parts = (
        element("span", "", id=f"ruling-{ruling.id}"),
        element(
            "p",
            f"Retired emendation in passage {number}: ",
            emendations.forms(ruling),
            class_="forms",
        ),
        _retired(ruling, places),
        element("blockquote", element("p", emendations.reason(ruling)) + grounds),
    )
    return element("li", *parts, id=f"em-{ruling.id}")


def _retired(entry: Note | EmendationRuling, places: Mapping[str, str]) -> Markup:
    if not entry.successor:
        return element("p", entry.retired)
    link = element("a", "what took its place", href=places[entry.successor])
    stop = "" if entry.retired.endswith((".", "!", "?", "”")) else "."
    return element("p", f"{entry.retired}{stop} See ", link, ".")


def _stub(whole: Whole, redirect: Redirect) -> Markup:
    """Return the page at an old address; every place released there has a link or a tombstone."""
    back = "../" * redirect.old.count("/")
    new = back + whole.addresses.destination(redirect.old)
    links = [_place(name, "" if redirect.reason else new) for name in _names(whole, redirect.old)]
    places = element("ul", *links) if links else ""
    if redirect.reason:
        title, said = "Withdrawn", _withdrawn(whole, redirect, back)
        head = element("title", f"Withdrawn · {whole.imprint.title}")
    else:
        title = "Moved"
        said = element("p", "This page is now ", element("a", "elsewhere", href=new), ".")
        head = joined("\n", _moved(whole.imprint, back, new))
    home = element("p", element("a", whole.imprint.title, href=back))
    return STUB.format(head=head, title=title, said=said, places=places, home=home)


def _withdrawn(whole: Whole, redirect: Redirect, back: str) -> Markup:
    """Return why a page was withdrawn, and that the site keeps the words of no version of it."""
    first = next((r for r in whole.edition.released if _has(r, redirect.old)), None)
    reason = element("p", redirect.reason)
    if first is None:
        return reason
    changes = element("a", "what has changed", href=f"{back}apparatus/changes/")
    came = f"It came with version {first.version}. No version’s words are kept here; see "
    return reason + element("p", came, changes, ".")


def _has(release: Release, page: str) -> bool:
    return any(address.path == page for address in release.new)


def _moved(imprint: Imprint, back: str, new: str) -> Iterator[Markup]:
    """Yield what redirects from an old address.

    Without JavaScript the page stays: a refresh would drop the fragment, and each place released
    here has a link of its own below.
    """
    yield element("title", f"Moved · {imprint.title}")
    yield void("link", rel="canonical", href=imprint.address + new[len(back) :])
    yield element("script", type="module", src=f"{back}assets/moved.js")


def _names(whole: Whole, page: str) -> Iterator[str]:
    yield from filter(None, whole.addresses.promised.get(page, ()))


def _place(name: str, page: str) -> Markup:
    words = element("a", name, href=f"{page}#{name}") if page else name
    return element("li", words, id=name)


FORMATS = (WholeFormat("stubs", stubs),)
