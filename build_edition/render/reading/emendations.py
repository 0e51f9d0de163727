"""A ruling as readers see it, wherever it is shown: both forms, its reason and its grounds."""

import re

from markupsafe import Markup

from build_edition.model import GAP, Emendation, EmendationRuling
from build_edition.render.drawing import Drawing
from build_edition.render.markup.html import element, escape, joined
from build_edition.render.markup.languages import foreign
from build_edition.render.reading.cite_links import labelled_sources

PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
"""Characters of Unicode's private use area: fonts draw them differently, and most not at all."""

LOST = "lost in transmission"
LEFT = "left as transmitted"


def wording(words: str) -> Markup:
    """Return words as HTML; a private-use character is an element that names its code point."""
    return Markup(PRIVATE_USE.sub(_named, escape(words)))


def _named(character: re.Match[str]) -> Markup:
    name = _code_point(character)
    return element("span", character[0], class_="shapeless", data_sign=name)


def _code_point(character: re.Match[str]) -> str:
    return f"⟨U+{ord(character[0]):04X}⟩"


def reading(words: str) -> Markup:
    """Return words of a reading as HTML; each gap is an element with words for screen readers."""
    gap = element("span", GAP, class_="gap", title=LOST)
    gap += element("span", f" ({LOST})", class_="apparatus visually-hidden")
    return gap.join(wording(part) for part in words.split(GAP))


def spoken(words: str) -> str:
    """Return words for a label that is read aloud: private-use characters as their code points."""
    return PRIVATE_USE.sub(_code_point, words)


def stays_lost(ruling: EmendationRuling) -> bool:
    """Return whether the edition prints a gap here, since nobody can say what was there."""
    return ruling.read is not None and GAP in ruling.read


def kind_name(kind: str) -> str:
    """Return a kind of slip in words."""
    return kind.replace("-", " ")


def passage_number(ruling: EmendationRuling) -> str:
    """Return the number of the passage that a ruling is about, as it is printed."""
    return ruling.at.removeprefix("p")


def forms(ruling: EmendationRuling) -> Markup:
    """Return the transmitted words and the edition's, or that they are left as transmitted."""
    if ruling.read is None:
        return joined(" ", (element("span", wording(ruling.on), class_="kept"), _ours(LEFT)))
    before = element("del", wording(ruling.on))
    after = element("ins", reading(ruling.read))
    return joined(" ", (_ours("transmitted:"), before, _ours("read:"), after))


def reason(ruling: EmendationRuling) -> Markup:
    """Return the reason for a ruling, after a remark if something stays lost."""
    lost = element("strong", "Lost in transmission.", class_="lost") if stays_lost(ruling) else ""
    return joined(" ", (lost, foreign(ruling.why)))


def grounds(ruling: EmendationRuling, drawing: Drawing, up: str) -> Markup:
    """Return the kind of slip, how sure the editors are, on what evidence, and the sources."""
    parts = [kind_name(ruling.kind), f"certainty {ruling.certainty}", f"evidence {ruling.evidence}"]
    return joined(" · ", (*parts, sources(ruling, drawing, up)))


def sources(ruling: EmendationRuling, drawing: Drawing, up: str) -> Markup:
    """Return the works that a ruling rests on; nothing if it names none."""
    return labelled_sources(drawing, ruling.sources, up)


def _ours(words: str) -> Markup:
    return element("span", words, class_="ours")


def emendation(placed: Emendation, words: str, marks: bool = True) -> Markup:
    """Return a ruling as one element with both forms, its permanent id and a link to its reason.

    Without `marks` it has neither id nor link.
    """
    ruling = placed.ruling
    name = f"em-{ruling.id}" if marks else None
    before = element("del", wording(ruling.on), class_="apparatus") if placed.changes else ""
    after = element("ins", reading(words)) if placed.changes else _kept(words)
    mark = _em_mark(ruling) if marks else ""
    return element("span", before, after, mark, class_=f"em em-{ruling.kind}", id=name)


def _kept(words: str) -> Markup:
    return element("span", wording(words))


def _em_mark(ruling: EmendationRuling) -> Markup:
    """Return a link from an emendation to its reason at the page's foot."""
    words = f"“{spoken(ruling.on)}” in passage {passage_number(ruling)}"
    said = (
        f"Left as transmitted: {words}"
        if ruling.read is None
        else f"Emended; transmitted as {words}"
    )
    link = element(
        "a", "*", class_="em-mark", href=f"#ruling-{ruling.id}", aria_label=f"{said}. See why"
    )
    return element("sup", link, class_="apparatus star")
