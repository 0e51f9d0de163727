"""Ledgers of edits: apply them, invert them, carry positions across them.

No other code changes a text. A ledger is a tuple of edits in ascending order, each with the words
that it replaces, so that from every state of a text the one before it can be recovered.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from build_edition.model import Edit, Span


class LedgerError(ValueError):
    """Raised if a ledger does not fit its text: a bug in the stage that made the ledger."""


def conflicts(text: str, edits: Iterable[Edit]) -> tuple[tuple[Edit, str], ...]:
    """Return the edits of a ledger that do not fit `text`, each with the reason.

    An edit does not fit if its words are not where it says, or if it overlaps the edit before it.
    Several insertions at one place keep the ledger's order.
    """
    refused: list[tuple[Edit, str]] = []
    behind = 0
    for edit in sorted(edits, key=lambda e: e.start):
        if edit.start < 0 or not text.startswith(edit.before, edit.start) or edit.end > len(text):
            refused.append((edit, f"“{edit.before}” is not there"))
        elif edit.start < behind:
            refused.append((edit, "it overlaps another edit"))
        else:
            behind = edit.end
    return tuple(refused)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with all edits of a ledger applied.

    Raises LedgerError if an edit does not fit the text or overlaps another.

    >>> apply("the teh end", [Edit(4, "teh ", "", "doubled", "a doubled word")])
    'the end'
    """
    ledger = sorted(edits, key=lambda e: e.start)
    if not ledger:
        return text
    if refused := conflicts(text, ledger):
        edit, reason = refused[0]
        raise LedgerError(f"{edit.rule} at {edit.start}: {reason}")
    parts: list[str] = []
    at = 0
    for edit in ledger:
        parts += (text[at : edit.start], edit.after)
        at = edit.end
    return "".join((*parts, text[at:]))


def inverse(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return the ledger that undoes another: applied to the text after, it gives the text before.

    >>> edits = [Edit(4, "teh ", "", "doubled", "a doubled word")]
    >>> apply(apply("the teh end", edits), inverse(edits))
    'the teh end'
    """
    back: list[Edit] = []
    shift = 0
    for edit in sorted(edits, key=lambda e: e.start):
        back.append(Edit(edit.start + shift, edit.after, edit.before, edit.rule, edit.reason))
        shift += len(edit.after) - len(edit.before)
    return tuple(back)


def composed(text: str, first: Sequence[Edit], second: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return the ledger that does to a text at once what two do one after the other.

    Where an edit of the second touches what the first one changed, the two become one edit, with
    the rule and the reason of the second; but what the first one put in stays the first one's.

    >>> first = [Edit(0, "<b>", "", "markup", "a tag"), Edit(5, "</b>", "", "markup", "a tag")]
    >>> composed("<b>Q:</b> So?", first, [Edit(0, "Q: ", "", "label", "a label")])[1].before
    'Q:</b> '
    """
    between = apply(text, first)
    back = PositionMap(inverse(first))
    changed = zip(sorted(first, key=lambda e: e.start), inverse(first), strict=True)
    made: list[tuple[int, int, int, int, Edit]] = [
        (after.start, after.end, 0, edit.start, edit) for edit, after in changed
    ]
    made += [(e.start, e.end, 1, back.start(e.start), e) for e in second]
    clusters: list[list[tuple[int, int, int, int, Edit]]] = []
    reach = -1
    for each in sorted(made, key=lambda m: (m[0], m[3], m[1])):
        if clusters and each[0] < reach:
            clusters[-1].append(each)
        else:
            clusters.append([each])
        reach = max(reach, each[1])
    return tuple(_merged(text, between, back, cluster) for cluster in clusters)


def _merged(
    text: str,
    between: str,
    back: "PositionMap",
    cluster: Sequence[tuple[int, int, int, int, Edit]],
) -> Edit:
    """Return one edit for several that touch each other."""
    seconds = [edit for _, _, which, _, edit in cluster if which]
    if len(cluster) == 1 and not seconds:
        return cluster[0][4]
    start, end = min(c[0] for c in cluster), max(c[1] for c in cluster)
    raw_start = min(back.start(start), *(c[3] for c in cluster))
    raw_end = max(back.end(end), raw_start, *(c[4].end for c in cluster if not c[2]))
    inner = [replace(edit, start=edit.start - start) for edit in seconds]
    put_in = [edit for _, _, which, _, edit in cluster if not which and not edit.before]
    lead = (*put_in, *seconds)[0]
    after = apply(between[start:end], inner)
    return Edit(raw_start, text[raw_start:raw_end], after, lead.rule, lead.reason)


class PositionMap:
    """A map of positions (code points) from the text before a ledger to the text after it.

    A position inside an edit moves out to the edit's edge; words inserted right next to a span
    stay outside it.

    >>> PositionMap([Edit(0, "", "So ", "added", "for the example")]).span(Span(0, 3))
    Span(start=3, end=6)
    """

    def __init__(self, edits: Iterable[Edit]) -> None:
        ledger = sorted(edits, key=lambda e: e.start)
        self._starts = [edit.start for edit in ledger]
        self._ends = [edit.end for edit in ledger]
        grown = (len(edit.after) - len(edit.before) for edit in ledger)
        self._shifts = list(accumulate(grown, initial=0))

    def start(self, at: int) -> int:
        """Return where a span that starts at `at` starts once the ledger is applied."""
        n = bisect_right(self._ends, at)
        inside = n < len(self._starts) and self._starts[n] < at
        return (self._starts[n] if inside else at) + self._shifts[n]

    def end(self, at: int) -> int:
        """Return where a span that ends at `at` ends once the ledger is applied."""
        n = bisect_left(self._starts, at)
        inside = n > 0 and self._ends[n - 1] > at
        return (self._ends[n - 1] if inside else at) + self._shifts[n]

    def span(self, span: Span) -> Span:
        """Return where a span is once the ledger is applied."""
        return Span(self.start(span.start), self.end(span.end))
