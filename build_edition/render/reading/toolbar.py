"""The row of tools that stays above a text: its wording, its notes, its contents, what it is.

Each tool is a menu that opens without JavaScript, and every switch in one a plain form control that
the style sheets react to; a script only remembers them.
"""

from collections.abc import Sequence

from markupsafe import Markup

from build_edition.model import NOTE_KINDS, NoteKind, Text
from build_edition.render.markup.html import element, joined, void
from build_edition.render.reading.notes import by_kind, kind_mark
from build_edition.render.reading.parallels import SIGN

VIEWS = {"edited": "Edited", "transmitted": "Transmitted", "both": "Both"}
"""The ways to see a text's emended words; the style sheet shows the one that is chosen."""

AMOUNTS = {"all": "All", "marks": "Marks only", "none": "None"}
"""How much is shown of the notes: all, their marks without the margin, or the text alone."""

_MARKS = (
    (element("span", "25", class_="number"), "a passage and its permanent address"),
    (element("span", element("ins", "word"), class_="em"), "emended: its star says why"),
    (
        element("span", element("ins", "[…]", class_="gap"), class_="em"),
        "lost in transmission, never guessed",
    ),
    (element("span", SIGN, class_="number"), "told in other texts too"),
)

_CITING = element(
    "p",
    element("a", "How to cite this text", href="#cite"),
    ". Each passage, note and emendation has a link to cite it; to cite words or several passages, "
    "select them.",
)


def bar(text: Text, contents: Sequence[tuple[str, str]], about: Markup) -> Markup:
    """Return the row of tools, with the contents for narrow windows, and the help.

    `about` is what the row says of the text as a whole.
    """
    kinds = _kinds_of(text)
    parts = (
        _views(text),
        _notes(kinds),
        _contents(contents),
        _menu(
            "about",
            joined("", ("About", element("span", "\u00a0this text", class_="of-text"))),
            about,
        ),
        _menu("cite-text", "Cite", _CITING),
    )
    group = element("div", *parts, class_="tt-bar", role="group", aria_label="Reading tools")
    return joined("\n", (group, _help(kinds)))


def _menu(name: str, title: str | Markup, *content: Markup) -> Markup:
    """Return a menu; of a row's menus one is open at a time."""
    panel = element("div", *content, class_="panel")
    return element("details", element("summary", title), panel, class_=name, name="tools")


def _kinds_of(text: Text) -> tuple[NoteKind, ...]:
    return tuple(by_kind(a.note for reading in text.readings for a in reading.annotations))


def _views(text: Text) -> Markup:
    """Return the choice between the edited and the transmitted wording, if the two differ."""
    if not any(placed.changes for reading in text.readings for placed in reading.emendations):
        return Markup()
    now = (element("span", word, class_=f"now-{view}") for view, word in VIEWS.items())
    return _menu("views", joined("", now), _choice("view", "Text", VIEWS))


def _choice(name: str, legend: str, options: dict[str, str]) -> Markup:
    """Return radio buttons, of which the first is chosen."""
    title = element("legend", legend)
    buttons = (
        element(
            "span",
            void(
                "input",
                type="radio",
                name=name,
                id=f"{name}-{option}",
                checked="checked" if option == next(iter(options)) else None,
            ),
            element("label", word, for_=f"{name}-{option}"),
            class_="switch",
        )
        for option, word in options.items()
    )
    return element("fieldset", title, *buttons, class_="choice")


def _notes(kinds: Sequence[NoteKind]) -> Markup:
    """Return how much is shown beside the words: notes, kinds of note and numbers; and the help."""
    help_ = element("button", "What the marks mean, and keys", type="button", class_="help")
    parts = [_switch("numbers", "Passage numbers", "numbers"), help_]
    if kinds:
        legend = element("legend", "Kinds")
        boxes = (_switch(f"kind-{kind}", NOTE_KINDS[kind].word, f"kind k-{kind}") for kind in kinds)
        shown = element("fieldset", legend, *boxes, class_="shown")
        parts = [_choice("notes", "Notes", AMOUNTS), shown, *parts]
    return _menu("notes", "Notes", *parts)


def _switch(name: str, label: str, classes: str) -> Markup:
    box = void("input", type="checkbox", id=name, checked="checked")
    labelled = element("label", label, for_=name, class_=classes)
    return element("span", box, labelled, class_="switch")


def _contents(contents: Sequence[tuple[str, str]]) -> Markup:
    """Return the contents again, for windows too narrow for their column."""
    if not contents:
        return Markup()
    items = (element("li", element("a", label, href=f"#{at}")) for at, label in contents)
    return _menu("jump", "Contents", element("ol", *items))


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
