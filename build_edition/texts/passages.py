"""Stage 2, passages: give the lines of the transmitted text their permanent ids.

Ids are given once, by `number`, and kept in `passages.json`. An id stays with the passage
that holds most of the raw words it was given to; nothing else moves it. `identify`, which
every build runs, gives no new id: it only reports where the register and the text differ.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, count, product
from string import ascii_lowercase

from build_edition.model import (
    Edit,
    Line,
    Passage,
    PassageRecord,
    Place,
    Problem,
    Span,
    Transmitted,
    few,
)

FIRST_WORDS = 8
"""How many words of a passage its record repeats, so that a reviewer recognises it."""

PASSAGE_IDS = "a passage’s id is the number in the page’s margin with a p before it: 23 is p23"
"""The hint for an id that no passage has."""

_NUMBER = re.compile(r"p(\d+)")

MOST_PASSAGES, MOST_CHARACTERS = 2_000, 600_000
"""The most that one page can bear: a slow phone takes three seconds to show so much.

Measured in Chromium with a processor slowed four times: 2,000 passages of 800,000 characters are
10,000 elements and 1.6 MB, and are shown after 3.2 s; 1,000 passages after 1.7 s.
`python -m tests.bench_parts` measures it again; on a busy machine it takes longer.
"""


def number(transmitted: Transmitted, records: Sequence[PassageRecord]) -> tuple[PassageRecord, ...]:
    """Return the register of a text's passages, brought up to date with its transmitted lines.

    An id stays with the line that holds most of its raw span. Where lines were joined, the other
    ids are kept under `also`. An id whose words were taken away is kept with the reason under
    `gone`. No id is ever given twice.
    """
    claims = _claims(transmitted.lines, [r for r in records if not r.gone])
    used = {name for r in records for name in (r.id, *r.also)}
    named = _name(claims, used)
    live = [_record(n, line) for n, line in zip(named, transmitted.lines, strict=True)]
    kept = {name for record in live for name in (record.id, *record.also)}
    gone = [r if r.gone else _withdraw(r, transmitted.edits) for r in records if r.id not in kept]
    reached = accumulate((line.span for line in transmitted.lines), max)
    placed = [
        ((span, False, n, ""), r) for n, (span, r) in enumerate(zip(reached, live, strict=True))
    ]
    placed += [((r.span, True, 0, r.id), r) for r in gone]
    return tuple(record for _, record in sorted(placed, key=lambda pair: pair[0]))


def identify(
    transmitted: Transmitted, records: Sequence[PassageRecord], place: Place
) -> tuple[tuple[Passage, ...], tuple[Problem, ...]]:
    """Return the passages of a text with the ids of its register, or what `number` would change.

    `place` is that of the register, for the Problems.
    """
    due = number(transmitted, records)
    if tuple(records) != due:
        return (), tuple(few(_differences(records, due, place)))
    live = [record for record in due if not record.gone]
    return tuple(
        Passage(r.id, r.also, line) for r, line in zip(live, transmitted.lines, strict=True)
    ), ()


def _claims(lines: Sequence[Line], records: Iterable[PassageRecord]) -> list[list[str]]:
    """Return the ids that stay with each line, the id with the most words in it first.

    Spans of lines overlap where the text is in columns: a line that has the very span of a record
    comes before one that has more around it.
    """
    held: list[list[tuple[int, int, tuple[str, ...]]]] = [[] for _ in lines]
    spans = sorted((line.span, index) for index, line in enumerate(lines))
    n = 0
    for order, record in enumerate(sorted(records, key=lambda r: r.span)):
        while n < len(spans) and spans[n][0].end <= record.span.start:
            n += 1
        share, _, index = max(_overlaps(spans, n, record), default=(0, False, 0))
        if share:
            held[-index].append((-share, order, (record.id, *record.also)))
    return [[name for _, _, names in sorted(claim) for name in names] for claim in held]


def _overlaps(
    spans: Sequence[tuple[Span, int]], n: int, record: PassageRecord
) -> Iterator[tuple[int, bool, int]]:
    """Yield how much of a record is in each line from `n` on, whether exactly that, and -index."""
    for at in range(n, len(spans)):
        span, index = spans[at]
        if span.start >= record.span.end:
            return
        share = min(span.end, record.span.end) - max(span.start, record.span.start)
        # negative, so that of two lines with equally much of it max() takes the earlier
        yield share, span == record.span, -index


def _name(claims: list[list[str]], used: set[str]) -> list[list[str]]:
    """Return the ids of each line, with a new one for each line that has none."""
    last_claimed = max((i for i, claim in enumerate(claims) if claim), default=-1)
    highest = max((int(m[1]) for name in used if (m := _NUMBER.match(name))), default=0)
    fresh = count(highest + 1)
    named: list[list[str]] = []
    before = 0
    for i, claim in enumerate(claims):
        if not claim:
            claim = [f"p{next(fresh)}" if i > last_claimed else _between(before, used)]
            used.add(claim[0])
        named.append(claim)
        before = int(_NUMBER.match(claim[0])[1])  # type: ignore[index]
    return named


def _between(before: int, used: set[str]) -> str:
    """Return the first free id after a passage's number: p25a, p25b … p25z, p25aa and so on.

    >>> _between(25, {"p25", "p25a"})
    'p25b'
    """
    letters = (
        "".join(letter) for size in count(1) for letter in product(ascii_lowercase, repeat=size)
    )
    return next(name for end in letters if (name := f"p{before}{end}") not in used)


def _record(names: list[str], line: Line) -> PassageRecord:
    begins = " ".join(line.text.split(maxsplit=FIRST_WORDS)[:FIRST_WORDS])
    return PassageRecord(
        names[0], line.kind, line.span, begins, line.level, line.speaker, tuple(names[1:])
    )


def _withdraw(record: PassageRecord, edits: Iterable[Edit]) -> PassageRecord:
    cover = (e for e in edits if e.start < record.span.end and e.end > record.span.start)
    return replace(record, gone=next((e.reason for e in cover), "its words were removed"))


def _differences(
    records: Sequence[PassageRecord], due: Sequence[PassageRecord], place: Place
) -> Iterator[Problem]:
    command = "python -m build_edition number " + place.path.split("/")[-2]
    hint = f"if that is right, `{command}` records it"
    if not records:
        hint = f"`{command}` gives them: {due[0].id} to {due[-1].id}"
        yield Problem(place, "not-numbered", "the passages have no ids yet", hint)
        return
    new = {r.id: r for r in due}
    fresh = [r for r in due if r.id not in {r.id for r in records}]
    merged = {name: r for r in due for name in r.also}
    told: set[str] = set()
    # passages.json has one passage per line, after a line with nothing but a bracket
    for line, record in enumerate(records, start=2):
        parts = [r for r in fresh if _share(r, record)]
        told |= {part.id for part in parts}
        if message := _change(record, new.get(record.id), parts, merged):
            yield Problem(replace(place, line=line), "register-differs", message, hint)
    for record in fresh:
        if record.id not in told:
            message = f"the passage “{record.begins} …” has no id: it would be {record.id}"
            yield Problem(replace(place, line=1), "register-differs", message, hint)
    if list(new) != [r.id for r in records] and sorted(records, key=_order) == sorted(
        due, key=_order
    ):
        message = "the passages are not listed in the text’s order"
        yield Problem(place, "register-differs", message, hint)


def _order(record: PassageRecord) -> str:
    return record.id


def _share(one: PassageRecord, other: PassageRecord) -> bool:
    """Return whether two passages have raw words in common."""
    return not (one.gone or other.gone) and (
        one.span.start < other.span.end and other.span.start < one.span.end
    )


def _change(
    old: PassageRecord,
    new: PassageRecord | None,
    parts: Sequence[PassageRecord],
    merged: Mapping[str, PassageRecord],
) -> str:
    """Return what would become of a passage; "" if nothing, or if only others would join it.

    `parts` are new passages that hold words of it; `merged` are the passages that others join.
    """
    if new is None:
        into = merged.get(old.id)
        return f"{old.id} would be merged into {into.id}" if into else f"{old.id} would be left out"
    if new.gone and not old.gone:
        return f"{old.id} would be withdrawn: {new.gone}"
    if parts:
        pieces = (f"“{part.begins} …” becomes {part.id}" for part in parts)
        return f"{old.id} would be divided: “{new.begins} …” stays {new.id}, {', '.join(pieces)}"
    joined = new.also != old.also and replace(new, span=old.span, also=old.also) == old
    if new == old or joined:
        return ""
    return f"{new.id} differs from its record: it is now “{new.begins} …”, {new.kind}"


def is_large(passages: Sequence[Passage]) -> bool:
    """Return whether a text is too large for one page that a phone can bear."""
    return len(passages) > MOST_PASSAGES or sum(map(characters_of, passages)) > MOST_CHARACTERS


def characters_of(passage: Passage) -> int:
    """Return how many characters the words of a passage have, as transmitted."""
    return len(passage.line.text)
