"""The cover of a book: its title and subtitle, and who edited it, as a drawing of words alone."""

import textwrap

from markupsafe import Markup

from build_edition.render.markup.xml import UNSOUND, lines, tag

COVER = "cover.svg"
_WIDTH, _HEIGHT, _EDGE = 1200, 1800, 120


def cover(title: str, subtitle: str, editors: str) -> str:
    """Return the cover as SVG."""
    large, small = textwrap.wrap(title, 16), textwrap.wrap(subtitle, 34)
    rule = 420 + 130 * len(large)
    drawn = lines(
        tag("title", f"Cover of {_said(title)}"),
        tag("rect", width=str(_WIDTH), height=str(_HEIGHT), fill="#fbf8f1"),
        tag("rect", x="0", y="0", width="36", height=str(_HEIGHT), fill="#8c1c13"),
        *_lines(large, 400, 130, "bold"),
        tag("rect", x=str(_EDGE), y=str(rule), width="240", height="8", fill="#8c1c13"),
        *_lines(small, rule + 100, 66, "normal"),
        *_lines(textwrap.wrap(editors, 40), _HEIGHT - 140, 54, "normal"),
    )
    image = tag(
        "svg",
        *("\n", drawn, "\n"),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        width=str(_WIDTH),
        height=str(_HEIGHT),
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{image}\n'


def _lines(words: list[str], top: int, step: int, weight: str) -> list[Markup]:
    return [
        tag(
            "text",
            _said(line),
            x=str(_EDGE),
            y=str(top + n * step),
            fill="#1f1a17",
            **{
                "font-family": "Georgia, serif",
                "font-size": str(step - 14),
                "font-weight": weight,
            },
        )
        for n, line in enumerate(words)
    ]


def _said(words: str) -> str:
    return UNSOUND.sub("\ufffd", words)
