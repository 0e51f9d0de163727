"""Propose rules and line rulings for a raw text, as a block to paste into `text.yml`.

Nothing is applied here: an editor corrects in the pasted block what a proposal gets wrong.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from build_edition.model import LineKind, LineRuling, Speaker, TextInfo
from build_edition.proposals.yaml_words import quoted
from build_edition.texts.cleaning_rules import BLANK_LINES, CLEANING, INVISIBLE
from build_edition.texts.endnote_calls import call_series
from build_edition.texts.raw_lines import RawLine, RawLines, read_raw_lines

BEGINS = 32
"""The most code points of a line that a ruling repeats, so that shifted lines are noticed."""

TO_THE_END = re.compile(
    r"you('|’)ll also like|recent comments|related (posts|articles|chapters)", re.I
)
"""Matches the first line of what a host puts below a text; past the middle, no text follows it."""

PICTURES = "names of image files"
"""The reason given for names of image files; a short line right below them is a caption."""

FURNITURE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"page \d+( of \d+)?", re.I), "the host’s pagination"),
    (re.compile(r"(prev(ious)?|next)( chapter| page)?", re.I), "the host’s navigation"),
    (re.compile(r"download .*\d+ ?[kmg]b\.?", re.I), "the host’s download box"),
    (
        re.compile(r"date conversion ?[\d.]*|size ?[\d.,]+ ?[kmg]b\.?", re.I),
        "the host’s download box",
    ),
    (re.compile(r"(\S[^.]*\.(jpe?g|png|gif|webp)\s*)+", re.I), PICTURES),
    (re.compile(r"the database is protected.*|(copyright|©).*", re.I), "the host’s footer"),
    (re.compile(r"send message|main page|home|log ?in|sign up", re.I), "the host’s navigation"),
    (
        re.compile(r"(share|tweet|like|report|leave a (reply|comment)|advertisement)\W*", re.I),
        "the host’s buttons",
    ),
)
"""Patterns of whole lines that hosts put around a text, each with the reason to give."""

_BULLET = re.compile(r"\s*[•‣◦▪●○■·*-]\s+\S")
_NAME = r"[A-ZА-ЯЁ][\w.’'-]*"
_LABEL = re.compile(rf"\s*((?:{_NAME}(?: {_NAME}){{0,3}}|[\u4e00-\u9fff·]{{1,8}})\s?[:：])\s*\S")
_NOTE = re.compile(r"\s*(\d{1,3})[.):]?\s+\S")
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\s*\d{0,3}$")
_TOO_LONG_FOR_A_HEADING = 60
"""The most code points of a heading or of a picture's caption.

The longest that editors ruled has 43, the shortest line that looks like one but is none has 71.
"""


@dataclass(frozen=True)
class Proposal:
    """A ruling proposed for a stretch of lines."""

    first: RawLine
    last: RawLine
    kind: LineKind
    why: str = ""
    level: int = 1


def propose(raw: str, info: TextInfo) -> str:
    """Return a block of YAML for `text.yml`: checksum, rules, speakers and line rulings."""
    bare = replace(info, rules=_file_rules(raw), speakers=(), rulings=())
    raw_lines = read_raw_lines(raw, bare)
    furniture = tuple(_furniture(raw_lines))
    clear = (*furniture, *_captions_of_pictures(raw_lines, furniture))
    taken = {n for p in clear for n in range(p.first.number, p.last.number + 1)}
    rest = raw_lines.only(line for line in raw_lines.lines if line.number not in taken)
    rest = replace(rest, info=replace(bare, rules=(*bare.rules, *_line_rules(rest))))
    structure, speakers = _structure(rest)
    proposals = sorted((*clear, *structure), key=lambda p: p.first.number)
    rules = rest.info.rules
    if call_series(replace(rest, info=replace(bare, rulings=_rulings(raw_lines, proposals)))).calls:
        rules = (*rules, "note-calls")
    lines = ["", f"sha256: {hashlib.sha256(raw.encode()).hexdigest()}"]
    lines += ["rules: [" + ", ".join(rules) + "]"] if rules else []
    lines += ["speakers:"] if speakers else []
    lines += [f"  - {{label: {quoted(s.label)}, name: {quoted(s.name)}}}" for s in speakers]
    lines += ["rulings:"] if proposals else []
    lines += [line for proposal in proposals for line in _block(raw_lines, proposal)]
    return "\n".join(lines) + "\n"


def _file_rules(raw: str) -> tuple[str, ...]:
    """Return the rules that decide where lines begin and end."""
    mark = ("byte-order-mark",) if raw.startswith("\ufeff") else ()
    return (*mark, "line-ends") if "\r" in raw else mark


def _line_rules(raw_lines: RawLines) -> Iterator[str]:
    """Yield the mechanical rules that would find something within these lines."""
    lines = [raw_lines.words(line) for line in raw_lines.lines]
    if any(not line.strip() for line in lines):
        yield BLANK_LINES
    bulleted = sum(bool(_BULLET.match(line)) for line in lines) > 2
    if bulleted:
        yield "bullets"
    left = [
        line for line in raw_lines.lines if not (bulleted and _BULLET.match(raw_lines.words(line)))
    ]
    found: dict[str, None] = {}
    for rule in CLEANING:
        seen = raw_lines.only(left) if rule.name == "indents" else raw_lines
        if rule.proposed and any(rule.find(seen)):
            found.setdefault(rule.name)
    yield from found
    if _is_wrapped(lines):
        yield "wrapped-lines"


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether paragraphs are broken into lines: most lines are full and end within a sentence."""
    longest = max((len(line) for line in lines), default=0)
    # A full line lacks a word at most; 98 in 100 words of the texts have up to 12 characters.
    full = [line for line in lines if longest - 12 <= len(line.rstrip()) <= longest]
    broken = [line for line in full if not _SENTENCE_END.search(line)]
    filled = [line for line in lines if line.strip()]
    return 50 <= longest <= 100 and len(broken) > 5 and 2 * len(broken) > len(filled)


def _structure(raw_lines: RawLines) -> tuple[tuple[Proposal, ...], tuple[Speaker, ...]]:
    lines = [line for line in raw_lines.lines if raw_lines.words(line).strip()]
    notes = _endnotes(raw_lines, lines)
    lines = [line for line in lines if not notes or line.number < notes.first.number]
    turns, speakers = _turns(raw_lines, lines)
    others = turns if turns else tuple(_headings_and_quotations(raw_lines, lines))
    return (*others, *((notes,) if notes else ())), speakers


def _furniture(raw_lines: RawLines) -> Iterator[Proposal]:
    lines = [line for line in raw_lines.lines if raw_lines.words(line).strip()]
    for n, line in enumerate(lines):
        words = raw_lines.words(line).strip()
        if n and TO_THE_END.fullmatch(words.rstrip(":")):
            # In the first half it is an advertisement within the text, which goes on below it.
            last = lines[-1] if 2 * n > len(lines) else line
            yield Proposal(line, last, "furniture", "what the host puts below the text")
            if last is not line:
                return
            continue
        reason = next((why for pattern, why in FURNITURE if pattern.fullmatch(words)), "")
        if n == 0 and _letters(words) == _letters(raw_lines.info.title):
            reason = "the title, which is at the head of the page"
        elif n == 0 and _repeated(words, [raw_lines.words(other) for other in lines[1:]]):
            reason = "the host’s copy of words that are further down"
        if reason:
            yield Proposal(line, line, "furniture", reason)


def _captions_of_pictures(raw_lines: RawLines, furniture: Sequence[Proposal]) -> Iterator[Proposal]:
    """Yield a caption for each short line right below the names of image files."""
    below = {p.last.number + 1 for p in furniture if p.why == PICTURES}
    for line in raw_lines.lines:
        short = 0 < len(raw_lines.words(line).strip()) <= _TOO_LONG_FOR_A_HEADING
        if short and line.number in below - {p.first.number for p in furniture}:
            yield Proposal(line, line, "caption")


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))


def _repeated(words: str, others: Sequence[str]) -> bool:
    """Whether a line only repeats one or two of the lines below it."""
    letters = [_letters(other) for other in others]
    pairs = {one + two for one, two in pairwise(letters)}
    # “Mao’s View:” (8 letters) recurs as a heading in the lecture notes; the host’s copy has 45.
    return len(_letters(words)) > 8 and _letters(words) in {*letters, *pairs}


def _endnotes(raw_lines: RawLines, lines: Sequence[RawLine]) -> Proposal | None:
    """Return the proposal to rule the numbered lines at a text's end as endnotes, or None."""
    numbers = [_NOTE.match(raw_lines.raw, line.start, line.end) for line in lines]
    size = next((int(m[1]) for m in reversed(numbers[-1:]) if m), 0)
    tail = [int(match[1]) if match else 0 for match in numbers[-size:]] if size else []
    if size < 2 or tail != list(range(1, size + 1)):
        return None
    return Proposal(lines[-size], lines[-1], "endnotes")


def _turns(
    raw_lines: RawLines, lines: Sequence[RawLine]
) -> tuple[tuple[Proposal, ...], tuple[Speaker, ...]]:
    labels = [_LABEL.match(raw_lines.raw, line.start, line.end) for line in lines]
    counts = Counter(match[1] for match in labels if match)
    spoken = [label for label, count in counts.items() if count > 1]
    share = sum(counts[label] for label in spoken)
    # At least a third: 12 of 14 lines have such a label in the interview, none in the other texts.
    if len(spoken) < 2 or share * 3 < len(lines):
        return (), ()
    start = next(n for n, match in enumerate(labels) if match and match[1] in spoken)
    before = tuple(
        Proposal(line, line, "standfirst" if line is lines[start - 1] else "caption")
        for line in lines[:start]
    )
    turns = Proposal(lines[start], lines[-1], "turns")
    return (*before, turns), tuple(Speaker(label, label.rstrip(" :：")) for label in spoken)


def _headings_and_quotations(raw_lines: RawLines, lines: Sequence[RawLine]) -> Iterator[Proposal]:
    """Yield headings and long quotations, if the text has bullet points."""
    if "bullets" not in raw_lines.info.rules:
        return
    plain = [line for line in lines if not _BULLET.match(raw_lines.words(line))]
    # The quotation that editors ruled has paragraphs of 310 to 459; 88 to 309 propose the same.
    quoted = [line for line in plain if len(raw_lines.words(line)) > 150]
    for line in plain:
        words = raw_lines.words(line).strip()
        asks = words.endswith("?")
        if len(words) <= _TOO_LONG_FOR_A_HEADING and (asks or not _SENTENCE_END.search(words)):
            level = 1 if line is plain[0] else 3 if words.endswith(":") else 2
            yield Proposal(line, line, "heading", level=level)
    adjoining = groupby(enumerate(quoted), key=lambda pair: pair[1].number - pair[0])
    for _, run in adjoining:
        stretch = [line for _, line in run]
        if len(stretch) > 1 and raw_lines.words(stretch[0]).lstrip().startswith(("“", "‘", '"')):
            yield Proposal(stretch[0], stretch[-1], "quotation")


def _rulings(raw_lines: RawLines, proposals: Sequence[Proposal]) -> tuple[LineRuling, ...]:
    return tuple(
        LineRuling(p.first.number, p.last.number, "", p.kind, p.level, p.why, raw_lines.info.place)
        for p in proposals
    )


def _block(raw_lines: RawLines, proposal: Proposal) -> Iterator[str]:
    first, last = proposal.first.number, proposal.last.number
    yield f"  - lines: {first}" if first == last else f"  - lines: {first}-{last}"
    yield f"    begins: {quoted(begins(raw_lines.words(proposal.first)))}"
    yield f"    as: {proposal.kind}"
    if proposal.kind == "heading":
        yield f"    level: {proposal.level}"
    if proposal.why:
        yield f"    why: {quoted(proposal.why)}"


def begins(words: str) -> str:
    """Return the first words of a line, at most `BEGINS` code points, for a ruling to repeat.

    >>> begins("  In the autumn of 1954 Khrushchev came")
    'In the autumn of 1954'
    """
    words = INVISIBLE.split(words.strip())[0].strip()
    if len(words) <= BEGINS:
        return words
    return words[: BEGINS + 1].rsplit(maxsplit=1)[0] if " " in words[:BEGINS] else words[:BEGINS]
