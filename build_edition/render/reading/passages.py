"""A passage as one HTML element: its reading, and the apparatus around it.

In a passage's element all that is not reading text has the class `apparatus`; without it the
element's text is the reading, character for character.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, chain, groupby, pairwise

from markupsafe import Markup

from build_edition.model import (
    Annotation,
    Call,
    Imprint,
    Reading,
    Text,
    TextInfo,
    TextPage,
)
from build_edition.render.contribute import names_for, report, suggest
from build_edition.render.drawing import Drawing, Parallel
from build_edition.render.markup.html import element, joined
from build_edition.render.reading import emendations
from build_edition.render.reading.notes import mark, mark_from_afar, placed_notes
from build_edition.render.reading.parallels import parallel_mark
from build_edition.render.reading.series import NO_SERIES, SeriesInText
from build_edition.texts.runs import runs

GROUPS: Mapping[str, tuple[str, str]] = {
    "point": ("ul", "li"),
    "quotation": ("blockquote", "p"),
    "endnote": ("ol", "li"),
    "verse": ("div", "p"),
    "line": ("div", "p"),
}
"""The kinds of passage that are grouped: the group's element, and that of each passage in it."""


@dataclass(frozen=True)
class PassageContext:
    """What is needed from a text to draw its passages: where calls, notes and parallels lead.

    `endnotes` gives the address of each endnote by its number, `calls` that of its call,
    `numbers` the number of each editors' note by its id; `suggested` the name of a new note on each
    passage; `sections` are the editors' titles by the passage they precede; `apart` are the lines of
    verse and others before which the raw text has a blank line.
    """

    endnotes: Mapping[str, str]
    calls: Mapping[str, str]
    numbers: Mapping[str, int]
    suggested: Mapping[str, str]
    parallels: Mapping[str, tuple[Parallel, ...]]
    sections: Mapping[str, str]
    imprint: Imprint
    series: SeriesInText = NO_SERIES
    apart: frozenset[str] = frozenset()


def passage_context(drawing: Drawing, page: TextPage) -> PassageContext:
    """Return what is needed to draw the passages of a page of a text."""
    text, whole, link = page.shown, page.whole, page.shown.info.link
    return PassageContext(
        imprint=drawing.imprint,
        endnotes={r.passage.line.note: link(r.id) for r in whole.readings if r.kind == "endnote"},
        calls={c.note: link(r.id, f"call-{c.note}") for r in whole.readings for c in r.calls},
        numbers={placed.note.id: placed.number for placed in placed_notes(text)},
        suggested=names_for(
            whole.readings, (note.id for note in (*whole.notes, *whole.retired_notes))
        ),
        parallels=drawing.parallels[text.info.slug],
        sections={entry.at: entry.label for entry in text.info.contents},
        apart=frozenset(_apart(text)),
    )


def passages(text: Text, known: PassageContext) -> Markup:
    """Return all passages of a text in order, under the titles that the editors gave its sections.

    Points, quotations and endnotes are in groups.
    """
    return joined("\n", _grouped(text, known))


def _grouped(text: Text, known: PassageContext) -> Iterator[Markup]:
    """Yield passages and groups of them; a figure stands behind its passage, or behind its group."""
    endnotes = [kind for kind, _ in groupby(r.kind for r in text.readings) if kind == "endnote"]
    starts = accumulate(reading.id in known.sections for reading in text.readings)
    sections = zip(text.readings, starts, strict=True)
    for (kind, _), pairs in groupby(sections, key=lambda pair: (pair[0].kind, pair[1])):
        group = [reading for reading, _ in pairs]
        if group[0].id in known.sections:
            yield element("h2", known.sections[group[0].id], class_="apparatus section")
        drawn = [passage(reading, text, known) for reading in group]
        behind = [known.series.behind.get(reading.id, Markup()) for reading in group]
        if kind in GROUPS:
            yield _group(kind, joined("\n", drawn), titled=len(endnotes) == 1)
            yield from behind
        else:
            yield from chain.from_iterable(zip(drawn, behind, strict=True))


def _group(kind: str, drawn: Markup, titled: bool) -> Markup:
    """Return a group of passages; endnotes have a title if they are all in one place."""
    if kind != "endnote" or not titled:
        return element(GROUPS[kind][0], "\n", drawn, "\n", class_=f"{kind}s")
    heading = element("h2", "The author’s own notes", id="authors-notes")
    notes = element("ol", "\n", drawn, "\n", class_="endnotes")
    parts = ("\n", heading, "\n", notes, "\n")
    return element("section", *parts, aria_labelledby="authors-notes")


def passage(reading: Reading, text: Text, known: PassageContext) -> Markup:
    """Return one passage under its permanent id, with its number, marks, calls and parallels."""
    line = reading.passage.line
    parts = [_number(reading), *(_anchor(name) for name in reading.passage.also)]
    if reading.kind == "turn":
        name = text.speakers.get(line.speaker)
        parts.append(element("b", f"{line.speaker} ", class_="apparatus speaker", title=name))
    if _shows_number(reading):
        parts.append(element("b", f"{line.number} ", class_="apparatus mark"))
    parts += [content(reading, known)]
    if reading.kind == "endnote" and line.note in known.calls:
        label = f"Back to where note {line.number} is called"
        back = element("a", "↩", href=known.calls[line.note], aria_label=label)
        parts.append(element("span", " ", back, class_="apparatus back"))
    parts.append(parallel_mark(reading.id, known.parallels.get(reading.id, ())))
    parts.append(known.series.links.get(reading.id, Markup()))
    parts.append(_ways(reading, text.info, known))
    value = line.number if line.number.isdecimal() and reading.kind == "endnote" else None
    level = str(line.level + 1) if reading.kind == "point" and line.level else None
    classes = " ".join(_classes(reading, known.apart))
    given = {"id": reading.id, "class_": classes, "value": value, "aria_level": level}
    return element(_element(reading), *parts, **given)


def _element(reading: Reading) -> str:
    """Return the name of a passage's element."""
    if reading.kind == "heading":
        return f"h{reading.passage.line.level + 1}"
    return GROUPS[reading.kind][1] if reading.kind in GROUPS else "p"


def _continues(reading: Reading) -> bool:
    line = reading.passage.line
    return (reading.kind == "paragraph" and bool(line.speaker)) or (
        reading.kind == "endnote" and not line.number
    )


def _classes(reading: Reading, apart: Collection[str]) -> Iterator[str]:
    """Yield the classes of a passage's element; `apart` are the lines with a blank one before."""
    yield "passage"
    yield reading.kind
    if _continues(reading):
        yield "continued"
    if _shows_number(reading):
        yield "numbered"
    if reading.kind == "point" and reading.passage.line.level:
        yield f"level-{min(reading.passage.line.level, 5)}"
    if reading.id in apart:
        yield "apart"


def _shows_number(reading: Reading) -> bool:
    """Whether a passage's own number is printed before it: that of a point, or a sign of a note."""
    number = reading.passage.line.number
    return bool(number) and (reading.kind == "point" or not number.isdecimal())


def _apart(text: Text) -> Iterator[str]:
    """Yield the lines of verse, or others that stay lines, before which there is a blank line."""
    kept = [reading.kind in ("verse", "line") for reading in text.readings]
    raw = text.raw if any(kept) else ""
    for before, reading in pairwise(text.readings) if raw else ():
        if reading.kind in ("verse", "line") and before.kind == reading.kind:
            between = raw[before.passage.line.span.end : reading.passage.line.span.start]
            if len(f"{between}.".splitlines()) > 2:
                yield reading.id


def _ways(reading: Reading, info: TextInfo, known: PassageContext) -> Markup:
    """Return the links for contributors: suggest a note on a passage, report a problem with it."""
    number = reading.id.removeprefix("p")
    note = suggest(known.imprint, info.slug, known.suggested[reading.id], reading, info.up)
    problem = report(known.imprint, info.address(reading.id), info.up)
    label = f"Suggest a note on passage {number}"
    suggested = element("a", "suggest a note", href=note, aria_label=label)
    label = f"Report a problem with passage {number}"
    reported = element("a", "report a problem", href=problem, aria_label=label)
    return element("span", " ", suggested, " ", reported, class_="apparatus ways")


def content(reading: Reading, known: PassageContext | None, page: str = "") -> Markup:
    """Return the words of a reading: emendations, notes' words, marks and calls.

    Without `known` they are shown on another page: marks name the kinds of the notes and lead to
    `page`, and there are no calls.
    """
    drawn: list[str] = []
    for run in runs(reading):
        words = (
            emendations.emendation(run.emendation, run.text, known is not None)
            if run.emendation
            else run.text
        )
        drawn.append(_noted(words, run.noted))
        if known is not None:
            drawn += [_call(call, known.endnotes) for call in run.calls]
            drawn += [mark(a, known.numbers[a.note.id]) for a in run.marks]
        else:
            drawn += [mark_from_afar(a, page) for a in run.marks]
    return joined("", drawn)


def _noted(words: str, notes: tuple[Annotation, ...]) -> str:
    """Return the words that notes are about, in the colour of the note with the shortest lemma."""
    if not notes:
        return words
    closest = min(notes, key=lambda a: (a.span.end - a.span.start, a.note.id))
    named = " ".join(a.note.id for a in notes)
    return element("span", words, class_=f"noted k-{closest.note.kind}", data_notes=named)


def _number(reading: Reading) -> Markup:
    shown = reading.id.removeprefix("p")
    label = f"Passage {shown}: its address"
    return element("a", shown, class_="apparatus number", href=f"#{reading.id}", aria_label=label)


def _anchor(name: str) -> Markup:
    return element("span", "", class_="apparatus", id=name)


def _call(call: Call, notes: Mapping[str, str]) -> Markup:
    label = f"The author’s note {call.number}"
    link = element(
        "a",
        call.number,
        href=notes.get(call.note, "#authors-notes"),
        id=f"call-{call.note}",
        aria_label=label,
    )
    return element("sup", link, class_="apparatus call")


def words(readings: Iterable[Reading]) -> int:
    """Return the number of words in readings."""
    return sum(len(reading.text.split()) for reading in readings)
