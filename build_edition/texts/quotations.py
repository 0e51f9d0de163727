"""Find quoted words in a passage: exactly once, or a Problem that shows similar words.

Only an exact match counts; similarity is used for nothing but the hint.
"""

from build_edition.model import Place, Problem, Span

_SEARCHED = 50_000
"""How many code points of a passage are searched for words like a quotation."""

_COMPARED = 12
"""How many words of a quotation are compared."""

NEAR = 3
"""The most near matches that a hint shows."""


def occurrences(quotation: str, text: str) -> tuple[int, ...]:
    """Return each position (code point) of quoted words in a passage, overlaps included.

    >>> occurrences("ana", "a banana")
    (3, 5)
    """
    places: list[int] = []
    at = text.find(quotation)
    while at >= 0:
        places.append(at)
        at = text.find(quotation, at + 1)
    return tuple(places)


def near_matches(quotation: str, text: str) -> tuple[str, ...]:
    """Return up to `NEAR` stretches of a passage, of as many words as the quotation, most like it.

    Of a long quotation the first words are compared, and of a passage as long as no real one its
    beginning, so that the time does not grow with both.

    A stretch ends in a comma or a full stop only if the quotation does.

    >>> near_matches("the oilfeld", "He went to the oilfield.")
    ('the oilfield',)
    """
    # Only words that are not found need it, and most runs find all.
    from rapidfuzz import fuzz, process

    words = text[:_SEARCHED].split()
    size = min(max(1, len(quotation.split())), _COMPARED)
    quoted = " ".join(quotation.split()[:size]) if size == _COMPARED else quotation
    ends = "" if quotation.endswith((",", ".", ";", ":")) else ",.;:"
    windows = {
        " ".join(words[i : i + size]).rstrip(ends) for i in range(max(1, len(words) - size + 1))
    }
    found = process.extract(
        quoted, sorted(windows, reverse=True), scorer=fuzz.ratio, limit=NEAR, score_cutoff=50
    )
    return tuple(window for window, _, _ in found)


def is_word_edge(text: str, at: int) -> bool:
    """Whether a quotation may begin or end at a position: not between two letters or digits.

    >>> is_word_edge("oil field", 3), is_word_edge("oil field", 5)
    (True, False)
    """
    return not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum())


def find(
    quotation: str,
    text: str,
    place: Place,
    where: str,
    occurrence: tuple[int, int] | None = None,
) -> tuple[Span | None, Problem | None]:
    """Return the one span of quoted words in a passage, as whole words, or the Problem.

    `where` names the passage in the message; `place` is where the quotation was written.
    Words that occur more than once are told apart by `occurrence`: the second of three is (2, 3),
    and if there are no longer three, that is a Problem.
    """
    found = occurrences(quotation, text)
    nth, due = occurrence or (1, 1)
    if len(found) != due:
        return None, _not_once(quotation, text, place, where, (len(found), due))
    span = Span(found[nth - 1], found[nth - 1] + len(quotation))
    if all(is_word_edge(text, at) for at in span):
        return span, None
    hint = "quote whole words, from the first letter of a word to the last"
    message = f"“{quotation}” begins or ends inside a word of {where}"
    return None, Problem(place, "broken-word", message, hint)


def _not_once(
    quotation: str, text: str, place: Place, where: str, counts: tuple[int, int]
) -> Problem:
    count, due = counts
    times = f"{count} times" if count > 1 else "once"
    if count and due > 1:
        message = f"“{quotation}” appears {times} in {where}, not {due} times"
        hint = "check which one is meant and correct `occurrence`"
        return Problem(place, "words-recounted", message, hint)
    if count:
        message = f"“{quotation}” appears {times} in {where}"
        hint = "quote more words, so that they appear only once"
        return Problem(place, "words-repeated", message, hint)
    near = near_matches(quotation, text)
    seen = "; ".join(f"“{words}”" for words in near)
    hint = f"nearest there: {seen}" if near else f"it reads: “{text[:80]}”"
    return Problem(place, "words-not-found", f"“{quotation}” is not in {where}", hint)
