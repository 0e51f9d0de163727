"""The transmitted page of each text: the raw text line by line, and what was removed and why."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from build_edition.model import Edit, EmendationRuling, Reading, Span, Text, TextPage
from build_edition.render.drawing import Drawing
from build_edition.render.formats import TextFormat
from build_edition.render.markup.html import counted, element, joined, page
from build_edition.render.markup.languages import direction
from build_edition.render.reading.at_a_glance import parts_listed
from build_edition.texts.clean import taken_lines
from build_edition.texts.cleaning_rules import HTML, INVISIBLE, WHOLE_LINES
from build_edition.texts.ledger import PositionMap, inverse
from build_edition.texts.raw_lines import RawLine, RawLines, lines_by_page, read_raw_lines
from build_edition.texts.shapes.columns import COLUMNS

Emended = tuple[tuple[Span, EmendationRuling], ...]
HIDDEN = re.compile(f"{INVISIBLE.pattern}|[\u00ad\n]")


def transmitted_pages(drawing: Drawing, text: Text) -> dict[str, str]:
    """Return `/texts/<slug>/transmitted/`: a text as received, with every edit of its cleaning.

    A divided text has one such page for each part as well, with the lines of that part.
    """
    raw_lines = read_raw_lines(text.raw, text.info)
    items = dict(
        zip((line.number for line in raw_lines.lines), _lines(raw_lines, text), strict=True)
    )
    return {
        f"{shown.info.page}transmitted/index.md": _page(
            TextPage(shown, text), [items[line.number] for line in lines]
        )
        for shown, lines in zip(text.pages, lines_by_page(text).values(), strict=True)
    }


def _page(shown: TextPage, items: Iterable[Markup]) -> str:
    text = shown.shown
    title = f"{text.info.titled}, as transmitted"
    back = element("a", "The edited text", href="../")
    intro = element(
        "p",
        "Every line as it was received. ",
        element("del", "Words struck through"),
        " and tinted spaces were removed in cleaning, for the reason given in the margin or in the "
        "list of edits; nothing else was. Words with a dotted line were emended; each leads to its place "
        "in the edited text. ",
        "Right-hand columns, each behind a line, were put below the left ones. "
        if text.info.columns
        else "",
        back,
    )
    lines = element(
        "ol",
        "\n",
        joined("\n", items),
        "\n",
        class_="raw",
        dir=direction(text.info.language),
    )
    divided = text.info.parts and not text.info.part
    listed = parts_listed(shown.whole, "transmitted/") if divided else ""
    body = joined("\n", (element("h1", title), intro, listed, _summary(text), lines))
    article = element("div", "\n", body, "\n", class_="tt-transmitted", lang=text.info.language)
    summary = f"The raw text of {text.info.title}, line by line, with all that cleaning removed."
    return page(title, summary, article, contents=[], search={"exclude": True})


def _summary(text: Text) -> Markup:
    counts = Counter((edit.rule, edit.reason) for edit in text.cleaning)
    rows = (
        element("li", element("code", rule), f", {counted(n, 'edit')}: {reason}")
        for (rule, reason), n in sorted(counts.items())
    )
    total = counted(len(text.cleaning), "cleaning edit") + ", by rule and reason"
    return element("details", element("summary", total), element("ul", *rows), class_="summary")


def _lines(raw_lines: RawLines, text: Text) -> Iterator[Markup]:
    """Yield each raw line as a numbered item, with its passage or the reason it was removed."""
    # lines of HTML and columns are not those that rulings are on; each edit is shown in its place
    others = HTML in text.info.rules or bool(text.info.columns)
    taken = {} if others else taken_lines(raw_lines)
    emended = _emended(text)
    starts = [edit.start for edit in text.cleaning]
    above, behind = "", 0
    for line, readings in zip(raw_lines.lines, _readings(raw_lines, text), strict=True):
        if line.number in taken:
            reason = taken[line.number][1]
            words = element("del", _visible(raw_lines.words(line)))
            beside = "as above" if reason == above else reason
            above = reason
        else:
            within = text.cleaning[bisect_left(starts, line.start) : bisect_left(starts, line.next)]
            edits = [edit for edit in within if others or edit.rule not in WHOLE_LINES]
            words = _marked(raw_lines, line, edits, emended, behind)
            behind = max(behind, *(edit.end for edit in edits), 0)
            beside = joined(", ", map(_passage, readings))
            above = ""
        name, number = f"L{line.number}", f"{line.number}"
        yield element(
            "li",
            element("a", number, href=f"#{name}", class_="number"),
            element("code", _mark_before(raw_lines, line), words),
            element("span", beside, class_="why"),
            id=name,
        )


def _readings(raw_lines: RawLines, text: Text) -> Iterator[Sequence[Reading]]:
    """Yield the passages that each raw line became: one, or in columns all that it may be of."""
    begun = sorted(text.readings, key=lambda reading: reading.passage.line.span)
    order = {reading.id: n for n, reading in enumerate(text.readings)}
    starts = [reading.passage.line.span.start for reading in begun]
    on: list[Reading] = []
    n = 0
    for line in raw_lines.lines:
        last = bisect_right(starts, line.start)
        if not text.info.columns:
            yield (begun[last - 1],)
            continue
        on = [reading for reading in on if reading.passage.line.span.end > line.start]
        until = bisect_left(starts, max(line.end, line.start + 1))
        on, n = [*on, *begun[n:until]], max(n, until)
        yield sorted(on, key=lambda reading: order[reading.id]) or (begun[last - 1],)


def _passage(reading: Reading) -> Markup:
    """Return a link to the passage that a raw line became, or became part of."""
    name = f"passage {reading.id.removeprefix('p')}"
    return element("a", name, href=f"../#{reading.id}", aria_label=f"{name} in the edited text")


def _mark_before(raw_lines: RawLines, line: RawLine) -> str:
    """Return the byte-order mark before the first line, if there was one."""
    words = raw_lines.raw[: line.start] if line.number == 1 else ""
    return element("del", _visible(words), title="byte-order-mark") if words else ""


def _emended(text: Text) -> Emended:
    """Return where the words that the edition emends are in the raw text, each with its ruling."""
    raw = PositionMap(inverse(text.cleaning))
    found: list[tuple[Span, EmendationRuling]] = []
    start = 0
    for reading in text.readings:
        for placed in reading.emendations:
            words = placed.transmitted
            span = raw.span(Span(start + words.start, start + words.end))
            found += [(span, placed.ruling)] if placed.changes else []
        start += len(reading.passage.line.text) + 1  # the line break between passages
    return tuple(found)


def _marked(
    raw_lines: RawLines, line: RawLine, edits: Iterable[Edit], emended: Emended, behind: int
) -> Markup:
    """Return a line's words with what was removed struck through; line ends only if edited.

    What is before `behind` was shown in the line where its edit begins.
    """
    parts: list[str] = []
    at = max(line.start, behind)
    for edit in edits:
        parts += _linked(raw_lines.raw, at, min(edit.start, line.end), emended)
        name = f"{edit.rule}: {edit.reason}"
        kind, how = ("span", "moved") if edit.rule == COLUMNS else ("del", None)
        shown = element(kind, _visible(edit.before), class_=how, title=name)
        parts.append(shown if edit.before else "")  # what was put in is shown where it was
        at = edit.end
    return joined("", (*parts, *_linked(raw_lines.raw, at, line.end, emended)))


def _linked(raw: str, start: int, end: int, emended: Emended) -> Iterator[str]:
    """Yield words of the raw text; those that the edition emends lead to their emendation."""
    for span, ruling in emended:
        left, right = max(start, span.start), min(end, span.end)
        if left < right:
            yield raw[start:left]
            where, read = f"../#em-{ruling.id}", f"emended; read “{ruling.read}”"
            yield element("a", raw[left:right], href=where, title=read, class_="emended")
            start = right
    yield raw[start:end]


def _visible(words: str) -> str:
    """Return words with each invisible character as its code point."""
    return HIDDEN.sub(lambda character: f"⟨U+{ord(character[0]):04X}⟩", words)


FORMATS = (
    TextFormat(
        "transmitted", transmitted_pages, pages=("texts/{}/transmitted/index.md",), by_page=True
    ),
)
