"""Find everything in an edition that would break an address that was released."""

from collections.abc import Iterable, Iterator, Sequence

from build_edition.addresses.address_book import AddressBook, page_of, text_of
from build_edition.addresses.history import Known, ever_known, releases_of
from build_edition.addresses.identity import holds, is_same_thing
from build_edition.addresses.places import may_name_a_series
from build_edition.addresses.redirects import A_TEXT, DATA, claims, moves, successors
from build_edition.model import Address, Edition, Place, Problem, Reading, Text, text_page
from build_edition.model.versions import is_final, read_version

REGISTER = "edition/addresses.json"

_TIMELINE = "apparatus/timeline/"
_REGISTERS = {
    "apparatus/people/": "edition/people.yml",
    "apparatus/works/": "edition/works.json",
    _TIMELINE: "edition/events.yml",
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
    yield from redated(edition)
    vanished = {page for page in book.promised if not book.answers(page)}
    # A redirect that leads nowhere has its own Problem.
    told = {redirect.old for redirect in edition.imprint.redirects}
    parts = {page: text for page in vanished - told if (text := _text_of_part(book, page))}
    yield from _pages_vanished(vanished - told - parts.keys())
    found = broken(book)
    yield from ({text.info.page: _divided(text) for text in parts.values()} | found).values()


def broken(book: AddressBook) -> dict[str, Problem]:
    """Return a Problem for each place that vanished from its page or now means something else."""
    found: dict[str, Problem] = {}
    for path, releases in ever_known(book.edition.released).items():
        if "#" not in path or not book.answers(page_of(path)):
            continue
        now = book.present(path)
        if now is None and (text := _divided_otherwise(book, path)):
            found[text.info.page] = _divided(text)
        elif now is None:
            if not _is_told_elsewhere(book, path):
                found[path] = vanished(path, _place(book, path))
        elif now.identity and (problem := _meaning(book, releases, now)):
            found[path] = problem
    return found


def _text_of_part(book: AddressBook, page: str) -> Text | None:
    """Return the text that a page was a part of, or nothing."""
    return book.texts.get(text_of(page).removesuffix("transmitted/"))


def _divided_otherwise(book: AddressBook, path: str) -> Text | None:
    """Return the text of a released place if that is on another page of it today, or nothing."""
    page, _, name = path.partition("#")
    text = book.texts.get(book.destination(page).removesuffix("transmitted/"))
    behind = "transmitted/" if page.endswith("transmitted/") else ""
    pages = [f"{other}{behind}" for other in text.info.pages] if text else []
    kept = any(name in book.kept.get(other, ()) for other in pages)
    moved = kept or any(f"{other}#{name}" in book.fragments for other in pages)
    return text if moved else None


def _divided(text: Text) -> Problem:
    message = f"{text.info.slug} was released, and then divided into parts in another way"
    hint = (
        "restore `parts` as they were: no address leads from one page to another without a script;"
        " a note or an emendation that moved to another part is retired, and a new one added there"
    )
    return Problem(text.info.place, "address-vanished", message, hint)


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


def redated(edition: Edition) -> Iterator[Problem]:
    """Yield a Problem if a released version has another date, or what follows it an earlier one."""
    imprint, made = edition.imprint, releases_of(edition.released)
    if not made:
        return
    last = made[-1]
    if imprint.version == last.version and imprint.date != last.date:
        message = (
            f"edition.yml dates {last.version} {imprint.date}, but it was released on {last.date}"
        )
        hint = f'write `date: "{last.date}"`, or after a change the next version with -dev after it'
    elif imprint.version != last.version and imprint.date < last.date:
        message = f"edition.yml says {imprint.date}, but {last.version} was released on {last.date}"
        hint = f'write `date: "{last.date}"`, or the day of the last change'
    else:
        return
    yield Problem(imprint.place, "version-redated", message, hint)


def _is_told_elsewhere(book: AddressBook, path: str) -> bool:
    """Return whether a place is of a series of figures that has vanished from the timeline too."""
    page, _, name = path.partition("#")
    return page != _TIMELINE and _is_of_a_series(path) and book.lost(f"{_TIMELINE}#{name}")


def _meaning(book: AddressBook, releases: Sequence[Known], now: Address) -> Problem | None:
    """Return a Problem if an address now means something else; a withdrawn one never does.

    `releases` are the versions that gave or changed it, with what it was then.
    """
    page, _, name = now.path.partition("#")
    at = book.destination(page)
    text = book.texts.get(at)
    if text is None:
        return None
    if name.startswith(("note-", "em-")):
        reading = book.reading(at, now.identity.partition(" ")[0])
        # Each release has readers who cited it, so none may have had another place and other words.
        other = next(
            (v for v, then in releases if then.identity and not is_same_thing(then, now, reading)),
            "",
        )
        if not other:
            return None
        what = "note" if name.startswith("note-") else "emendation"
        message = f"{now.path} is not the {what} of version {other}: its passage and its words have changed"
        hint = f"keep the old {what} with `retired: …` and `successor: …`, and add a new one"
        return Problem(_place(book, now.path), "address-means-other", message, hint)
    reading = book.reading(at, name)
    _, first = releases[0]
    if reading is None or holds(text, reading, first.identity):
        return None
    message = f"{now.path} was released with other words; now it is “{_begins(reading)} …”"
    hint = "an id always keeps its words: restore passages.json and the raw text"
    return Problem(_place(book, now.path), "address-means-other", message, hint)


def _begins(reading: Reading) -> str:
    return " ".join(reading.passage.line.text.split()[:6])


def vanished(path: str, place: Place) -> Problem:
    """Return the Problem of a released place that is gone, with the file in which to restore it."""
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
    return Problem(place, "address-vanished", message, hint)


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
        text = text_page(slug)
        together.setdefault(text if text in vanished else page, []).append(page)
    for page, parts in together.items():
        message = f"{page} was released, but nothing is there any more"
        yield Problem(
            Place("edition/edition.yml"), "address-vanished", message, how_to_leave(parts)
        )


def how_to_leave(paths: Iterable[str]) -> str:
    """Return the hint for pages and files that are gone: how to withdraw them, or say they moved.

    The page of a text takes all its other pages and files along.
    """
    gone = [*paths]
    texts = [path for path in gone if A_TEXT.fullmatch(path)]
    lines = ", ".join(f"{path}: …" for path in texts or gone)
    along = "; what else the text has goes along" if texts else ""
    return (
        "restore it, or say in edition.yml where it has moved or why it was withdrawn: "
        f"`moved: {{{lines}}}` or `withdrawn: {{{lines}}}`{along}"
    )


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
