"""Find everything in an edition that would break an address that was released."""

from collections.abc import Iterator

from build_edition.addresses.address_book import AddressBook, is_ours, page_of
from build_edition.addresses.history import first_known
from build_edition.addresses.identity import holds, is_same_thing
from build_edition.addresses.places import may_name_a_series
from build_edition.addresses.redirects import DATA, claims, moves, successors
from build_edition.addresses.versions import is_final, read_version
from build_edition.model import Address, Edition, Place, Problem, Reading

REGISTER = "edition/addresses.json"

_REGISTERS = {
    "apparatus/people/": "edition/people.yml",
    "apparatus/works/": "edition/works.json",
    "apparatus/timeline/": "edition/events.yml",
    "apparatus/errata/": "edition/errata.yml",
}
_SERIES = "edition/series.yml"


def gate(book: AddressBook) -> Iterator[Problem]:
    """Yield a Problem for everything that would break a released address, or lead it nowhere."""
    edition = book.edition
    yield from successors(edition)
    yield from claims(edition)
    yield from moves(book)
    yield from version_known(edition)
    vanished = {page for page in book.promised if not _answers(book, page)}
    yield from _pages_vanished(vanished)
    for path, then in first_known(edition.released).items():
        if "#" in path and page_of(path) not in vanished:
            now = book.present(path)
            if now is None:
                yield _vanished(book, path)
            elif now.identity and (problem := _meaning(book, then, now)):
                yield problem


def version_known(edition: Edition) -> Iterator[Problem]:
    """Yield a Problem if the version is neither the last release's nor a later pre-release."""
    version = edition.imprint.version
    last = edition.released[-1].version if edition.released else ""
    if version == last:
        return
    if not is_final(version) and (not last or read_version(last) < read_version(version)):
        return
    message = f"edition.yml says version {version}, but the last release in {REGISTER} is {last}"
    hint = f"write `version: {last}`, or the next one with -dev after it, or restore the register"
    if not last:
        message = f"edition.yml says version {version}, but {REGISTER} lists no release"
        hint = f"restore the register, or before the first release write `version: {version}-dev`"
    yield Problem(edition.imprint.place, "version-unreleased", message, hint)


def _answers(book: AddressBook, page: str) -> bool:
    """Return whether a page or file exists, was withdrawn, or leads to one that exists.

    Those that the program makes are taken to exist: the build checks them (`unanswered.py`).
    """
    if page in book.withdrawn:
        return True
    at = book.destination(page)
    return at in book.pages or (is_ours(at) and not _was_of_a_text(book, at))


def _was_of_a_text(book: AddressBook, path: str) -> bool:
    """Return whether a data file belonged to a text that no longer has that name."""
    page = f"texts/{path.removeprefix(DATA).partition('.')[0]}/"
    was = path.startswith(DATA) and page in book.promised
    return was and page not in book.pages


def _meaning(book: AddressBook, first: Address, now: Address) -> Problem | None:
    """Return a Problem if an address now means something else; a withdrawn one never does."""
    page, _, name = now.path.partition("#")
    at = book.destination(page)
    text = book.texts.get(at)
    if text is None:
        return None
    if name.startswith(("note-", "em-")):
        reading = book.reading(at, now.identity.partition(" ")[0])
        # A note may change step by step, so its last release counts; a passage keeps its words.
        if is_same_thing(book.last_known[now.path], now, reading):
            return None
        what = "note" if name.startswith("note-") else "emendation"
        message = f"{now.path} is not the {what} that was released: its passage and its words have changed"
        hint = f"keep the old {what} with `retired: …` and `successor: …`, and add a new one"
        return Problem(_place(book, now.path), "address-means-other", message, hint)
    reading = book.reading(at, name)
    if reading is None or holds(text, reading, first.identity):
        return None
    message = f"{now.path} was released with other words; now it is “{_begins(reading)} …”"
    hint = "an id always keeps its words: restore passages.json and the raw text"
    return Problem(_place(book, now.path), "address-means-other", message, hint)


def _begins(reading: Reading) -> str:
    return " ".join(reading.passage.line.text.split()[:6])


def _vanished(book: AddressBook, path: str) -> Problem:
    name = path.partition("#")[2]
    if name.startswith("note-"):
        hint = "restore the note’s file and retire it there: `retired: …` (and `successor: …`)"
    elif name.startswith("em-"):
        hint = "restore the ruling and retire it there: `retired: …` (and `successor: …`)"
    elif name.startswith(("person-", "work-", "event-")):
        hint = "restore the entry, or list its id under `formerly` of the one that took its place"
    elif _is_of_a_series(path):
        hint = "restore the entry, and its `after` if that has changed"
    elif name.startswith("erratum-"):
        hint = "restore the entry"
    elif page_of(path).endswith("/transmitted/"):
        hint = "restore the lines of the raw text"
    else:
        hint = "restore its line: a passage that has left the text stays there with `gone`"
    message = f"{path} was released, but nothing is there any more"
    return Problem(_place(book, path), "address-vanished", message, hint)


def _is_of_a_series(path: str) -> bool:
    """Return whether a vanished place was a chart, or the section on one, of a series of figures."""
    page, _, name = path.partition("#")
    charted = page == "apparatus/timeline/" or page.startswith("texts/")
    return charted and may_name_a_series(name)


def _pages_vanished(vanished: set[str]) -> Iterator[Problem]:
    """Yield one Problem for each vanished page; all pages and files of a text count as one."""
    together: dict[str, list[str]] = {}
    for page in sorted(vanished):
        slug = page.removeprefix(DATA).removeprefix("texts/").partition("/")[0].partition(".")[0]
        text = f"texts/{slug}/"
        together.setdefault(text if text in vanished else page, []).append(page)
    for page, parts in together.items():
        message = f"{page} was released, but nothing is there any more"
        hint = "restore it, or say in edition.yml where it has moved or why it was withdrawn: "
        lines = ", ".join(f"{part}: …" for part in parts)
        hint += f"`moved: {{{lines}}}` or `withdrawn: {{{lines}}}`"
        yield Problem(Place("edition/edition.yml"), "address-vanished", message, hint)


def _place(book: AddressBook, path: str) -> Place:
    """Return the file in which an editor would fix an address."""
    page, _, name = path.partition("#")
    if _is_of_a_series(path):
        return Place(_SERIES)
    if page in _REGISTERS:
        return Place(_REGISTERS[page])
    text = book.texts.get(book.destination(page).removesuffix("transmitted/"))
    folder = text.info.place.path.rpartition("/")[0] if text else "edition"
    if name.startswith("note-"):
        return Place(f"{folder}/notes/{name.removeprefix('note-')}.md")
    if page.endswith("/transmitted/"):
        return Place(f"{folder}/raw.txt")
    return Place(f"{folder}/{'emendations.yml' if name.startswith('em-') else 'passages.json'}")
