"""How to cite a text, or any place in it, in every form that a reader needs.

citeproc formats each text at `passage 0`, a place that no text has, which a script replaces with
the place that a reader cites. Without that place, the citation is of the text as a whole. Notes are
formatted once for all texts, with placeholders for all that differs but their authors.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from build_edition.model import Edition, Imprint, TextInfo
from build_edition.render.citing import bibtex, citeproc
from build_edition.render.citing.citeproc import Question
from build_edition.render.citing.items import By, Item, note_item, signed, text_item
from build_edition.render.citing.ris import ris
from build_edition.render.markup.html import escape
from build_edition.render.markup.json import indented

BLANK = ("passage 0", "p0")
"""The placeholder for a passage, and its anchor; a script puts in those of the cited passage."""

BLANK_NOTE = ("note 0", "p0", "title 0")
"""The placeholders for a note: what it is and where, its anchor, and the words it is about."""

FILES: Mapping[str, tuple[str, str]] = {
    "biblatex": ("bib", "BibLaTeX"),
    "bibtex": ("bibtex.bib", "BibTeX"),
    "ris": ("ris", "RIS"),
    "csl-json": ("json", "CSL-JSON"),
}
"""The forms for programs: each with the extension of its file, and its name."""

_STYLES: Mapping[str, tuple[str, str]] = {
    "mla": ("modern-language-association", "MLA"),
    "apa": ("apa", "APA"),
}
_AT_A_TIME = 200
_LINK = re.compile(r"</?a\b[^>]*>")
_APART = re.compile("\ue000[0-9]+\ue001")
_LABEL = re.compile(
    "([Ee]ditors [^\ue000]*\ue000[0-9]+\ue001)(?:, eds?[.](?=,)|, ed(?:itor)?s?(?=[.])| [(]Eds?[.][)])"
)
_EDITED_BY = re.compile(r"\b(ed\.|eds\.|edited by) The editors")
_VERSIONS = re.compile(r"\b([Vv])ersions (?=\d)")
"""Matches the label of a version such as 0.2.0-dev, which citeproc takes for a range of versions."""

_BEFORE_CAVEAT = re.compile("([Pp])assage 0, (.)")
_ALONE = re.compile(
    r"(?<=[?!]) \[Passage 0\]\.| \[Passage 0\]|, passage 0(?=[,.])|(?<=\.) Passage 0\."
)
_ANY_TEXT = "text 0"
"""The placeholder for a text's title, and with a hyphen for its name, in a note on any text."""


@dataclass(frozen=True)
class Form:
    """A citation in one form: its id, its label, and its words, as `Markup` if they are styled."""

    name: str
    label: str
    words: str

    @property
    def styled(self) -> bool:
        """Whether the form is for people, with italics, and not for programs."""
        return self.name not in FILES


@dataclass(frozen=True)
class Forms:
    """A text's citations in every form: of the whole, of a passage that is left blank, of a note.

    `notes` are by the authors of the note; the editors' own are among them, for emendations.
    """

    whole: tuple[Form, ...]
    passage: tuple[Form, ...]
    notes: Mapping[By, tuple[Form, ...]]


def authorships(edition: Edition) -> tuple[By, ...]:
    """Return every group of people who wrote a note together; the editors, as (), come first."""
    notes = (note for text in edition.texts for note in (*text.notes, *text.retired_notes))
    return ((), *sorted({signed(note) for note in notes} - {()}))


def form_questions(
    imprint: Imprint, infos: Sequence[TextInfo], bys: Sequence[By]
) -> Iterator[Question]:
    """Yield the questions for citing some texts, and notes on them; none without texts."""
    if infos:
        yield from _questions(_blank_items(imprint, infos, bys))


def _questions(items: Sequence[Item]) -> Iterator[Question]:
    """Yield the questions for formatting items for people.

    Citeproc compares each item with all others that it is given, so entries are asked for in
    batches.
    """
    apart = [_apart(each, n) for n, each in enumerate(items)]
    cited = [(each["id"], "") for each in apart]
    yield citeproc.notes_question("forms-note", apart, cited)
    for name, (style, _) in _STYLES.items():
        for n in range(0, len(apart), _AT_A_TIME):
            yield citeproc.entries_question(
                f"forms-{name}-{n // _AT_A_TIME}", apart[n : n + _AT_A_TIME], style
            )


def read_forms(
    imprint: Imprint,
    infos: Sequence[TextInfo],
    bys: Sequence[By],
    answers: Mapping[str, str],
) -> dict[str, Forms]:
    """Return the citations of each text, and of notes on it, read from the answers."""
    if not infos:
        return {}
    items = _blank_items(imprint, infos, bys)
    styled = _styled(items, answers)
    of_notes = [styled[each["id"]] for each in items[len(infos) :]]
    found: dict[str, Forms] = {}
    for info, blank in zip(infos, items, strict=False):
        people = styled[blank["id"]]
        notes = {
            by: (
                *(replace(f, words=_on_a_text(f.words, info)) for f in forms),
                *for_programs(note_item(imprint, info, by, *BLANK_NOTE)),
            )
            for by, forms in zip(bys, of_notes, strict=True)
        }
        found[info.slug] = Forms(
            (*map(_of_whole, people), *for_programs(text_item(imprint, info))),
            (*map(_of_passage, people), *for_programs(blank)),
            notes,
        )
    return found


def _blank_items(
    imprint: Imprint, infos: Sequence[TextInfo], bys: Sequence[By]
) -> tuple[Item, ...]:
    slug = _ANY_TEXT.replace(" ", "-")
    any_text = replace(infos[0], slug=slug, title=_ANY_TEXT, language="en")
    return (
        *(text_item(imprint, info, *BLANK) for info in infos),
        *(
            {**note_item(imprint, any_text, by, *BLANK_NOTE), "id": f"by-{n}"}
            for n, by in enumerate(bys)
        ),
    )


def _on_a_text(words: str, info: TextInfo) -> Markup:
    """Return a styled citation of a note on any text, as one of a note on this text.

    No stop follows a title that ends in one of its own.
    """
    title = escape(info.title.translate({ord("“"): "‘", ord("”"): "’"}))
    if title[-1:] in "?!":
        words = re.sub(f"{_ANY_TEXT}[,.]", _ANY_TEXT, words)
    slug = _ANY_TEXT.replace(" ", "-")
    return Markup(words.replace(_ANY_TEXT, title).replace(f"/{slug}/", f"/{info.slug}/"))


def _styled(items: Sequence[Item], answers: Mapping[str, str]) -> dict[str, tuple[Form, ...]]:
    """Return each item's citations in the forms for people, by its id."""
    page = answers["forms-note"]
    keys = [each["id"] for each in items]
    notes, chicago = citeproc.notes(page, len(items)), citeproc.entries(page, keys)
    entries = {name: _entries(name, answers) for name in _STYLES}
    for found in entries.values():
        citeproc.complete(len(keys), sum(key in found for key in keys))
    return {
        each["id"]: (
            Form("note", "Chicago, note", _bare(note)),
            Form("chicago", "Chicago, bibliography", _bare(chicago[each["id"]])),
            *(Form(s, _STYLES[s][1], _mended(s, entries[s][each["id"]])) for s in _STYLES),
        )
        for each, note in zip(items, notes, strict=True)
    }


def _entries(style: str, answers: Mapping[str, str]) -> dict[str, Markup]:
    pages = (page for name, page in answers.items() if name.startswith(f"forms-{style}-"))
    return {key: entry for page in pages for key, entry in citeproc.entries(page, ()).items()}


def _mended(style: str, entry: Markup) -> Markup:
    """Return an entry in which a version has no capital after a comma, as MLA’s style gives it."""
    bare = _bare(entry)
    return Markup(bare.replace(", Version ", ", version ")) if style == "mla" else bare


def _apart(given: Item, n: int) -> Item:
    """Return an item whose authors and editors are made unique by its number.

    Styles put a dash for people who are the same as in the entry before. `_bare` removes the
    numbers from what is formatted.
    """
    people: Item = {
        role: [_numbered(name, n) for name in given[role]]
        for role in ("author", "editor")
        if role in given
    }
    return {**given, **people}


def _numbered(name: Mapping[str, str], n: int) -> dict[str, str]:
    part = "literal" if "literal" in name else "family"
    return {**name, part: f"{name[part]}\ue000{n}\ue001"}


def _bare(words: Markup) -> Markup:
    """Return a citation without links and marks; nobody who is called editors has the label too."""
    unlabelled = _VERSIONS.sub(r"\1ersion ", _LABEL.sub(r"\1", _LINK.sub("", words)))
    return Markup(_EDITED_BY.sub(r"\1 the editors", _APART.sub("", unlabelled)))


def _of_whole(form: Form) -> Form:
    """Return a blank citation of a passage as one of the text as a whole."""
    return replace(form, words=Markup(_placeless(form.words).replace(f"#{BLANK[1]}", "")))


def _of_passage(form: Form) -> Form:
    """Return a blank citation of a passage; a bibliography lists only the text that it is in."""
    return replace(form, words=_placeless(form.words)) if form.name == "chicago" else form


def _placeless(words: str) -> Markup:
    """Return a styled citation without the placeholder, which may begin a sentence, or be one."""
    after = _BEFORE_CAVEAT.sub(lambda m: m[2].upper() if m[1] == "P" else m[2], words)
    return Markup(_ALONE.sub("", after))


def for_programs(given: Item) -> tuple[Form, ...]:
    """Return an item's citations in the forms for programs."""
    return (
        Form("biblatex", FILES["biblatex"][1], bibtex.biblatex(given)),
        Form("bibtex", FILES["bibtex"][1], bibtex.bibtex(given)),
        Form("ris", FILES["ris"][1], ris(given)),
        Form("csl-json", FILES["csl-json"][1], _json(given)),
    )


def _json(given: Item) -> str:
    """Return an item as CSL-JSON; Zotero keeps the lines of its note, and no version or medium."""
    kept = [f"{name}: {given[name]}" for name in ("version", "medium") if name in given]
    return indented([{**given, "note": "\n".join(kept)}], "  ")
