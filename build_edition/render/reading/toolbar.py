"""The bar at a text's head: which wording is shown, which notes, and whether numbers are.

Every switch is a plain form control that the style sheet obeys, so all of them work without
script; a script only remembers them.
"""

from collections.abc import Sequence

from build_edition.model import NoteKind, Text
from build_edition.render.markup.html import element, escape, void
from build_edition.render.reading.notes import KINDS, MEANINGS, by_kind, kind_mark

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


def bar(text: Text, contents: Sequence[tuple[str, str]]) -> str:
    """The switches that matter in a text, its contents for narrow windows, and the help."""
    kinds = _kinds_of(text)
    parts = (
        _views(text),
        _switch("numbers", "Numbers", "numbers"),
        element("button", "?", type="button", class_="help", aria_label="Marks and keys"),
        _notes(kinds),
        _contents(contents),
    )
    group = element(
        "div", "".join(parts), class_="tt-bar", role="group", aria_label="How the text is shown"
    )
    return group + "\n" + _help(kinds)


def _kinds_of(text: Text) -> tuple[NoteKind, ...]:
    return tuple(by_kind(a.note for reading in text.readings for a in reading.annotations))


def _views(text: Text) -> str:
    """The choice between the edited and the transmitted wording, where the two differ."""
    if not any(placed.changes for reading in text.readings for placed in reading.emendations):
        return ""
    legend = element("legend", "Wording", class_="visually-hidden")
    return element("fieldset", legend + "".join(map(_view, VIEWS)), class_="views")


def _view(view: str) -> str:
    name = f"view-{view}"
    chosen = "checked" if view == VIEWS[0] else None
    button = void("input", type="radio", name="view", id=name, checked=chosen)
    return button + element("label", view.capitalize(), for_=name)


def _notes(kinds: Sequence[NoteKind]) -> str:
    """A switch for each kind of note that the text has."""
    if not kinds:
        return ""
    legend = element("legend", "Notes shown", class_="visually-hidden")
    switches = "".join(_switch(f"kind-{kind}", KINDS[kind], f"kind k-{kind}") for kind in kinds)
    return element("fieldset", legend + switches, class_="shown")


def _switch(name: str, label: str, classes: str) -> str:
    box = void("input", type="checkbox", id=name, checked="checked")
    return element(
        "span", box + element("label", label, for_=name, class_=classes), class_="switch"
    )


def _contents(contents: Sequence[tuple[str, str]]) -> str:
    """The contents again, folded, for windows that have no column for them."""
    if not contents:
        return ""
    items = "".join(
        element("li", element("a", escape(label), href=f"#{at}")) for at, label in contents
    )
    inner = element("summary", "Contents") + element("ol", items)
    return element("details", inner, class_="jump")


def _help(kinds: Sequence[NoteKind]) -> str:
    """What the marks mean; a script opens it, lists the keys, and shows the marks at a first visit."""
    rows = [*_MARKS, *((kind_mark(kind), MEANINGS[kind]) for kind in kinds)]
    marks = "".join(
        element("li", f"{mark} {element('span', escape(meaning), class_='meaning')}")
        for mark, meaning in rows
    )
    close = element("button", "Close", type="button", class_="close")
    body = (
        element("h2", "What the marks mean", id="help-marks")
        + element("ul", marks, class_="legend")
        + element("h2", "Keys")
        + element("dl", "", class_="keys")
        + close
    )
    return element("dialog", body, id="help", class_="tt-dialog", aria_labelledby="help-marks")
