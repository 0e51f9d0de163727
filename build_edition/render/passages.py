"""A passage as one HTML element: its reading, and around it apparatus.

In a passage's element all that is not reading text has the class `apparatus`; without it the
element's text is the reading, sign for sign.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from build_edition.model import Call, Emendation, Reading, Ruling, Text
from build_edition.render import rulings
from build_edition.render.markup import element, escape
from build_edition.render.rulings import passage_number, spoken, wording
from build_edition.runs import runs

GROUPS: Mapping[str, tuple[str, str]] = {
    "point": ("ul", "li"),
    "quotation": ("blockquote", "p"),
    "endnote": ("ol", "li"),
}
"""The kinds of passage that stand in a group: the group's element, and the passage's in it."""


def passages(text: Text) -> str:
    """All passages of a text in order: points as lists, quotations and endnotes together."""
    return "\n".join(_grouped(text))


def _grouped(text: Text) -> Iterator[str]:
    notes = {r.passage.line.number: r.id for r in text.readings if r.kind == "endnote"}
    calls = {c.number: f"call-{c.number}" for r in text.readings for c in r.calls}
    for kind, group in groupby(text.readings, key=lambda reading: reading.kind):
        drawn = "\n".join(passage(reading, text, notes, calls) for reading in group)
        if kind == "endnote":
            heading = element("h2", "The author’s own notes", id="authors-notes")
            drawn = heading + "\n" + element("ol", f"\n{drawn}\n", class_="endnotes")
            yield element("section", f"\n{drawn}\n", aria_labelledby="authors-notes")
        elif kind in GROUPS:
            yield element(GROUPS[kind][0], f"\n{drawn}\n", class_=f"{kind}s")
        else:
            yield drawn


def passage(
    reading: Reading, text: Text, notes: Mapping[str, str], calls: Mapping[str, str]
) -> str:
    """One passage under its permanent id, with its number, marks and calls.

    `notes` gives the passage of each endnote by its number, `calls` the anchor of its call.
    """
    line = reading.passage.line
    parts = [_number(reading), *(_anchor(name) for name in reading.passage.also)]
    if reading.kind == "turn":
        name = text.speakers.get(line.speaker)
        parts.append(
            element("b", escape(line.speaker) + " ", class_="apparatus speaker", title=name)
        )
    parts += [content(reading, notes)]
    if reading.kind == "endnote" and line.number in calls:
        label = f"Back to where note {line.number} is called"
        back = element("a", "↩", href=f"#{calls[line.number]}", aria_label=label)
        parts.append(element("span", f" {back}", class_="apparatus back"))
    classes = f"passage {reading.kind}" + (" continued" if _continues(reading) else "")
    value = line.number if line.number.isdecimal() else None
    return element(_name(reading), "".join(parts), id=reading.id, class_=classes, value=value)


def content(reading: Reading, notes: Mapping[str, str], marks: bool = True) -> str:
    """The words of a reading with its emendations and calls; without `marks` only the former."""
    drawn = []
    for run in runs(reading):
        drawn.append(
            emendation(run.emendation, run.text, marks) if run.emendation else escape(run.text)
        )
        drawn += [_call(call, notes) for call in run.calls] if marks else []
    return "".join(drawn)


def emendation(placed: Emendation, reading: str, marks: bool = True) -> str:
    """An emendation as one element that holds both forms, with its permanent address."""
    ruling = placed.ruling
    name = f"em-{ruling.id}" if marks else None
    before = element("del", wording(ruling.on), class_="apparatus") if placed.changes else ""
    after = element("ins", rulings.reading(reading)) if placed.changes else _kept(reading)
    mark = _em_mark(ruling) if marks else ""
    return element("span", before + after + mark, class_=f"em em-{ruling.kind}", id=name)


def _kept(words: str) -> str:
    return element("span", wording(words))


def _em_mark(ruling: Ruling) -> str:
    """The way from an emendation to its reason at the page's foot."""
    words = f"“{spoken(ruling.on)}” in passage {passage_number(ruling)}"
    said = (
        f"Left as transmitted: {words}" if ruling.read is None else f"Emended: transmitted {words}"
    )
    link = element(
        "a", "*", class_="em-mark", href=f"#ruling-{ruling.id}", aria_label=f"{said}. See why"
    )
    return element("sup", link, class_="apparatus")


def _name(reading: Reading) -> str:
    if reading.kind == "heading":
        return f"h{reading.passage.line.level + 1}"
    return GROUPS[reading.kind][1] if reading.kind in GROUPS else "p"


def _continues(reading: Reading) -> bool:
    return reading.kind == "paragraph" and bool(reading.passage.line.speaker)


def _number(reading: Reading) -> str:
    shown = reading.id.removeprefix("p")
    label = f"Passage {shown}: its address"
    return element("a", shown, class_="apparatus number", href=f"#{reading.id}", aria_label=label)


def _anchor(name: str) -> str:
    return element("span", "", class_="apparatus", id=name)


def _call(call: Call, notes: Mapping[str, str]) -> str:
    label = f"The author’s note {call.number}"
    link = element(
        "a",
        escape(call.number),
        href=f"#{notes.get(call.number, 'authors-notes')}",
        id=f"call-{call.number}",
        aria_label=label,
    )
    return element("sup", link, class_="apparatus call")


def words(readings: Iterable[Reading]) -> int:
    """How many words are to be read."""
    return sum(len(reading.text.split()) for reading in readings)
