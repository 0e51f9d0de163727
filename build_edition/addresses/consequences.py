"""Tell causes from consequences: what follows from a lost address is not reported beside it."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence

from build_edition.addresses.address_book import AddressBook, page_of, text_of
from build_edition.addresses.gate import broken, gate, vanished
from build_edition.model import Place, Problem

_OF_RULINGS = {"words-not-found", "number-unruled"}
"""What an editor would be told of a passage that has lost its ruling."""

_PASSAGE = re.compile(r"p\d+[a-z]*")
_NOTE = re.compile(r"edition/texts/([^/]+)/notes/([^/]+)\.md")


def causes(book: AddressBook, problems: Iterable[Problem], placed: bool) -> list[Problem]:
    """Return an edition's Problems and those of its addresses, without what only follows from one.

    If not all notes were `placed`, one whose words were not found is in no text: of it only that is
    said, and not that its address has vanished.
    """
    found = list(problems)
    told = () if placed else {problem.place.path for problem in found}
    lost = {path: p for path, p in broken(book).items() if p.place.path not in told}
    rulings = {_passage(book, path) for path in lost if "#em-" in path}
    left = [p for p in found if not (p.code in _OF_RULINGS and _passage_of(book, p) in rulings)]
    return [*left, *(gate(book) if placed else lost.values())]


def known_causes(
    problems: Sequence[Problem], recorded: Container[str], released: Mapping[str, Iterable[str]]
) -> Sequence[Problem]:
    """Return a text's Problems, with those of its register traced to ids that it has lost.

    `recorded` are the ids that it has, `released` every promised page with its fragments.
    """
    differs = [p for p in problems if p.code == "register-differs"]
    lost = forgotten(differs[0].place, recorded, released) if differs else ()
    return [*(p for p in problems if p not in differs), *lost] if lost else problems


def forgotten(
    register: Place, recorded: Container[str], released: Mapping[str, Iterable[str]]
) -> tuple[Problem, ...]:
    """Return a Problem for each released passage that a text's register no longer names.

    Numbering the text then would give other ids to its words.
    """
    page = register.path.removeprefix("edition/").removesuffix("passages.json")
    return tuple(
        vanished(f"{at}#{name}", Place(register.path))
        for at, names in released.items()
        for name in names
        if text_of(at) == page and _PASSAGE.fullmatch(name) and name not in recorded
    )


def _passage_of(book: AddressBook, problem: Problem) -> tuple[str, str]:
    """Return the page and passage that a Problem of a note or of a raw text is of, or ("", "")."""
    if note := _NOTE.fullmatch(problem.place.path):
        return _passage(book, book.place(note[1], f"note-{note[2]}"))
    page = problem.place.path.removeprefix("edition/").removesuffix("raw.txt")
    text = book.texts.get(page)
    lines = text.raw.split("\n")[: problem.place.line - 1] if text else []
    at = sum(len(line) + 1 for line in lines) + problem.place.column - 1
    readings = text.readings if text else ()
    spans = ((r.id, r.passage.line.span) for r in readings)
    name = next((name for name, span in spans if span.start <= at < span.end), "")
    return (text.info.page_with(name), name) if text and name else ("", "")


def _passage(book: AddressBook, path: str) -> tuple[str, str]:
    """Return the page and passage on which a note or an emendation was released."""
    known = book.last_known.get(path)
    return (page_of(path), known.identity.partition(" ")[0]) if known else ("", "")
