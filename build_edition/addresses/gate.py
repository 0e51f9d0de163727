"""Find everything in an edition that would break an address that was released."""

from collections.abc import Iterator
from functools import lru_cache

from build_edition.addresses.history import first_known, last_known
from build_edition.addresses.identity import holds, is_same_thing
from build_edition.addresses.present import (
    destination,
    fragments,
    is_ours,
    page_of,
    pages,
    text_page,
    today,
    withdrawn,
)
from build_edition.addresses.redirects import DATA, claims, moves, successors
from build_edition.addresses.versions import is_final, read_version
from build_edition.model import Address, Edition, Place, Problem, Reading, Text

REGISTER = "edition/addresses.json"


def gate(edition: Edition) -> Iterator[Problem]:
    """Yield a Problem for everything that would break a released address, or lead it nowhere."""
    yield from successors(edition)
    yield from claims(edition)
    yield from moves(edition)
    yield from version_known(edition)
    vanished = {page for page in _released_pages(edition) if not _answers(edition, page)}
    yield from _pages_vanished(vanished)
    first, last, known = first_known(edition.released), last_known(edition.released), None
    for path, then in first.items():
        if "#" in path and page_of(path) not in vanished:
            known = known or fragments(edition)
            now = today(edition, path, known)
            if now is None:
                yield _vanished(edition, path)
            elif now.identity and (problem := _meaning(edition, then, last[path], now)):
                yield problem


def version_known(edition: Edition) -> Iterator[Problem]:
    """Yield a Problem if the edition's version is neither the last release nor one on the way to the next."""
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


@lru_cache(maxsize=1)
def _released_pages(edition: Edition) -> set[str]:
    return {page_of(address.path) for release in edition.released for address in release.new}


def _answers(edition: Edition, page: str) -> bool:
    """Whether a page exists or leads on; generated pages are checked by the build (`unanswered`)."""
    if page in withdrawn(edition):
        return True
    at = destination(edition, page)
    return at in pages(edition) or (is_ours(at) and not _was_of_a_text(edition, at))


def _was_of_a_text(edition: Edition, path: str) -> bool:
    """Whether a data file belonged to a text that no longer has that name."""
    page = f"texts/{path.removeprefix(DATA).partition('.')[0]}/"
    was = path.startswith(DATA) and page in _released_pages(edition)
    return was and page not in pages(edition)


def _meaning(edition: Edition, first: Address, last: Address, now: Address) -> Problem | None:
    """Return a Problem if an address has come to mean something else; a withdrawn one never has."""
    page, _, name = now.path.partition("#")
    at = destination(edition, page)
    text = _text(edition, at)
    if text is None:
        return None
    if name.startswith(("note-", "em-")):
        reading = _readings(edition)[at].get(now.identity.partition(" ")[0])
        if is_same_thing(last, now, reading):
            return None
        what = "note" if name.startswith("note-") else "emendation"
        message = f"{now.path} is not the {what} that was released: its passage and its words have changed"
        hint = f"keep the old {what} with `retired: …` and `successor: …`, and add a new one"
        return Problem(_place(edition, now.path), "address-means-other", message, hint)
    reading = _readings(edition)[at].get(name)
    if reading is None or holds(text, reading, first.identity):
        return None
    message = f"{now.path} was released with other words; now it is “{_begins(reading)} …”"
    hint = "an id always keeps its words: restore passages.json and the raw text"
    return Problem(_place(edition, now.path), "address-means-other", message, hint)


def _begins(reading: Reading) -> str:
    return " ".join(reading.passage.line.text.split()[:6])


def _vanished(edition: Edition, path: str) -> Problem:
    name = path.partition("#")[2]
    if name.startswith("note-"):
        hint = "restore the note’s file and retire it there: `retired: …` (and `successor: …`)"
    elif name.startswith("em-"):
        hint = "restore the ruling and retire it there: `retired: …` (and `successor: …`)"
    else:
        hint = "restore its line: a passage that has left the text stays there with `gone`"
    message = f"{path} was released, but nothing is there any more"
    return Problem(_place(edition, path), "address-vanished", message, hint)


def _pages_vanished(vanished: set[str]) -> Iterator[Problem]:
    """Yield one Problem for each vanished text, with all its pages and files, and for each other page."""
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


def _place(edition: Edition, path: str) -> Place:
    """Return the file in which an editor would fix an address."""
    page, _, name = path.partition("#")
    text = _text(edition, destination(edition, page))
    folder = text.info.place.path.rpartition("/")[0] if text else "edition"
    if name.startswith("note-"):
        return Place(f"{folder}/notes/{name.removeprefix('note-')}.md")
    return Place(f"{folder}/{'emendations.yml' if name.startswith('em-') else 'passages.json'}")


def _text(edition: Edition, page: str) -> Text | None:
    return _by_page(edition).get(page)


@lru_cache(maxsize=1)
def _by_page(edition: Edition) -> dict[str, Text]:
    return {text_page(text): text for text in edition.texts}


@lru_cache(maxsize=1)
def _readings(edition: Edition) -> dict[str, dict[str, Reading]]:
    """Return each text's readings by all their ids, by the address of the text's page."""
    return {
        page: {name: r for r in reversed(text.readings) for name in (r.id, *r.passage.also)}
        for page, text in _by_page(edition).items()
    }
