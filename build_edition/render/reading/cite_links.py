"""Links to citations: a note's sources, a link at each place, and the ways to cite a text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from build_edition.addresses import is_as_released
from build_edition.model import Citation, EmendationRuling, Note, Seen, Text, TextInfo
from build_edition.render.citing import forms, items
from build_edition.render.citing.forms import FILES, Form
from build_edition.render.drawing import Drawing, Whole
from build_edition.render.formats import TextFormat, Use, WholeFormat
from build_edition.render.markup.html import element, joined
from build_edition.render.markup.languages import foreign

SEEN: Mapping[Seen, str] = {
    "read": "read",
    "excerpt": "seen in an excerpt",
    "quoted": "as quoted elsewhere",
    "unseen": "not seen",
}
"""What readers are told of how the editors saw the place that they cite."""

_TITLE_WORDS = 10
"""The most words of a title that is made of what a note or an emendation is about."""


def citing_files(drawing: Drawing, text: Text) -> dict[str, str]:
    """Return `/data/<slug>.bib`, `.bibtex.bib`, `.ris` and `.json`: the files that cite a text.

    They are kept, so the address in them has the version, if the text reads as it does in that.
    """
    address = items.address(drawing.imprint, text.info)
    version = drawing.imprint.version
    reads_so = version in drawing.versions and is_as_released(text)
    stamped = f"{address}?v={version}" if reads_so else address
    return {
        f"data/{text.info.slug}.{FILES[form.name][0]}": _file(form).replace(address, stamped)
        for form in drawing.citations.forms[text.info.slug].whole
        if not form.styled
    }


def sources(drawing: Drawing, cited: Iterable[Citation], up: str, brief: bool = False) -> Markup:
    """Return the sources of a note as HTML: each linked to its entry among the works, then how seen.

    `up` is the relative path from the page to the edition's root. If `brief`, each link also holds
    its short form, for a script that copies the note to where there is less room.
    """
    return joined("; ", (_source(drawing, citation, up, brief) for citation in cited))


def short_sources(drawing: Drawing, cited: Iterable[Citation], up: str) -> Markup:
    """Return sources as `sources` does, but each in its short form: author, year and place."""
    return joined("; ", (_linked(c, foreign(_short(drawing, c)), up) for c in cited))


def _source(drawing: Drawing, citation: Citation, up: str, brief: bool) -> Markup:
    words = foreign(drawing.citations.sources[citation.key, citation.locator])
    return _linked(citation, words, up, _short(drawing, citation) if brief else None)


def _short(drawing: Drawing, citation: Citation) -> str:
    return ", ".join(filter(None, (drawing.citations.short[citation.key], citation.locator)))


def _linked(citation: Citation, words: Markup, up: str, short: str | None = None) -> Markup:
    where = f"{up}apparatus/works/#work-{citation.key}"
    link = element("a", words, href=where, data_short=short)
    if not citation.seen:
        return link
    return joined(" ", (link, element("small", f"({SEEN[citation.seen]})", class_="seen")))


def labelled_sources(
    drawing: Drawing, cited: Sequence[Citation], up: str, brief: bool = False
) -> Markup:
    """Return a note's sources after a label, `source:` or `sources:`; empty if no work is cited."""
    named = sources(drawing, cited, up, brief)
    label = "source: " if len(cited) == 1 else "sources: "
    return joined("", (label, named)) if named else named


def cite_note(note: Note, passage: str = "", words: str = "") -> Markup:
    """Return a link that opens a note's citations; without JavaScript it leads to the note.

    It is cited by the words that it is about, or else by its own first words.
    """
    where = f"passage {passage.removeprefix('p')}" if passage else "the whole text"
    own = "".join(part.text for part in note.body[0]) if note.body else ""
    by = items.signature(items.signed(note))
    return _cite(
        f"note-{note.id}", f"note {note.id} on {where}", words or own, by, shown=bool(words)
    )


def cite_emendation(ruling: EmendationRuling) -> Markup:
    """Return a link that opens an emendation's citations; without JavaScript it leads there."""
    place = f"emendation {ruling.id} in passage {ruling.at.removeprefix('p')}"
    return _cite(f"em-{ruling.id}", place, ruling.on)


def _cite(anchor: str, place: str, words: str, by: str = "", shown: bool = False) -> Markup:
    """Return a link to citations of a place, with its title, and its authors if not the editors.

    The title of an entry is its own words, if these are `shown` in full at its head.
    """
    title = _as_title(words)
    return element(
        "a",
        "cite",
        href=f"#{anchor}",
        class_="cite",
        data_title=None if shown and title == words.strip() else title,
        data_by=by or None,
        aria_label=f"Cite {place}",
    )


def _as_title(words: str) -> str:
    """Return at most ten words, without the stop at their end or marks of quotation around them."""
    shown = words.split()
    if len(shown) > _TITLE_WORDS:
        return " ".join(shown[: _TITLE_WORDS - 2]).rstrip(".,;:") + " …"
    return words.strip().rstrip(".,;:")


def how_to_cite(drawing: Drawing, text: Text, up: str) -> Markup:
    """Return the section on how to cite a text: forms, files, and blank forms for its places."""
    shown = [form for form in drawing.citations.forms[text.info.slug].whole if form.styled]
    listed = element("dl", joined("\n", map(_entry, shown)), class_="cite-forms")
    promise = element("a", "how long an address lasts", href=f"{up}about/citing/")
    said = element(
        "p",
        "For programs: ",
        _downloads(text.info, up),
        ". A passage, a note or an emendation is cited by its own address; see ",
        promise,
        ".",
    )
    heading = element("h2", "How to cite this text", id="cite")
    content = joined("\n", (heading, listed, said, _blank(drawing, text)))
    return element("section", "\n", content, "\n", aria_labelledby="cite", class_="citing")


def _entry(form: Form) -> Markup:
    return element("dt", form.label) + element("dd", element("div", form.words))


def _blank(drawing: Drawing, text: Text) -> Markup:
    """Return the blank forms: a script replaces their placeholders with those of what is cited."""
    offered = drawing.citations.forms[text.info.slug]
    written = {
        (): None,
        **{items.signed(note): None for note in (*text.notes, *text.retired_notes)},
    }
    text_itself = items.address(drawing.imprint, replace(text.info, part=0))
    here = items.address(drawing.imprint, text.info)

    def on_page(found: Iterable[Form]) -> Iterator[Form]:
        for form in found:
            yield replace(form, words=form.words.replace(f"{text_itself}#", f"{here}#"))

    passage = _blank_forms(on_page(offered.passage), *forms.BLANK)
    notes = (
        _blank_forms(on_page(offered.notes[by]), *forms.BLANK_NOTE, by=items.signature(by))
        for by in written
    )
    return element(
        "template",
        joined("\n", (passage, *notes)),
        id="cite-blank",
        data_key=items.key(drawing.imprint, text.info),
        data_address=here,
        **_versions(drawing),
    )


def _versions(drawing: Drawing) -> dict[str, str]:
    """Return, for scripts, the version that citations name and the last that was released.

    Each has its date. Without a release there is nothing to tell.
    """
    if not drawing.versions:
        return {}
    version, date = [*drawing.versions.items()][-1]
    cited = f"{drawing.imprint.version} {drawing.imprint.date}"
    return {"data_cited": cited, "data_released": f"{version} {date}"}


def _blank_forms(
    offered: Iterable[Form], place: str, anchor: str, title: str = "", by: str = ""
) -> Markup:
    listed = (
        element(
            "div" if form.styled else "pre", form.words, data_form=form.name, data_label=form.label
        )
        for form in offered
    )
    return element(
        "div",
        joined("\n", listed),
        class_="cite-blank",
        data_place=place,
        data_anchor=anchor,
        data_title=title or None,
        data_by=by if title else None,
    )


def _downloads(info: TextInfo, up: str) -> Markup:
    links = (
        element("a", label, href=f"{up}data/{info.slug}.{ending}", download="")
        for ending, label in FILES.values()
    )
    return joined(", ", links)


def citing_list(whole: Whole) -> dict[str, str]:
    """Return `apparatus/citing.html`, for the page on citing: the files that cite each text."""
    listed = (element("li", info.title, ": ", _downloads(info, "../../")) for info in whole.texts)
    return {"apparatus/citing.html": element("ul", joined("\n", listed)) + "\n"}


def _file(form: Form) -> str:
    """Return a form as a file; a RIS file's lines end in carriage return and line feed."""
    words = form.words + "\n"
    return words.replace("\n", "\r\n") if form.name == "ris" else words


FORMATS = (
    TextFormat(
        "citing",
        citing_files,
        downloads={
            "data/{}.bib": Use("BibLaTeX", "to cite the text in LaTeX, with BibLaTeX and Biber"),
            "data/{}.bibtex.bib": Use("BibTeX", "to cite the text in LaTeX, with BibTeX"),
            "data/{}.ris": Use("RIS", "to cite the text with EndNote, Mendeley or Zotero"),
            "data/{}.json": Use("CSL-JSON", "to cite the text with Zotero or pandoc"),
        },
    ),
    WholeFormat("citing", citing_list, pages=("apparatus/citing.html",)),
)
