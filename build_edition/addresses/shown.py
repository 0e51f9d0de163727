"""What each passage, note and emendation of a text shows, as releases keep it."""

from collections.abc import Iterable, Iterator

from build_edition.model import (
    Citation,
    Edition,
    EmendationRuling,
    Note,
    Release,
    Shown,
    ShownEmendation,
    ShownNote,
    ShownPassage,
    Text,
)
from build_edition.notes.markdown import plain


def shown_in(text: Text) -> dict[str, Shown]:
    """Return what each place of a text shows today by its id, such as `p25` or `note-beria`."""
    return dict(_places(text))


def is_as_released(text: Text) -> bool:
    """Return whether a text shows in all its places what it showed in the last release."""
    shown: dict[str, Shown | None] = {}
    for words in text.released:
        shown |= dict(words.shown)
    return bool(shown) and shown == shown_in(text)


def shown_note(note: Note) -> ShownNote:
    """Return what a note shows, retired or not."""
    return ShownNote(
        at=note.lemma.at,
        on=note.lemma.on,
        kind=note.kind,
        certainty=note.certainty,
        internal=note.internal,
        sources=_cited(note.citations),
        source=note.source,
        words=plain(note.body),
        retired=note.retired,
        successor=note.successor,
    )


def shown_emendation(ruling: EmendationRuling) -> ShownEmendation:
    """Return what an emendation shows, retired or not."""
    return ShownEmendation(
        at=ruling.at,
        on=ruling.on,
        kind=ruling.kind,
        certainty=ruling.certainty,
        evidence=ruling.evidence,
        read=ruling.read,
        sources=_cited(ruling.sources),
        why=ruling.why,
        retired=ruling.retired,
        successor=ruling.successor,
    )


def words_to_keep(edition: Edition, release: Release) -> dict[str, dict[str, Shown]]:
    """Return what the new and changed places of a release show, by the names of their texts."""
    kept: dict[str, dict[str, Shown]] = {}
    paths = {address.path for address in (*release.new, *release.changed) if address.showed}
    for text in edition.texts:
        found = {
            name: shown
            for page in text.pages
            for name, shown in shown_in(page).items()
            if f"{page.info.page}#{name}" in paths
        }
        if found:
            kept[text.info.slug] = found
    return kept


def _places(text: Text) -> Iterator[tuple[str, Shown]]:
    for record in text.gone:
        for name in (record.id, *record.also):
            yield name, ShownPassage("", record.gone)
    for reading in text.readings:
        for name in (reading.id, *reading.passage.also):
            yield name, ShownPassage(reading.text)
    for note in (*text.notes, *text.retired_notes):
        yield f"note-{note.id}", shown_note(note)
    for ruling in (*text.rulings, *text.retired_rulings):
        yield f"em-{ruling.id}", shown_emendation(ruling)


def _cited(citations: Iterable[Citation]) -> tuple[tuple[str, ...], ...]:
    """Return citations as 0.1.0 showed them, which did not say how their places were seen."""
    return tuple((c.key, c.locator, *([c.seen] if c.seen else [])) for c in citations)
