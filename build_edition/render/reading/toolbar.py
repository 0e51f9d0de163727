"""The bar at a text's head: which wording, which notes and whether numbers are shown.

Every switch is a plain form control that the style sheets react to, so all work without JavaScript;
a script only remembers them.
"""

from collections.abc import Sequence

from markupsafe import Markup

from build_edition.model import NOTE_KINDS, NoteKind, Text
from build_edition.render.markup.html import element, joined, void
from build_edition.render.reading.notes import by_kind, kind_mark

VIEWS = ("edited", "transmitted", "both")
"""The ways to see a text's emended words; the style sheet shows the one that is chosen."""

_MARKS = (
    (element("span", "25", class_="number"), "a passage, and its lasting address"),
    (element("span", element("ins", "word"), class_="em"), "emended: its star says why"),
    (
        element("span", element("ins", "[…]", class_="gap"), class_="em"),
        "lost on the way, never guessed",
    ),
)


def bar(text: Text, contents: Sequence[tuple[str, str]]) -> Markup:
    """Return the switches that apply to a text, its contents for narrow windows, and the help."""
    kinds = _kinds_of(text)
    parts = (
        _views(text),
        _switch("numbers", "Numbers", "numbers"),
        element("button", "?", type="button", class_="help", aria_label="Marks and keys"),
        _notes(kinds),
        _contents(contents),
    )
    group = element(
        "div", *parts, class_="tt-bar", role="group", aria_label="How the text is shown"
    )
    return joined("\n", (group, _help(kinds)))


def _kinds_of(text: Text) -> tuple[NoteKind, ...]:
    return tuple(by_kind(a.note for reading in text.readings for a in reading.annotations))


def _views(text: Text) -> Markup:
    """Return the choice between the edited and the transmitted wording, if the two differ."""
    if not any(placed.changes for reading in text.readings for placed in reading.emendations):
        return Markup()
    legend = element("legend", "Wording", class_="visually-hidden")
    return element("fieldset", legend, *map(_view, VIEWS), class_="views")


def _view(view: str) -> Markup:
    name = f"view-{view}"
    chosen = "checked" if view == VIEWS[0] else None
    button = void("input", type="radio", name="view", id=name, checked=chosen)
    return button + element("label", view.capitalize(), for_=name)


def _notes(kinds: Sequence[NoteKind]) -> Markup:
    """Return a switch for each kind of note that the text has."""
    if not kinds:
        return Markup()
    legend = element("legend", "Notes shown", class_="visually-hidden")
    switches = (_switch(f"kind-{kind}", NOTE_KINDS[kind].word, f"kind k-{kind}") for kind in kinds)
    return element("fieldset", legend, *switches, class_="shown")


def _switch(name: str, label: str, classes: str) -> Markup:
    box = void("input", type="checkbox", id=name, checked="checked")
    labelled = element("label", label, for_=name, class_=classes)
    return element("span", box, labelled, class_="switch")


def _contents(contents: Sequence[tuple[str, str]]) -> Markup:
    """Return the contents again, folded, for windows too narrow for their column."""
    if not contents:
        return Markup()
    items = (element("li", element("a", label, href=f"#{at}")) for at, label in contents)
    summary = element("summary", "Contents")
    return element("details", summary, element("ol", *items), class_="jump")


def _help(kinds: Sequence[NoteKind]) -> Markup:
    """Return the help, which says what the marks mean.

    A script opens it, lists the keys, and shows the marks on a first visit.
    """
    rows = [*_MARKS, *((kind_mark(kind), NOTE_KINDS[kind].meaning) for kind in kinds)]
    marks = (
        element("li", mark, " ", element("span", meaning, class_="meaning"))
        for mark, meaning in rows
    )
    body = (
        element("h2", "What the marks mean", id="help-marks"),
        element("ul", *marks, class_="legend"),
        element("h2", "Keys"),
        element("dl", class_="keys"),
        element("button", "Close", type="button", class_="close"),
    )
    return element("dialog", *body, id="help", class_="tt-dialog", aria_labelledby="help-marks")
