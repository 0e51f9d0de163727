"""Characters that nobody sees, which have no place in what contributors write.

A quotation may hold them, where the text that it quotes does: it must stand as the page has it.
"""

import re

from build_edition.rules import INVISIBLE

_UNSEEN = re.compile(
    f"{INVISIBLE.pattern}|"
    # soft hyphen, joiners of graphemes, signs of direction, fillers, noncharacters, tags
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u206a-\u206f\u2800\u3164"
    "\uffa0\ufdd0-\ufdef\ufe00-\ufe0f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff]|"
    # joiners where no script needs them, variants of what is no ideograph
    "(?<![\u0600-\u08ff\u0900-\u0dff])[\u200c\u200d]|"
    "(?<![\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]"
)


def shapeless(words: str) -> re.Match[str] | None:
    """The first character of some words that has no shape, or turns the direction of writing."""
    return _UNSEEN.search(words)
