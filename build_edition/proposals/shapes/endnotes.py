"""Propose endnotes, where their calls are found or a heading says so; else nothing."""

import re
from collections.abc import Callable, Iterator, Sequence

from build_edition.proposals.shapes.look import Look, Proposal, Seen
from build_edition.texts.shapes.endnote_calls import CallSeries, note_number
from build_edition.texts.shapes.marks import NOTE

_HEADED = re.compile(
    r"\W*(?i:(end|foot)?notes|notes and references|references|sources|citations|примечания|сноски"
    r"|注释|註釋|註|脚注|anmerkungen|fußnoten|notas|notes de bas de page|remarques)\W*"
)
_SURE_FORMS = ("bracket", "footnote", "raised", "sign")


def endnotes(look: Look, series: Callable[[Sequence[Proposal]], CallSeries]) -> list[Proposal]:
    """Return rulings on endnotes; `series` gives the calls that such rulings would find."""
    for found in (_at_the_end(look), _anywhere(look)):
        if not found:
            continue
        certain = bool(series(found).calls)
        headed = _is_headed(look, found[0])
        if certain or headed:
            reason = "each is called in the text" if certain else "below a heading that says so"
            return [Proposal(p.first, p.last, "endnotes", reason) for p in found]
    return []


def _form(s: Seen) -> tuple[str, str]:
    match = NOTE.match(s.words)
    return (note_number(match), str(match.lastgroup)) if match else ("", "")


def _at_the_end(look: Look) -> list[Proposal]:
    """Return the stretch at a text's end that counts up from one, whatever is between its numbers."""
    forms = [_form(s) for s in look.seen]
    kinds = {form for number, form in forms[-60:] if number == "1" or form == "sign"}
    for kind in sorted(kinds):
        starts = [n for n, (number, form) in enumerate(forms) if form == kind and number == "1"]
        for start in reversed(starts):
            due, last = 1, start
            for n in range(start, len(forms)):
                number, form = forms[n]
                if form == kind and number == str(due):
                    due, last = due + 1, n
            rest = len(look.seen) - 1 - last
            share = (due - 1) / max(1, len(look.seen) - start)
            if due > 2 and rest <= 3 and (share > 0.3 or look.width):
                return [Proposal(look.seen[start].number, look.seen[-1].number, "endnotes", "")]
    return []


def _anywhere(look: Look) -> list[Proposal]:
    """Return the stretches of notes that are marked as such wherever they are."""
    found: list[Proposal] = []
    kinds = [form for s in look.seen if s.above or not look.width for _, form in (_form(s),)]
    kind = max(_SURE_FORMS, key=kinds.count)
    if not kinds.count(kind):
        return []
    for block in look.blocks if look.width else [(s,) for s in look.seen]:
        if _form(block[0])[1] == kind and not (kind == "sign" and _is_break(block)):
            first, last = block[0].number, block[-1].number
            if found and not any(found[-1].last < s.number < first for s in look.seen):
                found[-1] = Proposal(found[-1].first, last, "endnotes", "")
            else:
                found.append(Proposal(first, last, "endnotes", ""))
    return found


def _is_break(block: Sequence[Seen]) -> bool:
    return not any(c.isalnum() for s in block for c in s.words)


def _is_headed(look: Look, found: Proposal) -> bool:
    above = [s for s in look.seen if s.number < found.first]
    return bool(above) and bool(_HEADED.fullmatch(above[-1].words))


def called(found: Iterator[Proposal]) -> bool:
    """Whether any endnotes are proposed."""
    return any(p.kind == "endnotes" for p in found)
