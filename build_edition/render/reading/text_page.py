"""The reading page of each text: what it is, its passages, and what the editors did to them."""

from dataclasses import replace

from markupsafe import Markup

from build_edition.model import Emendation, Imprint, Note, Reading, Text, TextInfo, TextPage
from build_edition.render.citing import page_metadata
from build_edition.render.drawing import Drawing
from build_edition.render.formats import TextFormat
from build_edition.render.markup.html import element, joined, page, void
from build_edition.render.markup.languages import direction, foreign
from build_edition.render.reading.at_a_glance import figures, other_parts, parts_listed, strip
from build_edition.render.reading.cite_links import cite_emendation, cite_note, how_to_cite
from build_edition.render.reading.emendations import LEFT, forms, grounds, reason, spoken
from build_edition.render.reading.notes import grounds as note_grounds
from build_edition.render.reading.notes import listed_note, placed_notes, prose
from build_edition.render.reading.parallels import listed_parallels
from build_edition.render.reading.passages import passage_context, passages
from build_edition.render.reading.series import series_in_text
from build_edition.render.reading.tombstones import tombstones
from build_edition.render.reading.toolbar import bar


def text_pages(drawing: Drawing, text: Text) -> dict[str, str]:
    """Return `/texts/<slug>/`: a text as a page to read, with links to its neighbours.

    A divided text is read at `/texts/<slug>/1/` and so on; its own page lists its parts.
    """
    return {
        f"{shown.info.page}index.md": (
            _list_of_parts if text.info.parts and not shown.info.part else _text_page
        )(drawing, TextPage(shown, text))
        for shown in text.pages
    }


def _list_of_parts(drawing: Drawing, shown: TextPage) -> str:
    """Return the page of a divided text: what it is, its parts, and what is said of the whole."""
    text = shown.shown
    parts = [
        _head(text),
        _about(drawing, text, figures(shown.whole)),
        parts_listed(shown.whole),
        _neighbours(drawing, text),
        tombstones(drawing, shown),
        how_to_cite(drawing, text, text.info.up),
        _rights(text),
    ]
    return _page(drawing, text, joined("\n", parts), [], reading=False)


def _text_page(drawing: Drawing, shown: TextPage) -> str:
    text, up = shown.shown, shown.shown.info.up
    known = replace(passage_context(drawing, shown), series=series_in_text(drawing, text.info))
    contents = _contents(text)
    parts = [
        _head(text),
        bar(
            text,
            [(str(entry["at"]), str(entry["label"])) for entry in contents],
            _about(drawing, text, figures(text)),
        ),
        element(
            "div",
            "\n",
            passages(text, known),
            "\n",
            class_="tt-body",
            dir=direction(text.info.language),
        ),
        _neighbours(drawing, text),
        _at_a_glance(text),
        _notes(drawing, text),
        _rulings(drawing, text),
        listed_parallels(drawing, text, up),
        tombstones(drawing, shown),
        how_to_cite(drawing, text, up),
        _rights(text),
    ]
    return _page(drawing, text, joined("\n", parts), contents, reading=True)


def _page(
    drawing: Drawing,
    text: Text,
    body: Markup,
    contents: list[dict[str, str | int]],
    *,
    reading: bool,
) -> str:
    article = element("div", "\n", body, "\n", class_="tt-text", lang=text.info.language)
    summary = f"{text.info.titled}: {text.info.kind}. {text.info.caveat}".strip()
    return page(
        text.info.titled,
        summary,
        article,
        contents=contents,
        reading=reading,
        cited=_cited(drawing, text),
        **page_metadata.of_text(drawing.imprint, text.info),
    )


def _cited(drawing: Drawing, text: Text) -> str:
    """Return the line under a printed text that says what it is; the template adds its address."""
    return f"“{text.info.titled}.” In {cited_edition(drawing.imprint)}"


def cited_edition(imprint: Imprint) -> str:
    """Return the edition's title, editors, version and date in one line, for printed pages."""
    editors = ", ".join(imprint.editors)
    version = f"version {imprint.version}, {imprint.date}"
    return f"{imprint.title}: {imprint.subtitle}. {editors}, {version}."


def caveat(text: Text) -> Markup:
    """Return the caveat that is shown wherever the text is, or nothing."""
    if not text.info.caveat:
        return Markup()
    return element("p", text.info.caveat, class_="caveat", role="note")


def _contents(text: Text) -> list[dict[str, str | int]]:
    if text.info.contents:
        return [{"at": e.at, "label": e.label, "level": 1} for e in text.info.contents_here]
    return [
        {"at": r.id, "label": r.text.rstrip(":"), "level": r.passage.line.level}
        for r in text.readings
        if r.kind == "heading" and r.text.casefold() != text.info.title.casefold()
    ]


def _head(text: Text) -> Markup:
    """Return what comes before a text: its title, what it is, and how far to trust it."""
    kind = element("span", f"{text.info.kind.rstrip('.')}.", class_="subtitle")
    said = joined(" ", (kind, text.info.caveat))
    line = element("p", said, class_="caveat", role="note")
    return element(
        "header", joined("\n", (element("h1", text.info.titled), line)), class_="tt-head"
    )


def _about(drawing: Drawing, text: Text, length: str) -> Markup:
    """Return what the row of tools says of a text: the notes on the whole, its length, its forms."""
    glance = element("a", "Its passages at a glance", href="#glance") if text.readings else ""
    origin = element("a", "Where it comes from and who owns it", href="#origin")
    ways = element("p", joined(" · ", (glance, origin, _forms(text))), class_="tools")
    notes = (_about_note(drawing, note, text.info.up) for note in text.about)
    return joined("\n", (*notes, element("p", length, class_="figures"), ways))


def _forms(text: Text) -> Markup:
    transmitted = element("a", "The transmitted text", href="transmitted/")
    plain = element("a", "plain text", href=f"{text.info.up}data/{text.info.slug}.txt")
    return joined(" · ", (transmitted, plain))


def _at_a_glance(text: Text) -> Markup:
    """Return the section behind a text on its length, its notes by passage, and its other forms."""
    ways = element("span", _forms(text), class_="tools")
    parts = (
        element("h2", "The text at a glance", id="glance"),
        strip(text),
        element("p", figures(text), void("br"), ways, class_="figures"),
    )
    return element("section", joined("\n", parts), aria_labelledby="glance")


def _notes(drawing: Drawing, text: Text) -> Markup:
    """Return all notes on a text's words, in the form of the theme's footnotes."""
    found = placed_notes(text)
    if not found:
        return Markup()
    heading = element("h2", "Notes", id="notes")
    items = joined("\n", (listed_note(placed, drawing, text.info.up) for placed in found))
    listed = element("div", element("ol", "\n", items, "\n"), class_="footnote")
    where = f"{text.info.up}apparatus/notes/#in-{text.info.slug}"
    all_of_them = element("p", element("a", "All notes of the edition", href=where))
    parts = joined("\n", (heading, listed, all_of_them))
    return element("section", parts, aria_labelledby="notes")


def _about_note(drawing: Drawing, note: Note, up: str) -> Markup:
    """Return a note on the text as a whole."""
    words = prose(note.body, up) + note_grounds(note, drawing, up)
    words += element("p", cite_note(note), class_="ways")
    return element("div", words, id=f"note-{note.id}", class_=f"note k-{note.kind}")


def _rulings(drawing: Drawing, text: Text) -> Markup:
    found = [_ruling(drawing, r, e, text.info.up) for r in text.readings for e in r.emendations]
    if not found:
        return Markup()
    heading = element("h2", "Emendations", id="emendations")
    listed = element("ol", joined("\n", found), class_="rulings")
    where = f"{text.info.up}apparatus/emendations/#in-{text.info.slug}"
    all_of_them = element("p", element("a", "All emendations of the edition", href=where))
    parts = joined("\n", (heading, listed, all_of_them))
    return element("section", parts, aria_labelledby="emendations")


def _ruling(drawing: Drawing, found: Reading, placed: Emendation, up: str) -> Markup:
    """Return one emendation at the page's foot: a link back, both forms, its reason and grounds."""
    ruling = placed.ruling
    number = found.id.removeprefix("p")
    label = f"Passage {number}: back to “{spoken(ruling.on)}”"
    here = element("a", number, href=f"#em-{ruling.id}", class_="number", aria_label=label)
    said = LEFT.capitalize() if ruling.read is None else "Emended"
    kind = element("span", said, class_="kind k-emended")
    parts = (
        element("p", joined(" ", (here, kind, cite_emendation(ruling))), class_="note-head"),
        element("p", forms(ruling), class_="forms"),
        element("p", reason(ruling)),
        element("p", grounds(ruling, drawing, up), class_="grounds"),
    )
    return element("li", *parts, id=f"ruling-{ruling.id}", class_="note")


def _rights(text: Text) -> Markup:
    origin = element("p", foreign(text.info.origin)) if text.info.origin else ""
    ask = element("a", "how to ask for removal", href=f"{text.info.up}about/rights/#removal")
    rights = element("p", f"{text.info.rights} What this edition claims, and ", ask, ".")
    heading = element("h2", "Where this text comes from and who owns it", id="origin")
    return element("section", heading, "\n", origin, rights, aria_labelledby="origin")


def _neighbours(drawing: Drawing, text: Text) -> Markup:
    if text.info.part:
        return other_parts(text.info)
    n = drawing.places[text.info.slug]
    before = drawing.texts[n - 1] if n else None
    after = drawing.texts[n + 1] if n + 1 < len(drawing.texts) else None
    links = [
        _neighbour(info, word) for info, word in ((before, "Previous"), (after, "Next")) if info
    ]
    if not links:
        return Markup()
    return element("nav", *links, class_="neighbours", aria_label="Other texts")


def _neighbour(info: TextInfo, word: str) -> Markup:
    label = element("span", f"{word} text")
    return element("a", label, info.title, href=f"../{info.slug}/", class_=word.lower())


FORMATS = (TextFormat("text", text_pages, pages=("texts/{}/index.md",), by_page=True),)
