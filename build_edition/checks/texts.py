"""Check what the edition promises of its texts, whatever the stages did: one function each.

What looks for damage is imported by the checks that use it: its patterns take longer to compile
than all other checks together, and a text that has not changed is not looked through again.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from build_edition.checks import grounds
from build_edition.checks.cross_references import REFERENCES, REFERENCES_OF_THE_WHOLE, Check
from build_edition.checks.links import links_answer, old_data_is_gone
from build_edition.model import (
    UNSETTLED_KIND,
    UNSETTLED_RIGHTS,
    Edition,
    Place,
    Problem,
    Severity,
    Text,
)
from build_edition.texts.ledger import PositionMap, inverse
from build_edition.texts.passages import is_large
from build_edition.texts.recover import recover

if TYPE_CHECKING:
    from build_edition.damage.misread import Misread
    from build_edition.numerals import Suspect

CheckOfText = Callable[[Text], Iterator[Problem]]


def recovery(text: Text) -> Iterator[Problem]:
    """Yield a Problem if the raw text cannot be recovered from the text's readings and ledgers."""
    if recover(text) != text.raw:
        place = Place(text.info.place.path)
        message = (
            f"the raw text of {text.info.slug} cannot be recovered from its readings and ledgers"
        )
        hint = "this is a bug in the program: please report it, with the text"
        yield Problem(place, "not-recovered", message, hint)


def showcase(edition: Edition) -> Iterator[Problem]:
    """Yield a Problem if the passage for the landing page does not exist."""
    slug, passage = edition.imprint.showcase
    there = [text for text in edition.texts if text.info.slug == slug]
    if there and all(reading.id != passage for text in there for reading in text.readings):
        message = f"`showcase` is {slug} {passage}, but there is no such passage"
        yield Problem(edition.imprint.place, "no-such-passage", message, "correct `showcase`")


def quoted_words(edition: Edition) -> Iterator[Problem]:
    """Yield a Problem for each quotation of the landing page that is not in its passage.

    Capitals aside, it must be in the passage as transmitted.
    """
    imprint = edition.imprint
    transmitted = {
        (text.info.slug, r.id): r.passage.line.text for text in edition.texts for r in text.readings
    }
    slugs = {text.info.slug for text in edition.texts}
    for key, quoted in (("opening", imprint.opening), ("proverb", imprint.proverb)):
        if quoted is None or quoted.text not in slugs:
            continue
        words = transmitted.get((quoted.text, quoted.passage))
        if words is None:
            message = f"`{key}` is of {quoted.text} {quoted.passage}, but there is no such passage"
            yield Problem(imprint.place, "no-such-passage", message, f"correct `{key}`")
        elif quoted.words.casefold() not in words.casefold():
            message = f"`{key}`: “{quoted.words}” is not in {quoted.text} {quoted.passage}"
            hint = "copy the words from the transmitted text"
            yield Problem(imprint.place, "words-not-found", message, hint)


def settled(text: Text) -> Iterator[Problem]:
    """Yield a Problem for each thing that `text` could not know, and editors have not said yet."""
    for key, said, left in (
        ("kind", text.info.kind, UNSETTLED_KIND),
        ("rights", text.info.rights, UNSETTLED_RIGHTS),
    ):
        if said == left:
            message = f"`{key}` still says “{left}”, which readers are shown"
            hint = f"say it in {text.info.slug}’s own words; `release` asks for it"
            yield Problem(text.info.place, "text-unsettled", message, hint, "warning")


def divided(text: Text) -> Iterator[Problem]:
    """Yield a Problem if a text that was never released is too large for one page."""
    if not (text.info.parts or text.released) and is_large([r.passage for r in text.readings]):
        message = f"with {len(text.readings):,} passages the text is too large for one page"
        command = f"python -m build_edition propose {text.info.slug} --parts"
        hint = f"divide it: `{command}` says into what; after its first release it is too late"
        yield Problem(text.info.place, "text-undivided", message, hint, "warning")


def parts(text: Text) -> Iterator[Problem]:
    """Yield a Problem for each part of a text that does not begin where a part can begin.

    It may begin at a passage that was withdrawn later, whose tombstone is on the part's page.
    """
    starts, last = text.starts, -1
    first = text.readings[0].id
    for n, part in enumerate(text.info.parts):
        if part.at not in starts:
            message = f"the part “{part.label}” begins at {part.at}, but there is no such passage"
            yield Problem(part.place, "no-such-passage", message, "correct `at`")
            continue
        message = ""
        if n == 0 and starts[part.at] > starts[first] and not first.startswith("p0"):
            message = f"the first part begins at {part.at}, but the text at {first}"
        elif starts[part.at] <= last:
            message = f"the part “{part.label}” begins at {part.at}, which is in the part before"
        elif not part.at.removeprefix("p").isdecimal():
            message = f"the part “{part.label}” begins at {part.at}, an id with a letter"
        if message:
            hint = "list the parts in order, the first from the first passage, each from an id without a letter"
            yield Problem(part.place, "part-misplaced", message, hint)
        last = max(last, starts[part.at])


def contents(text: Text) -> Iterator[Problem]:
    """Yield a Problem for each line of a text's table of contents that leads to no passage."""
    known = {reading.id for reading in text.readings}
    for entry in text.info.contents:
        if entry.at not in known:
            message = f"“{entry.label}” leads to {entry.at}, but there is no such passage"
            yield Problem(entry.place, "no-such-passage", message, "correct `at`")


def rulings_in_order(text: Text) -> Iterator[Problem]:
    """Yield a Problem for the first ruling that is not in the order of the passages."""
    by_line = sorted(text.rulings, key=lambda r: r.place)
    for ruling, due in zip(by_line, text.rulings, strict=True):
        if ruling is not due:
            message = f"the ruling {ruling.id} is out of order"
            hint = f"rulings follow their passages: next comes {due.id}, on {due.at}"
            yield Problem(ruling.place, "rulings-unsorted", message, hint, "warning")
            break


def numbers_ruled(text: Text) -> Iterator[Problem]:
    """Yield a Problem for each number that looks garbled and on which no editor has ruled.

    Only in a text whose numbers were overwritten: elsewhere a number that looks so is sound.
    """
    if text.info.numbers != "overwritten":
        return
    found = [*_unruled(text)]
    back = PositionMap(inverse(text.cleaning) if found else ())
    for passage, start, suspect in found:
        place = _raw_place(text, back.start(start + suspect.start))
        yield _unruled_problem(passage, suspect, place)


def _unruled(text: Text) -> Iterator[tuple[str, int, "Suspect"]]:
    """Yield each suspect that no ruling touches, with its passage's id and start (code points)."""
    from build_edition.damage.overwritten import unruled

    start = 0
    for reading in text.readings:
        for suspect in unruled(reading):
            yield reading.id, start, suspect
        start += len(reading.passage.line.text) + 1  # the line break between passages


def _raw_place(text: Text, at: int) -> Place:
    before = text.raw[:at]
    path = text.info.place.path.replace("text.yml", "raw.txt")
    return Place(path, before.count("\n") + 1, at - before.rfind("\n"))


def _unruled_problem(passage: str, suspect: "Suspect", place: Place) -> Problem:
    severity: Severity = "warning" if suspect.certainty == "low" else "error"
    message = f"“{suspect.text}” in {passage}: {suspect.why}, and no editor has ruled on it"
    hint = (
        "add a ruling to emendations.yml, without `read` to leave it; `numbers` proposes readings"
    )
    return Problem(place, "number-unruled", message, hint, severity)


def numbers_declared(text: Text) -> Iterator[Problem]:
    """Yield a Problem if a text's numbers look overwritten, and `text.yml` does not say anything."""
    if text.info.numbers is not None:
        return
    from build_edition.damage.overwritten import strong_signs

    signs = strong_signs([reading.passage.line.text for reading in text.readings])
    if signs:
        n, suspect = signs[0]
        message = (
            f"{len(signs)} numbers of {text.info.slug} look as if other digits had been written over"
            f" them, the first “{suspect.text}” in {text.readings[n].id}"
        )
        hint = (
            "write `numbers: overwritten` if that is what happened: then each needs a ruling;"
            " write `numbers: sound` if it is not"
        )
        yield Problem(text.info.place, "numbers-undeclared", message, hint, "warning")


def damage_ruled(text: Text) -> Iterator[Problem]:
    """Yield a Problem for what looks misread in a passage, unless a ruling touches it."""
    from build_edition.damage.misread import misread

    found, start = [], 0
    for reading in text.readings:
        for each in misread(reading.passage.line.text):
            ruled = (emendation.transmitted for emendation in reading.emendations)
            if not any(r.start < each.end and each.start < r.end for r in ruled):
                found.append((reading.id, start + each.start, each))
        start += len(reading.passage.line.text) + 1  # the line break between passages
    back = PositionMap(inverse(text.cleaning) if found else ())
    for passage, at, each in found:
        yield _damage(passage, each, _raw_place(text, back.start(at)))


def _damage(passage: str, each: "Misread", place: Place) -> Problem:
    message = f"“{each.text}” in {passage}: {each.why}"
    hint = "rule on it in emendations.yml if it came about in transmission, or without `read` to keep it"
    if each.kind == "date":
        return Problem(place, "date-impossible", message, hint, "warning")
    if each.kind == "number":
        return Problem(place, "number-misread", message, hint, "warning")
    return Problem(place, "wrong-encoding", message, hint, "warning")


CHECKS_OF_A_TEXT: tuple[CheckOfText, ...] = (
    recovery,
    settled,
    divided,
    parts,
    contents,
    rulings_in_order,
    numbers_ruled,
    numbers_declared,
    damage_ruled,
    *grounds.OF_A_TEXT,
)
"""Checks of a text by itself, in the order they run."""

CHECKS: tuple[Check, ...] = (showcase, quoted_words, *REFERENCES)
"""Checks of an edition, run even if some of its files could not be read."""

CHECKS_OF_THE_WHOLE: tuple[Check, ...] = (
    *REFERENCES_OF_THE_WHOLE,
    *grounds.OF_THE_WHOLE,
    links_answer,
    old_data_is_gone,
)
"""Checks run only if all files could be read, since they compare one file with another."""
