"""Each garbled place replayed: what was printed, what is read, and what became of every number.

A table drawn from the rulings on the numbers of texts that were overwritten, for a hand-written page.
"""

import re
from collections.abc import Iterator

from markupsafe import Markup

from build_edition.model import GAP, EmendationRuling, Text
from build_edition.render.drawing import Whole
from build_edition.render.formats import WholeFormat
from build_edition.render.markup.html import element, joined

_NUMBER = re.compile(rf"\d[\d,.]*\d|\d|{re.escape(GAP)}")
_HEAD = ("passage", "printed", "read", "what became of each number")


def replayed(whole: Whole) -> dict[str, str]:
    """Return `apparatus/replay.html`: a table with one row for each passage that was put right.

    The file is empty if no text says that its numbers were overwritten.
    """
    garbled = [text for text in whole.edition.texts if text.info.numbers == "overwritten"]
    rows = [row for text in garbled for row in _rows(text, alone=len(garbled) == 1)]
    head = element("tr", *(element("th", words, scope="col") for words in _HEAD))
    table = element("table", element("thead", head), element("tbody", *rows))
    return {"apparatus/replay.html": joined("", (table, "\n") if rows else ())}


def _rows(text: Text, *, alone: bool) -> Iterator[Markup]:
    """Yield the rows of one text, in the order of its passages; named only if it is not alone."""
    for reading in text.readings:
        placed = (emendation.ruling for emendation in reading.emendations if emendation.changes)
        rulings = [ruling for ruling in placed if ruling.kind == "number"]
        if rulings:
            address = f"../../{text.info.address(reading.id)}"
            number = reading.id.removeprefix("p")
            link = element("a", number if alone else f"{text.info.title}, {number}", href=address)
            cells = (
                link,
                joined("; ", (f"“{ruling.on}”" for ruling in rulings)),
                joined("; ", (f"“{ruling.read}”" for ruling in rulings)),
                joined("; ", _fates(rulings)),
            )
            yield element("tr", *(element("td", cell) for cell in cells))


def _fates(rulings: list[EmendationRuling]) -> Iterator[str]:
    """Yield what became of each number of a passage: its own place, its scale, or that it is lost."""
    printed = [(digits, ruling) for ruling in rulings for digits in _NUMBER.findall(ruling.on)]
    left = [(digits, ruling) for ruling in rulings for digits in _NUMBER.findall(ruling.read or "")]
    strangers = []
    for digits, ruling in printed:
        home = next((pair for pair in left if pair[0] == digits), None)
        if home:
            left.remove(home)
            yield f"{digits} goes to its own place"
        else:
            strangers.append((digits, ruling))
    for digits, ruling in strangers:
        home = next((pair for pair in left if _same_digits(pair[0], digits)), None)
        if home:
            left.remove(home)
            yield f"{digits} counted ten thousands, and is {_scaled(home[0], home[1])}"
        else:
            yield (
                f"{digits} is the month again"
                if ruling.evidence == "external"
                else f"{digits} is none"
            )
    yield from (f"{digits} comes from a source" for digits, _ in left if digits != GAP)
    lost = sum(digits == GAP for digits, _ in left)
    if lost:
        yield "one is lost" if lost == 1 else f"{lost} are lost"


def _scaled(digits: str, ruling: EmendationRuling) -> str:
    """Return a number of a ruling's reading, with the scale word after it, if any."""
    found = re.search(rf"{re.escape(digits)}(?: (?:thousand|million|billion))?", ruling.read or "")
    return found[0] if found else digits


def _same_digits(one: str, other: str) -> bool:
    """Whether two numbers differ only in zeros at the end and in separators."""
    return re.sub(r"[.,]", "", one).strip("0") == re.sub(r"[.,]", "", other).strip("0")


FORMATS = (WholeFormat("replay", replayed, pages=("apparatus/replay.html",)),)
