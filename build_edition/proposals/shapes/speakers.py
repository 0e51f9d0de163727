"""Propose turns: lines that begin with labels which recur, alternate, and look like names."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from build_edition.model import Speaker
from build_edition.proposals.shapes.look import Look, Proposal, Seen
from build_edition.proposals.shapes.names import KNOWN, ROLE, bare_name, is_name, name_of
from build_edition.texts.shapes.marks import STAMP

_EM = r"(?:\*\*\*|\*\*|__|\*|_)?"
_BEFORE = rf"{_EM}(?:{STAMP}[\s–—-]*)?{_EM}"
_NAME = r"(?P<name>[^\W_][^:：*_\[\]\n]{0,44}?)"
_FORMS: Mapping[str, re.Pattern[str]] = {
    "colon": re.compile(rf"{_BEFORE}{_NAME}{_EM}(?:\s*{STAMP})?(?P<sign>\s?(?::(?=[\s*_]|$)|：))"),
    "tight": re.compile(r"(?P<name>[QA])(?P<sign>:)(?=\w)"),
    "stop": re.compile(rf"{_BEFORE}(?P<name>[^\W\d_][\w.’'() -]{{0,40}}){_EM}(?P<sign>\.)(?=\s)"),
    "bracket": re.compile(r"(?P<name>\[[^\W\d_][^\[\]\d:]{0,40}\])(?P<sign>:?)\s+(?=\S)"),
    "dash": re.compile(r"(?P<name>Q|A|[^\W\d_][\w.]{2,20})(?P<sign>\s?[–—-])\s+(?=\S)"),
    "bold": re.compile(rf"(?:\*\*|__)(?:{STAMP}\s*)?{_NAME}(?:\*\*|__)(?P<sign>)\s+(?=\S)"),
}
"""The forms of a label before what is said, each with the name and the sign after it."""

_AGAIN = re.compile(r"(?<=[.?!…。？！”\"’)\]])\s+([^\W\d_][\w.’' -]{0,40}?[:：])(?=\s)")
_STAMPED = re.compile(
    rf"{_EM}(?:(?:{STAMP})[\s–—-]*)?(?P<name>[^\W\d_][^:：\[\]\d\n]{{0,40}}?\d?){_EM}"
    rf"(?P<stamp>\s*{STAMP})?(?P<sign>[:：]?){_EM}"
)
_STAGE = re.compile(r"[\[(（【][^\[\]()（）【】]{1,160}[\])）】]\.?")
_CLOSING = re.compile(
    r"\W*(end of (the )?(interview|tape|side|transcript|session|recording)\b.*|the end|"
    r"(the )?(meeting|session|sitting) (rose|adjourned|ended|closed)\b.*|finis|конец|"
    r"(continue )?read(ing)? more.*|читать далее.*)\W*",
    re.I,
)


@dataclass(frozen=True)
class _Label:
    at: int  # the index of the line among those seen
    label: str
    form: str


def turns(look: Look) -> tuple[tuple[Proposal, ...], tuple[Speaker, ...], tuple[str, ...]]:
    """Return rulings on the turns of a text and the lines within them, its speakers, and rules."""
    labels = _labels(look)
    if not labels:
        return (), (), ()
    spoken = {label.label for label in labels}
    ends = _end(look, labels)
    first, last = look.seen[labels[0].at], look.seen[ends]
    reason = f"{len(labels)} lines begin with the labels of {len(spoken)} speakers"
    ruled = [Proposal(first.number, last.number, "turns", reason)]
    ruled += _before(look, labels[0].at)
    within = look.seen[labels[0].at : ends + 1]
    heads = {look.seen[label.at].number for label in labels}
    ruled += [
        Proposal(s.number, s.number, "direction", "in brackets, and nobody’s words")
        for s in within
        if s.number not in heads and _STAGE.fullmatch(s.words)
    ]
    names = tuple(
        Speaker(label, name_of(label)) for label in dict.fromkeys(x.label for x in labels)
    )
    return tuple(ruled), names, tuple(_run_on(within, [*spoken]))


def _labels(look: Look) -> list[_Label]:
    """Return the labels of the form that the most lines have, if these are speakers'."""
    best: list[_Label] = []
    for form in _FORMS:
        found = _accepted(look, [*_found(look, form)], form)
        best = found if len(found) > len(best) else best
    best = best or _inline(look)
    alone = _accepted(look, [*_found_alone(look)], "alone")
    return alone if len(alone) > len(best) else best


def _found(look: Look, form: str) -> Iterator[_Label]:
    for n, s in enumerate(look.seen):
        match = _match(form, s.words)
        if match:
            rest = s.words[match.end() :].lstrip(" *_")
            if rest or form == "colon":
                sign = match["sign"].rstrip() if form != "bracket" else match["sign"]
                yield _Label(n, match["name"].strip() + sign, form)


def _match(form: str, words: str) -> re.Match[str] | None:
    """Return the match of a label of this form; of those with a full stop, the longest."""
    match = _FORMS[form].match(words)
    while match and not is_name(match["name"], form):
        if form != "stop" or match.end() < 3:
            return None
        match = _FORMS[form].match(words[: match.end() - 1])
    return match


def _inline(look: Look) -> list[_Label]:
    """Return the labels of a text that has several turns on most of its lines."""
    heads = [*_found(look, "colon")]
    if 2 * len(heads) < look.paragraphs:
        return []
    found = []
    for head in heads:
        words = look.seen[head.at].words
        within = (m[1] for m in _AGAIN.finditer(words) if is_name(m[1].rstrip(":："), "colon"))
        found += [head, *(_Label(head.at, name, "colon") for name in within)]
    counts = Counter(label.label for label in found)
    often = [
        label for label in found if 5 * counts[label.label] >= len(heads) > 1 < counts[label.label]
    ]
    changes = sum(a.label != b.label for a, b in pairwise(often))
    several = len(often) >= 1.2 * len(heads) and len({label.label for label in often}) > 1
    return often if several and len(often) > 3 and 2 * changes >= len(often) else []


def _found_alone(look: Look) -> Iterator[_Label]:
    """Yield labels that have a line to themselves, above what is said."""
    for n, (s, after) in enumerate(pairwise(look.seen)):
        match = _STAMPED.fullmatch(s.words)
        if match and is_name(match["name"], "alone") and len(after.words) > len(s.words):
            stamped = bool(match["stamp"] or match["sign"])
            if s.above and (stamped or after.number == s.number + 1 or after.sentence):
                yield _Label(n, match["name"].strip() + match["sign"], "alone")


def _accepted(look: Look, found: Sequence[_Label], form: str) -> list[_Label]:
    """Return the labels that speakers have, or nothing if these lines are no conversation."""
    counts = Counter(label.label for label in found)
    often = {label for label, count in counts.items() if count > 1}
    spoken = [label for label in found if label.label in often]
    if len(often) < 2 or len(spoken) < 4:
        return []
    changes = sum(a.label != b.label for a, b in pairwise(spoken))
    known = sum(bare_name(label.label) in KNOWN for label in spoken)
    share = len(spoken) / max(1, look.paragraphs)
    sure = 2 * known > len(spoken) or len(spoken) >= 3 * len(often)
    enough = (
        share >= 1 / 3
        or (sure and share >= 1 / 8)
        or (sure and len(spoken) > 29 and share >= 1 / 25)
    )
    if form == "alone":
        enough = enough and len(spoken) >= 6 and len(spoken) >= 2 * len(often)
    if not enough or 2 * changes < len(spoken) - 1:
        return []
    kept = [label for label in found if label.label in often or _is_sure_once(label)]
    first = spoken[0].at
    while any(label.at == first - 1 for label in kept):
        first -= 1
    return [label for label in kept if label.at >= first]  # what is further up is a title


def _is_sure_once(label: _Label) -> bool:
    """Whether a label that does not recur is a speaker's all the same: a full name, or capitals."""
    name = ROLE.sub("", label.label).strip(" .:：[]")
    if label.form in ("alone", "dash"):
        return False
    return " " in name or (len(name) > 1 and name.isupper())


def _end(look: Look, labels: Sequence[_Label]) -> int:
    """Return the index of the last line of the turns: what goes on as turns do, and closes nothing.

    A turn may have no more paragraphs than any before it had.
    """
    gaps = [b.at - a.at for a, b in pairwise(labels)]
    longest = max(gaps, default=1)
    last = labels[-1].at
    if look.width:  # the rest of the paragraph, and as many paragraphs as other turns have
        return _end_of_blocks(look, labels)
    for n in range(last + 1, min(last + longest, len(look.seen))):
        s = look.seen[n]
        if _CLOSING.fullmatch(s.words) or _STAGE.fullmatch(s.words) or not s.sentence:
            break
        last = n
    return last


def _end_of_blocks(look: Look, labels: Sequence[_Label]) -> int:
    starts = {label.at for label in labels}
    index = {s.number: n for n, s in enumerate(look.seen)}
    spans = [(index[b[0].number], index[b[-1].number]) for b in look.blocks]
    opened = [n for n, (a, z) in enumerate(spans) if any(k in starts for k in range(a, z + 1))]
    longest = max((b - a for a, b in pairwise(opened)), default=1)
    last = opened[-1]
    for n in range(last + 1, min(last + longest, len(spans))):
        block = look.seen[spans[n][0] : spans[n][1] + 1]
        words = " ".join(s.words for s in block)
        if _CLOSING.fullmatch(words) or _STAGE.fullmatch(words) or not block[-1].ends:
            break
        last = n
    return spans[last][1]


def _before(look: Look, start: int) -> Iterator[Proposal]:
    """Yield rulings on one or two lines before the turns: a caption, and what introduces them."""
    if look.width or start > 2:
        return
    for n, s in enumerate(look.seen[:start]):
        kind = "standfirst" if n == start - 1 else "caption"
        reason = "right before the turns" if n == start - 1 else "above what introduces the turns"
        yield Proposal(s.number, s.number, kind, reason)  # type: ignore[arg-type]


def _run_on(within: Sequence[Seen], spoken: Sequence[str]) -> Iterator[str]:
    """Yield the rule that divides lines of several turns, if some lines have several."""
    ways = "|".join(re.escape(label) for label in spoken if label.endswith((":", "：", ".")))
    if ways:
        again = re.compile(rf"[.?!…。？！”\"’)\]]\s+(?:{ways})(?=\s)")
        stamp = re.compile(rf"{_BEFORE}\s*")
        several = sum(bool(again.search(stamp.sub("", s.words, count=1))) for s in within)
        if 50 * several > len(within):
            yield "run-on-turns"
