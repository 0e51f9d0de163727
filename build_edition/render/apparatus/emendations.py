"""`/apparatus/emendations/`: all emendations, what is lost, and what was left as transmitted."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from build_edition.addresses.places import EMENDATIONS, listed_places
from build_edition.model import EmendationRuling, Text
from build_edition.render.apparatus.no_longer_here import no_longer_here
from build_edition.render.drawing import Drawing, Whole
from build_edition.render.formats import WholeFormat
from build_edition.render.markup.filter import choice, filter_form
from build_edition.render.markup.html import element, joined, page
from build_edition.render.markup.languages import foreign
from build_edition.render.reading.at_a_glance import emendations_counted, left_counted
from build_edition.render.reading.emendations import (
    LEFT,
    kind_name,
    passage_number,
    reading,
    reason,
    sources,
    spoken,
    stays_lost,
    wording,
)

UP = "../../"
CERTAINTIES = ("high", "medium", "low")
COLUMNS = ("Passage", "Transmitted", "Read", "Kind", "Certainty", "Evidence", "Why")
"""The heads of the table's columns; on a phone each is shown before its cell."""


@dataclass(frozen=True)
class Entry:
    """A ruling with the text it belongs to: one row of the list."""

    drawing: Drawing
    text: Text
    ruling: EmendationRuling

    @property
    def name(self) -> str:
        """The entry's permanent id on the page."""
        return f"{self.text.info.slug}-{self.ruling.id}"


def emendations_pages(whole: Whole) -> dict[str, str]:
    """Return `/apparatus/emendations/`: every ruling on the wording of a text."""
    return {"apparatus/emendations/index.md": emendations_page(whole)}


def emendations_page(whole: Whole) -> str:
    """Return the page: what is lost, what was left, then all rulings by text and by kind."""
    listed = entries(whole)
    by_text = [[*found] for _, found in groupby(listed, key=_slug)]
    texts = [found[0].text for found in by_text]
    sections = [_filter(whole, listed)]
    sections += [_lost(listed), _left(listed)]
    sections += [_table(found[0].text, found) for found in by_text]
    sections += [_kinds(listed)] if listed else []
    here = listed_places(whole.edition)[EMENDATIONS]
    sections.append(no_longer_here(whole.addresses, EMENDATIONS, here, "em-"))
    introduction = _introduction(whole, listed)
    body = joined("\n", (element("h1", "Emendations"), introduction, *sections))
    article = element("div", "\n", body, "\n", class_="tt-apparatus")
    summary = "Every place where the edition changes the transmitted words, and why."
    return page("Emendations", summary, article, contents=_contents(texts), list=True)


def _slug(entry: Entry) -> str:
    return entry.text.info.slug


def entries(whole: Whole) -> list[Entry]:
    """Return all rulings of the edition, by text and in the order of passages."""
    return [
        Entry(whole, text, placed.ruling)
        for text in whole.edition.texts
        for found in text.readings
        for placed in found.emendations
    ]


def _contents(texts: Iterable[Text]) -> list[dict[str, str | int]]:
    shown = [("lost", "Lost in transmission"), ("left", "Left as transmitted")]
    shown += [(_section_id(text), text.info.title) for text in texts]
    shown += [("kinds", "By kind")] if len(shown) > 2 else []
    return [{"at": at, "label": label, "level": 1} for at, label in shown]


def _introduction(whole: Whole, listed: list[Entry]) -> Markup:
    texts = whole.edition.texts
    lost = sum(stays_lost(entry.ruling) for entry in listed)
    figures = (emendations_counted(texts), f"{lost} with a gap", left_counted(texts))
    said = element(
        "p",
        "Every place where the editors changed the words of a text, or considered a change and left "
        "them. Only slips of transmission are emended, never what an author wrote; see the ",
        element("a", "principles", href=f"{UP}about/principles/#what-is-emended"),
        ".",
    )
    return joined("\n", (said, element("p", " · ".join(figures), class_="figures")))


def _filter(whole: Whole, listed: list[Entry]) -> Markup:
    kinds = sorted({entry.ruling.kind for entry in listed})
    certainties = {certainty: certainty for certainty in CERTAINTIES}
    return filter_form(
        len(listed),
        ("entry", "entries"),
        choice("text", "Text", whole.titles, map(_slug, listed)),
        choice("kind", "Kind", {kind: kind_name(kind) for kind in kinds}, kinds),
        choice("certainty", "Certainty", certainties, (e.ruling.certainty for e in listed)),
    )


def _lost(listed: list[Entry]) -> Markup:
    found = [entry for entry in listed if stays_lost(entry.ruling)]
    items = [_item(e, element("ins", reading(e.ruling.read or ""))) for e in found]
    return _short("lost", "Lost in transmission", items, "Nothing: there is no gap.")


def _left(listed: list[Entry]) -> Markup:
    found = [entry for entry in listed if entry.ruling.read is None]
    items = [_item(e, element("span", wording(e.ruling.on), class_="kept")) for e in found]
    return _short("left", "Left as transmitted", items, "Nothing so far.")


def _short(name: str, title: str, items: list[Markup], none: str) -> Markup:
    """Return a short section: its entries in a list, or a sentence that says there are none."""
    if not items:
        return _section(name, title, element("p", none))
    return _section(name, title, element("ul", joined("\n", items), class_="places"))


def _item(entry: Entry, form: Markup) -> Markup:
    where = f"{entry.text.info.title}, passage {passage_number(entry.ruling)}"
    link = element("a", where, href=_place(entry))
    words = element("span", form, class_="words", lang=entry.text.info.language)
    why = element("span", foreign(entry.ruling.why))
    return element("li", link, " ", words, " ", why, data_of=entry.name)


def _table(text: Text, listed: list[Entry]) -> Markup:
    """Return the section with one text's rulings in a table."""
    heads = (element("th", column, scope="col") for column in COLUMNS)
    parts = (
        element("thead", element("tr", *heads)),
        element("tbody", joined("\n", map(_row, listed))),
    )
    name = _section_id(text)
    rows = ("\n", joined("\n", parts), "\n")
    table = element("table", *rows, class_="stacked emendations", aria_labelledby=f"{name}-h")
    return _section(name, text.info.title, table)


def _row(entry: Entry) -> Markup:
    ruling, language = entry.ruling, entry.text.info.language
    read = reading(ruling.read) if ruling.read is not None else ""
    before = element("del" if read else "span", wording(ruling.on))
    after = element("ins", read) if read else element("span", LEFT, class_="ours", lang="en")
    named = (
        element("span", sources(ruling, entry.drawing, UP), class_="grounds")
        if ruling.sources
        else ""
    )
    cells = (
        _cell(1, before, class_="words", lang=language),
        _cell(2, after, class_="words", lang=language),
        _cell(3, kind_name(ruling.kind)),
        _cell(4, ruling.certainty),
        _cell(5, ruling.evidence),
        _cell(6, joined(" ", (reason(ruling), named)), class_="why"),
    )
    return element(
        "tr",
        *(_row_head(entry), *cells),
        id=entry.name,
        class_="entry",
        data_text=entry.text.info.slug,
        data_kind=ruling.kind,
        data_certainty=ruling.certainty,
    )


def _row_head(entry: Entry) -> Markup:
    number = passage_number(entry.ruling)
    label = f"Passage {number}, “{spoken(entry.ruling.on)}”: see it in {entry.text.info.title}"
    link = element("a", number, href=_place(entry), aria_label=label)
    return element("th", link, scope="row", data_label=COLUMNS[0])


def _cell(column: int, content: str, **attributes: str) -> Markup:
    return element("td", content, data_label=COLUMNS[column], **attributes)


def _kinds(listed: list[Entry]) -> Markup:
    kinds = sorted({entry.ruling.kind for entry in listed})
    items = [_kind(kind, [e for e in listed if e.ruling.kind == kind]) for kind in kinds]
    return _section("kinds", "By kind", element("ul", joined("\n", items), class_="kinds"))


def _kind(kind: str, listed: list[Entry]) -> Markup:
    name = element("strong", kind_name(kind).capitalize())
    left = sum(entry.ruling.read is None for entry in listed)
    counts = (f"{n}{said}" for n, said in ((len(listed) - left, ""), (left, f" {LEFT}")) if n)
    count = element("span", " · ".join(counts), class_="grounds")
    links = element("span", joined(" ", map(_kind_link, listed)), class_="links")
    return element("li", name, " ", count, " ", links, class_="group")


def _kind_link(entry: Entry) -> Markup:
    """Return a link to an entry of the table; its label is the words that the edition reads."""
    words = wording(entry.ruling.on if entry.ruling.read is None else entry.ruling.read)
    language = entry.text.info.language
    return element("a", words, href=f"#{entry.name}", lang=language, data_of=entry.name)


def _section(name: str, title: str, content: Markup) -> Markup:
    heading = element("h2", title, id=f"{name}-h")
    parts = ("\n", heading, "\n", content, "\n")
    return element("section", *parts, id=name, class_="group", aria_labelledby=f"{name}-h")


def _section_id(text: Text) -> str:
    return f"in-{text.info.slug}"


def _place(entry: Entry) -> str:
    return UP + entry.text.info.address(entry.ruling.at, f"em-{entry.ruling.id}")


FORMATS = (
    WholeFormat("emendations", emendations_pages, pages=("apparatus/emendations/index.md",)),
)
