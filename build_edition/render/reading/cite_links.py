"""Links to citations: sources of notes, a link at each place, forms at a text's foot, files to download."""

from collections.abc import Iterable

from build_edition.model import Citation, EmendationRuling, Note, Text, TextInfo
from build_edition.render.citing import forms
from build_edition.render.citing.forms import FILES, Form
from build_edition.render.drawing import Drawing, Whole
from build_edition.render.markup.html import element, escape


def citing_files(drawing: Drawing, text: Text) -> dict[str, str]:
    """`/data/<slug>.bib`, `.ris` and `.json`: the files that cite a text."""
    return {
        f"data/{text.info.slug}.{FILES[form.name][0]}": _file(form)
        for form in drawing.citations.forms[text.info.slug][0]
        if not form.styled
    }


def sources(drawing: Drawing, cited: Iterable[Citation], up: str) -> str:
    """The sources of a note as HTML, each leading to its entry among the works.

    `up` leads from the page to the edition's root.
    """
    return "; ".join(
        element(
            "a",
            drawing.citations.sources[citation.key, citation.locator],
            href=f"{up}apparatus/works/#work-{citation.key}",
        )
        for citation in cited
    )


def cite_note(note: Note, passage: str = "") -> str:
    """The way to cite a note; without script it is the note's address."""
    where = f"passage {passage.removeprefix('p')}" if passage else "the whole text"
    return _cite(f"note-{note.id}", f"note {note.id} on {where}")


def cite_emendation(ruling: EmendationRuling) -> str:
    """The way to cite an emendation; without script it is the emendation's address."""
    place = f"emendation {ruling.id} in passage {ruling.at.removeprefix('p')}"
    return _cite(f"em-{ruling.id}", place)


def _cite(anchor: str, place: str) -> str:
    return element(
        "a", "cite", href=f"#{anchor}", class_="cite", data_place=place, aria_label=f"Cite {place}"
    )


def how_to_cite(drawing: Drawing, text: Text, up: str) -> str:
    """A text's citation in the forms for people, the files for programs, and the blank for places."""
    shown = [form for form in drawing.citations.forms[text.info.slug][0] if form.styled]
    listed = element("dl", "\n".join(map(_entry, shown)), class_="cite-forms")
    promise = element("a", "how long an address lasts", href=f"{up}about/citing/")
    said = (
        f"For programs: {_downloads(text.info, up)}. A passage, a note or an emendation is cited by "
        f"its own address; see {promise}."
    )
    parts = (element("h2", "How to cite this text", id="cite"), listed, element("p", said))
    content = "\n".join((*parts, _blank(drawing, text)))
    return element("section", f"\n{content}\n", aria_labelledby="cite", class_="citing")


def _entry(form: Form) -> str:
    return element("dt", form.label) + element("dd", element("div", form.words))


def _blank(drawing: Drawing, text: Text) -> str:
    """What a page with script fills in: every form, of a place that the text has not."""
    place, anchor = forms.BLANK
    blank = (
        element(
            "div" if form.styled else "pre",
            form.words if form.styled else escape(form.words),
            data_label=form.label,
        )
        for form in drawing.citations.forms[text.info.slug][1]
    )
    return element(
        "template",
        "\n".join(blank),
        id="cite-blank",
        data_place=place,
        data_anchor=anchor,
        data_key=forms.key(drawing.imprint, text.info),
        data_address=forms.address(drawing.imprint, text.info),
    )


def _downloads(info: TextInfo, up: str) -> str:
    return ", ".join(
        element("a", label, href=f"{up}data/{info.slug}.{ending}", download="")
        for ending, label in FILES.values()
    )


def citing_list(whole: Whole) -> dict[str, str]:
    """Every text with the files that cite it, for the page on citing."""
    items = (
        element("li", f"{escape(info.title)}: {_downloads(info, '../../')}") for info in whole.texts
    )
    return {"apparatus/citing.html": element("ul", "\n".join(items)) + "\n"}


def _file(form: Form) -> str:
    """A form as a file; a RIS file's lines end as its readers expect."""
    words = form.words + "\n"
    return words.replace("\n", "\r\n") if form.name == "ris" else words
