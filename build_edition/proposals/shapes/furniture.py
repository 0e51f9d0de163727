"""Propose as furniture what hosts, archives and printers put around a text, and nothing else.

A line is taken only for what it says as a whole, and where such lines stand: at the text's head or
foot, or beside each other. What looks like a sentence is never taken, but for the words that a known
host puts below every text.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from build_edition.proposals.shapes.look import (
    TOO_LONG_FOR_A_HEADING,
    Look,
    Proposal,
    Seen,
)
from build_edition.proposals.shapes.pages import pages, subtitles
from build_edition.texts.raw_lines import likeness

TO_THE_END = re.compile(
    r"you('|’)ll also like|recent comments|related (posts|articles|chapters)", re.I
)
"""Matches the first line of what a host puts below a text; past the middle, no text follows it."""

PICTURES = "names of image files"
"""The reason given for names of image files; a short line right below them is a caption."""

CERTAIN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"page \d+( of \d+)?", re.I), "the host’s pagination"),
    (re.compile(r"download .*\d+ ?[kmg]b\.?", re.I), "the host’s download box"),
    (
        re.compile(r"date conversion ?[\d.]*|size ?[\d.,]+ ?[kmg]b\.?", re.I),
        "the host’s download box",
    ),
    (re.compile(r"(\S[^.!?]*\.(jpe?g|png|gif|webp)\s*)+", re.I), PICTURES),
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), PICTURES),
    (re.compile(r"dark small medium large original scroll to bottom", re.I), "the host’s buttons"),
    (
        re.compile(r"if you find any errors ?\(.*report chapter.*", re.I),
        "the host’s request to its readers",
    ),
)
"""Patterns of whole lines that no text has within it, each with the reason to give."""

LIKELY: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(prev(ious)?|next)( chapter| page)?", re.I), "the host’s navigation"),
    (
        re.compile(
            r"send message|main page|home|menu|search|log ?in|sign (up|in)|register|contact( us)?"
            r"|about( us)?|(table of )?contents page|back to top|top|(continue )?read(ing)? more.?"
            r"|читать далее.?|[«»<>←→]+",
            re.I,
        ),
        "the host’s navigation",
    ),
    (
        re.compile(
            r"(share|tweet|like|report|comments?|subscribe|print|e-?mail"
            r"|leave a (reply|comment)|advertisement)\W*",
            re.I,
        ),
        "the host’s buttons",
    ),
    (
        re.compile(
            r"the database is protected.*|(copyright|©|\(c\)).{0,4}(©|\d{4}).{0,60}"
            r"|all rights reserved\.?|\(?end of (this )?chapter\)?|chapter end",
            re.I,
        ),
        "the host’s footer",
    ),
)
"""Patterns of whole lines that are furniture where they stand beside other furniture."""

_HEADER = re.compile(r"\*+ ?start of (this|the) project gutenberg|\*end[ *]*the small print", re.I)
_LICENCE = re.compile(
    r"\*+ ?end of (this|the) project gutenberg|end of (the )?project gutenberg", re.I
)
_MAKERS = re.compile(r"(e-?text )?(produced|prepared|transcribed|scanned)( and \w+)? by\b", re.I)
_YAML = re.compile(r"[\w-]+:(\s.*)?|\s*- .+|\s+\S.*")


def furniture(look: Look, title: str) -> Iterator[Proposal]:
    """Yield rulings on the furniture of a text."""
    if not look.seen:
        return
    around = [*_gutenberg(look), *_front_matter(look)]
    left = look.without({n for p in around for n in p.numbers})
    found = [*around, *subtitles(left), *pages(left)]
    taken = _numbers(left, found)
    left = look.without(taken | {n for p in around for n in p.numbers})
    below = [*_below(left)]
    yield from found
    yield from below
    yield from _single(left, title, {n for p in below for n in p.numbers})


def captions_of_pictures(look: Look, found: Sequence[Proposal]) -> Iterator[Proposal]:
    """Yield a caption for each short line right below the names of image files."""
    below = {p.last + 1 for p in found if p.why == PICTURES}
    for s in look.seen:
        if s.number in below and len(s.words) <= TOO_LONG_FOR_A_HEADING:
            yield Proposal(s.number, s.number, "caption", "right below the names of image files")


def _numbers(look: Look, found: Sequence[Proposal]) -> set[int]:
    """Return the numbers of the lines that proposals are on, those with `like` included."""
    patterns = [likeness(p.like) for p in found if p.like]
    like = {s.number for s in look.seen if any(p.fullmatch(s.words) for p in patterns)}
    return like | {n for p in found if not p.like for n in p.numbers}


def _gutenberg(look: Look) -> Iterator[Proposal]:
    """Yield what Project Gutenberg puts before and after a book."""
    seen = look.seen
    starts = [n for n, s in enumerate(seen) if _HEADER.match(s.words)]
    ends = [n for n, s in enumerate(seen) if _LICENCE.match(s.words)]
    if starts and 2 * starts[-1] < len(seen):
        last = starts[-1]
        while last + 1 < len(seen) and not seen[last].below:
            last += 1  # the marker may run over two lines
        why = "Project Gutenberg’s header"
        yield Proposal(seen[0].number, seen[last].number, "furniture", "up to its marker", why)
        block = next((b for b in look.blocks if b[0].number > seen[last].number), ())
        if block and _MAKERS.match(block[0].words):
            why = "who made this electronic text"
            yield Proposal(block[0].number, block[-1].number, "furniture", "says so", why)
    if ends and (not starts or ends[0] > starts[-1]):
        why = "Project Gutenberg’s licence"
        first, last = seen[ends[0]].number, seen[-1].number
        yield Proposal(first, last, "furniture", "from its marker on", why)


def _front_matter(look: Look) -> Iterator[Proposal]:
    seen = look.seen
    if seen[0].words != "---" or seen[0].number > 2:
        return
    end = next((n for n, s in enumerate(seen) if n and s.words in ("---", "...")), 0)
    if end and all(_YAML.fullmatch(s.words) for s in seen[1:end]):
        first, last = seen[0].number, seen[end].number
        why = "the file’s own header, which programs read"
        yield Proposal(first, last, "furniture", "keys between two lines of hyphens", why)


def _single(look: Look, title: str, known: Collection[int]) -> Iterator[Proposal]:
    """Yield lines that are furniture by what they say, and by what they stand beside.

    The lines whose numbers are `known` are furniture already.
    """
    reasons = [
        ("known", True) if s.number in known else _reason(look, n, title)
        for n, s in enumerate(look.seen)
    ]
    for n, (why, certain) in enumerate(reasons):
        number = look.seen[n].number
        if number in known:
            continue
        if certain:
            yield Proposal(number, number, "furniture", "the whole line says so", why)
        elif why and _is_beside(look, reasons, n):
            yield Proposal(number, number, "furniture", "it stands beside more of its kind", why)


def _reason(look: Look, n: int, title: str) -> tuple[str, bool]:
    """Return what a line is if it is furniture, and whether that is certain."""
    words = look.seen[n].words
    if n == 0 and _letters(words) and _letters(words) == _letters(title):
        return "the title, which is at the head of the page", True
    if n == 0 and _repeated(words, [s.words for s in look.seen[1:]]):
        return "the host’s copy of words that are further down", True
    certain = next((why for pattern, why in CERTAIN if pattern.fullmatch(words)), "")
    likely = next((why for pattern, why in LIKELY if pattern.fullmatch(words)), "")
    return certain or likely, bool(certain)


def _is_beside(look: Look, reasons: Sequence[tuple[str, bool]], n: int) -> bool:
    """Whether likely furniture is in a row with certain furniture, or in one at an end of the text.

    Two different lines make a row there; a lone word may be the text's own first or last.
    """
    first = last = n
    while first and reasons[first - 1][0]:
        first -= 1
    while last + 1 < len(reasons) and reasons[last + 1][0]:
        last += 1
    row = range(first, last + 1)
    ends = first == 0 or last == len(reasons) - 1
    different = {look.seen[k].words.casefold() for k in row}
    return any(reasons[k][1] for k in row) or (ends and len(different) > 1)


def _below(look: Look) -> Iterator[Proposal]:
    """Yield what a host puts below a text, from its heading on."""
    for n, s in enumerate(look.seen):
        if n and TO_THE_END.fullmatch(s.words.rstrip(":")):
            rest = look.seen[n + 1 :]
            why = "what the host puts below the text"
            # In the first half it is an advertisement within the text, which goes on below it.
            if 2 * n > len(look.seen) and not any(_is_told(other) for other in rest):
                reason = "below its heading, and without a sentence"
                yield Proposal(s.number, look.seen[-1].number, "furniture", reason, why)
                return
            yield Proposal(s.number, s.number, "furniture", "a host’s heading", why)


def _is_told(seen: Seen) -> bool:
    """Whether a line below a host's heading may be the text's own."""
    return len(seen.words) > 150 or (seen.sentence and seen.words.endswith((".", "。", ".”", '."')))


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))


def _repeated(words: str, others: Sequence[str]) -> bool:
    """Whether a line only repeats one or two of the lines below it."""
    letters = [_letters(other) for other in others[:400]]
    pairs = {one + two for one, two in pairwise(letters)}
    # “Mao’s View:” (8 letters) recurs as a heading in the lecture notes; the host’s copy has 45.
    return len(_letters(words)) > 8 and _letters(words) in {*letters, *pairs}
