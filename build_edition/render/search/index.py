"""The part of the search index that one text has, and the part of what stands beside the texts.

Each is a file that only the build reads; MkDocs leaves it out. `site/search_index.py` makes the
index of the site from them. A *term* is a word as search compares it, or has a sign: `@` begins a
person who is mentioned, `#` the id of a place, `=` a spelling of a name, and `-` ends what is
no word there but is found as one: a compound without its hyphen, `dollars` for a sign, the kind of a
note.
"""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, cast

from build_edition.model import NOTE_KINDS, Mention, NoteKind, Text
from build_edition.render.drawing import Drawing, Whole
from build_edition.render.formats import TextFormat, WholeFormat
from build_edition.render.search.names import called, every_script, spelled_keys
from build_edition.render.search.records import Record, beside_the_texts, of_a_text
from build_edition.render.search.words import Word, compounds, divided, money

OURS = "en"
"""The language of the edition's own words."""

ROOM = 8
"""Each record has room for a multiple of so many words: how long it is then takes few bytes."""

Terms = dict[str, list[int]]
"""Where each term stands: the numbers of words, counted through all records, in order.

Between two records at least one number is left out, so that no phrase runs from one into the next.
"""

Named = Mapping[str, Sequence[tuple[Mention, str]]]
"""The mentions of people in a passage, by its id; each is paired with the id of the person."""

NOBODY: Named = {}

Kept = tuple[str, str, Sequence[Record]]
"""The address of a page, its title, and its records."""


def text_index(drawing: Drawing, text: Text) -> dict[str, str]:
    """Return `texts/<slug>/search.json`: the records of a text, and where each word stands."""
    named = drawing.named.get(text.info.slug, NOBODY)
    kept = [(page.info.page, text.info.title, [*of_a_text(page, text)]) for page in text.pages]
    raw = Record("page", "", "Text, as transmitted", text.info.title)
    kept += [(f"{page.info.page}transmitted/", text.info.title, [raw]) for page in text.pages]
    index = index_of(kept, named, language=text.info.language)
    return {f"{text.info.page}search.json": _json(index)}


def edition_index(whole: Whole) -> dict[str, str]:
    """Return `apparatus/search.json`: the records of people, events, works and so on, and names.

    People come first, so that a name’s numbers are those of records.
    """
    people = whole.reference.people
    kept = [(page, title, records) for page, (title, records) in beside_the_texts(whole).items()]
    names = {f"={name}": numbers for name, numbers in spelled_keys(people).items()}
    index = index_of(kept, NOBODY, names, called(people))
    index["synonyms"] = [*map(every_script, whole.imprint.synonyms)]
    return {"apparatus/search.json": _json(index)}


def _json(index: Mapping[str, Any]) -> str:
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))


def index_of(
    kept: Iterable[Kept],
    named: Named = NOBODY,
    terms: Terms | None = None,
    called: Sequence[Sequence[str]] = (),
    language: str = OURS,
) -> dict[str, Any]:
    """Return the index of some pages, as it is written; `called` are names of the first records.

    `language` is that of passages; what the editors write is in their own.
    """
    terms = terms or {}
    runs: list[tuple[str, str, str, int, str]] = []
    records: list[Record] = []
    for page, title, found in kept:
        records += found
        for kind, some in groupby(found, _kind):
            spoken = language if kind == "passage" else OURS
            runs.append((kind, page, title, len([*some]), spoken))
    lengths = _read(records, named, terms)
    return {
        "runs": runs,
        "records": [(r.at, r.label, r.title, r.words, r.mark) for r in records],
        "called": called,
        "lengths": lengths,
        "titles": [len(divided(record.title)) for record in records],
        "transmitted": [n for n, record in enumerate(records) if record.transmitted],
        "terms": terms,
    }


def _read(records: Iterable[Record], named: Named, terms: Terms) -> list[int]:
    """Add the terms of records to those given, and return how many times `ROOM` each record takes."""
    begin, lengths = 0, []
    for record in records:
        whole = f"{record.title}\n{record.words}"
        words = divided(whole)
        found = [(n, word.folded) for n, word in enumerate(words)]
        found += ((n, f"{pair}-") for n, pair in compounds(whole, words))
        found += ((n, f"{sum_}-") for n, sum_ in money(whole, words))
        if record.mark:  # in the first place that is left out
            found.append((len(words), f"{_kind_of_note(record)}-"))
        found += ((0, f"#{name}") for name in (record.at, *record.former))
        if not record.transmitted:
            found += _mentioned(words, named.get(record.at, ()))
        for n, term in found:
            terms.setdefault(term, []).append(begin + n)
        lengths.append(len(words) // ROOM + 1)
        begin += lengths[-1] * ROOM
    return lengths


def _mentioned(
    words: Sequence[Word], mentions: Iterable[tuple[Mention, str]]
) -> Iterator[tuple[int, str]]:
    """Yield the number of every word that mentions a person, with the term for the person."""
    for mention, owner in mentions:
        # A passage has no title, so its words begin behind the line feed.
        begin, end = mention.span.start + 1, mention.span.end + 1
        first = bisect_right(words, begin, key=lambda word: word.end)
        for n in range(first, bisect_left(words, end, key=lambda word: word.start)):
            yield n, f"@{owner}"


def _kind(record: Record) -> str:
    return record.kind


def _kind_of_note(record: Record) -> str:
    """Return the word for which notes of a kind are found: `error` for what is in error."""
    return divided(NOTE_KINDS[cast(NoteKind, record.mark)].word)[-1].folded


FORMATS = (
    TextFormat("search", text_index, pages=("texts/{}/search.json",)),
    WholeFormat("search of the edition", edition_index, pages=("apparatus/search.json",)),
)
