"""A ruling as readers see it, wherever it is shown: both forms, its reason and its grounds."""

import re

from markupsafe import Markup

from build_edition.model import GAP, EmendationRuling
from build_edition.render.drawing import Drawing
from build_edition.render.markup.html import element, escape, joined
from build_edition.render.markup.languages import foreign
from build_edition.render.reading.cite_links import labelled_sources

SHAPELESS = re.compile("[\ue000-\uf8ff]")
"""Characters of Unicode's private use area: each font draws them as it likes, and most not at all."""

LOST = "lost in transmission"
LEFT = "left as transmitted"


def wording(words: str) -> Markup:
    """Words of a text; a character without a shape of its own is one element that names its code point."""
    return Markup(SHAPELESS.sub(_shapeless, escape(words)))


def _shapeless(character: re.Match[str]) -> Markup:
    name = _code_point(character)
    return element("span", character[0], class_="shapeless", data_sign=name)


def _code_point(character: re.Match[str]) -> str:
    return f"⟨U+{ord(character[0]):04X}⟩"


def reading(words: str) -> Markup:
    """Words as the edition reads them, each gap drawn as one and named to anyone who cannot see it."""
    gap = element("span", GAP, class_="gap", title=LOST)
    gap += element("span", f" ({LOST})", class_="apparatus visually-hidden")
    return gap.join(wording(part) for part in words.split(GAP))


def spoken(words: str) -> str:
    """Return words for a spoken label, in which elements are not allowed."""
    return SHAPELESS.sub(_code_point, words)


def stays_lost(ruling: EmendationRuling) -> bool:
    """Whether the edition prints a gap here, since nobody can say what stood in its place."""
    return ruling.read is not None and GAP in ruling.read


def kind_name(kind: str) -> str:
    """A kind of slip in words."""
    return kind.replace("-", " ")


def passage_number(ruling: EmendationRuling) -> str:
    """The number of the passage that a ruling speaks of, as it is printed."""
    return ruling.at.removeprefix("p")


def forms(ruling: EmendationRuling) -> Markup:
    """Return the transmitted words and the edition's, or that they are left as transmitted."""
    if ruling.read is None:
        return joined(" ", (element("span", wording(ruling.on), class_="kept"), _ours(LEFT)))
    before = element("del", wording(ruling.on))
    after = element("ins", reading(ruling.read))
    return joined(" ", (_ours("transmitted:"), before, _ours("read:"), after))


def reason(ruling: EmendationRuling) -> Markup:
    """Return why the edition reads so, and before that whether something remains lost."""
    lost = element("strong", "Stays lost.", class_="lost") if stays_lost(ruling) else ""
    return joined(" ", (lost, foreign(ruling.why)))


def grounds(ruling: EmendationRuling, drawing: Drawing, up: str) -> Markup:
    """What kind of slip it is, how sure the editors are, and on what evidence."""
    parts = [kind_name(ruling.kind), f"certainty {ruling.certainty}", f"evidence {ruling.evidence}"]
    return joined(" · ", (*parts, sources(ruling, drawing, up)))


def sources(ruling: EmendationRuling, drawing: Drawing, up: str) -> Markup:
    """Return the works that a ruling rests on; nothing if it names none."""
    return labelled_sources(drawing, ruling.sources, up)


def _ours(words: str) -> Markup:
    return element("span", words, class_="ours")
