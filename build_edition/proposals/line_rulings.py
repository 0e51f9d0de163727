"""Propose rules and line rulings for a raw text.

Nothing is applied here: an editor corrects in `text.yml` what a proposal gets wrong. Only what can
be shown is proposed, with the reason beside it; of two mistakes, that is chosen which leaves the
text alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from build_edition.model import LineRuling, Speaker, TextInfo
from build_edition.proposals.shapes import (
    endnotes,
    furniture,
    headings,
    markup,
    points,
    speakers,
    wrapping,
)
from build_edition.proposals.shapes.columns import ProposedColumns, columns
from build_edition.proposals.shapes.look import Look, Proposal, look_at, measured
from build_edition.texts.clean import take_lines
from build_edition.texts.cleaning_rules import BLANK_LINES, CLEANING, HTML
from build_edition.texts.ledger import apply
from build_edition.texts.raw_lines import STRETCHES, RawLines, likeness, read_raw_lines
from build_edition.texts.shapes.endnote_calls import CallSeries, call_series
from build_edition.texts.shapes.html import HtmlLine, read_html
from build_edition.texts.shapes.words import read_words

MOST = 2_500
"""The most rulings that are proposed; more would make a file that nobody reads."""


@dataclass(frozen=True)
class Proposed:
    """What is proposed for a raw text: rules with their reasons, speakers, and rulings on lines.

    `raw_lines` are the lines that the rulings are on, with these rulings; `columns` are read before.
    """

    raw_lines: RawLines
    rules: tuple[tuple[str, str], ...]
    speakers: tuple[Speaker, ...]
    rulings: tuple[Proposal, ...]
    columns: tuple[ProposedColumns, ...] = ()

    def plain(self) -> "Proposed":
        """Return only what decides what characters and lines there are: a text that always builds."""
        names = {rule.name for rule in CLEANING if rule.proposed}
        names |= {HTML, BLANK_LINES, "byte-order-mark", "line-ends"}
        rules = tuple((name, reason) for name, reason in self.rules if name in names)
        info = replace(self.raw_lines.info, rules=tuple(n for n, _ in rules), rulings=())
        lines = read_raw_lines(self.raw_lines.raw, info)
        return Proposed(lines, rules, (), (), self.columns)


def proposed(raw: str, info: TextInfo) -> Proposed:
    """Return the rules and rulings that are proposed for a raw text."""
    bare = replace(info, rules=_file_rules(raw), speakers=(), rulings=())
    words = raw
    html: tuple[HtmlLine, ...] = ()
    if markup.is_html(raw) and (read := read_html(raw)).lines:
        words, html = apply(raw, read.edits), read.lines
        bare = replace(bare, rules=(HTML,))
    raw_lines = read_raw_lines(words, bare)
    said = [raw_lines.words(line) for line in raw_lines.lines]
    found_columns = () if html else columns(said, info.place)
    if found_columns:
        bare = replace(bare, columns=tuple(proposal.ruling for proposal in found_columns))
        raw_lines = read_words(raw, bare)[0].lines
    look = look_at([(line.number, raw_lines.words(line)) for line in raw_lines.lines])
    found, names, more = _rulings(raw_lines, look, html)
    rulings = _counted(
        raw_lines, sorted(_in_bounds(_apart(found)), key=lambda p: (p.first, -p.last))
    )
    rules = tuple({**dict.fromkeys(bare.rules, ""), **dict(more)}.items())
    ruled = replace(
        bare,
        rulings=_line_rulings(raw_lines, rulings),
        speakers=names,
        rules=tuple(name for name, _ in rules),
    )
    return Proposed(read_raw_lines(raw_lines.raw, ruled), rules, names, rulings, found_columns)


def _file_rules(raw: str) -> tuple[str, ...]:
    """Return the rules that decide where lines begin and end."""
    mark = ("byte-order-mark",) if raw.startswith("\ufeff") else ()
    return (*mark, "line-ends") if "\r" in raw else mark


def _rulings(
    raw_lines: RawLines, look: Look, html: Sequence[HtmlLine]
) -> tuple[list[Proposal], tuple[Speaker, ...], list[tuple[str, str]]]:
    """Return the rulings, the speakers, and the rules with their reasons."""
    page = _Page(raw_lines, look)
    page.take(furniture.furniture(page.look, raw_lines.info.title), everything=False)
    page.take(furniture.captions_of_pictures(page.look, page.found))
    page.look = measured(page.look)
    marked = not html and markup.is_markdown(raw_lines.raw)
    page.take(markup.of_html(page.look, html))
    page.take(markup.of_markdown(raw_lines.raw, page.look) if marked else ())
    page.take(headings.breaks(page.look))
    page.take(endnotes.endnotes(page.look, page.series))
    turns, names, rules = speakers.turns(page.look)
    page.take(turns)
    bulleted = points.bullets(page.look)
    page.take(() if names else headings.headings(page.look, bulleted))
    page.take(headings.quotations(page.look) if bulleted else ())
    page.take(points.points(page.look, bulleted))
    kept = [*wrapping.kept_lines(page.look)]
    page.take([*kept, *wrapping.signatures(page.look, kept)])
    found = [*_mechanical(page, bulleted, marked), *((rule, "") for rule in rules)]
    return page.found, names, found


class _Page:
    """A text while rulings are found: what is still to be looked at, and what was found."""

    def __init__(self, raw_lines: RawLines, look: Look) -> None:
        self.raw_lines = raw_lines
        self.whole = look
        self.look = look
        self.found: list[Proposal] = []

    def take(
        self, proposals: Iterator[Proposal] | Sequence[Proposal], everything: bool = True
    ) -> None:
        """Add rulings; their lines are not looked at any more. Not `everything` may be taken."""
        fresh = [*proposals]
        taken = self._numbers(fresh)
        if everything or len(taken) < len(self.look.seen):
            self.found += fresh
            self.look = self.look.without(taken)

    def _numbers(self, proposals: Sequence[Proposal]) -> set[int]:
        patterns = [likeness(p.like) for p in proposals if p.like]
        like = {s.number for s in self.look.seen if any(p.fullmatch(s.words) for p in patterns)}
        return (like | {n for p in proposals if not p.like for n in p.numbers}) & {
            s.number for s in self.look.seen
        }

    def series(self, proposals: Sequence[Proposal]) -> CallSeries:
        """Return the calls of endnotes that these rulings would find, with those found so far."""
        return call_series(self.kept([*self.found, *proposals], ("note-calls",)))

    def kept(self, proposals: Sequence[Proposal], rules: tuple[str, ...]) -> RawLines:
        """Return the lines under these rulings and rules that are not taken away."""
        info = self.raw_lines.info
        info = replace(
            info,
            rulings=_line_rulings(self.raw_lines, proposals),
            rules=(*info.rules, BLANK_LINES, *rules),
        )
        return take_lines(read_raw_lines(self.raw_lines.raw, info))[0]


def _mechanical(page: _Page, bulleted: bool, marked: bool) -> Iterator[tuple[str, str]]:
    """Yield the mechanical rules that would find something within the lines that are left."""
    lines = page.kept(page.found, ("bullets",) if bulleted else ())
    words = [page.raw_lines.words(line) for line in page.raw_lines.lines]
    if any(not each.strip() for each in words):
        yield BLANK_LINES, ""
    if bulleted:
        yield "bullets", ""
    taken = {*_claimed(lines)}
    found: dict[str, None] = {}
    for rule in CLEANING:
        if rule.proposed and any(start not in taken for start, _, _ in rule.find(lines)):
            found.setdefault(rule.name)
    yield from ((name, "") for name in found)
    if marked:
        yield "markdown", "signs of emphasis, links and escapes"
    joined = page.kept(page.found, ("bullets",) if bulleted else ())
    yield from wrapping.rules(page.look, joined)
    if call_series(joined).calls:
        yield "note-calls", "each endnote is called in one place"


def _claimed(lines: RawLines) -> Iterator[int]:
    """Yield where bullets and other marks begin, whose indents are not the rule on indents'."""
    for rule in CLEANING:
        if rule.name in ("bullets", "point-marks", "note-numbers", "speaker-labels"):
            yield from (start for start, _, _ in rule.find(lines))


def _apart(rulings: Sequence[Proposal]) -> list[Proposal]:
    """Return the rulings without those that clash with one before: that one is the surer."""
    kept: list[Proposal] = []
    single: set[int] = set()
    for p in rulings:
        stretch = p.kind in STRETCHES
        others = (o for o in kept if o.kind in STRETCHES or stretch) if p.first < p.last else ()
        if not p.like:
            if (not stretch and not single.isdisjoint(p.numbers)) or any(
                _cross(p, o) for o in others
            ):
                continue
            single |= set() if stretch else {*p.numbers}
        kept.append(p)
    return kept


def _cross(one: Proposal, other: Proposal) -> bool:
    """Whether two rulings have lines in common, and neither may be within the other."""
    if other.like or one.last < other.first or other.last < one.first:
        return False
    same = (one.first, one.last) == (other.first, other.last)
    within = (other.first <= one.first and one.last <= other.last and other.kind in STRETCHES) or (
        one.first <= other.first and other.last <= one.last and one.kind in STRETCHES
    )
    return same or not within


def _counted(raw_lines: RawLines, rulings: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Return the rulings; those with `like` say how many lines of the whole text are like that."""
    info = replace(raw_lines.info, rulings=_line_rulings(raw_lines, rulings))
    counts = iter(len(n) for _, n in read_raw_lines(raw_lines.raw, info).alike)
    counted = (replace(p, times=next(counts)) if p.like else p for p in rulings)
    return tuple(p for p in counted if not p.like or p.times)


def _in_bounds(rulings: Sequence[Proposal]) -> list[Proposal]:
    """Return as many rulings as a file may have: those that take lines away, and stretches, first."""
    if len(rulings) <= MOST:
        return [*rulings]
    first = sorted(rulings, key=lambda p: (p.kind == "heading", p.first))
    return first[:MOST]


def _line_rulings(raw_lines: RawLines, proposals: Sequence[Proposal]) -> tuple[LineRuling, ...]:
    place = raw_lines.info.place
    return tuple(
        LineRuling(0, 0, "", p.kind, p.level, p.why, place, p.like, p.times)
        if p.like
        else LineRuling(p.first, p.last, "", p.kind, p.level, p.why, place)
        for p in proposals
    )
