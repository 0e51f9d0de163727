"""A garbled sentence drawn step by step, from one of the edition's rulings: a picture and a list.

The picture is inline SVG in the colour of the page's text, so it follows light and dark; the list
below it says the same, for those who cannot see it. A hand-written page includes both.
"""

import re
from dataclasses import dataclass
from itertools import count

from markupsafe import Markup

from build_edition.model import Edition, EmendationRuling, WorkedExample
from build_edition.render.drawing import Whole
from build_edition.render.formats import WholeFormat
from build_edition.render.markup.html import element, joined
from build_edition.render.markup.languages import foreign

_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_CHARACTER = 8.2
"""The approximate width of a character in the picture (pixels at a font size of 15 px)."""

_EXPLAINED = "about/numbers/"
"""The page, if an edition has it, that says in words what the picture shows."""

_LEFT, _WIDTH = 132, 540
"""The width that the names of the rows take, and that of the whole picture."""


@dataclass(frozen=True)
class Worked:
    """A sentence whose numbers changed places: its ruling, the numbers as printed, their slots.

    `named` is what the imprint says of it.

    `homes` gives for each number in `queue` its index among the numbers of the emended sentence.
    """

    named: WorkedExample
    ruling: EmendationRuling
    queue: tuple[str, ...]
    homes: tuple[int, ...]


def worked_paragraph(whole: Whole) -> dict[str, str]:
    """Return `apparatus/worked.html`: the emendation that the imprint names, drawn.

    The file is empty if it names none.
    """
    found = worked_in(whole.edition)
    said = "The list below says the same."
    drawn = (_picture(found, said), "\n", _steps(found), "\n") if found else ()
    return {"apparatus/worked.html": joined("", drawn)}


def worked_picture(whole: Whole) -> Markup:
    """Return the picture alone, or nothing if the imprint names no emendation to be drawn."""
    found = worked_in(whole.edition)
    told = _EXPLAINED in whole.edition.pages
    said = "See the page on the numbers, which says the same in words." if told else ""
    return _picture(found, said) if found else Markup()


def worked_in(edition: Edition) -> Worked | None:
    """Return the sentence that the imprint names, or None if its numbers did not change places."""
    named = edition.imprint.worked
    for text in edition.texts:
        for reading in text.readings:
            for placed in reading.emendations:
                if named and (text.info.slug, placed.ruling.id) == (named.text, named.emendation):
                    return _worked(named, placed.ruling)
    return None


def _worked(named: WorkedExample, ruling: EmendationRuling) -> Worked | None:
    queue = tuple(_NUMBER.findall(ruling.on))
    meant = tuple(_NUMBER.findall(ruling.read or ""))
    homes = _homes(queue, meant)
    moved = 1 < len(queue) == len(meant) and homes != tuple(sorted(homes))
    return Worked(named, ruling, queue, homes) if moved else None


def _homes(queue: tuple[str, ...], meant: tuple[str, ...]) -> tuple[int, ...]:
    """Return each queued number's slot: the next of an equal number, or else one that is left."""
    left, homes = [*range(len(meant))], []
    for digits in queue:
        homes.append(next((i for i in left if meant[i] == digits), -1))
        left = [i for i in left if i != homes[-1]]
    others = iter(left)
    return tuple(home if home >= 0 else next(others, -1) for home in homes)


def _picture(worked: Worked, said: str) -> Markup:
    """Return the picture; `said` tells who cannot see it where the same is said in words."""
    meant, came = _row(worked.ruling.read or "", 24), _row(worked.ruling.on, 176)
    room = (_WIDTH - _LEFT) / (len(worked.queue) + 1)
    parts = [
        _text("the translation", 0, 24, "start", "caption"),
        _text(f"the {worked.named.source} digits", 0, 100, "start", "caption"),
        _text("what was printed", 0, 176, "start", "caption"),
        meant.drawn,
        came.drawn,
    ]
    for i, digits in enumerate(worked.queue):
        x = _LEFT + room * (i + 1)
        parts.append(_line(meant.numbers[worked.homes[i]], 32, x, 84))
        parts.append(_line(x, 108, came.numbers[i], 160))
        parts.append(_text(digits, x, 100, "middle", "digit"))
    svg = element(
        "svg",
        *parts,
        viewBox=f"0 0 {_WIDTH} 190",
        class_="worked",
        role="img",
        aria_label=f"Where each number came from and where it went. {said}".rstrip(),
    )
    return element("figure", svg, class_="worked")


@dataclass(frozen=True)
class _Row:
    drawn: Markup
    numbers: tuple[float, ...]


def _row(words: str, y: float) -> _Row:
    """Return a sentence for the picture, with how far to the right each of its numbers is."""
    left = _LEFT + (_WIDTH - _LEFT - len(words) * _CHARACTER) / 2
    spans = [match.span() for match in _NUMBER.finditer(words)]
    marked = _NUMBER.sub(lambda m: f"\x00{m[0]}\x00", words).split("\x00")
    drawn = (
        element("tspan", part, class_="digit" if n % 2 else "plain")
        for n, part in zip(count(), marked, strict=False)
    )
    row = element(
        "text", *drawn, x=f"{left:.1f}", y=f"{y:.0f}", textLength=f"{len(words) * _CHARACTER:.1f}"
    )
    return _Row(row, tuple(left + (a + b) / 2 * _CHARACTER for a, b in spans))


def _text(words: str, x: float, y: float, anchor: str, kind: str) -> Markup:
    return element("text", words, x=f"{x:.1f}", y=f"{y:.0f}", text_anchor=anchor, class_=kind)


def _line(x1: float, y1: float, x2: float, y2: float) -> Markup:
    return element("line", x1=f"{x1:.1f}", y1=f"{y1:.0f}", x2=f"{x2:.1f}", y2=f"{y2:.0f}")


def _steps(worked: Worked) -> Markup:
    ruling = worked.ruling
    queue = ", ".join(worked.queue)
    steps = (
        f"The translator had it right: “{ruling.read or ''}”.",
        f"The {worked.named.source} sentence held the digits {queue}, in this order.",
        f"They were written over the {worked.named.target} numbers from left to right: “{ruling.on}”.",
        foreign(f"The editors put them back. {ruling.why}"),
    )
    return element("ol", *(element("li", step) for step in steps), class_="worked")


FORMATS = (WholeFormat("worked", worked_paragraph, pages=("apparatus/worked.html",)),)
