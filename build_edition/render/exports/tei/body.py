"""A text's passages in TEI: divisions with headings, speeches, lists, quotations and endnotes."""

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from build_edition.model import Reading, Text
from build_edition.render.exports.tei.signs import said
from build_edition.render.exports.tei.words import WordContext, passage_words
from build_edition.render.markup.xml import end_tag, lines, start_tag, tag

_GROUPS = {"point": "list", "quotation": "quote", "endnote": "noteGrp", "verse": "lg"}
_NAMES = {
    "heading": "head",
    "caption": "ab",
    "standfirst": "ab",
    "point": "item",
    "endnote": "note",
    "verse": "l",
    "line": "ab",
    "break": "ab",
    "direction": "stage",
    "signature": "ab",
}


def body(text: Text, known: WordContext) -> Markup:
    """Return all passages of a text, each an element with its permanent id and its number (`n`)."""
    return tag("body", "\n", lines(*_divided(text, known)), "\n")


def _divided(text: Text, known: WordContext) -> Iterator[Markup]:
    """Yield blocks in divisions, which open at headings; endnotes are a division of their own."""
    levels: list[int] = []
    ended = False
    for block in _blocks(text.readings):
        level = block[0].passage.line.level if block[0].kind == "heading" else 0
        if level or block[0].kind == "endnote":
            while levels and levels[-1] >= level:
                levels.pop()
                yield end_tag("div")
        if level or (ended and block[0].kind != "endnote"):
            levels.append(level or 1)
            yield start_tag("div")
        ended = block[0].kind == "endnote"
        yield _block(block, text, known)
    yield from (end_tag("div") for _ in levels)


def _blocks(readings: Iterable[Reading]) -> Iterator[tuple[Reading, ...]]:
    """Yield blocks of passages: a speech, a list, a quotation, endnotes, or a single passage."""
    block: tuple[Reading, ...] = ()
    for reading in readings:
        if block and _belongs(reading, block[0]):
            block = (*block, reading)
        else:
            yield from (block,) if block else ()
            block = (reading,)
    yield from (block,) if block else ()


def _belongs(reading: Reading, first: Reading) -> bool:
    if first.kind == "turn":
        return reading.kind == "direction" or (
            reading.kind == "paragraph"
            and (reading.passage.line.speaker == first.passage.line.speaker)
        )
    return first.kind in _GROUPS and reading.kind == first.kind


def _block(block: tuple[Reading, ...], text: Text, known: WordContext) -> Markup:
    first = block[0]
    if first.kind == "point":
        return _list(block, known)
    drawn = lines(*(_passage(reading, known) for reading in block))
    if first.kind == "turn":
        label = first.passage.line.speaker
        who = [n for n, speaker in enumerate(text.info.speakers, 1) if speaker.label == label]
        speech = lines(tag("speaker", said(label)), drawn)
        return tag("sp", "\n", speech, "\n", who=f"#speaker-{who[0]}" if who else None)
    if first.kind in _GROUPS:
        kind = "endnotes" if first.kind == "endnote" else None
        return tag(_GROUPS[first.kind], "\n", drawn, "\n", type=kind)
    return drawn


def _list(points: Sequence[Reading], known: WordContext) -> Markup:
    """Return points as a list; those beneath a point are a list within it."""
    items = []
    while points:
        first, *rest = points
        level = first.passage.line.level
        end = next((n for n, p in enumerate(rest) if p.passage.line.level <= level), len(rest))
        below, points = rest[:end], rest[end:]
        items.append(_passage(first, known, _list(below, known) if below else ""))
    return tag("list", "\n", lines(*items), "\n")


_NAMED = ("caption", "standfirst", "line", "break", "signature")


def _passage(reading: Reading, known: WordContext, below: Markup | str = "") -> Markup:
    line = reading.passage.line
    endnote, named = reading.kind == "endnote", reading.kind in _NAMED
    label = tag("label", said(f"{line.number} ")) if line.number else ""
    also = (tag("anchor", xml_id=name) for name in reading.passage.also)
    return tag(
        _NAMES.get(reading.kind, "p"),
        *(*also, label, passage_words(reading, known), *(("\n", below, "\n") if below else ())),
        xml_id=reading.id,
        n=None if endnote else reading.id.removeprefix("p"),
        type="author" if endnote else reading.kind if named else None,
        place="display" if endnote else None,  # at "end" programs would number it once more
        target=f"#call-{line.note}" if endnote and line.note in known.called else None,
    )
