"""What a text showed in earlier versions, wherever it shows something else today.

`texts/<slug>/earlier.json` is read by a script, for an address that names a version, and by the page
of changes. It grows with what has changed, and not with the text.
"""

import json
from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup

from build_edition.addresses import shown_in
from build_edition.model import (
    NOTE_KINDS,
    WHOLE,
    Shown,
    ShownEmendation,
    ShownNote,
    ShownPassage,
    Text,
)
from build_edition.render.drawing import Drawing
from build_edition.render.formats import TextFormat
from build_edition.render.markup.html import counted, element
from build_edition.render.markup.then_now import Row, then_now
from build_edition.render.reading.cite_links import SEEN
from build_edition.render.reading.emendations import LEFT, kind_name, spoken

_KINDS = {"note-": "Note", "em-": "Emendation", "p": "Passage"}
_NONE = element("i", "none")
_GONE = element("i", "no longer here")
_REMOVED = element("p", "What it said then had to be removed.", class_="removed")


def earlier_words(drawing: Drawing, text: Text) -> str:
    """Return as JSON what a text showed in earlier versions, where it shows something else today.

    `first` is the version that first had the text, "" if none did. `later` is the version of each
    place that came later, "" if it is in none yet. `shown` gives, of a place that has changed, from
    each version on in which it did, both wordings as HTML, or null where it shows the same as today.
    """
    today = shown_in(text)
    first = text.released[0].version if text.released else ""
    stages = _stages(text)
    begun = {name: next(iter(stages.get(name, {"": None}))) for name in (*today, *stages)}
    compared = {
        name: {
            version: _compared(drawing, then, today.get(name)) for version, then in versions.items()
        }
        for name, versions in stages.items()
    }
    return json.dumps(
        {
            "first": first,
            "later": {name: version for name, version in begun.items() if version != first},
            "shown": {name: drawn for name, drawn in compared.items() if any(drawn.values())},
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def earlier_file(drawing: Drawing, text: Text) -> dict[str, str]:
    """Return `texts/<slug>/earlier.json`."""
    return {f"{p.info.page}earlier.json": earlier_words(drawing, p) + "\n" for p in text.pages}


def _stages(text: Text) -> dict[str, dict[str, Shown | None]]:
    """Return what each place showed, by the versions from which on it did."""
    stages: dict[str, dict[str, Shown | None]] = {}
    for words in text.released:
        for name, shown in words.shown:
            stages.setdefault(name, {})[words.version] = shown
    return stages


def _compared(drawing: Drawing, then: Shown | None, now: Shown | None) -> Markup | None:
    """Return both wordings side by side, or None if they are the same."""
    if then is None:
        return _REMOVED
    if then == now:
        return None
    before, after = dict(_fields(drawing, then)), dict(_fields(drawing, now) if now else ())
    names = [name for name in (after or before) if before.get(name) != after.get(name)]
    rows = (
        Row(name, before.get(name) or _NONE, (after.get(name) or _NONE) if now else _GONE)
        for name in names
    )
    return then_now(rows)


def _fields(drawing: Drawing, shown: Shown) -> Iterator[tuple[str, str]]:
    """Yield what a place shows, each part by what readers call it."""
    if isinstance(shown, ShownPassage):
        yield "", shown.reading or element("i", f"withdrawn: {shown.gone}")
        return
    yield "Place", "the whole text" if shown.at == WHOLE else f"passage {shown.at[1:]}"
    yield from _note(shown) if isinstance(shown, ShownNote) else _emendation(shown)
    sources = [_source(drawing, *source) for source in shown.sources]
    own_words = shown.source if isinstance(shown, ShownNote) else ""
    yield "Sources", "; ".join(filter(None, (*sources, own_words)))
    yield "Retired", shown.retired
    yield "What took its place", shown.successor


def _note(note: ShownNote) -> Iterator[tuple[str, str]]:
    words = {kind: known.word for kind, known in NOTE_KINDS.items()}
    yield "On", "the whole of it" if note.on == WHOLE else f"“{note.on}”"
    yield "Kind", next((word for kind, word in words.items() if kind == note.kind), note.kind)
    yield "Note", note.words
    yield "Certainty", "not checked by us" if note.certainty == "unchecked" else note.certainty
    yield "The text itself shows it", "yes" if note.internal else "no"


def _emendation(ruling: ShownEmendation) -> Iterator[tuple[str, str]]:
    yield "Transmitted", spoken(ruling.on)
    yield "Reading", element("i", LEFT) if ruling.read is None else spoken(ruling.read)
    yield "Kind", kind_name(ruling.kind)
    yield "Reason", ruling.why
    yield "Certainty", ruling.certainty
    yield "Evidence", ruling.evidence


def _source(drawing: Drawing, key: str, locator: str, seen: str = "") -> str:
    """Return a source in short; of a work that is no longer listed, its key."""
    works: Mapping[str, str] = drawing.citations.short
    named = works.get(drawing.work_keys.get(key, key), key)
    how = next((words for state, words in SEEN.items() if state == seen), "")
    return ", ".join(filter(None, (named, locator))) + (f" ({how})" if how else "")


def named_place(name: str) -> str:
    """Return what readers call a passage, a note or an emendation, by its id.

    >>> named_place("p25a"), named_place("note-beria")
    ('Passage 25a', 'Note beria')
    """
    prefix = next(prefix for prefix in _KINDS if name.startswith(prefix))
    return f"{_KINDS[prefix]} {name.removeprefix(prefix)}"


def kinds_counted(names: Iterable[str]) -> list[str]:
    """Return how many passages, notes and emendations are among some ids, each with its noun."""
    kinds = [named_place(name).split()[0].lower() for name in names]
    return [counted(kinds.count(kind), kind) for kind in ("passage", "note", "emendation")]


FORMATS = (TextFormat("earlier", earlier_file, pages=("texts/{}/earlier.json",), by_page=True),)
