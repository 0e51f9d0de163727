"""A raw text as proposals look at it: its lines with what stands above and below, and its width."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from build_edition.model import LineKind
from build_edition.texts.cleaning_rules import INVISIBLE
from build_edition.texts.shapes.joints import SENTENCE_END
from build_edition.texts.shapes.marks import BULLET, POINT, STAMP

TOO_LONG_FOR_A_HEADING = 60
"""The most code points of a heading or of a picture's caption that says nothing of what it is.

The longest that editors ruled has 43, the shortest line that looks like one but is none has 71.
"""

BEGINS = 32
"""The most code points of a line that a ruling repeats, so that shifted lines are noticed."""

WIDEST = 110
"""The most code points of a line into which a paragraph was broken."""

_FITS = 0.87
_TIMED = re.compile(rf"{STAMP}|\[\d+\.\d+\s*(?:[-–—]>?\s*\d+\.\d+)?\]")
_FIRST_WORD = re.compile(r"\S+")
_LETTER = re.compile(r"[^\W\d_]")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True)
class Proposal:
    """A ruling proposed for lines, by their numbers, and what it was told from (`reason`).

    With `like` it is on all lines that are like it, of which `first` is the first.
    """

    first: int
    last: int
    kind: LineKind
    reason: str
    why: str = ""
    level: int = 1
    like: str = ""
    times: int = 0

    @property
    def numbers(self) -> range:
        """The numbers of its lines, if it has no `like`."""
        return range(self.first, self.last + 1)


@dataclass(frozen=True)
class Seen:
    """A line with words: its number, these words, its indent, and its length with the indent.

    `above` and `below` say whether a blank line or the text's edge is there.
    """

    number: int
    words: str
    indent: int
    length: int
    above: bool
    below: bool

    @property
    def alone(self) -> bool:
        """Whether the line stands by itself."""
        return self.above and self.below

    @cached_property
    def ends(self) -> bool:
        """Whether it ends a sentence."""
        return bool(SENTENCE_END.search(self.words))

    @cached_property
    def sentence(self) -> bool:
        """Whether it looks like a sentence, or more than one."""
        if _UNSPACED.search(self.words):
            return (self.ends and len(self.words) > 7) or len(self.words) > 40
        return (self.ends and self.words.count(" ") > 3) or self.words.count(" ") > 14

    @cached_property
    def pointed(self) -> bool:
        """Whether it begins with a bullet."""
        return bool(BULLET.match(self.words))

    @cached_property
    def marked(self) -> bool:
        """Whether it begins as a point may: with a bullet, a number or a letter."""
        return bool(POINT.match(self.words))

    @cached_property
    def begins(self) -> bool:
        """Whether no paragraph goes on with it: it begins as a point may, or with a time stamp."""
        return self.marked or bool(_TIMED.match(self.words))

    @property
    def lower(self) -> bool:
        """Whether it begins with a small letter."""
        letter = _LETTER.search(self.words)
        return bool(letter and letter.start() < 2 and letter[0].islower())


@dataclass(frozen=True)
class Look:
    """The lines of a text that have words and are not yet ruled, and how wide wrapped ones are.

    `width` is 0 where no paragraph is broken into lines.
    """

    seen: tuple[Seen, ...]
    width: int = 0

    def without(self, numbers: Collection[int]) -> "Look":
        """Return the text without lines that are ruled; what was next to them has an edge there."""
        if not numbers:
            return self
        left = (s for s in self.seen if s.number not in numbers)
        return replace(self, seen=tuple(_beside(s, numbers) for s in left))

    @cached_property
    def blocks(self) -> tuple[tuple[Seen, ...], ...]:
        """The stretches of lines that no blank line or ruled line parts."""
        return tuple(_blocks(self.seen))

    @cached_property
    def block_of(self) -> dict[int, tuple[Seen, ...]]:
        """The block that each line is in, by the line's number."""
        return {s.number: block for block in self.blocks for s in block}

    @cached_property
    def paragraphs(self) -> int:
        """About how many paragraphs there are: one for each block if wrapped, or for each line."""
        return len(self.blocks) if self.width else len(self.seen)


def _beside(s: Seen, numbers: Collection[int]) -> Seen:
    above, below = s.number - 1 in numbers, s.number + 1 in numbers
    return replace(s, above=s.above or above, below=s.below or below) if above or below else s


def look_at(lines: Sequence[tuple[int, str]]) -> Look:
    """Return a look at numbered lines, blank ones included."""
    filled = [bool(words.strip()) for _, words in lines]
    seen = []
    for n, (number, words) in enumerate(lines):
        if filled[n]:
            expanded = words.expandtabs(4)
            seen.append(
                Seen(
                    number,
                    words.strip(),
                    len(expanded) - len(expanded.lstrip()),
                    len(expanded.rstrip()),
                    n == 0 or not filled[n - 1] or lines[n - 1][0] != number - 1,
                    n + 1 == len(lines) or not filled[n + 1] or lines[n + 1][0] != number + 1,
                )
            )
    return Look(tuple(seen))


def measured(look: Look) -> Look:
    """Return the same look with the width to which paragraphs are broken, if they are."""
    return replace(look, width=_width(look))


def _width(look: Look) -> int:
    """Return the width of wrapped paragraphs: that of a line which cannot hold the next word too."""
    pairs = [(a, b) for block in look.blocks for a, b in pairwise(block) if not b.begins]
    lengths = sorted(a.length for a, _ in pairs)
    if not lengths:
        return 0
    width = lengths[(len(lengths) - 1) * 19 // 20]
    wide = [block for block in look.blocks if max(s.length for s in block) >= 0.75 * width]
    pairs = [(a, b) for block in wide for a, b in pairwise(block) if not b.begins]
    longer = sum(s.length > 1.2 * width for block in wide for s in block)
    if (
        20 * longer > len(look.seen)
        or not 15 <= width <= WIDEST
        or sum(s.length > WIDEST for s in look.seen) * 20 > len(look.seen)
    ):
        return 0
    prose = [(a, b) for a, b in pairs if fits(a, b, width) and _has_words(a.words)]
    broken = [(a, b) for a, b in prose if not a.ends]
    running = [b for _, b in broken if b.lower or _is_uncased(b.words)]
    enough = len(prose) >= 3 or len(prose) == len(pairs) == len(running)
    mostly = 5 * len(prose) >= 3 * len(pairs)
    partly = len(running) >= 30 and 10 * len(prose) >= len(pairs)
    # where each line begins with a capital it may be verse, unless every line is full
    full = len(broken) > 5 and 10 * len(broken) >= 9 * len(pairs)
    goes_on = 3 * len(running) > len(prose) or full
    return width if enough and goes_on and (mostly or partly) else 0


def _has_words(words: str) -> bool:
    return " " in words or _is_uncased(words)


def fits(line: Seen, after: Seen, width: int) -> bool:
    """Whether a line is so full that the next one's first word had to go there."""
    first = _FIRST_WORD.match(after.words)
    word = 1 if _UNSPACED.match(after.words) else len(first[0]) if first else 0
    return line.length + 1 + word >= _FITS * width and line.length <= 1.1 * width


def is_prose(block: Sequence[Seen], width: int) -> bool:
    """Whether the lines of a block are one paragraph or several, broken at a width."""
    pairs = list(pairwise(block))
    if not pairs:
        return True
    own = max(s.length for s in block)
    full = sum(fits(a, b, width) for a, b in pairs)
    if 5 * full >= 3 * len(pairs):
        return True
    near = sum(fits(a, b, own) for a, b in pairs)
    lower = sum(b.lower for _, b in pairs)
    return (
        len(pairs) > 2
        and own >= 0.5 * width
        and 5 * near >= 4 * len(pairs)
        and 2 * lower > len(pairs)
    )


def _is_uncased(words: str) -> bool:
    letter = _LETTER.search(words)
    return bool(letter and letter[0].lower() == letter[0].upper())


def _blocks(seen: Iterable[Seen]) -> Iterator[tuple[Seen, ...]]:
    block: list[Seen] = []
    for line in seen:
        if block and (line.above or line.number != block[-1].number + 1):
            yield tuple(block)
            block = []
        block.append(line)
    if block:
        yield tuple(block)


def begins(words: str) -> str:
    """Return the first words of a line, at most `BEGINS` code points, for a ruling to repeat.

    >>> begins("  In the autumn of 1954 Khrushchev came")
    'In the autumn of 1954'
    """
    words = INVISIBLE.split(words.strip())[0].strip()
    if len(words) <= BEGINS:
        return words
    return words[: BEGINS + 1].rsplit(maxsplit=1)[0] if " " in words[:BEGINS] else words[:BEGINS]
